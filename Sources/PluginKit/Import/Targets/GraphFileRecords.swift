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
  private var labels: (names: [Text], known: BulkLoader.Labels)?
  private var type: (name: Text, number: BulkLoader.TypeNumber)?
  private var types: [Text: BulkLoader.TypeNumber] = [:]

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

  func updateNode(_ id: Int, adding labels: [Text], setting properties: MapValue) throws {
    try loader.updateNode(id, adding: labels, setting: properties)
  }

  func updateRelationship(_ id: Int, setting properties: MapValue) throws {
    try loader.updateRelationship(id, setting: properties)
  }

  private func known(_ names: [Text]) throws -> BulkLoader.Labels {
    if let labels, labels.names == names { return labels.known }
    let known = try loader.labels(names)
    labels = (names, known)
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
