import Foundation
import GraphEngine
import GraphModel
import Synchronization
import Testing

/// That a query ends soon after it was told to, whatever it is in the middle of.
@Suite("Cancelling and time limits", .serialized) struct StoppingTests {
  /// How long it may take, in seconds. The promise is 0.2, for a machine with nothing else to do;
  /// these tests run beside others, on as few cores, and perhaps without optimization.
  static let most: Double = {
    #if DEBUG
      return 0.8
    #else
      return 0.4
    #endif
  }()

  /// Queries that would take minutes, each by what it is busy with.
  static let endless: [(name: String, query: String)] = [
    ("letter case", "WITH reduce(s = 'é', x IN range(1, 26) | s + s) AS s RETURN size(toUpper(s))"),
    (
      "normal form",
      "WITH reduce(s = 'é', x IN range(1, 26) | s + s) AS s RETURN size(normalize(s, 'NFD'))"
    ),
    ("trimming", "WITH reduce(s = 'é', x IN range(1, 26) | s + s) AS s RETURN size(btrim(s, 'é'))"),
    ("expansion", "MATCH (a)-->(b)-->(c)-->(d)-->(e) WHERE a.x + e.x = -1 RETURN count(*) AS n"),
    (
      "product",
      "UNWIND range(1, 30000000) AS a UNWIND range(1, 30000000) AS b RETURN sum(a * b) AS s"
    ),
    (
      "paths of any length",
      "MATCH p = (a)-[*1..20]->(b) WHERE a.x = -length(p) RETURN count(*) AS n"
    ),
    ("shortest paths", "MATCH (a), (b), p = allShortestPaths((a)-[*]-(b)) RETURN count(p) AS n"),
    (
      "sort",
      "UNWIND range(1, 30000000) AS i WITH i, i % 977 AS k ORDER BY k, i DESC SKIP 9 RETURN i"
    ),
    (
      "collect",
      "UNWIND range(1, 1000) AS i UNWIND range(1, 1000000) AS j RETURN collect(i + j) AS c"
    ),
    ("groups", "UNWIND range(1, 300000000) AS i RETURN i % 7000001 AS k, count(*) AS n LIMIT 1"),
    ("distinct", "UNWIND range(1, 300000000) AS i WITH DISTINCT i RETURN count(i) AS n"),
    (
      "percentile",
      "UNWIND range(1, 300000000) AS i RETURN percentileCont(sin(i), 0.5) AS p"
    ),
    ("range", "RETURN size([x IN range(1, 30000000) WHERE x % 7 = 3]) AS n"),
    ("reduce", "RETURN reduce(s = 0, x IN range(1, 30000000) | (s + x) % 1000) AS n"),
    (
      "growing text",
      "RETURN size(reduce(s = '', x IN range(1, 300000) | s + 'some words and more')) AS n"
    ),
    (
      "regular expression",
      "WITH reduce(s = 'ab', i IN range(1, 24) | s + s) AS s "
        + "RETURN [i IN range(1, 100) | s =~ ('(a|b|ab|ba)*c' + i)] AS f"
    ),
    (
      "regular expression over rows",
      "UNWIND range(1, 100000000) AS i RETURN count(CASE WHEN toString(i) =~ '(1|2|12)*3' THEN 1 END)"
    ),
    (
      "union",
      "UNWIND range(1, 30000000) AS i RETURN i UNION UNWIND range(1, 90000000) AS i RETURN i"
    ),
    (
      "subquery",
      "MATCH (a), (b), (c) WHERE EXISTS { MATCH (a)-->(b)-->(x) WHERE x.x = -1 - c.x } "
        + "RETURN count(*) AS n"
    ),
    (
      "values with shared parts",
      "WITH reduce(t = [1], x IN range(1, 18) | [t, t]) AS t, "
        + "reduce(t = [1], x IN range(1, 18) | [t, t]) AS u "
        + "UNWIND range(1, 10000000) AS i WITH t, u, i WHERE t < u RETURN count(i) AS n"
    ),
    (
      "the greatest of values with shared parts",
      "WITH reduce(t = {a: 1}, x IN range(1, 16) | {l: t, r: t}) AS t "
        + "UNWIND range(1, 10000000) AS i RETURN i % 2 AS k, max(t) AS m"
    ),
    (
      "splitting",
      "WITH reduce(s = 'a,', x IN range(1, 16) | s + s) AS s "
        + "UNWIND range(1, 10000000) AS i RETURN sum(size(split(s, toString(i % 10)))) AS n"
    ),
    ("creation", "UNWIND range(1, 30000000) AS i CREATE (:New {x: i})"),
    ("merging", "UNWIND range(1, 30000000) AS i MERGE (:New {x: i % 100000})"),
    ("setting", "UNWIND range(1, 30000000) AS i MATCH (a {x: i % 100}) SET a.y = i"),
  ]

  private static func graph() throws -> Graph {
    let graph = Graph()
    try graph.load { loader in
      let ids = try (0..<2_000).map {
        try loader.addNode(labels: ["Node"], properties: ["x": .integer($0)])
      }
      for number in 0..<20_000 {
        _ = try loader.addRelationship(
          type: "TO", start: ids[number % 2_000], end: ids[number * 7 % 1_999], properties: [:])
      }
    }
    graph.limits.memory = 8 << 30
    return graph
  }

  /// Runs `query` to its end, which is an error, and returns its detail and when that was.
  private static func end(
    of query: String, _ graph: Graph
  ) throws -> (detail: String, time: ContinuousClock.Instant) {
    do {
      let rows = try graph.run(query)
      while try rows.next() != nil {}
      return ("none", .now)
    } catch let diagnostic as Diagnostic {
      return (diagnostic.detail, .now)
    }
  }

  @Test("A query that is cancelled ends at once and leaves the graph as it was", arguments: endless)
  func cancelled(_ name: String, _ query: String) throws {
    try expectSoon(name) {
      let graph = try Self.graph()
      let cancelling = Cancelling(graph, after: 400_000)
      let (detail, end) = try Self.end(of: query, graph)
      #expect(detail == "Interrupted", "\(name)")
      #expect(try graph.evaluate("COUNT { () }") == 2000)
      return end - (try #require(cancelling.moment))
    }
  }

  @Test("A query ends when its time is over", arguments: endless)
  func limited(_ name: String, _ query: String) throws {
    try expectSoon(name) {
      let graph = try Self.graph()
      graph.limits.time = .milliseconds(400)
      let start = ContinuousClock.now
      let (detail, end) = try Self.end(of: query, graph)
      #expect(detail == "TimeLimit", "\(name)")
      return end - start - .milliseconds(400)
    }
  }

  /// Cancels what a graph does from another thread, and knows when it did.
  private final class Cancelling: Sendable {
    private let done = Mutex<ContinuousClock.Instant?>(nil)

    init(_ graph: Graph, after microseconds: UInt32) {
      let cancel = graph.canceller
      Thread.detachNewThread {
        usleep(microseconds)
        self.done.withLock { $0 = .now }
        cancel()
      }
    }

    /// When it was cancelled; nil where that is still to come.
    var moment: ContinuousClock.Instant? { done.withLock { $0 } }
  }

  /// Expects that one of three tries takes no longer than is allowed: other processes take their
  /// share of the machine.
  private func expectSoon(_ name: String, _ body: () throws -> Duration) throws {
    var best = Double.infinity
    for _ in 0..<3 where best > Self.most { best = min(best, try body() / .seconds(1)) }
    #expect(best <= Self.most, "\(name) went on for \(best) s")
    if best > Self.most / 4 {
      FileHandle.standardError.write(Data("STOP \(name): \(best) s\n".utf8))
    }
  }

  /// What SQLite is busy with, which is told by its progress handler.
  @Test("Work inside SQLite is cancelled, too", arguments: ["check", "full-text index", "compact"])
  func insideSQLite(_ name: String) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).dolen")
      .path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let graph = try Graph.open(path, access: .create)
    try graph.load { loader in
      for number in 0..<60_000 {
        _ = try loader.addNode(
          labels: ["Node"], properties: ["text": .string("words and more words \(number)")])
      }
    }
    try expectSoon(name) {
      let cancelling = Cancelling(graph, after: 20_000)
      do {
        switch name {
        case "check": _ = try graph.check()
        case "compact": _ = try graph.compact()
        default: _ = try graph.run("CREATE FULLTEXT INDEX w FOR (n:Node) ON EACH [n.text]")
        }
        Issue.record("\(name) was done too soon to be cancelled")
      } catch let error as Diagnostic {
        #expect(error.detail == "Interrupted")
      }
      graph.clearCancel()
      return .now - (try #require(cancelling.moment))
    }
    #expect(try graph.check() == [])
    #expect(try graph.run("SHOW INDEXES").all().isEmpty)
    try graph.close()
  }
}
