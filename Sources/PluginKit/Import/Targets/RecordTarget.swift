import GraphEngine
import GraphModel

/// Where a sink puts the records of an import: a graph that is open, or a graph's file that nobody has
/// open.
///
/// Both do the same, so that what becomes of a record is decided once, by ``GraphLoadSink``.
protocol RecordTarget: AnyObject {
  /// Whether there was nothing before the import.
  var wasEmpty: Bool { get }

  /// How many nodes had a label before the import.
  func count(of label: Text) -> Int
  /// Calls `body` with every node that is there, those of the import among them.
  func forEachNode(
    _ body: (_ id: Int, _ labels: [Text], _ properties: MapValue) throws -> Void
  ) throws
  /// Calls `body` with every relationship that is there, those of the import among them.
  func forEachRelationship(
    _ body: (_ id: Int, _ contents: Relationship.Contents) throws -> Void
  ) throws
  /// The labels and properties of the node with the identifier `id`, as they are now.
  func node(_ id: Int) throws -> (labels: [Text], properties: MapValue)?

  /// Adds a node and returns its identifier.
  ///
  /// - Throws: `Diagnostic` where a property cannot be stored.
  func addNode(labels: [Text], properties: MapValue) throws -> Int
  /// Adds a relationship between two nodes that are there.
  ///
  /// - Throws: `Diagnostic` where a property cannot be stored.
  func addRelationship(type: Text, start: Int, end: Int, properties: MapValue) throws
  /// Adds a relationship as ``addRelationship(type:start:end:properties:)`` does; a property whose value
  /// is null is absent.
  func addRelationship(
    of shape: RelationshipRun.Shape, start: Int, end: Int, values: ArraySlice<Value>
  ) throws
  /// Adds labels to a node that is there, and sets properties of it.
  func updateNode(_ id: Int, adding labels: [Text], setting properties: MapValue) throws
  /// Sets properties of a relationship that is there.
  func updateRelationship(_ id: Int, setting properties: MapValue) throws
}

extension RecordTarget {
  func addRelationship(
    of shape: RelationshipRun.Shape, start: Int, end: Int, values: ArraySlice<Value>
  ) throws {
    let stated = zip(shape.keys, values).filter { !$1.isNull }
    try addRelationship(type: shape.type, start: start, end: end, properties: MapValue(stated))
  }
}

/// Records become part of the transaction of a graph that is open.
final class OpenGraphRecords: RecordTarget {
  let wasEmpty: Bool
  private let graph: Graph
  private let loader: GraphLoader
  private let counts: [Text: Int]

  init(_ graph: Graph, _ loader: GraphLoader) {
    self.graph = graph
    self.loader = loader
    let statistics = graph.statistics
    wasEmpty = statistics.nodeCount == 0
    counts = Dictionary(statistics.labels.map { (Text($0.name), $0.count) }) { first, _ in first }
  }

  func count(of label: Text) -> Int { counts[label] ?? 0 }

  func forEachNode(
    _ body: (_ id: Int, _ labels: [Text], _ properties: MapValue) throws -> Void
  ) throws {
    try graph.forEachNode { node in
      guard let contents = node.contents else { return }
      try body(node.id, contents.labels, contents.properties)
    }
  }

  func forEachRelationship(
    _ body: (_ id: Int, _ contents: Relationship.Contents) throws -> Void
  ) throws {
    try graph.forEachRelationship { relationship in
      if let contents = relationship.contents { try body(relationship.id, contents) }
    }
  }

  func node(_ id: Int) -> (labels: [Text], properties: MapValue)? {
    loader.node(id)?.contents.map { ($0.labels, $0.properties) }
  }

  func addNode(labels: [Text], properties: MapValue) throws -> Int {
    try loader.addNode(labels: labels, properties: properties)
  }

  func addRelationship(type: Text, start: Int, end: Int, properties: MapValue) throws {
    _ = try loader.addRelationship(type: type, start: start, end: end, properties: properties)
  }

  func updateNode(_ id: Int, adding labels: [Text], setting properties: MapValue) throws {
    try loader.updateNode(id, adding: labels, setting: properties)
  }

  func updateRelationship(_ id: Int, setting properties: MapValue) throws {
    try loader.updateRelationship(id, setting: properties)
  }
}
