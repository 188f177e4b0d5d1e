import Foundation
import GraphShell
import GraphTestKit
import Synchronization
import Testing

/// Sessions of the shell, as `Tests/Cases/Shell` writes them down.
@Suite("Sessions of the shell")
struct ShellSessionTests {
  private static let recording = Mutex(())

  @Test("As it is written down", arguments: try ShellCase.all())
  func session(_ shellCase: ShellCase) throws {
    let screen = try shellCase.played()
    guard screen != shellCase.lines else { return }
    if TestSettings.records {
      try Self.recording.withLock { _ in try record(screen, of: shellCase) }
    }
    Issue.record(
      """
      \(shellCase.testDescription)
      is written down as:
      \(shellCase.lines.joined(separator: "\n"))
      but looks like this:
      \(screen.joined(separator: "\n"))
      """)
  }

  /// Rewrites the lines of one case; the cases before it may have moved it.
  private func record(_ screen: [String], of shellCase: ShellCase) throws {
    guard
      let current = try ShellCase.all().first(where: {
        $0.file == shellCase.file && $0.name == shellCase.name
      })
    else { return }
    var lines = try String(contentsOf: current.file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines.replaceSubrange(current.start..<(current.start + current.lines.count), with: screen)
    try lines.joined(separator: "\n").write(to: current.file, atomically: true, encoding: .utf8)
  }

  @Test("Every command stands in a case")
  func everyCommandHasACase() throws {
    let typed = try ShellCase.all().flatMap(\.lines).filter { $0.hasPrefix("dolen") }
    for command in ShellCommand.all.map(\.name) {
      #expect(typed.contains { $0.contains("> :\(command)") }, "no case types :\(command)")
    }
  }
}
