import GraphModel

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
  /// Plans inside expressions are made so where they are made: what they find is a value, and what that
  /// rests on is carried by the step that evaluates it.
  mutating func carryAnnotation() {
    for index in steps.indices {
      let operation = steps[index].operation
      steps[index].annotated = operation.bindsElements.subtracting(endsCrossed(at: index)).sorted()
      let looksBeyond = operation.expressions.contains(where: \.looksBeyondRow)
      switch operation.carriage {
      case .values: steps[index].carriesValues = looksBeyond
      case .nothing: steps[index].restsOnAbsence = looksBeyond
      case .elsewhere: break
      }
      steps[index].operation.changeInner { $0.carryAnnotation() }
    }
  }

  /// The nodes that a step binds and every row that comes of it crosses a relationship at, which holds
  /// only with both its ends and so brings what they bring.
  private func endsCrossed(at index: Int) -> SlotSet {
    let bound = steps[index].operation.bindsElements
    if bound.isEmpty { return [] }
    var ends: SlotSet = []
    for step in steps[index...] {
      if let crossed = step.operation.ends {
        ends.formUnion(crossed)
      } else if !step.operation.is(NodeScan.self), !step.operation.is(NodeSeek.self),
        !step.operation.is(Filter.self)
      {
        // Others may merge rows, or count them, before the relationship is there.
        break
      }
    }
    return bound.intersection(ends)
  }

  /// What of the plan's rows is not carried, though they may rest on it, to be said beside the answer.
  package var uncarried: [Diagnostic] {
    var found: [Diagnostic] = []
    for step in steps {
      if step.restsOnAbsence {
        found += step.operation.expressions.compactMap(\.firstSubquery).map { .uncarried(at: $0) }
      }
      if let expand = step.operation.as(ExpandVariable.self), expand.search == .shortest {
        found.append(.onePathOfSeveral)
      }
      for inner in step.operation.innerPlans { found += inner.uncarried }
      for expression in step.operation.expressions { found += expression.uncarriedInside }
    }
    return found.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

/// What a step does, in a plan that carries an annotation, with what the values of its expressions rest
/// on.
package enum ValueCarriage: Sendable {
  /// Its operator multiplies it into the rows.
  case values
  /// It is of no matter to the rows, or another step carries it.
  case elsewhere
  /// It cannot: the rows say that they rest on more than is carried.
  case nothing
}

extension PlanOperation {
  /// The nodes at the ends of a relationship that the operation binds in each of its rows; nil where it
  /// need not bind any.
  fileprivate var ends: SlotSet? {
    if let expand = self.as(Expand.self), !expand.isRelationshipBound {
      return [expand.from, expand.to]
    }
    if let expand = self.as(ExpandVariable.self), !expand.isListBound, !expand.reachesOnly,
      expand.length.minimum > 0
    {
      return [expand.from, expand.to]
    }
    return nil
  }
}

extension BoundExpression {
  /// Whether the value rests on what is not there, or may: on how many matches there are and no more, or
  /// on something of every element of a list.
  package var looksBeyondRow: Bool {
    switch kind {
    case .subquery: true
    case .quantifier(let quantifier, _) where quantifier != .any: true
    default: children.contains(where: \.looksBeyondRow)
    }
  }

  /// Where the first subquery in it stands.
  fileprivate var firstSubquery: SourceSpan? {
    if case .subquery = kind { return span }
    for child in children {
      if let found = child.firstSubquery { return found }
    }
    return nil
  }

  /// What is not carried of the plans of its subqueries.
  fileprivate var uncarriedInside: [Diagnostic] {
    if case .subquery(let subquery) = kind { return subquery.plan?.uncarried ?? [] }
    return children.flatMap(\.uncarriedInside)
  }
}

extension Diagnostic {
  fileprivate static func uncarried(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .semanticError, .compile, "SourcesNotCarried",
      "Which sources are behind what this subquery finds is not told: it decides here over parts of "
        + "a path while that is searched", at: span,
      hint: "Give the path a name and ask in a WHERE after WITH, or use WITHOUT")
  }

  fileprivate static var onePathOfSeveral: Diagnostic {
    Diagnostic(
      .semanticError, .compile, "OnePathOfSeveral",
      "shortestPath finds one path: the sources told are those of that path, and another, as short or "
        + "longer, may hold without them",
      hint: "allShortestPaths gives all that are as short; WITHOUT says what there is without a "
        + "source")
  }
}
