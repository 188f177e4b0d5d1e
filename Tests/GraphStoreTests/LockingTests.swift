import Foundation
import GraphStore
import Testing

/// How processes, and stores in one process, keep out of each other's way.
@Suite struct LockingTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("g.dolen")
    let store = try GraphStore.open(path: path, mode: .create)
    try store.inTransaction { _ = try store.addNode("A") }
    try store.close()
  }

  private static let read = """
    import sqlite3, sys
    c = sqlite3.connect('file:' + sys.argv[1] + '?mode=ro', uri=True, isolation_level=None)
    c.execute('BEGIN'); c.execute('SELECT * FROM node').fetchall()
    """

  private static let write = """
    import sqlite3, sys
    c = sqlite3.connect(sys.argv[1], isolation_level=None)
    c.execute('BEGIN EXCLUSIVE')
    """

  /// Tries, in a process of its own, to read or write; the output is the error, or `ok`.
  private func attempt(_ statement: String) throws -> String {
    let script = """
      import sqlite3, sys
      try:
        c = sqlite3.connect(sys.argv[1], timeout=0)
        c.execute(sys.argv[2]).fetchall()
        c.commit()
        print('ok')
      except sqlite3.Error as e:
        print(e)
      """
    return try run("python3", "-c", script, path, statement).output
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @Test func aSecondOpeningInTheProcessIsRefused() throws {
    let store = try GraphStore.open(path: path, mode: .readOnly)
    #expect(symlink(path, folder.file("link")) == 0)
    #expect(link(path, folder.file("twin")) == 0)
    for name in ["g.dolen", "link", "twin"] {
      let error = try storeError {
        _ = try GraphStore.open(path: folder.file(name), mode: .readOnly)
      }
      #expect(error?.kind == .alreadyOpen)
    }
    #expect(try store.nodeTexts() == ["0:A"])
    try store.close()
    try GraphStore.open(path: folder.file("link"), mode: .readOnly).close()
  }

  @Test(.enabled(if: hasProgram("python3"), "there is no python3 program"))
  func theRefusedOpeningLeavesTheLocksAlone() throws {
    let store = try GraphStore.open(path: path, mode: .readWrite)
    try store.inTransaction { _ = try store.addNode("B") }
    _ = try storeError { _ = try GraphStore.open(path: path, mode: .readOnly) }
    #expect(try attempt("SELECT * FROM node") == "database is locked")
    #expect(try store.nodeTexts() == ["0:A", "1:B"])
  }

  @Test(.enabled(if: hasProgram("python3"), "there is no python3 program"))
  func manyRead() throws {
    let other = try PythonProcess(Self.read, path)
    defer { other.finish() }
    for mode in [GraphStore.Mode.readOnly, .readWrite] {
      let store = try GraphStore.open(path: path, mode: mode)
      #expect(try store.nodeTexts() == ["0:A"])
      #expect(try attempt("SELECT * FROM node") == "ok")
      try store.close()
    }
  }

  @Test(.enabled(if: hasProgram("python3"), "there is no python3 program"))
  func nobodyWritesWhileWeRead() throws {
    for mode in [GraphStore.Mode.readOnly, .readWrite] {
      let store = try GraphStore.open(path: path, mode: mode)
      #expect(try attempt("DELETE FROM node") == "database is locked")
      #expect(try store.nodeTexts() == ["0:A"])
      try store.close()
    }
    #expect(try attempt("DELETE FROM node") == "ok")
  }

  @Test(.enabled(if: hasProgram("python3"), "there is no python3 program"))
  func writingWaitsWhileAnotherReads() throws {
    let store = try GraphStore.open(path: path, mode: .readWrite)
    let other = try PythonProcess(Self.read, path)
    store.patience = .milliseconds(100)
    let begin = ContinuousClock.now
    let error = try storeError { try store.begin() }
    #expect(ContinuousClock.now - begin >= .milliseconds(100))
    #expect(error?.kind == .locked)
    #expect(error?.process == other.number)
    #expect(
      error?.cause == "it is open for reading in process \(other.number); nothing was changed")
    #expect(!store.isInTransaction)
    #expect(try store.nodeTexts() == ["0:A"])
    // Neither of us stands in the way of a third that reads.
    #expect(try attempt("SELECT * FROM node") == "ok")
    #expect(try folder.names == ["g.dolen"])
    other.finish()
    try store.inTransaction { _ = try store.addNode("B") }
    #expect(try store.nodeTexts() == ["0:A", "1:B"])
  }

  /// A lock that the system does not tell of is found by trying: here one of this process, which
  /// SQLite knows and the system does not count as another's.
  @Test func aLockThatIsFoundByTryingIsNotHalfTaken() throws {
    let store = try GraphStore.open(path: path, mode: .readWrite)
    store.patience = .zero
    let other = try SQLiteConnection(path, access: .readOnly)
    try other.run("BEGIN", operation: "test")
    #expect(try other.integer("SELECT count(*) FROM node", operation: "test") == 1)
    for _ in 0..<2 {
      let error = try storeError { try store.begin() }
      #expect(error?.kind == .locked)
      #expect(error?.cause == "it is open in another process; nothing was changed")
      #expect(try store.nodeTexts() == ["0:A"])
      // Had the store kept what it took on the way to the lock, nobody could begin to read.
      let third = try SQLiteConnection(path, access: .readOnly)
      #expect(try third.integer("SELECT count(*) FROM node", operation: "test") == 1)
    }
    try other.run("COMMIT", operation: "test")
    try store.inTransaction { _ = try store.addNode("B") }
    #expect(try store.nodeTexts() == ["0:A", "1:B"])
  }

  @Test(.enabled(if: hasProgram("python3"), "there is no python3 program"))
  func nobodyElseOpensWhileWeWrite() throws {
    let store = try GraphStore.open(path: path, mode: .readWrite)
    try store.inTransaction { _ = try store.addNode("B") }
    #expect(try attempt("SELECT * FROM node") == "database is locked")
    #expect(try attempt("DELETE FROM node") == "database is locked")
    #expect(try !folder.names.contains("g.dolen-shm"))
    try store.close()
    #expect(try attempt("SELECT * FROM node") == "ok")
  }

  @Test(.enabled(if: hasProgram("python3"), "there is no python3 program"))
  func openingFailsWhileAnotherWrites() throws {
    let other = try PythonProcess(Self.write, path)
    for mode in [GraphStore.Mode.readOnly, .readWrite] {
      let error = try storeError { _ = try GraphStore.open(path: path, mode: mode) }
      #expect(error?.kind == .locked)
      #expect(error?.process == other.number)
      #expect(error?.cause == "it is open for writing in process \(other.number)")
      #expect(error?.hint?.contains(":backup FILE") == true)
    }
    other.finish()
    try GraphStore.open(path: path, mode: .readOnly).close()
  }

  @Test(.enabled(if: hasProgram("python3"), "there is no python3 program"))
  func aGraphThatAnotherProgramHasInWALModeIsLocked() throws {
    let other = try PythonProcess(
      """
      import sqlite3, sys
      c = sqlite3.connect(sys.argv[1], isolation_level=None)
      c.execute('PRAGMA journal_mode=WAL'); c.execute("INSERT INTO meta VALUES ('x', 1)")
      """, path)
    for mode in [GraphStore.Mode.readOnly, .readWrite] {
      let error = try storeError { _ = try GraphStore.open(path: path, mode: mode) }
      #expect(error?.kind == .locked)
      #expect(error?.process == other.number)
    }
    other.finish()
    let store = try GraphStore.open(path: path, mode: .readOnly)
    #expect(try store.meta("x") == .integer(1))
    #expect(try folder.names == ["g.dolen"])
  }

  @Test(.enabled(if: hasProgram("python3"), "there is no python3 program"))
  func aFileThatWasGivenBackIsFree() throws {
    for mode in [GraphStore.Mode.readOnly, .readWrite] {
      let store = try GraphStore.open(path: path, mode: mode)
      if mode == .readWrite {
        try store.inTransaction { _ = try store.addNode("B") }
        try store.begin()
        #expect(try storeError { try store.giveBack() }?.kind == .misuse)
        try store.rollback()
      }
      try store.giveBack()
      #expect(!store.holdsFile)
      #expect(try folder.names == ["g.dolen"])
      #expect(try attempt("BEGIN EXCLUSIVE") == "ok")
      // Nobody has changed it.
      #expect(try !store.takeToRead { true })
      #expect(try attempt("DELETE FROM node WHERE id = 77") == "database is locked")
      try store.giveBack()
      #expect(
        try attempt("INSERT OR REPLACE INTO meta VALUES ('x', \(mode == .readOnly ? 1 : 2))")
          == "ok")
      #expect(try store.takeToRead { true })
      #expect(try store.meta("x") == .integer(mode == .readOnly ? 1 : 2))
      try store.close()
    }
  }

  @Test(.enabled(if: hasProgram("python3"), "there is no python3 program"))
  func comingBackWaitsForWriters() throws {
    let store = try GraphStore.open(path: path, mode: .readWrite)
    try store.giveBack()
    let other = try PythonProcess(Self.write, path)
    for _ in 0..<2 {
      #expect(try storeError { _ = try store.takeToRead { true } }?.process == other.number)
      #expect(try storeError { _ = try store.takeToWrite { true } }?.process == other.number)
    }
    other.finish()
    #expect(try !store.takeToWrite { true })
    try store.inTransaction { _ = try store.addNode("B") }
    try store.close()
    #expect(try attempt("SELECT * FROM node") == "ok")
  }

  @Test func aReadOnlyStoreDoesNotWrite() throws {
    let before = try bytes(of: path)
    let store = try GraphStore.open(path: path, mode: .readOnly)
    #expect(store.isReadOnly)
    #expect(try storeError { try store.begin() }?.kind == .readOnly)
    try store.close()
    #expect(try bytes(of: path) == before)
  }

  /// Root may write anything, so that the rights are given up in a child process.
  @Test func aFolderThatMayNotBeWritten() async throws {
    #expect(chmod(path, 0o666) == 0)
    #expect(chmod(folder.path, 0o555) == 0)
    defer { chmod(folder.path, 0o755) }
    await #expect(processExitsWith: .success) { [path = path as String] in
      if getuid() == 0 { try #require(setuid(65_534) == 0) }
      let reader = try GraphStore.open(path: path, mode: .readOnly)
      #expect(try reader.nodeTexts() == ["0:A"])
      try reader.close()
      let store = try GraphStore.open(path: path, mode: .readWrite)
      let error = try storeError { try store.begin() }
      #expect(error?.kind == .permission)
      #expect(try store.nodeTexts() == ["0:A"])
      try store.close()
      let create = try storeError { _ = try GraphStore.open(path: path + "2", mode: .create) }
      #expect(create?.kind == .permission)
    }
  }

  @Test func aFileThatMayNotBeWrittenOrRead() async throws {
    #expect(chmod(path, 0o444) == 0)
    await #expect(processExitsWith: .success) { [path = path as String] in
      if getuid() == 0 { try #require(setuid(65_534) == 0) }
      try GraphStore.open(path: path, mode: .readOnly).close()
      let error = try storeError { _ = try GraphStore.open(path: path, mode: .readWrite) }
      #expect(error?.kind == .permission)
    }
    #expect(chmod(path, 0) == 0)
    await #expect(processExitsWith: .success) { [path = path as String] in
      if getuid() == 0 { try #require(setuid(65_534) == 0) }
      let error = try storeError { _ = try GraphStore.open(path: path, mode: .readOnly) }
      #expect(error?.kind == .permission)
    }
  }
}
