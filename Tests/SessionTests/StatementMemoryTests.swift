import GraphModel
import GraphTestKit
import Testing

@testable import GraphEngine

/// That statements are paid for, and kept only as long as they are few and small.
@Suite("Memory of statements")
struct StatementMemoryTests {
  private func sum(_ count: Int) -> String {
    "RETURN " + Array(repeating: "1", count: count).joined(separator: " + ") + " AS x"
  }

  @Test("A statement that alone needs more than the query may have is refused")
  func refused() throws {
    let session = GraphDatabase().session()
    session.limits.memory = 10 << 20
    #expect(try session.run(sum(1_000)).next()?["x"] == 1_000)
    let error = #expect(throws: Diagnostic.self) { try session.run(sum(200_000)) }
    #expect(error?.detail == "MemoryLimit")
  }

  @Test("What a statement takes is taken from what its rows may take")
  func shared() throws {
    let session = GraphDatabase().session()
    let list = "RETURN size(range(1, 100000)) AS n, "
    session.limits.memory = 8 << 20
    #expect(try session.run(list + "1 AS one").next()?["n"] == 100_000)
    let long = list + Array(repeating: "1", count: 25_000).joined(separator: " + ") + " AS s"
    let error = #expect(throws: Diagnostic.self) { try session.run(long).all() }
    #expect(error?.detail == "MemoryLimit")
  }

  @Test("What rows hold stays paid for when MERGE puts batches side by side")
  func merged() throws {
    let session = GraphDatabase().session()
    session.batchSize = 256
    func run(_ lists: Int) throws {
      // Each row holds lists of 100 numbers, those of before beside those made after.
      let names = (0..<lists).map { "l\($0)" }
      let clauses = names.enumerated().map { place, name in
        "WITH *, [x IN range(1, 100) | x + i] AS \(name) MERGE (n\(place):N {k: \(place)})"
      }
      let query =
        "UNWIND range(1, 4000) AS i \(clauses.joined(separator: " ")) "
        + "RETURN sum(\(names.map { "size(\($0))" }.joined(separator: " + "))) AS n"
      #expect(try session.run(query).next()?["n"] == .integer(400_000 * lists))
    }
    session.limits.memory = 1 << 30
    try run(8)
    session.limits.memory = 40 << 20
    try run(1)
    let error = #expect(throws: Diagnostic.self) { try run(8) }
    #expect(error?.detail == "MemoryLimit")
  }

  @Test("Statements are kept while they are few, small, and small together")
  func kept() throws {
    let database = GraphDatabase()
    let session = database.session()
    for number in 0..<300 { _ = try session.run("RETURN \(number) AS x").all() }
    #expect(database.statements.kept.count > 10 && database.statements.kept.count <= 256)
    for number in 0..<40 {
      _ = try session.run(sum(4_000 + number)).all()
      #expect(database.statements.kept.bytes <= 1 << 25)
    }
    #expect(database.statements.kept.count > 1)
    let before = database.statements.kept.count
    _ = try session.run(sum(120_000)).all()
    #expect(database.statements.kept.count == before, "a long one is not kept")
  }

  @Test("What is estimated grows with the statement")
  func estimate() throws {
    let session = GraphDatabase().session()
    func bytes(_ count: Int) throws -> Int {
      let text = sum(count)
      _ = try session.run(text).all()
      return try session.compiled(text, within: session.executionLimits).bytes
    }
    let (one, four) = (try bytes(1_000), try bytes(4_000))
    #expect(one > 100_000 && four > 3 * one && four < 5 * one)
  }
}
