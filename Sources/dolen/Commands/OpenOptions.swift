import ArgumentParser
import GraphEngine
import GraphShell
import PluginKit
import Synchronization

/// The options of `dolen [FILE]`: what is opened, what is run, how rows are shown.
struct OpenOptions: ParsableArguments, DolenAction {
  @Argument(help: "The graph's file. Without one, the graph is in memory.")
  var file: String?

  @Option(
    name: [.customShort("c"), .customLong("command")], parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Run this statement or command, then leave. Repeatable.", valueName: "query"),
    transform: { OrderedText($0) })
  var commands: [OrderedText] = []

  @Option(
    name: [.customShort("f"), .customLong("file")], parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Run this script, then leave; '-' is standard input. Repeatable.", valueName: "script"),
    transform: { OrderedText($0) })
  var scripts: [OrderedText] = []

  @OptionGroup var session: SessionOptions

  @Flag(help: "Make the file where it is missing.")
  var create = false

  @Flag(help: "Open the file for reading only.")
  var readOnly = false

  @Flag(help: "In scripts, go on after a failure; the exit code still tells of it.")
  var keepGoing = false

  mutating func validate() throws {
    if create, readOnly { throw ValidationError("--create and --read-only exclude each other") }
    if create, file == nil { throw ValidationError("--create needs the name of a file") }
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
struct OrderedText: Sendable {
  let text: String
  let order: Int

  private static let counter = Atomic(0)

  init(_ text: String) {
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
