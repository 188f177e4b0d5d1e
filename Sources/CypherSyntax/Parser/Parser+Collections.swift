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
    try nested { (parser) throws(Diagnostic) in
      let open = parser.advance()
      let variable = try parser.name("a variable")
      parser.advance()
      parser.barEndsExpression = true
      let list = try parser.expression()
      let predicate = try parser.whereClause()
      let projection = parser.accept(.bar) ? try parser.expression() : nil
      try parser.close(.rightBracket, of: open, [.where])
      return .listComprehension(
        variable, list: list, predicate: predicate, projection: projection)
    }
  }

  // pattern comprehension ::= '[' [variable '='] path [WHERE expression] '|' expression ']'
  private mutating func patternComprehension() throws(Diagnostic) -> Expression {
    try nested { (parser) throws(Diagnostic) in
      let open = parser.advance()
      var pattern = try parser.pathPattern()
      let variable = pattern.variable
      pattern.variable = nil
      if let variable { pattern.span = parser.span(from: variable.span.start) }
      parser.barEndsExpression = true
      let predicate = try parser.whereClause()
      try parser.expect(.bar, "'|' and what each match gives", [.where])
      let projection = try parser.expression()
      try parser.close(.rightBracket, of: open)
      return .patternComprehension(
        variable, pattern, predicate: predicate, projection: projection)
    }
  }

  // quantifier ::= (ALL | ANY | NONE | SINGLE) '(' variable IN expression WHERE expression ')'
  mutating func quantifier() throws(Diagnostic) -> Expression {
    guard peek(2).isName, peek(3).keyword == .in else {
      throw .quantifierShape(written(current), at: current.span)
    }
    return try nested { (parser) throws(Diagnostic) in
      let quantifier: Quantifier =
        switch parser.advance().keyword {
        case .all: .all
        case .any: .any
        case .some(.none): .none
        default: .single
        }
      let open = parser.advance()
      let variable = try parser.name("a variable")
      parser.advance()
      let list = try parser.expression()
      try parser.expect(.where, "WHERE and the predicate of \(quantifier.rawValue)()")
      let predicate = try parser.expression()
      try parser.close(.rightParenthesis, of: open)
      return .quantifier(quantifier, variable, list: list, predicate: predicate)
    }
  }

  // reduce ::= reduce '(' variable '=' expression ',' variable IN expression '|' expression ')'
  mutating func reduce() throws(Diagnostic) -> Expression {
    try nested { (parser) throws(Diagnostic) in
      parser.advance()
      let open = parser.advance()
      let accumulator = try parser.name("a variable")
      parser.advance()
      let start = try parser.expression()
      try parser.expect(.comma, "',' after the start of reduce()")
      let variable = try parser.variable("a variable")
      try parser.expect(.in)
      parser.barEndsExpression = true
      let list = try parser.expression()
      try parser.expect(.bar, "'|' and the step of reduce()")
      let step = try parser.expression()
      try parser.close(.rightParenthesis, of: open)
      return .reduce(
        accumulator: accumulator, start: start, variable, list: list, step: step)
    }
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
