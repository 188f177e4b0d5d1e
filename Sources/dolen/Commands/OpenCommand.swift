import ArgumentParser
import GraphModel

/// `dolen [FILE]`: the shell, or a batch.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dolen", usage: RootCommand.usage, version: EngineVersion.current)

  @OptionGroup var options: OpenOptions
}

/// `dolen` with all its commands, for parsing them and for the help.
struct RootCommand: ParsableCommand {
  static let usage = """
    dolen [<file>] [-c <query> ...] [-f <script> ...] [<options>]
    dolen <command> ...
    """

  static let configuration = CommandConfiguration(
    commandName: "dolen",
    abstract: "Ask openCypher questions of a graph that is one file.",
    usage: usage,
    discussion: """
      Without -c, -f or a pipe on standard input, the shell opens.

      Examples:
        dolen evidence.dolen
        dolen evidence.dolen -c 'MATCH (f:Factor) RETURN f.id, f.name_en'
        dolen evidence.dolen -P "study='harden-2015'" -f report.cypher --format json
        echo 'RETURN 1 + 1' | dolen
        dolen import evidence.dolen Graph
        dolen run evidence.dolen thinnest-factors

      A file that is called like a command is written with its folder: dolen ./run

      Exit codes: 0 done, 1 a query failed, 2 wrong usage, 3 wrong data in an import,
      4 a file cannot be used, 130 interrupted.
      """,
    version: EngineVersion.current,
    subcommands: commands)

  @OptionGroup var options: OpenOptions

  /// The commands, by which a first argument is not the name of a file.
  private static let commands: [any (ParsableCommand & DolenAction).Type] = [
    ImportCommand.self, ExportCommand.self, RunCommand.self, QueriesCommand.self,
    FormatsCommand.self, CheckCommand.self, BackupCommand.self, CompactCommand.self,
    PipeCommand.self,
  ]

  /// The names of the commands.
  static var commandNames: [String] {
    commands.compactMap { $0.configuration.commandName } + ["help"]
  }

  /// The command called `name`, or nil.
  static func command(_ name: String) -> (any (ParsableCommand & DolenAction).Type)? {
    commands.first { $0.configuration.commandName == name }
  }
}
