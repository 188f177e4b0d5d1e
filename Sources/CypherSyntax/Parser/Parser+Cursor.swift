import GraphModel

// Looking at tokens and moving past them.
extension Parser {
  /// The token that is to be read next; the last one is always of kind `endOfText`.
  var current: Token { tokens[position] }

  /// The token `distance` after the current one.
  func peek(_ distance: Int = 1) -> Token { token(position + distance) }

  /// The token at `index`, or the last one.
  func token(_ index: Int) -> Token { tokens[min(max(index, 0), tokens.count - 1)] }

  func at(_ kind: Token.Kind) -> Bool { current.kind == kind }

  func at(_ keyword: Keyword) -> Bool { current.keyword == keyword }

  @discardableResult
  mutating func advance() -> Token {
    let token = current
    if position < tokens.count - 1 { position += 1 }
    return token
  }

  mutating func accept(_ kind: Token.Kind) -> Bool {
    guard at(kind) else { return false }
    advance()
    return true
  }

  mutating func accept(_ keyword: Keyword) -> Bool {
    guard at(keyword) else { return false }
    advance()
    return true
  }

  /// Reads `keyword`, which the grammar demands here.
  @discardableResult
  mutating func expect(_ keyword: Keyword, _ expected: String? = nil) throws(Diagnostic) -> Token {
    guard at(keyword) else { throw unexpected(expected ?? keyword.rawValue, [keyword]) }
    return advance()
  }

  /// Reads a token of `kind`, which the grammar demands here.
  @discardableResult
  mutating func expect(
    _ kind: Token.Kind, _ expected: String, _ keywords: [Keyword] = []
  ) throws(Diagnostic) -> Token {
    guard at(kind) else { throw unexpected(expected, keywords) }
    return advance()
  }

  /// The text of `token` as it is written.
  func written(_ token: Token) -> String {
    String(decoding: bytes[token.start..<token.end], as: UTF8.self)
  }

  /// The stretch from `start` to the end of the last token that was read.
  func span(from start: Int) -> SourceSpan {
    SourceSpan(start, max(start, position > 0 ? tokens[position - 1].end : 0))
  }

  /// `token` as a message shows it: in quotes unless it has its own, and not at any length.
  private func quoted(_ token: Token) -> String {
    let text = written(token)
    let shown = text.unicodeScalars.count > 40 ? "\(text.prefix(40))…" : text
    return token.kind == .text ? shown : "'\(shown)'"
  }

  /// The text in upper case of the word that is `distance` ahead, or "".
  func upperWord(_ distance: Int = 0) -> String {
    let token = peek(distance)
    guard token.kind == .word, token.end - token.start <= 32 else { return "" }
    return written(token).uppercased()
  }

  /// The diagnostic that the current token is not what is `expected`, with the keyword that it may
  /// have been meant to be.
  func unexpected(_ expected: String, _ keywords: [Keyword] = []) -> Diagnostic {
    let token = current
    switch token.kind {
    case .unterminatedText: return .unterminated("text", by: written(token).prefix(1), token)
    case .unterminatedName: return .unterminated("name", by: "`", token)
    case .unterminatedComment: return .unterminated("comment", by: "*/", token)
    case .malformedNumber where expected == "an expression":
      return .invalidNumber(written(token), at: token.span)
    case .invalid: return .invalidCharacter(written(token), at: token.span)
    default:
      let found = token.kind == .endOfText ? "the end of the text" : quoted(token)
      var hint: String?
      if token.kind == .word, token.end - token.start > 2, token.keyword == nil {
        hint = didYouMean(written(token), in: keywords.map(\.rawValue))
      }
      return .unexpected(found, expected: expected, at: token.span, hint: hint)
    }
  }
}

// Names, and the lists that so much of the language consists of.
extension Parser {
  /// A name of any kind: a word, keyword or not, or anything in backticks.
  mutating func name(_ expected: String) throws(Diagnostic) -> Name {
    guard current.isName else { throw unexpected(expected) }
    let token = advance()
    return name(of: token)
  }

  /// The name that `token` is.
  func name(of token: Token) -> Name {
    guard token.kind == .quotedName else { return Name(Text(written(token)), at: token.span) }
    let text = Literal.quotedName(bytes[token.start..<token.end])
    return Name(Text(text), at: token.span)
  }

  /// The name of a variable, which may be a keyword only where it cannot be read as one.
  mutating func variable(_ expected: String) throws(Diagnostic) -> Name {
    guard isVariable(position) else { throw unexpected(expected) }
    return try name(expected)
  }

  /// Whether the token at `index` can be a variable: a name, or a keyword which what follows shows
  /// not to be one (`WHERE limit > 3`, not `LIMIT 3`).
  func isVariable(_ index: Int) -> Bool {
    let token = token(index)
    guard token.isName else { return false }
    guard let role = token.keyword?.role, role != .word else { return true }
    let next = self.token(index + 1)
    switch next.kind {
    case .quotedName, .text, .integer, .float, .parameter, .leftParenthesis, .leftBrace:
      return false
    case .word: return next.keyword.map { $0.role != .word } ?? false
    case .leftBracket, .star: return role == .glue
    default: return true
    }
  }

  /// One or more of what `item` reads, with commas between.
  mutating func commaSeparated<Item>(
    _ item: (inout Parser) throws(Diagnostic) -> Item
  ) throws(Diagnostic) -> [Item] {
    var items = [try item(&self)]
    while accept(.comma) { items.append(try item(&self)) }
    return items
  }
}

// Nesting: every construct that contains others of its kind enters and leaves a level.
extension Parser {
  /// What a level of nesting puts aside.
  struct Level {
    /// The height of what was read beside it.
    var height: Int
    /// Whether a bar ended an expression around it.
    var barEndsExpression: Bool
    /// How many levels it counts for.
    var weight: Int
  }

  /// Goes one level deeper; every call is followed by `defer { leave() }`.
  ///
  /// - Parameters:
  ///   - weight: How many levels this counts for: a subquery needs the stack of several.
  ///   - bracketed: Whether a bracket begins, inside which a bar has its usual meaning again.
  mutating func enter(weight: Int = 1, bracketed: Bool = true) throws(Diagnostic) {
    if depth >= Parser.shallow, !knowsStack {
      knowsStack = true
      stackLevels = max(StackSpace.levels, Parser.shallow)
    }
    if stackLevels < limits.nesting, depth + weight > stackLevels {
      throw .nestingTooDeepForStack(limit: stackLevels, at: current.span)
    }
    guard depth + weight <= limits.nesting else {
      throw .nestingTooDeep(limit: limits.nesting, at: current.span)
    }
    levels.append(
      Level(height: height, barEndsExpression: barEndsExpression, weight: weight))
    depth += weight
    height = 0
    if bracketed { barEndsExpression = false }
  }

  /// Comes back from a level, whose tree counts in that of the level above.
  mutating func leave() {
    guard let level = levels.popLast() else { return }
    depth -= level.weight
    height = max(level.height, height + level.weight)
    barEndsExpression = level.barEndsExpression
  }

  /// Counts one more node on top of the tree that was read last, as each `.key` of `a.b.c` is.
  ///
  /// Such chains need no recursion to be read, but one to be freed and walked.
  mutating func wrap() throws(Diagnostic) {
    height += 1
    guard depth + height <= limits.nesting else {
      throw .nestingTooDeep(limit: limits.nesting, at: current.span)
    }
  }
}
