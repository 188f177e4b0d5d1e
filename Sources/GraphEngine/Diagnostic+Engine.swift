import CypherSyntax
import GraphModel

/// What a session, its file and its indexes refuse.
extension Diagnostic {
  // MARK: Sessions and files

  /// Another session of the process waits for the file.
  static var fileWaitedFor: Diagnostic {
    Diagnostic(
      .transactionError, .runtime, "FileBusy",
      "Another process has the file, and another session waits for it as well; nothing was changed",
      hint: "End the other process, or wait longer: Limits.patience")
  }

  /// Another session writes.
  static func writerBusy(_ holder: WritingTurn.Holder) -> Diagnostic {
    let seconds = (ContinuousClock.now - holder.since).components.seconds
    let state = holder.isInTransaction ? "has a transaction open that writes" : "is writing"
    return Diagnostic(
      .transactionError, .runtime, "WriterBusy",
      "\(holder.name) \(state), since \(seconds) s; nothing was changed",
      hint: "Let it COMMIT or ROLLBACK, or wait longer: Limits.patience")
  }

  /// A transaction would write over what it has not seen.
  static var staleTransaction: Diagnostic {
    Diagnostic(
      .transactionError, .runtime, "StaleTransaction",
      "Another session has changed the graph since this transaction first read it; nothing was "
        + "changed",
      hint: "ROLLBACK, and do it again; a transaction whose first statement writes is not refused")
  }

  /// The session was cancelled while it waited for another.
  static var waitInterrupted: Diagnostic {
    Diagnostic(
      .interrupted, .runtime, "Interrupted",
      "It was interrupted while it waited for another session; nothing was changed")
  }

  // MARK: Writing

  static var tooManyPositions: Diagnostic {
    Diagnostic(
      .limitExceeded, .runtime, "TooManyEntities",
      "A graph holds at most 4,294,967,294 nodes, and as many relationships of one type")
  }

  // MARK: Indexes and constraints

  static func constraintExists(_ name: Text, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .constraintValidationFailed, .runtime, "ConstraintExists",
      "There is an index or constraint '\(name)' already", at: span,
      hint: "Add IF NOT EXISTS, or drop it first: DROP CONSTRAINT \(name)")
  }

  static func indexExists(_ name: Text, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .constraintValidationFailed, .runtime, "IndexExists",
      "There is an index or constraint '\(name)' already", at: span,
      hint: "Add IF NOT EXISTS, or drop it first: DROP INDEX \(name)")
  }

  static func noSuchConstraint(_ name: Name, known: [String]) -> Diagnostic {
    Diagnostic(
      .constraintValidationFailed, .runtime, "NoSuchConstraint",
      "There is no constraint '\(name.text)'", at: name.span,
      hint: didYouMean(name.text.string, in: known))
  }

  static func noSuchIndex(_ name: Name, known: [String]) -> Diagnostic {
    Diagnostic(
      .constraintValidationFailed, .runtime, "NoSuchIndex", "There is no index '\(name.text)'",
      at: name.span, hint: didYouMean(name.text.string, in: known))
  }

  // MARK: Full text

  static func invalidSearch(_ message: String, hint: String? = nil) -> Diagnostic {
    Diagnostic(.argumentError, .runtime, "InvalidFullTextQuery", message, hint: hint)
  }

  static func unsupportedSearch(_ character: Unicode.Scalar) -> Diagnostic {
    let what =
      switch character {
      case "~": "Words that are nearly the same ('~')"
      case "^": "Weights ('^')"
      case "?", "*": "A '\(character)' in a word other than a star at its end"
      case "/": "A regular expression"
      default: "A range"
      }
    return Diagnostic(
      .argumentError, .runtime, "UnsupportedFullTextQuery",
      "\(what) cannot be searched for in a full-text index",
      hint: "Use words, \"phrases\", begin*, AND, OR, NOT, key:word; a character that is meant is "
        + "written \\\(character).")
  }
}
