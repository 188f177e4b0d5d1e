import Foundation
import GraphEngine
import GraphModel
import GraphStore
import Testing

/// One file and several processes: a file is held while it is used, and no longer.
@Suite(
  "A file and other processes", .serialized,
  .enabled(if: OtherProcess.exists, "there is no python3 program"))
struct FileSharingTests {
  private let file = TemporaryGraph()

  private func sum(_ session: GraphSession) throws -> Int? {
    guard
      case .integer(let sum)? = try session.run("MATCH (s:Study) RETURN sum(s.year)").next()?
        .values[0]
    else { return nil }
    return sum
  }

  /// What becomes of a statement in another process that waits for nobody.
  private func attempt(_ statement: String) throws -> String {
    let other = try OtherProcess(
      """
      try:
        c = sqlite3.connect(path, timeout=0)
        c.execute("\(statement)").fetchall()
        c.commit()
        print('ok')
      except sqlite3.Error as e:
        print(e)
      """, file.path)
    return other.end()
  }

  private static let write = "UPDATE node SET properties = json_set(properties, '$.year', 1)"

  /// Waits until `body` is true, for two seconds at most.
  private func eventually(_ body: () throws -> Bool) throws -> Bool {
    for _ in 0..<100 {
      if try body() { return true }
      usleep(20_000)
    }
    return false
  }

  @Test("Who reads holds the file during a statement, who writes a little longer")
  func idle() throws {
    let database = try file.database(studies: 10)
    let session = database.session()
    #expect(try sum(session) == 20_000)
    #expect(try eventually { try attempt("BEGIN EXCLUSIVE") == "ok" })
    // In a transaction it stays as it is.
    try session.begin()
    #expect(try sum(session) == 20_000)
    usleep(300_000)
    #expect(try attempt(Self.write) == "database is locked")
    #expect(try attempt("SELECT * FROM node") == "ok")
    try session.commit()
    // Many commits in a row do not give it back each.
    database.idleTime = nil
    for _ in 0..<3 { _ = try session.run("CREATE (:Study {year: 0})") }
    usleep(100_000)
    #expect(try attempt("SELECT * FROM node") == "database is locked")
    database.giveBackFile()
    #expect(try attempt("BEGIN EXCLUSIVE") == "ok")
    #expect(!FileManager.default.fileExists(atPath: file.path + "-wal"))
    database.idleTime = .milliseconds(100)
    _ = try session.run("CREATE (:Study {year: 0})")
    #expect(try eventually { try attempt("BEGIN EXCLUSIVE") == "ok" })
    #expect(try sum(session) == 20_000)
    try database.close()
  }

  @Test("What another process has changed is seen by the next statement")
  func changedElsewhere() throws {
    let database = try file.database(studies: 10)
    let (one, other) = (database.session(), database.session())
    let query = try one.prepare("MATCH (s:Study {id: 3}) RETURN s.year")
    #expect(try query.run().next()?.values[0] == .integer(2_000))
    try other.begin()
    database.giveBackFile()
    #expect(database.takeNotices() == [])
    #expect(try eventually { try attempt(Self.write) == "ok" })
    #expect(try query.run().next()?.values[0] == .integer(1))
    let notices = database.takeNotices()
    #expect(notices.count == 1 && notices[0].contains("was changed by another program"))
    #expect(database.takeNotices() == [])
    #expect(try sum(other) == 10)
    try other.rollback()
    _ = try one.run("MATCH (s:Study) SET s.year = s.year + 1")
    #expect(try sum(other) == 20)
    #expect(try one.check() == [])
    try database.close()
    let graph = try Graph.open(file.path)
    #expect(try sum(graph) == 20)
    try graph.close()
  }

  @Test("Another file in its place is another graph")
  func replaced() throws {
    let database = try file.database(studies: 10)
    let session = database.session()
    #expect(try sum(session) == 20_000)
    try session.backup(to: file.path + ".copy")
    database.giveBackFile()
    try FileManager.default.moveItem(atPath: file.path, toPath: file.path + ".old")
    let missing = try #require(throws: StoreError.self) { _ = try sum(session) }
    #expect(missing.kind == .changedElsewhere)
    try FileManager.default.moveItem(atPath: file.path + ".copy", toPath: file.path)
    #expect(throws: StoreError.self) { _ = try session.run("CREATE (:Study)") }
    #expect(throws: StoreError.self) { _ = try sum(session) }
    try? database.close()
    let graph = try Graph.open(file.path)
    #expect(try sum(graph) == 20_000)
    try graph.close()
  }

  @Test("What was committed to a file that is taken away while nobody uses it can be copied")
  func takenAway() throws {
    let database = try file.database(studies: 10)
    let session = database.session()
    _ = try session.run("CREATE (:Study {year: 1})")
    let all = try sum(session)
    database.giveBackFile()
    try FileManager.default.removeItem(atPath: file.path)
    let missing = try #require(throws: StoreError.self) { _ = try sum(session) }
    #expect(missing.hint?.contains("':backup FILE' copies it") == true, "\(missing)")
    let copy = file.path + ".copy"
    try session.backup(to: copy)
    let graph = try Graph.open(copy)
    #expect(try sum(graph) == all)
    try graph.close()
    // With another graph in its place, the copy still is of this one.
    try FileManager.default.copyItem(atPath: copy, toPath: file.path)
    let replaced = try #require(throws: StoreError.self) { _ = try sum(session) }
    #expect(replaced.cause.contains("another file is in its place"))
    try session.backup(to: copy, replacing: true)
    // What another process has changed where the file was moved to is not what was committed here.
    let other = try #require(throws: StoreError.self) { try session.backup(to: copy) }
    #expect(other.kind == .exists && other.hint?.contains("--force") == true)
    try? database.close()
  }

  @Test("An answer that nobody reads on does not hold the file, and is what it was")
  func heldAnswer() throws {
    let database = try file.database(studies: 5_000)
    database.idleTime = .milliseconds(50)
    let session = database.session()
    let rows = try session.run("MATCH (s:Study) RETURN s.year, s.title ORDER BY s.title DESC")
    #expect(try rows.next()?.values[0] == .integer(2_000))
    #expect(try eventually { try attempt(Self.write) == "ok" })
    let rest = try rows.all()
    #expect(rest.count == 4_999)
    #expect(rest.allSatisfy { $0.values[0] == .integer(2_000) })
    #expect(try sum(session) == 5_000)
    try database.close()
  }

  @Test("A first write waits for who reads, and is then told who does")
  func waitsForReaders() throws {
    let database = try file.database(studies: 10)
    let session = database.session()
    let reader = try OtherProcess(
      """
      c = sqlite3.connect(path, isolation_level=None)
      c.execute('BEGIN'); c.execute('SELECT * FROM node').fetchall()
      print('reading', flush=True); sys.stdin.readline()
      c.execute('COMMIT')
      """, file.path)
    #expect(reader.line() == "reading")
    session.limits.patience = .milliseconds(100)
    let error = try #require(throws: StoreError.self) { _ = try session.run("CREATE (:Study)") }
    #expect(error.kind == .locked)
    #expect(error.process == reader.number)
    #expect(
      error.cause == "it is open for reading in process \(reader.number); nothing was changed")
    // Neither did it keep a lock, nor does it keep others from reading.
    #expect(try attempt("SELECT * FROM node") == "ok")
    #expect(try sum(session) == 20_000)
    session.limits.patience = .seconds(30)
    DispatchQueue.global().asyncAfter(deadline: .now() + 0.2) { reader.tell("go") }
    _ = try session.run("CREATE (:Study {year: 5})")
    #expect(try sum(session) == 20_005)
    _ = reader.end()
    try database.close()
  }

  @Test("A statement that another process has overtaken is done over what that has left")
  func overtaken() throws {
    let database = try file.database(studies: 10)
    let session = database.session()
    let writer = try OtherProcess(
      """
      c = sqlite3.connect(path, isolation_level=None, timeout=30)
      c.execute('BEGIN IMMEDIATE')
      c.execute("\(Self.write)")
      print('written', flush=True); time.sleep(0.3)
      c.execute('COMMIT')
      """, file.path)
    #expect(writer.line() == "written")
    session.limits.patience = .seconds(30)
    _ = try session.run("MATCH (s:Study) SET s.year = s.year + 1")
    #expect(try sum(session) == 20)
    // A transaction that has read what is no longer so can only be taken back.
    _ = writer.end()
    try database.close()
  }

  @Test("What a process has left that was killed is taken over before the next statement")
  func crashedWriter() async throws {
    let database = try file.database(studies: 10)
    let session = database.session()
    #expect(try sum(session) == 20_000)
    database.giveBackFile()
    await #expect(processExitsWith: .failure) { [path = file.path as String] in
      let graph = try Graph.open(path)
      _ = try graph.run("CREATE (:Study {year: 7})")
      kill(getpid(), SIGKILL)
    }
    #expect(FileManager.default.fileExists(atPath: file.path + "-wal"))
    #expect(try sum(session) == 20_007)
    _ = try session.run("CREATE (:Study {year: 1})")
    try database.close()
    let graph = try Graph.open(file.path)
    #expect(try sum(graph) == 20_008)
    #expect(try graph.check() == [])
    try graph.close()
  }
}
