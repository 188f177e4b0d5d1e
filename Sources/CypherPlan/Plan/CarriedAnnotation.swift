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
      steps[index].operation.changeInner { $0.carryAnnotation() }
    }
  }
}
