import GraphIndex
import GraphModel
import GraphStore

/// Brings a view of the stored index up to date with what has been touched since.
///
/// The rows of touched entities are compared with the index, and what differs becomes a change over
/// the base. Doing so twice changes nothing, and a part of the index that is newer than another
/// simply has no differences.
struct ChangeReplay {
  private let store: GraphStore
  private let view: GraphView
  /// The snapshot whose rows count; nil for the rows of today.
  private let snapshot: StoredSnapshot?
  private let reader = JSONReader.stored
  private var names: [Int: Int] = [:]

  init(_ store: GraphStore, _ view: GraphView, at snapshot: StoredSnapshot? = nil) {
    self.store = store
    self.snapshot = snapshot
    self.view = view
    for symbol in store.symbols {
      names[symbol.id] =
        switch symbol.kind {
        case .label: view.intern(label: symbol.name)
        case .relationshipType: view.intern(type: symbol.name)
        case .propertyKey: view.intern(key: symbol.name)
        }
    }
  }

  /// Compares every touched entity.
  ///
  /// - Throws: `StoreError` where rows cannot be read.
  /// - Complexity: O(*c* log *n*) for *c* touched entities, and O(relationships) of each node at which
  ///   touched relationships start.
  ///
  /// - Parameter former: What differs between the snapshot and the rows of today.
  func run(_ former: SnapshotChanges? = nil) throws {
    var changes = try store.changesSinceSegments()
    if let former, let snapshot {
      changes.add(former, laterNodes: store.laterNodes(than: snapshot))
    }
    guard !changes.isEmpty else { return }
    var deletedNodes: [NodePosition] = []
    try forEachNode(in: changes.nodes) { row in
      try replay(row)
    } missing: { ids in
      deletedNodes += view.base.positions(ofNodesIn: ids)
    }
    var known = try known(of: changes)
    for deleted in changes.deleted {
      // One that was moved is among both: what the index has goes, and what the row says is new.
      if let handle = known.removeValue(forKey: deleted.id) { view.deleteRelationship(handle) }
    }
    try forEachRelationship(in: changes.relationships) { try replay($0, known[$0.id]) }
    for position in deletedNodes { view.deleteNode(position) }
    view.forgetUndo()
  }

  private func forEachNode(
    in ranges: [Range<Int>], _ body: (NodeRow) throws -> Void, missing: (Range<Int>) throws -> Void
  ) throws {
    guard let snapshot else { return try store.forEachNode(in: ranges, body, missing: missing) }
    try store.forEachNode(at: snapshot, in: ranges, body, missing: missing)
  }

  private func forEachRelationship(
    in ranges: [Range<Int>], _ body: (RelationshipRow) throws -> Void
  ) throws {
    guard let snapshot else { return try store.forEachRelationship(in: ranges, body) }
    try store.forEachRelationship(at: snapshot, in: ranges, body)
  }

  /// Those of the touched relationships that the index has.
  ///
  /// A node may have very many relationships and very many of them be touched: they are looked for
  /// together, in one walk over the node's.
  private func known(of changes: StoredChanges) throws -> [Int: RelationshipHandle] {
    var wanted: [(place: RelationshipHandle, id: Int)] = []
    func want(_ id: Int, type: Int, start: Int) {
      guard let type = names[type], let start = view.position(ofNode: start) else { return }
      wanted.append((relationshipHandle(type: type, position: start), id))
    }
    for deleted in changes.deleted { want(deleted.id, type: deleted.type, start: deleted.start) }
    try forEachRelationship(in: changes.relationships) {
      want($0.id, type: $0.type, start: $0.start)
    }
    wanted.sort { $0.place < $1.place }
    var known: [Int: RelationshipHandle] = [:]
    var ids: Set<Int> = []
    var next = 0
    while next < wanted.count {
      let place = wanted[next].place
      ids.removeAll(keepingCapacity: true)
      while next < wanted.count, wanted[next].place == place {
        ids.insert(wanted[next].id)
        next += 1
      }
      view.forEachNeighbor(
        of: relationshipPosition(place), type: relationshipType(place), direction: .outgoing
      ) { _, handle in
        let id = view.relationshipID(handle)
        if ids.contains(id) { known[id] = handle }
      }
    }
    return known
  }

  private func replay(_ row: NodeRow) throws {
    let set = view.intern(labelSet: row.labels.compactMap { names[$0] })
    let position: NodePosition
    var keys: [Int] = []
    if let known = view.position(ofNode: row.id) {
      position = known
      view.base.nodeColumns.forEachKey(at: position) { key, _ in keys.append(key) }
      if view.labelSet(of: position) != set { view.setLabelSet(set, of: position) }
    } else {
      position = view.insertNode(id: row.id, labelSet: set)
    }
    try compare(
      row.properties, "node \(row.id)", keys, read: { view.nodeProperty(position, key: $0) },
      write: { view.setNodeProperty(position, key: $0, $1) })
  }

  private func replay(_ row: RelationshipRow, _ known: RelationshipHandle?) throws {
    guard let type = names[row.type], let start = view.position(ofNode: row.start),
      let end = view.position(ofNode: row.end)
    else {
      throw StoreError.unreadable(
        store.path, "relationship \(row.id) leads to a node that does not exist")
    }
    let handle =
      known ?? view.insertRelationship(id: row.id, type: type, start: start, end: end)
    var keys: [Int] = []
    if let known, type < view.base.relationshipColumns.count {
      let position = relationshipPosition(known)
      view.base.relationshipColumns[type].forEachKey(at: position) { key, _ in keys.append(key) }
    }
    try compare(
      row.properties, "relationship \(row.id)", keys,
      read: { view.relationshipProperty(handle, key: $0) },
      write: { view.setRelationshipProperty(handle, key: $0, $1) })
  }

  /// Sets what the row has otherwise.
  ///
  /// - Parameter keys: Those that may have a value which the row does not have.
  private func compare(
    _ bytes: UnsafeBufferPointer<UInt8>?, _ row: @autoclosure () -> String, _ keys: [Int],
    read: (Int) -> Value, write: (Int, Value) -> Void
  ) throws {
    var rest: [Int: Value] = [:]
    if let bytes {
      for (key, value) in try reader.properties(bytes, store, row()).entries {
        rest[view.intern(key: key)] = value
      }
    }
    for key in keys where rest[key] == nil && !read(key).isNull { write(key, .null) }
    for (key, new) in rest where !Self.isSame(read(key), new) { write(key, new) }
  }

  /// Whether both are written alike; equality would take 1 for 1.0.
  private static func isSame(_ old: Value, _ new: Value) -> Bool {
    func text(_ value: Value) -> [UInt8]? {
      var writer = JSONWriter()
      do { try writer.write(value) } catch { return nil }
      return writer.bytes
    }
    guard let old = text(old), let new = text(new) else { return false }
    return old == new
  }
}
