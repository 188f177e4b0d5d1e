import GraphModel

/// What changed since the base was built: small, in memory, undone by a log.
///
/// A value type of copy-on-write collections: a reader that keeps a copy keeps its snapshot.
struct Overlay: Sendable {
  /// Nodes made since, at positions after those of the base.
  var nodes: [NewNode] = []
  /// Label sets of nodes of the base that were changed.
  var labelSets: [NodePosition: UInt32] = [:]
  /// Nodes that were deleted.
  var deletedNodes = Bitmap(capacity: 0)
  var deletedNodeCount = 0
  /// By label: how many more nodes have it than in the base.
  var labelCounts: [Int: Int] = [:]
  /// Changed and new properties of nodes: null where one was removed.
  var nodeProperties: [NodePosition: [Int: Value]] = [:]
  /// Keys that occur in `nodeProperties`; for all others the base's columns are the truth.
  var touchedNodeKeys: Set<Int> = []
  /// Per type.
  var types: [Int: TypeOverlay] = [:]
  var relationshipProperties: [RelationshipHandle: [Int: Value]] = [:]
  var touchedRelationshipKeys: Set<Int> = []
  /// How many single changes were made, which decides when the base is built anew.
  var changeCount = 0

  struct NewNode: Sendable {
    var id: Int
    var labelSet: UInt32
  }

  /// The changes to the relationships of one type.
  struct TypeOverlay: Sendable {
    /// Relationships made since, at positions after those of the base.
    var added: [NewRelationship] = []
    /// Whether one of them is, or was, a loop.
    var hasLoops = false
    /// Positions of deleted relationships, of the base or of `added`.
    var deleted = Bitmap(capacity: 0)
    var deletedCount = 0
    /// Positions of added relationships by start, in order of addition.
    var outgoing: [NodePosition: [UInt32]] = [:]
    /// Positions of added relationships by end.
    var incoming: [NodePosition: [UInt32]] = [:]
  }

  struct NewRelationship: Sendable {
    var id: Int
    var start: NodePosition
    var end: NodePosition
  }

  /// One step back.
  enum Undo: Sendable {
    case node
    case labelSet(NodePosition, UInt32?)
    case deletedNode(NodePosition)
    case nodeProperty(NodePosition, key: Int, Value?)
    case relationship(type: Int)
    case deletedRelationship(RelationshipHandle)
    case relationshipProperty(RelationshipHandle, key: Int, Value?)
  }

  var isEmpty: Bool { changeCount == 0 }
}

extension Overlay {
  /// Stops where the parts do not agree with each other, in the configuration of the tests.
  ///
  /// - Parameters:
  ///   - nodes: How many nodes the base has.
  ///   - relationships: How many relationships of a type the base has.
  /// - Complexity: O(changes).
  func checkInvariants(nodes baseNodes: Int, relationships: (_ type: Int) -> Int) {
    #if INTERNAL_CHECKS
      let isRising = zip(nodes, nodes.dropFirst()).allSatisfy { $0.id < $1.id }
      precondition(isRising, "identifiers of new nodes must rise")
      precondition(labelSets.keys.allSatisfy { $0 < baseNodes }, "a new node has its own label set")
      precondition(deletedNodes.count == deletedNodeCount, "deleted nodes must be counted")
      let nodeKeys = nodeProperties.values.reduce(into: Set<Int>()) { $0.formUnion($1.keys) }
      precondition(nodeKeys.isSubset(of: touchedNodeKeys), "changed keys must be noted")
      let keys = relationshipProperties.values.reduce(into: Set<Int>()) { $0.formUnion($1.keys) }
      precondition(keys.isSubset(of: touchedRelationshipKeys), "changed keys must be noted")
      for (type, changes) in types { changes.checkInvariants(known: relationships(type)) }
    #endif
  }
}

extension Overlay.TypeOverlay {
  fileprivate func checkInvariants(known: Int) {
    #if INTERNAL_CHECKS
      precondition(deleted.count == deletedCount, "deleted relationships must be counted")
      deleted.forEach { precondition(Int($0) < known + added.count, "what never was is deleted") }
      for (side, isStart) in [(outgoing, true), (incoming, false)] {
        var listed = 0
        for (node, positions) in side {
          listed += positions.count
          for position in positions {
            let relationship = added[Int(position) - known]
            precondition(
              (isStart ? relationship.start : relationship.end) == node,
              "a relationship is listed at a node that is not at its end")
          }
          precondition(positions == positions.sorted(), "lists must be in order of addition")
        }
        precondition(listed == added.count, "every new relationship is listed once a side")
      }
    #endif
  }
}
