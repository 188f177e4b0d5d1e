import Foundation
import GraphEngine
import GraphModel
import Synchronization
import Testing

/// Long statements of every clause: they are answered or refused, on a small stack too, with work in
/// proportion to their length, and end soon after their time is over.
@Suite("Long statements", .serialized)
struct LongStatementTests {
  /// How long the statements are; a mebibyte is the most that is read.
  static let bytes =
    ProcessInfo.processInfo.environment["DOLEN_STATEMENT_BYTES"].flatMap { Int($0) } ?? 96 << 10

  /// What came of a statement: nil where it was answered.
  private static func refusal(of text: String, within time: Duration? = nil) -> Diagnostic? {
    let graph = Graph()
    graph.limits.time = time
    do {
      let rows = try graph.run(text)
      while try rows.next() != nil {}
      return nil
    } catch {
      return error as? Diagnostic
        ?? Diagnostic(.limitExceeded, .runtime, "NoDiagnostic", "\(error)")
    }
  }

  @Test("are answered or refused on a thread of 512 KB", arguments: LongStatement.all)
  func smallStack(_ statement: LongStatement) {
    let text = statement.text(bytes: Self.bytes)
    let detail = Mutex<String?>("not run")
    let thread = Thread {
      let refusal = Self.refusal(of: text)
      detail.withLock { $0 = refusal?.detail }
    }
    thread.stackSize = 512 << 10
    thread.start()
    while !thread.isFinished { usleep(1_000) }
    #expect(detail.withLock { $0 } == statement.refusal)
  }

  @Test("take work in proportion to their length", arguments: LongStatement.all)
  func proportion(_ statement: LongStatement) throws {
    guard statement.refusal == nil else { return }
    func work(_ parts: Int) throws -> Int {
      let query = try Graph().prepare(statement.text(parts: parts))
      _ = try query.run().all()
      return query.work
    }
    let (one, four) = (try work(250), try work(1_000))
    #expect(one > 0)
    #expect(four <= 5 * one, "\(one) steps became \(four)")
  }

  /// Subqueries and clauses that stand inside each other.
  static let nests: [(before: String, middle: String, after: String)] = [
    ("RETURN COUNT { ", "RETURN 1 AS a", " } AS a"),
    ("RETURN EXISTS { ", "RETURN 1 AS a", " } AS a"),
    ("RETURN COLLECT { ", "RETURN 1 AS a", " } AS a"),
    ("MATCH (x) WHERE EXISTS { ", "MATCH (y)", " }"),
    ("MATCH (x) WHERE NOT EXISTS { ", "MATCH (y)", " }"),
    ("MATCH (x) WHERE COUNT { ", "MATCH (y)", " } > 0"),
    ("CALL { ", "RETURN 1 AS a", " } RETURN a"),
    ("CALL { ", "CREATE (:A)", " }"),
    ("FOREACH (x IN [1] | ", "CREATE (:A)", ")"),
  ]

  @Test("nested ones take work of the square of their depth at most", arguments: nests)
  func nesting(_ before: String, _ middle: String, _ after: String) throws {
    func work(_ depth: Int) throws -> Int {
      let opening = (0..<depth).map { level in
        before.replacingOccurrences(of: "(x IN", with: "(x\(level) IN")
      }.joined()
      var text = opening + middle + String(repeating: after, count: depth)
      if text.hasPrefix("MATCH") { text += " RETURN count(*) AS c" }
      let query = try Graph().prepare(text)
      _ = try query.run().all()
      return query.work
    }
    let (one, four) = (try work(12), try work(48))
    #expect(four <= 20 * one, "\(one) steps became \(four)")
  }

  @Test("end soon after their time is over", arguments: LongStatement.all)
  func limits(_ statement: LongStatement) {
    let text = statement.text(bytes: Self.bytes)
    let time = ContinuousClock().measure {
      _ = Self.refusal(of: text, within: .milliseconds(20))
    }
    #expect(time < .seconds(0.02 + StoppingTests.most))
  }
}
