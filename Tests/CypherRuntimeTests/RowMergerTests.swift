import GraphIndex
import GraphModel
import GraphTestKit
import Testing

@testable import CypherRuntime

/// A row merger hands out each node once, with the sum of what was added and not taken back.
@Suite("Merging of rows")
struct RowMergerTests {
  /// Few rows are kept as they come; many go to sums whose nodes are noted; most are found by looking.
  @Test("Sums by node", arguments: [(100, 50), (4096, 3000), (100_000, 9_000), (2_000, 60_000)])
  func sums(_ limit: Int, _ additions: Int) throws {
    for round in 0..<UInt64(4) {
      var random = SeededGenerator(
        seed: TestSettings.seed, stream: 44 << 32 + UInt64(limit) << 3 + round)
      let merger = RowMerger(limit: limit, RuntimeContext().execution())
      var expected: [NodePosition: UInt64] = [:]
      var taken = 0
      for _ in 0..<additions {
        let times = UInt64(random.number(1...9))
        switch random.number(0...9) {
        case 0:
          let nodes = (0..<random.number(1...20)).map { _ in
            NodePosition(random.number(0...(limit - 1)))
          }
          try nodes.withUnsafeBufferPointer { try merger.add($0, times: times) }
          for node in nodes { expected[node, default: 0] += times }
        case 1:
          guard let (node, sum) = expected.randomElement(using: &random), sum > 0 else { continue }
          let part = UInt64(random.number(1...Int(sum)))
          merger.subtract(node, times: part)
          expected[node] = sum - part
          taken += 1
        default:
          let node = NodePosition(random.number(0...(limit - 1)))
          try merger.add(node, times: times)
          expected[node, default: 0] += times
        }
      }
      merger.checkInvariants()
      #expect(additions < 100 || taken > 0)
      var found: [NodePosition: UInt64] = [:]
      while let batch = try merger.next(random.number(1...700), slot: 1) {
        guard case .nodes(let nodes)? = batch.columns[1], let times = batch.multiplicity else {
          Issue.record("a batch without nodes or multiplicities")
          return
        }
        #expect(nodes.count == batch.count && times.count == batch.count && batch.columns[0] == nil)
        for (node, times) in zip(nodes, times) {
          #expect(found.updateValue(times, forKey: node) == nil, "node \(node) comes twice")
        }
      }
      #expect(
        found == expected.filter { $0.value > 0 },
        "DOLEN_SEED=\(TestSettings.seed), limit \(limit), round \(round)")
    }
  }

  @Test(
    "Nothing comes of nothing, and a sum that does not fit is an error", arguments: [10, 9_000])
  func edges(_ additions: Int) throws {
    let empty = RowMerger(limit: 10, RuntimeContext().execution())
    #expect(try empty.next(5, slot: 0) == nil)
    let merger = RowMerger(limit: 10, RuntimeContext().execution())
    let error = #expect(throws: Diagnostic.self) {
      for _ in 0..<additions { try merger.add(3, times: .max / 4) }
      while try merger.next(5, slot: 0) != nil {}
    }
    #expect(error?.type == .arithmeticError)
  }
}
