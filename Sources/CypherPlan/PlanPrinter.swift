import CypherSyntax
import GraphModel

/// Draws a plan as an indented tree, the last step first, each step above what feeds it.
///
///     Result  (rows ~ 10)
///     └ Aggregate f; count(s)
///       └ Expand (s)-[:SUPPORTS]->(f)
package struct PlanPrinter {
  let names: [Int: Text]
  /// What each step did, by its number; nil for EXPLAIN.
  let work: ((Int) -> (rows: UInt64, edges: Int)?)?

  private static let deepestIndent = 100

  package init(names: [Int: Text], work: ((Int) -> (rows: UInt64, edges: Int)?)? = nil) {
    self.names = names
    self.work = work
  }

  package func lines(_ pipeline: Pipeline, columns: [String]) -> [String] {
    var lines = ["Result \(columns.joined(separator: ", "))"]
    append(pipeline, depth: 1, to: &lines)
    return lines
  }

  private func append(_ pipeline: Pipeline, depth: Int, to lines: inout [String]) {
    var depth = depth
    for step in pipeline.steps.reversed() {
      // Beyond that, nobody sees how deep a line stands, and the text would grow with the square.
      let indent = String(repeating: "  ", count: min(depth, Self.deepestIndent))
      lines.append(indent + describe(step))
      depth += 1
      for inner in step.operation.inner { append(inner, depth: depth + 1, to: &lines) }
    }
  }

  private func describe(_ step: PlanStep) -> String {
    var text = describe(step.operation)
    if step.mergesRows { text += ", equal rows merged" }
    if let work, let done = work(step.number) {
      text += "  [rows \(done.rows)\(done.edges > 0 ? ", relationships read \(done.edges)" : "")]"
    } else {
      text += "  [about \(Int(max(0, min(step.estimate.rounded(.up), 1e15)))) rows]"
    }
    return text
  }

  private func name(_ slot: Int) -> String { names[slot]?.string ?? "#\(slot)" }

  private func types(_ predicate: LabelPredicate?) -> String { predicate.map { ":\($0)" } ?? "" }

  private func labels(_ predicates: [LabelPredicate]) -> String {
    predicates.map { ":\($0)" }.joined()
  }

  private func describe(_ operation: Operation) -> String {
    switch operation {
    case .unit: "One row"
    case .argument: "Rows of the outer plan"
    case .scan(let scan): "Scan (\(name(scan.slot))\(labels(scan.labels)))"
    case .seek(let seek): describe(seek)
    case .expand(let expand): describe(expand)
    case .expandVariable(let expand): describe(expand)
    case .intersect(let intersect): describe(intersect)
    case .tally(let tally): describe(tally)
    case .filter(let predicates): "Filter \(predicates.map(show).joined(separator: " AND "))"
    case .compute(let items):
      "Compute \(items.map { "\(name($0.slot)) = \(show($0.value))" }.joined(separator: ", "))"
    case .aggregate(let aggregation): describe(aggregation)
    case .distinct(let slots): "Distinct \(slots.map(name).joined(separator: ", "))"
    case .sort(let keys, let top):
      "\(top == nil ? "Sort" : "Top rows") by "
        + keys.map { name($0.slot) + ($0.descending ? " descending" : "") }.joined(separator: ", ")
    case .page(let skip, let limit):
      [skip.map { "Skip \(show($0))" }, limit.map { "Limit \(show($0))" }].compactMap { $0 }
        .joined(separator: ", ")
    case .unwind(let list, let slot): "Unwind \(show(list)) as \(name(slot))"
    case .apply(let apply): describe(apply)
    case .join(let join): describe(join)
    case .union: "Union"
    case .call(let call): "Call \(call.procedure.name)"
    case .create: "Create"
    case .merge(let merge): merge.isSimple ? "Merge, all rows at once" : "Merge, row by row"
    case .set: "Set"
    case .remove: "Remove"
    case .delete(_, let detach): detach ? "Detach delete" : "Delete"
    }
  }

  private func describe(_ seek: NodeSeek) -> String {
    let how =
      switch seek.source {
      case .identifier: "by identifier"
      case .index(let label, let keys):
        "by index \(label)(\(keys.map(\.string).joined(separator: ", ")))"
      }
    return "Seek (\(name(seek.slot))\(labels(seek.labels))) \(how) \(describe(seek.key))"
  }

  private func describe(_ key: NodeSeek.Key) -> String {
    switch key {
    case .equal(let values): return "= \(values.map(show).joined(separator: ", "))"
    case .anyOf(let list): return "in \(show(list))"
    case .prefix(let text): return "starting with \(show(text))"
    case .range(let low, let high):
      let from = low.map { "\($0.inclusive ? ">=" : ">") \(show($0.value))" }
      let to = high.map { "\($0.inclusive ? "<=" : "<") \(show($0.value))" }
      return [from, to].compactMap { $0 }.joined(separator: " and ")
    case .either(let keys): return keys.map(describe).joined(separator: " or ")
    }
  }

  private func arrow(
    _ direction: RelationshipPattern.Direction, _ inside: String
  ) -> String {
    switch direction {
    case .outgoing: "-[\(inside)]->"
    case .incoming: "<-[\(inside)]-"
    case .either: "-[\(inside)]-"
    }
  }

  private func describe(_ expand: Expand) -> String {
    let what = expand.countsOnly ? "Count" : (expand.isInto ? "Expand into" : "Expand")
    let relationship = (names[expand.relationship]?.string ?? "") + types(expand.types)
    let unique = expand.distinctFrom.isEmpty ? "" : ", unique"
    return "\(what) (\(name(expand.from)))\(arrow(expand.direction, relationship))"
      + "(\(name(expand.to))\(labels(expand.toLabels)))\(unique)"
  }

  private func describe(_ intersect: Intersect) -> String {
    let arms = [intersect.anchor, intersect.other].map { arm in
      "(\(name(arm.from)))\(arrow(arm.direction, types(arm.types)))"
    }
    return "\(intersect.countsOnly ? "Count shared" : "Intersect") "
      + arms.joined(separator: " and ") + "(\(name(intersect.to))\(labels(intersect.toLabels)))"
  }

  private func describe(_ tally: Tally) -> String {
    let hops = tally.hops.map { "\(word($0.kind))(\(name($0.from)))\(describe($0))" }
    let apart = tally.apart.map { pair in
      let (a, b) = (tally.hops[pair.first], tally.hops[pair.second])
      return pair.byNode ? ", \(name(a.to)) <> \(name(b.to))" : ", unique"
    }
    return "Count " + hops.joined(separator: ", ") + apart.joined()
  }

  /// What hangs from a node, from the relationship on.
  private func describe(_ hop: Tally.Hop) -> String {
    let relationship = (names[hop.relationship]?.string ?? "") + types(hop.types)
    var text = arrow(hop.direction, relationship) + "(\(name(hop.to))\(labels(hop.toLabels)))"
    for child in hop.children.dropLast() { text += "{\(word(child.kind))\(describe(child))}" }
    if let last = hop.children.last { text += word(last.kind) + describe(last) }
    for closing in hop.closings {
      text +=
        ", \(word(closing.kind))(\(name(closing.node)))"
        + "\(arrow(closing.direction, types(closing.types)))(\(name(hop.to)))"
    }
    for node in hop.differsFrom { text += ", \(name(hop.to)) <> \(name(node))" }
    for predicate in hop.nodePredicates + hop.edgePredicates { text += ", \(show(predicate))" }
    return text + (hop.distinctFrom.isEmpty ? "" : ", unique")
  }

  private func word(_ kind: Tally.Kind) -> String {
    switch kind {
    case .all: ""
    case .optional: "optional "
    case .exists: "exists "
    case .none: "not exists "
    }
  }

  private func describe(_ expand: ExpandVariable) -> String {
    let what =
      switch expand.search {
      case .all: expand.reachesOnly ? "Reach" : "Expand trails"
      case .shortest: "Shortest path"
      case .allShortest: "All shortest paths"
      }
    let bounds = "*\(expand.length.minimum)..\(expand.length.maximum.map(String.init) ?? "")"
    return "\(what) (\(name(expand.from)))\(arrow(expand.direction, types(expand.types) + bounds))"
      + "(\(name(expand.to))\(labels(expand.toLabels)))"
  }

  private func describe(_ aggregation: BoundAggregation) -> String {
    let keys = aggregation.keys.map { show($0.value) }.joined(separator: ", ")
    let aggregates = aggregation.aggregates.map { aggregate in
      let argument = aggregate.argument.map(show) ?? "*"
      return
        "\(aggregate.function?.name ?? "count")(\(aggregate.distinct ? "DISTINCT " : "")\(argument))"
    }
    let told = aggregation.distinctNode.map { ", rows told apart by \(name($0))" } ?? ""
    return "Aggregate \(aggregates.joined(separator: ", "))" + (keys.isEmpty ? "" : " by \(keys)")
      + told
  }

  private func describe(_ join: HashJoin) -> String {
    let keys = join.keys.map { key in
      let (outer, inner) = (show(key.outer), show(key.inner))
      return outer == inner ? "the same \(outer)" : "\(outer) = \(inner)"
    }
    return "Hash join on \(keys.joined(separator: ", "))" + (join.apart.isEmpty ? "" : ", unique")
  }

  private func describe(_ apply: Apply) -> String {
    switch apply.kind {
    case .lateral where apply.isRowByRow: "For each row, one after the other"
    case .unit where apply.isRowByRow:
      "For each row, one after the other, for what it changes"
    case .lateral: "For each row"
    case .optional: "Optional"
    case .semi: "Where there is"
    case .anti: "Where there is no"
    case .unit: "For each row, for what it changes"
    case .forEach: "For each element"
    }
  }

  /// An expression in short.
  private func show(_ expression: BoundExpression) -> String {
    switch expression.kind {
    case .constant(let value): value.description
    case .parameter(let parameter): "$\(parameter)"
    case .slot(let slot): name(slot)
    case .property(let base, let key): "\(show(base)).\(key)"
    case .comparison(let op, let a, let b): "\(show(a)) \(op.rawValue) \(show(b))"
    case .textMatch(let op, let a, let b): "\(show(a)) \(op.rawValue) \(show(b))"
    case .membership(let a, let b): "\(show(a)) IN \(show(b))"
    case .isNull(let a, let negated): "\(show(a)) IS \(negated ? "NOT " : "")NULL"
    case .hasLabels(let a, let labels): "\(show(a)):\(labels)"
    case .function(let function, let arguments):
      "\(function.name)(\(arguments.map(show).joined(separator: ", ")))"
    case .not(let a): "NOT \(show(a))"
    case .and(let parts): parts.map(show).joined(separator: " AND ")
    case .or(let parts): "(\(parts.map(show).joined(separator: " OR ")))"
    case .list(let parts): "[\(parts.map(show).joined(separator: ", "))]"
    case .negate(let part): "-\(show(part))"
    case .path: "a path"
    case .subquery: "a subquery"
    default: "…"
    }
  }
}

extension Operation {
  /// The plans inside the operation.
  package var inner: [Pipeline] {
    switch self {
    case .apply(let apply): [apply.inner]
    case .join(let join): [join.inner]
    case .union(let union): union.parts
    case .merge(let merge): [merge.match]
    default: []
    }
  }
}

extension Pipeline {
  /// How many steps there are, inner plans included.
  package var stepCount: Int {
    steps.reduce(0) { $0 + 1 + $1.operation.inner.reduce(0) { $0 + $1.stepCount } }
  }
}
