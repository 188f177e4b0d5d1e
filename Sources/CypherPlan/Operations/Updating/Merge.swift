/// MERGE: what to look for, what to make.
package struct Merge: PlanOperation {
  package var match: Pipeline
  package var bound: BoundMerge
  /// Slots that the clause binds.
  package var produced: [Int]
  /// Whether rows can see each other's creations only by making the same thing, so that one look-up
  /// in a table of what was made replaces matching row by row.
  package var isSimple: Bool
  /// Where it is: what must be maps without keys of what is looked for, so that it is.
  package var looksAt: [BoundExpression]

  package var produces: SlotSet { SlotSet(produced) }
  package var reads: SlotSet {
    (bound.onCreate + bound.onMatch).reduce(
      into: bound.create.slotsRead.union(bound.match.slotsRead)
    ) { $0.formUnion($1.slotsRead) }
  }
  package var expressions: [BoundExpression] {
    bound.create.expressions + (bound.onCreate + bound.onMatch).flatMap(\.expressions)
  }
  package var innerPlans: [Pipeline] {
    get { [match] }
    set { for plan in newValue { match = plan } }
  }
  package var isUpdating: Bool { true }

  /// Of what is found, the clauses after it and ON MATCH read.
  package mutating func liveBefore(_ liveAfter: SlotSet) -> SlotSet {
    let later = bound.onMatch.reduce(into: liveAfter) { $0.formUnion($1.slotsRead) }
    let read = match.computeLiveness(outputs: later.intersection(produced))
    return liveAfter.union(reads).union(read).subtracting(produced)
  }

  package func text(_ names: PlanText) -> String {
    isSimple ? "Merge, all rows at once" : "Merge, row by row"
  }

  package func made<Maker: OperationMaker>(by maker: inout Maker) -> Maker.Made {
    maker.make(self)
  }
}
