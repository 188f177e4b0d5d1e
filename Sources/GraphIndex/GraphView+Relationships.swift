import GraphModel

/// Relationships, by type, node and handle.
extension GraphView {
  /// The relationships of `type` where no change has touched it; nil where a change has, or it has
  /// none.
  public func adjacency(type: Int) -> Adjacency? {
    guard overlay.types.isEmpty || overlay.types[type] == nil else { return nil }
    return type < base.adjacency.count ? base.adjacency[type] : nil
  }

  /// Whether changes have touched the relationships of `type`.
  public func isTouched(type: Int) -> Bool {
    !overlay.types.isEmpty && overlay.types[type] != nil
  }

  /// How many relationships of `type` there are.
  public func count(ofType type: Int) -> Int {
    let known = type < base.adjacency.count ? base.adjacency[type]?.count ?? 0 : 0
    guard let changes = overlay.types[type] else { return known }
    return known + changes.added.count - changes.deletedCount
  }

  /// Whether a relationship of `type` may start where it ends.
  public func hasLoops(type: Int) -> Bool {
    if type < base.adjacency.count, base.adjacency[type]?.hasLoops == true { return true }
    return overlay.types[type]?.hasLoops ?? false
  }

  /// How many relationships there are.
  public var relationshipCount: Int { (0..<types.count).reduce(0) { $0 + count(ofType: $1) } }

  /// Calls `body` with the node at the other end, and the handle, of each relationship of `type` at
  /// `node`; a loop is visited once in `.either`.
  public func forEachNeighbor(
    of node: NodePosition, type: Int, direction: Direction,
    _ body: (NodePosition, RelationshipHandle) throws -> Void
  ) rethrows {
    if direction != .incoming {
      try forEach(of: node, type: type, incoming: false, skipLoops: false, body)
    }
    if direction != .outgoing {
      try forEach(of: node, type: type, incoming: true, skipLoops: direction == .either, body)
    }
  }

  private func forEach(
    of node: NodePosition, type: Int, incoming: Bool, skipLoops: Bool,
    _ body: (NodePosition, RelationshipHandle) throws -> Void
  ) rethrows {
    let changes = overlay.types.isEmpty ? nil : overlay.types[type]
    if type < base.adjacency.count, let adjacency = base.adjacency[type] {
      let side = incoming ? adjacency.incoming : adjacency.outgoing
      for slot in side.slots(of: node) {
        let neighbor = side.neighbors[slot]
        let position = side.positions.map { $0[slot] } ?? UInt32(slot)
        if skipLoops, neighbor == node { continue }
        if let changes, changes.deletedCount > 0, changes.deleted.contains(position) { continue }
        try body(neighbor, relationshipHandle(type: type, position: position))
      }
    }
    guard let changes else { return }
    for position in (incoming ? changes.incoming[node] : changes.outgoing[node]) ?? [] {
      if changes.deletedCount > 0, changes.deleted.contains(position) { continue }
      let added = changes.added[Int(position) - baseCount(ofType: type)]
      let neighbor = incoming ? added.start : added.end
      if skipLoops, neighbor == node { continue }
      try body(neighbor, relationshipHandle(type: type, position: position))
    }
  }

  /// How many relationships of `type` `node` has in `direction`; a loop counts once in `.either`.
  public func degree(of node: NodePosition, type: Int, direction: Direction) -> Int {
    if direction != .either, let adjacency = adjacency(type: type) {
      return adjacency.side(direction).degree(of: node)
    }
    var count = 0
    forEachNeighbor(of: node, type: type, direction: direction) { _, _ in count += 1 }
    return count
  }

  /// No fewer than the relationships of `type` that `node` has in `direction`: what is deleted since the
  /// base counts too, and a loop twice in `.either`.
  ///
  /// - Complexity: O(1), where ``degree(of:type:direction:)`` may have to look at each.
  public func degreeBound(of node: NodePosition, type: Int, direction: Direction) -> Int {
    var bound = 0
    if type < base.adjacency.count, let adjacency = base.adjacency[type] {
      if direction != .incoming { bound += adjacency.outgoing.degree(of: node) }
      if direction != .outgoing { bound += adjacency.incoming.degree(of: node) }
    }
    guard !overlay.types.isEmpty, let changes = overlay.types[type] else { return bound }
    if direction != .incoming { bound += changes.outgoing[node]?.count ?? 0 }
    if direction != .outgoing { bound += changes.incoming[node]?.count ?? 0 }
    return bound
  }

  func baseCount(ofType type: Int) -> Int {
    type < base.adjacency.count ? base.adjacency[type]?.count ?? 0 : 0
  }

  /// Whether the relationship still exists.
  public func isLive(_ handle: RelationshipHandle) -> Bool {
    guard let changes = overlay.types[relationshipType(handle)] else { return true }
    let position = relationshipPosition(handle)
    return Int(position) < baseCount(ofType: relationshipType(handle)) + changes.added.count
      && !changes.deleted.contains(position)
  }

  /// Whether any relationship has been deleted since the base was built.
  public var hasDeletedRelationships: Bool {
    overlay.types.values.contains { $0.deletedCount > 0 }
  }

  /// The handle of the relationship `id`, or nil where there never was one in this view.
  ///
  /// Only for values that come from outside; the engine's own carry their handle.
  ///
  /// - Complexity: O(*r*).
  public func handle(ofRelationship id: Int) -> RelationshipHandle? {
    for type in 0..<types.count {
      var found: RelationshipHandle?
      forEachRelationship(type: type) { handle, _, _ in
        if relationshipID(handle) == id { found = handle }
      }
      if let found { return found }
    }
    return nil
  }

  /// The stored identifier of a relationship.
  public func relationshipID(_ handle: RelationshipHandle) -> Int {
    let type = relationshipType(handle)
    let position = Int(relationshipPosition(handle))
    let known = baseCount(ofType: type)
    if position < known, let adjacency = base.adjacency[type] { return adjacency.ids[position] }
    return overlay.types[type]?.added[position - known].id ?? -1
  }

  /// The start and end of a relationship.
  ///
  /// - Complexity: O(log *n*).
  public func ends(of handle: RelationshipHandle) -> (start: NodePosition, end: NodePosition) {
    let type = relationshipType(handle)
    let position = relationshipPosition(handle)
    let known = baseCount(ofType: type)
    if Int(position) < known, let adjacency = base.adjacency[type] {
      return (adjacency.start(of: position), adjacency.end(of: position))
    }
    guard let added = overlay.types[type]?.added[Int(position) - known] else {
      return (noNode, noNode)
    }
    return (added.start, added.end)
  }

  /// The column of `key` over the relationships of `type` where no change has touched that key.
  public func relationshipColumn(type: Int, key: Int) -> PropertyColumn? {
    guard !overlay.touchedRelationshipKeys.contains(key), type < base.relationshipColumns.count
    else { return nil }
    return base.relationshipColumns[type][key]
  }

  /// Whether changes have touched `key` of any relationship.
  public func isTouched(relationshipKey key: Int) -> Bool {
    overlay.touchedRelationshipKeys.contains(key)
  }

  /// Whether changes have touched `key` of any node.
  public func isTouched(nodeKey key: Int) -> Bool { overlay.touchedNodeKeys.contains(key) }

  /// The value of `key` of a relationship, null where it has none.
  public func relationshipProperty(_ handle: RelationshipHandle, key: Int) -> Value {
    if overlay.touchedRelationshipKeys.contains(key),
      let changed = overlay.relationshipProperties[handle]?[key]
    {
      return changed
    }
    let type = relationshipType(handle)
    guard type < base.relationshipColumns.count else { return .null }
    return base.relationshipColumns[type][key]?[relationshipPosition(handle)] ?? .null
  }

  /// All properties of a relationship, by key name in order of key numbers.
  ///
  /// - Complexity: O(properties of the relationship), on average over all of its type.
  public func relationshipProperties(_ handle: RelationshipHandle) -> MapValue {
    let type = relationshipType(handle)
    return properties(
      at: relationshipPosition(handle),
      of: type < base.relationshipColumns.count ? base.relationshipColumns[type] : .empty,
      changed: overlay.relationshipProperties[handle])
  }

  /// Calls `body` with every relationship of `type`, its start and its end, by rising start.
  public func forEachRelationship(
    type: Int, _ body: (RelationshipHandle, NodePosition, NodePosition) throws -> Void
  ) rethrows {
    let changes = overlay.types[type]
    if type < base.adjacency.count, let adjacency = base.adjacency[type] {
      let side = adjacency.outgoing
      for index in 0..<(side.offsets.count - 1) {
        for slot in Int(side.offsets[index])..<Int(side.offsets[index + 1]) {
          if let changes, changes.deleted.contains(UInt32(slot)) { continue }
          try body(
            relationshipHandle(type: type, position: UInt32(slot)),
            side.first + UInt32(index), side.neighbors[slot])
        }
      }
    }
    guard let changes else { return }
    let known = baseCount(ofType: type)
    for (index, added) in changes.added.enumerated() {
      let position = UInt32(known + index)
      if changes.deleted.contains(position) { continue }
      try body(relationshipHandle(type: type, position: position), added.start, added.end)
    }
  }
}
