import CypherSyntax
import GraphEngine
import GraphModel
import WordCatalog

/// How a session runs statements: with somebody to ask, and with an eye on transactions.
extension ShellSession {
  func run(_ statement: ShellStatement, parameters: [String: Value]) throws {
    let word = StatementWord(statement.text)
    if hasLostTransaction {
      hasLostTransaction = word != .commit && word != .rollback
      if word == .rollback { return }
      let lost =
        word == .commit ? state.words.nothingCommitted : state.words.notRunAfterRollback
      throw ShellFailure(.query, statement.place.prefix + lost)
    }
    if isAtomic, word != .other {
      throw ShellFailure(.query, statement.place.prefix + state.words.atomicHasTransaction)
    }
    if word == .other { state.lastStatement = statement.text }
    let start = ContinuousClock.now
    do {
      noteParameters(of: statement.text)
      // Asked before, so that a commit in between is not missed.
      let commit = try state.graph.commitSeen()
      let rows = try answer(to: statement, parameters)
      if !rows.columns.isEmpty {
        state.lastQuery = LastQuery(text: statement.text, parameters: parameters, commit: commit)
      }
      show(rows.warnings, at: statement.place)
      let shown: ShownAnswer
      do {
        shown = try show(rows)
      } catch {
        // What the statement has changed stays, however far its answer came.
        if !(error is PipeClosed), !state.graph.isInTransaction { showChanges(rows.summary) }
        throw error
      }
      show(rows.summary, columns: rows.columns, saysNothing: word == .other)
      if shown.saysNothing, state.showsWarnings {
        let found = state.graph.warningsOfNothing(statement.text, parameters: parameters)
        show(found, at: statement.place)
      }
    } catch is PipeClosed {
      throw PipeClosed()
    } catch {
      let failure = ShellFailure(advised(error), at: statement.place)
      try loseTransaction(after: failure)
      throw failure
    }
    if state.showsTimer { notice(state.words.time((ContinuousClock.now - start).readable)) }
  }

  /// The rows of a statement, which is kept only where somebody agrees, if it changes much.
  ///
  /// The statement is taken back while the question waits, so that nobody else waits for an answer.
  private func answer(
    to statement: ShellStatement, _ parameters: [String: Value]
  ) throws -> Rows {
    let graph = state.graph
    guard console.canAsk, !state.allowsSavedUpdates, let limit = state.settings.changeLimit else {
      return try graph.run(statement.text, parameters: parameters)
    }
    defer { graph.reviewsChanges = nil }
    var approved = -1
    while true {
      graph.reviewsChanges = { [approved] size in
        if limit.isExceeded(by: size), size.affected > approved { throw LargeChange(size: size) }
      }
      do {
        return try graph.run(statement.text, parameters: parameters)
      } catch let change as LargeChange {
        try console.flush()
        let question = state.words.mayChangeMuch(
          nodesDeleted: change.size.nodesDeleted,
          relationshipsDeleted: change.size.relationshipsDeleted,
          nodesChanged: change.size.nodesChanged,
          relationshipsChanged: change.size.relationshipsChanged, of: change.size.elements,
          snapshot: try graph.snapshots().last?.name)
        guard try console.confirms(fitted(question)) == true else {
          throw ShellFailure(.query, statement.place.prefix + state.words.nothingWasChanged)
        }
        approved = change.size.affected
      }
    }
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
  func confirmUpdate(_ query: SavedQuery) throws {
    // What is wrong with a query is said where it is run.
    guard !state.allowsSavedUpdates, let prepared = try? state.graph.prepare(query.text),
      prepared.isUpdating
    else { return }
    try console.flush()
    switch try console.confirms(fitted(state.words.maySavedQueryUpdate(query.path))) {
    case true?: return
    case false?: throw ShellFailure(.query, state.words.wasNotRun(query.path))
    case nil: throw ShellFailure(.query, state.words.cannotAsk(query.path))
    }
  }

  // MARK: Parameters that nobody uses

  /// Notes which parameters a statement uses.
  private func noteParameters(of text: String) {
    if state.unusedParameters.isEmpty { return }
    // What is wrong with a statement is said where it is run.
    guard let query = try? state.graph.prepare(text) else { return }
    state.unusedParameters.subtract(query.parameterNames)
  }

  /// Warns of parameters that were given and that no statement has used.
  public func warnOfUnusedParameters() {
    guard state.showsWarnings, !state.graph.mutedWarnings.contains(ShellWarning.unusedParameter)
    else { return }
    for name in state.unusedParameters.sorted() {
      warn(state.words.unusedParameter(name), named: ShellWarning.unusedParameter)
    }
    state.unusedParameters = []
  }

  // MARK: All or nothing

  /// Puts all that follows into one transaction, which statements cannot end.
  ///
  /// - Throws: `Diagnostic` where no transaction can be opened.
  public func beginAtomic() throws {
    try state.graph.begin()
    isAtomic = true
  }

  /// Keeps all that was done since ``beginAtomic()``, where nothing has failed; otherwise nothing.
  public func endAtomic() {
    isAtomic = false
    guard state.graph.isInTransaction else { return }
    do {
      if exitCode == 0 { return try state.graph.commit() }
      try state.graph.rollback()
      notice(state.words.transactionRolledBack)
    } catch {
      report(ShellFailure(error))
    }
  }
}

/// A statement would change more than may go without a question.
private struct LargeChange: Error {
  let size: ChangeSize
}
