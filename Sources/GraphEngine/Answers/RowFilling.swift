import CypherRuntime
import GraphIndex
import GraphModel

/// Gives the nodes and relationships of a row their labels and properties, as it leaves the engine.
///
/// What was deleted in the statement leaves as it is: without labels and properties. A copy of what is
/// in the row is made, and as much again of it is put into text by whoever shows it: both are paid
/// for.
struct RowFilling {
  private let context: ExecutionContext
  private let view: GraphView
  /// What the row has taken of the query's memory.
  private(set) var bytes = 0

  init(_ context: ExecutionContext) {
    self.context = context
    view = context.view
  }

  mutating func filled(_ value: Value) throws(Diagnostic) -> Value {
    switch value {
    case .null, .boolean, .integer, .float, .date, .duration, .point: return value
    case .localTime, .time, .localDateTime, .dateTime: return value
    case .text(let text) where text.string.utf8.count < 1 << 12: return value
    default: break
    }
    let taken = try inside(value)
    let size = value.footprint
    if size > 1 << 12 { try context.need(2 * size) }
    return taken
  }

  private mutating func inside(_ value: Value) throws(Diagnostic) -> Value {
    switch value {
    case .node(let node): return .node(try filled(node))
    case .relationship(let relationship): return .relationship(try filled(relationship))
    case .path(let path):
      var nodes: [Node] = []
      for node in path.nodes { nodes.append(try filled(node)) }
      var relationships: [Relationship] = []
      for relationship in path.relationships { relationships.append(try filled(relationship)) }
      return .path(Path(nodes: nodes, relationships: relationships))
    case .list(let values):
      try take(48 + values.count * MemoryLayout<Value>.stride)
      var copy: [Value] = []
      copy.reserveCapacity(values.count)
      for value in values { copy.append(try inside(value)) }
      try context.tick(values.count)
      return .list(copy)
    case .map(var map):
      try take(128 + map.count * 96)
      for (key, value) in map.entries {
        switch value {
        case .node, .relationship, .path, .list, .map: map[key] = try inside(value)
        default: break
        }
      }
      try context.tick(map.count)
      return .map(map)
    default: return value
    }
  }

  private mutating func take(_ amount: Int) throws(Diagnostic) {
    try context.reserve(amount)
    bytes += amount
  }

  private mutating func takeContents(_ properties: MapValue) throws(Diagnostic) {
    try take(256 + Value.map(properties).footprint)
  }

  private mutating func filled(_ node: Node) throws(Diagnostic) -> Node {
    guard let position = view.position(ofNode: node.id), view.isLive(position) else {
      return Node(id: node.id, contents: .init(labels: [], properties: MapValue()))
    }
    let full = view.fullNode(position)
    if let contents = full.contents { try takeContents(contents.properties) }
    return full
  }

  private mutating func filled(_ relationship: Relationship) throws(Diagnostic) -> Relationship {
    guard let handle = relationship.handle ?? view.handle(ofRelationship: relationship.id) else {
      return relationship
    }
    if view.isLive(handle) {
      let full = view.fullRelationship(handle)
      if let contents = full.contents { try takeContents(contents.properties) }
      return full
    }
    let ends = view.ends(of: handle)
    return Relationship(
      id: relationship.id, handle: handle,
      contents: .init(
        type: view.types[relationshipType(handle)], start: view.nodeID(ends.start),
        end: view.nodeID(ends.end), properties: MapValue()))
  }
}
