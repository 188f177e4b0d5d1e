import CypherFunctions
import GraphModel

extension Rule {
  /// Whatever hangs from a node and is read by nobody else is counted, not walked: an expansion together
  /// with the filters, further expansions, and joins that read its new node or relationship becomes a
  /// ``Tally``, from the last step back, so that trees are taken in whole.
  ///
  /// OPTIONAL MATCH, EXISTS and NOT EXISTS of such a tree become tallies too.
  static let countDeadParts = Rule(name: "count-dead-parts") { pipeline in
    var changed = false
    for index in pipeline.steps.indices {
      guard let apply = pipeline.steps[index].operation.as(Apply.self),
        let tally = tally(of: apply, live: pipeline.steps[index].live)
      else { continue }
      pipeline.steps[index].operation = tally
      changed = true
    }
    for index in pipeline.steps.indices.reversed() {
      guard let expand = pipeline.steps[index].operation.as(Expand.self),
        let change = change(expand, at: index, in: pipeline)
      else { continue }
      pipeline.make(change, at: index)
      changed = true
    }
    if changed { pipeline.steps.removeAll { $0.operation.isNothing } }
    return changed
  }

  /// What makes a tally of the expansion and all that reads what it finds.
  private static func change(
    _ expand: Expand, at index: Int, in pipeline: Pipeline
  ) -> Absorption.Change? {
    var absorption = Absorption(expand, at: index, in: pipeline)
    return absorption.result()
  }

  /// The tally that says the same as an inner plan that only counts, if there is one.
  private static func tally(of apply: Apply, live: SlotSet) -> Tally? {
    let kind: Tally.Kind
    switch apply.kind {
    case .optional(let nulls):
      guard live.isDisjoint(with: nulls) else { return nil }
      kind = .optional
    case .semi: kind = .exists
    case .anti: kind = .none
    case .lateral, .unit, .forEach: return nil
    }
    var inner = apply.inner
    let outputs = inner.outputs
    if Rule.countDeadParts.rewrite(&inner) { inner.computeLiveness(outputs: outputs) }
    guard inner.steps.count == 2, inner.steps[0].operation.is(OuterRows.self),
      var tally = inner.steps[1].operation.as(Tally.self), tally.hops.count == 1,
      tally.hops[0].kind == .all
    else { return nil }
    tally.hops[0].kind = kind
    return tally
  }
}

extension Pipeline {
  /// Puts the tally in, and nothing in the place of what it has taken in.
  fileprivate mutating func make(_ change: Absorption.Change, at index: Int) {
    var tally = steps[change.position]
    tally.operation = change.tally
    for (place, operation) in change.edits {
      steps[place].operation = operation ?? Filter(predicates: [])
    }
    for place in index..<change.position { steps[place] = steps[place + 1] }
    steps[change.position] = tally
    var live = steps[change.last].live
    for place in (index...change.last).reversed() {
      steps[place].live = live
      live = steps[place].operation.liveBefore(live)
    }
  }
}

extension PlanOperation {
  /// Whether the rows come out as they went in.
  fileprivate var isNothing: Bool { self.as(Filter.self)?.predicates.isEmpty ?? false }
}

/// The attempt to take an expansion, and all that reads what it finds, into one tally.
private struct Absorption {
  /// What is to become of the steps.
  struct Change {
    var tally: Tally
    /// The step behind which the tally stands.
    var position: Int
    /// What becomes of later steps; nil for nothing.
    var edits: [Int: (any PlanOperation)?]
    /// The last step that reads what was found.
    var last: Int
  }

  /// How many steps ahead is looked for what reads the expansion.
  private static let reach = 256

  private let pipeline: Pipeline
  private let index: Int
  private var hop: Tally.Hop
  /// Other hops of the tally, and the pairs among all, whose first is the new hop.
  private var others: [Tally.Hop] = []
  private var apart: [Tally.Apart] = []
  private var edits: [Int: (any PlanOperation)?] = [:]
  /// Where the tally will stand: behind all that it reads.
  private var position: Int
  /// Relationships that close cycles, and what the only one must satisfy.
  private var closings: [Int] = []
  private var closingPredicates: [BoundExpression] = []
  private var producedAt: [Int: Int] = [:]
  private let expand: Expand

  init(_ expand: Expand, at index: Int, in pipeline: Pipeline) {
    self.pipeline = pipeline
    self.index = index
    self.expand = expand
    position = index
    hop = Tally.Hop(
      from: expand.from, relationship: expand.relationship, to: expand.to,
      direction: expand.direction, types: expand.types, toLabels: expand.toLabels,
      distinctFrom: expand.distinctFrom)
  }

  /// What is to become of the steps; nil where somebody needs the rows.
  mutating func result() -> Change? {
    guard !expand.isInto, !expand.isRelationshipBound, !expand.countsOnly else { return nil }
    var last = index
    while !pipeline.steps[last].live.isDisjoint(with: found) {
      last += 1
      guard last < min(pipeline.steps.count, index + Self.reach), take(last) else { return nil }
      // What is read was made by a step before.
      for slot in pipeline.steps[last].operation.produces { producedAt[slot] = last }
    }
    guard turnRound(),
      (index..<position).allSatisfy({ pipeline.steps[$0 + 1].operation.mayPrecedeCounting })
    else { return nil }
    return Change(
      tally: Tally(hops: [hop] + others, apart: apart), position: position, edits: edits,
      last: max(last, position))
  }

  /// The slots that the hop fills.
  private var found: SlotSet { SlotSet(closings + [expand.to, expand.relationship]) }

  private mutating func need(_ slots: some Sequence<Int>) {
    for slot in slots { position = max(position, producedAt[slot] ?? -1) }
  }

  /// Takes in what a later step asks of the new node and relationship; false where it cannot.
  private mutating func take(_ place: Int) -> Bool {
    var operation = pipeline.steps[place].operation
    if operation.liveBefore([]).isDisjoint(with: found) { return true }
    if let filter = operation.as(Filter.self) { return take(filter.predicates, at: place) }
    if let into = operation.as(Expand.self) { return take(into, at: place) }
    if let tally = operation.as(Tally.self) { return take(tally, at: place) }
    if let apply = operation.as(Apply.self) { return take(apply, at: place) }
    return false
  }

  private mutating func take(_ predicates: [BoundExpression], at place: Int) -> Bool {
    var rest: [BoundExpression] = []
    for predicate in predicates.flatMap(\.conjuncts) {
      let slots = predicate.slots
      guard predicate.isStable else { return false }
      if slots.isDisjoint(with: found) {
        rest.append(predicate)
      } else if slots == [expand.to] {
        hop.nodePredicates.append(predicate)
      } else if slots.isSubset(of: [expand.to, expand.relationship]) {
        hop.edgePredicates.append(predicate)
      } else if closings.count == 1, slots.isSubset(of: [expand.to, closings[0]]) {
        closingPredicates.append(predicate)
      } else if let other = predicate.nodeDiffering(from: expand.to) {
        hop.differsFrom.append(other)
        need([other])
      } else {
        return false
      }
    }
    edits[place] = .some(rest.isEmpty ? nil : Filter(predicates: rest))
    return true
  }

  /// A relationship between the new node and one that is bound.
  private mutating func take(_ into: Expand, at place: Int) -> Bool {
    // A predicate of the first would stand for both.
    guard closingPredicates.isEmpty, let found = into.closing(expand.to) else { return false }
    closings.append(into.relationship)
    hop.closings.append(found)
    need([found.node])
    edits[place] = .some(nil)
    return true
  }

  private mutating func take(_ apply: Apply, at place: Int) -> Bool {
    let kind: Tally.Kind
    switch apply.kind {
    case .semi: kind = .exists
    case .anti: kind = .none
    default: return false
    }
    guard apply.inner.steps.count == 2, apply.inner.steps[0].operation.is(OuterRows.self),
      let into = apply.inner.steps[1].operation.as(Expand.self),
      var found = into.closing(expand.to)
    else { return false }
    found.kind = kind
    hop.closings.append(found)
    need([found.node])
    edits[place] = .some(nil)
    return true
  }

  private mutating func take(_ tally: Tally, at place: Int) -> Bool {
    // Only one tally can become a part of this one beside its branches.
    var kept: [Tally.Hop] = []
    var pairs: [Tally.Apart] = []
    for var other in tally.hops {
      if other.from == expand.to {
        // What is walked for the row may not ask anything of what is not in the row.
        guard tally.apart.isEmpty, other.slotsRead.isDisjoint(with: found), !other.isCheckedByRow
        else { return false }
        // Counting goes from the leaves up, and calls itself for each level.
        guard other.depth < Tally.greatestDepth else { return false }
        need(other.slotsRead)
        hop.children.append(other)
        continue
      }
      guard !other.closings.contains(where: { $0.node == expand.to }),
        !other.distinctFrom.contains(where: { closings.contains($0.slot) }),
        other.children.allSatisfy({ $0.slotsRead.isDisjoint(with: found) })
      else { return false }
      if other.differsFrom.contains(expand.to) {
        other.differsFrom.removeAll { $0 == expand.to }
        pairs.append(Tally.Apart(first: 0, second: kept.count + 1, byNode: true))
      }
      if other.distinctFrom.contains(where: { $0.slot == expand.relationship }) {
        guard other.from == expand.from else { return false }
        other.distinctFrom.removeAll { $0.slot == expand.relationship }
        // Different nodes are at the ends of different relationships.
        if pairs.last?.second != kept.count + 1 {
          pairs.append(Tally.Apart(first: 0, second: kept.count + 1, byNode: false))
        }
      }
      kept.append(other)
    }
    if pairs.isEmpty {
      edits[place] = .some(kept.isEmpty ? nil : Tally(hops: kept, apart: tally.apart))
      return true
    }
    // The count of a pair is known only where each hop has one partner and both count all.
    guard others.isEmpty, pairs.count == 1, tally.apart.isEmpty,
      hop.distinctFrom.isEmpty,
      kept.allSatisfy({
        $0.kind == .all && $0.edgePredicates.isEmpty && $0.distinctFrom.isEmpty
      })
    else { return false }
    others = kept
    apart = pairs
    edits[place] = .some(nil)
    position = max(position, place)
    return true
  }

  /// Makes the closing relationship the one that is walked where it must satisfy something; false where
  /// both would have to be.
  private mutating func turnRound() -> Bool {
    if !apart.isEmpty, !hop.edgePredicates.isEmpty { return false }
    guard !closingPredicates.isEmpty else { return true }
    guard closings.count == 1, hop.edgePredicates.isEmpty, hop.distinctFrom.isEmpty,
      apart.isEmpty, let place = hop.closings.firstIndex(where: { $0.kind == .all })
    else { return false }
    let other = hop.closings[place]
    hop.closings[place] = Tally.Closing(
      kind: .all, node: hop.from, direction: hop.direction, types: hop.types)
    hop.from = other.node
    hop.direction = other.direction
    hop.types = other.types
    hop.relationship = closings[0]
    hop.edgePredicates = closingPredicates
    return true
  }
}

extension Expand {
  /// This step as a condition on `node`, which it joins to another node of the row.
  fileprivate func closing(_ node: Int) -> Tally.Closing? {
    guard isInto, !isRelationshipBound, distinctFrom.isEmpty, from != to,
      from == node || to == node
    else { return nil }
    return to == node
      ? Tally.Closing(kind: .all, node: from, direction: direction, types: types)
      : Tally.Closing(kind: .all, node: to, direction: direction.reversed, types: types)
  }
}

extension BoundExpression {
  /// The other node, where this says that two variables hold different nodes, and one is `slot`.
  fileprivate func nodeDiffering(from slot: Int) -> Int? {
    guard case .comparison(.notEqual, let a, let b) = kind, case .slot(let x) = a.kind,
      case .slot(let y) = b.kind, a.type == .node, b.type == .node, x != y
    else { return nil }
    return x == slot ? y : (y == slot ? x : nil)
  }
}
