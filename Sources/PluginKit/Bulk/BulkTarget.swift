import GraphEngine
import GraphModel

/// Where the rows of a bulk load go: a graph's file that nobody has open, or a graph that is open.
protocol BulkTarget {
  /// Labels, as the target numbers them.
  associatedtype Labels
  /// A relationship type, as the target numbers it.
  associatedtype TypeNumber

  /// Whether there was nothing before the load.
  var isNew: Bool { get }
  /// Whether there were nodes before the load.
  var hasNodes: Bool { get }
  /// How many nodes the load has added.
  var nodeCount: Int { get }

  /// Whether the graph knew a relationship type before the load.
  func knows(type: Text) -> Bool
  /// The one property that a unique constraint makes identify the nodes of a label.
  func uniqueKey(of label: Text) -> Text?
  /// Calls `body` with every node that was there before the load.
  func forEachNode(
    _ body: (_ id: Int, _ labels: [Text], _ properties: MapValue) throws -> Void
  ) throws
  /// The labels and properties of the node with the identifier `id`.
  func node(_ id: Int) throws -> (labels: [Text], properties: MapValue)?

  /// Adds labels to a node that was there before the load, and sets properties of it.
  func updateNode(_ id: Int, adding labels: [Text], setting properties: MapValue) throws

  func labels(_ labels: [Text]) throws -> Labels
  func type(_ name: Text) throws -> TypeNumber
  /// Makes sure that a property key is known, and returns its number for ``BulkProperties/Field``.
  func note(key: Text) throws -> Int

  /// Adds a node and returns its identifier, which is one more than that of the last.
  func addNode(labels: Labels, properties: BulkProperties?) throws -> Int
  /// Adds a relationship between two nodes that are there.
  func addRelationship(
    type: TypeNumber, start: Int, end: Int, properties: BulkProperties?
  ) throws
}

extension BulkLoader: BulkTarget {}

/// A graph that is open: rows become part of its transaction.
///
/// That costs more than rows of a file cost, for all that the session keeps of its changes; what comes
/// of the tables, and what is said of them, is the same.
final class OpenGraph: BulkTarget {
  let isNew: Bool
  let hasNodes: Bool
  private(set) var nodeCount = 0
  private let graph: Graph
  private let loader: GraphLoader
  private let statistics: GraphStatistics
  private let reader = JSONReader()

  init(_ graph: Graph, _ loader: GraphLoader) {
    self.graph = graph
    self.loader = loader
    statistics = graph.statistics
    hasNodes = statistics.nodeCount > 0
    isNew = !hasNodes
  }

  func knows(type: Text) -> Bool { statistics.types.contains { Text($0.name) == type } }

  func uniqueKey(of label: Text) -> Text? {
    let keys = statistics.indexes.filter {
      $0.isUnique && !$0.ofRelationships && Text($0.label) == label && $0.keys.count == 1
    }.flatMap(\.keys)
    return keys.count == 1 ? Text(keys[0]) : nil
  }

  func forEachNode(
    _ body: (_ id: Int, _ labels: [Text], _ properties: MapValue) throws -> Void
  ) throws {
    try graph.forEachNode { node in
      guard let contents = node.contents else { return }
      try body(node.id, contents.labels, contents.properties)
    }
  }

  func node(_ id: Int) -> (labels: [Text], properties: MapValue)? {
    loader.node(id)?.contents.map { ($0.labels, $0.properties) }
  }

  func updateNode(_ id: Int, adding labels: [Text], setting properties: MapValue) throws {
    try loader.updateNode(id, adding: labels, setting: properties)
  }

  func labels(_ labels: [Text]) -> [Text] { labels }

  func type(_ name: Text) -> Text { name }

  // Keys are noted with the values that they have.
  func note(key: Text) -> Int { 0 }

  func addNode(labels: [Text], properties: BulkProperties?) throws -> Int {
    let id = try loader.addNode(labels: labels, properties: values(properties))
    nodeCount += 1
    return id
  }

  func addRelationship(
    type: Text, start: Int, end: Int, properties: BulkProperties?
  ) throws {
    _ = try loader.addRelationship(
      type: type, start: start, end: end, properties: values(properties))
  }

  private func values(_ properties: BulkProperties?) throws -> MapValue {
    guard let properties else { return MapValue() }
    return try reader.map(of: properties.json)
  }
}
