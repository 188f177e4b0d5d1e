import GraphModel
import Platform
import Synchronization

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
  /// By key: the columns over nodes.
  public let nodeColumns: ColumnTable
  /// Per type, by key: the columns over relationships.
  public let relationshipColumns: [ColumnTable]

  /// How many nodes have a label, and where they lie.
  public struct LabelExtent: Sendable {
    /// The number of nodes.
    public var count: Int
    /// The positions between which they lie.
    public var range: Range<UInt32>
  }

  /// A graph without nodes.
  public static let empty = GraphBuilder().build(labelSets: LabelSetTable())

  /// Reads what is still in the file; nil where nothing is.
  package let reader: SegmentReader?
  /// Per type: the label sets at its ends, once somebody asked.
  private let endLabels: Monitor<[Int: EndLabels]>
  private let stored: Atomic<Bool>

  init(
    nodeIDs: FixedBuffer<Int>?, labelSets: FixedBuffer<UInt32>, labels: [LabelExtent],
    adjacency: [Adjacency?], nodeColumns: ColumnTable,
    relationshipColumns: [ColumnTable], reader: SegmentReader? = nil,
    isStored: Bool? = nil, endLabels: [Int: EndLabels] = [:]
  ) {
    nodeCount = labelSets.count
    self.nodeIDs = nodeIDs
    self.labelSets = labelSets
    self.labels = labels
    self.adjacency = adjacency
    self.nodeColumns = nodeColumns
    self.relationshipColumns = relationshipColumns
    self.reader = reader
    self.endLabels = Monitor(endLabels)
    stored = Atomic(isStored ?? (reader != nil))
  }

  /// Whether all of it lies in the file.
  public var isStored: Bool { stored.load(ordering: .relaxed) }

  /// Notes that all of it lies in the file from now on.
  public func noteStored() { stored.store(true, ordering: .relaxed) }

  /// What went wrong when a stored part was read; nil while all is sound.
  public var fault: (any Error)? { reader?.fault }

  /// How many relationships there are.
  public var relationshipCount: Int { adjacency.reduce(0) { $0 + ($1?.count ?? 0) } }

  /// At which label sets the relationships of `type` start and end; nil where there are none.
  ///
  /// - Complexity: O(nodes that have such a relationship) at the first question.
  func endLabels(ofType type: Int) -> EndLabels? {
    guard type < adjacency.count, let adjacency = adjacency[type] else { return nil }
    if let known = endLabels.withLock({ $0[type] }) { return known }
    let found = GraphBuilder.endLabels(of: adjacency, labelSets)
    endLabels.withLock { $0[type] = found }
    return found
  }

  /// The same, where somebody has asked before.
  func knownEndLabels(ofType type: Int) -> EndLabels? { endLabels.withLock { $0[type] } }

  /// The position of the node `id`, or nil where there is none.
  public func position(ofNode id: Int) -> UInt32? {
    guard let nodeIDs else { return id >= 0 && id < nodeCount ? UInt32(id) : nil }
    let place = lowerBound(nodeIDs.count) { nodeIDs[$0] < id }
    return place < nodeIDs.count && nodeIDs[place] == id ? UInt32(place) : nil
  }

  /// The positions of the nodes whose identifiers lie in `ids`.
  ///
  /// - Complexity: O(log *n*).
  public func positions(ofNodesIn ids: Range<Int>) -> Range<UInt32> {
    func place(_ id: Int) -> UInt32 {
      guard let nodeIDs else { return UInt32(min(max(id, 0), nodeCount)) }
      return UInt32(lowerBound(nodeIDs.count) { nodeIDs[$0] < id })
    }
    let first = place(ids.lowerBound)
    // A file that was tampered with may hold identifiers that fall.
    return first..<max(first, place(ids.upperBound))
  }

  /// The identifier of the node at `position`.
  @inlinable public func nodeID(at position: UInt32) -> Int {
    nodeIDs.map { $0[Int(position)] } ?? Int(position)
  }
}
