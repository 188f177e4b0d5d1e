import Foundation
import GraphStore
import Testing

/// Files that the program `sqlite3` has worked on: they are changed, not damaged.
@Suite(.enabled(if: hasProgram("sqlite3"), "there is no sqlite3 program"))
struct ForeignProgramTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("g.dolen")
  }

  private func makeGraph() throws {
    let store = try GraphStore.open(path: path, mode: .create)
    try store.inTransaction {
      for number in 0..<200 { try store.addNode("A", "{\"n\":\(number),\"t\":\"testun go hir\"}") }
    }
    try store.close()
  }

  /// Takes the change over, and expects that the file is then like any other.
  private func expectTakenOver(_ rows: [String]) throws {
    let store = try GraphStore.open(path: path, mode: .readWrite)
    #expect(store.isChangedByOthers)
    #expect(try store.nodeTexts() == rows)
    #expect(try store.check(.full).filter { $0.kind == .database } == [])
    #expect(try store.acceptForeignChange())
    #expect(!store.isChangedByOthers)
    #expect(try store.nodeTexts() == rows)
    try store.inTransaction { _ = try store.addNode("B") }
    try store.close()
    let again = try GraphStore.open(path: path, mode: .readOnly)
    #expect(!again.isChangedByOthers)
    #expect(try again.nodeTexts().dropLast() == rows[...])
    #expect(try again.check(.quick) == [])
    try again.close()
    #expect(try folder.names == ["g.dolen"])
  }

  @Test(
    arguments: [
      "INSERT INTO meta VALUES ('mine', 1)", "VACUUM",
      "PRAGMA journal_mode=WAL; INSERT INTO meta VALUES ('mine', 1)",
      "CREATE TABLE mine(x); DROP TABLE mine", "PRAGMA user_version=3", "REINDEX; ANALYZE",
    ])
  func aChangeIsNoDamage(_ sql: String) throws {
    try makeGraph()
    let store = try GraphStore.open(path: path, mode: .readOnly)
    let rows = try store.nodeTexts()
    try store.close()
    let result = try run("sqlite3", path, sql)
    #expect(result.status == 0, "\(result.output)")
    try expectTakenOver(rows)
  }

  @Test(arguments: [".backup", "VACUUM INTO"])
  func aCopyThatItMakesIsNoDamage(_ way: String) throws {
    try makeGraph()
    let store = try GraphStore.open(path: path, mode: .readOnly)
    let rows = try store.nodeTexts()
    try store.close()
    let copy = folder.file("copy.dolen")
    #expect(try run("sqlite3", path, "\(way) '\(copy)'").status == 0)
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.moveItem(atPath: copy, toPath: path)
    try expectTakenOver(rows)
  }

  @Test func aReaderLeavesTheChangeAsItIs() throws {
    try makeGraph()
    #expect(try run("sqlite3", path, "INSERT INTO meta VALUES ('mine', 1)").status == 0)
    let before = try bytes(of: path)
    let store = try GraphStore.open(path: path, mode: .readOnly)
    #expect(store.isChangedByOthers)
    #expect(try !store.acceptForeignChange())
    try store.close()
    #expect(try bytes(of: path) == before)
  }

  /// The log of a killed writer, which `sqlite3` brings into the file and removes.
  @Test(arguments: ["SELECT count(*) FROM node", "PRAGMA wal_checkpoint", "VACUUM", "kept"])
  func aLogThatItTakesOver(_ sql: String) async throws {
    try makeGraph()
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let store = try GraphStore.open(path: path, mode: .readWrite)
      for _ in 0..<5 { try store.inTransaction { _ = try store.addNode("Late") } }
      try store.begin()
      try store.addNode("Lost")
      kill(getpid(), SIGKILL)
    }
    #expect(try folder.names == ["g.dolen", "g.dolen-wal"])
    if sql == "kept" {
      // Taken over by us, there is nothing to be said.
      let store = try GraphStore.open(path: path, mode: .readOnly)
      #expect(!store.isChangedByOthers && store.nodeCount == 205)
      return try store.close()
    }
    #expect(try run("sqlite3", path, sql).status == 0)
    let store = try GraphStore.open(path: path, mode: .readOnly)
    #expect(store.isChangedByOthers && store.nodeCount == 205)
    let rows = try store.nodeTexts()
    try store.close()
    try expectTakenOver(rows)
  }
}
