import Foundation
import GraphStore
import Testing

@Suite struct BackupAndLoadTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("g.dolen")
  }

  private func makeGraph() throws -> GraphStore {
    let store = try GraphStore.open(path: path, mode: .create)
    try store.inTransaction { for _ in 0..<300 { try store.addNode("A", #"{"x":1}"#) } }
    return store
  }

  @Test func aBackupIsAGraph() throws {
    let store = try makeGraph()
    var progress: [(Int, Int)] = []
    try store.backup(to: folder.file("b.dolen")) { progress.append(($0, $1)) }
    #expect(progress.last.map { $0.0 == $0.1 } == true)
    #expect(try folder.names == ["b.dolen", "g.dolen", "g.dolen-wal"])
    // The store goes on, and the copy does not change with it.
    try store.inTransaction { _ = try store.addNode("B") }
    let copy = try GraphStore.open(path: folder.file("b.dolen"), mode: .readWrite)
    #expect(copy.nodeCount == 300)
    #expect(try copy.check(.full) == [])
    try copy.inTransaction { _ = try copy.addNode("C") }
    try copy.close()
    try store.close()
    #expect(try folder.names == ["b.dolen", "g.dolen"])
  }

  @Test func aReaderCanMakeABackup() throws {
    try makeGraph().close()
    let store = try GraphStore.open(path: path, mode: .readOnly)
    try store.backup(to: folder.file("b.dolen"))
    let copy = try GraphStore.open(path: folder.file("b.dolen"), mode: .readOnly)
    #expect(try copy.nodeTexts() == store.nodeTexts())
  }

  @Test func aBackupReplacesOnlyWhenAsked() throws {
    let store = try makeGraph()
    let target = folder.file("b.dolen")
    try writeFile([1, 2, 3], to: target)
    #expect(try storeError { try store.backup(to: target) }?.kind == .exists)
    #expect(try bytes(of: target) == [1, 2, 3])
    try store.backup(to: target, replacing: true)
    try GraphStore.open(path: target, mode: .readOnly).close()
    // Not itself, under whatever name, and not a graph that is open.
    #expect(try storeError { try store.backup(to: path, replacing: true) }?.kind == .alreadyOpen)
    let other = try GraphStore.open(path: target, mode: .readOnly)
    #expect(try storeError { try store.backup(to: target, replacing: true) }?.kind == .alreadyOpen)
    #expect(try other.nodeTexts().count == 300)
    #expect(
      try storeError { try store.backup(to: folder.file("none/b.dolen")) }?.kind == .missing)
  }

  @Test func aCancelledBackupLeavesNothing() throws {
    let store = try makeGraph()
    store.isCancelled = { true }
    #expect(try storeError { try store.backup(to: folder.file("b.dolen")) }?.kind == .interrupted)
    #expect(try folder.names == ["g.dolen", "g.dolen-wal"])
  }

  @Test func aLoadIsThereWhenItIsWhole() throws {
    let load = try NewGraphFile(path: path)
    try load.store.begin()
    try load.store.addNode("A")
    let point = try load.store.savepoint()
    try load.store.addNode("B")
    try load.store.rollback(to: point)
    try load.store.addNode("C")
    #expect(!FileManager.default.fileExists(atPath: path))
    try load.store.commit()
    #expect(!FileManager.default.fileExists(atPath: path))
    try load.finish()
    #expect(try folder.names == ["g.dolen"])
    #expect(load.store.isClosed)
    #expect(try storeError { try load.finish() }?.kind == .misuse)

    let store = try GraphStore.open(path: path, mode: .readWrite)
    #expect(try store.nodeTexts() == ["0:A", "1:C"])
    #expect(try store.check(.full) == [])
    try store.inTransaction { _ = try store.addNode("D") }
    #expect(try store.nodeTexts() == ["0:A", "1:C", "2:D"])
  }

  @Test func aLoadThatIsGivenUpLeavesNothing() throws {
    let load = try NewGraphFile(path: path)
    try load.store.begin()
    try load.store.addNode("A")
    load.discard()
    #expect(try folder.names == [])
    do {
      let forgotten = try NewGraphFile(path: path)
      try forgotten.store.inTransaction { _ = try forgotten.store.addNode("A") }
    }
    #expect(try folder.names == [])
  }

  @Test func aLoadDoesNotReplaceAFile() throws {
    let load = try NewGraphFile(path: path)
    try load.store.inTransaction { _ = try load.store.addNode("A") }
    try writeFile([1, 2, 3], to: path)
    #expect(try storeError { try load.finish() }?.kind == .exists)
    #expect(try folder.names == ["g.dolen"])
    #expect(try bytes(of: path) == [1, 2, 3])
    #expect(try storeError { _ = try NewGraphFile(path: path) }?.kind == .exists)
  }

  @Test func aRolledBackLoadIsEmpty() throws {
    let load = try NewGraphFile(path: path)
    try load.store.begin()
    for _ in 0..<20_000 { try load.store.addNode("A", #"{"text":"some text"}"#) }
    try load.store.rollback()
    try load.finish()
    let store = try GraphStore.open(path: path, mode: .readOnly)
    #expect(try store.nodeTexts() == [])
    #expect(try store.check(.full) == [])
  }
}
