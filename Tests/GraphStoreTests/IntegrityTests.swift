import Foundation
import GraphStore
import Testing

@Suite struct IntegrityTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("g.dolen")
    let store = try GraphStore.open(path: path, mode: .create)
    try store.inTransaction {
      let a = try store.addNode("A", #"{"name":"a"}"#)
      let b = try store.addNode("B")
      try store.addRelationship("R", a, b)
    }
    try store.close()
  }

  /// The problems that a check finds after an SQL statement has been run.
  private func problems(after change: String) throws -> [IntegrityProblem] {
    let result = try run("sqlite3", path, change)
    try #require(result.status == 0, "\(result.output)")
    let store = try GraphStore.open(path: path, mode: .readOnly)
    return try store.check(.full)
  }

  @Test func aSoundGraphHasNoProblems() throws {
    let store = try GraphStore.open(path: path, mode: .readWrite)
    #expect(try store.check() == [])
    #expect(try store.check(.full) == [])
    try store.inTransaction { _ = try store.addNode("C") }
    #expect(try store.check(.full) == [])
  }

  @Test(
    .enabled(if: hasProgram("sqlite3"), "there is no sqlite3 program"),
    arguments: [
      (
        "DELETE FROM node WHERE id = 1; UPDATE meta SET value = 1 WHERE key = 'node_count'",
        IntegrityProblem(.missingNode, "relationship 0 ends at node 1, which is not there")
      ),
      (
        "UPDATE relationship SET start = 9",
        IntegrityProblem(.missingNode, "relationship 0 starts at node 9, which is not there")
      ),
      (
        "UPDATE node SET labels = '[2]' WHERE id = 1",
        IntegrityProblem(.unknownSymbol, "node 1 has the label 2, which is no symbol")
      ),
      (
        "UPDATE relationship SET type = 0",
        IntegrityProblem(.unknownSymbol, "relationship 0 has the type 0, which is no symbol")
      ),
      (
        "UPDATE node SET labels = '[1,0]' WHERE id = 0",
        IntegrityProblem(.malformedRow, "the labels of node 0 are no rising list of numbers")
      ),
      (
        "UPDATE node SET labels = 'A' WHERE id = 0",
        IntegrityProblem(.malformedRow, "the labels of node 0 are no rising list of numbers")
      ),
      (
        "UPDATE node SET properties = x'00' WHERE id = 0",
        IntegrityProblem(.malformedRow, "the properties of node 0 are no text")
      ),
      (
        "UPDATE relationship SET start = 'x'",
        IntegrityProblem(
          .malformedRow, "relationship 0 has a type or an end that is no number")
      ),
      (
        "UPDATE meta SET value = 5 WHERE key = 'relationship_count'",
        IntegrityProblem(.counter, "there is 1 relationship, and the file says 5")
      ),
      (
        "UPDATE meta SET value = 1 WHERE key = 'next_node_id'",
        IntegrityProblem(
          .counter, "node 1 has an identifier that the file would give out again")
      ),
    ])
  func damageIsFound(_ change: String, _ problem: IntegrityProblem) throws {
    #expect(try problems(after: change).contains(problem))
  }

  @Test func theCallerChecksProperties() throws {
    let store = try GraphStore.open(path: path, mode: .readOnly)
    var seen: [String] = []
    let problems = try store.check { bytes in
      seen.append(String(decoding: bytes, as: UTF8.self))
      return "are not to my taste"
    }
    #expect(seen == [#"{"name":"a"}"#])
    #expect(
      problems == [IntegrityProblem(.properties, "the properties of node 0 are not to my taste")])
  }

  @Test(.enabled(if: hasProgram("sqlite3"), "there is no sqlite3 program"))
  func manyProblemsAreCounted() throws {
    try run(
      "sqlite3", path,
      """
      WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50)
      INSERT INTO relationship SELECT i, 2, 0, 100 + i, NULL FROM n
      """)
    let store = try GraphStore.open(path: path, mode: .readOnly)
    let problems = try store.check(limit: 3)
    #expect(problems.filter { $0.kind == .missingNode }.count == 4)
    #expect(problems.contains(IntegrityProblem(.missingNode, "… and 47 more like these")))
  }

  @Test func overwrittenPagesAreFoundAndNothingCrashes() throws {
    let store = try GraphStore.open(path: path, mode: .readWrite)
    try store.inTransaction {
      for _ in 0..<2000 { try store.addNode("A", #"{"name":"a name of some length"}"#) }
    }
    try store.close()
    let content = try bytes(of: path)
    var generator = SystemRandomNumberGenerator()
    var found = 0
    for _ in 0..<200 {
      var changed = content
      // Behind the header, which is checked before anything is read.
      for _ in 0..<20 {
        changed[.random(in: 100..<content.count, using: &generator)] = .random(in: 0...255)
      }
      try writeFile(changed, to: path)
      do {
        let damaged = try GraphStore.open(path: path, mode: .readWrite)
        let problems = try damaged.check(.full)
        if !problems.isEmpty { found += 1 }
        try damaged.forEachNode { _ in }
        try damaged.close()
      } catch let error as StoreError {
        #expect(error.kind == .damaged, "\(error)")
        found += 1
      }
    }
    // Most changes fall into texts, which only the caller's check of properties would find.
    #expect(found > 0)
  }
}
