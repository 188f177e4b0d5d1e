import GraphEngine
import GraphModel
import WordCatalog

/// What a session says beside answers: remarks, warnings, failures.
extension ShellSession {
  func show(_ warnings: [Diagnostic], at place: ScriptPlace) {
    guard state.showsWarnings else { return }
    for warning in warnings {
      if state.tellsErrorsAsJSON {
        tell(NoticeRecord(warning, at: place), as: .warning)
        continue
      }
      let text = place.rendered(warning)
      notice(text.replacingFirst("\(warning.type.rawValue): ", with: state.words.warning("")))
    }
  }

  /// Warns of something that stands nowhere in a text.
  func warn(_ message: String, named name: String) {
    if state.tellsErrorsAsJSON {
      tell(NoticeRecord(code: name, message: message), as: .warning)
    } else {
      notice(state.words.warning("\(message) [\(name)]"))
    }
  }

  func fail(_ failure: ShellFailure) {
    failures += 1
    wasInterrupted = failure.kind == .interrupted
    if exitCode == 0 { exitCode = failure.kind.rawValue }
    if failure.kind == .interrupted, !console.isInteractive {
      exitCode = failure.kind.rawValue
      isOver = true
    }
    if !goesOnAfterFailure { isOver = true }
    if state.tellsErrorsAsJSON {
      tell(failure.record, as: .error, exitCode: failure.kind.rawValue)
    } else {
      notice(failure.message)
    }
  }

  /// Shows a remark after all that was answered before it.
  func notice(_ text: String) {
    if state.tellsErrorsAsJSON, !text.hasPrefix("{") {
      return tell(NoticeRecord(message: text), as: .notice)
    }
    // Programs take a line for a record.
    let text = state.tellsErrorsAsJSON ? text : fitted(text)
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

  /// The text in lines that fit the terminal; as it is where there is none.
  func fitted(_ text: String) -> String {
    guard let width = console.layout.width else { return text }
    return NoticeLayout.fitted(text, to: state.settings.width ?? width)
  }

  private func tell(
    _ record: NoticeRecord, as severity: NoticeRecord.Severity, exitCode: Int32? = nil
  ) {
    notice(record.json(severity, exitCode: exitCode))
  }
}
