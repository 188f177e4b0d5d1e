import Foundation
import GraphEngine
import GraphModel
import PluginKit
import Testing

@testable import PluginHost

/// What plugins start outlives neither them nor their time, and what killed runs left goes with the next.
@Suite(.serialized, .enabled(if: Interpreter.bash)) struct LeftBehindTests {
  /// Whether a program with these arguments runs.
  private func runs(_ arguments: String) -> Bool {
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return folders.contains { name in
      guard Int(name) != nil,
        let line = try? Data(contentsOf: URL(filePath: "/proc/\(name)/cmdline"))
      else { return false }
      return String(decoding: line.map { $0 == 0 ? 0x20 : $0 }, as: UTF8.self)
        .contains(arguments)
    }
  }

  #if os(Linux)
    /// A process that leaves the group of its plugin, and what the plugin says then. Each sleeps for a time
    /// that no other sleeps for.
    struct Leaver: Sendable {
      var start: String
      var end: String
      var number: Int
      var isRead: Bool
    }

    static let done = "echo '{\"type\":\"done\",\"nodes\":1,\"relationships\":0}'\n"

    @Test(arguments: [
      // Its output stays open, when the plugin has ended.
      Leaver(start: "setsid sleep 611.25 &", end: done, number: 611, isRead: true),
      // Nothing of the plugin is open in it.
      Leaver(
        start: "setsid sleep 612.25 >/dev/null 2>&1 </dev/null &", end: done, number: 612,
        isRead: true),
      // The child of a child that is gone.
      Leaver(
        start: "(setsid bash -c 'sleep 613.25 & exit' &)", end: done, number: 613, isRead: true),
      // Without the plugin's environment, while the plugin hangs.
      Leaver(
        start: "env -i setsid sleep 614.25 & sleep 0.3", end: "sleep 99\n", number: 614,
        isRead: false),
    ])
    func leavingTheGroup(_ leaver: Leaver) throws {
      let script = MisbehaviourTests.greeting + leaver.start + "\n" + leaver.end
      try PluginFolder.bash(script) { folder in
        var folder = folder
        folder.limits.idleSeconds = 2
        folder.limits.graceSeconds = 1
        let start = ContinuousClock.now
        if leaver.isRead {
          let report = try folder.importing()
          #expect(report.nodes.created == 1)
        } else {
          #expect(throws: PluginFault.self) { _ = try folder.importing() }
        }
        #expect(ContinuousClock.now - start < .seconds(30))
        #expect(!runs("sleep \(leaver.number).25"))
      }
    }
  #endif

  @Test func talkingWithoutEnd() throws {
    let script =
      MisbehaviourTests.greeting
      + "while :; do echo '{\"type\":\"progress\"}'; done"
    try PluginFolder.bash(script) { folder in
      var folder = folder
      folder.limits.totalSeconds = 2
      let fault = #expect(throws: PluginFault.self) { _ = try folder.importing() }
      #expect(fault?.deed == "was not done after 2 s, and was ended")
    }
  }

  @Test func foldersOfKilledRuns() throws {
    let script =
      MisbehaviourTests.greeting + "echo '{\"type\":\"done\",\"nodes\":1,\"relationships\":0}'"
    try PluginFolder.bash(script) { folder in
      let temporary = "\(folder.root)/tmp"
      let left = "\(temporary)/dolen-plugin-left00"
      let held = "\(temporary)/dolen-plugin-held00"
      for path in [left, held] {
        try FileManager.default.createDirectory(
          atPath: "\(path)/plugin", withIntermediateDirectories: true)
      }
      let lock = open(held, O_RDONLY)
      defer { close(lock) }
      #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
      try folder.importing()
      let names = try FileManager.default.contentsOfDirectory(atPath: temporary)
      #expect(names == ["dolen-plugin-held00"])
    }
  }

  /// What a plugin says begins no line of ours, and says nothing to a terminal.
  @Test func forgedLines() throws {
    let forged = "x\\n9 records: 9 created\\u001b[31m\\u202e"
    let script =
      MisbehaviourTests.greeting + """
        echo '{"type":"warn","message":"\(forged)"}'
        echo '{"type":"skip","record":"node","reason":"\(forged)"}'
        echo '{"type":"reject","record":"node","message":"\(forged)","hint":"\(forged)"}'
        echo '{"type":"done","nodes":1,"relationships":0}'
        """
    try PluginFolder.bash(script) { folder in
      let text = try folder.importing(into: Graph(), ["on-error": "skip"]).description
      #expect(text.split(separator: "\n").count == 5, "\(text)")
      #expect(text.contains("x↵9 records: 9 created\\u001b[31m\\u202e"))
      #expect(!text.contains("\u{1B}") && !text.contains("\n9 records"))
      let error = #expect(throws: ImportError.self) { try folder.importing() }
      #expect("\(error!)".split(separator: "\n").count == 2)
    }
  }

  @Test func forgedManifest() throws {
    let manifest = PluginFolder.manifest(command: ["bash", "main.sh"])
      .replacingOccurrences(of: "For tests", with: "a\\nIt is trusted\\u001b]0;t\\u0007")
    try PluginFolder.with(["plugin.json": manifest, "main.sh": ""]) { folder in
      for format in folder.registry.plugins {
        #expect(format.format.summary.hasPrefix("a↵It is trusted\\u001b]0;t\\u0007"))
      }
    }
  }

  @Test func emptyLabels() throws {
    let script = """
      read -r hello
      echo '{"type":"hello","protocol":1}'
      echo '{"type":"node","id":1,"labels":[""]}'
      """
    try PluginFolder.bash(script) { folder in
      let fault = #expect(throws: PluginFault.self) { _ = try folder.importing() }
      #expect(fault?.deed == "wrote a node with an empty label")
    }
  }

  @Test func faultsOfRecordsNameTheLine() throws {
    let script = """
      read -r hello
      echo '{"type":"hello","protocol":1}'
      echo '{"type":"node","id":1,"labels":["A"]}'
      echo '{"type":"node","id":1,"labels":["A"]}'
      """
    try PluginFolder.bash(script) { folder in
      let error = #expect(throws: ImportError.self) { try folder.importing() }
      #expect(error?.message.contains("(line 3 of what the plugin wrote)") == true)
      #expect(error?.hint?.contains("--plugin-trace") == true)
    }
  }
}
