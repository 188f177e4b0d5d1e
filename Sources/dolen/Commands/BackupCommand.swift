import ArgumentParser
import GraphEngine
import GraphShell
import PluginKit

/// `dolen backup DB FILE`: a copy of a graph that others may be reading.
struct BackupCommand: ParsableCommand, DolenAction {
  static let configuration = CommandConfiguration(
    commandName: "backup", _superCommandName: "dolen",
    abstract: "Copy a graph's file, as of its last commit.",
    discussion: """
      The copy is a graph of its own and appears whole or not at all. Others may
      read the graph meanwhile. Where it is open for writing, ':backup FILE' in
      that shell makes the copy.

      Example:
        dolen backup evidence.dolen evidence-2026-11.dolen
      """)

  @Argument(help: ArgumentHelp("The graph's file.", valueName: "db"))
  var file: String

  @Argument(help: ArgumentHelp("The file to make.", valueName: "file"))
  var target: String

  @Flag(help: "Replace the file where there is one.")
  var force = false

  func perform(with plugins: PluginRegistry) -> Int32 {
    let console = TerminalConsole(color: true, isInteractive: false)
    do {
      let graph = try GraphOpening(file: file, access: .readOnly).graph()
      Interrupts.watch(graph, interactive: false)
      try Interrupts.whileBusy { try graph.backup(to: target, replacing: force) }
      let statistics = graph.statistics
      try graph.close()
      try console.notices.write(
        "\(target): \(statistics.nodeCount) nodes, "
          + "\(statistics.relationshipCount) relationships\n")
      try console.flush()
      return 0
    } catch {
      return console.report(error)
    }
  }
}
