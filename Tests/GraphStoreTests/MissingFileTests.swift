import Foundation
import GraphStore
import Testing

/// Files that are not where they belong: a graph without its log, and one that is taken away while it
/// is open.
@Suite struct MissingFileTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("g.dolen")
  }

  /// A graph whose writer was killed after ten commits.
  private func makeKilledGraph() async throws {
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let store = try GraphStore.open(path: path, mode: .create)
      for _ in 0..<10 { try store.inTransaction { _ = try store.addNode("A") } }
      kill(getpid(), SIGKILL)
    }
    #expect(try folder.names == ["g.dolen", "g.dolen-wal"])
  }

  @Test(arguments: ["moved", "copied", "linked"])
  func aGraphWithoutItsLogIsRefusedAndLeftAsItIs(_ way: String) async throws {
    try await makeKilledGraph()
    let other = folder.file("other.dolen")
    switch way {
    case "moved": try FileManager.default.moveItem(atPath: path, toPath: other)
    case "copied": try FileManager.default.copyItem(atPath: path, toPath: other)
    default: #expect(link(path, other) == 0)
    }
    let before = try bytes(of: other)
    let names = try folder.names
    for mode in [GraphStore.Mode.readOnly, .readWrite] {
      let error = try storeError { _ = try GraphStore.open(path: other, mode: mode) }
      #expect(error?.kind == .needsRecovery)
      #expect(error?.cause.contains("other.dolen-wal, is missing") == true)
      #expect(error?.hint?.contains("Bring the log") == true)
    }
    #expect(try bytes(of: other) == before)
    #expect(try folder.names == names)
    // The log still is of use, whatever was tried before.
    try FileManager.default.moveItem(atPath: path + "-wal", toPath: other + "-wal")
    let store = try GraphStore.open(path: other, mode: .readWrite)
    #expect(store.nodeCount == 10)
    try store.close()
  }

  @Test func whatALostLogLeavesCanBeSalvaged() async throws {
    try await makeKilledGraph()
    try FileManager.default.removeItem(atPath: path + "-wal")
    let before = try bytes(of: path)
    let salvage = try Salvage(path: path)
    try salvage.forEachNode { _ in true }
    #expect(salvage.losses.contains { $0.contains("g.dolen-wal is missing") })
    #expect(try bytes(of: path) == before)
    #expect(try folder.names == ["g.dolen"])
  }

  @Test func aWriterKilledAtAnyTimeLeavesALog() throws {
    // The log is there before the file says so: a copy taken at any time has what it needs.
    let store = try GraphStore.open(path: path, mode: .create)
    #expect(try folder.names == ["g.dolen"])
    try store.begin()
    #expect(try folder.names == ["g.dolen", "g.dolen-wal"])
    try store.rollback()
    try store.close()
    #expect(try folder.names == ["g.dolen"])
  }

  @Test(arguments: ["removed", "moved", "replaced", "log removed", "log replaced"])
  func aFileThatIsTakenAwayWhileItIsOpen(_ way: String) throws {
    let store = try GraphStore.open(path: path, mode: .create)
    try store.inTransaction { _ = try store.addNode("A") }
    let other = folder.file("other.dolen")
    let target = way.hasPrefix("log") ? path + "-wal" : path
    switch way {
    case "removed", "log removed": try FileManager.default.removeItem(atPath: target)
    default: try FileManager.default.moveItem(atPath: target, toPath: other)
    }
    if way.hasSuffix("replaced") { try writeFile([1, 2, 3], to: target) }
    for _ in 0..<2 {
      try store.begin()
      try store.addNode("B")
      let error = try storeError { try store.commit() }
      #expect(error?.kind == .changedElsewhere && error?.hint?.contains(":backup") == true)
      #expect(!store.isInTransaction && store.nodeCount == 1)
    }
    let copy = folder.file("copy.dolen")
    try store.backup(to: copy)
    let copied = try GraphStore.open(path: copy, mode: .readOnly)
    #expect(try copied.nodeTexts() == ["0:A"])
    try copied.close()
    if way.hasPrefix("log") { return }
    let error = try storeError { try store.close() }
    #expect(error?.hint?.contains("Put that log beside the file") == true)
    if way.hasSuffix("replaced") { #expect(try bytes(of: path) == [1, 2, 3]) }
    guard way == "moved" else { return }
    try FileManager.default.moveItem(atPath: path + "-wal", toPath: other + "-wal")
    let moved = try GraphStore.open(path: other, mode: .readWrite)
    #expect(try moved.nodeTexts() == ["0:A"])
    try moved.close()
  }
}
