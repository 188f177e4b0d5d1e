import GraphModel

// Lists, comprehensions, quantifiers, reduce and subqueries as expressions.
extension Parser {
  /// What begins with a square bracket.
  mutating func bracketed() throws(Diagnostic) -> Expression {
    if isPattern(at: position + 1) { return try patternComprehension() }
    if peek().isName, peek(2).kind == .equals, isPattern(at: position + 3) {
      return try patternComprehension()
    }
    if peek().isName, peek(2).keyword == .in, !hasComma(position) {
      return try listComprehension()
    }
    let start = current.start
    let open = advance()
    let elements = try elements(until: .rightBracket, of: open)
    return Expression(.list(elements), at: span(from: start))
  }

  /// Whether a comma stands directly between the bracket at `index` and its partner: `[x IN xs, y]`
  /// is a list.
  ///
  /// - Complexity: O(tokens directly inside), so linear over all brackets of a text.
  private func hasComma(_ index: Int) -> Bool {
    let end = token(index).partner
    var next = index + 1
    while next < end {
      if token(next).kind == .comma { return true }
      next = max(next, token(next).partner) + 1
    }
    return false
  }

  // list comprehension ::= '[' variable IN expression [WHERE expression] ['|' expression] ']'
  private mutating func listComprehension() throws(Diagnostic) -> Expression {
    let open = advance()
    try enter()
    defer { leave() }
    let variable = try name("a variable")
    advance()
    barEndsExpression = true
    let list = try expression()
    let predicate = try whereClause()
    let projection = accept(.bar) ? try expression() : nil
    try close(.rightBracket, of: open, [.where])
    let kind = Expression.Kind.listComprehension(
      variable, list: list, predicate: predicate, projection: projection)
    return Expression(kind, at: span(from: open.start))
  }

  // pattern comprehension ::= '[' [variable '='] path [WHERE expression] '|' expression ']'
  private mutating func patternComprehension() throws(Diagnostic) -> Expression {
    let open = advance()
    try enter()
    defer { leave() }
    var pattern = try pathPattern()
    let variable = pattern.variable
    pattern.variable = nil
    barEndsExpression = true
    let predicate = try whereClause()
    try expect(.bar, "'|' and what each match gives", [.where])
    let projection = try expression()
    try close(.rightBracket, of: open)
    let kind = Expression.Kind.patternComprehension(
      variable, pattern, predicate: predicate, projection: projection)
    return Expression(kind, at: span(from: open.start))
  }

  // quantifier ::= (ALL | ANY | NONE | SINGLE) '(' variable IN expression WHERE expression ')'
  mutating func quantifier() throws(Diagnostic) -> Expression {
    guard peek(2).isName, peek(3).keyword == .in else {
      throw .quantifierShape(written(current), at: current.span)
    }
    let word = advance()
    let quantifier: Quantifier =
      switch word.keyword {
      case .all: .all
      case .any: .any
      case .some(.none): .none
      default: .single
      }
    let open = advance()
    try enter()
    defer { leave() }
    let variable = try name("a variable")
    advance()
    let list = try expression()
    try expect(.where, "WHERE and the predicate of \(quantifier.rawValue)()")
    let predicate = try expression()
    try close(.rightParenthesis, of: open)
    let kind = Expression.Kind.quantifier(quantifier, variable, list: list, predicate: predicate)
    return Expression(kind, at: span(from: word.start))
  }

  // reduce ::= reduce '(' variable '=' expression ',' variable IN expression '|' expression ')'
  mutating func reduce() throws(Diagnostic) -> Expression {
    let word = advance()
    let open = advance()
    try enter()
    defer { leave() }
    let accumulator = try name("a variable")
    advance()
    let start = try expression()
    try expect(.comma, "',' after the start of reduce()")
    let variable = try variable("a variable")
    try expect(.in)
    barEndsExpression = true
    let list = try expression()
    try expect(.bar, "'|' and the step of reduce()")
    let step = try expression()
    try close(.rightParenthesis, of: open)
    let kind = Expression.Kind.reduce(
      accumulator: accumulator, start: start, variable, list: list, step: step)
    return Expression(kind, at: span(from: word.start))
  }

  // subquery ::= (EXISTS | COUNT) '{' (query | patterns [WHERE expression]) '}'
  //   | COLLECT '{' query '}'
  mutating func subqueryExpression() throws(Diagnostic) -> Expression {
    let keyword = advance()
    let before = readOnlySubquery
    readOnlySubquery = "\(written(keyword).uppercased()) { }"
    defer { readOnlySubquery = before }
    let kind = try braced("a pattern or query") {
      (parser) throws(Diagnostic) -> Expression.Kind in
      if keyword.keyword == .collect { return .collect(try parser.query(.collect)) }
      let subquery = try parser.subquery()
      return keyword.keyword == .exists ? .exists(subquery) : .count(subquery)
    }
    return Expression(kind, at: span(from: keyword.start))
  }

  private mutating func subquery() throws(Diagnostic) -> Subquery {
    let isPattern =
      at(.leftParenthesis) || isShortestPath || (current.isName && peek().kind == .equals)
    guard isPattern else { return .query(try query(.predicate)) }
    let patterns = try commaSeparated { (parser) throws(Diagnostic) in try parser.pathPattern() }
    return .pattern(patterns, where: try whereClause())
  }
}
