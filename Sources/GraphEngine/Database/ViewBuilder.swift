import GraphIndex
import GraphModel
import GraphStore

/// Builds the index of a store: from what was written of it, or from the rows.
enum ViewBuilder {
  /// A view of all that the store holds, from the stored index and what has changed since.
  ///
  /// - Returns: The view; nil where no index is stored, or where so much has changed since that it
  ///   is less work to read the rows one after the other.
  /// - Throws: `SegmentDamage` where the stored index is not as it was written, `StoreError`.
  /// - Complexity: O(changes since the index was written); arrays are read as they are needed.
  static func storedView(
    of store: GraphStore, through segments: GraphSegments
  ) throws -> GraphView? {
    let size = store.nodeCount + store.relationshipCount
    let isOld = store.changedEntities > 4_096 && store.changedEntities > size / 2
    guard !isOld, let (manifest, base) = try GraphSegments.stored(in: store, through: segments)
    else { return nil }
    let view = GraphView(base: base, names: manifest.names)
    try ChangeReplay(store, view).run()
    for stored in store.indexes where stored.kind != .fullText {
      try view.add(index(stored, of: store, in: view), storedIn: manifest)
    }
    return view
  }

  /// A view of all that the rows of the store say.
  ///
  /// - Complexity: O(size of the graph).
  static func view(of store: GraphStore) throws -> GraphView {
    var names = ViewNames(store)
    let builder = try builder(of: store, &names)
    let view = GraphView(base: builder.build(labelSets: names.all.labelSets), names: names.all)
    for stored in store.indexes where stored.kind != .fullText {
      view.add(index(stored, of: store, in: view))
    }
    return view
  }

  /// A view of all that a snapshot in the store's file holds.
  ///
  /// - Throws: `SegmentDamage` where the stored index is not as it was written, `StoreError`.
  /// - Complexity: O(changes since the snapshot, and since the index was written); O(size of the graph) where these
  ///   are most of it, or no index is stored.
  static func view(
    of store: GraphStore, at snapshot: StoredSnapshot, through segments: GraphSegments
  ) throws -> GraphView {
    let changes = try store.changes(since: snapshot)
    let touched = store.changedEntities + changes.count
    let size = snapshot.nodes + snapshot.relationships
    let view: GraphView
    if touched <= max(4_096, size / 2),
      let (manifest, base) = try GraphSegments.stored(in: store, through: segments)
    {
      view = GraphView(base: base, names: manifest.names)
      try ChangeReplay(store, view, at: snapshot).run(changes)
    } else {
      var names = ViewNames(store)
      let builder = try builder(of: store, at: snapshot, &names)
      view = GraphView(base: builder.build(labelSets: names.all.labelSets), names: names.all)
    }
    for stored in store.indexes where stored.kind != .fullText {
      let index = index(stored, of: store, in: view)
      index.rebuild(from: view)
      view.add(index)
    }
    return view
  }

  /// Builds the index from the rows and writes it within the open transaction.
  ///
  /// What is built is written part after part, and its memory given back.
  static func storeIndex(of store: GraphStore) throws {
    var names = ViewNames(store)
    let builder = try builder(of: store, &names)
    _ = try GraphSegments.replace(in: store) { sink in
      try builder.store(in: sink, names: names.all)
    }
  }

  /// The index that a definition asks for, still without entries.
  private static func index(
    _ stored: StoredIndex, of store: GraphStore, in view: GraphView
  ) -> ValueIndex {
    func name(_ symbol: Int) -> Text { store.symbol(symbol)?.name ?? "" }
    let ofRelationships = stored.entity == .relationship
    return ValueIndex(
      name: stored.name, ofRelationships: ofRelationships,
      label: ofRelationships
        ? view.intern(type: name(stored.symbol)) : view.intern(label: name(stored.symbol)),
      keys: stored.keys.map { view.intern(key: name($0)) }, isUnique: stored.kind == .unique)
  }

  private static func builder(
    of store: GraphStore, at snapshot: StoredSnapshot? = nil, _ names: inout ViewNames
  ) throws -> GraphBuilder {
    var builder = GraphBuilder()
    builder.reserve(nodes: snapshot?.nodes ?? store.nodeCount)
    let reader = JSONReader.stored
    func add(_ row: NodeRow) throws {
      let set = names.labelSet(row.labels)
      let position = builder.addNode(id: row.id, labelSet: set)
      guard let bytes = row.properties else { return }
      for (key, value) in try reader.properties(bytes, store, "node \(row.id)").entries {
        builder.setProperty(ofNode: position, key: names.key(key), .value(value))
      }
    }
    if let snapshot {
      try store.forEachNode(at: snapshot, add)
    } else {
      try store.forEachNode(add)
    }
    func add(_ row: RelationshipRow) throws {
      guard let start = builder.position(ofNode: row.start),
        let end = builder.position(ofNode: row.end)
      else {
        throw StoreError.unreadable(
          store.path, "relationship \(row.id) leads to a node that does not exist")
      }
      let type = names.type(row.type)
      let place = builder.addRelationship(id: row.id, type: type, start: start, end: end)
      guard let bytes = row.properties else { return }
      for (key, value) in try reader.properties(bytes, store, "relationship \(row.id)").entries {
        builder.setProperty(
          ofRelationship: place, type: type, key: names.key(key), .value(value))
      }
    }
    if let snapshot {
      try store.forEachRelationship(at: snapshot, add)
    } else {
      try store.forEachRelationship(add)
    }
    return builder
  }
}

extension JSONReader {
  /// The properties of a row, or the error that says which row is damaged.
  func properties(
    _ bytes: UnsafeBufferPointer<UInt8>, _ store: GraphStore, _ row: @autoclosure () -> String
  ) throws -> MapValue {
    do {
      return try map(of: bytes)
    } catch {
      throw StoreError.unreadable(
        store.path, "the properties of \(row()) are not JSON: \(error.message)")
    }
  }
}

/// The view's numbers for the store's symbols.
struct ViewNames {
  private(set) var all = GraphNames()
  private var labelNumbers: [Int: Int] = [:]
  private var typeNumbers: [Int: Int] = [:]
  private var lastSet: (numbers: [Int], set: Int) = ([], 0)

  init(_ store: GraphStore) {
    for symbol in store.symbols {
      switch symbol.kind {
      case .label: labelNumbers[symbol.id] = all.labels.intern(symbol.name)
      case .relationshipType: typeNumbers[symbol.id] = all.types.intern(symbol.name)
      case .propertyKey: _ = all.keys.intern(symbol.name)
      }
    }
  }

  mutating func key(_ name: Text) -> Int { all.keys.intern(name) }

  mutating func labelSet(_ numbers: UnsafeBufferPointer<Int>) -> Int {
    if numbers.count == lastSet.numbers.count, numbers.elementsEqual(lastSet.numbers) {
      return lastSet.set
    }
    let set = all.labelSets.intern(numbers.compactMap { labelNumbers[$0] })
    lastSet = (Array(numbers), set)
    return set
  }

  func type(_ symbol: Int) -> Int { typeNumbers[symbol] ?? 0 }
}

extension StoreError {
  /// Rows that say what cannot be.
  static func unreadable(_ path: String, _ cause: String) -> StoreError {
    StoreError(
      .damaged, path: path, operation: "read the graph", cause: cause,
      hint: "dolen check \(path) lists every problem; nothing was changed")
  }
}
