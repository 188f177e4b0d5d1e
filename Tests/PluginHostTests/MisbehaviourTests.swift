import Foundation
import GraphEngine
import GraphModel
import PluginKit
import Testing

@testable import PluginHost

/// Plugins that do what they should not: each is caught, told of, and leaves nothing.
@Suite(.serialized, .enabled(if: Interpreter.bash)) struct MisbehaviourTests {
  struct Deed: Sendable, CustomTestStringConvertible {
    var name: String
    var script: String
    var expected: [String]
    var testDescription: String { name }
  }

  static let greeting = """
    read -r hello
    echo '{"type":"hello","protocol":1}'
    echo '{"type":"node","id":1,"labels":["A"]}'

    """

  static let deeds = [
    Deed(
      name: "says nothing and ends", script: "exit 0",
      expected: ["The plugin 'trial 1.2' ended with exit code 0 before it said 'done', after 0 li"]),
    Deed(
      name: "does not greet", script: "echo '{\"type\":\"node\",\"id\":1}'",
      expected: [
        "did not begin with 'hello' (line 1 of its output): '{\"type\":\"node\",\"id\":1}'"
      ]),
    Deed(
      name: "speaks another version", script: "echo '{\"type\":\"hello\",\"protocol\":2}'",
      expected: ["chose no version of the protocol that was offered, which were 1"]),
    Deed(
      name: "greets twice", script: greeting + "echo '{\"type\":\"hello\",\"protocol\":1}'",
      expected: [
        "greeted a second time (line 3 of its output): '{\"type\":\"hello\",\"protocol\":1}'",
        "'hello' is its first line",
      ]),
    Deed(
      name: "ends without done", script: greeting,
      expected: ["ended with exit code 0 before it said 'done', after 2 lines"]),
    Deed(
      name: "says more than it wrote",
      script: greeting + "echo '{\"type\":\"done\",\"nodes\":2,\"relationships\":0}'",
      expected: ["says that it has 2 nodes, and 1 came (line 3 of its output)"]),
    Deed(
      name: "says no counts", script: greeting + "echo '{\"type\":\"done\"}'",
      expected: ["does not say in 'done' how many nodes it has"]),
    Deed(
      name: "dies in the middle",
      script: greeting + "echo 'Traceback: oh' >&2; kill -SEGV $$; sleep 1",
      expected: ["was ended by signal 11", "what it said last:\n  Traceback: oh"]),
    Deed(
      name: "fails after done",
      script: greeting + "echo '{\"type\":\"done\",\"nodes\":1,\"relationships\":0}'; exit 9",
      expected: ["said 'done', then ended with exit code 9"]),
    Deed(
      name: "goes on after done",
      script: greeting + "echo '{\"type\":\"done\",\"nodes\":1,\"relationships\":0}'; echo '{}'",
      expected: ["wrote a line after 'done' (line 4 of its output): '{}'"]),
    Deed(
      name: "stays after done",
      script: greeting
        + "echo '{\"type\":\"done\",\"nodes\":1,\"relationships\":0}'; exec >&-; sleep 100",
      expected: ["said 'done' and did not end"]),
    Deed(
      name: "keeps its output open after done",
      script: greeting
        + "echo '{\"type\":\"done\",\"nodes\":1,\"relationships\":0}'; sleep 100; sleep 100",
      expected: ["said 'done' and did not end"]),
    Deed(
      name: "writes garbage",
      script: greeting
        + "printf 'Loading\\ta \\033[31mlibrary\\377\\n'; echo 'ValueError: n.d.' >&2; sleep 0.1",
      expected: [
        "wrote a line that is no message: ", "(line 3 of its output): 'Loading\\ta \\u{1b}[31mlib",
        "\n  ValueError: n.d.", "hint: Standard output is for messages alone",
      ]),
    Deed(
      name: "writes no object", script: greeting + "echo '[1,2]'",
      expected: ["wrote a line that is no message: ", "'[1,2]'"]),
    Deed(
      name: "writes a wrong record",
      script: greeting + "echo '{\"type\":\"relationship\",\"start\":1}'",
      expected: ["wrote a record that is wrong: The relationship has no type"]),
    Deed(
      name: "writes one endless line", script: greeting + "tr '\\0' 'x' < /dev/zero",
      expected: ["wrote a line that is longer than 100000 bytes (line 3 of its output): 'xxxx"]),
    Deed(
      name: "writes without end", script: greeting + "yes '{\"type\":\"progress\"}'",
      expected: ["wrote more than 50000 lines"]),
    Deed(
      name: "hangs", script: greeting + "sleep 1000",
      expected: ["did nothing for 1 s, and was ended"]),
    Deed(
      name: "hangs and is deaf", script: greeting + "trap '' TERM; sleep 1000; sleep 1000",
      expected: ["did nothing for 1 s, and was ended"]),
    Deed(
      name: "hangs, chatting on standard error",
      script: greeting + "while sleep 0.02; do echo busy >&2; done",
      expected: ["did nothing for 1 s, and was ended", "  busy"]),
    Deed(
      name: "never is done",
      script: greeting + "while sleep 0.1; do echo '{\"type\":\"progress\"}'; done",
      expected: ["was not done after 3 s, and was ended"]),
    Deed(
      name: "fills standard error",
      script: greeting + "for i in {1..3000}; do echo \"line $i\" >&2; done; exit 3",
      expected: ["ended with exit code 3", "  line 2981\n", "  line 3000\n"]),
    Deed(
      name: "leaves a child that holds its output", script: greeting + "sleep 1000 & exit 0",
      expected: ["ended with exit code 0 before it said 'done'"]),
  ]

  @Test("A plugin that misbehaves is caught", arguments: deeds)
  func caught(_ deed: Deed) throws {
    try PluginFolder.bash(deed.script) { folder throws in
      var folder = folder
      folder.limits.idleSeconds = 1
      folder.limits.totalSeconds = 3
      folder.limits.lineLength = 100_000
      folder.limits.messages = 50_000
      folder.limits.graceSeconds = 0.5
      let start = ContinuousClock.now
      let shown = try folder.failure()
      #expect(ContinuousClock.now - start < .seconds(60))
      for part in deed.expected { #expect(shown.contains(part), "\(shown)") }
      #expect(!shown.contains("line 2980"))
    }
  }

  @Test func whatItStartedEndsWithIt() throws {
    let script =
      Self.greeting + """
        sleep 987654 &
        echo $! > "$HOME/child"
        (trap '' TERM; sleep 987654) &
        echo $! > "$HOME/deaf"
        echo x
        """
    try PluginFolder.bash(script) { folder throws in
      #expect(try folder.failure().contains("wrote a line that is no message"))
      for name in ["child", "deaf"] {
        let text = try String(contentsOfFile: "\(folder.root)/\(name)", encoding: .utf8)
        let child = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        // Whoever adopts it reaps it soon.
        for _ in 0..<200 where kill(child, 0) == 0 { usleep(10_000) }
        #expect(kill(child, 0) != 0)
      }
    }
  }

  @Test func noZombieAndNoDescriptorIsLeft() throws {
    func descriptors() -> Int {
      (0..<256).count { fcntl(Int32($0), F_GETFD) >= 0 }
    }
    try PluginFolder.bash(Self.greeting + "exit 3") { folder throws in
      _ = try folder.failure()
      let before = descriptors()
      for _ in 0..<5 { _ = try folder.failure() }
      // Other tests open and close files meanwhile; five runs would have left fifteen.
      #expect(descriptors() < before + 10)
    }
  }

  @Test func interruptingEndsIt() throws {
    try PluginFolder.bash(Self.greeting + "sleep 1000") { folder throws in
      var host = folder.host
      host.limits?.graceSeconds = 0.2
      let begun = ContinuousClock.now
      host.isCancelled = { ContinuousClock.now - begun > .seconds(1) }
      let plugins = PluginRegistry([]) { [host] in host.formats(besides: $0) }
      let graph = Graph()
      let error = #expect(throws: Diagnostic.self) {
        try graph.importGraph(
          from: ImportSource([], name: "a"), as: plugins.importer(named: "trial"))
      }
      #expect(error?.type == .interrupted)
      #expect(graph.statistics.nodeCount == 0)
    }
  }

  @Test(
    "What cannot be started is told",
    arguments: [
      (["nonesuch-program"], "There is no 'nonesuch-program' in its folder, and none on the"),
      (["./main.sh"], "It may not be run: chmod +x makes a file executable"),
    ])
  func start(_ command: [String], _ expected: String) throws {
    let files = ["plugin.json": PluginFolder.manifest(command: command), "main.sh": "exit 0"]
    try PluginFolder.with(files) { folder throws in
      let shown = try folder.failure()
      #expect(
        shown.contains("The plugin 'trial 1.2' could not be started: \(expected)"), "\(shown)")
    }
  }

  @Test func theTraceHoldsBothSides() throws {
    try PluginFolder.bash(Self.greeting + "echo oops >&2; echo x") { folder throws in
      var host = folder.host
      host.trace = "\(folder.root)/trace"
      let plugins = PluginRegistry([]) { [host] in host.formats(besides: $0) }
      #expect(throws: PluginFault.self) {
        try Graph().importGraph(
          from: ImportSource([], name: "a"), as: plugins.importer(named: "trial"))
      }
      let trace = try String(contentsOfFile: "\(folder.root)/trace", encoding: .utf8)
      #expect(trace.hasPrefix("# trial 1.2 in "))
      for line in [
        "\n> {\"type\":\"hello\",\"protocols\":[1]", "\n< {\"type\":\"hello\"", "\n< x\n",
      ] {
        #expect(trace.contains(line))
      }
      #expect(trace.contains("! oops\n"))
    }
  }

  #if os(Linux)
    @Test(.enabled(if: Interpreter.python)) func memoryIsBounded() throws {
      let script = """
        import sys
        sys.stdin.readline()
        print('{"type":"hello","protocol":1}', flush=True)
        x = bytearray(1 << 30)
        print('{"type":"done","nodes":0,"relationships":0}')
        """
      try PluginFolder.python(script) { folder throws in
        var folder = folder
        folder.limits.memoryMegabytes = 256
        let shown = try folder.failure()
        #expect(shown.contains("ended with exit code 1 before"), "\(shown)")
        #expect(shown.contains("MemoryError"), "\(shown)")
      }
    }
  #endif
}
