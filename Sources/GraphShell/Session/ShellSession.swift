import CypherSyntax
import GraphEngine
import GraphModel
import PluginKit
import WordCatalog

/// Carries out what the shell's machine asks for, on one graph and one console.
///
///     let session = ShellSession(state: state, console: console)
///     session.accept("CREATE (:A {n: 1});")
///
/// It is used from one thread at a time.
public final class ShellSession {
  /// What is remembered between lines.
  public internal(set) var state: ShellState
  /// The first failure's exit code, or 0.
  public internal(set) var exitCode: Int32 = 0
  /// Whether the session is over: it was left, its reader went away, or a failure stopped it.
  public internal(set) var isOver = false
  /// Whether statements go on after a failure.
  public var goesOnAfterFailure: Bool
  let console: any ShellConsole
  private var shell: Shell
  private var depth = 0
  /// A statement inside the open transaction failed, and the transaction was rolled back; what
  /// belonged to it is not run any more.
  var hasLostTransaction = false
  /// Whether all is one transaction that statements cannot end.
  var isAtomic = false
  /// How many answers a batch has shown.
  var answersShown = 0

  /// A session that begins in `state`.
  ///
  /// - Parameter origin: The name of the lines in messages; nil for what is typed.
  public init(
    state: ShellState, console: any ShellConsole, origin: String? = nil,
    goesOnAfterFailure: Bool = false
  ) {
    self.state = state
    self.console = console
    self.goesOnAfterFailure = goesOnAfterFailure
    shell = Shell(origin: origin, words: state.words)
  }

  /// What asks for the next line.
  public var prompt: String { shell.prompt(inTransaction: state.graph.isInTransaction) }

  /// What the lines since the last whole statement are in the middle of.
  public var open: StatementSplitter.Open { shell.open }

  /// Takes in a line that was typed, or several that were pasted at once.
  public func accept(_ line: String) { perform(shell.accept(line)) }

  /// Takes in a piece of a script, which may end anywhere.
  public func accept(piece: some Sequence<UInt8>) { perform(shell.accept(piece: piece)) }

  /// Says that no line will follow.
  public func endOfInput() { perform(shell.endOfInput()) }

  /// Forgets the lines since the last whole statement.
  public func interrupt() { shell.interrupt() }

  /// Sets a parameter to the value of an expression.
  ///
  /// - Throws: ``ShellFailure`` where the expression is wrong.
  public func setParameter(_ name: String, to expression: String) throws(ShellFailure) {
    try state.setParameter(name, to: expression)
  }

  /// Sets every parameter of a map, of Cypher or of JSON.
  ///
  /// - Throws: ``ShellFailure`` where the text is none.
  public func setParameters(of text: String) throws(ShellFailure) {
    try state.setParameters(of: text)
  }

  /// Ends the file or the command that answers go to, if they do.
  public func endOutput() {
    do {
      try redirect(to: nil)
    } catch {
      report(ShellFailure(error))
    }
  }

  /// Changes what is remembered, before the first line.
  public func configure(_ change: (inout ShellState) -> Void) { change(&state) }

  /// Rolls back a transaction that is still open, and says so.
  ///
  /// - Parameter failing: Whether that is a failure, as at the end of a script.
  public func rollBackOpenTransaction(failing: Bool) {
    guard state.graph.isInTransaction else { return }
    do {
      try state.graph.rollback()
      if failing {
        fail(ShellFailure(.query, state.words.transactionLeftOpen))
      } else {
        notice(state.words.transactionRolledBack)
      }
    } catch {
      fail(ShellFailure(error))
    }
  }

  /// Runs statements and commands that were given as a text of their own.
  ///
  /// - Parameter origin: The name of the text in messages; nil for none.
  public func runText(_ text: String, origin: String? = nil) {
    var shell = Shell(origin: origin, words: state.words)
    if perform(shell.accept(piece: text.utf8)) { perform(shell.endOfInput()) }
  }

  /// Runs the saved query `name` with the parameters that are set, each of which it must use.
  public func runSaved(_ name: String) {
    do {
      perform(try state.effects(ofSaved: name, given: Set(state.parameters.keys)))
    } catch {
      report(ShellFailure(error))
    }
  }

  /// Lists the saved queries; those of one topic where it is not empty.
  public func listQueries(topic: String) {
    do {
      perform(try state.library.effects(topic: topic, words: state.words))
    } catch {
      report(ShellFailure(error))
    }
  }

  /// Lists the formats of rows and of graphs.
  public func listFormats() { perform([ShellCommand.formatList(state.plugins, in: state.words)]) }

  /// Says what did not work, and counts it as a failure.
  public func report(_ failure: ShellFailure) { fail(failure) }

  /// Runs the script at `path`.
  public func runScript(_ path: String) {
    let bytes: [UInt8]
    do {
      try state.refuseGraphFile(path)
      bytes = try InputFile.bytes(of: path)
    } catch {
      return fail(ShellFailure(error))
    }
    runScript(bytes, origin: path, folder: ShellFiles.folder(of: path))
  }

  /// Runs a script whose text is in `bytes`.
  public func runScript(_ bytes: [UInt8], origin: String, folder: String) {
    guard depth < 16 else {
      return fail(ShellFailure(.query, state.words.nestedTooDeeply(origin)))
    }
    let outerFolder = state.folder
    let wasInTransaction = state.graph.isInTransaction
    depth += 1
    state.folder = folder
    defer {
      depth -= 1
      state.folder = outerFolder
    }
    var script = Shell(origin: origin, words: state.words)
    let succeeded = perform(script.accept(piece: bytes)) && perform(script.endOfInput())
    if !wasInTransaction, state.graph.isInTransaction {
      // After a failure, the failure is what is to be seen; the rollback is said with it.
      rollBackOpenTransaction(failing: succeeded)
    }
  }

  // MARK: Effects

  /// Carries out `effects` in order, up to a failure that stops them.
  @discardableResult
  private func perform(_ effects: [ShellEffect]) -> Bool {
    for effect in effects {
      if isOver { return false }
      if state.isInterrupted() {
        // Ctrl-C came between two statements.
        fail(ShellFailure(.interrupted, state.words.interrupted))
        return false
      }
      let before = failures
      perform(effect)
      if failures > before, stopsAfterFailure || wasInterrupted { return false }
    }
    return !isOver
  }

  /// Whether a failure ends what is being run: always inside a script that was asked for.
  private var stopsAfterFailure: Bool {
    !goesOnAfterFailure || (console.isInteractive && depth > 0)
  }

  var failures = 0
  /// Whether the last failure was Ctrl-C, which also ends what would have come after it.
  var wasInterrupted = false

  private func perform(_ effect: ShellEffect) {
    do {
      switch effect {
      case .statement(let statement): try run(statement, parameters: state.parameters)
      case .command(let command, let argument, let place):
        try run(command, argument: argument, at: place)
      case .commandInside(let line):
        notice(state.words.commandInsideStatement(line))
      case .unknownCommand(let name, let place):
        let message = ShellCommand.unknown(name, in: state.words)
        fail(ShellFailure(.query, place.prefix + message))
      case .script(let path): runScript(path)
      case .saved(let query, let parameters):
        try confirmUpdate(query)
        show(query.warnings(muting: state.graph.mutedWarnings, in: state.words), at: query.place)
        try run(ShellStatement(query.text, origin: query.path), parameters: parameters)
      case .rows(let columns, let rows): try show(columns, rows)
      case .again(let columns, let rows, let format): try showAgain(columns, rows, in: format)
      case .redirect(let target): try redirect(to: target)
      case .edit(let text): try edit(text)
      case .watch(let statement, let pause): try watch(statement, every: pause)
      case .typed(let text): runText(text)
      case .use(let graph): try use(graph)
      case .text(let text):
        let output = state.redirection?.output ?? console.output
        try output.write((state.redirection == nil ? fitted(text) : text) + "\n")
      case .notice(let text): notice(text)
      case .failure(let failure): fail(failure)
      case .quit: isOver = true
      }
      try console.flush()
    } catch is PipeClosed {
      isOver = true
    } catch {
      fail(ShellFailure(error))
    }
    // Whatever was asked for, the file may have come back from other programs for it.
    for text in state.graph.database.takeNotices() {
      notice(state.words.warning(text))
    }
  }

  private func run(_ command: ShellCommand, argument: String, at place: ScriptPlace) throws {
    let effects: [ShellEffect]
    do {
      if state.isSafe, command.reachesOut {
        throw ShellFailure(.query, state.words.notInSafeMode(":\(command.name)"))
      }
      state.screenWidth = layout.width
      effects = try command.run(&state, argument)
      shell.words = state.words
    } catch is PipeClosed {
      throw PipeClosed()
    } catch {
      var failure = error is CommandMisused ? command.misuse(in: state.words) : ShellFailure(error)
      failure.message = place.prefix + failure.message
      throw failure
    }
    perform(effects)
  }
}
