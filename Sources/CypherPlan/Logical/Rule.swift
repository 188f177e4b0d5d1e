import CypherSyntax
import GraphModel

/// A rewriting of a plan that keeps its answer.
///
/// Liveness is computed before each rule and after each change. A rule is one file in `Rules/` and
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
    .countDeadExpansion,  // after liveness is known; before rows are merged
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
    for index in steps.indices { try steps[index].operation.applyInside(rules, meter) }
  }

  mutating func number(from number: inout Int) {
    for index in steps.indices {
      steps[index].number = number
      number += 1
      steps[index].operation.numberInside(from: &number)
    }
  }
}

extension Operation {
  fileprivate mutating func applyInside(
    _ rules: [Rule], _ meter: WorkMeter
  ) throws(Diagnostic) {
    switch self {
    case .apply(var apply):
      let outputs = apply.inner.steps.last?.live ?? []
      try apply.inner.apply(rules, outputs: outputs, meter)
      self = .apply(apply)
    case .join(var join):
      let outputs = join.inner.steps.last?.live ?? []
      try join.inner.apply(rules, outputs: outputs, meter)
      self = .join(join)
    case .union(var union):
      for index in union.parts.indices {
        try union.parts[index].apply(
          rules, outputs: SlotSet(union.partOutputs[index]), meter)
      }
      self = .union(union)
    default: break
    }
  }

  fileprivate mutating func numberInside(from number: inout Int) {
    switch self {
    case .apply(var apply):
      apply.inner.number(from: &number)
      self = .apply(apply)
    case .join(var join):
      join.inner.number(from: &number)
      self = .join(join)
    case .merge(var merge):
      merge.match.number(from: &number)
      self = .merge(merge)
    case .union(var union):
      for index in union.parts.indices { union.parts[index].number(from: &number) }
      self = .union(union)
    default: break
    }
  }
}
