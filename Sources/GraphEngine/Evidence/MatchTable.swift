import CypherFunctions
import CypherPlan
import CypherRuntime
import GraphIndex
import GraphModel

/// What each of many matches needs, by the sources that occur.
struct MatchNeeds {
  private let reader: EvidenceReader
  /// By match: the groups of sources that each suffice; nil for one that needs none.
  private var needs: [[[NodePosition]]] = []
  /// By source: the matches in which it occurs, in rising order.
  private var occurrences: [NodePosition: [Int]] = [:]

  init(_ circuit: ProvenanceCircuit, _ view: GraphView) {
    reader = EvidenceReader(circuit, view)
  }

  /// Every source that occurs, in rising order.
  var sources: [NodePosition] { occurrences.keys.sorted() }

  /// Takes in the next match; false where it needs more groups of sources than are kept.
  mutating func add(_ row: AnnotationHandle) -> Bool {
    guard case .groups(let groups) = reader.evidence(of: row).witnesses else { return false }
    let match = needs.count
    needs.append(groups)
    if groups.count == 1 {
      for source in groups[0] { occurrences[source, default: []].append(match) }
    } else {
      for source in Set(groups.joined()) { occurrences[source, default: []].append(match) }
    }
    return true
  }

  /// The matches that go with the given sources, in rising order.
  ///
  /// - Complexity: O(matches in which they occur).
  func lost(without sources: Set<NodePosition>) -> [Int] {
    var found: Set<Int> = []
    for source in sources {
      for match in occurrences[source] ?? [] where !found.contains(match) {
        if needs[match].allSatisfy({ group in group.contains(where: sources.contains) }) {
          found.insert(match)
        }
      }
    }
    return found.sorted()
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
  private var values: [[Value]] = []

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
    if aggregation.keys.isEmpty { _ = number(of: []) }
  }

  private mutating func number(of key: [Value]) -> Int {
    if let known = groupsByKey[key] { return known }
    groupsByKey[key] = keys.count
    keys.append(key)
    members.append([])
    return keys.count - 1
  }

  /// Takes in a match: its keys, then what aggregates gather.
  mutating func add(_ row: [Value]) {
    let count = aggregation.keys.count
    let number = number(of: Array(row[..<count]))
    members[number].append(group.count)
    group.append(number)
    values.append(Array(row[count...]))
  }

  /// The answer with all matches, by group.
  func answer() throws(Diagnostic) -> [[Value]] {
    var rows: [[Value]] = []
    for index in keys.indices { rows.append(try row(of: index, members[index])) }
    return rows
  }

  /// The groups that some matches leave, with their rows without these; nil for a group that is gone.
  ///
  /// - Complexity: O(matches of these groups).
  func groups(without lost: [Int]) throws(Diagnostic) -> [(group: Int, row: [Value]?)] {
    var byGroup: [Int: Set<Int>] = [:]
    for match in lost { byGroup[group[match], default: []].insert(match) }
    var found: [(group: Int, row: [Value]?)] = []
    for (index, gone) in byGroup.sorted(by: { $0.key < $1.key }) {
      if gone.count == members[index].count, !aggregation.keys.isEmpty {
        found.append((index, nil))
      } else if let row = countedRow(of: index, without: gone) {
        found.append((index, row))
      } else {
        let kept = members[index].filter { !gone.contains($0) }
        found.append((index, try row(of: index, kept)))
      }
    }
    return found
  }

  /// The row of a group of which nothing is asked but how many matches there are.
  private func countedRow(of index: Int, without gone: Set<Int>) -> [Value]? {
    guard aggregation.aggregates.allSatisfy({ $0.function == nil }) else { return nil }
    let count = Value.integer(members[index].count - gone.count)
    let all = keys[index] + aggregation.aggregates.map { _ in count }
    return places.map { all[$0] }
  }

  /// The row of a group with the given of its matches.
  private func row(of index: Int, _ matches: [Int]) throws(Diagnostic) -> [Value] {
    var all = keys[index]
    for (aggregate, argument) in zip(aggregation.aggregates, arguments) {
      guard let function = aggregate.function, let argument else {
        all.append(.integer(matches.count))
        continue
      }
      var accumulator = try function.makeAccumulator([])
      var seen: Set<Value> = []
      for match in matches {
        let value = values[match][argument]
        if value.isNull || (aggregate.distinct && !seen.insert(value).inserted) { continue }
        try accumulator.add(value, times: 1)
      }
      all.append(try accumulator.result())
    }
    return places.map { all[$0] }
  }
}
