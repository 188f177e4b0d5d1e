/// What is wrong with a query, where, and what to write instead.
///
/// `type`, `phase` and `detail` are those of the openCypher TCK, so that tests compare codes while
/// people read messages. A failure of the world (a file, a disk) is not a diagnostic but a
/// `StoreError`; a bug of ours is a precondition.
///
///     Diagnostic(.syntaxError, .compile, "UndefinedVariable", "Variable 'm' is not defined",
///       at: span, hint: "Did you mean 'n'?")
public struct Diagnostic: Error, Hashable, Sendable {
  /// The family of an error, as the TCK names it; the last four are ours.
  public enum Kind: String, Sendable, CaseIterable {
    case syntaxError = "SyntaxError"
    case semanticError = "SemanticError"
    case typeError = "TypeError"
    case argumentError = "ArgumentError"
    case arithmeticError = "ArithmeticError"
    case entityNotFound = "EntityNotFound"
    case propertyNotFound = "PropertyNotFound"
    case labelNotFound = "LabelNotFound"
    case parameterMissing = "ParameterMissing"
    case procedureError = "ProcedureError"
    case constraintVerificationFailed = "ConstraintVerificationFailed"
    case constraintValidationFailed = "ConstraintValidationFailed"
    case unsupported = "Unsupported"
    case limitExceeded = "LimitExceeded"
    case interrupted = "Interrupted"
    case transactionError = "TransactionError"
  }

  /// When the error is found.
  public enum Phase: String, Sendable {
    case compile
    case runtime
  }

  /// The family.
  public var type: Kind
  /// Whether the text alone shows it, or only the data.
  public var phase: Phase
  /// The TCK's name of this very error, such as `UndefinedVariable`.
  public var detail: String
  /// What is true of the query, in one sentence.
  public var message: String
  /// Where in the query's text.
  public var span: SourceSpan?
  /// What to write instead.
  public var hint: String?

  /// A diagnostic of the given parts.
  public init(
    _ type: Kind, _ phase: Phase, _ detail: String, _ message: String, at span: SourceSpan? = nil,
    hint: String? = nil
  ) {
    self.type = type
    self.phase = phase
    self.detail = detail
    self.message = message
    self.span = span
    self.hint = hint
  }

  /// The same diagnostic with a place, unless it has one.
  public func located(at span: SourceSpan?) -> Diagnostic {
    guard self.span == nil else { return self }
    var copy = self
    copy.span = span
    return copy
  }
}

extension Diagnostic: CustomStringConvertible {
  /// One line: type, detail and message.
  public var description: String { "\(type.rawValue) (\(detail)): \(message)" }
}

extension Diagnostic {
  /// The diagnostic drawn under the line of `text` that it is about.
  ///
  ///     SyntaxError: Variable 'persn' is not defined [UndefinedVariable]
  ///       2 | RETURN persn.name
  ///         |        ^^^^^
  ///     hint: Did you mean 'person'?
  ///
  /// - Parameters:
  ///   - text: The text that the span counts in.
  ///   - origin: The name of the text (a file); the first line then begins `origin:line:column:`.
  ///   - firstLine: The line number of the text's first line, where it is a part of a file.
  public func rendered(in text: String, origin: String? = nil, firstLine: Int = 1) -> String {
    var head = "\(type.rawValue): \(message) [\(detail)]"
    guard let span else {
      if let origin { head = "\(origin): \(head)" }
      return head + hintLine
    }
    let position = SourcePosition(offset: span.start, in: text)
    let line = position.line + firstLine - 1
    if let origin { head = "\(origin):\(line):\(position.column): \(head)" }
    // By code points: as a character, a line feed after a carriage return is not a line feed.
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    let scalars = position.line <= lines.count ? Array(lines[position.line - 1]) : []
    // A very long line is shown around the place only.
    let from = max(0, min(position.column - 1, scalars.count) - 60)
    var shown = String.UnicodeScalarView()
    shown.append(contentsOf: scalars[from..<min(scalars.count, from + 120)])
    let number = String(line)
    let gutter = String(repeating: " ", count: number.count)
    let indent = String(repeating: " ", count: position.column - 1 - from)
    let width = max(1, min(codePoints(of: span, in: text), scalars.count - position.column + 1))
    let carets = String(repeating: "^", count: max(1, min(width, 120)))
    let visible = String(shown).map { $0 == "\t" || $0 == "\r" ? " " : String($0) }.joined()
    return head + "\n  \(number) | \(visible)\n  \(gutter) | \(indent)\(carets)" + hintLine
  }

  private var hintLine: String { hint.map { "\nhint: \($0)" } ?? "" }

  private func codePoints(of span: SourceSpan, in text: String) -> Int {
    var index = 0
    var count = 0
    for byte in text.utf8 {
      if index >= span.end { break }
      if index >= span.start, byte & 0xC0 != 0x80 { count += 1 }
      index += 1
    }
    return count
  }
}
