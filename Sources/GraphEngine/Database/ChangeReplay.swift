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
  private let reader = JSONReader()
  private var names: [Int: Int] = [:]

  init(_ store: GraphStore, _ view: GraphView) {
    self.store = store
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
  /// - Complexity: O(*c* log *n*) for *c* touched entities.
  func run() throws {
    let changes = try store.changesSinceSegments()
    guard !changes.isEmpty else { return }
    var deletedNodes: [NodePosition] = []
    try store.forEachNode(of: changes.nodes) { id, row in
      if let row {
        try replay(row)
      } else if let position = view.position(ofNode: id) {
        deletedNodes.append(position)
      }
    }
    for (id, type, start) in changes.deleted {
      guard let type = names[type], let start = view.position(ofNode: start),
        let handle = handle(of: id, type: type, start: start)
      else { continue }
      view.deleteRelationship(handle)
    }
    try store.forEachRelationship(of: changes.relationships) { try replay($0) }
    for position in deletedNodes { view.deleteNode(position) }
    view.forgetUndo()
  }

  private func replay(_ row: NodeRow) throws {
    let set = view.intern(labelSet: row.labels.compactMap { names[$0] })
    let position: NodePosition
    if let known = view.position(ofNode: row.id) {
      position = known
      if view.labelSet(of: position) != set { view.setLabelSet(set, of: position) }
    } else {
      position = view.insertNode(id: row.id, labelSet: set)
    }
    try compare(
      row.properties, "node \(row.id)", read: { view.nodeProperty(position, key: $0) },
      write: { view.setNodeProperty(position, key: $0, $1) })
  }

  private func replay(_ row: RelationshipRow) throws {
    guard let type = names[row.type], let start = view.position(ofNode: row.start),
      let end = view.position(ofNode: row.end)
    else {
      throw StoreError.unreadable(
        store.path, "relationship \(row.id) leads to a node that does not exist")
    }
    let handle =
      handle(of: row.id, type: type, start: start)
      ?? view.insertRelationship(id: row.id, type: type, start: start, end: end)
    try compare(
      row.properties, "relationship \(row.id)",
      read: { view.relationshipProperty(handle, key: $0) },
      write: { view.setRelationshipProperty(handle, key: $0, $1) })
  }

  /// The relationship `id` among those of `type` that start at `start`.
  private func handle(of id: Int, type: Int, start: NodePosition) -> RelationshipHandle? {
    var found: RelationshipHandle?
    view.forEachNeighbor(of: start, type: type, direction: .outgoing) { _, handle in
      if view.relationshipID(handle) == id { found = handle }
    }
    return found
  }

  private func compare(
    _ bytes: UnsafeBufferPointer<UInt8>?, _ row: @autoclosure () -> String,
    read: (Int) -> Value, write: (Int, Value) -> Void
  ) throws {
    var rest: [Int: Value] = [:]
    if let bytes {
      for (key, value) in try reader.properties(bytes, store, row()).entries {
        rest[view.intern(key: key)] = value
      }
    }
    for key in 0..<view.keys.count {
      let old = read(key)
      guard let new = rest[key] else {
        if !old.isNull { write(key, .null) }
        continue
      }
      if !Self.isSame(old, new) { write(key, new) }
    }
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
