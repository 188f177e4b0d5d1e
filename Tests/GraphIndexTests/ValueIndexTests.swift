import GraphModel
import GraphTestKit
import Testing

@testable import GraphIndex

/// What an index finds is what a look at every entity finds, after any changes.
@Suite("Value indexes")
struct ValueIndexTests {
  private static let definitions: [(name: Text, ofRelationships: Bool, label: Int, keys: [Int])] = [
    ("one", false, 0, [0]), ("other", false, 1, [1]), ("both", false, 0, [0, 1]),
    ("edges", true, 0, [0]), ("pairs", true, 1, [0, 2]),
  ]

  /// The value under which each entity is to be found, by identifier.
  private func expected(
    _ index: ValueIndex, _ contents: GraphHistory.Contents
  ) -> [Int: Value] {
    let entities = index.ofRelationships ? contents.relationships : contents.nodes
    var values: [Int: Value] = [:]
    for (id, entity) in entities {
      guard index.ofRelationships ? entity.type == index.label : entity.labels.contains(index.label)
      else { continue }
      let parts = index.keys.compactMap { entity.properties[$0] }
      guard parts.count == index.keys.count else { continue }
      values[id] = parts.count == 1 ? parts[0] : .list(parts)
    }
    return values
  }

  private func identifiers(_ entities: [UInt64], _ index: ValueIndex, _ view: GraphView) -> [Int] {
    entities.map {
      index.ofRelationships ? view.relationshipID($0) : view.nodeID(NodePosition($0))
    }.sorted()
  }

  @Test("Random changes, steps back and foldings")
  func randomChanges() {
    for number in 0..<UInt64(max(4, TestSettings.count(600) / 40)) {
      var history = GraphHistory(stream: 32 << 32 + number)
      for (place, definition) in Self.definitions.enumerated() {
        if place == 2 { for _ in 0..<30 { history.step() } }
        history.view.add(
          ValueIndex(
            name: definition.name, ofRelationships: definition.ofRelationships,
            label: definition.label, keys: definition.keys, isUnique: false))
      }
      for step in 0..<120 {
        history.step()
        for index in history.view.indexes {
          index.checkInvariants()
          let before = Issues(history, "history \(number), step \(step), index \(index.name)")
          compare(index, history.view, expected(index, history.contents), before)
          if before.hasAny { return }
        }
      }
      for snapshot in history.snapshots {
        for index in snapshot.view.indexes {
          let issues = Issues(history, "history \(number), a snapshot, index \(index.name)")
          compare(index, snapshot.view, expected(index, snapshot.contents), issues)
        }
      }
    }
  }

  /// Reports with the history that led there.
  private final class Issues {
    private(set) var hasAny = false
    private let place: String

    init(_ history: GraphHistory, _ place: String) {
      self.place = "DOLEN_SEED=\(TestSettings.seed), \(place): \(history.last)"
    }

    func expect<T: Equatable>(_ found: T, _ expected: T, _ what: @autoclosure () -> String) {
      guard found != expected else { return }
      hasAny = true
      Issue.record("\(place)\n\(what()): \(found), not \(expected)")
    }
  }

  private func compare(
    _ index: ValueIndex, _ view: GraphView, _ expected: [Int: Value], _ issues: Issues
  ) {
    issues.expect(index.count, expected.count, "count")
    var entries: [Int: Value] = [:]
    index.forEachEntry { value, entity in
      entries[identifiers([entity], index, view)[0]] = value
    }
    issues.expect(entries, expected, "entries")
    var random = SeededGenerator(seed: TestSettings.seed, stream: UInt64(expected.count))
    let some = expected.values.shuffled(using: &random).prefix(4) + [1, 0.0, "ab", "zz", .null]
    for value in some {
      let found = identifiers(index.equal(to: value), index, view)
      let equal = expected.filter { $0.value == value }.keys.sorted()
      issues.expect(found, value.isNull ? [] : equal, "equal to \(value)")
    }
    let bounds = [Value.integer(-1), 1, 0.5, "a", "b", .boolean(false), .float(.nan)]
    for _ in 0..<6 {
      let low = random.chance(0.7) ? (random.pick(bounds), random.chance(0.5)) : nil
      let high = random.chance(0.7) ? (random.pick(bounds), random.chance(0.5)) : nil
      guard low != nil || high != nil else { continue }
      let found = identifiers(index.range(from: low, to: high), index, view)
      let between = expected.filter { lies($0.value, low, high) }.keys.sorted()
      issues.expect(
        found, between, "from \(String(describing: low)) to \(String(describing: high))")
    }
    for prefix in [Text(""), "a", "ab", "x"] {
      let found = identifiers(index.startingWith(prefix), index, view)
      let starting = expected.filter {
        if case .text(let text) = $0.value { text.hasPrefix(prefix) } else { false }
      }
      issues.expect(found, starting.keys.sorted(), "starting with '\(prefix)'")
    }
    let counts = Dictionary(grouping: expected, by: \.value).mapValues(\.count)
    let pair = index.duplicate()
    issues.expect(pair != nil, counts.contains { $0.value > 1 }, "whether a value is there twice")
    if let pair { issues.expect(counts[pair.value] ?? 0 > 1, true, "\(pair.value) twice") }
  }

  private func lies(
    _ value: Value, _ low: (Value, Bool)?, _ high: (Value, Bool)?
  ) -> Bool {
    if let (bound, isIncluded) = low {
      guard let order = Value.compare(value, bound), order > 0 || (order == 0 && isIncluded)
      else { return false }
    }
    if let (bound, isIncluded) = high {
      guard let order = Value.compare(value, bound), order < 0 || (order == 0 && isIncluded)
      else { return false }
    }
    return true
  }
}
