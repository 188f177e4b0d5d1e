import ArgumentParser
import GraphEngine
import GraphShell
import PluginKit

/// `dolen check DB`: whether rows and indexes agree, and whether a schema is kept.
struct CheckCommand: ParsableCommand, DolenAction {
  static let configuration = CommandConfiguration(
    commandName: "check", _superCommandName: "dolen",
    abstract: "Look for damage in a graph's file, and hold it against a schema.",
    discussion: """
      Nothing is changed. The exit code is 4 where the file is damaged, 3 where the
      graph is not as the schema says.

      Examples:
        dolen check evidence.dolen
        dolen check evidence.dolen --schema Graph/schema.json
      """)

  @Argument(help: ArgumentHelp("The graph's file.", valueName: "db"))
  var file: String

  @Option(
    help: ArgumentHelp(
      "A schema.json that the graph must keep; 'evidence' for the one that is built in.",
      valueName: "schema"))
  var schema: String?

  @Flag(help: "Build the index from the rows as well, and compare it with the one in use.")
  var integrity = false

  func perform(with plugins: PluginRegistry) -> Int32 {
    let console = TerminalConsole(color: true, isInteractive: false)
    do {
      let graph = try GraphOpening(file: file, access: .readOnly).graph()
      Interrupts.watch(graph, interactive: false)
      let check = GraphCheck(graph)
      let damage = try Interrupts.whileBusy { try check.damage(ofIndex: integrity) }
      let violations = try Interrupts.whileBusy {
        try schema.map { try check.violations(ofSchema: $0) } ?? []
      }
      let statistics = graph.statistics
      try graph.close()
      for problem in damage + violations { try console.output.write(problem + "\n") }
      if damage.isEmpty, violations.isEmpty {
        try console.output.write(
          Words.sound(file, statistics.nodeCount, statistics.relationshipCount, schema))
      }
      try console.flush()
      let kind: ShellFailure.Kind? =
        damage.isEmpty ? (violations.isEmpty ? nil : .data) : .store
      return kind?.rawValue ?? 0
    } catch {
      return console.report(error)
    }
  }
}

private enum Words {
  static func sound(
    _ file: String, _ nodes: Int, _ relationships: Int, _ schema: String?
  ) -> String {
    "\(file) is sound\(schema.map { " and keeps the schema '\($0)'" } ?? ""): "
      + "\(nodes) nodes, \(relationships) relationships\n"
  }
}
