/// How text looks on a terminal.
///
/// Styles go beside the text (``ByteOutput/write(_:)-(TextStyle)``), never within it, so that an
/// escape sequence in the text is always somebody's data.
public enum TextStyle: Sendable, Hashable {
  /// As the terminal has it.
  case plain
  /// Headings.
  case bold
  /// What is absent.
  case dim
  /// The word before a hint.
  case hint
  /// The place of a mistake.
  case place
  /// The name of an error.
  case error
  /// The name of a warning.
  case warning

  /// The sequence of ECMA-48 that a terminal obeys.
  public var sequence: String {
    switch self {
    case .plain: "\u{1B}[0m"
    case .bold: "\u{1B}[1m"
    case .dim: "\u{1B}[2m"
    case .hint: "\u{1B}[36m"
    case .place: "\u{1B}[31m"
    case .error: "\u{1B}[1;31m"
    case .warning: "\u{1B}[1;33m"
    }
  }
}
