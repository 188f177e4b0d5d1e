import GraphEngine
import GraphModel
import GraphShell
import GraphTestKit
import Testing

/// That an answer of any size is written in pieces, and ends where it is told to.
@Suite("Answers and their limits")
struct AnswerLimitTests {
  /// Takes in what is written, and looks how long the pieces are.
  private final class PieceOutput: ByteOutput {
    private(set) var bytes: [UInt8] = []
    private(set) var longest = 0
    /// Called once, when so many bytes have been written.
    var onceWritten: (bytes: Int, body: () -> Void)?

    var text: String { String(decoding: bytes, as: UTF8.self) }

    func write(_ piece: UnsafeRawBufferPointer) {
      bytes.append(contentsOf: piece)
      longest = max(longest, piece.count)
      guard let (limit, body) = onceWritten, bytes.count >= limit else { return }
      onceWritten = nil
      body()
    }
  }

  private static let long = Text(String(repeating: "some words, 'quoted' \u{E9}. ", count: 8_000))

  /// Values that are long in a way of their own each.
  static let values: [(name: String, value: Value)] = {
    let node = Node(id: 1, contents: .init(labels: ["A"], properties: ["t": .text(long)]))
    let relationship = Relationship(
      id: 2, contents: .init(type: "R", start: 1, end: 1, properties: ["t": .text(long)]))
    return [
      ("text", .text(long)),
      ("list", .list(Array(repeating: .text(long), count: 5))),
      ("numbers", .list((0..<60_000).map { .integer($0) })),
      ("map", .map(MapValue((0..<30_000).map { (Text("k\($0)"), .boolean(true)) }))),
      ("map of a long text", ["t": .text(long)]),
      ("node", .node(node)),
      ("relationship", .relationship(relationship)),
      (
        "path",
        .path(
          Path(
            nodes: Array(repeating: node, count: 3),
            relationships: Array(repeating: relationship, count: 2)))
      ),
      ("nested", .list([.list([.map(["a": .list(Array(repeating: .text(long), count: 3))])])])),
    ]
  }()

  private static let names = values.map(\.name)

  private static func value(_ name: String) throws -> Value {
    try #require(values.first { $0.name == name }).value
  }

  private func written(_ value: Value, _ format: any RowFormat) throws -> PieceOutput {
    let output = PieceOutput()
    var writer = format.writer(into: output, layout: RowLayout())
    try writer.begin(["n", "v"])
    try writer.write([1, value])
    try writer.end(Summary())
    return output
  }

  private func json(_ value: Value, _ mode: JSONWriter.Mode = .plain) throws -> String {
    var writer = JSONWriter(mode: mode)
    try writer.write(value)
    return writer.text
  }

  /// All but dot, which draws the nodes and relationships of an answer and writes no values.
  private static let formats = RowFormats.all.map(\.name).filter { $0 != "dot" }

  @Test("A long value is written in pieces, in every format", arguments: names, formats)
  func pieces(_ name: String, _ format: String) throws {
    let value = try Self.value(name)
    let output = try written(value, try #require(RowFormats.named(format)))
    #expect(output.longest <= 1 << 16, "\(output.longest) bytes at once")
    let shown: String
    switch value {
    case .text(let text): shown = text.string
    default: shown = value.cypherText
    }
    switch format {
    case "json": #expect(output.text == "[\n{\"n\":1,\"v\":\(try json(value))}\n]\n")
    case "jsonl": #expect(output.text == "{\"n\":1,\"v\":\(try json(value))}\n")
    case "csv":
      var field = try json(value)
      if case .text(let text) = value { field = text.string }
      let quoted = field.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"")
      #expect(output.text == "n,v\n1,\"\(quoted)\"\n")
    case "table":
      let line = try #require(output.text.split(separator: "\n").dropFirst(3).first)
      // A text that ends with a space is in quotes.
      let cell = if case .text = value { "'\(shown)'" } else { shown }
      #expect(line == "│ 1 │ \(cell) │")
    case "markdown":
      let line = try #require(output.text.split(separator: "\n").dropFirst(2).first)
      #expect(line.utf8.count >= shown.utf8.count && line.hasSuffix(" |"))
    case "raw": #expect(output.text == "1\t\(shown)\n")
    case "tsv":
      let length = if case .text(let text) = value { text.string } else { try json(value) }
      #expect(output.text.utf8.count >= length.utf8.count)
    default: #expect(output.text.utf8.count >= shown.utf8.count)
    }
  }

  @Test("A terminal gets the beginning of a long value", arguments: names)
  func terminal(_ name: String) throws {
    let output = PieceOutput()
    var writer = TableFormat().writer(into: output, layout: RowLayout(width: 60))
    try writer.begin(["v"])
    try writer.write([try Self.value(name)])
    try writer.end(Summary())
    let lines = output.text.split(separator: "\n").map(String.init)
    #expect(lines.last == "1 row, 1 cell cut to fit; csv shows all")
    #expect(lines.dropLast().allSatisfy { DisplayText.width(of: $0) <= 60 })
    #expect(lines[3].contains("…"))
  }

  @Test("A long value in the pipe's notation comes in pieces", arguments: names)
  func tagged(_ name: String) throws {
    let value = try Self.value(name)
    var (writer, all, longest) = (JSONWriter(), [UInt8](), 0)
    let pieces = PieceOutput()
    try writer.write(value) { piece in pieces.write(UnsafeRawBufferPointer(piece)) }
    (all, longest) = (pieces.bytes, pieces.longest)
    #expect(longest < 1 << 18)
    #expect(String(decoding: all, as: UTF8.self) == (try json(value, .tagged)))
  }

  // MARK: Answers that are stopped

  /// A text of 128 KiB, so many times over in one value.
  private func repeated(_ count: Int) -> String {
    "WITH reduce(s = 'abcdefg\"', x IN range(1, 14) | s + s) AS l "
      + "RETURN 1 AS n, [i IN range(1, \(count)) | l] AS v"
  }

  @Test("Writing ends soon after it is cancelled", arguments: formats)
  func stopped(_ name: String) throws {
    let format = try #require(RowFormats.named(name))
    let graph = Graph()
    graph.limits.memory = 1 << 32
    let output = PieceOutput()
    output.onceWritten = (1 << 20, graph.canceller)
    let most = ["table", "column"].contains(name) ? 40 : 3_000
    let error = #expect(throws: Diagnostic.self) {
      try graph.run(repeated(most)).write(as: format, to: output)
    }
    #expect(error?.detail == "Interrupted")
    #expect(output.bytes.count < 1 << 20 + 4 << 16, "\(output.bytes.count) bytes were written")
    #expect(output.longest <= 1 << 16)
    let end = String(decoding: output.bytes.suffix(200), as: UTF8.self)
    #expect(output.bytes.last == 0x0A)
    switch name {
    case "table", "column", "line": #expect(end.hasSuffix("\nstopped after 0 rows\n"))
    case "markdown", "latex": #expect(end.hasSuffix("\n\nstopped after 0 rows\n"))
    case "html": #expect(end.hasSuffix("</table>\n<p>stopped after 0 rows</p>\n"))
    case "csv", "tsv":
      // Of texts in lists all quotes are doubled; the one that opens the field is left.
      #expect(output.bytes.count { $0 == UInt8(ascii: "\"") } % 2 == 1, "the quote is closed")
    default: #expect(!end.hasSuffix("]\n") && !end.hasSuffix("}\n"), "it looks whole")
    }
  }

  @Test("Whole rows stay where an answer is stopped between two", arguments: formats)
  func stoppedBetweenRows(_ name: String) throws {
    let format = try #require(RowFormats.named(name))
    let output = PieceOutput()
    let rows = try Graph().run("UNWIND range(1, 90000) AS i RETURN i, 10 / (i - 80000) AS x")
    #expect(throws: Diagnostic.self) {
      try rows.write(as: format, to: output)
    }
    let lines = output.text.split(separator: "\n").map(String.init)
    let last = try #require(lines.last)
    // The rows that were made together with the one that cannot be made are missing.
    let row = try #require(Int(last.drop { !$0.isNumber }.prefix { $0.isNumber }))
    #expect(row > 70_000 && row < 80_000)
    switch name {
    case "table", "column", "line": #expect(last == "stopped after \(row) rows")
    case "markdown", "latex": #expect(last == "stopped after \(row) rows")
    case "html": #expect(last == "<p>stopped after \(row) rows</p>")
    case "csv": #expect(last == "\(row),\(10 / (row - 80_000))")
    case "list": #expect(last == "\(row)|\(10 / (row - 80_000))")
    case "tsv", "raw": #expect(last == "\(row)\t\(10 / (row - 80_000))")
    default: #expect(last == #"{"i":\#(row),"x":\#(10 / (row - 80_000))}"#)
    }
  }

  @Test("An answer of which nothing has gone out stays unwritten", arguments: formats)
  func unwritten(_ name: String) throws {
    let format = try #require(RowFormats.named(name))
    let output = PieceOutput()
    let rows = try Graph().run("UNWIND [1, 0] AS i RETURN 1 / i AS x")
    #expect(throws: Diagnostic.self) {
      try rows.write(as: format, to: output)
    }
    #expect(output.text == "")
  }

  @Test("The limits are looked at for each piece, after the last row as well")
  func looks() throws {
    let output = PieceOutput()
    var looks = 0
    let paced = PacedOutput(output) { looks += 1 }
    let text = AnswerText(paced)
    for _ in 0..<100 { try text.append(String(repeating: "x", count: 50_000)) }
    try text.flush()
    #expect(output.bytes.count == 5_000_000)
    #expect(looks >= 5_000_000 >> 16 && looks <= 200)
    // The writer of a table measures a value before it writes the first byte of it.
    looks = 0
    var writer = TableFormat().writer(into: paced, layout: RowLayout())
    try writer.begin(["v"])
    try writer.write([try Self.value("list")])
    #expect(looks >= 15, "\(looks) looks while a megabyte was measured")
  }

  // MARK: The pipe

  private func answer(_ query: String, _ graph: Graph, to output: PieceOutput) throws -> MapValue {
    var server = PipeServer(graph: graph, version: "0", isTesting: false)
    var request = JSONWriter()
    try request.write(["op": "execute", "query": .string(query)] as MapValue)
    try request.bytes.withUnsafeBufferPointer { try server.answer($0, to: output) }
    #expect(output.bytes.last == 0x0A && !output.bytes.dropLast().contains(0x0A))
    return try output.bytes.dropLast().withUnsafeBufferPointer { try JSONReader().map(of: $0) }
  }

  @Test("The pipe sends an answer as it is made, and says at its end what went wrong")
  func lateError() throws {
    let output = PieceOutput()
    let answer = try answer(
      "UNWIND range(1, 90000) AS i RETURN i, 10 / (i - 80000) AS x", Graph(), to: output)
    #expect(output.longest <= 1 << 16)
    guard case .list(let rows)? = answer["rows"], case .map(let error)? = answer["error"] else {
      Issue.record("rows and an error are missing")
      return
    }
    #expect(rows.count > 70_000 && rows.count < 80_000)
    #expect(error["type"] == "ArithmeticError")
    #expect(rows.last == .list([.integer(rows.count), .integer(10 / (rows.count - 80_000))]))
  }

  @Test("What the pipe has sent of a value that was stopped is whole JSON with what follows")
  func stoppedPipe() throws {
    let values = [
      "[i IN range(1, 3000) | l]", "{a: {b: [1, [i IN range(1, 3000) | {c: l}]]}}",
      "[i IN range(1, 3000) | {d: date('2020-01-01'), l: l}]",
    ]
    for value in values {
      let graph = Graph()
      graph.limits.memory = 1 << 32
      let output = PieceOutput()
      output.onceWritten = (1 << 20, graph.canceller)
      let answer = try answer(
        "WITH reduce(s = 'abcdefg\\n', x IN range(1, 14) | s + s) AS l "
          + "RETURN 1 AS n, \(value) AS v",
        graph, to: output)
      #expect(output.bytes.count < 1 << 20 + 4 << 16)
      guard case .map(let error)? = answer["error"] else {
        Issue.record("there is no error")
        continue
      }
      #expect(error["detail"] == "Interrupted")
    }
  }
}
