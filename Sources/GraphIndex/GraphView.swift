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
  public internal(set) var labels: NameTable
  /// Relationship types by number.
  public internal(set) var types: NameTable
  /// Property keys by number.
  public internal(set) var keys: NameTable
  /// Label sets by number.
  public internal(set) var labelSets: LabelSetTable
  /// The indexes and unique constraints, by name.
  public internal(set) var indexes: [ValueIndex]
  /// Counts up whenever the base is built anew, which renumbers positions.
  public private(set) var generation = 0
  /// Counts up whenever an index is made or dropped, which makes plans stale.
  public internal(set) var schemaVersion = 0
  /// Whether elements are left out of it that the graph has.
  public internal(set) var isMasked = false
  /// Whether nobody changes it any more.
  private(set) var isFrozen = false
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
  /// - Returns: This view, where nobody changes it any more.
  /// - Complexity: O(1); the next write then copies the changes since the base once.
  public func frozen() -> GraphView {
    if isFrozen { return self }
    let copy = copy()
    copy.isFrozen = true
    return copy
  }

  /// The same graph in a view of its own, which may be changed.
  func copy() -> GraphView {
    let copy = GraphView(base: base, names: names)
    copy.indexes = indexes.map { $0.copy() }
    copy.generation = generation
    copy.schemaVersion = schemaVersion
    copy.isMasked = isMasked
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
  /// - Complexity: O(1).
  public func count(ofLabel label: Int) -> Int {
    let known = label < base.labels.count ? base.labels[label].count : 0
    return overlay.labelCounts.isEmpty ? known : known + overlay.labelCounts[label, default: 0]
  }

  /// The column of `key` over nodes where no change has touched that key; nil where the base has no
  /// value either, or a change has.
  public func nodeColumn(_ key: Int) -> PropertyColumn? {
    overlay.touchedNodeKeys.contains(key) ? nil : base.nodeColumns[key]
  }

  /// The value of `key` of the node at `position`, null where it has none.
  public func nodeProperty(_ position: NodePosition, key: Int) -> Value {
    if overlay.touchedNodeKeys.contains(key), let changed = overlay.nodeProperties[position]?[key] {
      return changed
    }
    return base.nodeColumns[key]?[position] ?? .null
  }

  /// All properties of the node at `position`, by key name in order of key numbers.
  ///
  /// - Complexity: O(properties of the node), on average over all nodes.
  public func nodeProperties(_ position: NodePosition) -> MapValue {
    properties(at: position, of: base.nodeColumns, changed: overlay.nodeProperties[position])
  }

  /// What an entity has in its columns and in what was changed since, by key name in order of key
  /// numbers.
  func properties(
    at position: UInt32, of columns: ColumnTable, changed: [Int: Value]?
  ) -> MapValue {
    var map = MapValue()
    guard let changed, !changed.isEmpty else {
      columns.forEachKey(at: position) { key, column in map[keys[key]] = column[position] }
      return map
    }
    var found: [(key: Int, value: Value)] = []
    columns.forEachKey(at: position) { key, column in
      if changed[key] == nil { found.append((key, column[position])) }
    }
    for (key, value) in changed where !value.isNull { found.append((key, value)) }
    found.sort { $0.key < $1.key }
    for (key, value) in found { map[keys[key]] = value }
    return map
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
