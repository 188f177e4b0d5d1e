import GraphModel

/// Tells a plan step by step, the last step first, each above what feeds it.
///
///     Result f, n
///       Aggregate f; count(s)  [about 10 rows]
///         Expand (s)-[:SUPPORTS]->(f)  [about 41 rows]
package struct PlanPrinter {
  let names: [Int: Text]
  /// What each step did, by its number; nil for EXPLAIN.
  let work: ((Int) -> PlanLine.Measured?)?

  package init(names: [Int: Text], work: ((Int) -> PlanLine.Measured?)? = nil) {
    self.names = names
    self.work = work
  }

  /// The plan of a statement with those columns.
  package func lines(_ pipeline: Pipeline, columns: [String]) -> [PlanLine] {
    var lines = [PlanLine(text: "Result \(columns.joined(separator: ", "))", depth: 0)]
    append(pipeline, depth: 1, to: &lines)
    return lines.markingWorstEstimate
  }

  private func append(_ pipeline: Pipeline, depth: Int, to lines: inout [PlanLine]) {
    var depth = depth
    for step in pipeline.steps.reversed() {
      lines.append(
        PlanLine(
          text: describe(step), depth: depth, estimate: step.estimate,
          measured: work?(step.number)))
      depth += 1
      for inner in step.operation.innerPlans { append(inner, depth: depth + 1, to: &lines) }
    }
  }

  private func describe(_ step: PlanStep) -> String {
    var text = step.operation.text(PlanText(names: names))
    if step.mergesRows { text += ", equal rows merged" }
    if !step.annotated.isEmpty {
      let slots = step.annotated.map { PlanText(names: names)[$0] }
      text += ", carrying the sources of \(slots.joined(separator: ", "))"
    }
    if step.carriesValues { text += ", with what its values rest on" }
    if step.restsOnAbsence { text += ", noting absence" }
    return text
  }
}
