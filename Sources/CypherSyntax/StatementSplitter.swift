import GraphModel

/// Cuts text that arrives in pieces, such as the lines of a shell or a script, into statements.
///
/// A statement ends at a semicolon that is not inside a text, a comment or a name in backticks. A
/// semicolon inside brackets ends it too, since none can stand there: so a forgotten bracket is
/// reported at once, not swallowed with all that follows.
///
///     var splitter = StatementSplitter()
///     splitter.append("MATCH (n)\n")            // []
///     splitter.open                             // .statement
///     splitter.append("RETURN n; RETURN")       // [MATCH (n)\nRETURN n]
///     splitter.finish()                         // RETURN
///
/// - Complexity: O(*n*) for *n* bytes in all, however they are cut, provided that the pieces end
///   between tokens.
public struct StatementSplitter: Sendable {
  /// A statement, without the semicolon.
  public struct Piece: Sendable, Hashable {
    /// The text, from the first token to the last.
    public var text: String
    /// The offset of its first byte in all the text that was appended.
    public var offset: Int
    /// The number of its first line, from 1.
    public var line: Int
  }

  /// What is begun and not ended yet, which a prompt can show.
  public enum Open: Sendable, Hashable {
    /// Nothing: the next text begins a statement.
    case nothing
    /// A statement that wants its semicolon.
    case statement
    /// A bracket: `(`, `[` or `{`, the innermost.
    case bracket(Character)
    /// A text in quotes of this kind.
    case text(Character)
    /// A name in backticks.
    case name
    /// A comment that `*/` ends.
    case comment
  }

  /// The bytes of the statement that is open, and what is before it and not looked at yet.
  private var bytes: [UInt8] = []
  /// The offset of the first of `bytes` in all the text.
  private var offset = 0
  /// The number of the line that `bytes[lineIndex]` is on.
  private var line = 1
  private var lineIndex = 0
  /// Where reading is gone on with when more text comes.
  private var scanned = 0
  /// The text, name or comment that is not closed yet.
  private var unterminated: Token?
  /// The stretch of the open statement: of its first token, to the end of its last.
  private var start: Int?
  private var end = 0
  private var brackets: [UInt8] = []
  /// Whether a token ends with the text, which more text may make longer.
  private var isTokenOpen = false

  /// A splitter that has seen no text.
  public init() {}

  /// What is open after all the text so far.
  public var open: Open {
    switch unterminated?.kind {
    case .unterminatedText:
      let quote = unterminated.map { bytes[$0.start] }
      return .text(quote == UInt8(ascii: "'") ? "'" : "\"")
    case .unterminatedName: return .name
    case .unterminatedComment: return .comment
    default: break
    }
    if let bracket = brackets.last { return .bracket(Character(Unicode.Scalar(bracket))) }
    return start == nil && !isTokenOpen ? .nothing : .statement
  }

  /// Takes more text in, best with the line break that ends it, and returns the statements that it
  /// completes.
  public mutating func append(_ text: String) -> [Piece] {
    bytes.append(contentsOf: text.utf8)
    var pieces: [Piece] = []
    var lexer = Lexer(bytes, from: scanned)
    while let token = nextToken(&lexer) {
      if token.kind == .semicolon {
        if let piece = piece() { pieces.append(piece) }
        start = nil
        brackets = []
      } else {
        start = start ?? token.start
        end = token.end
        count(token)
      }
    }
    scanned = lexer.resumption
    lexer = Lexer([])
    forget(start ?? unterminated.map { min($0.start, scanned) } ?? scanned)
    return pieces
  }

  /// What is left without a semicolon, unless it is nothing but comments; the splitter is then as
  /// new.
  public mutating func finish() -> Piece? {
    _ = append("\n")
    if unterminated != nil { end = bytes.count - 1 }
    let piece = piece()
    self = StatementSplitter()
    return piece
  }

  /// The next token that no further text can change.
  private mutating func nextToken(_ lexer: inout Lexer) -> Token? {
    isTokenOpen = false
    var begun = unterminated
    if begun?.kind == .unterminatedComment {
      guard lexer.skipComment() else { return nil }
      begun = nil
    }
    unterminated = nil
    let token = begun.map { lexer.resume($0) } ?? lexer.next()
    switch token.kind {
    case .endOfText: return nil
    case .unterminatedText, .unterminatedName, .unterminatedComment:
      unterminated = token
      // A comment belongs to the statement only where it stands inside.
      if token.kind != .unterminatedComment { start = start ?? token.start }
      return nil
    case .semicolon, .leftParenthesis, .leftBracket, .leftBrace, .rightParenthesis,
      .rightBracket, .rightBrace:
      lexer.resumption = token.end
      return token
    default:
      guard token.end < bytes.count else {
        // A quote at the very end may be the first half of an escaped one.
        unterminated = begun
        if begun == nil { lexer.resumption = token.start }
        isTokenOpen = true
        return nil
      }
      lexer.resumption = token.end
      return token
    }
  }

  private mutating func count(_ token: Token) {
    switch token.kind {
    case .leftParenthesis, .leftBracket, .leftBrace: brackets.append(bytes[token.start])
    case .rightParenthesis, .rightBracket, .rightBrace: _ = brackets.popLast()
    default: break
    }
  }

  private mutating func piece() -> Piece? {
    guard let start else { return nil }
    moveLine(to: start)
    return Piece(
      text: String(decoding: bytes[start..<max(start, end)], as: UTF8.self),
      offset: offset + start, line: line)
  }

  private mutating func moveLine(to index: Int) {
    line += bytes[min(lineIndex, index)..<index].count { $0 == 0x0A }
    lineIndex = index
  }

  /// Drops the first `count` bytes.
  private mutating func forget(_ count: Int) {
    guard count > 0 else { return }
    moveLine(to: count)
    bytes.removeFirst(count)
    offset += count
    lineIndex = 0
    scanned -= count
    end = max(0, end - count)
    start = start.map { $0 - count }
    unterminated?.start -= count
  }
}
