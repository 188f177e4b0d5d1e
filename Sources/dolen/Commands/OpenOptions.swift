import ArgumentParser
import GraphEngine
import GraphShell
import PluginKit
import Synchronization
import WordCatalog

/// The options of `dolen [FILE]`: what is opened, what is run, how rows are shown.
struct OpenOptions: ParsableArguments, DolenAction {
  @Argument(.openedFile) var file: String?

  @Option(.command) var commands: [OrderedText] = []

  @Option(.script) var scripts: [OrderedText] = []

  @OptionGroup var session: SessionOptions

  @OptionGroup(title: Words.english.pluginsHeading) var pluginOptions: PluginOptions

  @Flag(.create) var create = false

  @Flag(.readOnly) var readOnly = false

  @Flag(.keepGoing) var keepGoing = false

  @Flag(.atomic) var atomic = false

  @Flag(.safe) var safe = false

  @Flag(.noInit) var noInit = false

  @OptionGroup var spoken: LanguageOptions

  /// What these options are called.
  static let described: [CommandOption] =
    [.command, .script] + .rowShowing + .plugins + [
      .create, .readOnly, .keepGoing, .atomic, .safe, .noInit, .language,
    ]

  mutating func validate() throws {
    if create, readOnly {
      throw ValidationError(spoken.words.excludeEachOther("--create", "--read-only"))
    }
    if atomic, keepGoing {
      throw ValidationError(spoken.words.excludeEachOther("--atomic", "--keep-going"))
    }
    if create, file == nil { throw ValidationError(spoken.words.createNeedsFile) }
  }

  func perform(with plugins: PluginRegistry) -> Int32 {
    OpenAction(self).perform(with: plugins)
  }

  /// What is to be run, in the order in which it was written.
  var sources: [(order: Int, source: BatchSource)] {
    let all =
      commands.map { (order: $0.order, source: BatchSource.text($0.text)) }
      + scripts.map {
        (order: $0.order, source: $0.text == "-" ? BatchSource.input : .script($0.text))
      }
    return all.sorted { $0.order < $1.order }
  }
}

/// An option's text with its place among all such options, since `-c` and `-f` are run in the order
/// in which they are written.
struct OrderedText: ExpressibleByArgument {
  let text: String
  let order: Int

  private static let counter = Atomic(0)

  init(argument text: String) {
    self.text = text
    order = OrderedText.counter.add(1, ordering: .relaxed).oldValue
  }
}

/// Something that is run without anybody watching.
enum BatchSource: Sendable {
  /// Statements from the command line.
  case text(String)
  /// A script.
  case script(String)
  /// Standard input.
  case input
}

extension CommandArgument {
  static let openedFile = optional("file", .file) { $0.graphFileOrMemoryHelp }
}

extension CommandOption {
  fileprivate static let command = CommandOption(
    "command", short: "c", value: "query", .cypher, takesHyphens: true
  ) { $0.commandHelp }
  fileprivate static let script = CommandOption(
    "file", short: "f", value: "script", .file, takesHyphens: true
  ) { $0.scriptHelp }
  fileprivate static let atomic = CommandOption(flag: "atomic") { $0.atomicHelp }
  fileprivate static let safe = CommandOption(flag: "safe") { $0.safeHelp }
  fileprivate static let noInit = CommandOption(flag: "no-init") { $0.noInitHelp }
  fileprivate static let keepGoing = CommandOption(flag: "keep-going") { $0.keepGoingHelp }
}
