import WordCatalog

/// What an argument, or the value of an option, can be completed with.
public enum ArgumentKind: Hashable, Sendable {
  /// Nothing that could be completed.
  case free
  /// The name of a file or folder.
  case file
  /// The name of a format of rows.
  case rowFormat
  /// The name of a format that graphs can be exported to, or of rows.
  case exportFormat
  /// The name of a format that graphs can be imported from.
  case importFormat
  /// One of a few words.
  case choice([String])
  /// The name of a command.
  case command
  /// The name of a saved query.
  case query
  /// The name of a parameter.
  case parameter
  /// A query, which takes the rest of the line.
  case cypher
  /// An expression of Cypher, which takes the rest of the line.
  case expression
  /// The name of something that `:set` chooses.
  case setting
  /// A value for it.
  case settingValue
  /// A label or a relationship type.
  case labelOrType
  /// The options of the format that was named before, `name=value`, or a query.
  case exportOptionsOrQuery
}

/// An argument of a command that is known by its place.
public struct CommandArgument: Sendable {
  /// The name, as the usage shows it.
  public var name: String
  /// What it is completed with.
  public var kind: ArgumentKind
  /// Whether it may be left out.
  public var isOptional: Bool
  /// Whether it is a word as it stands, such as `--force` in the shell, that has no completion.
  public var isWord: Bool
  /// What it is; said by the program.
  public var help: CommandDescription.Saying

  /// One that must be given.
  public static func required(
    _ name: String, _ kind: ArgumentKind = .free,
    help: @escaping CommandDescription.Saying = { _ in "" }
  ) -> CommandArgument {
    CommandArgument(name: name, kind: kind, isOptional: false, isWord: false, help: help)
  }

  /// One that may be left out.
  public static func optional(
    _ name: String, _ kind: ArgumentKind = .free,
    help: @escaping CommandDescription.Saying = { _ in "" }
  ) -> CommandArgument {
    CommandArgument(name: name, kind: kind, isOptional: true, isWord: false, help: help)
  }

  /// A word that may be added.
  public static func word(_ name: String) -> CommandArgument {
    CommandArgument(name: name, kind: .free, isOptional: true, isWord: true, help: { _ in "" })
  }

  /// The argument in a usage of the shell: `FILE`, `[QUERY]`.
  var usage: String { isOptional ? "[\(name)]" : name }
}

/// An option of a command of the program.
public struct CommandOption: Sendable {
  /// The name of one letter, if any.
  public var short: Character?
  /// The name, without its hyphens.
  public var name: String
  /// What the usage shows for the value; nil for a flag, which has none.
  public var value: String?
  /// What the value is completed with.
  public var kind: ArgumentKind
  /// Whether the value may begin with a hyphen.
  public var takesHyphens: Bool
  /// What it does.
  public var help: CommandDescription.Saying
  /// The title of the group that it stands in; nil for none.
  public var group: CommandDescription.Saying?

  /// An option with a value.
  public init(
    _ name: String, short: Character? = nil, value: String, _ kind: ArgumentKind = .free,
    takesHyphens: Bool = false, group: CommandDescription.Saying? = nil,
    help: @escaping CommandDescription.Saying
  ) {
    self.init(short, name, value, kind, takesHyphens, help, group)
  }

  /// An option without a value.
  public init(
    flag name: String, short: Character? = nil, group: CommandDescription.Saying? = nil,
    help: @escaping CommandDescription.Saying
  ) {
    self.init(short, name, nil, .free, false, help, group)
  }

  private init(
    _ short: Character?, _ name: String, _ value: String?, _ kind: ArgumentKind,
    _ takesHyphens: Bool, _ help: @escaping CommandDescription.Saying,
    _ group: CommandDescription.Saying?
  ) {
    self.short = short
    self.name = name
    self.value = value
    self.kind = kind
    self.takesHyphens = takesHyphens
    self.help = help
    self.group = group
  }

  /// All names with their hyphens, the short one first.
  var names: [String] { (short.map { ["-\($0)"] } ?? []) + ["--\(name)"] }

  /// Names and value, as a list of options shows them: `-f, --file <script>`.
  var usage: String { names.joined(separator: ", ") + (value.map { " <\($0)>" } ?? "") }
}
