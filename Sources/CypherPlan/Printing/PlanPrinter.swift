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
    if let work, let done = work(step.number) {
      text += "  [rows \(done.rows)\(done.edges > 0 ? ", relationships read \(done.edges)" : "")]"
    } else {
      text += "  [about \(Int(max(0, min(step.estimate.rounded(.up), 1e15)))) rows]"
    }
    return text
  }
}
