import GraphEngine
import GraphModel

/// All that is in a graph, so that side effects can be read off before and after.
struct GraphContents: Equatable {
  /// A property of one entity.
  struct Property: Hashable {
    var isOfNode: Bool
    var entity: Int
    var key: Text
    var value: TableValue
  }

  private(set) var nodes: Set<Int> = []
  private(set) var relationships: Set<Int> = []
  private(set) var labels: Set<Text> = []
  private(set) var properties: Set<Property> = []

  /// What `graph` holds now.
  init(of graph: Graph) throws {
    var contents = GraphContents()
    try graph.forEachNode { node in
      contents.nodes.insert(node.id)
      contents.labels.formUnion(node.contents?.labels ?? [])
      contents.add(node.contents?.properties, of: node.id, isOfNode: true)
    }
    try graph.forEachRelationship { relationship in
      contents.relationships.insert(relationship.id)
      contents.add(relationship.contents?.properties, of: relationship.id, isOfNode: false)
    }
    self = contents
  }

  private init() {}

  private mutating func add(_ map: MapValue?, of entity: Int, isOfNode: Bool) {
    for (key, value) in map?.entries ?? [:] {
      properties.insert(
        Property(isOfNode: isOfNode, entity: entity, key: key, value: TableValue(value)))
    }
  }

  /// How much was added and removed from `before` to here, as the TCK counts it; only what is not
  /// zero.
  func changes(since before: GraphContents) -> [String: Int] {
    var changes: [String: Int] = [:]
    func count<Element>(
      _ name: String, _ before: Set<Element>, _ after: Set<Element>
    ) {
      changes["+" + name] = after.subtracting(before).count
      changes["-" + name] = before.subtracting(after).count
    }
    count("nodes", before.nodes, nodes)
    count("relationships", before.relationships, relationships)
    count("labels", before.labels, labels)
    count("properties", before.properties, properties)
    return changes.filter { $0.value != 0 }
  }
}
