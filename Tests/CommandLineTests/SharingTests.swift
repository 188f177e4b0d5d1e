import Foundation
import GraphTestKit
import Testing

/// Two and three processes at one file, in every order.
@Suite("Sharing a file", .enabled(if: Program.path != nil, "the program is not built"))
struct SharingTests {
  /// What a process does with the file once it has it open.
  enum Role: String, CaseIterable {
    /// It reads.
    case reader
    /// It writes, and goes on having the graph open.
    case writer
    /// It has a transaction open that has written nothing.
    case transaction
  }

  private static let write = #"{"op":"execute","query":"CREATE (:A)"}"#
  private static let begin = #"{"op":"execute","query":"BEGIN"}"#
  private static let commit = #"{"op":"execute","query":"COMMIT"}"#

  /// Every order of two and of three roles.
  private static let orders: [[Role]] = {
    let one = Role.allCases.map { [$0] }
    let two = one.flatMap { order in Role.allCases.map { order + [$0] } }
    return two + two.flatMap { order in Role.allCases.map { order + [$0] } }
  }()

  @Test(
    "Processes take turns at a file, and each sees what the others have committed",
    arguments: orders)
  func order(_ roles: [Role]) throws {
    let program = try Program()
    _ = try program.bash("dolen g.dolen --create -c 'CREATE (:A)'")
    var processes: [(role: Role, process: PipeProgram)] = []
    var written = 0
    for role in roles {
      let process = try PipeProgram(
        in: program.folder, role == .reader ? ["g.dolen", "--read-only"] : ["g.dolen"])
      processes.append((role, process))
      switch role {
      case .reader: #expect(process.count() == 1 + written)
      case .writer:
        let answer = process.ask(Self.write) ?? ""
        #expect(!answer.contains("error"), "\(answer)")
        written += 1
      case .transaction:
        let answer = process.ask(Self.begin) ?? ""
        #expect(!answer.contains("error"), "\(answer)")
      }
      for (_, other) in processes where role != .transaction {
        guard processes.allSatisfy({ $0.process !== other || $0.role != .transaction }) else {
          continue
        }
        #expect(other.count() == 1 + written)
      }
    }
    for (role, process) in processes {
      // A transaction sees what there is when its first statement begins.
      #expect(process.count() == 1 + written)
      if role == .transaction { _ = process.ask(Self.commit) }
    }
    // A process that is killed loses nothing and keeps nobody out.
    processes.last?.process.kill()
    for (_, process) in processes.dropLast() {
      #expect(process.count() == 1 + written)
      #expect(process.end() == "")
    }
    let result = try program.bash("dolen g.dolen -c 'CREATE (:A)' && dolen check g.dolen && ls")
    #expect(result.output.contains("sound: \(2 + written) nodes"), "\(result.errors)")
    #expect(result.output.hasSuffix("\ng.dolen\n"))
  }

  @Test(
    "What another program has changed is said once, at opening and in between",
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3"),
      "there is no sqlite3 program"),
    arguments: ["dolen g.dolen", "dolen pipe g.dolen"])
  func changedElsewhere(_ command: String) throws {
    let program = try Program()
    _ = try program.bash("dolen g.dolen --create -c 'CREATE (:A)'")
    let line =
      command.contains("pipe")
      ? #"{"op":"execute","query":"MATCH (n) RETURN count(n) AS n"}"#
      : "MATCH (n) RETURN count(n) AS n;"
    let change =
      "/usr/bin/sqlite3 g.dolen \"INSERT INTO meta VALUES ('mine', random()) "
      + "ON CONFLICT DO UPDATE SET value = value + 1\""
    // The second change comes when there is an answer, and the file has been given back.
    let result = try program.bash(
      """
      \(change); touch out
      (echo '\(line)'; until [ -s out ]; do sleep 0.05; done
      until \(change) 2>/dev/null; do sleep 0.05; done
      echo '\(line)'; echo '\(line)') | \(command) >out
      """)
    #expect(result.code == 0)
    let warning =
      "warning: g.dolen was changed by another program than Dolen; it is sound, and its pages "
      + "have new checksums\n"
    #expect(result.errors == warning + warning)
    #expect(try program.bash("dolen g.dolen -c 'RETURN 1 AS n'").errors == "")
  }

  @Test("Whoever waits in vain is told which process has the file, and that nothing was changed")
  func refused() throws {
    let program = try Program()
    _ = try program.bash("dolen g.dolen --create -c 'CREATE (:A)'")
    let writer = try PipeProgram(in: program.folder, ["g.dolen"])
    let other = try PipeProgram(in: program.folder, ["g.dolen"])
    // It has opened the file once it answers; one that is still opening it would be refused as `backup` is.
    #expect(other.count() == 1)
    #expect(writer.ask(Self.begin)?.contains("error") == false)
    #expect(writer.ask(Self.write)?.contains("error") == false)
    let backup = try program.bash("dolen backup g.dolen copy.dolen")
    #expect(backup.code == 4 && backup.errors.contains("process \(writer.number)"))
    let answer = other.ask(Self.write) ?? ""
    #expect(answer.contains("open for writing in process \(writer.number); nothing was changed"))
    #expect(answer.contains(":backup"))
    #expect(writer.ask(Self.commit)?.contains("error") == false)
    #expect(other.count() == 2)
    #expect(other.ask(Self.write)?.contains("error") == false)
    #expect(writer.count() == 3)
    // A transaction that has read keeps others from writing, and says so.
    #expect(other.ask(Self.begin)?.contains("error") == false)
    #expect(other.count() == 3)
    let late = writer.ask(Self.write) ?? ""
    #expect(late.contains("open for reading in process \(other.number); nothing was changed"))
    #expect(writer.count() == 3)
    #expect(other.end() == "" && writer.end() == "")
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
    BrokenPipes.areErrors
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
    // An answer may have very many bytes: none of them is looked at twice.
    var searched = read.startIndex
    while true {
      if let end = read[searched...].firstIndex(of: 10) {
        let line = String(decoding: read[read.startIndex..<end], as: UTF8.self)
        read = Data(read[read.index(after: end)...])
        return line
      }
      searched = read.endIndex
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
