import Foundation
import GraphStore
import Testing

#if os(Linux)
  /// What happens when the disk is full. The disk is a small one in memory, which only root can
  /// mount.
  @Suite(.serialized, .enabled(if: SmallDisk.isPossible, "a small disk needs root and mount"))
  struct DiskFullTests {
    private static let text = #"{"text":""# + String(repeating: "x", count: 1000) + #""}"#

    /// Adds nodes, a hundred to a commit, until that fails.
    private func fill(_ store: GraphStore) throws -> StoreError? {
      try storeError {
        while true {
          try store.inTransaction {
            for _ in 0..<100 { try store.addNode("A", Self.text) }
          }
        }
      }
    }

    @Test func aFullDiskEndsTheTransactionAndLosesNoCommit() throws {
      let disk = try SmallDisk(megabytes: 4)
      let path = disk.path + "/g.dolen"
      let store = try GraphStore.open(path: path, mode: .create)
      let error = try fill(store)
      #expect(error?.kind == .diskFull, "\(String(describing: error))")
      #expect(error?.hint?.contains("Free some space") == true)
      #expect(!store.isInTransaction)
      let commits = store.generation
      #expect(commits > 0)
      #expect(store.nodeCount == commits * 100)
      #expect(store.nextNodeID == commits * 100)
      #expect(try store.nodeTexts().count == commits * 100)

      // Reading goes on, and so does writing once there is room.
      try store.inTransaction { _ = try store.meta("x") }
      try disk.grow(megabytes: 32)
      try store.inTransaction { _ = try store.addNode("B") }
      try store.close()
      let again = try GraphStore.open(path: path, mode: .readOnly)
      #expect(again.nodeCount == commits * 100 + 1)
      #expect(try again.check(.full) == [])
    }

    @Test func aFullDiskInTheMiddleOfATransactionEndsIt() throws {
      let disk = try SmallDisk(megabytes: 8)
      let store = try GraphStore.open(path: disk.path + "/g.dolen", mode: .create)
      try store.inTransaction { _ = try store.addNode("A") }
      try store.begin()
      let point = try store.savepoint()
      // More than SQLite keeps in memory, so that a row meets the full disk before the commit does.
      let error = try storeError {
        for _ in 0..<100_000 { try store.addNode("B", Self.text) }
      }
      #expect(error?.kind == .diskFull, "\(String(describing: error))")
      #expect(error?.operation == "insert a node")
      #expect(!store.isInTransaction)
      #expect(try storeError { try store.rollback(to: point) }?.kind == .misuse)
      #expect(try store.nodeTexts() == ["0:A"])
      #expect(store.symbols.map(\.name) == ["A"])
      try disk.grow(megabytes: 64)
      try store.inTransaction { _ = try store.addNode("C") }
      #expect(try store.nodeTexts() == ["0:A", "1:C"])
      try store.close()
    }

    @Test func closingOnAFullDiskKeepsTheLog() throws {
      let disk = try SmallDisk(megabytes: 4)
      let path = disk.path + "/g.dolen"
      let store = try GraphStore.open(path: path, mode: .create)
      // One transaction that fits into the log, but not into log and file together.
      try store.inTransaction {
        for _ in 0..<2200 { try store.addNode("A", Self.text) }
      }
      let error = try storeError { try store.close() }
      #expect(error?.kind == .diskFull, "\(String(describing: error))")
      #expect(error?.operation == "close")
      #expect(error?.hint?.contains("next opening") == true)
      #expect(store.isClosed)

      let refused = try storeError { _ = try GraphStore.open(path: path, mode: .readOnly) }
      #expect(refused?.kind == .needsRecovery, "\(String(describing: refused))")
      try disk.grow(megabytes: 32)
      let again = try GraphStore.open(path: path, mode: .readOnly)
      #expect(again.nodeCount == 2200)
      #expect(try again.check(.full) == [])
    }

    /// Media that can only be read are another matter than rights, which root does not need.
    @Test func aDiskThatCanOnlyBeRead() async throws {
      let disk = try SmallDisk(megabytes: 4)
      let path = disk.path + "/g.dolen"
      let store = try GraphStore.open(path: path, mode: .create)
      try store.inTransaction { _ = try store.addNode("A") }
      try store.close()
      try disk.forbidWriting()
      let reader = try GraphStore.open(path: path, mode: .readOnly)
      #expect(try reader.nodeTexts() == ["0:A"])
      #expect(try reader.check(.full) == [])
      try reader.close()
      let refused = try storeError {
        let writer = try GraphStore.open(path: path, mode: .readWrite)
        try writer.begin()
      }
      #expect(refused?.kind == .permission, "\(String(describing: refused))")
      try disk.grow(megabytes: 4)

      // A log that a crash left there cannot be taken over, and is kept.
      await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
        let store = try GraphStore.open(path: path, mode: .readWrite)
        try store.inTransaction { _ = try store.addNode("B") }
        kill(getpid(), SIGKILL)
      }
      try disk.forbidWriting()
      let error = try storeError { _ = try GraphStore.open(path: path, mode: .readOnly) }
      #expect(error?.kind == .needsRecovery, "\(String(describing: error))")
      #expect(error?.hint?.contains("keep the file") == true)
      try disk.grow(megabytes: 4)
      let again = try GraphStore.open(path: path, mode: .readOnly)
      #expect(try again.nodeTexts() == ["0:A", "1:B"])
    }

    @Test func aLoadOrACopyThatDoesNotFitLeavesNothing() throws {
      let disk = try SmallDisk(megabytes: 2)
      let path = disk.path + "/g.dolen"
      let load = try NewGraphFile(path: path)
      #expect(try fill(load.store)?.kind == .diskFull)
      load.discard()
      #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == [])

      let store = try GraphStore.open(path: path, mode: .create)
      try store.inTransaction { for _ in 0..<500 { try store.addNode("A", Self.text) } }
      let error = try storeError {
        for number in 0..<9 { try store.backup(to: disk.path + "/copy\(number).dolen") }
      }
      #expect(error?.kind == .diskFull, "\(String(describing: error))")
      try disk.grow(megabytes: 32)
      try store.close()
      let names = try FileManager.default.contentsOfDirectory(atPath: disk.path)
      #expect(names.allSatisfy { !$0.hasSuffix(".tmp") })
      for name in names {
        let copy = try GraphStore.open(path: disk.path + "/" + name, mode: .readOnly)
        #expect(copy.nodeCount == 500)
        #expect(try copy.check(.full) == [])
      }
    }
  }

  /// A file system of a few megabytes in memory.
  final class SmallDisk {
    let path: String
    private let folder: TemporaryFolder

    /// Whether one can be made here; tried once.
    static let isPossible: Bool = {
      if getuid() == 0, let disk = try? SmallDisk(megabytes: 1),
        FileManager.default.isWritableFile(atPath: disk.path)
      {
        return true
      }
      print("SKIPPED: no disk can be mounted here; full and read-only disks were NOT tested.")
      return false
    }()

    init(megabytes: Int) throws {
      folder = try TemporaryFolder()
      path = folder.path
      try mount("size=\(megabytes)m")
    }

    deinit { umount2(path, Int32(MNT_DETACH)) }

    /// Makes the disk larger, with all that is on it.
    func grow(megabytes: Int) throws { try mount("remount,rw,size=\(megabytes)m") }

    /// Makes the disk one that can only be read.
    func forbidWriting() throws { try mount("remount,ro") }

    private func mount(_ options: String) throws {
      let result = try run("mount", "-t", "tmpfs", "-o", options, "tmpfs", path)
      struct Failure: Error { var output: String }
      if result.status != 0 { throw Failure(output: result.output) }
    }
  }
#endif
