import PluginKit
import WordCatalog

/// What a command is called, does and takes, said once for all that tell of it: the parser of the
/// program, the shell's dispatch and completion, help, the manual page, the reference.
///
///     CommandDescription(
///       "labels", { $0.labelsSummary }, shell: ShellForm())
///
/// A command exists in the shell (`:backup`), in the program (`dolen backup`), or in both, under one
/// name and with one summary; what it takes in each is a form. Words are the catalog's.
public struct CommandDescription: Sendable {
  /// Something to be said in a language.
  public typealias Saying = @Sendable (Words) -> String

  /// The name, without a colon.
  public var name: String
  /// Other names in the shell.
  public var aliases: [String]
  /// What it does, in one line without a stop.
  public var summary: Saying
  /// How it is written in the shell; nil where the shell has no such command.
  public var shell: ShellForm?
  /// How it is written as a command of the program; nil where the program has none.
  public var program: ProgramForm?

  /// A command with the given forms.
  public init(
    _ name: String, aliases: [String] = [], _ summary: @escaping Saying, shell: ShellForm? = nil,
    program: ProgramForm? = nil
  ) {
    self.name = name
    self.aliases = aliases
    self.summary = summary
    self.shell = shell
    self.program = program
  }

  /// A command as it is written in the shell.
  public struct ShellForm: Sendable {
    /// What follows the name.
    public var arguments: [CommandArgument]
    /// What else there is to know where those formats of graphs are; empty for nothing.
    public var details: @Sendable (Words, PluginRegistry) -> String
    /// Lines as they are typed.
    public var examples: [String]

    /// A form of the given parts.
    public init(
      _ arguments: [CommandArgument] = [],
      details: @escaping @Sendable (Words, PluginRegistry) -> String = { _, _ in "" },
      examples: [String] = []
    ) {
      self.arguments = arguments
      self.details = details
      self.examples = examples
    }
  }

  /// A command as it is written on the command line.
  public struct ProgramForm: Sendable {
    /// What has no name, in order.
    public var arguments: [CommandArgument]
    /// What has a name.
    public var options: [CommandOption]
    /// What else there is to know; empty for nothing.
    public var details: Saying
    /// Command lines; one may have several lines.
    public var examples: [String]
    /// What follows the examples; empty for nothing.
    public var notes: Saying

    /// A form of the given parts.
    public init(
      _ arguments: [CommandArgument] = [], options: [CommandOption] = [],
      details: @escaping Saying = { _ in "" }, examples: [String] = [],
      notes: @escaping Saying = { _ in "" }
    ) {
      self.arguments = arguments
      self.options = options
      self.details = details
      self.examples = examples
      self.notes = notes
    }
  }
}

extension CommandDescription.ShellForm {
  /// Details and examples, as `:help NAME` shows them; empty for nothing.
  public func explained(in words: Words, _ plugins: PluginRegistry) -> String {
    [details(words, plugins), examples.map { "  \($0)" }.joined(separator: "\n")]
      .filter { !$0.isEmpty }.joined(separator: "\n\n")
  }
}

extension CommandDescription.ProgramForm {
  /// Details, examples and notes, as the help of the program shows them.
  public func explained(in words: Words) -> String {
    var parts = [details(words)]
    if !examples.isEmpty {
      let lines = examples.flatMap { $0.split(separator: "\n").map { "  \($0)" } }
      parts.append("\(words.examplesHeading(examples.count)):\n\(lines.joined(separator: "\n"))")
    }
    parts.append(notes(words))
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// How the command is written: `dolen import <db> [<source>] [<options>]`.
  func synopsis(of name: String, in words: Words) -> String {
    var parts = [name]
    parts += arguments.map { $0.isOptional ? "[<\($0.name)>]" : "<\($0.name)>" }
    if !options.isEmpty { parts.append("[<\(words.optionsPlaceholder)>]") }
    return parts.joined(separator: " ")
  }
}
