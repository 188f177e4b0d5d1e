import GraphModel

/// A rewriting of a plan that keeps its answer.
///
/// Liveness is computed before each rule and after each change. A rule is one file beside this one and
/// one line here.
package struct Rule: Sendable {
  package var name: String
  /// The annotations that the rewritten plan still carries rightly.
  package var keeps: Set<CarriedAnnotation> = []
  /// Changes the pipeline, or returns false where it does not apply.
  package var rewrite: @Sendable (inout Pipeline) -> Bool

  /// Every rule, in order.
  package static let all: [Rule] = [
    .topRows,
    .countDeadParts,  // takes what it can; the rules below see the rest
    .closeByIntersection,  // before dead expansions are counted, which it does itself
    .visitEachNodeOnce,
    .countDeadExpansion,  // before rows are merged
    .mergeEqualRows,
    .groupEachRow,  // after it is known where rows are merged
  ]
}

extension Pipeline {
  /// Applies the rules in order, to inner plans too.
  mutating func apply(
    _ rules: [Rule], outputs: SlotSet, _ meter: WorkMeter
  ) throws(Diagnostic) {
    for rule in rules {
      try meter.note(steps.count)
      if rule.rewrite(&self) { computeLiveness(outputs: outputs) }
    }
    for index in steps.indices {
      try steps[index].operation.changeInner { (inner) throws(Diagnostic) in
        try inner.apply(rules, outputs: inner.outputs, meter)
      }
    }
  }
}
