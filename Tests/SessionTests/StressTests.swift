import Foundation
import GraphEngine
import GraphModel
import Synchronization
import Testing

/// Eight sessions read and one writes; every answer is one of a committed state.
///
/// `DOLEN_SESSION_SECONDS` says for how long; `scripts/test-sessions` runs it for a minute under the
/// thread sanitizer.
@Suite("Sessions under load", .serialized)
struct StressTests {
  private static let seconds =
    ProcessInfo.processInfo.environment["DOLEN_SESSION_SECONDS"].flatMap(Double.init) ?? 1

  /// What the readers found, and how often.
  private final class Findings: Sendable {
    let wrong = Mutex<[String]>([])
    let readings = Atomic(0)
    let commits = Atomic(0)
    let isOver = Atomic(false)

    func report(_ text: String) {
      wrong.withLock { if $0.count < 20 { $0.append(text) } }
    }
  }

  @Test("Eight read and one writes", arguments: [true, false])
  func eightReadOneWrites(inFile: Bool) throws {
    let file = TemporaryGraph()
    let database = inFile ? try file.database(studies: 500) : GraphDatabase()
    let graph = Graph(of: database)
    if !inFile {
      _ = try graph.run(
        "UNWIND range(0, 499) AS i CREATE (:Study {id: i, year: 2000, title: 'number ' + i})")
    }
    _ = try graph.run("CREATE INDEX by_id FOR (s:Study) ON (s.id)")
    _ = try graph.run("CREATE FULLTEXT INDEX titles FOR (s:Study) ON EACH [s.title]")
    // A step of the writer moves years from one study to another, and makes and deletes pairs.
    let findings = Findings()
    let group = DispatchGroup()
    for number in 0..<9 {
      group.enter()
      let thread = Thread {
        do {
          if number == 0 {
            try Self.write(database, findings)
          } else {
            try Self.read(database, number, findings)
          }
        } catch {
          findings.report("thread \(number): \(error)")
        }
        group.leave()
      }
      thread.stackSize = 8 << 20
      thread.start()
    }
    Thread.sleep(forTimeInterval: Self.seconds)
    findings.isOver.store(true, ordering: .releasing)
    group.wait()
    #expect(findings.wrong.withLock { $0 } == [])
    #expect(findings.readings.load(ordering: .relaxed) >= 8)
    #expect(findings.commits.load(ordering: .relaxed) >= 1)
    #expect(try graph.checkIndex() == [])
    #expect(try graph.check() == [])
    try graph.close()
    try database.close()
  }

  private static func write(_ database: GraphDatabase, _ findings: Findings) throws {
    let session = database.session(named: "The writer")
    var step = 0
    while !findings.isOver.load(ordering: .acquiring) {
      step += 1
      let (a, b) = (step * 7 % 500, (step * 11 + 1) % 500)
      try session.begin()
      _ = try session.run(
        "MATCH (s:Study {id: \(a)}) SET s.year = s.year - 1, s.title = 'moved \(step)'")
      // Taken back to its savepoint, in the middle of a transaction.
      do {
        _ = try session.run("MATCH (s:Study) SET s.year = s.year / (s.id - \(b))")
        findings.report("a division by zero went through")
      } catch is Diagnostic {}
      _ = try session.run("MATCH (s:Study {id: \(b)}) SET s.year = s.year + 1")
      _ = try session.run("CREATE (x:Pair {title: 'pair'})-[:PAIR]->(:Pair), (x)-[:PAIR]->(x)")
      if step.isMultiple(of: 5) {
        try session.rollback()
      } else {
        try session.commit()
        findings.commits.add(1, ordering: .relaxed)
      }
      if step.isMultiple(of: 20) { _ = try session.run("MATCH (p:Pair) DETACH DELETE p") }
      if step.isMultiple(of: 101), database.path != nil { _ = try session.compact() }
    }
    try session.close()
  }

  private static func read(
    _ database: GraphDatabase, _ number: Int, _ findings: Findings
  ) throws {
    let session = database.session()
    func ask(_ query: String) throws -> [Value] {
      try session.run(query).all().flatMap(\.values)
    }
    while !findings.isOver.load(ordering: .acquiring) {
      let years = try ask("MATCH (s:Study) RETURN sum(s.year), count(*), count(DISTINCT s.id)")
      if years != [.integer(1_000_000), .integer(500), .integer(500)] {
        findings.report("years \(years)")
      }
      let pairs = try ask("MATCH (p:Pair) RETURN count(*) % 2 + size([()-[r:PAIR]->() | r]) % 2")
      if !pairs.allSatisfy({ $0 == .integer(0) }) { findings.report("pairs \(pairs)") }
      // Two statements of a transaction see one state.
      try session.begin()
      let first = try ask("MATCH (s:Study {id: \(number * 50)}) RETURN s.year, s.title")
      let again = try ask("MATCH (s:Study) WHERE s.id = \(number * 50) RETURN s.year, s.title")
      if first != again { findings.report("\(first) and then \(again)") }
      try session.commit()
      findings.readings.add(1, ordering: .relaxed)
    }
    try session.close()
  }
}
