import GraphModel

/// What a procedure asks of the evidence behind a query.
public enum EvidenceQuestion: Sendable {
  /// What of an answer changes when sources are left out, one or one group at a time.
  case sensitivity(query: Text, options: MapValue)
  /// Which rows of an answer vanish when one source goes.
  case restsOnOne(query: Text)
  /// How much evidence there is for each pair of a row and a column.
  case gapMap(options: MapValue)
  /// Where the words of a text stand in names, aliases, printed words and claims.
  case search(text: Text, options: MapValue)
}

// What an answer owes to its sources. Queries are given as texts and read the graph that the calling
// statement reads, with its parameters.
extension Procedure {
  static let sensitivity = Procedure(
    "evidence.sensitivity",
    [.init("query", .string), .init("options", .map, optional: true)],
    columns: [
      .init("left_out", .any), .init("row_key", .map), .init("change", .string),
      .init("column", .string), .init("before", .any), .init("after", .any),
      .init("sign_flips", .boolean),
    ],
    summary:
      "What of a query's answer is lost, new or changed when a source, or a group of sources, "
      + "is left out: {by: 'study', a property of the source, or an expression of s; key: [columns]}.",
    volatility: .perStatement
  ) { (arguments, context) throws(Diagnostic) in
    guard case .text(let query)? = arguments.first else { return [] }
    return try context.answer(
      .sensitivity(query: query, options: try options(arguments, "evidence.sensitivity")))
  }

  static let restsOnOne = Procedure(
    "evidence.restsOnOne", [.init("query", .string)],
    columns: [.init("study", .string), .init("row_key", .map)],
    summary: "The rows of a query's answer that vanish when one source goes, with it.",
    volatility: .perStatement
  ) { (arguments, context) throws(Diagnostic) in
    guard case .text(let query)? = arguments.first else { return [] }
    return try context.answer(.restsOnOne(query: query))
  }

  static let gapMap = Procedure(
    "evidence.gapMap", [.init("options", .map)],
    columns: [
      .init("row", .any), .init("column", .any), .init("studies", .integer),
      .init("claims", .integer), .init("gap", .string), .init("conflict", .boolean),
      .init("layers", .list),
    ],
    summary: "How much evidence there is for each row and column, also where there is none: "
      + "{rows: query, columns: query, cells: [{name, query}]}, where each query of cells returns row, "
      + "column, source and, if it likes, claim, stance and kind.",
    volatility: .perStatement
  ) { (arguments, context) throws(Diagnostic) in
    guard case .map(let options)? = arguments.first else { return [] }
    return try context.answer(.gapMap(options: options))
  }

  static let search = Procedure(
    "evidence.search", [.init("text", .string), .init("options", .map, optional: true)],
    columns: [
      .init("node", .node), .init("score", .float), .init("field", .string),
      .init("marked", .string), .init("relationship", .relationship),
    ],
    summary: "Where the words of a text stand in names, aliases, printed words and claims, in all "
      + "languages, the best first and the words marked: {limit: 20, misprints: false, fields: "
      + "['names', 'aliases', 'claims', 'printed'], marks: ['**', '**']}.",
    volatility: .perStatement
  ) { (arguments, context) throws(Diagnostic) in
    guard case .text(let text)? = arguments.first else { return [] }
    var options = MapValue()
    if arguments.count > 1, case .map(let map) = arguments[1] { options = map }
    return try context.answer(.search(text: text, options: options))
  }

  private static func options(
    _ arguments: [Value], _ name: String
  ) throws(Diagnostic) -> MapValue {
    guard arguments.count > 1, case .map(let map) = arguments[1] else { return MapValue() }
    let known: [Text] = ["by", "key"]
    for key in map.keys where !known.contains(key) {
      throw Diagnostic(
        .argumentError, .runtime, "UnknownOption", "\(name) has no option '\(key)'",
        hint: didYouMean(key.string, in: known.map(\.string)) ?? "It has by and key.")
    }
    return map
  }
}

extension ProcedureContext {
  /// Where there is no engine that runs queries, nothing can be asked of their evidence.
  public func answer(_ question: EvidenceQuestion) throws(Diagnostic) -> [[Value]] {
    throw Diagnostic(
      .unsupported, .runtime, "NoNestedQueries", "No query can be run from inside of this one")
  }
}
