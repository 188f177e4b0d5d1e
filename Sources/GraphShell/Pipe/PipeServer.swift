import CypherFunctions
import GraphEngine
import GraphModel

/// Answers the requests of a program that drives a graph through a pipe: one JSON object a line
/// each way, in turn.
///
/// | request | response |
/// |---|---|
/// | `{"op":"hello"}` | `{"name":"dolen","version":…}` |
/// | `{"op":"execute","query":…,"params":{…}}` | `{"columns":[…],"rows":[[…],…]}` |
/// | `{"op":"snapshot"}` | `{"nodes":[…],"rels":[…]}`: the whole graph |
/// | `{"op":"reset"}` | `{"ok":true}`: an empty graph without procedures; for tests only |
/// | `{"op":"procedure",…}` | `{"ok":true}`: a procedure that answers from a table; for tests only |
///
/// What goes wrong is answered by `{"error":{"type":…,"phase":…,"detail":…,"message":…}}`, an
/// unknown request by `{"unsupported":true}`; the pipe goes on. Values are those of `JSONWriter` in
/// its tagged mode.
///
/// A long response is on its way before its last row is known. What goes wrong after that stands as
/// `error` at its end, `{"columns":[…],"rows":[[…],…],"error":{…}}`, and its last row may be cut short.
public struct PipeServer {
  private let graph: Graph
  private let version: String
  private let isTesting: Bool
  private let reader = JSONReader()
  private var json = JSONWriter(capacity: 1 << 16)
  /// What closes a row, besides its values.
  private var endOfRow = ""

  /// A server of `graph`.
  ///
  /// - Parameter isTesting: Whether `reset` and `procedure` are answered; only where the graph is in
  ///   memory.
  public init(graph: Graph, version: String, isTesting: Bool) {
    self.graph = graph
    self.version = version
    self.isTesting = isTesting && graph.path == nil
  }

  /// Writes the response to the request in `line`, with its line end.
  ///
  /// - Throws: What `output` throws.
  /// - Complexity: That of the request, and O(*n*) in the lengths of request and response; of a response
  ///   no more than a row and a piece are in memory.
  public mutating func answer(
    _ line: UnsafeBufferPointer<UInt8>, to output: any ByteOutput
  ) throws {
    json.removeAll()
    let paced = PacedOutput(output)
    let out = AnswerText(paced)
    do {
      try respond(to: try request(in: line), out, paced)
    } catch {
      // What the output throws is no answer.
      if let failure = paced.failure { throw failure }
      try writeError(error, out, paced)
    }
    try out.append("\n")
    try out.flush()
  }

  private func request(in line: UnsafeBufferPointer<UInt8>) throws -> MapValue {
    do {
      return try reader.map(of: line)
    } catch {
      throw PipeError(detail: "MalformedRequest", message: "\(error)")
    }
  }

  private mutating func respond(
    to request: MapValue, _ out: AnswerText, _ paced: PacedOutput
  ) throws {
    guard case .text(let operation) = request["op"] else {
      throw PipeError(detail: "MalformedRequest", message: "The request has no text 'op'")
    }
    switch operation.string {
    case "execute": return try execute(request, out, paced)
    case "hello":
      json.write(literal: "{\"name\":\"dolen\",\"version\":")
      json.write(Text(version))
      json.write(literal: "}")
    case "snapshot": return try writeSnapshot(out)
    case "reset" where isTesting:
      try graph.reset()
      json.write(literal: "{\"ok\":true}")
    case "procedure" where isTesting:
      graph.register(try PipeProcedure.procedure(of: request))
      json.write(literal: "{\"ok\":true}")
    default: json.write(literal: "{\"unsupported\":true}")
    }
    try out.append(json.bytes)
  }

  // MARK: Queries

  private mutating func execute(
    _ request: MapValue, _ out: AnswerText, _ paced: PacedOutput
  ) throws {
    guard case .text(let query) = request["query"] else {
      throw PipeError(detail: "MalformedRequest", message: "The request has no text 'query'")
    }
    var parameters: [String: Value] = [:]
    switch request["params"] {
    case nil, .null: break
    case .map(let map): for (name, value) in map.entries { parameters[name.string] = value }
    default: throw PipeError(detail: "MalformedRequest", message: "'params' is no object")
    }
    let rows = try graph.run(query.string, parameters: parameters)
    json.write(literal: "{\"columns\":[")
    for (index, column) in rows.columns.enumerated() {
      if index > 0 { json.write(literal: ",") }
      json.write(Text(column))
    }
    json.write(literal: "],\"rows\":[")
    try out.append(json.bytes)
    json.removeAll()
    try out.endRow()
    paced.limits = rows.limits
    endOfRow = "]"
    try write(rows, out)
    json.write(literal: "]")
    writeRemarks(rows)
    json.write(literal: "}")
    try out.append(json.bytes)
  }

  private mutating func write(_ rows: Rows, _ out: AnswerText) throws {
    var isFirst = true
    while let batch = try rows.nextBatch() {
      for row in 0..<batch.count {
        if isFirst { isFirst = false } else { json.write(literal: ",") }
        for column in rows.columns.indices {
          json.write(literal: column == 0 ? "[" : ",")
          try out.append(json: batch[column][row], &json)
        }
        try out.endRow(&json, endOfRow)
      }
    }
  }

  /// Warnings and the plan, where there are any.
  private mutating func writeRemarks(_ rows: Rows) {
    if !rows.warnings.isEmpty {
      json.write(literal: ",\"warnings\":[")
      for (index, warning) in rows.warnings.enumerated() {
        if index > 0 { json.write(literal: ",") }
        write(warning)
      }
      json.write(literal: "]")
    }
    if let plan = rows.summary.plan {
      json.write(literal: ",\"plan\":")
      json.write(Text(plan))
    }
  }

  private mutating func writeSnapshot(_ out: AnswerText) throws {
    let graph = graph
    endOfRow = ""
    try out.endRow("{\"nodes\":[")
    var isFirst = true
    func append(_ value: Value) throws {
      if isFirst { isFirst = false } else { json.write(literal: ",") }
      try out.append(json: value, &json)
      try out.endRow(&json)
    }
    try graph.forEachNode { try append(.node($0)) }
    try out.endRow("],\"rels\":[")
    isFirst = true
    try graph.forEachRelationship { try append(.relationship($0)) }
    try out.endRow("]}")
  }

  // MARK: Errors

  /// Answers with an error: with nothing else, or at the end of the rows that are on their way.
  private mutating func writeError(
    _ error: any Error, _ out: AnswerText, _ paced: PacedOutput
  ) throws {
    paced.limits = nil
    let closing = json.bytes
    json.removeAll()
    if try out.stop() {
      // The values of which a part has gone are closed by what is left in the writer.
      if out.isWithinRow {
        try out.append(closing)
        try out.append(endOfRow)
      }
      json.write(literal: "],\"error\":")
    } else {
      json.write(literal: "{\"error\":")
    }
    switch error {
    case let diagnostic as Diagnostic: write(diagnostic)
    case let error as PipeError: write("ProtocolError", error.detail, error.message)
    default: write("StoreError", "", "\(error)")
    }
    json.write(literal: "}")
    try out.append(json.bytes)
  }

  private mutating func write(_ type: String, _ detail: String, _ message: String) {
    json.write(literal: "{\"type\":")
    json.write(Text(type))
    json.write(literal: ",\"phase\":\"runtime\",\"detail\":")
    json.write(Text(detail))
    json.write(literal: ",\"message\":")
    json.write(Text(message))
    json.write(literal: "}")
  }

  private mutating func write(_ diagnostic: Diagnostic) {
    json.write(literal: "{\"type\":")
    json.write(Text(diagnostic.type.rawValue))
    json.write(literal: ",\"phase\":")
    json.write(Text(diagnostic.phase.rawValue))
    json.write(literal: ",\"detail\":")
    json.write(Text(diagnostic.detail))
    json.write(literal: ",\"message\":")
    json.write(Text(diagnostic.message))
    if let hint = diagnostic.hint {
      json.write(literal: ",\"hint\":")
      json.write(Text(hint))
    }
    if let span = diagnostic.span {
      json.write(literal: ",\"start\":")
      json.write(span.start)
      json.write(literal: ",\"end\":")
      json.write(span.end)
    }
    json.write(literal: "}")
  }
}

/// A request that does not keep to the protocol.
struct PipeError: Error {
  var detail: String
  var message: String
}
