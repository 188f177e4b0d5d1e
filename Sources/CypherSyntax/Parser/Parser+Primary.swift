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
    case .leftParenthesis where isPattern(at: position):
      return try nested { (parser) throws(Diagnostic) in .pattern(try parser.pathPattern()) }
    case .leftParenthesis: return try parenthesised()
    case .leftBracket: return try bracketed()
    case .leftBrace: return try map()
    case .word: return try wordExpression()
    case .quotedName: return try nameExpression()
    default: throw unexpected("an expression")
    }
  }

  /// An expression one level deeper.
  mutating func nested(
    _ kind: (inout Parser) throws(Diagnostic) -> Expression.Kind
  ) throws(Diagnostic) -> Expression {
    let start = current.start
    try enter()
    defer { leave() }
    let bar = barEndsExpression
    barEndsExpression = false
    defer { barEndsExpression = bar }
    let kind = try kind(&self)
    return Expression(kind, at: span(from: start))
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
    try nested { (parser) throws(Diagnostic) in
      let open = parser.advance()
      if parser.accept(.rightParenthesis) {
        throw .nodePatternAlone(at: parser.span(from: open.start))
      }
      let inner = try parser.expression()
      try parser.close(.rightParenthesis, of: open)
      return inner.kind
    }
  }

  // map ::= '{' [key ':' expression {, key ':' expression}] '}'
  private mutating func map() throws(Diagnostic) -> Expression {
    try nested { (parser) throws(Diagnostic) in
      let open = parser.advance()
      if parser.accept(.rightBrace) { return .map([]) }
      if parser.current.isName, parser.peek().kind == .rightBrace {
        throw .oldParameter(parser.written(parser.current), at: parser.current.span)
      }
      let entries = try parser.commaSeparated { (parser) throws(Diagnostic) in
        try parser.mapEntry()
      }
      try parser.close(.rightBrace, of: open)
      return .map(entries)
    }
  }

  private mutating func mapEntry() throws(Diagnostic) -> (key: Name, value: Expression) {
    let key = try name("a key of a map, such as {key: value}")
    try expect(.colon, "':' after the key '\(key.text)'")
    return (key, try expression())
  }

  /// Expressions with commas between, up to the bracket that closes `open`.
  mutating func elements(
    until kind: Token.Kind, of open: Token
  ) throws(Diagnostic) -> [Expression] {
    try enter()
    defer { leave() }
    let bar = barEndsExpression
    barEndsExpression = false
    defer { barEndsExpression = bar }
    if accept(kind) { return [] }
    let elements = try commaSeparated { (parser) throws(Diagnostic) in try parser.expression() }
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
    default: return try nameExpression()
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

  /// A function call, a map projection or a variable.
  private mutating func nameExpression() throws(Diagnostic) -> Expression {
    let start = current.start
    if isCall {
      let name = try dottedName("a function")
      let open = advance()
      let distinct = at(.distinct) && !endsVariable
      if distinct { advance() } else if at(.all), peek().isName, peek().keyword == nil { advance() }
      let arguments = try elements(until: .rightParenthesis, of: open)
      return Expression(
        .function(name, arguments, distinct: distinct), at: span(from: start))
    }
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
    var expression = try nested { (parser) throws(Diagnostic) in
      let open = parser.advance()
      if parser.accept(.rightBrace) { return .mapProjection(name, []) }
      let items = try parser.commaSeparated { (parser) throws(Diagnostic) in
        try parser.mapProjectionItem()
      }
      try parser.close(.rightBrace, of: open)
      return .mapProjection(name, items)
    }
    expression.span = span(from: name.span.start)
    return expression
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
    try nested { (parser) throws(Diagnostic) in
      parser.advance()
      let subject = parser.at(.when) ? nil : try parser.expression()
      var branches: [Expression.CaseBranch] = []
      repeat {
        try parser.expect(.when)
        let condition = try parser.expression()
        if parser.at(.comma) { throw .unsupported(.whenList, at: parser.current.span) }
        try parser.expect(.then)
        let result = try parser.expression()
        branches.append(Expression.CaseBranch(condition: condition, result: result))
      } while parser.at(.when)
      let otherwise = parser.accept(.else) ? try parser.expression() : nil
      guard parser.accept(Keyword.end) else {
        throw parser.unexpected("WHEN, ELSE or END of CASE", [.when, .else, .end, .and, .or])
      }
      return .conditional(subject: subject, branches, otherwise: otherwise)
    }
  }

  private mutating func countAll() throws(Diagnostic) -> Expression {
    let start = advance().start
    let open = advance()
    advance()
    try close(.rightParenthesis, of: open)
    return Expression(.countAll, at: span(from: start))
  }
}
