import ArgumentParser
import GraphModel
import GraphShell
import WordCatalog

/// `dolen [FILE]`: the shell, or a batch.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: RootCommand.described.name, usage: RootCommand.usage,
    version: EngineVersion.current)

  @OptionGroup var options: OpenOptions
}

/// `dolen` with all its commands, for the help, the manual and the completion of shells.
struct RootCommand: ParsableCommand {
  /// What the program is called, does and takes.
  static let described = CommandDescription(
    "dolen", { $0.programSummary },
    program: .init(
      [.openedFile],
      options: OpenOptions.described + [.completionScript, .version],
      details: { $0.programDetails },
      examples: [
        "dolen evidence.dolen",
        "dolen evidence.dolen -c 'MATCH (f:Factor) RETURN f.id, f.name_en'",
        "dolen evidence.dolen -P \"study='harden-2015'\" -f report.cypher --format json",
        "echo 'RETURN 1 + 1' | dolen",
        "dolen import evidence.dolen Graph",
        "dolen run evidence.dolen thinnest-factors",
      ], notes: { $0.programNotes }))

  static let usage = """
    dolen [<file>] [-c <query> ...] [-f <script> ...] [<options>]
    dolen <command> ...
    """

  static let configuration = CommandConfiguration(
    commandName: described.name, abstract: described.summary(.english) + ".", usage: usage,
    discussion: described.discussion, version: EngineVersion.current,
    subcommands: subcommands)

  @OptionGroup var options: OpenOptions

  /// The commands beside `help`, which the parser gives to what has commands.
  private static let subcommands: [any DescribedCommand.Type] = [
    ImportCommand.self, ExportCommand.self, RunCommand.self, QueriesCommand.self,
    FormatsCommand.self, CheckCommand.self, BackupCommand.self, CompactCommand.self,
    DuplicatesCommand.self, ReviewCommand.self, SchemaCommand.self, SensitivityCommand.self,
    GapMapCommand.self, ClaimsCommand.self, FlowCommand.self, StrategyCommand.self,
    ActionsCommand.self, SnapshotCommand.self, DiffCommand.self, MergeCommand.self,
    PipeCommand.self, PluginCommand.self,
  ]

  /// The commands, by which a first argument is not the name of a file.
  static let commands = subcommands + [HelpCommand.self]

  /// The names of the commands.
  static var commandNames: [String] { commands.map { $0.described.name } }

  /// The command called `name`, or nil.
  static func command(_ name: String) -> (any DescribedCommand.Type)? {
    commands.first { $0.described.name == name }
  }

  /// All that is described, in a language.
  static func manual(in words: Words) -> ProgramManual {
    ProgramManual(
      described, commands: commands.map { $0.described }, version: EngineVersion.current,
      words: words)
  }
}

extension CommandOption {
  fileprivate static let version = CommandOption(flag: "version") { $0.versionHelp }
  fileprivate static let completionScript = CommandOption(
    "generate-completion-script", value: "shell", .choice(["bash", "zsh", "fish"])
  ) { $0.completionScriptHelp }
}
