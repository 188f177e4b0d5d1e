import Foundation
import Testing

/// Two and three processes at one file, in every order.
@Suite("Sharing a file", .enabled(if: Program.path != nil, "the program is not built"))
struct SharingTests {
  /// What a process does with the file once it has it open.
  enum Role: String, CaseIterable {
    /// It reads.
    case reader
    /// It may write and has not done so yet.
    case idle
    /// It writes at once, and keeps the file.
    case writer
  }

  /// Every order of two and of three roles.
  private static let orders: [[Role]] = {
    let one = Role.allCases.map { [$0] }
    let two = one.flatMap { order in Role.allCases.map { order + [$0] } }
    return two + two.flatMap { order in Role.allCases.map { order + [$0] } }
  }()

  @Test(
    "Many read or one writes, and who is refused is told who stands in the way", arguments: orders)
  func order(_ roles: [Role]) throws {
    let program = try Program()
    _ = try program.bash("dolen g.dolen --create -c 'CREATE (:A)'")
    var readers: [PipeProgram] = []
    var writer: PipeProgram?
    var written = 0
    for role in roles {
      let process = try PipeProgram(
        in: program.folder, role == .reader ? ["g.dolen", "--read-only"] : ["g.dolen"])
      if let writer {
        // Nobody gets in beside a writer.
        #expect(process.ask(#"{"op":"hello"}"#) == nil)
        let errors = process.end()
        #expect(errors.contains("open for writing in process \(writer.number)"), "\(errors)")
        #expect(errors.contains(":backup"))
        continue
      }
      #expect(process.count() == 1 + written)
      guard role == .writer else {
        readers.append(process)
        continue
      }
      let answer = process.ask(#"{"op":"execute","query":"CREATE (:A)"}"#) ?? ""
      if readers.isEmpty {
        #expect(!answer.contains("error"), "\(answer)")
        written += 1
        writer = process
      } else {
        #expect(readers.contains { answer.contains("open for reading in process \($0.number);") })
        #expect(answer.contains("nothing was changed"), "\(answer)")
        readers.append(process)
      }
    }
    for reader in readers {
      #expect(reader.count() == 1)
      _ = reader.end()
    }
    // A writer that is killed loses nothing and keeps nobody out.
    writer?.kill()
    let result = try program.bash("dolen g.dolen -c 'CREATE (:A)' && dolen check g.dolen && ls")
    #expect(result.output.contains("sound: \(2 + written) nodes"), "\(result.errors)")
    #expect(result.output.hasSuffix("\ng.dolen\n"))
  }

  @Test("A writer that ends in order lets the others in, and a reader that ends lets one write")
  func handOver() throws {
    let program = try Program()
    _ = try program.bash("dolen g.dolen --create -c 'CREATE (:A)'")
    let first = try PipeProgram(in: program.folder, ["g.dolen"])
    let reader = try PipeProgram(in: program.folder, ["g.dolen", "--read-only"])
    #expect(first.count() == 1 && reader.count() == 1)
    let write = #"{"op":"execute","query":"CREATE (:A)"}"#
    #expect(first.ask(write)?.contains("\(reader.number)") == true)
    #expect(reader.end() == "")
    #expect(first.ask(write)?.contains("error") == false)
    let refused = try program.bash("dolen backup g.dolen copy.dolen")
    #expect(refused.code == 4 && refused.errors.contains("process \(first.number)"))
    #expect(first.end() == "")
    let second = try PipeProgram(in: program.folder, ["g.dolen"])
    #expect(second.count() == 2)
    #expect(second.ask(write)?.contains("error") == false)
    #expect(second.end() == "")
  }
}

/// `dolen pipe`, asked line by line.
final class PipeProgram {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private let errors: URL
  private var read = Data()

  /// Starts it in `folder`.
  init(in folder: URL, _ arguments: [String]) throws {
    process.executableURL = URL(filePath: try #require(Program.path))
    process.arguments = ["pipe"] + arguments
    process.currentDirectoryURL = folder
    process.standardInput = input
    process.standardOutput = output
    errors = folder.deletingLastPathComponent().appending(path: "errors-\(UUID().uuidString)")
    try Data().write(to: errors)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
  }

  deinit {
    if process.isRunning { process.terminate() }
    try? FileManager.default.removeItem(at: errors)
  }

  /// Its number.
  var number: Int32 { process.processIdentifier }

  /// The answer to a request, nil where the program has ended.
  func ask(_ request: String) -> String? {
    do {
      try input.fileHandleForWriting.write(contentsOf: Data((request + "\n").utf8))
    } catch {
      return nil
    }
    while true {
      if let end = read.firstIndex(of: 10) {
        let line = String(decoding: read[read.startIndex..<end], as: UTF8.self)
        read = Data(read[read.index(after: end)...])
        return line
      }
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { return nil }
      read.append(more)
    }
  }

  /// How many nodes it finds, -1 where it does not answer.
  func count() -> Int {
    let answer = ask(#"{"op":"execute","query":"MATCH (n) RETURN count(*) AS n"}"#) ?? ""
    guard let start = answer.range(of: "[[")?.upperBound else { return -1 }
    return Int(answer[start...].prefix { $0.isNumber }) ?? -1
  }

  /// Ends its input, waits for it, and returns what it wrote to standard error.
  func end() -> String {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
    return (try? String(contentsOf: errors, encoding: .utf8)) ?? ""
  }

  /// Kills it.
  func kill() {
    Foundation.kill(number, SIGKILL)
    process.waitUntilExit()
  }
}
