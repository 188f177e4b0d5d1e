import Foundation
import GraphEngine
import GraphModel
import GraphTestKit
import Testing

/// That no expression ends the program, whatever values it meets: each statement gives rows or a
/// diagnostic, soon after its time is over at the latest.
///
/// `scripts/fuzz-expressions MINUTES` runs it for longer. Before a statement is run it is written to
/// the file that `DOLEN_FUZZ_LOG` names, so that one that does end the program can be found.
@Suite("Expressions over extreme values", .serialized)
struct ExpressionFuzzTests {
  private static let limits: Limits = {
    var limits = Limits(time: .seconds(2), memory: 64 << 20, threads: 1)
    limits.textLength = 1 << 20
    return limits
  }()

  @Test("Every statement gives rows or a diagnostic")
  func expressions() throws {
    let log = ProcessInfo.processInfo.environment["DOLEN_FUZZ_LOG"]
    var graph = try Self.graph()
    var answered = 0
    let count = TestSettings.count(3_000)
    for number in 0..<count {
      var generator = ExpressionGenerator(seed: TestSettings.seed, stream: UInt64(number))
      let statement = generator.statement()
      if let log { try statement.write(toFile: log, atomically: false, encoding: .utf8) }
      let start = ContinuousClock.now
      do {
        let rows = try graph.run(statement)
        var writer = JSONWriter(mode: .plain)
        while let row = try rows.next() {
          writer.removeAll()
          try writer.write(row.values)
          for value in row.values { _ = value.cypherText }
        }
        answered += 1
      } catch is Diagnostic {
        // Most expressions are refused for the types or the greatness of their operands.
      } catch {
        Issue.record("\(error), of case \(number): \(statement)")
      }
      let took = ContinuousClock.now - start
      #expect(took < .seconds(6), "case \(number) took \(took): \(statement)")
      if number % 500 == 499 { graph = try Self.graph() }
    }
    // Where all were refused, nothing would have been tried.
    #expect(answered * 10 > count, "\(answered) of \(count) gave rows")
  }

  private static func graph() throws -> Graph {
    let graph = Graph()
    graph.limits = limits
    _ = try graph.run(
      "CREATE (:N {k: 1, t: 'text', l: [1, 2]})-[:R {w: 0.5}]->(:N {k: 2, d: date('2015-01-01')})")
    return graph
  }
}
