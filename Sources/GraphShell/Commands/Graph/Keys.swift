import GraphEngine
import GraphModel
import OrderedCollections
import WordCatalog

extension CommandDescription {
  static let keys = CommandDescription(
    "keys", { $0.keysSummary }, shell: ShellForm([.optional("LABEL", .labelOrType)]))
  static let describe = CommandDescription(
    "describe", aliases: ["d"], { $0.describeSummary },
    shell: ShellForm(
      [.required("LABEL", .labelOrType)], details: { words, _ in words.describeDetails }))
}

extension ShellCommand {
  /// Lists the property keys with the labels and types that have them.
  static let keys = ShellCommand(.keys) { state, argument in
    if !argument.isEmpty { return [try KindDescription(argument, in: state).effect(state.words)] }
    let words = state.words
    var holders: [String: [String]] = [:]
    for query in [SchemaQuery.nodeKeys, SchemaQuery.relationshipKeys] {
      for (name, keys) in try SchemaQuery.pairs(query, in: state.graph) {
        for key in keys { holders[key, default: []].append(Value.quotedName(name)) }
      }
    }
    let keys = holders.keys.sorted { Text($0) < Text($1) }
    return [
      .rows(
        columns: [words.keyHeading, words.holdersHeading],
        keys.map { key in
          let names = (holders[key] ?? []).sorted { Text($0) < Text($1) }
          return [.string(key), .string(names.joined(separator: ", "))]
        })
    ]
  }

  /// Describes the properties of a label or a type.
  static let describe = ShellCommand(.describe) { state, argument in
    guard !argument.isEmpty else { throw CommandMisused() }
    return [try KindDescription(argument, in: state).effect(state.words)]
  }
}

/// What there is to say of the nodes with a label, or the relationships of a type.
private struct KindDescription {
  private var total = 0
  private var keys: OrderedDictionary<Text, Found> = [:]

  private struct Found {
    var count = 0
    var types: Set<String> = []
    var example: Value = .null
  }

  /// Looks at each of them.
  ///
  /// - Throws: ``ShellFailure`` where the graph has neither, with the nearest name.
  init(_ argument: String, in state: ShellState) throws {
    var name = argument.trimmingBlanks()
    for sign in [":", "`"] where name.hasPrefix(sign) { name.removeFirst() }
    if name.hasSuffix("`") { name.removeLast() }
    let statistics = state.graph.statistics
    let (labels, types) = (statistics.labels.map(\.name), statistics.types.map(\.name))
    let quoted = Value.quotedName(Text(name))
    if labels.contains(name) {
      try look("MATCH (n:\(quoted)) RETURN properties(n)", in: state.graph)
    } else if types.contains(name) {
      try look("MATCH ()-[r:\(quoted)]->() RETURN properties(r)", in: state.graph)
    } else {
      throw ShellFailure(
        .query, state.words.noLabelOrType(name, nearest: nearest(to: name, in: labels + types)))
    }
  }

  private mutating func look(_ query: String, in graph: Graph) throws {
    let rows = try graph.run(query)
    while let row = try rows.next() {
      total += 1
      guard case .map(let map)? = row.values.first else { continue }
      for (key, value) in map.entries {
        keys[key, default: Found()].count += 1
        keys[key]?.types.insert(value.typeName)
        if keys[key]?.example.isNull ?? true { keys[key]?.example = value }
      }
    }
  }

  func effect(_ words: Words) -> ShellEffect {
    let names = keys.keys.sorted()
    return .rows(
      columns: [
        words.keyHeading, words.countHeading, words.shareHeading, words.typesHeading,
        words.exampleHeading,
      ],
      names.map { key in
        let found = keys[key] ?? Found()
        return [
          .string(Value.quotedName(key)), .integer(found.count),
          .string("\(total == 0 ? 0 : found.count * 100 / total) %"),
          .string(found.types.sorted().joined(separator: ", ")), found.example,
        ]
      })
  }
}

extension Value {
  /// The name of the value's type, as `IS ::` has it.
  fileprivate var typeName: String {
    switch self {
    case .null: "NULL"
    case .boolean: "BOOLEAN"
    case .integer: "INTEGER"
    case .float: "FLOAT"
    case .text: "STRING"
    case .list(let list):
      Set(list.map(\.typeName)).count == 1 ? "LIST<\(list.first?.typeName ?? "")>" : "LIST"
    case .map: "MAP"
    case .node: "NODE"
    case .relationship: "RELATIONSHIP"
    case .path: "PATH"
    case .date: "DATE"
    case .duration: "DURATION"
    case .point: "POINT"
    default: "TEMPORAL"
    }
  }
}
