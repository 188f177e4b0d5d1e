import GraphIndex
import GraphModel
import GraphStore

/// Builds the index from the rows of a store.
enum GraphReader {
  /// A view of all that the store holds.
  ///
  /// - Complexity: O(size of the graph).
  static func view(of store: GraphStore) throws -> GraphView {
    var names = ViewNames(store)
    var builder = GraphBuilder()
    builder.reserve(nodes: store.nodeCount)
    let reader = JSONReader()
    try store.forEachNode { row in
      let set = names.labelSet(row.labels)
      let position = builder.addNode(id: row.id, labelSet: set)
      guard let bytes = row.properties else { return }
      for (key, value) in try reader.properties(bytes, store, "node \(row.id)").entries {
        builder.setProperty(ofNode: position, key: names.keys.intern(key), value)
      }
    }
    try store.forEachRelationship { row in
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
          ofRelationship: place, type: type, key: names.keys.intern(key), value)
      }
    }
    let view = GraphView(
      base: builder.build(labelSets: names.labelSets), labels: names.labels, types: names.types,
      keys: names.keys, labelSets: names.labelSets)
    for stored in store.indexes where stored.kind != .fullText {
      view.add(names.index(stored, store))
    }
    return view
  }
}

extension JSONReader {
  /// The properties of a row, or the error that says which row is damaged.
  fileprivate func properties(
    _ bytes: UnsafeBufferPointer<UInt8>, _ store: GraphStore, _ row: String
  ) throws -> MapValue {
    do {
      return try map(of: bytes)
    } catch {
      throw StoreError.unreadable(
        store.path, "the properties of \(row) are not JSON: \(error.message)")
    }
  }
}

/// The view's numbers for the store's symbols.
private struct ViewNames {
  var labels = GraphIndex.SymbolTable()
  var types = GraphIndex.SymbolTable()
  var keys = GraphIndex.SymbolTable()
  var labelSets = LabelSetTable()
  private var symbols: [Int: Text] = [:]
  private var labelNumbers: [Int: Int] = [:]
  private var typeNumbers: [Int: Int] = [:]
  private var lastSet: (numbers: [Int], set: Int) = ([], 0)

  init(_ store: GraphStore) {
    for symbol in store.symbols {
      symbols[symbol.id] = symbol.name
      switch symbol.kind {
      case .label: labelNumbers[symbol.id] = labels.intern(symbol.name)
      case .relationshipType: typeNumbers[symbol.id] = types.intern(symbol.name)
      case .propertyKey: _ = keys.intern(symbol.name)
      }
    }
  }

  mutating func labelSet(_ numbers: UnsafeBufferPointer<Int>) -> Int {
    if numbers.count == lastSet.numbers.count, numbers.elementsEqual(lastSet.numbers) {
      return lastSet.set
    }
    let set = labelSets.intern(numbers.compactMap { labelNumbers[$0] })
    lastSet = (Array(numbers), set)
    return set
  }

  func type(_ symbol: Int) -> Int { typeNumbers[symbol] ?? 0 }

  mutating func index(_ stored: StoredIndex, _ store: GraphStore) -> ValueIndex {
    let ofRelationships = stored.entity == .relationship
    return ValueIndex(
      name: stored.name, ofRelationships: ofRelationships,
      label: (ofRelationships ? typeNumbers[stored.symbol] : labelNumbers[stored.symbol]) ?? 0,
      keys: stored.keys.map { keys.intern(symbols[$0] ?? "") }, isUnique: stored.kind == .unique)
  }
}

extension StoreError {
  /// Rows that say what cannot be.
  fileprivate static func unreadable(_ path: String, _ cause: String) -> StoreError {
    StoreError(
      .damaged, path: path, operation: "read the graph", cause: cause,
      hint: "dolen check \(path) lists every problem; nothing was changed.")
  }
}
