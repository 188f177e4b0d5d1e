import Foundation
import GraphStore
import Testing

/// What is left when a process that writes is killed, as `kill -9` does it.
@Suite struct CrashTests {
  /// Each run ends at another moment: in a commit, between two, in a transaction, in a checkpoint.
  @Test(arguments: 0..<12)
  func aKilledWriterLosesNoCommit(_ run: Int) async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("g.dolen")
    let acknowledged = folder.file("acknowledged")
    try GraphStore.open(path: path, mode: .create).close()
    try writeFile([], to: acknowledged)
    let microseconds = 3_000 + run * 4_000 + Int.random(in: 0..<4_000)

    await #expect(processExitsWith: .signal(SIGKILL)) {
      [
        path = path as String, acknowledged = acknowledged as String,
        microseconds = microseconds as Int
      ] in
      Thread.detachNewThread {
        usleep(UInt32(microseconds))
        kill(getpid(), SIGKILL)
      }
      try writeUntilKilled(path, acknowledged: acknowledged)
    }

    let count = try bytes(of: acknowledged).count
    // Reading takes the log over, too, and recovering twice is as good as once.
    for mode in [GraphStore.Mode.readOnly, .readWrite] {
      let store = try GraphStore.open(path: path, mode: mode)
      #expect([count, count + 1].contains(store.generation))
      // Each commit adds three nodes and two relationships, or nothing.
      #expect(store.nodeCount == store.generation * 3)
      #expect(store.relationshipCount == store.generation * 2)
      #expect(try store.check(.full) == [])
      try store.close()
      #expect(try folder.names == ["acknowledged", "g.dolen"])
    }
  }

  @Test func theLogOfAKilledWriterIsTakenOverByTheNextWriter() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("g.dolen")
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let store = try GraphStore.open(path: path, mode: .create)
      try store.inTransaction { _ = try store.addNode("A") }
      try store.begin()
      try store.addNode("B")
      kill(getpid(), SIGKILL)
    }
    #expect(try folder.names == ["g.dolen", "g.dolen-wal"])
    let store = try GraphStore.open(path: path, mode: .readWrite)
    #expect(try folder.names == ["g.dolen"])
    #expect(try store.nodeTexts() == ["0:A"])
    try store.inTransaction { _ = try store.addNode("C") }
    #expect(try store.nodeTexts() == ["0:A", "1:C"])
  }

  @Test func aLogThatCannotBeTakenOverIsLeftAlone() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("g.dolen")
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let store = try GraphStore.open(path: path, mode: .create)
      try store.inTransaction { _ = try store.addNode("A") }
      kill(getpid(), SIGKILL)
    }
    let before = try [bytes(of: path), bytes(of: path + "-wal")]
    #expect(chmod(path, 0o444) == 0)
    await #expect(processExitsWith: .success) { [path = path as String] in
      if getuid() == 0 { try #require(setuid(65_534) == 0) }
      for mode in [GraphStore.Mode.readOnly, .readWrite] {
        let error = try storeError { _ = try GraphStore.open(path: path, mode: mode) }
        #expect(error?.kind == .needsRecovery)
        #expect(error?.hint?.contains("keep the file") == true)
      }
    }
    #expect(try [bytes(of: path), bytes(of: path + "-wal")] == before)
    #expect(try folder.names == ["g.dolen", "g.dolen-wal"])
  }

  @Test func emptyFilesThatACrashLeftAreRemoved() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("g.dolen")
    for suffix in ["-wal", "-journal"] {
      if suffix == "-wal" { try GraphStore.open(path: path, mode: .create).close() }
      try writeFile([], to: path + suffix)
      try GraphStore.open(path: path, mode: .readOnly).close()
      #expect(try folder.names == ["g.dolen"])
    }
  }

  @Test func aKilledLoadLeavesNoGraph() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("g.dolen")
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let load = try NewGraphFile(path: path)
      try load.store.inTransaction { _ = try load.store.addNode("A") }
      kill(getpid(), SIGKILL)
    }
    #expect(!FileManager.default.fileExists(atPath: path))
    // What is left has a name of its own and stands in nobody's way.
    #expect(try folder.names.allSatisfy { $0.hasPrefix(".g.dolen.") && $0.hasSuffix(".tmp") })
    let load = try NewGraphFile(path: path)
    try load.finish()
    #expect(FileManager.default.fileExists(atPath: path))
  }
}

/// Commits until the process ends, and adds a byte to the file `acknowledged` after each commit.
///
/// Every third commit is followed by a clean close, so that the end may come while the file goes
/// over to a log or back.
private func writeUntilKilled(_ path: String, acknowledged: String) throws {
  let log = open(acknowledged, O_WRONLY | O_APPEND)
  var store = try GraphStore.open(path: path, mode: .readWrite)
  while true {
    if store.generation % 3 == 2 {
      try store.close()
      store = try GraphStore.open(path: path, mode: .readWrite)
    }
    try store.inTransaction {
      let nodes = try (0..<3).map { _ in try store.addNode("A", #"{"text":"some text"}"#) }
      try store.addRelationship("R", nodes[0], nodes[1])
      try store.addRelationship("R", nodes[1], nodes[2])
    }
    var byte: UInt8 = 1
    if write(log, &byte, 1) != 1 { break }
  }
}
