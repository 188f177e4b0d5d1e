import GraphModel

/// A piece of a query's text: what it is and where it stands.
struct Token: Sendable {
  var kind: Kind
  /// The keyword that a word is, if it is one.
  var keyword: Keyword?
  /// The offset of the first byte.
  var start: Int
  /// The offset after the last byte.
  var end: Int
  /// The index of the bracket that closes this one, or -1.
  var partner = -1

  var span: SourceSpan { SourceSpan(start, end) }

  /// Whether this can be a name: a word, keyword or not, or a text in backticks.
  var isName: Bool { kind == .word || kind == .quotedName }

  enum Kind: Sendable {
    case endOfText
    case word
    case quotedName
    case parameter
    case integer
    case float
    /// Digits that run into letters, such as `12ab` or `0x`.
    case malformedNumber
    case text
    case unterminatedText
    case unterminatedComment
    case unterminatedName
    /// A character that the language has no use for.
    case invalid
    case leftParenthesis
    case rightParenthesis
    case leftBracket
    case rightBracket
    case leftBrace
    case rightBrace
    case comma
    case dot
    case dotDot
    case colon
    case doubleColon
    case semicolon
    case plus
    case plusEquals
    case minus
    case star
    case slash
    case percent
    case caret
    case equals
    case doubleEquals
    case matches
    case notEquals
    case exclamationEquals
    case less
    case lessOrEqual
    case greater
    case greaterOrEqual
    case bar
    case doubleBar
    case ampersand
    case exclamation
    case dollar
  }
}
