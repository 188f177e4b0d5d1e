import GraphEngine
import GraphModel

/// Records become rows of a graph's file that nobody has open, and entries of its index, at once.
///
/// Records of one kind follow each other: labels, types and keys are looked up where they differ from
/// those of the record before.
final class GraphFileRecords: RecordTarget {
  let wasEmpty: Bool
  private let loader: BulkLoader
  private let nodeRows: RecordRowWriter
  private let relationshipRows: RecordRowWriter
  private let counts: [Text: Int]
  private var labels: [(names: [Text], known: BulkLoader.Labels)] = []
  private var shape: KnownShape?
  private var shapes: [ObjectIdentifier: KnownShape] = [:]
  private var type: (name: Text, number: BulkLoader.TypeNumber)?
  private var types: [Text: BulkLoader.TypeNumber] = [:]

  /// A shape, with what the file calls its parts; it keeps the shape, by whose identity it is found.
  private final class KnownShape {
    let shape: RelationshipRun.Shape
    let type: BulkLoader.TypeNumber
    let keys: RecordRowWriter.Keys

    init(_ shape: RelationshipRun.Shape, _ type: BulkLoader.TypeNumber) {
      self.shape = shape
      self.type = type
      keys = RecordRowWriter.Keys(shape.keys)
    }
  }

  /// - Throws: `StoreError` where the file's nodes cannot be read.
  init(_ loader: BulkLoader) throws {
    self.loader = loader
    wasEmpty = !loader.hasNodes
    counts = wasEmpty ? [:] : try loader.labelCounts()
    nodeRows = RecordRowWriter { try loader.note(key: $0) }
    relationshipRows = RecordRowWriter { try loader.note(key: $0) }
  }

  func count(of label: Text) -> Int { counts[label] ?? 0 }

  func forEachNode(
    _ body: (_ id: Int, _ labels: [Text], _ properties: MapValue) throws -> Void
  ) throws {
    try loader.forEachNode(body)
  }

  func forEachRelationship(
    _ body: (_ id: Int, _ contents: Relationship.Contents) throws -> Void
  ) throws {
    try loader.forEachRelationship(body)
  }

  func node(_ id: Int) throws -> (labels: [Text], properties: MapValue)? { try loader.node(id) }

  func addNode(labels: [Text], properties: MapValue) throws -> Int {
    let properties = try nodeRows.properties(properties)
    return try loader.addNode(labels: try known(labels), properties: properties)
  }

  func addRelationship(type: Text, start: Int, end: Int, properties: MapValue) throws {
    let properties = try relationshipRows.properties(properties)
    try loader.addRelationship(
      type: try known(type), start: start, end: end, properties: properties)
  }

  func addRelationship(
    of shape: RelationshipRun.Shape, start: Int, end: Int, values: ArraySlice<Value>
  ) throws {
    let known: KnownShape
    if let last = self.shape, last.shape === shape {
      known = last
    } else {
      known = try shapes[ObjectIdentifier(shape)] ?? KnownShape(shape, try self.known(shape.type))
      shapes[ObjectIdentifier(shape)] = known
      self.shape = known
    }
    try loader.addRelationship(
      type: known.type, start: start, end: end,
      properties: try relationshipRows.properties(known.keys, values))
  }

  func updateNode(_ id: Int, adding labels: [Text], setting properties: MapValue) throws {
    try loader.updateNode(id, adding: labels, setting: properties)
  }

  func updateRelationship(_ id: Int, setting properties: MapValue) throws {
    try loader.updateRelationship(id, setting: properties)
  }

  private func known(_ names: [Text]) throws -> BulkLoader.Labels {
    // Sources have few sets of labels, and those of their records follow each other.
    if let found = labels.first(where: { $0.names == names }) { return found.known }
    let known = try loader.labels(names)
    if labels.count == 8 { labels.removeFirst() }
    labels.append((names, known))
    return known
  }

  private func known(_ name: Text) throws -> BulkLoader.TypeNumber {
    if let type, type.name == name { return type.number }
    let number = try types[name] ?? loader.type(name)
    types[name] = number
    type = (name, number)
    return number
  }
}
