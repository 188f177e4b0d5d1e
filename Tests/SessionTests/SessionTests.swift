import CypherFunctions
import Foundation
import GraphEngine
import GraphModel
import GraphTestKit
import Synchronization
import Testing

/// Several sessions of one database, on one thread and on several.
@Suite("Sessions")
struct SessionTests {
  private let file = TemporaryGraph()

  private static let years = "MATCH (s:Study) RETURN sum(s.year) AS years, count(*) AS n"

  private func answer(_ session: GraphSession, _ query: String = years) throws -> [Value] {
    try session.run(query).all().flatMap(\.values)
  }

  private func detail(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return (error as? Diagnostic)?.detail ?? "\(error)"
    }
  }

  @Test("Readers see the last commit while another session has a transaction open")
  func openTransaction() throws {
    let database = try file.database(studies: 3_000)
    defer { try? database.close() }
    let (writer, reader) = (database.session(), database.session())
    try writer.begin()
    _ = try writer.run("MATCH (s:Study) SET s.year = 0")
    _ = try writer.run("MATCH (s:Study) WHERE s.id % 3 = 0 DETACH DELETE s")
    _ = try writer.run("CREATE (:Study {id: -1, year: 7})")
    // Nobody has read this column before: its chunks are loaded now.
    #expect(try answer(reader) == [.integer(3_000 * 2_000), .integer(3_000)])
    #expect(try answer(writer) == [.integer(7), .integer(2_001)])
    // One that begins now sees the same.
    let late = database.session()
    #expect(try answer(late) == [.integer(3_000 * 2_000), .integer(3_000)])
    // Inside a statement that is taken back to its savepoint.
    #expect(detail { _ = try writer.run("MATCH (s:Study) SET s.year = 1 / (s.year - 7)") } != nil)
    #expect(
      try answer(reader, "MATCH (s:Study {id: 3})-[r:CITES]->() RETURN count(r)") == [.integer(2)])
    #expect(try answer(writer) == [.integer(7), .integer(2_001)])
    try writer.commit()
    for session in [writer, reader, late] {
      #expect(try answer(session) == [.integer(7), .integer(2_001)])
    }
  }

  @Test("A session that begins in a lone transaction sees what was committed before it")
  func beginsInTransaction() throws {
    for database in [GraphDatabase(), try file.database(studies: 10)] {
      let writer = database.session()
      _ = try writer.run("CREATE (:Study {id: 100, year: 5})-[:CITES]->(:Study {id: 101, year: 6})")
      let before = try answer(writer)
      try writer.begin()
      _ = try writer.run("MATCH (s:Study {id: 100}) SET s.year = 50, s:Old")
      _ = try writer.run("MATCH (s:Study {id: 101}) DETACH DELETE s")
      _ = try writer.run("CREATE (:Study {id: 102, year: 9})")
      let late = database.session()
      #expect(try answer(late) == before)
      #expect(try answer(late, "MATCH (s:Old) RETURN count(*)") == [.integer(0)])
      #expect(try answer(late, "MATCH ()-[r:CITES]->({id: 101}) RETURN count(r)") == [.integer(1)])
      try writer.rollback()
      #expect(try answer(writer) == before)
      #expect(try answer(late) == before)
      try database.close()
    }
  }

  @Test("A second writer waits, and is then told who writes")
  func secondWriter() throws {
    let database = GraphDatabase()
    let first = database.session(named: "The import")
    let second = database.session()
    second.limits.patience = .milliseconds(50)
    try first.begin()
    _ = try first.run("CREATE (:Study)")
    do {
      _ = try second.run("CREATE (:Study)")
      Issue.record("two wrote at once")
    } catch let error as Diagnostic {
      #expect(error.detail == "WriterBusy")
      #expect(error.message.contains("The import has a transaction open that writes"))
      #expect(error.message.contains("nothing was changed"))
    }
    // Whoever only reads does not wait.
    #expect(try answer(second, "MATCH (n) RETURN count(*)") == [.integer(0)])
    // Cancelling ends the waiting.
    second.limits.patience = .seconds(60)
    second.cancel()
    #expect(detail { _ = try second.run("CREATE (:Study)") } == "Interrupted")
    let isDone = Atomic(false)
    let box = Box(first)
    Thread.detachNewThread {
      usleep(50_000)
      try? box.session.commit()
      isDone.store(true, ordering: .releasing)
    }
    _ = try second.run("CREATE (:Study)")
    #expect(isDone.load(ordering: .acquiring) || !first.isInTransaction)
    #expect(try answer(second, "MATCH (n) RETURN count(*)") == [.integer(2)])
  }

  @Test("A transaction sees one state, and may not write over another")
  func serial() throws {
    let database = GraphDatabase()
    let (one, other) = (database.session(), database.session())
    _ = try one.run("CREATE (:Study {year: 1})")
    try one.begin()
    #expect(try answer(one) == [.integer(1), .integer(1)])
    _ = try other.run("MATCH (s:Study) SET s.year = s.year + 1")
    #expect(try answer(one) == [.integer(1), .integer(1)])
    #expect(
      detail { _ = try one.run("MATCH (s:Study) SET s.year = s.year + 1") } == "StaleTransaction")
    try one.rollback()
    // What writes first waits for nobody's word.
    try one.begin()
    _ = try other.run("MATCH (s:Study) SET s.year = s.year + 1")
    _ = try one.run("MATCH (s:Study) SET s.year = s.year + 1")
    try one.commit()
    #expect(try answer(other) == [.integer(4), .integer(1)])
  }

  @Test("What is left of a session or a graph that has gone fails, and says so")
  func outlived() throws {
    var query: PreparedQuery
    var rows: Rows
    do {
      let graph = Graph()
      _ = try graph.run("UNWIND range(1, 5000) AS i CREATE (:Study {id: i})")
      query = try graph.prepare("MATCH (s:Study) RETURN count(*)")
      rows = try graph.run("MATCH (s:Study) RETURN s.id")
      #expect(try rows.next() != nil)
    }
    // The query keeps what it needs, and so do rows.
    #expect(try query.run().all().flatMap(\.values) == [.integer(5_000)])
    #expect(try rows.all().count == 4_999)
    try query.session.close()
    #expect(detail { _ = try query.run() } == "Closed")
    let graph = try Graph.open(file.path, access: .create)
    query = try graph.prepare("RETURN 1")
    try graph.close()
    #expect(detail { _ = try query.run() } == "Closed")
    let database = GraphDatabase()
    let session = database.session()
    try database.close()
    #expect(detail { _ = try session.run("RETURN 1") } == "Closed")
  }

  @Test("A session that goes in the middle of its transaction leaves nothing")
  func gone() throws {
    let database = try file.database(studies: 4)
    do {
      let session = database.session()
      try session.begin()
      _ = try session.run("MATCH (s:Study) SET s.year = 0")
    }
    let next = database.session()
    #expect(try answer(next) == [.integer(8_000), .integer(4)])
    _ = try next.run("MATCH (s:Study) SET s.year = 1")
    #expect(try answer(next) == [.integer(4), .integer(4)])
    try database.close()
  }

  @Test("All queries together have the database's memory; one alone has its session's")
  func memory() throws {
    let database = GraphDatabase()
    database.memory = 8 << 20
    let (one, other) = (database.session(), database.session())
    _ = try one.run("UNWIND range(1, 100000) AS i CREATE (:Study {id: i})")
    let sorted = "MATCH (s:Study) RETURN s.id AS id, toString(s.id) AS text ORDER BY id DESC"
    let rows = try one.run(sorted)
    #expect(try rows.next() != nil)
    #expect(detail { _ = try other.run(sorted).next() } == "SharedMemoryLimit")
    #expect(try rows.all().count == 99_999)
    #expect(try other.run(sorted).all().count == 100_000)
  }

  @Test("A function that one session registers is there for all")
  func functions() throws {
    let database = GraphDatabase()
    let (one, other) = (database.session(), database.session())
    #expect(detail { _ = try other.prepare("RETURN twice(2)") } == "UnknownFunction")
    database.register(
      ScalarFunction(
        "twice", [.init("value", .any)], returns: .any, summary: "The value, twice.",
        examples: [], .unary { value in .list([value, value]) }))
    #expect(
      try answer(one, "RETURN twice(2)") == [.list([.integer(2), .integer(2)])])
    #expect(try answer(other, "RETURN size(twice(2))") == [.integer(2)])
  }

  /// Lets a session go from thread to thread, of which one has it at a time.
  private struct Box: @unchecked Sendable {
    let session: GraphSession

    init(_ session: GraphSession) { self.session = session }
  }
}
