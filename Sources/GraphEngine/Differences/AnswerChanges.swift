import GraphModel

/// The answers of one query of two graphs: which rows are lost, which gained.
///
///     let changes = try AnswerChanges(of: "MATCH (s:Study) RETURN s.year, count(*)", from: may, to: june)
///     print(changes.lost.count, changes.gained.count)
///
/// Rows count as often as they come; their order does not matter. Values are the same down to what is stored of them,
/// nodes and relationships where they say the same, whatever their numbers are.
public struct AnswerChanges: Sendable {
  /// The columns.
  public let columns: [String]
  /// The rows that only the first graph gives, in its order.
  public private(set) var lost: [[Value]] = []
  /// The rows that only the second gives, in its order.
  public private(set) var gained: [[Value]] = []
  /// How many rows the first graph gives.
  public private(set) var rowsBefore = 0
  /// How many the second gives.
  public private(set) var rowsAfter = 0

  /// Whether both answers are the same.
  public var isEmpty: Bool { lost.isEmpty && gained.isEmpty }

  /// The changes of an answer.
  ///
  /// - Throws: As `Graph.run`; `Diagnostic` where the query changes the graph.
  /// - Complexity: That of the query, and O(rows); the first answer is held.
  public init(
    of query: String, parameters: [String: Value] = [:], from before: GraphSession,
    to after: GraphSession
  ) throws {
    guard try !after.prepare(query).isUpdating else {
      throw Diagnostic(
        .argumentError, .runtime, "ComparedQueryUpdates",
        "A query whose answers are compared only reads, and this one changes the graph")
    }
    let first = try before.run(query, parameters: parameters)
    columns = first.columns
    var left: [String: [[Value]]] = [:]
    var order: [String] = []
    while let row = try first.next() {
      rowsBefore += 1
      let text = Self.text(row.values)
      left[text, default: []].append(row.values)
      order.append(text)
    }
    let second = try after.run(query, parameters: parameters)
    while let row = try second.next() {
      rowsAfter += 1
      if left[Self.text(row.values)]?.popLast() == nil { gained.append(row.values) }
    }
    for text in order.reversed() {
      if let row = left[text]?.popLast() { lost.append(row) }
    }
    lost.reverse()
  }

  private static func text(_ row: [Value]) -> String {
    var writer = JSONWriter()
    for value in row {
      // What no JSON is deep enough for is told by its notation.
      do { try writer.write(value.withoutNumbers) } catch { writer.write(Text(value.cypherText)) }
    }
    return writer.text
  }
}

extension Value {
  /// The value with what nodes and relationships say instead of their numbers.
  fileprivate var withoutNumbers: Value {
    switch self {
    case .node(let node):
      let contents = node.contents
      return [
        "labels": .list((contents?.labels ?? []).sorted().map { .text($0) }),
        "node": .map(contents?.properties.inOrder ?? [:]),
      ]
    case .relationship(let relationship):
      return [
        "type": .text(relationship.contents?.type ?? ""),
        "relationship": .map(relationship.contents?.properties.inOrder ?? [:]),
      ]
    case .path(let path):
      return .list(
        path.nodes.map { Value.node($0).withoutNumbers }
          + path.relationships.map { Value.relationship($0).withoutNumbers })
    case .list(let values): return .list(values.map(\.withoutNumbers))
    case .map(let map): return .map(map.inOrder)
    default: return self
    }
  }
}

extension MapValue {
  fileprivate var inOrder: MapValue {
    MapValue(sorted.map { ($0.key, $0.value.withoutNumbers) })
  }
}
