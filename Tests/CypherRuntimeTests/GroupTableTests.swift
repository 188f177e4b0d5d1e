import GraphIndex
import GraphModel
import GraphTestKit
import Testing

@testable import CypherRuntime

/// A group table numbers keys as a dictionary of lists of values does, whatever shape the keys' columns
/// have and however it changes.
@Suite("Group tables")
struct GroupTableTests {
  /// What the table must say: keys by their number, in order of appearance.
  private struct Groups {
    var numbers: [[Value]: Int] = [:]
    var keys: [[Value]] = []

    mutating func group(of key: [Value]) -> Int {
      if let number = numbers[key] { return number }
      numbers[key] = keys.count
      keys.append(key)
      return keys.count - 1
    }
  }

  private func expectSame(
    _ table: GroupTable, _ expected: Groups, _ view: GraphView, _ place: String
  ) {
    table.checkInvariants()
    #expect(table.count == expected.keys.count, "\(place)")
    guard table.count == expected.keys.count else { return }
    for (group, key) in expected.keys.enumerated() {
      #expect(table.key(group, view) == key, "\(place)")
    }
    for part in expected.keys.first?.indices ?? 0..<0 {
      let column = table.column(part, 0..<table.count, view)
      #expect((0..<table.count).map { column.value($0, view) } == expected.keys.map { $0[part] })
    }
  }

  @Test("Batches of columns of any shape")
  func batches() throws {
    for round in 0..<UInt64(max(40, TestSettings.count(600) / 5)) {
      var columns = try RandomColumns(stream: 41 << 32 + round)
      let width = columns.random.number(1...3)
      var shapes = (0..<width).map { _ in columns.random.pick(RandomColumns.Shape.allCases) }
      let context = RuntimeContext(columns.view).execution()
      let hasOrdinals = columns.random.chance(0.2)
      var table = GroupTable(width: width + (hasOrdinals ? 1 : 0))
      var expected = Groups()
      for number in 0..<6 {
        // Now and then a column comes in another shape.
        if columns.random.chance(0.15) {
          shapes[0] = columns.random.pick(RandomColumns.Shape.allCases)
        }
        let count = columns.random.number(1...60)
        let keys = shapes.map { columns.column($0, count: count) }
        let batch = columns.batch(keys, count: count, multiplied: false)
        let ordinals = hasOrdinals ? (0..<Int32(count)).map { $0 % 4 } : nil
        let groups = try table.groups(of: keys, ordinals: ordinals, batch.rows, context)
        let place = "DOLEN_SEED=\(TestSettings.seed), round \(round), batch \(number), \(shapes)"
        batch.rows.forEach { row in
          var key = keys.map { $0.value(row, columns.view) }
          if let ordinals { key.insert(.integer(Int(ordinals[row])), at: 0) }
          #expect(Int(groups[row]) == expected.group(of: key), "\(place)")
        }
        #expect(table.growth() >= 0)
        expectSame(table, expected, columns.view, place)
      }
    }
  }

  @Test("Groups of another table keep their keys")
  func merging() throws {
    for round in 0..<UInt64(max(20, TestSettings.count(600) / 10)) {
      var columns = try RandomColumns(stream: 42 << 32 + round)
      let shape = columns.random.pick(RandomColumns.Shape.allCases)
      let context = RuntimeContext(columns.view).execution()
      let other = columns.random.chance(0.7) ? shape : .values
      var tables: [GroupTable] = []
      for part in [shape, other] {
        var table = GroupTable(width: 2)
        let keys = [columns.column(part, count: 50), columns.column(.booleans, count: 50)]
        _ = try table.groups(of: keys, ordinals: nil, .init(indices: nil, count: 50), context)
        tables.append(table)
      }
      var whole = GroupTable(width: 2)
      var expected = Groups()
      for table in tables {
        let half = table.count / 2
        for range in [0..<half, half..<table.count] {
          let numbers = try whole.groups(of: range, in: table, context)
          for (group, number) in zip(range, numbers) {
            #expect(Int(number) == expected.group(of: table.key(group, columns.view)))
          }
        }
      }
      expectSame(whole, expected, columns.view, "round \(round), \(shape) and \(other)")
    }
  }

  @Test("Keys of more combinations than DenseGroups have room for are hashed")
  func beyondDense() throws {
    var columns = try RandomColumns(stream: 43 << 32)
    let count = 30_000
    let context = RuntimeContext(columns.view).execution()
    var table = GroupTable(width: 3)
    var expected = Groups()
    for _ in 0..<3 {
      let keys: [Column] = [
        .nodes((0..<count).map { NodePosition($0 % 40) }),
        .integers((0..<count).map { _ in columns.random.number(0...9_999) }, nulls: nil),
        .booleans((0..<count).map { _ in UInt8(columns.random.number(0...2)) }),
      ]
      let groups = try table.groups(
        of: keys, ordinals: nil, .init(indices: nil, count: count), context)
      for row in 0..<count {
        let key = keys.map { $0.value(row, columns.view) }
        guard Int(groups[row]) != expected.group(of: key) else { continue }
        Issue.record("row \(row) is in group \(groups[row]), not \(expected.group(of: key))")
        return
      }
    }
    expectSame(table, expected, columns.view, "many groups")
  }

  @Test("DenseGroups say when a key is beyond what was foreseen")
  func dense() {
    #expect(DenseGroups(domains: []) == nil)
    #expect(DenseGroups(domains: [.max]) == nil)
    var dense = DenseGroups(domains: [5, 4])
    var words: [UInt64] = []
    let rows = Selection(indices: nil, count: 3)
    #expect(dense?.groups(of: [0, 1, 3, 2, 0, 1], rows, words: &words) == [0, 1, 0])
    #expect(words == [0, 1, 3, 2])
    #expect(dense?.groups(of: [0, 1, 9, 2, 0, 1], rows, words: &words) == nil)
  }

  @Test("Without keys there is one group, for each outer row where there are any")
  func withoutKeys() throws {
    var table = GroupTable(width: 0)
    #expect(table.count == 0)
    table.addEmptyGroups(ordinals: nil)
    #expect(table.count == 1)
    var inner = GroupTable(width: 1)
    inner.addEmptyGroups(ordinals: 3_000)
    #expect(inner.count == 3_000 && inner.key(2_999, GraphView()) == [2_999])
    let groups = try inner.groups(
      of: [], ordinals: [7, 2_999, 0], .init(indices: nil, count: 3),
      RuntimeContext().execution())
    #expect(groups == [7, 2_999, 0])
    inner.checkInvariants()
  }
}
