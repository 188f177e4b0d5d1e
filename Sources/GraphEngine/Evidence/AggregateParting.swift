import CypherFunctions
import CypherPlan
import CypherRuntime
import GraphModel

/// An aggregate of a group, told again without a few of the group's values.
///
/// Leaving out each source of a large group in turn would be quadratic if all that is left were gathered
/// each time. Counts and sums of integers take away; the least and the greatest stay while none of them goes.
/// Anything else, and floats, whose sum depends on their order, is gathered again.
struct AggregateParting {
  private let aggregate: BoundAggregate
  /// By place; nil for `count(*)`.
  private let values: [Value]?
  private let way: Way

  private enum Way {
    /// So many matches.
    case matches(Int)
    /// So many values that are not null.
    case count(Int)
    /// How often each value comes.
    case distinctCount([Value: Int])
    /// The sum of integers, of which there are so many.
    case integers(sum: Int128, count: Int)
    /// The least or the greatest value.
    case extreme(Value)
    case gathering
  }

  init(
    _ aggregate: BoundAggregate, _ values: [Value]?, count: Int
  ) throws(Diagnostic) {
    self.aggregate = aggregate
    self.values = values
    guard let function = aggregate.function, let values else {
      way = .matches(count)
      return
    }
    let isDistinct = aggregate.distinct && !function.traits.contains(.ignoresDuplicates)
    switch function.kernel {
    case .count where isDistinct:
      way = .distinctCount(values.reduce(into: [:]) { if !$1.isNull { $0[$1, default: 0] += 1 } })
      return
    case .count:
      way = .count(values.count { !$0.isNull })
      return
    case .sum where !isDistinct, .average where !isDistinct:
      if let integers = Self.integers(values) {
        way = .integers(sum: integers.reduce(0) { $0 + Int128($1) }, count: integers.count)
        return
      }
    case .minimum, .maximum:
      way = .extreme(try function.gathering(values, distinct: false))
      return
    default: break
    }
    way = .gathering
  }

  /// The values that are not null, where all of these are integers.
  private static func integers(_ values: [Value]) -> [Int]? {
    var found: [Int] = []
    for value in values where !value.isNull {
      guard case .integer(let integer) = value else { return nil }
      found.append(integer)
    }
    return found
  }

  /// The value without those at the given places, which rise.
  func result(without gone: [Int], _ context: ExecutionContext) throws(Diagnostic) -> Value {
    guard let values, let function = aggregate.function else {
      guard case .matches(let count) = way else { return .null }
      return .integer(count - gone.count)
    }
    try context.tick(gone.count)
    switch way {
    case .matches(let count): return .integer(count - gone.count)
    case .count(let count): return .integer(count - gone.count { !values[$0].isNull })
    case .distinctCount(let times):
      var left: [Value: Int] = [:]
      for place in gone where !values[place].isNull {
        left[values[place], default: times[values[place]] ?? 0] -= 1
      }
      return .integer(times.count - left.values.count { $0 == 0 })
    case .integers(var sum, var count):
      for place in gone {
        guard case .integer(let integer) = values[place] else { continue }
        sum -= Int128(integer)
        count -= 1
      }
      return try function.gathering(sum: sum, count: count)
    case .extreme(let value):
      if !gone.contains(where: { Value.order(values[$0], value) == 0 }) { return value }
    case .gathering: break
    }
    try context.tick(values.count)
    var kept: [Value] = []
    kept.reserveCapacity(values.count - gone.count)
    var start = 0
    for place in gone {
      kept += values[start..<place]
      start = place + 1
    }
    kept += values[start...]
    return try function.gathering(kept, distinct: aggregate.distinct)
  }
}

extension AggregateFunction {
  /// What the aggregate gives of so many integers with that sum, of which nothing else counts.
  ///
  /// They are gathered as the two neighbours of their mean, as often as it takes.
  fileprivate func gathering(sum: Int128, count: Int) throws(Diagnostic) -> Value {
    var accumulator = try makeAccumulator([])
    if count > 0 {
      var (mean, rest) = sum.quotientAndRemainder(dividingBy: Int128(count))
      if rest < 0 { (mean, rest) = (mean - 1, rest + Int128(count)) }
      try accumulator.add(.integer(Int(mean)), times: UInt64(count - Int(rest)))
      if rest > 0 { try accumulator.add(.integer(Int(mean) + 1), times: UInt64(rest)) }
    }
    return try accumulator.result()
  }
}
