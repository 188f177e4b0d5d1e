import CypherFunctions
import CypherPlan
import CypherRuntime
import GraphIndex
import GraphModel

/// What each of many matches needs, by the sources that occur.
struct MatchNeeds {
  private let reader: EvidenceReader
  private var count = 0
  /// By match: the groups of sources that each suffice, of those that have several.
  private var alternatives: [Int: [[NodePosition]]] = [:]
  /// By source: the matches in which it occurs, in rising order.
  private var occurrences: [NodePosition: [Int]] = [:]

  init(_ circuit: ProvenanceCircuit, _ view: GraphView) {
    reader = EvidenceReader(circuit, view)
  }

  /// Every source that occurs, in rising order.
  var sources: [NodePosition] { occurrences.keys.sorted() }

  /// Takes in the next match; false where it needs more groups of sources than are kept.
  mutating func add(_ row: AnnotationHandle) -> Bool {
    let match = count
    count += 1
    if let sources = reader.sourcesOfMatch(row) {
      for source in sources { occurrences[source, default: []].append(match) }
      return true
    }
    guard case .groups(let groups) = reader.evidence(of: row).witnesses else { return false }
    if groups.count > 1 { alternatives[match] = groups }
    for source in Set(groups.joined()) { occurrences[source, default: []].append(match) }
    return true
  }

  /// The matches that go with the given sources, in rising order.
  ///
  /// - Complexity: O(matches in which they occur).
  func lost(without sources: Set<NodePosition>) -> [Int] {
    var found: [Int] = []
    for source in sources {
      for match in occurrences[source] ?? [] {
        // What has no alternative goes with each source that it needs.
        let groups = alternatives[match] ?? []
        if groups.allSatisfy({ group in group.contains(where: sources.contains) }) {
          found.append(match)
        }
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
    var byGroup: [Int: [Int]] = [:]
    for match in lost { byGroup[group[match], default: []].append(place[match]) }
    var found: [(group: Int, row: [Value]?)] = []
    for (index, gone) in byGroup.sorted(by: { $0.key < $1.key }) {
      if gone.count == members[index].count, !aggregation.keys.isEmpty {
        found.append((index, nil))
      } else {
        found.append((index, try row(of: index, without: gone, context)))
      }
    }
    return found
  }

  /// The row of a group without the matches at the given of its places.
  private mutating func row(
    of index: Int, without gone: [Int], _ context: ExecutionContext
  ) throws(Diagnostic) -> [Value] {
    if partings[index] == nil { partings[index] = try partings(of: index) }
    var all = keys[index]
    for parting in partings[index] ?? [] {
      all.append(try parting.result(without: gone, context))
    }
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
