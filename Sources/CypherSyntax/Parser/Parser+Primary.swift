import GraphModel

extension Parser {
  /// The smallest expressions. A closed set: each case reads one kind.
  mutating func primary() throws(Diagnostic) -> Expression {
    let start = current.start
    switch current.kind {
    case .text:
      let token = advance()
      let text = try Literal.text(bytes[token.start..<token.end])
      return Expression(.literal(.string(text)), at: token.span)
    case .integer, .float:
      return Expression(.literal(try numberLiteral(negative: false)), at: span(from: start))
    case .parameter: return try parameter()
    case .leftParenthesis where isPattern(at: position): return try patternExpression()
    case .leftParenthesis: return try parenthesised()
    case .leftBracket: return try bracketed()
    case .leftBrace: return try map()
    case .word where current.keyword != nil: return try wordExpression()
    // Asked here and not one call deeper, since nested calls are the deepest of all on the stack.
    case .word where isCall, .quotedName where isCall: return try functionCall()
    case .word, .quotedName: return try nameExpression()
    default: throw unexpected("an expression")
    }
  }

  private mutating func patternExpression() throws(Diagnostic) -> Expression {
    let start = current.start
    try enter()
    defer { leave() }
    return Expression(.pattern(try pathPattern()), at: span(from: start))
  }

  /// The value of the number ahead.
  mutating func numberLiteral(negative: Bool) throws(Diagnostic) -> Value {
    let token = advance()
    let digits = bytes[token.start..<token.end]
    let sign = negative ? "-" : ""
    if token.kind == .integer {
      guard let value = Literal.integer(digits, negative: negative) else {
        throw .integerOverflow(sign + written(token), at: token.span)
      }
      return .integer(value)
    }
    guard let value = Literal.float(digits) else {
      throw .floatOverflow(sign + written(token), at: token.span)
    }
    return .float(negative ? -value : value)
  }

  // parameter ::= '$' name
  private mutating func parameter() throws(Diagnostic) -> Expression {
    let token = advance()
    var name = Token(
      kind: .word, start: token.start + 1, end: token.end)
    if bytes[name.start] == UInt8(ascii: "`") { name.kind = .quotedName }
    return Expression(.parameter(self.name(of: name)), at: token.span)
  }

  private mutating func parenthesised() throws(Diagnostic) -> Expression {
    let open = advance()
    try enter()
    defer { leave() }
    if accept(.rightParenthesis) { throw .nodePatternAlone(at: span(from: open.start)) }
    var inner = try expression()
    try close(.rightParenthesis, of: open)
    inner.span = span(from: open.start)
    return inner
  }

  // map ::= '{' [key ':' expression {, key ':' expression}] '}'
  private mutating func map() throws(Diagnostic) -> Expression {
    let open = advance()
    try enter()
    defer { leave() }
    if accept(.rightBrace) { return Expression(.map([]), at: span(from: open.start)) }
    if current.isName, peek().kind == .rightBrace {
      throw .oldParameter(written(current), at: current.span)
    }
    var entries: [(key: Name, value: Expression)] = []
    repeat {
      let key = try name("a key of a map, such as {key: value}")
      try expect(.colon, "':' after the key '\(key.text)'")
      entries.append((key, try expression()))
    } while accept(.comma)
    try close(.rightBrace, of: open)
    return Expression(.map(entries), at: span(from: open.start))
  }

  /// Expressions with commas between, up to the bracket that closes `open`.
  mutating func elements(
    until kind: Token.Kind, of open: Token
  ) throws(Diagnostic) -> [Expression] {
    try enter()
    defer { leave() }
    if accept(kind) { return [] }
    var elements: [Expression] = []
    repeat { elements.append(try expression()) } while accept(.comma)
    try close(kind, of: open)
    return elements
  }
}

// What begins with a word: literals, CASE, subqueries, functions, variables.
extension Parser {
  private mutating func wordExpression() throws(Diagnostic) -> Expression {
    let start = current.start
    let next = peek().kind
    switch current.keyword {
    case .true where next != .leftParenthesis: return literal(true)
    case .false where next != .leftParenthesis: return literal(false)
    case .null where next != .leftParenthesis: return literal(nil)
    case .inf where endsWord, .infinity where endsWord: return literal(.float(.infinity))
    case .nan where endsWord: return literal(.float(.nan))
    case .case where !endsVariable: return try conditional()
    case .exists where isSubquery, .count where isSubquery, .collect where isSubquery:
      return try subqueryExpression()
    case .count where next == .leftParenthesis && peek(2).kind == .star:
      return try countAll()
    case .all where next == .leftParenthesis, .any where next == .leftParenthesis,
      .some(.none) where next == .leftParenthesis, .single where next == .leftParenthesis:
      return try quantifier()
    case .reduce where next == .leftParenthesis && peek(3).kind == .equals: return try reduce()
    case .shortestPath where next == .leftParenthesis,
      .allShortestPaths where next == .leftParenthesis:
      let pattern = try shortestPathPattern()
      return Expression(.shortestPath(pattern), at: span(from: start))
    default: return isCall ? try functionCall() : try nameExpression()
    }
  }

  private mutating func literal(_ value: Value) -> Expression {
    Expression(.literal(value), at: advance().span)
  }

  /// Whether the word ahead is not used like a function, a map or a node.
  private var endsWord: Bool {
    switch peek().kind {
    case .leftParenthesis, .dot, .colon, .leftBrace: false
    default: true
    }
  }

  /// Whether the keyword ahead stands where only a variable can: before a dot, comma or the end.
  private var endsVariable: Bool {
    switch peek().kind {
    case .dot, .comma, .rightParenthesis, .rightBracket, .rightBrace, .endOfText, .semicolon: true
    default: false
    }
  }

  /// Whether a brace after EXISTS, COUNT or COLLECT holds a subquery: `count {.key}` is the
  /// projection of a variable.
  private var isSubquery: Bool { peek().kind == .leftBrace && peek(2).kind != .dot }

  // function ::= name {'.' name} '(' [DISTINCT | ALL] [expression {, expression}] ')'
  private mutating func functionCall() throws(Diagnostic) -> Expression {
    let name = try dottedName("a function")
    let open = advance()
    if name.text.string.lowercased() == "trim",
      let trim = try trimSpecification(name, open)
    {
      return trim
    }
    let distinct = at(.distinct) && !endsVariable
    if distinct { advance() } else if at(.all), peek().isName, peek().keyword == nil { advance() }
    let arguments = try elements(until: .rightParenthesis, of: open)
    return Expression(
      .function(name, arguments, distinct: distinct), at: span(from: name.span.start))
  }

  // trim ::= trim '(' (LEADING | TRAILING | BOTH) [characters] FROM text ')'
  private mutating func trimSpecification(
    _ name: Name, _ open: Token
  ) throws(Diagnostic) -> Expression? {
    let functions: [String: Text] = ["LEADING": "ltrim", "TRAILING": "rtrim", "BOTH": "btrim"]
    guard let function = functions[upperWord()], !endsVariable, peek().kind != .leftParenthesis
    else { return nil }
    advance()
    try enter()
    defer { leave() }
    let characters = upperWord() == "FROM" ? nil : try expression()
    guard upperWord() == "FROM" else {
      throw unexpected("FROM and the text to trim, as in trim(BOTH '-' FROM text)")
    }
    advance()
    let text = try expression()
    try close(.rightParenthesis, of: open)
    return Expression(
      .function(
        Name(function, at: name.span), [text] + [characters].compactMap { $0 }, distinct: false),
      at: span(from: name.span.start))
  }

  /// A map projection or a variable.
  private mutating func nameExpression() throws(Diagnostic) -> Expression {
    let projects = peek().kind == .leftBrace && current.keyword?.role ?? .word == .word
    guard projects || isVariable(position) else {
      throw unexpected("an expression", Keyword.clauseStarts)
    }
    let name = try name("an expression")
    if projects { return try mapProjection(of: name) }
    return Expression(.variable(name), at: name.span)
  }

  /// Whether `name(` or `name.name(` is ahead.
  private var isCall: Bool {
    // Only a word that cannot be glue is a function: in `x IN (list)`, IN is not.
    if let role = current.keyword?.role, role != .word, peek().kind == .leftParenthesis {
      return false
    }
    var index = position
    while token(index).isName {
      switch token(index + 1).kind {
      case .leftParenthesis: return true
      case .dot: index += 2
      default: return false
      }
    }
    return false
  }

  // map projection ::= variable '{' [item {, item}] '}'
  private mutating func mapProjection(of name: Name) throws(Diagnostic) -> Expression {
    let open = advance()
    try enter()
    defer { leave() }
    var items: [Expression.MapProjectionItem] = []
    if !at(.rightBrace) {
      repeat { items.append(try mapProjectionItem()) } while accept(.comma)
    }
    try close(.rightBrace, of: open)
    return Expression(.mapProjection(name, items), at: span(from: name.span.start))
  }

  // item ::= '.' key | '.' '*' | key ':' expression | variable
  private mutating func mapProjectionItem() throws(Diagnostic) -> Expression.MapProjectionItem {
    if accept(.dot) {
      return accept(.star) ? .all : .property(try name("a property key or '*' after '.'"))
    }
    let name = try name("'.key', '.*', 'key: value' or a variable")
    return accept(.colon) ? .entry(name, try expression()) : .variable(name)
  }

  // case ::= CASE [expression] {WHEN expression THEN expression}+ [ELSE expression] END
  private mutating func conditional() throws(Diagnostic) -> Expression {
    let start = advance().start
    try enter()
    defer { leave() }
    let subject = at(.when) ? nil : try expression()
    var branches: [Expression.CaseBranch] = []
    repeat {
      try expect(.when)
      let condition = try expression()
      if at(.comma) { throw .unsupported(.whenList, at: current.span) }
      try expect(.then)
      branches.append(Expression.CaseBranch(condition: condition, result: try expression()))
    } while at(.when)
    let otherwise = accept(.else) ? try expression() : nil
    guard accept(Keyword.end) else {
      throw unexpected("WHEN, ELSE or END of CASE", [.when, .else, .end, .and, .or])
    }
    return Expression(
      .conditional(subject: subject, branches, otherwise: otherwise), at: span(from: start))
  }

  private mutating func countAll() throws(Diagnostic) -> Expression {
    let start = advance().start
    let open = advance()
    advance()
    try close(.rightParenthesis, of: open)
    return Expression(.countAll, at: span(from: start))
  }
}
