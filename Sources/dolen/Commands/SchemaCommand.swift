import ArgumentParser
import GraphEngine
import GraphShell
import PluginKit
import WordCatalog

/// `dolen schema show DB`, `dolen schema set DB FILE`: the schema that lies in a graph's file.
struct SchemaCommand: DescribedCommand {
  static let described = CommandDescription(
    "schema", { $0.schemaCommandSummary },
    program: .init(
      [.schemaDeed, .graphFile, .schemaFile], options: [.language],
      details: { $0.schemaCommandDetails },
      examples: [
        "dolen schema show evidence.dolen", "dolen schema set evidence.dolen Graph/schema.json",
      ]))

  @Argument(.schemaDeed) var deed: String

  @Argument(.graphFile) var file: String

  @Argument(.schemaFile) var schema: String?

  @OptionGroup var spoken: LanguageOptions

  func validate() throws {
    guard ["show", "set"].contains(deed) else { throw ValidationError(words.noSchemaDeed(deed)) }
    if deed == "set", schema == nil { throw ValidationError(words.schemaSetNeedsFile) }
  }

  func perform(with plugins: PluginRegistry) -> Int32 {
    let console = TerminalConsole(color: .auto, isInteractive: false, words: words)
    do {
      if let schema, deed == "set" { try set(schema, console) } else { try show(console) }
      try console.flush()
      return 0
    } catch {
      return console.report(error)
    }
  }

  private func show(_ console: TerminalConsole) throws {
    let graph = try GraphOpening(file: file, access: .readOnly, words: words).graph()
    let (text, fault) = (graph.schemaText, graph.schemaFault)
    try graph.close()
    if let fault { try console.notices.write("\(fault)\n") }
    guard let text else { return try console.notices.write(words.builtInSchemaHolds + "\n") }
    try console.output.write(text.hasSuffix("\n") ? text : text + "\n")
  }

  private func set(_ path: String, _ console: TerminalConsole) throws {
    let graph = try GraphOpening(file: file, words: words).graph()
    let said = try SchemaDesk(graph, words: words).keep(path)
    try graph.close()
    try console.notices.write(said + "\n")
  }
}

extension CommandArgument {
  fileprivate static let schemaDeed = required("deed", .choice(["show", "set"])) {
    $0.schemaDeedHelp
  }
  fileprivate static let schemaFile = optional("file", .file) { $0.schemaFileHelp }
}
