import CypherSyntax
import ExchangeKit
import GraphEngine
import GraphModel
import PluginKit

/// Runs the statements of a script as its lines come.
struct CypherScriptRun {
  private let graph: Graph
  private let name: String
  private var splitter = StatementSplitter()
  private var parameters: [String: Value] = [:]
  private var remarks = Remarks()
  /// Where in all text so far each line begins that an open statement may be on.
  private var lineStarts: [Int: Int] = [:]
  private var length = 0

  init(_ graph: Graph, name: String) {
    self.graph = graph
    self.name = name
  }

  /// Takes a line without its end.
  mutating func take(_ line: String, number: Int, _ sink: inout some GraphSink) throws {
    var line = line
    if splitter.open == .nothing, line.trimmed.hasPrefix(":") {
      try command(line.trimmed, at: SourcePlace(name, line: number))
      line = ""
    }
    // Neo4j's old shell has its commands without a semicolon; what follows is a statement of its own.
    if splitter.open == .nothing, Self.isShellWord(line) {
      line = String(repeating: " ", count: line.utf8.count)
    }
    lineStarts[number] = length
    length += line.utf8.count + 1
    for piece in splitter.append(line + "\n") { try run(piece, &sink) }
    if splitter.open == .nothing { lineStarts = [:] }
  }

  /// Runs what is left without a semicolon.
  mutating func finish(_ sink: inout some GraphSink) throws {
    if let piece = splitter.finish() { try run(piece, &sink) }
    let lost = try graph.run("SHOW INDEXES")
    while try lost.next() != nil {
      remarks.say(
        "The indexes and constraints that the script makes are left out; make them in the graph itself",
        at: SourcePlace(name), to: &sink)
    }
  }

  /// A command of a shell, as scripts of Neo4j have them.
  private mutating func command(_ text: String, at place: SourcePlace) throws {
    let word = text.prefix { $0 != " " }.lowercased()
    switch word {
    // The whole import is one transaction.
    case ":begin", ":commit", ":commit;", ":begin;", ":use", ":auto": return
    case ":param":
      let rest = String(text.dropFirst(word.count))
      guard let arrow = rest.firstRange(of: "=>") else { break }
      let name = String(rest[..<arrow.lowerBound]).trimmed
      var expression = String(rest[arrow.upperBound...]).trimmed
      if expression.hasSuffix(";") { expression.removeLast() }
      do {
        parameters[name] = try graph.evaluate(expression)
      } catch let error as Diagnostic {
        throw ImportError("The parameter '\(name)': \(error.message)", at: place, hint: error.hint)
      }
      return
    default: break
    }
    throw ImportError(
      "'\(word)' is a command of a shell, which means nothing here", at: place,
      hint: "Take the line out; ':begin', ':commit' and ':param NAME => VALUE' are understood")
  }

  private mutating func run(
    _ piece: StatementSplitter.Piece, _ sink: inout some GraphSink
  ) throws {
    let place = SourcePlace(name, line: piece.line)
    var piece = piece
    var words = Self.words(of: piece)
    if let first = words.first, ["BEGIN", "COMMIT", "SCHEMA"].contains(first) {
      piece = Self.withoutShellWords(piece)
      words = Self.words(of: piece)
    }
    switch words.first {
    case nil: return
    case "ROLLBACK", "ROLLBACK;":
      throw ImportError(
        "The script takes back what it did", at: place,
        hint: "An import is one transaction, all of it or nothing; take ROLLBACK out")
    default: break
    }
    if words.first == "CALL", words.last?.hasPrefix("DB.AWAITINDEX") == true { return }
    do {
      let rows = try graph.run(piece.text, parameters: parameters)
      while try rows.next() != nil {}
    } catch let error as Diagnostic {
      if Self.isSchema(words) {
        remarks.say(
          "A statement of Neo4j's about indexes or constraints was left out: \(error.message)",
          at: place, to: &sink)
        return
      }
      throw ImportError(
        "\(error.type.rawValue): \(error.message)", at: self.place(of: error, in: piece),
        hint: error.hint)
    }
  }

  /// The first two words of a statement.
  private static func words(of piece: StatementSplitter.Piece) -> [String] {
    piece.text.drop(while: \.isWhitespace).prefix(80).split(whereSeparator: \.isWhitespace)
      .prefix(2).map { $0.uppercased() }
  }

  /// Whether a line is nothing but a command of Neo4j's old shell that means nothing here.
  private static func isShellWord(_ line: some StringProtocol) -> Bool {
    var words = line.uppercased().split { " \t\r;".contains($0) }
    if words.count == 2, words[1] == "TRANSACTION" { words.removeLast() }
    return words == ["BEGIN"] || words == ["COMMIT"] || words == ["SCHEMA", "AWAIT"]
  }

  /// A statement with blanks for the commands of a shell before it, so that places stay as they are.
  private static func withoutShellWords(
    _ piece: StatementSplitter.Piece
  ) -> StatementSplitter.Piece {
    var piece = piece
    var lines = piece.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for index in lines.indices {
      let line = lines[index].trimmed
      if isShellWord(line) {
        lines[index] = String(repeating: " ", count: lines[index].utf8.count)
      } else if !line.isEmpty, !line.hasPrefix("//") {
        // BEGIN CREATE (n), on one line.
        if let word = ["BEGIN", "COMMIT"].first(where: { line.uppercased().hasPrefix("\($0) ") }) {
          let start = lines[index].utf8.count - lines[index].drop { $0.isWhitespace }.utf8.count
          lines[index] =
            String(repeating: " ", count: start + word.utf8.count)
            + String(decoding: lines[index].utf8.dropFirst(start + word.utf8.count), as: UTF8.self)
        }
        break
      }
    }
    piece.text = lines.joined(separator: "\n")
    return piece
  }

  private static func isSchema(_ words: [String]) -> Bool {
    let kinds: Set = [
      "INDEX", "CONSTRAINT", "RANGE", "TEXT", "POINT", "LOOKUP", "FULLTEXT", "VECTOR", "BTREE",
    ]
    return words.count == 2 && (words[0] == "CREATE" || words[0] == "DROP")
      && kinds.contains(words[1])
  }

  private func place(
    of error: Diagnostic, in piece: StatementSplitter.Piece
  ) -> SourcePlace {
    guard let span = error.span else { return SourcePlace(name, line: piece.line) }
    let position = SourcePosition(offset: span.start, in: piece.text)
    var column = position.column
    if position.line == 1, let start = lineStarts[piece.line] { column += piece.offset - start }
    return SourcePlace(name, line: piece.line + position.line - 1, column: column)
  }
}
