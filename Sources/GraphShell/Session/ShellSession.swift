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
  public private(set) var state: ShellState
  /// The first failure's exit code, or 0.
  public private(set) var exitCode: Int32 = 0
  /// Whether the session is over: it was left, its reader went away, or a failure stopped it.
  public private(set) var isOver = false
  /// Whether statements go on after a failure.
  public var goesOnAfterFailure: Bool
  let console: any ShellConsole
  private var shell: Shell
  private var depth = 0
  /// A statement inside the open transaction failed, and the transaction was rolled back; what
  /// belonged to it is not run any more.
  private var hasLostTransaction = false

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
  public func runText(_ text: String) {
    var shell = Shell(words: state.words)
    if perform(shell.accept(piece: text.utf8)) { perform(shell.endOfInput()) }
  }

  /// Runs the saved query `name`.
  public func runSaved(_ name: String) {
    do {
      perform(try state.effects(ofSaved: name))
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

  private var failures = 0
  /// Whether the last failure was Ctrl-C, which also ends what would have come after it.
  private var wasInterrupted = false

  private func perform(_ effect: ShellEffect) {
    do {
      switch effect {
      case .statement(let statement): try run(statement, parameters: state.parameters)
      case .command(let command, let argument, let place):
        try run(command, argument: argument, at: place)
      case .unknownCommand(let name, let place):
        let message = ShellCommand.unknown(name, in: state.words)
        fail(ShellFailure(.query, place.prefix + message))
      case .script(let path): runScript(path)
      case .saved(let query, let parameters):
        try confirmUpdate(query)
        try run(ShellStatement(query.text, origin: query.path), parameters: parameters)
      case .rows(let columns, let rows): try show(columns, rows)
      case .again(let columns, let rows, let format): try showAgain(columns, rows, in: format)
      case .text(let text): try console.output.write(text + "\n")
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

  private func run(_ statement: ShellStatement, parameters: [String: Value]) throws {
    let word = StatementWord(statement.text)
    if hasLostTransaction {
      hasLostTransaction = word != .commit && word != .rollback
      if word == .rollback { return }
      let lost =
        word == .commit ? state.words.nothingCommitted : state.words.notRunAfterRollback
      throw ShellFailure(.query, statement.place.prefix + lost)
    }
    let start = ContinuousClock.now
    do {
      // Asked before, so that a commit in between is not missed.
      let commit = try state.graph.commitSeen()
      let rows = try state.graph.run(statement.text, parameters: parameters)
      if !rows.columns.isEmpty {
        state.lastQuery = LastQuery(text: statement.text, parameters: parameters, commit: commit)
      }
      show(rows.warnings, at: statement.place)
      do {
        try show(rows)
      } catch {
        // What the statement has changed stays, however far its answer came.
        if !(error is PipeClosed), !state.graph.isInTransaction { showChanges(rows.summary) }
        throw error
      }
      show(rows.summary, columns: rows.columns, saysNothing: word == .other)
    } catch is PipeClosed {
      throw PipeClosed()
    } catch {
      let failure = ShellFailure(advised(error), at: statement.place)
      try loseTransaction(after: failure)
      throw failure
    }
    if state.showsTimer { notice(state.words.time((ContinuousClock.now - start).readable)) }
  }

  /// The error with a hint for the hands that are at the keyboard.
  private func advised(_ error: any Error) -> any Error {
    guard console.isInteractive, var diagnostic = error as? Diagnostic,
      diagnostic.type == .parameterMissing, let hint = diagnostic.hint, hint.contains("-P ")
    else { return error }
    diagnostic.hint = state.words.setParameterAdvice
    return diagnostic
  }

  /// Rolls back the open transaction where nobody is there to decide: what follows a failure must
  /// not be committed as if nothing had happened.
  private func loseTransaction(after failure: ShellFailure) throws {
    guard !console.isInteractive, state.graph.isInTransaction else { return }
    try state.graph.rollback()
    notice(state.words.transactionRolledBack)
    hasLostTransaction = goesOnAfterFailure
  }

  /// Asks before a saved query changes the graph: whoever wrote the file need not be who runs it.
  private func confirmUpdate(_ query: SavedQuery) throws {
    // What is wrong with a query is said where it is run.
    guard !state.allowsSavedUpdates, let prepared = try? state.graph.prepare(query.text),
      prepared.isUpdating
    else { return }
    try console.flush()
    switch try console.confirms(state.words.maySavedQueryUpdate(query.path)) {
    case true?: return
    case false?: throw ShellFailure(.query, state.words.wasNotRun(query.path))
    case nil: throw ShellFailure(.query, state.words.cannotAsk(query.path))
    }
  }

  // MARK: Showing

  private func show(_ rows: Rows) throws {
    // A plan is a tree, which a box would only tear apart.
    if let plan = rows.summary.plan, state.format.name == "table", state.once == nil {
      try console.output.write(plan.hasSuffix("\n") ? plan : plan + "\n")
      return
    }
    guard let once = state.once, !rows.columns.isEmpty else { return try showKeeping(rows) }
    state.once = nil
    let count = try rows.write(as: state.format, to: once)
    notice(state.words.written(once.path, rows: count))
  }

  /// Shows rows, and keeps them where somebody may ask for them again.
  private func showKeeping(_ rows: Rows) throws {
    guard console.isInteractive else {
      try rows.write(as: state.format, to: console.output, layout: layout)
      return
    }
    let keeping = KeepingFormat(base: state.format, keeper: .init())
    defer { state.lastAnswer = keeping.keeper.answer ?? state.lastAnswer }
    try rows.write(as: keeping, to: console.output, layout: layout)
    state.lastQuery?.answer = keeping.keeper.answer
  }

  /// How answers are laid out on the console.
  private var layout: RowLayout {
    var layout = console.layout
    layout.wraps = state.wraps
    layout.words = state.words
    layout.wholeAnswer = state.words.csvShowsAll
    if console.isInteractive { layout.wholeAnswer = state.words.lastShowsAll }
    return layout
  }

  private func showAgain(
    _ columns: [String], _ rows: [[Value]], in format: any RowFormat
  ) throws {
    var layout = layout
    layout.wraps = true
    layout.wholeAnswer = state.words.lineShowsAll
    var writer = format.writer(into: console.output, layout: layout)
    try writer.begin(columns)
    for row in rows {
      guard !state.isInterrupted() else { return try writer.stop() }
      try writer.write(row)
    }
    try writer.end(Summary())
  }

  private func show(_ columns: [String], _ rows: [[Value]]) throws {
    var writer = state.format.writer(into: console.output, layout: layout)
    try writer.begin(columns)
    for row in rows { try writer.write(row) }
    try writer.end(Summary())
  }

  @discardableResult
  private func showChanges(_ summary: Summary) -> Bool {
    guard let changes = summary.counters.sentence(in: state.words) else { return false }
    notice(changes)
    return true
  }

  private func show(_ summary: Summary, columns: [String], saysNothing: Bool) {
    if !showChanges(summary), columns.isEmpty, saysNothing, console.isInteractive {
      notice(state.words.noChanges)
    }
  }

  private func show(_ warnings: [Diagnostic], at place: ScriptPlace) {
    guard state.showsWarnings else { return }
    for warning in warnings {
      let text = place.rendered(warning)
      notice(text.replacingFirst("\(warning.type.rawValue): ", with: state.words.warning("")))
    }
  }

  private func fail(_ failure: ShellFailure) {
    failures += 1
    wasInterrupted = failure.kind == .interrupted
    if exitCode == 0 { exitCode = failure.kind.rawValue }
    if failure.kind == .interrupted, !console.isInteractive {
      exitCode = failure.kind.rawValue
      isOver = true
    }
    if !goesOnAfterFailure { isOver = true }
    notice(failure.message)
  }

  /// Shows a remark after all that was answered before it.
  private func notice(_ text: String) {
    do {
      try console.flush()
      if console.colorsNotices {
        try NoticeColor.write(text, to: console.notices)
      } else {
        try console.notices.write(text)
      }
      try console.notices.write("\n")
      try console.flush()
    } catch {
      // Nobody can be told that nobody can be told.
      isOver = true
    }
  }
}
