import PluginKit
import WordCatalog

/// A command of the shell, such as `:schema`: its description, and what it does.
///
/// Dispatch, completion, `:help` and the manual read ``all``. A new command is a file in `Commands/`
/// and a line there; its words are entries of the catalog.
public struct ShellCommand: Sendable {
  /// What it is called and takes.
  public let described: CommandDescription
  /// What it does with what was written after its name.
  public let run: @Sendable (inout ShellState, String) throws -> [ShellEffect]

  /// Whether it reads or makes files, or runs programs, which a safe session does not.
  let reachesOut: Bool

  /// A command that does what is described.
  init(
    _ described: CommandDescription, reachesOut: Bool = false,
    run: @escaping @Sendable (inout ShellState, String) throws -> [ShellEffect]
  ) {
    self.described = described
    self.reachesOut = reachesOut
    self.run = run
  }

  /// Every command, in the order of `:help`.
  public static let all: [ShellCommand] = [
    .help, .quit,
    .tour,
    .schema, .labels, .types, .keys, .describe, .indexes, .stats, .duplicates, .check, .review,
    .snapshot, .at, .diff,
    .search, .why, .crosstab, .chart, .draw, .gapMap, .claims, .flow, .actions,
    .format, .last, .wrap, .once, .output, .set, .show, .timer, .warnings, .language,
    .param, .params,
    .begin, .commit, .rollback,
    .read, .edit, .watch, .save, .runSaved, .queries,
    .importFile, .exportFile, .backup, .use, .formats,
    .doctor, .version,
  ]

  /// The command called `name`, in any letter case and without its colon, or nil.
  public static func named(_ name: String) -> ShellCommand? {
    let name = name.lowercased()
    return all.first { $0.name == name || $0.described.aliases.contains(name) }
  }

  /// Every name and alias.
  static var names: [String] { all.flatMap { [$0.name] + $0.described.aliases } }

  /// The name without the colon.
  public var name: String { described.name }

  /// How it is written in the shell.
  public var form: CommandDescription.ShellForm { described.shell ?? .init() }

  /// How it is written: `:export FORMAT FILE [QUERY]`.
  public var usage: String {
    ([":\(name)"] + form.arguments.map(\.usage)).joined(separator: " ")
  }

  /// What each word after the name is completed with; the last stands for all that follow.
  var completion: [ArgumentKind] { form.arguments.filter { !$0.isWord }.map(\.kind) }

  /// The failure to write it as its manual says.
  func misuse(in words: Words) -> ShellFailure {
    ShellFailure(.query, words.misuse(usage: usage, command: name))
  }
}

/// What follows a command is not what its manual says.
struct CommandMisused: Error {}
