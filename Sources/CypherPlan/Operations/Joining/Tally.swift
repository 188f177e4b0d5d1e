import CypherSyntax
import GraphModel

/// Parts of a pattern of which only the number of matches matters: each row's multiplicity is
/// multiplied by it, and no row is made.
///
/// The parts are trees that hang from nodes of the row. The matches of a tree below a node depend on
/// that node alone, so they are counted once a node, from the leaves up: a sum over neighbours of a
/// product over branches (Yannakakis, "Algorithms for Acyclic Database Schemes"; Abo Khamis, Ngo and
/// Rudra, "FAQ: Questions Asked Frequently", for counting as a sum of products). A hop whose far node
/// must be joined to another node of the row closes a cycle; it may lie at any depth, and what leads to
/// it is walked for each row.
package struct Tally: PlanOperation {
  package var hops: [Hop]
  /// Pairs of hops that may not end alike.
  package var apart: [Apart] = []

  /// One relationship with its far node, and what hangs from that.
  package struct Hop: Sendable {
    package var kind = Kind.all
    package var from: Int
    package var relationship: Int
    package var to: Int
    package var direction: RelationshipPattern.Direction
    package var types: LabelPredicate?
    package var toLabels: [LabelPredicate]
    /// What the far node must satisfy; reads no other slot.
    package var nodePredicates: [BoundExpression] = []
    /// What the relationship must satisfy; reads it and the far node alone.
    package var edgePredicates: [BoundExpression] = []
    /// Relationships of the row that this one may not be.
    package var distinctFrom: [RelationshipSlot] = []
    /// Nodes of the row that the far node may not be.
    package var differsFrom: [Int] = []
    /// Further nodes of the row that the far node must, or may not, be joined to.
    package var closings: [Closing] = []
    package var children: [Hop] = []
  }

  /// A relationship between the far node of a hop and another node of the row.
  package struct Closing: Sendable {
    package var kind: Kind
    package var node: Int
    /// As seen from `node`.
    package var direction: RelationshipPattern.Direction
    package var types: LabelPredicate?
  }

  /// What becomes of the number of matches.
  package enum Kind: Sendable {
    /// It counts.
    case all
    /// It counts, and none counts as one: OPTIONAL MATCH.
    case optional
    /// One where there is any: EXISTS.
    case exists
    /// One where there is none: NOT EXISTS.
    case none
  }

  /// Two hops that may not end alike.
  package struct Apart: Sendable {
    package var first: Int
    package var second: Int
    /// Whether the far nodes must differ; otherwise only the relationships, which leave the same node.
    package var byNode: Bool
  }
}

extension Tally {
  /// How many levels of hops may hang below each other.
  static let greatestDepth = 64

  package var reads: SlotSet {
    hops.reduce(into: SlotSet()) { $0.formUnion($1.slotsRead.union([$1.from])) }
  }
  package var expressions: [BoundExpression] { hops.flatMap(\.predicates) }

  package var treatsRowsApart: Bool { true }
  package var ignoresOrder: Bool? { nil }
  package var ignoresMultiplicity: Bool? { nil }
  package var keepsRowsApart: Bool { true }
  package var mayPrecedeCounting: Bool { true }
  package var isCheap: Bool { hops.allSatisfy { $0.isFree && $0.children.isEmpty } }

  package func text(_ names: PlanText) -> String {
    let hops = hops.map { "\($0.kind.word)(\(names[$0.from]))\($0.text(names))" }
    let apart = apart.map { pair in
      let (a, b) = (self.hops[pair.first], self.hops[pair.second])
      return pair.byNode ? ", \(names[a.to]) <> \(names[b.to])" : ", unique"
    }
    return "Count " + hops.joined(separator: ", ") + apart.joined()
  }

  package func made<Maker: OperationMaker>(by maker: inout Maker) -> Maker.Made {
    maker.make(self)
  }
}

extension Tally.Hop {
  /// How many levels there are from here on.
  var depth: Int { 1 + (children.map(\.depth).max() ?? 0) }

  /// Whether the hop, with all that hangs from it, asks nothing of the row but the node that it starts
  /// from.
  package var isFree: Bool {
    distinctFrom.isEmpty && differsFrom.isEmpty && closings.isEmpty
      && children.allSatisfy(\.isFree)
  }

  /// The slots of the row that are read here and below, beside the node that it starts from.
  var slotsRead: SlotSet {
    var slots = SlotSet(distinctFrom.map(\.slot) + differsFrom + closings.map(\.node))
    for child in children { slots.formUnion(child.slotsRead) }
    return slots
  }

  /// Whether relationships must satisfy something, here or below, where the row is asked too.
  var isCheckedByRow: Bool {
    !isFree && (!edgePredicates.isEmpty || children.contains(where: \.isCheckedByRow))
  }

  fileprivate var predicates: [BoundExpression] {
    nodePredicates + edgePredicates + children.flatMap(\.predicates)
  }

  /// What hangs from a node, from the relationship on.
  fileprivate func text(_ names: PlanText) -> String {
    let inside = names.name(relationship) + names.types(types)
    var text = names.arrow(direction, inside) + "(\(names[to])\(names.labels(toLabels)))"
    for child in children.dropLast() { text += "{\(child.kind.word)\(child.text(names))}" }
    if let last = children.last { text += last.kind.word + last.text(names) }
    for closing in closings {
      text +=
        ", \(closing.kind.word)(\(names[closing.node]))"
        + "\(names.arrow(closing.direction, names.types(closing.types)))(\(names[to]))"
    }
    for node in differsFrom { text += ", \(names[to]) <> \(names[node])" }
    for predicate in nodePredicates + edgePredicates { text += ", \(names.show(predicate))" }
    return text + (distinctFrom.isEmpty ? "" : ", unique")
  }
}

extension Tally.Kind {
  fileprivate var word: String {
    switch self {
    case .all: ""
    case .optional: "optional "
    case .exists: "exists "
    case .none: "not exists "
    }
  }
}
