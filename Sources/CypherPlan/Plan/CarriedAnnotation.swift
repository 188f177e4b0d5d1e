/// What a plan may carry beside each row.
///
/// Which rules keep it is for each rule to say: a count of dead expansions makes no row that could
/// carry which sources are behind it.
package enum CarriedAnnotation: Sendable, Hashable, CaseIterable {
  /// The sources that each row rests on.
  case sources
}

extension Pipeline {
  /// Notes at each step what it binds, so that the elements are alive where the step hands its rows on,
  /// read or not: named, anonymous and dead ones count.
  ///
  /// Plans inside expressions carry nothing: what they find is a value.
  mutating func carryAnnotation() {
    for index in steps.indices {
      steps[index].annotated = steps[index].operation.bindsElements.sorted()
      steps[index].restsOnAbsence = steps[index].operation.expressions.contains(
        where: \.looksBeyondRow)
      steps[index].operation.changeInner { $0.carryAnnotation() }
    }
  }
}

extension BoundExpression {
  /// Whether the value rests on what is not there, or may: on how many matches there are and no more, or
  /// on something of every element of a list.
  var looksBeyondRow: Bool {
    switch kind {
    case .subquery: true
    case .quantifier(let quantifier, _) where quantifier != .any: true
    default: children.contains(where: \.looksBeyondRow)
    }
  }
}
