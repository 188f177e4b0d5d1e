import GraphIndex
import GraphModel
import GraphStore

/// Writes many nodes and relationships into a graph's file, row by row, all of them or none.
///
/// No value is made of what most columns hold: properties are JSON text already. Tables of millions of
/// lines and the imports of every format go this way where nobody has the graph open; in one that is open,
/// `Graph.load` puts them into its transaction. The index of a new file is built beside the rows and
/// written with them; besides the columns, it needs twelve bytes a relationship while that type is sorted.
///
///     let loader = try BulkLoader(path: "evidence.dolen")
///     let labels = try loader.labels(["Study"])
///     let id = try loader.addNode(labels: labels, properties: json)
///     try loader.finish()
///
/// Where there is no file at the path, one is built beside it and takes its name when it is whole
/// and on the disk. Where there is one, the load is one transaction. Until ``finish()`` has
/// returned, nothing has changed; a loader that goes without it takes everything back.
public final class BulkLoader {
  /// The labels of a node, as the file numbers them.
  public struct Labels: Hashable, Sendable {
    let symbols: [Int]
    /// The number of the set in the index that is being built.
    let set: Int
  }

  /// A relationship type, as the file numbers it.
  public struct TypeNumber: Hashable, Sendable {
    let symbol: Int
    /// The number of the type in the index that is being built.
    let number: Int
  }

  /// Whether the file is being made.
  public let isNew: Bool
  /// How many nodes were added.
  public private(set) var nodeCount = 0
  /// How many relationships were added.
  public private(set) var relationshipCount = 0

  let store: GraphStore
  private let newFile: NewGraphFile?
  /// Adds the rows of a new file.
  private let rows: RowAppender?
  /// The index of a new file.
  private var builder = GraphBuilder()
  private var names = GraphNames()
  /// Whether rows of a new file were changed after they were added, so that its index is built of the
  /// rows.
  private var hasChangedRows = false
  /// The types that the file did not know before the load.
  private(set) var newTypes: Set<Text> = []

  /// A loader into the file at `path`, which is made where there is none.
  ///
  /// - Parameter patience: How long to wait for another process that writes.
  /// - Throws: `StoreError` where the file or its folder cannot be used.
  public init(path: String, patience: Duration = .zero) throws {
    do {
      let load = try NewGraphFile(path: path)
      (newFile, store, isNew) = (load, load.store, true)
    } catch let error where error.kind == .exists {
      let store = try GraphStore.open(path: path, mode: .readWrite, patience: patience)
      (newFile, self.store, isNew) = (nil, store, false)
    }
    try store.begin()
    rows = isNew ? try store.appender() : nil
  }

  deinit { discard() }

  /// The numbers of labels, which the file is taught where it does not know them.
  public func labels(_ labels: [Text]) throws -> Labels {
    Labels(
      symbols: Set(try labels.map { try store.internSymbol(kind: .label, name: $0) }).sorted(),
      set: names.labelSets.intern(labels.map { names.labels.intern($0) }))
  }

  /// The relationship type called `name`.
  public func type(_ name: Text) throws -> TypeNumber {
    if store.symbolID(kind: .relationshipType, name: name) == nil { newTypes.insert(name) }
    return TypeNumber(
      symbol: try store.internSymbol(kind: .relationshipType, name: name),
      number: names.types.intern(name))
  }

  /// Makes sure that the graph knows a property key, and returns its number for
  /// ``BulkProperties/Field``; to be called before a row that has it.
  @discardableResult
  public func note(key: Text) throws -> Int {
    _ = try store.internSymbol(kind: .propertyKey, name: key)
    return names.keys.intern(key)
  }

  /// The properties in a JSON object, with their keys noted.
  ///
  /// - Throws: `JSONError` where the text is none, `StoreError` where the file fails.
  public func properties(json: UnsafeBufferPointer<UInt8>) throws -> BulkProperties {
    BulkProperties(
      json: json,
      fields: try JSONReader().map(of: json).entries.map { key, value in
        .init(key: try note(key: key), content: .value(value))
      })
  }

  /// Adds a node and returns its identifier, which is one more than that of the last.
  ///
  /// - Parameter properties: Nil where there are none.
  /// - Throws: `Diagnostic` where a graph can hold no more, `StoreError` where the file fails.
  public func addNode(labels: Labels, properties: BulkProperties?) throws -> Int {
    if let rows {
      guard nodeCount < BulkLoader.limit else { throw Diagnostic.tooManyPositions }
      let id = try rows.appendNode(labels: labels.symbols, properties: properties?.json)
      nodeCount &+= 1
      Self.addNode(id: id, labels: labels, properties, to: &builder)
      return id
    }
    guard store.nodeCount < BulkLoader.limit else { throw Diagnostic.tooManyPositions }
    let id = try store.allocateNodeIDs(1).lowerBound
    try store.insertNode(id: id, labels: labels.symbols, properties: properties?.json)
    nodeCount &+= 1
    return id
  }

  /// Adds a relationship between the nodes of two identifiers that ``addNode(labels:properties:)``
  /// has returned; that they exist is not looked at.
  public func addRelationship(
    type: TypeNumber, start: Int, end: Int, properties: BulkProperties?
  ) throws {
    relationshipCount &+= 1
    if let rows {
      let id = try rows.appendRelationship(
        type: type.symbol, start: start, end: end, properties: properties?.json)
      Self.addRelationship(
        id: id, type: type, start: start, end: end, properties, to: &builder)
      return
    }
    let id = try store.allocateRelationshipIDs(1).lowerBound
    try store.insertRelationship(
      id: id, type: type.symbol, start: start, end: end, properties: properties?.json)
  }

  // The builder is lent for a whole row: each access to it on its own would be noted and checked.

  private static func addNode(
    id: Int, labels: Labels, _ properties: BulkProperties?, to builder: inout GraphBuilder
  ) {
    let position = builder.addNode(id: id, labelSet: labels.set)
    properties?.forEachField { key, content in
      builder.setProperty(ofNode: position, key: key, content)
    }
  }

  private static func addRelationship(
    id: Int, type: TypeNumber, start: Int, end: Int, _ properties: BulkProperties?,
    to builder: inout GraphBuilder
  ) {
    // The nodes of a new file are numbered from 0, so that identifiers are positions.
    let place = builder.addRelationship(
      id: id, type: type.number, start: UInt32(start), end: UInt32(end))
    properties?.forEachField { key, content in
      builder.setProperty(ofRelationship: place, type: type.number, key: key, content)
    }
  }

  /// Does `body`, and makes the load permanent; what it throws takes everything back.
  ///
  ///     let loader = try BulkLoader(path: "evidence.dolen")
  ///     try loader.load { loader in … }
  ///
  /// - Parameter isTrial: Whether it is only tried: what the end of a load would refuse is refused, and
  ///   then all of it is taken back.
  /// - Throws: Whatever `body` throws; as ``finish()``.
  public func load<R>(
    onlyTrying isTrial: Bool = false, _ body: (BulkLoader) throws -> R
  ) throws -> R {
    do {
      let result = try body(self)
      if isTrial {
        try checkConstraints()
        discard()
      } else {
        try finish()
      }
      return result
    } catch {
      discard()
      throw error
    }
  }

  /// Makes the load permanent.
  ///
  /// - Throws: `Diagnostic` where a unique constraint does not hold, `StoreError` where the file
  ///   fails. The file is then as it was, unless the message says that all commits are safe in its
  ///   log, or that the new file is there: then only bringing it to rest has failed.
  public func finish() throws {
    do {
      try checkConstraints()
      try writeIndex()
      try store.commit()
    } catch {
      discard()
      throw error
    }
    if let newFile { try newFile.finish() } else { try store.close() }
  }

  /// Writes the index: all of that of a new file; that of another where the load is more than a
  /// tenth of it.
  private func writeIndex() throws {
    if let rows {
      try rows.finish()
      if hasChangedRows {
        builder = GraphBuilder()
        return try ViewBuilder.storeIndex(of: store)
      }
      let builder = self.builder
      self.builder = GraphBuilder()
      _ = try GraphSegments.replace(in: store) { try builder.store(in: $0, names: names) }
    } else if (nodeCount + relationshipCount) * 10 > store.nodeCount + store.relationshipCount {
      try ViewBuilder.storeIndex(of: store)
    }
  }

  /// Brings relationships that wait to be added to where they can be read.
  func addWaitingRows() throws(StoreError) { try rows?.addWaiting() }

  /// Notes that a row is no longer what the index was told of it.
  func noteChangedRow() { hasChangedRows = true }

  /// Takes everything back.
  public func discard() {
    newFile?.discard()
    guard newFile == nil, !store.isClosed else { return }
    // Only adding rows is taken back; where even that fails, the next opening does it.
    _ = try? store.close()
  }

  /// The most nodes that positions of 32 bits can number.
  private static let limit = Int(UInt32.max) - 1

  /// Compares all values of unique constraints, which only a file that was there can have.
  ///
  /// - Throws: `Diagnostic` where one does not hold.
  public func checkConstraints() throws {
    guard store.indexes.contains(where: { $0.kind == .unique }) else { return }
    let view = try ViewBuilder.view(of: store)
    for index in view.indexes where index.isUnique {
      guard let (value, _, _) = index.duplicate() else { continue }
      let label = index.ofRelationships ? view.types[index.label] : view.labels[index.label]
      throw Diagnostic(
        .constraintValidationFailed, .runtime, "UniquenessViolation",
        "Constraint '\(index.name)' allows one \(label) with "
          + "\(index.keys.map { view.keys[$0].string }.joined(separator: ", ")) = \(value); "
          + "the load would leave two, so nothing was changed")
    }
  }
}
