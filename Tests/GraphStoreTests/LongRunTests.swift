import Foundation
import GraphStore
import Testing

/// What shows only after a long time, and the descriptors that a process holds.
@Suite struct LongRunTests {
  @Test func tenThousandCommitsAndCheckpoints() throws {
    let folder = try MemoryFolder()
    let path = folder.path + "/g.dolen"
    let count = 10_000
    var store = try GraphStore.open(path: path, mode: .create)
    for number in 0..<count {
      try store.inTransaction {
        if number % 3 == 2 {
          try store.deleteNode(id: number - 2)
        }
        try store.addNode("A", #"{"number":\#(number)}"#)
      }
      // A close brings the log into the file; the next commit begins a new one.
      try store.close()
      store = try GraphStore.open(path: path, mode: .readWrite)
    }
    #expect(store.generation == count)
    #expect(store.nextNodeID == count)
    #expect(store.nodeCount == count - count / 3)
    #expect(try store.check(.full) == [])
    try store.close()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["g.dolen"])
    // Rows that are gone leave their room to others. (10,000 entries of the log of changes, too.)
    #expect(try bytes(of: path).count < 1_000_000)
  }

  #if os(Linux)
    /// Closing any descriptor of a file drops the locks of all, so that a stray one is a danger.
    @Test func theProcessHoldsTheDescriptorsOfTheStoreAndNoOthers() throws {
      let folder = try TemporaryFolder()
      let path = folder.file("g.dolen")
      func held(_ suffix: String = "") -> Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return names.filter {
          (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + $0))
            == path + suffix
        }.count
      }
      let store = try GraphStore.open(path: path, mode: .create)
      // SQLite's and ours.
      #expect(held() == 2)
      try store.inTransaction { _ = try store.addNode("A") }
      #expect(held() == 2 && held("-wal") == 1 && held("-shm") == 0)
      _ = try storeError { _ = try GraphStore.open(path: path, mode: .readOnly) }
      _ = try storeError { _ = try Salvage(path: path) }
      _ = try storeError { try store.backup(to: path, replacing: true) }
      _ = try store.check(.full)
      try store.backup(to: folder.file("copy.dolen"))
      _ = try store.compact()
      #expect(held() == 2 && held("-wal") == 1)
      try store.close()
      #expect(held() == 0 && held("-wal") == 0)
      for _ in 0..<20 {
        let reader = try GraphStore.open(path: path, mode: .readOnly)
        #expect(held() == 2)
        try reader.close()
      }
      #expect(held() == 0)
    }
  #endif

  @Test func aJournalOfAnotherFileIsNotTakenOver() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("g.dolen")
    let store = try GraphStore.open(path: path, mode: .create)
    for _ in 0..<5 {
      try store.inTransaction { for _ in 0..<100 { try store.addNode("A", #"{"x":1}"#) } }
    }
    try store.close()
    // Another graph, in the middle of a transaction of some other program.
    let other = folder.file("other.dolen")
    try GraphStore.open(path: other, mode: .create).close()
    let writer = try SQLiteConnection(other, access: .readWrite)
    try writer.run("PRAGMA journal_mode=DELETE", operation: "test")
    for _ in 0..<9 {
      try writer.run("INSERT INTO node(labels) VALUES (NULL)", operation: "test")
    }
    try writer.run("PRAGMA cache_size=1", operation: "test")
    try writer.run("BEGIN IMMEDIATE", operation: "test")
    try writer.run(
      """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
      INSERT INTO node(labels) SELECT NULL FROM n
      """, operation: "test")
    let journal = try bytes(of: other + "-journal")
    try writer.run("ROLLBACK", operation: "test")
    #expect(journal.count > 4096)
    let before = try bytes(of: path)
    for strange in [journal, Array("a file that happens to be called so, of some length".utf8)] {
      try writeFile(strange, to: path + "-journal")
      let error = try storeError { _ = try GraphStore.open(path: path, mode: .readWrite) }
      #expect(error?.kind == .strayFiles, "\(String(describing: error))")
      #expect(try bytes(of: path) == before && bytes(of: path + "-journal") == strange)
    }
  }
}

/// A folder in memory where there is one, for what would wear out a disk.
final class MemoryFolder {
  let path: String

  init() throws {
    let memory = "/dev/shm"
    let base = FileManager.default.isWritableFile(atPath: memory) ? memory : NSTemporaryDirectory()
    path = "\(base)/dolen-store-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
