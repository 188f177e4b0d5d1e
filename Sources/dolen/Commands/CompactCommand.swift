import ArgumentParser
import GraphEngine
import GraphShell
import PluginKit

/// `dolen compact DB`: the file without the room that deleted data has left.
struct CompactCommand: ParsableCommand, DolenAction {
  static let configuration = CommandConfiguration(
    commandName: "compact", _superCommandName: "dolen",
    abstract: "Give back the room that deleted data has left in a graph's file.",
    discussion: """
      Nodes, relationships and identifiers stay. Nobody else may have the graph
      open, and the disk needs room for a second copy while it lasts. A process
      that is killed meanwhile leaves the graph as it was.

      Example:
        dolen compact evidence.dolen
      """)

  @Argument(help: ArgumentHelp("The graph's file.", valueName: "db"))
  var file: String

  func perform(with plugins: PluginRegistry) -> Int32 {
    let console = TerminalConsole(color: true, isInteractive: false)
    do {
      let graph = try GraphOpening(file: file).graph()
      Interrupts.watch(graph, interactive: false)
      let size = try Interrupts.whileBusy { try graph.compact() }
      try graph.close()
      try console.output.write("\(file): \(size.before) bytes before, \(size.after) bytes now\n")
      try console.flush()
      return 0
    } catch {
      return console.report(error)
    }
  }
}
