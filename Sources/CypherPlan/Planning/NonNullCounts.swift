import GraphModel

/// `count(x)` of a variable that is never null is `count(*)`, so that `x` may be dead.
extension BoundPart {
  /// The part with such counts rewritten.
  ///
  /// - Parameter known: Slots that are never null where the part begins.
  func countingRows(knownNonNull known: SlotSet) -> BoundPart {
    var nonNull = known
    var part = self
    for index in part.clauses.indices {
      switch part.clauses[index] {
      case .match(let match) where !match.optional:
        nonNull.formUnion(match.pattern.nodes.map(\.slot))
        nonNull.formUnion(match.pattern.relationships.map(\.slot))
      case .projection(var projection):
        projection.countRows(where: nonNull)
        part.clauses[index] = .projection(projection)
      default: break
      }
    }
    return part
  }
}

extension BoundProjection {
  fileprivate mutating func countRows(where nonNull: SlotSet) {
    guard var aggregation else { return }
    for index in aggregation.aggregates.indices {
      let aggregate = aggregation.aggregates[index]
      guard !aggregate.distinct, aggregate.function?.kernel == .count,
        case .slot(let slot)? = aggregate.argument?.kind, nonNull.contains(slot)
      else { continue }
      aggregation.aggregates[index].function = nil
      aggregation.aggregates[index].argument = nil
    }
    self.aggregation = aggregation
  }
}
