import ArgumentParser
import GraphEngine
import GraphShell

/// `dolen check DB`: whether rows and indexes agree.
struct CheckCommand: ParsableCommand, DolenAction {
  static let configuration = CommandConfiguration(
    commandName: "check", _superCommandName: "dolen",
    abstract: "Look for damage in a graph's file.",
    discussion: "Nothing is changed. The exit code is 4 where something is wrong.")

  @Argument(help: ArgumentHelp("The graph's file.", valueName: "db"))
  var file: String

  func perform() -> Int32 {
    let console = TerminalConsole(color: true, isInteractive: false)
    do {
      let graph = try GraphOpening(file: file, access: .readOnly).graph()
      Interrupts.watch(graph, interactive: false)
      let problems = try Interrupts.whileBusy { try graph.check() }
      let statistics = graph.statistics
      try graph.close()
      for problem in problems { try console.output.write(problem + "\n") }
      if problems.isEmpty {
        try console.output.write(
          Words.sound(file, statistics.nodeCount, statistics.relationshipCount))
      }
      try console.flush()
      return problems.isEmpty ? 0 : ShellFailure.Kind.store.rawValue
    } catch {
      return console.report(error)
    }
  }
}

private enum Words {
  static func sound(_ file: String, _ nodes: Int, _ relationships: Int) -> String {
    "\(file) is sound: \(nodes) nodes, \(relationships) relationships\n"
  }
}
