import GraphEngine
import GraphModel

/// A small property graph as plain arrays, with loops, reciprocal and parallel relationships.
///
/// Every node and every relationship has a property `id`, its position in its array, so that equal
/// texts mean the same entity; the other properties are often absent.
public struct RandomGraph: Sendable, CustomStringConvertible {
  /// The labels that nodes may have.
  public static let labels: [Text] = ["A", "B", "C"]
  /// The types that relationships may have.
  public static let types: [Text] = ["R", "S", "T"]
  /// The property keys with values of any type; besides them there is `w`, which is an integer.
  public static let keys: [Text] = ["x", "y"]

  /// The nodes; a node's id is its position.
  public private(set) var nodes: [Node] = []
  /// The relationships; a relationship's id is its position.
  public private(set) var relationships: [Relationship] = []

  /// An empty graph.
  public init() {}

  /// A graph of up to `nodes` nodes and up to `relationships` relationships.
  public init(
    nodes nodeLimit: Int, relationships relationshipLimit: Int,
    using random: inout SeededGenerator
  ) {
    for _ in 0..<random.number(0...nodeLimit) {
      addNode(
        labels: RandomGraph.labels.filter { _ in random.chance(0.4) },
        properties: RandomGraph.properties(using: &random))
    }
    guard !nodes.isEmpty else { return }
    // Few ends for many relationships make hubs, parallel and reciprocal ones likely.
    let ends = max(1, nodes.count * random.number(1...4) / 4)
    for _ in 0..<random.number(0...relationshipLimit) {
      let start = random.number(0...(random.chance(0.5) ? ends : nodes.count) - 1)
      let end = random.chance(0.1) ? start : random.number(0...ends - 1)
      addRelationship(
        type: random.pick(RandomGraph.types), start: start, end: end,
        properties: RandomGraph.properties(using: &random))
    }
  }

  private static func properties(using random: inout SeededGenerator) -> MapValue {
    var map = MapValue()
    for key in keys where random.chance(0.6) {
      map[key] =
        random.chance(0.85)
        ? .integer(random.number(0...3))
        : random.pick([Value.float(1.0), .float(2.5), .string("a"), .string("b"), .boolean(true)])
    }
    if random.chance(0.7) { map["w"] = .integer(random.number(-5...20)) }
    return map
  }

  /// Adds a node, and gives it its `id`.
  public mutating func addNode(labels: [Text], properties: MapValue) {
    var properties = properties
    properties["id"] = .integer(nodes.count)
    nodes.append(
      Node(id: nodes.count, contents: .init(labels: labels, properties: properties)))
  }

  /// Adds a relationship between two nodes of the graph, and gives it its `id`.
  public mutating func addRelationship(type: Text, start: Int, end: Int, properties: MapValue) {
    var properties = properties
    properties["id"] = .integer(relationships.count)
    relationships.append(
      Relationship(
        id: relationships.count,
        contents: .init(type: type, start: start, end: end, properties: properties)))
  }

  /// Writes the graph into `graph`, which must be empty.
  public func load(into graph: Graph) throws {
    try graph.load { loader in
      var ids: [Int] = []
      for node in nodes {
        guard let contents = node.contents else { continue }
        ids.append(try loader.addNode(labels: contents.labels, properties: contents.properties))
      }
      for relationship in relationships {
        guard let contents = relationship.contents else { continue }
        _ = try loader.addRelationship(
          type: contents.type, start: ids[contents.start], end: ids[contents.end],
          properties: contents.properties)
      }
    }
  }

  /// A CREATE statement that makes the graph, to be pasted where a failure is looked into.
  public var description: String {
    let parts =
      nodes.map { node in
        let text = Value.node(node).caseText
        return "(n\(node.id)"
          + (text == "()" ? ")" : (text.hasPrefix("({") ? " " : "") + text.dropFirst())
      }
      + relationships.compactMap { relationship in
        relationship.contents.map {
          "(n\($0.start))-\(Value.relationship(relationship).caseText)->(n\($0.end))"
        }
      }
    return parts.isEmpty ? "// empty graph" : "CREATE \(parts.joined(separator: ",\n  "))"
  }
}
