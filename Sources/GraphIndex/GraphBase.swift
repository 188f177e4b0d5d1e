import GraphModel

/// The immutable part of the index: what the rows said when it was last built.
///
/// Nodes are positions in the order of their identifiers; each relationship type has its own
/// ``Adjacency``. Changes since then are in an ``Overlay``.
public final class GraphBase: Sendable {
  /// How many nodes there are.
  public let nodeCount: Int
  /// The identifier of each node, rising; nil where it is the position itself.
  public let nodeIDs: FixedBuffer<Int>?
  /// The label set of each node.
  public let labelSets: FixedBuffer<UInt32>
  /// Per label: how many nodes have it and between which positions they lie.
  public let labels: [LabelExtent]
  /// Per type, nil where the type has no relationship.
  public let adjacency: [Adjacency?]
  /// Per key: the column over nodes.
  public let nodeColumns: [PropertyColumn?]
  /// Per type, per key: the column over relationships.
  public let relationshipColumns: [[PropertyColumn?]]

  /// How many nodes have a label, and where they lie.
  public struct LabelExtent: Sendable {
    /// The number of nodes.
    public var count: Int
    /// The positions between which they lie.
    public var range: Range<UInt32>
  }

  /// A graph without nodes.
  public static let empty = GraphBuilder().build(labelSets: LabelSetTable())

  init(
    nodeIDs: FixedBuffer<Int>?, labelSets: FixedBuffer<UInt32>, labels: [LabelExtent],
    adjacency: [Adjacency?], nodeColumns: [PropertyColumn?],
    relationshipColumns: [[PropertyColumn?]]
  ) {
    nodeCount = labelSets.count
    self.nodeIDs = nodeIDs
    self.labelSets = labelSets
    self.labels = labels
    self.adjacency = adjacency
    self.nodeColumns = nodeColumns
    self.relationshipColumns = relationshipColumns
  }

  /// The position of the node `id`, or nil where there is none.
  public func position(ofNode id: Int) -> UInt32? {
    guard let nodeIDs else { return id >= 0 && id < nodeCount ? UInt32(id) : nil }
    var low = 0
    var high = nodeIDs.count
    while low < high {
      let middle = (low + high) / 2
      if nodeIDs[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low < nodeIDs.count && nodeIDs[low] == id ? UInt32(low) : nil
  }

  /// The identifier of the node at `position`.
  @inlinable public func nodeID(at position: UInt32) -> Int {
    nodeIDs.map { $0[Int(position)] } ?? Int(position)
  }
}

/// Gathers nodes and relationships, in rising order of identifiers, into a ``GraphBase``.
public struct GraphBuilder {
  private var ids: [Int] = []
  private var sets: [UInt32] = []
  private var starts: [[UInt32]] = []
  private var ends: [[UInt32]] = []
  private var relationshipIDs: [[Int]] = []
  private var nodeColumns: [PropertyColumnBuilder] = []
  private var relationshipColumns: [[PropertyColumnBuilder]] = []

  /// A builder of an empty graph.
  public init() {}

  /// How many nodes were added.
  public var nodeCount: Int { ids.count }

  /// Makes room for `count` nodes.
  public mutating func reserve(nodes count: Int) {
    ids.reserveCapacity(count)
    sets.reserveCapacity(count)
  }

  /// Adds a node and returns its position.
  ///
  /// - Parameters:
  ///   - id: Greater than the identifier of the node before.
  ///   - labelSet: The number of its label set.
  @discardableResult
  public mutating func addNode(id: Int, labelSet: Int) -> UInt32 {
    ids.append(id)
    sets.append(UInt32(labelSet))
    return UInt32(ids.count - 1)
  }

  /// Sets a property of the node at `position`.
  public mutating func setProperty(ofNode position: UInt32, key: Int, _ value: Value) {
    while nodeColumns.count <= key { nodeColumns.append(PropertyColumnBuilder()) }
    nodeColumns[key].add(value, at: position)
  }

  /// Adds a relationship between two positions and returns its place among those of its type, which
  /// serves to set its properties and means nothing afterwards.
  @discardableResult
  public mutating func addRelationship(id: Int, type: Int, start: UInt32, end: UInt32) -> UInt32 {
    while starts.count <= type {
      starts.append([])
      ends.append([])
      relationshipIDs.append([])
      relationshipColumns.append([])
    }
    starts[type].append(start)
    ends[type].append(end)
    relationshipIDs[type].append(id)
    return UInt32(starts[type].count - 1)
  }

  /// Sets a property of the relationship at `place` among those of `type`.
  public mutating func setProperty(
    ofRelationship place: UInt32, type: Int, key: Int, _ value: Value
  ) {
    while relationshipColumns[type].count <= key {
      relationshipColumns[type].append(PropertyColumnBuilder())
    }
    relationshipColumns[type][key].add(value, at: place)
  }

  /// The position of a node that was added, by its identifier.
  ///
  /// - Complexity: O(log *n*).
  public func position(ofNode id: Int) -> UInt32? {
    if id >= 0, id < ids.count, ids[id] == id { return UInt32(id) }
    var low = 0
    var high = ids.count
    while low < high {
      let middle = (low + high) / 2
      if ids[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low < ids.count && ids[low] == id ? UInt32(low) : nil
  }

  /// The index of all that was added.
  ///
  /// - Complexity: O(*n* + *r* + *p* log *p*) for *p* distinct texts a key.
  public func build(labelSets table: LabelSetTable) -> GraphBase {
    let identity = ids.indices.allSatisfy { ids[$0] == $0 }
    var adjacency: [Adjacency?] = []
    var columns: [[PropertyColumn?]] = []
    for type in starts.indices {
      guard !starts[type].isEmpty else {
        adjacency.append(nil)
        columns.append([])
        continue
      }
      let built = Adjacency(starts: starts[type], ends: ends[type], ids: relationshipIDs[type])
      var renumber: [UInt32]?
      if !relationshipColumns[type].isEmpty {
        renumber = places(of: type, in: built)
      }
      adjacency.append(built)
      columns.append(relationshipColumns[type].map { $0.column(renumber: renumber) })
    }
    return GraphBase(
      nodeIDs: identity ? nil : FixedBuffer(ids), labelSets: FixedBuffer(sets),
      labels: extents(table), adjacency: adjacency,
      nodeColumns: nodeColumns.map { $0.column() }, relationshipColumns: columns)
  }

  /// The position of each relationship of `type` in the order in which they were added.
  private func places(of type: Int, in adjacency: Adjacency) -> [UInt32] {
    // Identifiers rise in the order of addition, so ranking the sorted ones gives the inverse.
    let order = (0..<UInt32(adjacency.count)).sorted {
      adjacency.ids[Int($0)] < adjacency.ids[Int($1)]
    }
    return order
  }

  private func extents(_ table: LabelSetTable) -> [GraphBase.LabelExtent] {
    let labelCount = (table.sets.flatMap { $0 }.max() ?? -1) + 1
    var counts = [Int](repeating: 0, count: table.count)
    var lows = [UInt32](repeating: .max, count: table.count)
    var highs = [UInt32](repeating: 0, count: table.count)
    for (position, set) in sets.enumerated() {
      let set = Int(set)
      counts[set] += 1
      lows[set] = min(lows[set], UInt32(position))
      highs[set] = max(highs[set], UInt32(position) + 1)
    }
    return (0..<labelCount).map { label in
      let members = table.sets.indices.filter { counts[$0] > 0 && table.sets[$0].contains(label) }
      let low = members.map { lows[$0] }.min() ?? 0
      let high = members.map { highs[$0] }.max() ?? 0
      return GraphBase.LabelExtent(
        count: members.reduce(0) { $0 + counts[$1] }, range: low..<max(low, high))
    }
  }
}
