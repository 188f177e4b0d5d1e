import GraphIndex
import GraphModel
import GraphTestKit
import Platform
import Testing

@testable import CypherPlan
@testable import CypherRuntime

/// Batches, and what reads neighbours or hands out work, against plain arrays.
@Suite("Batches and readers")
struct BatchTests {
  /// The rows that count as plain lists of values, each as often as it counts.
  private func rows(_ batch: Batch, _ view: GraphView) -> [[Value]] {
    var rows: [[Value]] = []
    batch.rows.forEach { row in
      let values = RandomColumns.Shape.allCases.indices.map {
        batch.columns[$0]?.value(row, view) ?? .null
      }
      for _ in 0..<batch.times(row) { rows.append(values) }
    }
    return rows
  }

  @Test("Gathering, compacting and taking apart keep the rows")
  func batches() throws {
    for round in 0..<UInt64(60) {
      var columns = try RandomColumns(stream: 46 << 32 + round)
      let count = columns.random.number(1...50)
      let made = RandomColumns.Shape.allCases.map { columns.column($0, count: count) }
      let batch = columns.batch(made, count: count, multiplied: round % 2 == 0)
      let all = SlotSet(made.indices)
      let expected = rows(batch, columns.view)
      #expect(try batch.total() == UInt64(expected.count))
      #expect(batch.selectedCount == batch.selection?.count ?? count)
      #expect(rows(batch.compacted(keeping: all), columns.view) == expected)
      let context = RuntimeContext(columns.view).execution()
      let flat = try batch.flattened(context, keeping: nil)
      #expect(flat.multiplicity == nil && rows(flat, columns.view) == expected)
      let order = batch.selection.map { Array($0.reversed()) } ?? (0..<Int32(count)).reversed()
      let turned = batch.gathered(order, keeping: [0, 2])
      #expect(turned.columns[1] == nil && turned.count == order.count)
      for (place, row) in order.enumerated() {
        #expect(
          turned.columns[2]?.value(place, columns.view) == made[2].value(Int(row), columns.view))
        #expect(turned.times(place) == batch.times(Int(row)))
      }
      let kept = batch.rows.filtered { $0 % 3 != 0 }
      var wanted: [Int32] = []
      batch.rows.forEach { if $0 % 3 != 0 { wanted.append(Int32($0)) } }
      #expect(kept.indices == wanted && kept.count == count)
    }
  }

  @Test("A NeighborReader lists what a view tells relationship by relationship")
  func neighbors() throws {
    for round in 0..<UInt64(40) {
      var random = SeededGenerator(seed: TestSettings.seed, stream: 47 << 32 + round)
      let view = try graph(&random, isChanged: round % 2 == 1)
      for types in [[0], [1], [0, 1], []] {
        for direction in [Direction.outgoing, .incoming, .either] {
          let reader = NeighborReader(view, types: types, direction)
          for node in 0..<NodePosition(view.nodeLimit) where view.isLive(node) {
            var expected: [(NodePosition, RelationshipHandle)] = []
            for type in types {
              view.forEachNeighbor(of: node, type: type, direction: direction) {
                expected.append(($0, $1))
              }
            }
            #expect(Array(reader.list(of: node)).sorted() == expected.map(\.0).sorted())
            #expect(reader.handles(of: node).sorted() == expected.map(\.1).sorted())
            #expect(reader.degree(of: node) == expected.count)
            let (list, handles) = (Array(reader.list(of: node)), reader.handles(of: node))
            for (neighbor, handle) in zip(list, handles) {
              let ends = view.ends(of: handle)
              #expect(ends.start == node ? ends.end == neighbor : ends.start == neighbor)
            }
            for target in 0..<NodePosition(view.nodeLimit) {
              let count = expected.filter { $0.0 == target }.count
              #expect(reader.count(from: node, to: target) == count)
            }
          }
        }
      }
    }
  }

  /// Ten nodes, two types, changed after they were folded where that is asked.
  private func graph(_ random: inout SeededGenerator, isChanged: Bool) throws -> GraphView {
    let view = GraphView()
    let types = [view.intern(type: "R"), view.intern(type: "S")]
    let nodes = (0..<10).map { view.insertNode(id: $0, labelSet: 0) }
    var handles: [RelationshipHandle] = []
    func add(_ count: Int, from id: Int) {
      for number in 0..<count {
        handles.append(
          view.insertRelationship(
            id: id + number, type: random.pick(types), start: random.pick(nodes),
            end: random.pick(nodes)))
      }
    }
    add(25, from: 100)
    view.fold()
    guard isChanged else { return view }
    handles = []
    add(8, from: 200)
    for handle in handles.prefix(3) { view.deleteRelationship(handle) }
    return view
  }

  @Test("Morsels are each taken once, in rising order, until one fails")
  func morsels() {
    for (extent, count) in [([0..<100], 7), ([3..<4, 10..<55], 4), ([], 3), ([5..<5, 1..<3], 50)] {
      let extent: [Range<NodePosition>] = extent.map {
        NodePosition($0.lowerBound)..<NodePosition($0.upperBound)
      }
      let morsels = Morsels(extent, count: count)
      #expect(morsels.ranges.flatMap(Array.init) == extent.flatMap(Array.init))
      var taken: [Int] = []
      while let number = morsels.take() { taken.append(number) }
      #expect(taken == Array(morsels.ranges.indices))
    }
    let failing = Morsels([0..<100], count: 10)
    #expect(failing.take() == 0)
    failing.fail()
    #expect(failing.take() == nil)
  }

  @Test(
    "A RowQueue hands out batches in the order of morsels, and the error of the first that failed")
  func rowQueue() throws {
    let queue = RowQueue(morsels: 3)
    @Sendable func batch(_ number: Int) -> Batch {
      var batch = Batch(count: 1)
      batch.columns[0] = .integers([number], nulls: nil)
      return batch
    }
    let threads = [2, 1, 0].compactMap { morsel in
      SystemThread {
        for number in 0..<50 { #expect(queue.add(batch(morsel * 100 + number), of: morsel)) }
        queue.end(morsel, with: morsel == 2 ? Diagnostic(.interrupted, .runtime, "X", "x") : nil)
      }
    }
    var found: [Value] = []
    let error = #expect(throws: Diagnostic.self) {
      while case let batches = try queue.take(), !batches.isEmpty {
        for batch in batches {
          if let value = batch.columns[0]?.value(0, GraphView()) { found.append(value) }
        }
      }
    }
    for thread in threads { thread.join() }
    #expect(threads.count == 3 && error?.detail == "X")
    #expect(found == [0, 100, 200].flatMap { start in (0..<50).map { .integer(start + $0) } })
    queue.stop()
    #expect(!queue.add(batch(0), of: 0))
  }
}
