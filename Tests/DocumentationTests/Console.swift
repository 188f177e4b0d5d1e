import Foundation
import GraphTestKit

/// Runs the commands of a `console` block as they are written, in a folder of its own.
///
/// The folder holds links to `Graph`, `Queries` and `docs`, and `dolen` is the program that was built with
/// the tests. Lines that begin with `$ ` are commands, `> ` goes on with one; all others are what
/// they must print, standard output and standard error together.
struct Console {
  /// The folder.
  let folder: URL

  /// The language of messages.
  private let language: String

  /// A new folder.
  init(language: String = "en") throws {
    self.language = language
    folder = FileManager.default.temporaryDirectory
      .appending(path: "dolen-readme-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["Graph", "Queries", "docs"] {
      try FileManager.default.createSymbolicLink(
        at: folder.appending(path: name), withDestinationURL: TestFolder.root.appending(path: name))
    }
  }

  /// Removes the folder.
  func remove() {
    try? FileManager.default.removeItem(at: folder)
  }

  /// The program that was built with the tests: it lies beside them.
  static var program: URL {
    get throws {
      let tests = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      let program = tests.deletingLastPathComponent().appending(path: "dolen")
      guard FileManager.default.isExecutableFile(atPath: program.path()) else {
        throw CaseFailure("there is no program at \(program.path())")
      }
      return program
    }
  }

  /// The commands of a block with what is written under each.
  static func steps(of block: MarkdownBlock) -> [(command: String, output: String)] {
    var steps: [(command: [String], output: [String])] = []
    for line in block.lines {
      if line.hasPrefix("$ ") {
        steps.append(([String(line.dropFirst(2))], []))
      } else if line.hasPrefix("> "), let last = steps.indices.last, steps[last].output.isEmpty {
        steps[last].command.append(String(line.dropFirst(2)))
      } else if let last = steps.indices.last {
        steps[last].output.append(line)
      }
    }
    return steps.map {
      ($0.command.joined(separator: "\n"), $0.output.joined(separator: "\n"))
    }
  }

  /// What `command` prints, without the line end at its end.
  func run(_ command: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", "exec 2>&1; \(command)"]
    process.currentDirectoryURL = folder
    let programs = try Console.program.deletingLastPathComponent().path()
    process.environment = [
      "PATH": "\(programs):/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "NO_COLOR": "1",
      "HOME": folder.path(), "DOLEN_LANG": language,
    ]
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    var text = String(decoding: data, as: UTF8.self)
    while text.hasSuffix("\n") { text.removeLast() }
    return text
  }
}
