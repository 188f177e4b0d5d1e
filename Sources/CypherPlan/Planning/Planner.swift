import CypherFunctions
import CypherSyntax
import GraphIndex
import GraphModel

/// Turns a bound query into a plan: which pattern node comes first, what is expanded when, where
/// each predicate is tested.
///
/// A pure function of the bound query and the statistics of the view.
package struct Planner {
  let statistics: PlanStatistics
  /// The rewritings that inner plans undergo where they are made.
  let rules: [Rule]
  /// Slots that the rows have so far.
  var bound: SlotSet = []
  /// Slots of the rows that the inner plan which is being made is given.
  var given: SlotSet = []
  var rows = 1.0
  /// Of an inner plan: about how many rows of the outer one it runs for.
  var outerRows = 1.0
  /// Whether a part of a pattern may be found once for all rows: not where each row must see what was
  /// written for the one before, and not in a plan without rules, which others are compared with.
  var mayJoin: Bool
  /// Nodes that the clause being planned says are different.
  var apart = ApartNodes()
  /// By slot: what patterns so far have asked of the labels of a node.
  var labels: NodeLabels = [:]
  /// Slots that clauses after the one being planned read.
  var neededLater: SlotSet = []
  /// What the plan carries beside each row.
  var carried: CarriedAnnotation?
  /// What the planning is counted by, and may be ended by.
  let meter: WorkMeter

  package init(statistics: PlanStatistics, rules: [Rule], meter: WorkMeter = WorkMeter()) {
    self.statistics = statistics
    self.rules = rules
    self.meter = meter
    mayJoin = !rules.isEmpty
  }

  /// The plan of a whole statement.
  ///
  /// - Parameter annotation: What the plan is to carry beside each row; only rules that keep it are
  ///   applied.
  package static func plan(
    _ statement: BoundStatement, _ query: BoundQuery, statistics: PlanStatistics,
    rules: [Rule] = Rule.all, carrying annotation: CarriedAnnotation? = nil,
    meter: WorkMeter = WorkMeter()
  ) throws(Diagnostic) -> Pipeline {
    let rules = rules.filter { rule in annotation.map { rule.keeps.contains($0) } ?? true }
    var planner = Planner(statistics: statistics, rules: rules, meter: meter)
    planner.carried = annotation
    // A join does not multiply what rows carry yet: parts are found for each row, which does.
    if annotation != nil { planner.mayJoin = false }
    var pipeline = Pipeline()
    pipeline.append(OneRow(), rows: 1)
    try planner.plan(query, into: &pipeline)
    if annotation != nil { pipeline.carryAnnotation() }
    pipeline.computeLiveness(outputs: SlotSet(query.outputs))
    try pipeline.apply(rules, outputs: SlotSet(query.outputs), meter)
    var number = 0
    pipeline.number(from: &number)
    return pipeline
  }

  /// Appends the steps of `query`, which starts from the rows of the pipeline.
  mutating func plan(_ query: BoundQuery, into pipeline: inout Pipeline) throws(Diagnostic) {
    if query.parts.count == 1 {
      try plan(query.parts[0], outputs: query.partOutputs[0], into: &pipeline)
      return
    }
    let start = bound
    let startRows = rows
    var parts: [Pipeline] = []
    var total = 0.0
    for (part, outputs) in zip(query.parts, query.partOutputs) {
      bound = start
      rows = startRows
      var inner = Pipeline()
      inner.append(OuterRows(), rows: rows)
      try plan(part, outputs: outputs, into: &inner)
      total += rows
      parts.append(inner)
    }
    bound = start.union(query.outputs)
    rows = total
    pipeline.append(
      Union(parts: parts, partOutputs: query.partOutputs, outputs: query.outputs),
      rows: rows)
    if query.distinct { pipeline.append(Distinct(slots: query.outputs), rows: rows) }
  }

  private mutating func plan(
    _ part: BoundPart, outputs: [Int], into pipeline: inout Pipeline
  ) throws(Diagnostic) {
    let outer = neededLater
    let counted = part.countingRows(knownNonNull: [])
    let part = (mayJoin ? counted.movingConditionsBack() : counted).joiningMatches()
    // What each clause's successors read, from the last one back.
    var needs: [SlotSet] = []
    var need = outer.union(outputs)
    for clause in part.clauses.reversed() {
      try meter.note()
      needs.append(need)
      let read = clause.slotsRead
      // The larger set lends what both have in common: thousands of subqueries may each see all variables.
      need = need.count < read.count ? read.union(need) : need.union(read)
    }
    for (clause, later) in zip(part.clauses, needs.reversed()) {
      neededLater = later
      try plan(clause, into: &pipeline)
    }
    neededLater = outer
  }

  mutating func plan(_ clause: BoundClause, into pipeline: inout Pipeline) throws(Diagnostic) {
    try meter.note()
    switch clause {
    case .match(let match): try plan(match, into: &pipeline)
    case .projection(let projection): try plan(projection, into: &pipeline)
    case .unwind(let list, let slot):
      rows *= 10
      pipeline.append(Unwind(list: try planned(list), slot: slot), rows: rows)
      bound.insert(slot)
    case .create(let create):
      pipeline.append(Create(bound: try planned(create)), rows: rows)
      bound.formUnion(create.slotsMade)
    case .merge(let merge): try plan(merge, into: &pipeline)
    case .set(let items): pipeline.append(SetItems(items: try planned(items)), rows: rows)
    case .remove(let items): pipeline.append(RemoveItems(items: items), rows: rows)
    case .delete(let items, let detach):
      pipeline.append(Delete(items: try planned(items), detach: detach), rows: rows)
    case .call(let call): try plan(call, into: &pipeline)
    case .subquery(let subquery): try plan(subquery, into: &pipeline)
    case .forEach(let slot, let list, let updates):
      try planForEach(slot, list, updates, into: &pipeline)
    }
  }

  private mutating func plan(_ call: BoundCall, into pipeline: inout Pipeline) throws(Diagnostic) {
    var planned = call
    planned.arguments = try self.planned(call.arguments)
    planned.predicate = nil
    rows *= 10
    pipeline.append(Call(bound: planned), rows: rows)
    bound.formUnion(call.yields.map(\.slot))
    if let predicate = call.predicate { try filter([predicate], into: &pipeline) }
  }

  private mutating func plan(
    _ subquery: BoundSubquery, into pipeline: inout Pipeline
  ) throws(Diagnostic) {
    let mustRunRowByRow = subquery.query.parts.flatMap(\.clauses).mustRunRowByRow
    let inner = try planInner(needing: SlotSet(subquery.query.outputs)) {
      (planner, pipeline) throws(Diagnostic) in
      planner.mayJoin = planner.mayJoin && !mustRunRowByRow
      try planner.plan(subquery.query, into: &pipeline)
    }
    let kind: Apply.Kind = subquery.returnsRows ? .lateral : .unit
    let before = bound
    if subquery.returnsRows {
      rows *= max(1, inner.steps.last?.estimate ?? 1)
      bound.formUnion(subquery.query.outputs)
    }
    let runsRowByRow = inner.isUpdating && mustRunRowByRow
    pipeline.append(
      Apply(kind: kind, inner: inner, bound: before, runsRowByRow: runsRowByRow), rows: rows)
  }

  private mutating func planForEach(
    _ slot: Int, _ list: BoundExpression, _ updates: [BoundClause], into pipeline: inout Pipeline
  ) throws(Diagnostic) {
    let list = try planned(list)
    let inner = try planInner(needing: []) { (planner, pipeline) throws(Diagnostic) in
      pipeline.append(Unwind(list: list, slot: slot), rows: 10)
      planner.bound.insert(slot)
      guard updates.mustRunRowByRow else {
        for update in updates { try planner.plan(update, into: &pipeline) }
        return
      }
      // One element after the other, each through all the clauses.
      let element = try planner.planInner(needing: []) { (planner, pipeline) throws(Diagnostic) in
        for update in updates { try planner.plan(update, into: &pipeline) }
      }
      pipeline.append(
        Apply(kind: .unit, inner: element, bound: planner.bound, runsRowByRow: true),
        rows: 10)
    }
    pipeline.append(Apply(kind: .forEach, inner: inner, bound: bound), rows: rows)
  }

  /// Plans an inner pipeline that starts from the rows of this one.
  mutating func planInner(
    needing outputs: SlotSet,
    _ body: (inout Planner, inout Pipeline) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> Pipeline {
    var planner = self
    planner.outerRows = rows * outerRows
    planner.rows = 1
    planner.given = bound
    planner.neededLater = neededLater.union(outputs)
    var inner = Pipeline()
    inner.append(OuterRows(), rows: 1)
    try body(&planner, &inner)
    return inner
  }

  // MARK: Projections

  private mutating func plan(
    _ projection: BoundProjection, into pipeline: inout Pipeline
  ) throws(Diagnostic) {
    if let aggregation = projection.aggregation {
      rows = aggregation.keys.isEmpty ? 1 : max(1, rows.squareRoot())
      pipeline.append(
        Aggregate(
          aggregation: try planned(aggregation),
          recalls: given.subtracting(aggregation.keys.map(\.slot))),
        rows: rows)
    }
    if !projection.items.isEmpty {
      pipeline.append(Compute(items: try planned(projection.items)), rows: rows)
    }
    if projection.distinct { pipeline.append(Distinct(slots: projection.outputs), rows: rows) }
    bound.formUnion(projection.outputs)
    try planOrder(projection, into: &pipeline)
    if let predicate = projection.predicate {
      try filter(predicate.conjuncts, into: &pipeline)
    }
  }

  private mutating func planOrder(
    _ projection: BoundProjection, into pipeline: inout Pipeline
  ) throws(Diagnostic) {
    if !projection.order.isEmpty {
      var computed: [(slot: Int, value: BoundExpression)] = []
      for key in projection.order {
        if case .slot(let slot) = key.value.kind, slot == key.slot { continue }
        computed.append((key.slot, try planned(key.value)))
      }
      if !computed.isEmpty {
        pipeline.append(Compute(items: computed, isForOrder: true), rows: rows)
      }
      let keys = projection.order.map { Sort.Key(slot: $0.slot, descending: $0.descending) }
      pipeline.append(Sort(keys: keys), rows: rows)
    }
    if projection.skip != nil || projection.limit != nil {
      if case .constant(.integer(let limit))? = projection.limit?.kind {
        rows = min(rows, Double(limit))
      }
      pipeline.append(Page(skip: projection.skip, limit: projection.limit), rows: rows)
    }
  }

  // MARK: MERGE

  private mutating func plan(_ merge: BoundMerge, into pipeline: inout Pipeline) throws(Diagnostic)
  {
    var planned = merge
    planned.create = try self.planned(merge.create)
    planned.onCreate = try self.planned(merge.onCreate)
    planned.onMatch = try self.planned(merge.onMatch)
    let produced = merge.create.slotsMade
    let isSimple = merge.isSimple(bound: bound)
    // Rows that look for a lone node are looked up all at once, before the first is made.
    let isLone = isSimple && merge.match.pattern.relationships.isEmpty
    let match = try planInner(needing: produced) { (planner, pipeline) throws(Diagnostic) in
      planner.mayJoin = planner.mayJoin && isLone
      try planner.plan(merge.match, into: &pipeline)
    }
    pipeline.append(
      Merge(
        match: match, bound: planned, produced: produced.sorted(),
        isSimple: isSimple, looksAt: isSimple ? merge.mapsToLookAt : []),
      rows: rows)
    bound.formUnion(produced)
  }
}
