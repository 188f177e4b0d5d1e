import GraphEngine
import GraphModel

extension CommandDescription {
  static let schema = CommandDescription(
    "schema", { $0.schemaSummary }, shell: ShellForm(details: { words, _ in words.schemaDetails }))
}

extension ShellCommand {
  /// Shows what kinds of nodes and relationships there are, with their keys and ends.
  static let schema = ShellCommand(.schema) { state, _ in
    let graph = state.graph
    let words = state.words
    let statistics = graph.statistics
    let nodeKeys = try SchemaQuery.pairs(SchemaQuery.nodeKeys, in: graph)
    let typeKeys = try SchemaQuery.pairs(SchemaQuery.relationshipKeys, in: graph)
    let ends = try SchemaQuery.ends(in: graph)
    var rows: [[Value]] = []
    for (name, count) in statistics.labels {
      let keys = nodeKeys[Text(name)] ?? []
      rows.append([
        .string(words.nodeCell), .string(name), .integer(count), SchemaQuery.list(keys), .null,
      ])
    }
    for (name, count) in statistics.types {
      let keys = typeKeys[Text(name)] ?? []
      rows.append([
        .string(words.relationshipCell), .string(name), .integer(count),
        SchemaQuery.list(keys), SchemaQuery.list(ends[Text(name)] ?? []),
      ])
    }
    return [
      .rows(
        columns: [
          words.kindHeading, words.nameHeading, words.countHeading, words.keysHeading,
          words.endsHeading,
        ], rows)
    ]
  }
}

/// The questions behind `:schema`.
enum SchemaQuery {
  static let nodeKeys =
    "MATCH (n) UNWIND labels(n) AS name UNWIND keys(n) AS part RETURN DISTINCT name, part"
  static let relationshipKeys =
    "MATCH ()-[r]->() UNWIND keys(r) AS part RETURN DISTINCT type(r) AS name, part"
  static let endsOfTypes = """
    MATCH (a)-[r]->(b)
    RETURN DISTINCT type(r) AS name, labels(a) AS start, labels(b) AS end
    """

  /// Names in one cell; nothing where there are none.
  static func list(_ names: [String]) -> Value {
    names.isEmpty ? .null : .string(names.joined(separator: ", "))
  }

  static func pairs(_ query: String, in graph: Graph) throws -> [Text: [String]] {
    var result: [Text: [String]] = [:]
    let rows = try graph.run(query)
    while let row = try rows.next() {
      guard case .text(let name) = row["name"], case .text(let part) = row["part"] else { continue }
      result[name, default: []].append(Value.quotedName(part))
    }
    return result.mapValues { $0.sorted { Text($0) < Text($1) } }
  }

  static func ends(in graph: Graph) throws -> [Text: [String]] {
    var result: [Text: [String]] = [:]
    let rows = try graph.run(endsOfTypes)
    while let row = try rows.next() {
      guard case .text(let name) = row["name"] else { continue }
      result[name, default: []].append("\(pattern(row["start"]))→\(pattern(row["end"]))")
    }
    return result.mapValues { $0.sorted { Text($0) < Text($1) } }
  }

  private static func pattern(_ labels: Value) -> String {
    guard case .list(let labels) = labels else { return "()" }
    let names = labels.compactMap { label in
      if case .text(let name) = label { ":" + Value.quotedName(name) } else { nil }
    }
    return "(\(names.joined()))"
  }
}
