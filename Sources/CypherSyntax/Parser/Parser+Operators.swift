import GraphModel

extension Parser {
  /// An expression of operators that bind at least as tightly as `minimum`.
  ///
  /// Precedence climbing: each round of the loop joins what was read so far with one chain of
  /// operators of one precedence, so that a chain of any length is one node.
  mutating func expression(_ minimum: Precedence = .or) throws(Diagnostic) -> Expression {
    let beside = height
    height = 0
    defer { height = max(beside, height) }
    var left = try operand(minimum)
    while let precedence = current.infixPrecedence, precedence >= minimum {
      switch precedence {
      case .or, .xor, .and: left = try logicalChain(left, precedence)
      case .comparison: left = try comparisonChain(left)
      case .predicate: left = try predicate(left)
      default: left = try arithmeticChain(left, precedence)
      }
    }
    if let foreign = foreignOperator() { throw foreign }
    return left
  }

  // operand ::= NOT operand | ('-' | '+') operand | postfix
  private mutating func operand(_ minimum: Precedence) throws(Diagnostic) -> Expression {
    let start = current.start
    switch current.kind {
    case .minus where isNegativeLiteral:
      advance()
      return Expression(.literal(try numberLiteral(negative: true)), at: span(from: start))
    case .minus, .plus:
      try enter(bracketed: false)
      defer { leave() }
      let negative = advance().kind == .minus
      let value = try operand(.sign)
      return Expression(negative ? .negate(value) : .plus(value), at: span(from: start))
    case .word where at(.not) && !isNotAsVariable:
      guard minimum <= .not else { throw .notNeedsParentheses(at: current.span) }
      try enter(bracketed: false)
      defer { leave() }
      advance()
      return Expression(.not(try expression(.not)), at: span(from: start))
    default: return try postfix()
    }
  }

  /// A variable named `not` can only stand alone or before a dot.
  private var isNotAsVariable: Bool {
    switch peek().kind {
    case .dot, .comma, .rightParenthesis, .rightBracket, .rightBrace, .endOfText, .semicolon: true
    default: false
    }
  }

  /// Whether the sign belongs to the number behind it: not in `-1.abs`, where `.abs` binds first.
  private var isNegativeLiteral: Bool {
    guard peek().kind == .integer || peek().kind == .float else { return false }
    return peek(2).kind != .dot && peek(2).kind != .leftBracket
  }

  private mutating func logicalChain(
    _ first: Expression, _ precedence: Precedence
  ) throws(Diagnostic) -> Expression {
    var operands = [first]
    while current.infixPrecedence == precedence {
      advance()
      operands.append(try expression(precedence.tighter))
    }
    let span = span(from: first.span.start)
    switch precedence {
    case .or: return Expression(.or(operands), at: span)
    case .xor: return Expression(.xor(operands), at: span)
    default: return Expression(.and(operands), at: span)
    }
  }

  private mutating func comparisonChain(
    _ first: Expression
  ) throws(Diagnostic) -> Expression {
    var links: [Expression.Comparison] = []
    while let op = current.comparisonOperator {
      advance()
      links.append(Expression.Comparison(op, try expression(.predicate)))
    }
    return Expression(.comparison(first, links), at: span(from: first.span.start))
  }

  private mutating func arithmeticChain(
    _ first: Expression, _ precedence: Precedence
  ) throws(Diagnostic) -> Expression {
    var links: [Expression.Arithmetic] = []
    while current.infixPrecedence == precedence, let op = current.arithmeticOperator {
      advance()
      links.append(Expression.Arithmetic(op, try expression(precedence.tighter)))
    }
    return Expression(.arithmetic(first, links), at: span(from: first.span.start))
  }

  /// One predicate on `left`: IN, STARTS WITH and so on, IS …, or labels.
  private mutating func predicate(_ left: Expression) throws(Diagnostic) -> Expression {
    let kind: Expression.Kind
    switch current.keyword {
    case .in:
      advance()
      kind = .membership(left, list: try expression(.sum))
    case .contains:
      advance()
      kind = .textMatch(.contains, left, try expression(.sum))
    case .starts, .ends:
      let match: TextMatch = advance().keyword == .starts ? .startsWith : .endsWith
      try expect(.with, "WITH after \(match == .startsWith ? "STARTS" : "ENDS")")
      kind = .textMatch(match, left, try expression(.sum))
    case .is:
      advance()
      kind = try isPredicate(left)
    default:
      switch advance().kind {
      case .matches: kind = .textMatch(.matches, left, try expression(.sum))
      case .doubleColon: kind = .isType(left, try typeName(), negated: false)
      default: kind = .hasLabels(left, try labelExpression())
      }
    }
    try wrap()
    return Expression(kind, at: span(from: left.span.start))
  }

  // IS ([NOT] NULL | [NOT] ('::' | TYPED) type | labels)
  private mutating func isPredicate(_ left: Expression) throws(Diagnostic) -> Expression.Kind {
    let negated = accept(.not)
    if accept(.null) { return .isNull(left, negated: negated) }
    if accept(.doubleColon) || accept(.typed) {
      return .isType(left, try typeName(), negated: negated)
    }
    if let foreign = foreignIsPredicate() { throw foreign }
    guard !negated, current.isName || at(.leftParenthesis) || at(.exclamation) || at(.percent)
    else {
      throw unexpected("NULL, NOT NULL, ':: TYPE' or a label after IS", [.null, .not, .typed])
    }
    return .hasLabels(left, try labelExpression())
  }

  // postfix ::= primary {'.' key | '[' expression ']' | '[' [expression] '..' [expression] ']'}
  mutating func postfix() throws(Diagnostic) -> Expression {
    let beside = height
    height = 0
    defer { height = max(beside, height) }
    var value = try primary()
    while true {
      switch current.kind {
      case .dot:
        advance()
        let key = try name("a property key after '.'")
        value = Expression(.property(value, key), at: span(from: value.span.start))
      case .leftBracket:
        let kind = try indexOrSlice(of: value)
        value = Expression(kind, at: span(from: value.span.start))
      default: return value
      }
      try wrap()
    }
  }

  private mutating func indexOrSlice(
    of value: Expression
  ) throws(Diagnostic) -> Expression.Kind {
    let open = advance()
    try enter()
    defer { leave() }
    let from = at(.dotDot) ? nil : try expression()
    if let index = from, !at(.dotDot) {
      try close(.rightBracket, of: open)
      return .index(value, index)
    }
    advance()
    let to = at(.rightBracket) ? nil : try expression()
    try close(.rightBracket, of: open)
    return .slice(value, from: from, to: to)
  }

  /// Reads the bracket that closes `open`.
  mutating func close(
    _ kind: Token.Kind, of open: Token, _ keywords: [Keyword] = []
  ) throws(Diagnostic) {
    let bracket = kind == .rightParenthesis ? ")" : (kind == .rightBracket ? "]" : "}")
    guard at(kind) else {
      var diagnostic = unexpected("'\(bracket)'", keywords + [.and, .or, .in, .where, .as])
      if diagnostic.hint == nil, at(.endOfText) || current.keyword?.role == .clause {
        let position = SourcePosition(
          offset: open.start, in: String(decoding: bytes, as: UTF8.self))
        diagnostic.hint = Diagnostic.bracketOpened(written(open), position)
      }
      throw diagnostic
    }
    advance()
  }
}
