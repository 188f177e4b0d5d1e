import Foundation
import GraphTestKit
import Testing

#if os(Linux)
  /// What is left of a graph when a system call goes wrong: the process is killed, a write is torn,
  /// the power fails, the disk fails or is full.
  ///
  /// The work is done by the program `FaultTrial`, which says what each trial is.
  @Suite("Faults", .enabled(if: FaultProgram.path != nil, "FaultTrial is not built"))
  struct FaultTests {
    /// `DOLEN_FAULT_POINTS` asks for more than the 2,000 of every run.
    private static let points =
      ProcessInfo.processInfo.environment["DOLEN_FAULT_POINTS"].flatMap { Int($0) } ?? 2_000

    @Test("No acknowledged commit is lost and none is there in part, wherever a call goes wrong")
    func faults() async throws {
      let folder = try FaultProgram.makeFolder()
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let shards = 2
      let outputs = try await withThrowingTaskGroup(of: String.self) { group in
        for shard in 0..<shards {
          let arguments = [
            folder, "\(Self.points)", "\(TestSettings.seed)", "\(shard)", "\(shards)",
          ]
          group.addTask { try await FaultProgram.output(arguments) }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      for output in outputs {
        print(output)
        #expect(output.hasSuffix(", 0 failures\n"), "\(output)")
      }
    }
  }

  extension FaultTests {
    // The mode of the journal is changed by the first calls, and a PRAGMA commits after its row.
    @Test("A disk that fails once while the graph becomes writable is got over", arguments: 1...16)
    func becomingWriter(call: Int) async throws {
      let folder = try FaultProgram.makeFolder()
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let output = try await FaultProgram.output(
        [folder, "compact", "inputOutputOnce", "\(call)", "\(TestSettings.seed)"])
      #expect(output == "\n")
    }

    @Test("A thousand damaged files are refused, reported or salvaged, and left as they are")
    func damagedFiles() async throws {
      let folder = try FaultProgram.makeFolder()
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let output = try await FaultProgram.output([folder, "1000", "\(TestSettings.seed)"])
      print(output)
      #expect(output.hasSuffix(", 0 failures\n"), "\(output)")
    }
  }

  /// The program `FaultTrial`.
  enum FaultProgram {
    /// Where it is; nil where it was not built.
    static let path: String? = {
      let path = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "FaultTrial").path()
      if FileManager.default.isExecutableFile(atPath: path) { return path }
      print("SKIPPED: there is no program at \(path); faults were NOT tested in this run.")
      return nil
    }()

    /// A new folder, in memory where that is possible: thousands of trials would wear out a disk.
    static func makeFolder() throws -> String {
      let memory = "/dev/shm"
      let base =
        FileManager.default.isWritableFile(atPath: memory) ? memory : NSTemporaryDirectory()
      let folder = "\(base)/dolen-faults-\(UUID().uuidString)"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      return folder
    }

    /// What the program prints, run to its end.
    static func output(_ arguments: [String]) async throws -> String {
      let process = Process()
      process.executableURL = URL(filePath: try #require(path))
      process.arguments = arguments
      let pipe = Pipe()
      process.standardOutput = pipe
      process.standardError = pipe
      return try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread {
          do {
            try process.run()
            let data = pipe.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            continuation.resume(returning: String(decoding: data, as: UTF8.self))
          } catch {
            continuation.resume(throwing: error)
          }
        }
      }
    }
  }
#endif
