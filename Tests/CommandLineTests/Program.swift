import Foundation
import Testing

/// The program as it was built, run in a folder of its own.
final class Program {
  /// The folder, which is the working directory of what runs.
  let folder: URL

  /// A new folder.
  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "dolen-cli-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The program: `$DOLEN_BIN`, or what lies beside the tests; nil where it was not built.
  static let path: String? = {
    let beside = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "dolen").path()
    let path = ProcessInfo.processInfo.environment["DOLEN_BIN"] ?? beside
    if FileManager.default.isExecutableFile(atPath: path) { return path }
    print("SKIPPED: there is no program at \(path); the command line was NOT tested in this run.")
    return nil
  }()

  /// What a command printed and how it ended.
  struct Result {
    var output: String
    var errors: String
    var code: Int32
  }

  /// Runs a line of bash, in which `dolen` is the program.
  func bash(
    _ command: String, input: String? = nil, seconds: Int = 120
  ) throws -> Result {
    let process = Process()
    // A program that never ends would keep all tests waiting.
    process.executableURL = URL(filePath: "/usr/bin/env")
    let program = try #require(Program.path)
    process.arguments = [
      "timeout", "\(seconds)", "bash", "-c",
      "dolen() { '\(program)' \"$@\"; }; export -f dolen; \(command)",
    ]
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": folder.path(),
      "TERM": "xterm", "DOLEN": program,
    ]
    // Files instead of pipes: nothing can fill up and wait.
    let names = ["input", "output", "errors"].map { folder.appending(path: ".\($0)") }
    try Data((input ?? "").utf8).write(to: names[0])
    for name in names.dropFirst() { try Data().write(to: name) }
    process.standardInput = try FileHandle(forReadingFrom: names[0])
    process.standardOutput = try FileHandle(forWritingTo: names[1])
    process.standardError = try FileHandle(forWritingTo: names[2])
    try process.run()
    process.waitUntilExit()
    let code = process.terminationReason == .exit ? process.terminationStatus : -1
    return Result(
      output: String(decoding: try Data(contentsOf: names[1]), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: names[2]), as: UTF8.self), code: code)
  }

  /// Writes a file into the folder.
  func write(_ text: String, to name: String) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: false, encoding: .utf8)
  }

  /// Whether there is something of that name in the folder.
  func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: name).path())
  }

  /// The text of a file in the folder.
  func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }
}
