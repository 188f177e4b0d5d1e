import Foundation
import Testing

/// What needs a terminal or a signal.
///
/// `script` of util-linux gives the program a terminal of its own.
@Suite(
  "Terminal and signals", .serialized,
  .enabled(if: Program.path != nil, "the program is not built"))
struct TerminalTests {
  private let program: Program
  private static let endless =
    "UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y RETURN count(x % 7 = y)"

  init() throws { program = try Program() }

  /// Runs a test only where there is a way to give the program a terminal.
  private static let needsScript = ConditionTrait.enabled(
    if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"),
    "there is no 'script' of util-linux")

  /// Types `lines`, one after each pause in seconds, and returns what the screen showed.
  private func type(
    _ lines: [String], arguments: String = "", columns: Int = 80, pause: Double = 0.5,
    environment: String = ""
  ) throws -> String {
    // As a person does: waits for the prompt, and before each line until the screen has come to rest.
    var typing = "until grep -q dolen screen 2>/dev/null; do sleep 0.1; done; "
    for (number, line) in lines.enumerated() {
      try program.write(line, to: "typed\(number)")
      typing += "rest \(pause); cat typed\(number); "
    }
    let result = try program.bash(
      """
      export NO_COLOR=1 XDG_STATE_HOME=$PWD/state
      rm -f screen
      rest() {
        sleep $1
        local size=none
        while [ "$size" != "$(stat -c %s screen)" ]; do size=$(stat -c %s screen); sleep 0.3; done
      }
      (\(typing)sleep 1) | timeout 120 script -qfec "stty cols \(columns) rows 24; \
      exec env \(environment)'$DOLEN' \(arguments)" screen
      """)
    #expect(result.code == 0, "\(result.errors)")
    return result.output
  }

  @Test("The shell greets, asks, answers, and keeps the history to itself", needsScript)
  func shell() throws {
    let screen = try type(["RETURN 40 +\n2 AS answer;\n", "\u{4}"], arguments: "--create g.dolen")
    #expect(screen.contains("g.dolen (new)"))
    #expect(screen.contains("dolen> ") && screen.contains("…> "))
    #expect(screen.contains("│ answer │") && screen.contains("42"))
    #expect(program.has("g.dolen"))
    let history = try program.text("state/dolen/history")
    #expect(history.hasSuffix("\nRETURN 40 +\n2 AS answer;\n") && history.hasPrefix("#"))
    let path = program.folder.appending(path: "state/dolen/history").path()
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    // The next session calls the whole statement back.
    let second = try type(["\u{1B}[A", "\n", "\u{4}"], arguments: "g.dolen")
    #expect(second.contains("0 nodes") && second.contains("│ answer │"))
  }

  @Test("Tab completes, and a pasted Tab does not", needsScript)
  func completion() throws {
    let screen = try type([
      "CREATE (:Study);\n", "MATCH (s:Stu\t) RETURN count(s) AS studies;\n", "\u{4}",
    ])
    #expect(screen.contains("MATCH (s:Study"))
    #expect(screen.contains("│ studies │"))
    let pasted = try type(["\u{1B}[200~RETURN 1 AS a\tb;\n\u{1B}[201~\n", "\u{4}"])
    #expect(!pasted.contains("Display all"))
  }

  @Test("Ctrl-C clears a line and stops a query; the shell lives on", needsScript)
  func controlC() throws {
    let screen = try type(
      [
        "RETURN (1\n", "\u{3}", "\(Self.endless);\n",
        "\u{3}", "RETURN 6 * 7 AS alive;\n", "\u{4}",
      ], pause: 1.5)
    #expect(screen.contains("Interrupted"))
    #expect(screen.contains("│ alive │") && screen.contains("42"))
  }

  @Test("Ctrl-C in a list of completions, with every freed byte overwritten", needsScript)
  func interruptedCompletion() throws {
    let keys = (0..<400).map { "key\($0): 1" }.joined(separator: ", ")
    _ = try program.bash("dolen s.dolen --create -c 'CREATE (:Study {\(keys)})'")
    let checking = "/usr/lib/x86_64-linux-gnu/libc_malloc_debug.so.0"
    let preload =
      FileManager.default.fileExists(atPath: checking)
      ? "LD_PRELOAD=\(checking) MALLOC_CHECK_=3 " : ""
    let start = "MATCH (s:Study) RETURN s."
    let screen = try type(
      [
        start, "\t\t\t", "y", "\u{3}", "\u{3}", start, "\t\t\t", "\u{3}", "\u{3}", start, "\t\t\t",
        "y",
        " ",
        "q", "\u{3}", "RETURN 6 * 7 AS alive;\n", "\u{4}",
      ], arguments: "s.dolen", pause: 1, environment: "\(preload)MALLOC_PERTURB_=165 ")
    #expect(screen.contains("Display all") && screen.contains("--More--"))
    #expect(screen.contains("key100") && screen.contains("│ alive │") && screen.contains("42"))
  }

  @Test(
    "What a terminal would obey is shown as text there, and goes into files as it is", needsScript)
  func escapes() throws {
    let evil = "e\u{1B}[31mv\u{9B}2J\u{202E}x\u{200B}\u{7}"
    let shown = "e\\u001b[31mv\\u009b2J\\u202ex\\u200b\\u0007"
    let text = "'e\\\\u001b[31mv\\\\u009b2J\\\\u202ex\\\\u200b\\\\u0007'"
    try program.write("id:ID,n:int\n\(evil),\(evil)\n", to: "evil.csv")
    for arguments in [
      "-c \\\"RETURN \(text) AS x\\\" --format csv", "-c \\\"RETURN \(text) AS x\\\" --format json",
      "-c \\\"RETURN \(text) AS x\\\" --format table", "-c \\\"RETURN date(\(text))\\\"",
      "import x.dolen --nodes A=evil.csv",
    ] {
      let result = try program.bash(
        "TERM=xterm NO_COLOR=1 timeout 20 script -qfc \"'$DOLEN' \(arguments)\" /dev/null </dev/null"
      )
      #expect(result.output.contains(shown), "\(arguments): \(result.output.debugDescription)")
      for character in ["\u{1B}", "\u{9B}", "\u{202E}", "\u{200B}", "\u{7}"] {
        #expect(!result.output.contains(character), "\(arguments)")
      }
    }
    let piped = try program.bash(
      "dolen -c \"RETURN \(text.replacingOccurrences(of: "\\\\", with: "\\")) AS x\"")
    #expect(piped.output == "x\n\(evil)\n")
  }

  @Test("A narrow terminal is kept to", needsScript)
  func narrow() throws {
    let screen = try type(
      ["RETURN 'a long text that cannot fit into forty columns' AS text;\n", "\u{4}"], columns: 40)
    #expect(screen.contains("…") && screen.contains("cut to fit"))
  }

  @Test("SIGINT ends a batch with 130, soon")
  func interruptedBatch() throws {
    for command in [
      "-c '\(Self.endless)'",
      "-c 'UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y RETURN x' >/dev/null",
    ] {
      let result = try program.bash(
        """
        set -m; "$DOLEN" --timeout 0 \(command) & sleep 1.5
        start=$(date +%s%N); kill -INT $!; wait $!; code=$?
        echo $code $((($(date +%s%N) - start) / 1000000))
        """)
      let parts = result.output.split(whereSeparator: { $0 == " " || $0 == "\n" }).suffix(2)
      #expect(parts.first == "130", "\(result.output) \(result.errors)")
      #expect((parts.last.flatMap { Int($0) } ?? 9999) < 2000, "\(result.output)")
    }
  }

  @Test("SIGINT while input is awaited ends a batch with 130")
  func interruptedWaiting() throws {
    let result = try program.bash(
      "mkfifo in; set -m; \"$DOLEN\" <in & exec 9>in; sleep 1.5; kill -INT $!; wait $!; echo $?")
    #expect(result.output.hasSuffix("130\n"), "\(result.output) \(result.errors)")
  }

  @Test("A transaction that an interrupt finds open is rolled back")
  func interruptedTransaction() throws {
    try program.write("BEGIN;\nCREATE (:A);\n\(Self.endless);\nCOMMIT;\n", to: "s.cypher")
    let result = try program.bash(
      """
      set -m; "$DOLEN" g.dolen --create --timeout 0 -f s.cypher & sleep 1.5; kill -INT $!
      wait $!; echo $?; "$DOLEN" g.dolen -c 'MATCH (n) RETURN count(n) AS n'
      """)
    #expect(result.output == "130\nn\n0\n", "\(result.output) \(result.errors)")
  }
}
