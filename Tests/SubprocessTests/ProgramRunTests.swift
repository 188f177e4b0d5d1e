import Foundation
import Platform
import Testing

@testable import Subprocesses

/// Bytes of others on a line of ours.
@Suite("Lines of other programs") struct EscapedLineTests {
  @Test(arguments: [
    ("a\tb\r\n", "a\\tb\\r\\n"), ("\u{1B}[31m", "\\u{1b}[31m"), ("x\u{202E}y", "x\\u{202e}y"),
    ("soft\u{AD}hyphen", "soft\\u{ad}hyphen"), ("e\u{301} 文献 👩‍🔬", "e\u{301} 文献 👩‍🔬"),
    ("a\u{200D}b", "a\\u{200d}b"),
  ])
  func shows(_ text: String, _ line: String) { #expect(EscapedLine.text(of: text.utf8) == line) }

  @Test func cuts() { #expect(EscapedLine.text(of: "abcdef".utf8, limit: 3) == "abc…") }
}

/// Programs that do as they like, run within bounds.
@Suite("Programs within bounds")
struct ProgramRunTests {
  /// A shell that runs `script`.
  private func run(
    _ script: String, seconds: Double = 20, limit: Int = 1_000, arguments: [String] = []
  ) throws -> ProgramRun.Result {
    var run = ProgramRun("/bin/sh", ["-c", script, "sh"] + arguments)
    (run.seconds, run.outputLimit) = (seconds, limit)
    return try run.result()
  }

  @Test("One that ends well, with what it wrote")
  func endsWell() throws {
    let result = try run("printf 'one\\ntwo'; printf 'a word' >&2")
    #expect(result.end == .outcome(.exited(0)) && result.isGood)
    #expect(String(decoding: result.output, as: UTF8.self) == "one\ntwo")
    #expect(result.errors.lines == ["a word"])
  }

  @Test(
    "Arguments reach it as they are, the environment is the one that it is given, nothing is to be read"
  )
  func surroundings() throws {
    var run = ProgramRun(
      "/bin/sh", ["-c", "printf '%s|' \"$@\"; echo $A; cat; env", "sh", "a b", "$A;", "'"])
    run.environment = ["A=1", "PATH=/usr/bin:/bin"]
    let lines = String(decoding: try run.result().output, as: UTF8.self).split(separator: "\n")
    #expect(lines.first == "a b|$A;|'|1")
    let names = Set(lines.dropFirst().compactMap { $0.split(separator: "=").first })
    #expect(
      names.subtracting(["A", "PATH", "DOLEN_PLUGIN_RUN", "PWD", "OLDPWD", "SHLVL", "_"]) == [])
  }

  @Test("One that fails tells how", arguments: [("exit 7", 7), ("no-such-program-anywhere", 127)])
  func fails(_ script: String, _ code: Int32) throws {
    let result = try run(script)
    #expect(result.end == .outcome(.exited(code)) && !result.isGood)
    #expect(try run("kill -SEGV $$").end == .outcome(.killed(SIGSEGV)))
  }

  @Test(
    "One that hangs is ended, with what it has started",
    arguments: [
      "echo $$; exec sleep 600", "trap '' TERM; echo $$; while :; do sleep 1; done",
      "(trap '' TERM; exec sleep 600) & echo $!; wait",
      // It has closed its streams.
      "echo $$; exec >/dev/null 2>&1; exec sleep 600",
    ])
  func hangs(_ script: String) throws {
    let start = ContinuousClock.now
    let result = try run(script, seconds: 0.5)
    #expect(result.end == .tookTooLong && !result.isGood)
    #expect(ContinuousClock.now - start < .seconds(15))
    try expectGone(result)
  }

  /// The process whose number is all that was written is there no more.
  private func expectGone(_ result: ProgramRun.Result) throws {
    let text = String(decoding: result.output, as: UTF8.self)
    let id = try #require(pid_t(text.filter(\.isNumber)))
    // Whoever takes in orphans may take a moment.
    for _ in 0..<500 where kill(id, 0) == 0 { usleep(10_000) }
    #expect(kill(id, 0) != 0 && errno == ESRCH)
  }

  @Test("What it leaves behind with its streams open is ended with it, and not waited for")
  func leavesBehind() throws {
    let start = ContinuousClock.now
    let result = try run("(trap '' TERM HUP; exec sleep 600) & echo $!; exit 0")
    #expect(result.isGood && ContinuousClock.now - start < .seconds(15))
    try expectGone(result)
  }

  @Test("One that writes without end is ended; what it says on standard error is not kept whole")
  func floods() throws {
    let result = try run("yes", limit: 100_000)
    #expect(result.end == .wroteTooMuch && !result.isGood)
    #expect(result.output.count <= 100_000)
    let loud = try run("yes 'a word' | head -n 200000 >&2; echo done")
    #expect(loud.isGood && loud.errors.lines.count == ErrorTail.lineLimit)
    #expect(try run("yes >&2", seconds: 0.5).end == .tookTooLong)
    #expect(try run("printf 12345", limit: 5).isGood)
    #expect(try run("printf 123456", limit: 5).end == .wroteTooMuch)
  }

  @Test("One that is not there, or is no program, is told of")
  func missing() throws {
    let error = #expect(throws: FileError.self) { try ProgramRun("/nowhere/program").result() }
    #expect(error?.reason.contains("no such program") == true)
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).txt")
    try Data("text".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let other = #expect(throws: FileError.self) { try ProgramRun(file.path).result() }
    #expect(other?.reason.contains("chmod") == true)
  }

  @Test("One is found where the search path has it, in folders that begin at the root")
  func found() throws {
    #expect(ProgramRun.find("sh", on: "relative:/nowhere:/bin:/usr/bin") == "/bin/sh")
    #expect(ProgramRun.find("sh", on: "/nowhere") == nil)
    #expect(ProgramRun.find("no-such-program-anywhere", on: nil) == nil)
    #expect(ProgramRun.find("sh", on: nil) != nil)
    // A folder is no program, and a name has no slash.
    #expect(ProgramRun.find("bin", on: "/usr") == nil)
    #expect(ProgramRun.find("bin/sh", on: "/usr") == nil)
  }
}
