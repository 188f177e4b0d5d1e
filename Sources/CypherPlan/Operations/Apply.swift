/// An inner plan that is run on whole batches of outer rows and answers by ordinal.
package struct Apply: PlanOperation {
  package enum Kind: Sendable {
    /// Each inner row beside its outer row.
    case lateral
    /// As lateral; an outer row without inner rows stays, with nulls in the given slots.
    case optional(nulls: [Int])
    /// Outer rows that have an inner row.
    case semi
    /// Outer rows that have none.
    case anti
    /// Outer rows as they are; the inner plan is run for what it changes.
    case unit
    /// FOREACH: the inner plan is run for each element.
    case forEach
  }
  package var kind: Kind
  package var inner: Pipeline
  /// Slots that the outer rows have before: the inner plan may fill them for itself, as where it groups
  /// by a variable from outside, but the outer rows keep theirs.
  package var bound: SlotSet
  /// Whether each outer row must see what the inner plan did to the graph for the rows before it.
  package var runsRowByRow: Bool
  /// Whether the inner plan may answer equal outer rows differently; no rewriting changes that.
  package let isVolatile: Bool

  package init(kind: Kind, inner: Pipeline, bound: SlotSet, runsRowByRow: Bool = false) {
    self.kind = kind
    self.inner = inner
    self.bound = bound
    self.runsRowByRow = runsRowByRow
    isVolatile = inner.isVolatile
  }

  /// The slots that the outer rows get from the inner plan.
  package var produces: SlotSet { inner.produces.subtracting(bound) }
  package var innerPlans: [Pipeline] {
    get { [inner] }
    set { for plan in newValue { inner = plan } }
  }

  package mutating func liveBefore(_ liveAfter: SlotSet) -> SlotSet {
    switch kind {
    case .lateral, .optional:
      let produced = produces
      let read = inner.computeLiveness(outputs: liveAfter.intersection(produced))
      return liveAfter.subtracting(produced).union(read)
    case .semi, .anti, .unit, .forEach:
      return liveAfter.union(inner.computeLiveness(outputs: []))
    }
  }

  package var treatsRowsApart: Bool {
    switch kind {
    case .lateral, .semi, .anti: true
    // Rows without a match come after all others of their batch, so that batches would show.
    case .optional, .unit, .forEach: false
    }
  }
  package var keepsRowsApart: Bool {
    switch kind {
    case .semi, .anti: true
    case .lateral, .optional, .unit, .forEach: false
    }
  }
  package var mayPrecedeCounting: Bool { !inner.isUpdating }

  package func text(_ names: PlanText) -> String {
    switch kind {
    case .lateral where runsRowByRow: "For each row, one after the other"
    case .unit where runsRowByRow: "For each row, one after the other, for what it changes"
    case .lateral: "For each row"
    case .optional: "Optional"
    case .semi: "Where there is"
    case .anti: "Where there is no"
    case .unit: "For each row, for what it changes"
    case .forEach: "For each element"
    }
  }

  package func made<Maker: OperationMaker>(by maker: inout Maker) -> Maker.Made {
    maker.make(self)
  }
}
