import CypherSyntax
import GraphModel
import WordCatalog

/// The shell as a machine: lines go in, effects come out.
///
/// It knows no terminal, no graph and no clock, so that a session is a text file:
///
///     var shell = Shell()
///     shell.accept("MATCH (n)")        // nothing yet
///     shell.prompt(inTransaction: false)   // "    …> "
///     shell.accept("RETURN n;")        // [.statement(…)]
public struct Shell {
  private var input: ScriptInput
  /// The language of failures.
  public var words: Words {
    get { input.words }
    set { input.words = newValue }
  }

  /// A shell that has read nothing.
  ///
  /// - Parameters:
  ///   - origin: The name of the text in messages; nil for what is typed.
  ///   - words: The language of failures.
  public init(origin: String? = nil, words: Words = .english) {
    input = ScriptInput(origin: origin, words: words)
  }

  /// What the lines since the last whole statement are in the middle of.
  public var open: StatementSplitter.Open { input.open }

  /// What asks for the next line: who waits, whether a transaction is open, what is unfinished.
  public func prompt(inTransaction: Bool) -> String {
    open == .nothing && inTransaction ? "dolen*> " : open.prompt
  }

  /// Takes in a line that was typed, or several that were pasted at once.
  public mutating func accept(_ line: String) -> [ShellEffect] {
    if open == .nothing, let command = Shell.bareWords[line.trimmingBlanks().lowercased()] {
      return [.command(command, argument: "", place: ScriptPlace(source: line))]
    }
    if open == .statement, Shell.isCommand(line) { return [.commandInside(line.trimmingBlanks())] }
    return input.append((line + "\n").utf8).map(Shell.effect)
  }

  /// Takes in a piece of a script, which may end anywhere.
  public mutating func accept(piece: some Sequence<UInt8>) -> [ShellEffect] {
    input.append(piece).map(Shell.effect)
  }

  /// Says that no line will follow, so that what is left is the last statement.
  public mutating func endOfInput() -> [ShellEffect] { input.finish().map(Shell.effect) }

  /// Forgets the lines since the last whole statement, as Ctrl-C asks.
  public mutating func interrupt() { input.forget() }

  private static func effect(of item: ScriptItem) -> ShellEffect {
    switch item {
    case .statement(let statement): return .statement(statement)
    case .failure(let failure): return .failure(failure)
    case .command(let line, let place):
      var words = ArgumentReader(String(line.dropFirst()))
      let name = words.word() ?? ""
      guard let command = ShellCommand.named(name) else {
        return .unknownCommand(name, place: place)
      }
      return .command(command, argument: words.rest, place: place)
    }
  }

  /// Whether a line that stands in the middle of a statement is surely meant as a command: Cypher has no
  /// use for it there.
  private static func isCommand(_ line: String) -> Bool {
    let line = line.trimmingBlanks()
    if bareWords[line.lowercased()] != nil { return true }
    guard let mark = line.first, mark == ":" || mark == "." else { return false }
    var words = ArgumentReader(String(line.dropFirst()))
    // A label may stand there, so that the whole line is looked at.
    guard let name = words.word(), ShellCommand.named(name) != nil else { return false }
    return !line.contains(")") && !line.contains("(") || name == "help"
  }

  /// What newcomers type to leave or to be helped, which is no Cypher.
  private static let bareWords: [String: ShellCommand] = {
    var words: [String: ShellCommand] = [:]
    for (command, names) in [
      (ShellCommand.quit, ["quit", "exit"]), (ShellCommand.help, ["help", "?"]),
    ] {
      for name in names {
        words[name] = command
        words[name + ";"] = command
      }
    }
    return words
  }()
}
