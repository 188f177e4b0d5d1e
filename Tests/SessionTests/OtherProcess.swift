import Foundation
import GraphTestKit

/// A process of its own that uses a file through SQLite: a script in Python, which finds the file in
/// `path`.
final class OtherProcess: @unchecked Sendable {
  // Sendable by hand: a pipe may be written to from any thread.

  static let exists = FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")

  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  init(_ script: String, _ path: String) throws {
    BrokenPipes.areErrors
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = ["-c", "import sqlite3, sys, time\npath = sys.argv[1]\n" + script, path]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
  }

  deinit { if process.isRunning { process.terminate() } }

  /// Its number.
  var number: Int { Int(process.processIdentifier) }

  /// The next line that it writes, without its end.
  func line() -> String {
    var line = Data()
    while true {
      let byte = output.fileHandleForReading.readData(ofLength: 1)
      if byte.isEmpty || byte == Data([10]) { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
  }

  /// Writes a line to it.
  func tell(_ line: String) {
    try? input.fileHandleForWriting.write(contentsOf: Data((line + "\n").utf8))
  }

  /// Waits for its end and returns what else it writes, without the last line's end.
  func end() -> String {
    let rest = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: rest, as: UTF8.self).trimmingCharacters(in: .newlines)
  }
}
