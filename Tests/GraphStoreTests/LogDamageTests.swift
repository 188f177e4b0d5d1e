import CPageChecksums
import Foundation
import GraphStore
import GraphTestKit
import Testing

/// A log that a crash has left and that was damaged afterwards: an error, or all that was committed.
@Suite struct LogDamageTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("g.dolen")
  }

  private static let commits = 12
  private static let frameLength = 24 + 4096

  /// The file and the log of a writer that was killed after its last commit.
  private func killedGraph() async throws -> (file: [UInt8], log: [UInt8]) {
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let store = try GraphStore.open(path: path, mode: .create)
      for number in 0..<12 {
        try store.inTransaction {
          for _ in 0...number { _ = try store.addNode("A", "{\"text\":\"rhywbeth digon hir\"}") }
        }
      }
      kill(getpid(), SIGKILL)
    }
    return (try bytes(of: path), try bytes(of: path + "-wal"))
  }

  /// What the file gives with this log beside it; nil where it is refused, and then unchanged.
  private func nodes(_ file: [UInt8], _ log: [UInt8]) throws -> [String]? {
    try writeFile(file, to: path)
    try writeFile(log, to: path + "-wal")
    do {
      let store = try GraphStore.open(path: path, mode: .readWrite)
      let nodes = try store.nodeTexts()
      try store.close()
      return nodes
    } catch let error as StoreError {
      #expect(error.kind == .damaged && error.cause.contains("g.dolen-wal"), "\(error)")
      #expect(error.hint?.contains("Copy") == true && error.hint?.contains("--salvage") == true)
      #expect(try bytes(of: path) == file && bytes(of: path + "-wal") == log)
      return nil
    }
  }

  @Test func aBitThatTurnsAnywhereInALogIsNoticed() async throws {
    let (file, log) = try await killedGraph()
    let all = try #require(try nodes(file, log))
    #expect(all.count == Self.commits * (Self.commits + 1) / 2)
    var random = SeededGenerator(seed: TestSettings.seed, stream: 31)
    // Each byte of the log's own header and of a frame's, and places all over it.
    let heads = Array(0..<32) + (0..<24).map { 32 + 3 * Self.frameLength + $0 }
    let anywhere = (0..<TestSettings.count(300)).map { _ in random.number(0...log.count - 1) }
    var refused = 0
    for place in heads + anywhere {
      var damaged = log
      damaged[place] ^= 1 << UInt8(random.number(0...7))
      let found = try nodes(file, damaged)
      if found == nil { refused += 1 }
      #expect(found == nil || found == all, "byte \(place) of \(log.count)")
    }
    #expect(refused > heads.count)
  }

  @Test func whatACrashMayLeaveIsTakenOver() async throws {
    let (file, log) = try await killedGraph()
    let all = try #require(try nodes(file, log))
    let length = 32 + (log.count - 32) / Self.frameLength * Self.frameLength
    #expect(log.count == length + Int(LOG_MARK_LENGTH))
    // A commit that nobody was told of: its end is on the disk, what comes before is not.
    var torn = Array(log[..<length])
    torn[length - Self.frameLength - 100] ^= 1
    #expect(try nodes(file, torn)?.count == Self.commits * (Self.commits - 1) / 2)
    #expect(try nodes(file, Array(log[..<length])) == all)
    #expect(try nodes(file, Array(log[..<(length + 20)])) == all)
    // A log that was to begin anew: the mark is gone before the header is written.
    let head = [UInt8](repeating: 7, count: 16)
    let begun = head + log[16..<length] + [UInt8](repeating: 0, count: Int(LOG_MARK_LENGTH))
    #expect(try nodes(file, begun) != nil)
  }

  @Test func withoutAMarkACommitThatOthersFollowIsKnownToHaveBeenAcknowledged() async throws {
    let (file, log) = try await killedGraph()
    let all = try #require(try nodes(file, log))
    let unmarked = Array(log[..<(log.count - Int(LOG_MARK_LENGTH))])
    #expect(try nodes(file, unmarked) == all)
    let frames = unmarked.count / Self.frameLength
    for frame in 0..<(frames / 2) {
      var damaged = unmarked
      damaged[32 + frame * Self.frameLength + 500] ^= 4
      #expect(try nodes(file, damaged) == nil, "frame \(frame + 1)")
    }
  }

  @Test func whatStandsBeforeTheDamageCanBeSalvagedAndTheRestIsSaid() async throws {
    let (file, log) = try await killedGraph()
    var damaged = log
    damaged[log.count - Int(LOG_MARK_LENGTH) - 1000] ^= 1
    #expect(try nodes(file, damaged) == nil)
    let salvage = try Salvage(path: path)
    var count = 0
    try salvage.forEachNode { _ in
      count += 1
      return true
    }
    #expect(count == Self.commits * (Self.commits - 1) / 2)
    #expect(salvage.losses.contains { $0.contains("g.dolen-wal is not as it was written") })
    #expect(try bytes(of: path) == file && bytes(of: path + "-wal") == damaged)
  }
}
