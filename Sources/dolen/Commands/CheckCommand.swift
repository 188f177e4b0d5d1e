import ArgumentParser
import GraphEngine
import GraphShell
import PluginKit
import WordCatalog

/// `dolen check DB`: whether rows and indexes agree, and whether a schema is kept.
struct CheckCommand: DescribedCommand {
  static let described = CommandDescription(
    "check", { $0.checkSummary },
    program: .init(
      [.graphFile], options: [.schema, .integrity, .language], details: { $0.checkDetails },
      examples: [
        "dolen check evidence.dolen", "dolen check evidence.dolen --schema Graph/schema.json",
      ]))

  @Argument(.graphFile) var file: String

  @Option(.schema) var schema: String?

  @Flag(.integrity) var integrity = false

  @OptionGroup var spoken: LanguageOptions

  func perform(with plugins: PluginRegistry) -> Int32 {
    let console = TerminalConsole(color: .auto, isInteractive: false, words: words)
    do {
      let graph = try GraphOpening(file: file, access: .readOnly, words: words).graph()
      Interrupts.watch(graph, interactive: false)
      let check = GraphCheck(graph, words: words)
      let damage = try WorkLine.whileDoing(words.checking(file), in: words) {
        try Interrupts.whileBusy { try check.damage(ofIndex: integrity) }
      }
      let violations = try WorkLine.whileDoing(words.checking(file), in: words) {
        try Interrupts.whileBusy { try schema.map { try check.violations(ofSchema: $0) } ?? [] }
      }
      let statistics = graph.statistics
      try graph.close()
      for problem in damage + violations { try console.output.write(problem + "\n") }
      if damage.isEmpty, violations.isEmpty {
        try console.output.write(
          words.sound(
            file, schema: schema, nodes: statistics.nodeCount,
            relationships: statistics.relationshipCount) + "\n")
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

extension CommandOption {
  fileprivate static let schema = CommandOption("schema", value: "schema", .file) {
    $0.schemaHelp
  }
  fileprivate static let integrity = CommandOption(flag: "integrity") { $0.integrityHelp }
}
