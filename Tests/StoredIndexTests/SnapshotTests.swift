import Foundation
import GraphModel
import GraphTestKit
import Platform
import Synchronization
import Testing

@testable import GraphEngine

@Suite("Snapshots")
struct SnapshotTests {
  private let file: IndexedFile

  init() throws { file = try IndexedFile() }

  private static let total =
    "MATCH (s:Study)-[r:CITES]->(t) RETURN count(*), sum(r.strength + t.year)"

  private static func answer(_ graph: Graph) throws -> [[Value]] {
    try graph.run(total).all().map(\.values)
  }

  @Test("What is first read during an uncommitted write, or after a compaction, is as it was")
  func lazyReading() throws {
    try file.fill(studies: 2_000)
    let expected = try file.open(.readOnly) { IndexDigest($0.view) }
    try file.open { (graph: Graph) throws in
      let during = try graph.snapshot()
      let after = try graph.snapshot()
      try graph.begin()
      _ = try graph.run("MATCH (s:Study) WHERE s.id < 900 DETACH DELETE s")
      _ = try graph.run("MATCH (s:Study) SET s.year = 0")
      #expect(IndexDigest(during.reader().view) == expected)
      try graph.rollback()
      _ = try graph.run("MATCH (s:Study) WHERE s.id > 1900 DETACH DELETE s")
      _ = try graph.compact()
      let written = try graph.snapshot()
      _ = try graph.run("MATCH (s:Study) SET s.year = 1")
      _ = try graph.compact()
      #expect(IndexDigest(after.reader().view) == expected)
      #expect(try graph.checkIndex() == [])
      let (then, now) = (try Self.answer(written.reader()), try Self.answer(graph))
      #expect(then != now)
    }
    // Segments that only snapshots have kept are gone when the file is next written.
    try file.open(.readOnly) { (graph: Graph) throws in #expect(try graph.checkIndex() == []) }
  }

  @Test("A transaction that may be taken back is nobody else's to see")
  func inTransaction() throws {
    let graph = Graph()
    try graph.begin()
    #expect(throws: Diagnostic.self) { try graph.snapshot() }
    try graph.rollback()
    #expect(throws: Diagnostic.self) {
      _ = try graph.snapshot().reader().run("CREATE (:Study)").all()
    }
  }

  @Test("Threads read while one writes: each sees one commit, whole")
  func threads() throws {
    try file.fill(studies: 1_000)
    let graph = try Graph.open(file.path)
    let writer = Writer(graph: graph)
    let current = Monitor(try graph.snapshot())
    let isDone = Atomic(false)
    let wrong = Mutex<[String]>([])
    let readings = Atomic(0)
    let hasEnded = DispatchGroup()
    @Sendable func work(_ number: Int) {
      do {
        if number == 0 {
          defer { isDone.store(true, ordering: .releasing) }
          for step in 1...300 {
            // Each commit moves every study on by one year, or makes two relationships.
            _ = try writer.graph.run(
              step.isMultiple(of: 2)
                ? "MATCH (s:Study) WHERE s.id % 10 = 0 SET s.step = \(step)"
                : "MATCH (a:Study {id: \(step)}), (b:Study {id: \(step + 1)}) "
                  + "CREATE (a)-[:PAIR]->(b), (b)-[:PAIR]->(a)")
            let next = try writer.graph.snapshot()
            current.withLock { $0 = next }
          }
        } else {
          while !isDone.load(ordering: .acquiring) {
            let reader = current.withLock { $0 }.reader()
            let steps = try reader.run(
              "MATCH (s:Study) WHERE s.step IS NOT NULL RETURN count(DISTINCT s.step), count(*)"
            ).all().map(\.values)
            let pairs = try reader.run("MATCH ()-[r:PAIR]->() RETURN count(r) % 2").all()
            let isWhole =
              (steps == [[.integer(1), .integer(100)]] || steps == [[.integer(0), .integer(0)]])
              && pairs.map(\.values) == [[.integer(0)]]
            if !isWhole { wrong.withLock { $0.append("\(steps) \(pairs.map(\.values))") } }
            readings.add(1, ordering: .relaxed)
          }
        }
      } catch {
        wrong.withLock { $0.append("\(error)") }
      }
    }
    // Threads of our own: a pool may have too few to read and write at once.
    for number in 0..<4 {
      hasEnded.enter()
      Thread.detachNewThread {
        work(number)
        hasEnded.leave()
      }
    }
    hasEnded.wait()
    #expect(wrong.withLock { $0 } == [])
    #expect(readings.load(ordering: .relaxed) > 0)
    #expect(try graph.checkIndex() == [])
    try graph.close()
  }

  /// The one thread that writes has the graph for itself.
  private struct Writer: @unchecked Sendable {
    let graph: Graph
  }

  @Test("Ten thousand small commits, and each as large as the first")
  func manyCommits() throws {
    try file.open { (graph: Graph) throws in
      let create = try graph.prepare("CREATE (:Study {id: $id})-[:CITES]->(:Study {id: -$id})")
      for id in 1...10_000 { _ = try create.run(parameters: ["id": .integer(id)]) }
      #expect(graph.statistics.nodeCount == 20_000)
      #expect(try graph.checkIndex() == [])
    }
    try file.open(.readOnly) { #expect($0.statistics.relationshipCount == 10_000) }
  }
}
