import GraphModel

/// The graph as one statement sees it: an immutable base and the changes since.
///
/// Operators ask once a batch whether what they need is untouched by changes
/// (``adjacency(type:)``, ``nodeColumn(_:)``) and then run over plain buffers; otherwise they go
/// through the calls that look at both.
///
/// A view that is being written to belongs to one thread. ``frozen()`` gives readers a view that
/// stays as it is.
public final class GraphView: @unchecked Sendable {
  // Sendable by hand: a frozen view is never mutated, and a writer's view stays on its thread.

  /// The immutable part.
  public private(set) var base: GraphBase
  /// Labels by number.
  public internal(set) var labels: SymbolTable
  /// Relationship types by number.
  public internal(set) var types: SymbolTable
  /// Property keys by number.
  public internal(set) var keys: SymbolTable
  /// Label sets by number.
  public internal(set) var labelSets: LabelSetTable
  /// The indexes and unique constraints, by name.
  public internal(set) var indexes: [ValueIndex]
  /// Counts up whenever the base is built anew, which renumbers positions.
  public private(set) var generation = 0
  /// Counts up whenever an index is made or dropped, which makes plans stale.
  public internal(set) var schemaVersion = 0
  var overlay = Overlay()
  var undoLog: [Overlay.Undo] = []

  /// A view of `base` with the symbols that it was built with.
  public init(base: GraphBase, names: GraphNames) {
    self.base = base
    (labels, types, keys, labelSets) = (names.labels, names.types, names.keys, names.labelSets)
    indexes = []
  }

  /// A view of an empty graph.
  public convenience init() {
    self.init(base: .empty, names: GraphNames())
  }

  /// The same graph in a view that later writes do not reach.
  ///
  /// - Complexity: O(1); the next write then copies the changes since the base once.
  public func frozen() -> GraphView {
    let copy = GraphView(base: base, names: names)
    copy.indexes = indexes.map { $0.copy() }
    copy.generation = generation
    copy.schemaVersion = schemaVersion
    copy.overlay = overlay
    return copy
  }

  /// Whether nothing lies over the base.
  public var isUnchanged: Bool { overlay.isEmpty }

  /// What the numbers of labels, types, keys and label sets stand for.
  public var names: GraphNames {
    GraphNames(labels: labels, types: types, keys: keys, labelSets: labelSets)
  }

  /// Takes the place of `other`: plans that were made for that one are stale.
  public func supersede(_ other: GraphView) {
    generation = other.generation + 1
    schemaVersion = other.schemaVersion + 1
  }

  func replaceBase(_ base: GraphBase) {
    self.base = base
    overlay = Overlay()
    undoLog = []
    generation += 1
  }

  // MARK: Nodes

  /// One more than the greatest position in use.
  public var nodeLimit: Int { base.nodeCount + overlay.nodes.count }

  /// How many nodes there are.
  public var nodeCount: Int { nodeLimit - overlay.deletedNodeCount }

  /// Whether no node has been deleted since the base was built.
  public var hasNoDeletedNodes: Bool { overlay.deletedNodeCount == 0 }

  /// Whether the node at `position` still exists.
  public func isLive(_ position: NodePosition) -> Bool {
    Int(position) < nodeLimit && !overlay.deletedNodes.contains(position)
  }

  /// The identifier of the node at `position`.
  public func nodeID(_ position: NodePosition) -> Int {
    let extra = Int(position) - base.nodeCount
    return extra < 0 ? base.nodeID(at: position) : overlay.nodes[extra].id
  }

  /// The position of the node `id`, or nil where there never was one in this view.
  public func position(ofNode id: Int) -> NodePosition? {
    if let position = base.position(ofNode: id) { return position }
    let place = lowerBound(overlay.nodes.count) { overlay.nodes[$0].id < id }
    guard place < overlay.nodes.count, overlay.nodes[place].id == id else { return nil }
    return NodePosition(base.nodeCount + place)
  }

  /// The number of the label set of the node at `position`.
  public func labelSet(of position: NodePosition) -> Int {
    let extra = Int(position) - base.nodeCount
    if extra >= 0 { return Int(overlay.nodes[extra].labelSet) }
    if !overlay.labelSets.isEmpty, let changed = overlay.labelSets[position] { return Int(changed) }
    return Int(base.labelSets[Int(position)])
  }

  /// Whether every node's label set is the base's, so that ``GraphBase/labelSets`` may be read.
  public var labelSetsAreBase: Bool { overlay.labelSets.isEmpty && overlay.nodes.isEmpty }

  /// The labels of the node at `position`, in the order in which the graph first saw them.
  public func labels(of position: NodePosition) -> [Text] {
    labelSets[labelSet(of: position)].map { labels[$0] }
  }

  /// For each label set, whether `predicate` holds of it.
  public func labelMask(_ predicate: ([Int]) -> Bool) -> [Bool] {
    labelSets.sets.map(predicate)
  }

  /// An upper bound of the positions of nodes with `label`, by the base's extent.
  public func extent(ofLabel label: Int) -> [Range<NodePosition>] {
    let added = NodePosition(base.nodeCount)..<NodePosition(nodeLimit)
    if !overlay.labelSets.isEmpty { return [0..<NodePosition(nodeLimit)] }
    guard label < base.labels.count else { return [added] }
    return [base.labels[label].range, added]
  }

  /// How many nodes have `label`.
  ///
  /// - Complexity: O(changes since the base was built).
  public func count(ofLabel label: Int) -> Int {
    let known = label < base.labels.count ? base.labels[label].count : 0
    guard !overlay.isEmpty else { return known }
    let mask = labelMask { $0.contains(label) }
    var count = known
    for node in overlay.nodes where mask[Int(node.labelSet)] { count += 1 }
    for (position, set) in overlay.labelSets {
      count += (mask[Int(set)] ? 1 : 0) - (mask[Int(base.labelSets[Int(position)])] ? 1 : 0)
    }
    if overlay.deletedNodeCount > 0 {
      overlay.deletedNodes.forEach { if mask[labelSet(of: $0)] { count -= 1 } }
    }
    return count
  }

  /// The column of `key` over nodes where no change has touched that key; nil where the base has no
  /// value either, or a change has.
  public func nodeColumn(_ key: Int) -> PropertyColumn? {
    guard !overlay.touchedNodeKeys.contains(key), key < base.nodeColumns.count else { return nil }
    return base.nodeColumns[key]
  }

  /// The value of `key` of the node at `position`, null where it has none.
  public func nodeProperty(_ position: NodePosition, key: Int) -> Value {
    if overlay.touchedNodeKeys.contains(key), let changed = overlay.nodeProperties[position]?[key] {
      return changed
    }
    guard key < base.nodeColumns.count, let column = base.nodeColumns[key] else { return .null }
    return column[position]
  }

  /// All properties of the node at `position`, by key name in order of key numbers.
  public func nodeProperties(_ position: NodePosition) -> MapValue {
    var map = MapValue()
    for key in 0..<keys.count {
      let value = nodeProperty(position, key: key)
      if !value.isNull { map[keys[key]] = value }
    }
    return map
  }

  // MARK: Relationships

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
    guard !overlay.touchedRelationshipKeys.contains(key), type < base.relationshipColumns.count,
      key < base.relationshipColumns[type].count
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
    guard type < base.relationshipColumns.count, key < base.relationshipColumns[type].count,
      let column = base.relationshipColumns[type][key]
    else { return .null }
    return column[relationshipPosition(handle)]
  }

  /// All properties of a relationship, by key name in order of key numbers.
  public func relationshipProperties(_ handle: RelationshipHandle) -> MapValue {
    var map = MapValue()
    for key in 0..<keys.count {
      let value = relationshipProperty(handle, key: key)
      if !value.isNull { map[keys[key]] = value }
    }
    return map
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

  // MARK: Values

  /// The node at `position` as a value without its contents.
  public func node(_ position: NodePosition) -> Node { Node(id: nodeID(position)) }

  /// The relationship as a value without its contents.
  public func relationship(_ handle: RelationshipHandle) -> Relationship {
    Relationship(id: relationshipID(handle), handle: handle)
  }

  /// The node at `position` with its labels and properties.
  public func fullNode(_ position: NodePosition) -> Node {
    Node(
      id: nodeID(position),
      contents: .init(labels: labels(of: position), properties: nodeProperties(position)))
  }

  /// The relationship with its type, ends and properties.
  public func fullRelationship(_ handle: RelationshipHandle) -> Relationship {
    let ends = ends(of: handle)
    return Relationship(
      id: relationshipID(handle), handle: handle,
      contents: .init(
        type: types[relationshipType(handle)], start: nodeID(ends.start), end: nodeID(ends.end),
        properties: relationshipProperties(handle)))
  }
}
