import CypherFunctions
import CypherPlan
import CypherRuntime
import GraphModel

/// An aggregate of a group, told again without a few of the group's values.
///
/// Leaving out each source of a large group in turn would be quadratic if all that is left were gathered
/// each time. A count takes away. What can be put together of parts stands in a tree of runs, of which those
/// that lose nothing are put together (a segment tree: Bentley, "Solutions to Klee's rectangle problems",
/// 1977). Anything else, and floats, whose sum depends on their order, is gathered again.
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
    case runs(RunTree)
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
    if case .count = function.kernel {
      if isDistinct {
        way = .distinctCount(values.reduce(into: [:]) { if !$1.isNull { $0[$1, default: 0] += 1 } })
      } else {
        way = .count(values.count { !$0.isNull })
      }
      return
    }
    guard !isDistinct, function.traits.contains(.isMergeable), case .none = function.bytesPerValue,
      let tree = try RunTree(function, values)
    else {
      way = .gathering
      return
    }
    way = .runs(tree)
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
    case .runs(let tree):
      if let result = try tree.result(without: gone) { return result }
    case .gathering: break
    }
    try context.tick(values.count)
    var next = 0
    let kept = values.indices.lazy.filter { place in
      while next < gone.count, gone[next] < place { next += 1 }
      return next == gone.count || gone[next] != place
    }
    return try function.gathering(kept.map { values[$0] }, distinct: aggregate.distinct)
  }
}

/// What an aggregate has gathered of runs of values, and of runs of these runs.
private struct RunTree {
  private let function: AggregateFunction
  private let values: [Value]
  /// By level, lowest first: what each run has gathered.
  private var levels: [[any MergeableAccumulator]] = []

  /// How many values a run of the lowest level has; the others have two runs each.
  private static let run = 32

  /// - Returns: nil where runs cannot be put together exactly.
  init?(_ function: AggregateFunction, _ values: [Value]) throws(Diagnostic) {
    self.function = function
    self.values = values
    var lowest: [any MergeableAccumulator] = []
    for start in stride(from: 0, to: values.count, by: Self.run) {
      guard var accumulator = try function.makeAccumulator([]) as? any MergeableAccumulator else {
        return nil
      }
      for value in values[start..<min(start + Self.run, values.count)] where !value.isNull {
        try accumulator.add(value, times: 1)
      }
      lowest.append(accumulator)
    }
    levels = [lowest]
    while let level = levels.last, level.count > 1 {
      var next: [any MergeableAccumulator] = []
      for index in stride(from: 0, to: level.count, by: 2) {
        var accumulator = level[index]
        if index + 1 < level.count, !(try accumulator.takeIn(level[index + 1])) { return nil }
        next.append(accumulator)
      }
      levels.append(next)
    }
  }

  /// The value without those at the given places; nil where what is left cannot be put together exactly.
  func result(without gone: [Int]) throws(Diagnostic) -> Value? {
    guard var total = try function.makeAccumulator([]) as? any MergeableAccumulator,
      try take(levels.count - 1, 0, gone[...], into: &total)
    else { return nil }
    return try total.result()
  }

  private func take(
    _ level: Int, _ index: Int, _ gone: ArraySlice<Int>, into total: inout any MergeableAccumulator
  ) throws(Diagnostic) -> Bool {
    guard level >= 0, index < levels[level].count else { return true }
    if gone.isEmpty { return try total.takeIn(levels[level][index]) }
    if level == 0 {
      var next = gone.startIndex
      for place in index * Self.run..<min((index + 1) * Self.run, values.count) {
        if next < gone.endIndex, gone[next] == place {
          next += 1
        } else if !values[place].isNull {
          try total.add(values[place], times: 1)
        }
      }
      return true
    }
    let middle = (2 * index + 1) << (level - 1) * Self.run
    let split = gone.partitioningPlace { $0 >= middle }
    guard try take(level - 1, 2 * index, gone[..<split], into: &total) else { return false }
    return try take(level - 1, 2 * index + 1, gone[split...], into: &total)
  }
}

extension ArraySlice where Element == Int {
  /// The first place whose number holds, of numbers that rise.
  fileprivate func partitioningPlace(_ holds: (Int) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
