import CypherFunctions
import CypherPlan
import CypherRuntime
import GraphIndex
import GraphModel

/// What each of many matches needs, by the sources that occur.
struct MatchNeeds {
  private let reader: EvidenceReader
  private var count: Int32 = 0
  /// By match: the groups of sources that each suffice, of those that have several.
  private var alternatives: [Int32: [[NodePosition]]] = [:]
  /// The sources that occur and, at the same places, the matches that they occur in, which rise.
  private var occurring: [NodePosition] = []
  private var matches: [Int32] = []
  /// The same by source, once somebody asks: where the matches of each begin.
  private var bySource: (starts: [Int32], matches: [Int32])?
  private var scratch: [NodePosition] = []

  init(_ circuit: ProvenanceCircuit, _ view: GraphView) {
    reader = EvidenceReader(circuit, view)
  }

  /// Every source that occurs, in rising order.
  var sources: [NodePosition] {
    mutating get {
      let starts = sorted().starts
      return starts.indices.dropLast().filter { starts[$0] < starts[$0 + 1] }
        .map { NodePosition(truncatingIfNeeded: $0) }
    }
  }

  /// Takes in the next match; false where it needs more groups of sources than are kept, or there are
  /// more matches than are numbered.
  mutating func add(_ row: AnnotationHandle) -> Bool {
    let match = count
    guard match < .max else { return false }
    count += 1
    bySource = nil
    if reader.takeSources(ofMatch: row, into: &scratch) {
      for source in scratch { note(source, match) }
      return true
    }
    guard case .groups(let groups) = reader.evidence(of: row).witnesses else { return false }
    if groups.count > 1 { alternatives[match] = groups }
    for source in Set(groups.joined()) { note(source, match) }
    return true
  }

  private mutating func note(_ source: NodePosition, _ match: Int32) {
    occurring.append(source)
    matches.append(match)
  }

  /// The matches of each source, one source after the other.
  private mutating func sorted() -> (starts: [Int32], matches: [Int32]) {
    if let bySource { return bySource }
    var starts = [Int32](repeating: 0, count: Int(occurring.max() ?? 0) + 2)
    for source in occurring { starts[Int(source) + 1] += 1 }
    for place in 1..<starts.count { starts[place] += starts[place - 1] }
    var next = starts
    var inOrder = [Int32](repeating: 0, count: matches.count)
    for (source, match) in zip(occurring, matches) {
      inOrder[Int(next[Int(source)])] = match
      next[Int(source)] += 1
    }
    bySource = (starts, inOrder)
    return (starts, inOrder)
  }

  /// The matches that go with the given sources, in rising order.
  ///
  /// - Complexity: O(matches in which they occur).
  mutating func lost(without sources: Set<NodePosition>) -> [Int] {
    let (starts, matches) = sorted()
    var found: [Int] = []
    for source in sources where Int(source) + 1 < starts.count {
      for place in starts[Int(source)]..<starts[Int(source) + 1] {
        let match = matches[Int(place)]
        // What has no alternative goes with each source that it needs.
        if !alternatives.isEmpty, let groups = alternatives[match],
          !groups.allSatisfy({ group in group.contains(where: sources.contains) })
        {
          continue
        }
        found.append(Int(match))
      }
    }
    return sources.count == 1 ? found : Set(found).sorted()
  }
}

/// The matches of a grouped answer with what they bring into their groups, so that groups can be told
/// without some of them.
struct MatchTable {
  private let aggregation: BoundAggregation
  /// By column of the answer: the place of its key, or of its aggregate after the keys.
  private let places: [Int]
  /// By aggregate: the place of its argument in a match; nil for `count(*)`.
  private var arguments: [Int?] = []
  private var groupsByKey: [[Value]: Int] = [:]
  private var keys: [[Value]] = []
  /// By group: its matches.
  private var members: [[Int]] = []
  /// By match.
  private var group: [Int] = []
  /// By match: its place among those of its group.
  private var place: [Int] = []
  /// The arguments of all matches, one match after the other.
  private var values: [Value] = []
  private let argumentCount: Int
  /// By group: how each aggregate is told without some matches, once that has been asked.
  private var partings: [[AggregateParting]?] = []

  /// - Parameter outputs: The slots of the answer's columns.
  init(_ aggregation: BoundAggregation, outputs: [Int]) {
    self.aggregation = aggregation
    let slots = aggregation.keys.map(\.slot) + aggregation.aggregates.map(\.slot)
    places = outputs.map { slots.firstIndex(of: $0) ?? 0 }
    var next = 0
    for aggregate in aggregation.aggregates {
      arguments.append(aggregate.argument == nil ? nil : next)
      if aggregate.argument != nil { next += 1 }
    }
    argumentCount = next
    if aggregation.keys.isEmpty { _ = number(of: []) }
  }

  private mutating func number(of key: [Value]) -> Int {
    if let known = groupsByKey[key] { return known }
    groupsByKey[key] = keys.count
    keys.append(key)
    members.append([])
    partings.append(nil)
    return keys.count - 1
  }

  /// Takes in a match: its keys, then what aggregates gather.
  mutating func add(_ row: [Value]) {
    let count = aggregation.keys.count
    let number = number(of: Array(row[..<count]))
    place.append(members[number].count)
    members[number].append(group.count)
    group.append(number)
    values += row[count...]
  }

  /// The answer with all matches, by group.
  func answer() throws(Diagnostic) -> [[Value]] {
    var rows: [[Value]] = []
    for index in keys.indices { rows.append(try row(of: index, members[index])) }
    return rows
  }

  /// The groups that some matches leave, with their rows without these; nil for a group that is gone.
  ///
  /// - Complexity: O(matches that leave) for counts, sums and means of integers and for the least and the
  ///   greatest while it stays, else O(matches of these groups).
  mutating func groups(
    without lost: [Int], _ context: ExecutionContext
  ) throws(Diagnostic) -> [(group: Int, row: [Value]?)] {
    let gone = lost.map { (group: group[$0], place: place[$0]) }.sorted { $0 < $1 }
    var found: [(group: Int, row: [Value]?)] = []
    var start = 0
    while start < gone.count {
      let index = gone[start].group
      var end = start + 1
      while end < gone.count, gone[end].group == index { end += 1 }
      if end - start == members[index].count, !aggregation.keys.isEmpty {
        found.append((index, nil))
      } else {
        found.append((index, try row(of: index, without: gone[start..<end].map(\.place), context)))
      }
      start = end
    }
    return found
  }

  /// The row of a group without the matches at the given of its places.
  private mutating func row(
    of index: Int, without gone: [Int], _ context: ExecutionContext
  ) throws(Diagnostic) -> [Value] {
    let known: [AggregateParting]
    if let made = partings[index] {
      known = made
    } else {
      known = try partings(of: index)
      partings[index] = known
    }
    var all = keys[index]
    all.reserveCapacity(all.count + known.count)
    for parting in known { all.append(try parting.result(without: gone, context)) }
    return places.map { all[$0] }
  }

  private func partings(of index: Int) throws(Diagnostic) -> [AggregateParting] {
    var made: [AggregateParting] = []
    for (aggregate, argument) in zip(aggregation.aggregates, arguments) {
      let gathered = argument.map { argument in
        members[index].map { match in values[match * argumentCount + argument] }
      }
      made.append(
        try AggregateParting(aggregate, gathered, count: members[index].count))
    }
    return made
  }

  /// The row of a group with all of its matches.
  private func row(of index: Int, _ matches: [Int]) throws(Diagnostic) -> [Value] {
    var all = keys[index]
    for (aggregate, argument) in zip(aggregation.aggregates, arguments) {
      guard let function = aggregate.function, let argument else {
        all.append(.integer(matches.count))
        continue
      }
      let gathered = matches.lazy.map { values[$0 * argumentCount + argument] }
      all.append(try function.gathering(gathered, distinct: aggregate.distinct))
    }
    return places.map { all[$0] }
  }
}

extension AggregateFunction {
  /// What the aggregate gives of some values, nulls left out.
  func gathering(
    _ values: some Sequence<Value>, distinct: Bool
  ) throws(Diagnostic) -> Value {
    var accumulator = try makeAccumulator([])
    var seen: Set<Value> = []
    for value in values where !value.isNull {
      if distinct, !seen.insert(value).inserted { continue }
      try accumulator.add(value, times: 1)
    }
    return try accumulator.result()
  }
}
