import Foundation
import GraphEngine
import GraphModel
import Synchronization
import Testing

/// Statements of hostile size go through parser, binder, planner and runtime: an answer in good time,
/// or a diagnostic.
@Suite("Hostile sizes", .serialized)
struct HostileSizeTests {
  private func repeated(_ text: String, _ count: Int, between: String) -> String {
    Array(repeating: text, count: count).joined(separator: between)
  }

  /// The first value of the first row, and how long it took.
  private func answer(
    _ query: String, on graph: Graph = Graph(), parameters: [String: Value] = [:]
  ) throws -> (value: Value?, time: Duration) {
    var value: Value?
    let time = try ContinuousClock().measure {
      value = try graph.run(query, parameters: parameters).all().first?.values.first
    }
    return (value, time)
  }

  private func refusal(of query: String) -> Diagnostic? {
    do {
      _ = try Graph().run(query).all()
      return nil
    } catch {
      return error as? Diagnostic
    }
  }

  @Test(
    "Deep nesting is refused, and what is within the limit runs",
    arguments: [
      ("(", "1", ")"), ("[", "1", "]"), ("{a: ", "1", "}"), ("NOT ", "true", ""), ("-", "1", ""),
      ("CASE WHEN true THEN ", "1", " END"), ("coalesce(", "1", ")"),
      ("[x IN [1] | ", "1", "]"), ("reduce(s = 0, x IN [1] | ", "1", ")"),
    ])
  func nesting(_ before: String, _ middle: String, _ after: String) throws {
    func query(_ depth: Int) -> String {
      let nest =
        String(repeating: before, count: depth) + middle + String(repeating: after, count: depth)
      return "RETURN \(nest) AS x"
    }
    #expect(refusal(of: query(5_000))?.detail == "NestingTooDeep")
    #expect(refusal(of: query(60)) == nil)
  }

  @Test(
    "Long chains take linear time",
    arguments: [
      ("n.x = 1", " OR "), ("n.x <> 1", " AND "), ("n.x = 1", " XOR "), ("n.x", " + "),
      ("1", " * "),
    ])
  func chains(_ term: String, _ link: String) throws {
    func time(_ count: Int) throws -> Duration {
      let graph = Graph()
      _ = try graph.run("CREATE (:N {x: 2}), (:N {x: 3})").all()
      graph.limits.textLength = 1 << 22
      let query =
        "MATCH (n:N) WITH \(repeated(term, count, between: link)) AS v RETURN count(v) AS c"
      let (value, time) = try answer(query, on: graph)
      #expect(value == 2)
      return time
    }
    _ = try time(1_000)
    let short = try time(12_500)
    let long = try time(100_000)
    #expect(long < short * 40 + .seconds(1), "8 times the terms took \(short) and then \(long)")
    #expect(long < .seconds(60))
  }

  @Test("A chain of 100,000 conditions in WHERE")
  func conditions() throws {
    let graph = Graph()
    graph.limits.textLength = 1 << 22
    _ = try graph.run("UNWIND range(1, 10) AS x CREATE (:N {x: x})").all()
    let chain = (1...100_000).map { "n.x = \($0 + 5)" }.joined(separator: " OR ")
    #expect(try answer("MATCH (n:N) WHERE \(chain) RETURN count(*) AS c", on: graph).value == 5)
  }

  @Test("A mebibyte of query is read; more is refused")
  func length() throws {
    let text = String(repeating: "x", count: 1 << 20)
    #expect(refusal(of: "RETURN '\(text)' AS x")?.detail == "StatementTooLong")
    #expect(try answer("RETURN size('\(text.dropLast(100))') AS x").value == .integer(1_048_476))
    let names = (0..<60_000).map { "\($0) AS c\($0)" }.joined(separator: ", ")
    #expect(try answer("RETURN \(names)").value == 0)
  }

  @Test("Huge literals")
  func literals() throws {
    let digits = String(repeating: "9", count: 100_000)
    #expect(refusal(of: "RETURN \(digits) AS x")?.detail == "IntegerOverflow")
    #expect(refusal(of: "RETURN 0x\(digits) AS x")?.detail == "IntegerOverflow")
    #expect(refusal(of: "RETURN \(digits).5 AS x")?.detail == "FloatingPointOverflow")
    #expect(refusal(of: "RETURN 1e\(digits) AS x")?.detail == "FloatingPointOverflow")
    #expect(try answer("RETURN 0.\(digits) AS x").value == 1.0)
    #expect(refusal(of: "RETURN range(0, 9223372036854775807) AS x")?.type == .limitExceeded)
    #expect(refusal(of: "RETURN 1 AS x LIMIT \(digits)")?.detail == "IntegerOverflow")
  }

  @Test("A list of 10,000 values", arguments: [true, false])
  func membership(_ isIndexed: Bool) throws {
    let graph = Graph()
    _ = try graph.run("UNWIND range(1, 5000) AS x CREATE (:N {x: x})").all()
    if isIndexed { _ = try graph.run("CREATE INDEX FOR (n:N) ON (n.x)").all() }
    let list = (1...10_000).map { "\($0 * 2)" }.joined(separator: ", ")
    let (value, time) = try answer(
      "MATCH (n:N) WHERE n.x IN [\(list)] RETURN count(*) AS c", on: graph)
    #expect(value == 2_500)
    #expect(time < .seconds(20))
    let values = Value.list((1...10_000).map { .integer($0 * 2) })
    #expect(
      try answer(
        "MATCH (n:N) WHERE n.x IN $list RETURN count(*) AS c", on: graph,
        parameters: ["list": values]
      ).value == 2_500)
  }

  @Test("Many clauses, patterns, parts and items")
  func clauses() throws {
    let graph = Graph()
    _ = try graph.run("CREATE (a:N {x: 1})-[:T]->(b:N {x: 2})-[:T]->(a)").all()
    let matches = (0..<300).map { "MATCH (n\($0):N {x: 1})" }.joined(separator: " ")
    #expect(try answer("\(matches) RETURN count(*) AS c", on: graph).value == 1)
    let chained = (0..<300).map { "MATCH (n\($0))-[:T]->(n\($0 + 1))" }.joined(separator: " ")
    #expect(try answer("\(chained) RETURN count(*) AS c", on: graph).value == 2)
    let apart = (0..<64).map { "(n\($0):N {x: 1})" }.joined(separator: ", ")
    let (value, time) = try answer("MATCH \(apart) RETURN count(*) AS c", on: graph)
    #expect(value == 1)
    #expect(time < .seconds(20), "planning 64 patterns took \(time)")
    let star = (0..<64).map { "(n {x: 1})-[r\($0):T]-(m\($0))" }.joined(separator: ", ")
    let (rows, starTime) = try answer("MATCH \(star) RETURN count(*) AS c", on: graph)
    #expect(rows == 0)
    #expect(starTime < .seconds(20), "planning a star of 64 took \(starTime)")
    let path = "(n0)" + (1...200).map { "-[:T]->(n\($0))" }.joined()
    #expect(try answer("MATCH \(path) RETURN count(*) AS c", on: graph).value == 0)
    let parts = repeated("RETURN 1 AS x", 2_000, between: " UNION ALL ")
    #expect(try graph.run(parts).all().count == 2_000)
    let withs = (0..<1_000).map { "WITH x + \($0) AS x" }.joined(separator: " ")
    #expect(try answer("WITH 0 AS x \(withs) RETURN x", on: graph).value == 499_500)
    let items = (0..<2_000).map { "SET n.k\($0) = \($0)" }.joined(separator: " ")
    #expect(try answer("MATCH (n {x: 1}) \(items) RETURN n.k1999 AS x", on: graph).value == 1_999)
    let creates = (0..<3_000).map { "(:M {i: \($0)})" }.joined(separator: ", ")
    _ = try graph.run("CREATE \(creates)").all()
    #expect(try answer("MATCH (m:M) RETURN count(*) AS c", on: graph).value == 3_000)
  }

  @Test(
    "Many parts",
    arguments: [
      ("RETURN 1 AS x UNION RETURN 1 AS x", 1), ("RETURN 1 AS x UNION RETURN 2 AS x", 2),
    ])
  func unions(_ pair: String, _ rows: Int) throws {
    let graph = Graph()
    graph.limits.textLength = 1 << 22
    let query = repeated(pair, 5_000, between: " UNION ")
    #expect(try graph.run(query).all().count == rows)
  }

  @Test("100,000 elements of a list, entries of a map, arguments and branches")
  func wide() throws {
    let graph = Graph()
    graph.limits.textLength = 1 << 23
    let numbers = (0..<100_000).map { "\($0)" }.joined(separator: ", ")
    #expect(try answer("RETURN size([\(numbers)]) AS n", on: graph).value == 100_000)
    #expect(try answer("RETURN 99999 IN [\(numbers)] AS x", on: graph).value == true)
    let entries = (0..<100_000).map { "k\($0): \($0)" }.joined(separator: ", ")
    #expect(try answer("RETURN size(keys({\(entries)})) AS n", on: graph).value == 100_000)
    let branches = (0..<100_000).map { "WHEN \($0) THEN \($0 + 1)" }.joined(separator: " ")
    #expect(
      try answer("UNWIND [99999] AS v RETURN CASE v \(branches) END AS x", on: graph).value
        == 100_000)
    let labels = (0..<20_000).map { "L\($0)" }.joined(separator: "|")
    #expect(try answer("MATCH (n:\(labels)) RETURN count(*) AS n", on: graph).value == 0)
  }

  @Test("On a small stack there is an answer or a diagnostic", arguments: [20, 60, 190, 5_000])
  func smallStack(_ depth: Int) throws {
    let nests = [
      ("(", "1", ")"), ("CASE WHEN true THEN ", "1", " END"), ("[", "1", "]"), ("{a: ", "1", "}"),
      ("NOT ", "true", ""), ("abs(", "1", ")"), ("[x IN [1] | ", "1", "]"),
      ("COUNT { MATCH (n) WHERE 0 < ", "1", " }"), ("[1][", "0", "]"),
    ]
    let nested = nests.map { before, middle, after in
      "RETURN " + String(repeating: before, count: depth) + middle
        + String(repeating: after, count: depth) + " AS x"
    }
    let chain = "RETURN \(repeated("1", 100_000, between: " + ")) AS x"
    let queries = nested + (depth == 20 ? [chain] : [])
    let answers = Mutex<[String]>([])
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      for query in queries {
        let graph = Graph()
        graph.limits.textLength = 1 << 22
        let outcome =
          (try? graph.run(query).all()).map { _ in "answered" } ?? refusal(of: query)?.detail
        answers.withLock { $0.append(outcome ?? "neither") }
      }
      done.signal()
    }
    thread.stackSize = 512 << 10
    thread.start()
    done.wait()
    let outcomes = answers.withLock { $0 }
    #expect(outcomes.count == queries.count)
    #expect(outcomes.allSatisfy { ["answered", "NestingTooDeep"].contains($0) }, "\(outcomes)")
    if depth == 20 { #expect(outcomes.last == "answered") }
    if depth == 5_000 { #expect(outcomes.allSatisfy { $0 == "NestingTooDeep" }) }
  }
}
