import GraphModel
import PluginKit

/// A command of the shell, such as `:schema`.
///
/// Dispatch, completion, `:help` and the manual read ``all``. A new command is a file in `Commands/`
/// and a line there; all its words stand in its file, so that another language can be put beside.
public struct ShellCommand: Sendable {
  /// The name without the colon.
  public var name: String
  /// Other names.
  public var aliases: [String]
  /// What is written after the name, as `:help` shows it; empty for nothing.
  public var argument: String
  /// What it does, in one line.
  public var summary: String
  /// What else there is to know where those formats of graphs are, for `:help NAME`; empty for
  /// nothing.
  public var details: @Sendable (PluginRegistry) -> String
  /// What each word after the name is completed with; the last stands for all that follow.
  public var completion: [Argument]
  /// What it does.
  public var run: @Sendable (inout ShellState, String) throws -> [ShellEffect]

  /// What a word after a command can be.
  public enum Argument: Sendable {
    /// Nothing that could be completed.
    case free
    /// The name of a file.
    case file
    /// The name of a format of rows.
    case rowFormat
    /// The name of a format that graphs can be exported to, or of rows.
    case exportFormat
    /// The name of a format that graphs can be imported from.
    case importFormat
    /// `on` or `off`.
    case toggle
    /// The name of a command.
    case command
    /// The name of a saved query.
    case query
    /// The name of a parameter.
    case parameter
    /// A query.
    case cypher
    /// An expression of Cypher.
    case expression
  }

  /// A command of the given parts.
  public init(
    _ name: String, aliases: [String] = [], argument: String = "", summary: String,
    details: @escaping @Sendable (PluginRegistry) -> String = { _ in "" },
    completion: [Argument] = [],
    run: @escaping @Sendable (inout ShellState, String) throws -> [ShellEffect]
  ) {
    self.name = name
    self.aliases = aliases
    self.argument = argument
    self.summary = summary
    self.details = details
    self.completion = completion
    self.run = run
  }

  /// Every command, in the order of `:help`.
  public static let all: [ShellCommand] = [
    .help, .quit,
    .schema, .labels, .types, .indexes, .stats,
    .format, .once, .timer, .warnings,
    .param, .params,
    .begin, .commit, .rollback,
    .read, .runSaved, .queries,
    .importFile, .exportFile, .backup, .formats,
    .version,
  ]

  /// The command called `name`, in any letter case and without its colon, or nil.
  public static func named(_ name: String) -> ShellCommand? {
    let name = name.lowercased()
    return all.first { $0.name == name || $0.aliases.contains(name) }
  }

  /// Every name and alias.
  static var names: [String] { all.flatMap { [$0.name] + $0.aliases } }

  /// How it is written: `:export FORMAT FILE [QUERY]`.
  public var usage: String { argument.isEmpty ? ":\(name)" : ":\(name) \(argument)" }

  /// The failure to write it as its manual says.
  var misuse: ShellFailure {
    ShellFailure(.query, "Usage: \(usage)\nhint: ':help \(name)' says more")
  }
}

/// What follows a command is not what its manual says.
struct CommandMisused: Error {}
