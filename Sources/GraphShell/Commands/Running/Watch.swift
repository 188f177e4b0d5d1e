import GraphEngine
import GraphModel
import Platform
import WordCatalog

extension CommandDescription {
  static let watch = CommandDescription(
    "watch", { $0.watchSummary },
    shell: ShellForm(
      [.optional("SECONDS"), .optional("QUERY", .cypher)],
      details: { words, _ in words.watchDetails },
      examples: [":watch", ":watch 10 MATCH (s:Study) RETURN count(s);"]))
}

extension ShellCommand {
  /// Runs a query again and again.
  static let watch = ShellCommand(.watch) { state, argument in
    var words = ArgumentReader(argument)
    var seconds = 2.0
    if let text = words.word(where: { Double($0) != nil }), let number = Double(text) {
      guard number > 0, number < 1e6 else { throw CommandMisused() }
      seconds = number
    }
    var query = words.rest
    if query.utf8.last == UInt8(ascii: ";") { query.removeLast() }
    if query.isEmpty {
      guard let last = state.lastQuery else {
        throw ShellFailure(.query, state.words.noLastAnswer)
      }
      query = last.text
    }
    do {
      guard try !state.graph.prepare(query).isUpdating else {
        throw ShellFailure(.query, state.words.watchedChanges)
      }
    } catch let diagnostic as Diagnostic {
      throw ShellFailure(diagnostic, at: ScriptPlace(source: query))
    }
    return [.watch(ShellStatement(query), every: .milliseconds(Int64(seconds * 1000)))]
  }
}

extension ShellSession {
  /// Runs a query, waits, and runs it again, until the user interrupts or it fails.
  func watch(_ statement: ShellStatement, every pause: Duration) throws {
    while !isOver {
      notice(ClockTime.now)
      try run(statement, parameters: state.parameters)
      try console.flush()
      let end = ContinuousClock.now + pause
      while ContinuousClock.now < end {
        // That is how watching ends, and no failure.
        if state.isInterrupted() { return state.graph.clearCancel() }
        usleep(50_000)
      }
    }
  }
}

/// The time of day.
private enum ClockTime {
  static var now: String {
    var seconds = time(nil)
    var parts = tm()
    localtime_r(&seconds, &parts)
    return [parts.tm_hour, parts.tm_min, parts.tm_sec]
      .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}
