import GraphModel

extension Parser {
  // pattern ::= [variable '='] (shortest path | path)
  mutating func pathPattern() throws(Diagnostic) -> PathPattern {
    let start = current.start
    var variable: Name?
    if current.isName, peek().kind == .equals {
      variable = try name("a variable")
      advance()
    }
    if let foreign = foreignPathSearch() { throw foreign }
    var pattern =
      isShortestPath ? try shortestPathPattern() : try path()
    pattern.variable = variable
    pattern.span = span(from: start)
    return pattern
  }

  /// Whether `shortestPath(` or `allShortestPaths(` is ahead.
  var isShortestPath: Bool {
    (at(.shortestPath) || at(.allShortestPaths)) && peek().kind == .leftParenthesis
  }

  // shortest path ::= (shortestPath | allShortestPaths) '(' path ')'
  mutating func shortestPathPattern() throws(Diagnostic) -> PathPattern {
    let keyword = advance()
    let open = advance()
    try enter()
    defer { leave() }
    var pattern = try path()
    pattern.search = keyword.keyword == .shortestPath ? .shortest : .allShortest
    try close(.rightParenthesis, of: open)
    pattern.span = span(from: keyword.start)
    guard pattern.relationships.count == 1 else {
      throw .shortestPathOfChain(written(keyword), pattern)
    }
    return pattern
  }

  // path ::= node {relationship node}
  private mutating func path() throws(Diagnostic) -> PathPattern {
    let start = current.start
    var nodes = [try nodePattern()]
    var relationships: [RelationshipPattern] = []
    while at(.minus) || at(.less) {
      relationships.append(try relationshipPattern())
      nodes.append(try nodePattern())
    }
    return PathPattern(nodes: nodes, relationships: relationships, span: span(from: start))
  }

  // node ::= '(' [variable] [labels] [properties] [WHERE expression] ')'
  mutating func nodePattern() throws(Diagnostic) -> NodePattern {
    if let foreign = foreignQuantifiedPath() { throw foreign }
    let open = try expect(
      .leftParenthesis, "a node pattern such as (n:Label)", [.where] + Keyword.clauseStarts)
    try enter()
    defer { leave() }
    let variable = isPatternVariable ? try name("a variable") : nil
    let labels = try patternLabels()
    let properties = try patternProperties()
    let predicate = try whereClause()
    if isMissingColon, variable != nil, labels == nil {
      throw .missingColon(written(current), at: current.span)
    }
    try close(.rightParenthesis, of: open, [.where])
    return NodePattern(
      variable: variable, labels: labels, properties: properties, predicate: predicate,
      span: span(from: open.start))
  }

  /// Whether a variable of a pattern is ahead, and not the WHERE or IS of one without.
  private var isPatternVariable: Bool {
    guard current.isName else { return false }
    guard at(.where) || at(.is) else { return true }
    switch peek().kind {
    case .rightParenthesis, .rightBracket, .colon, .star, .leftBrace: return true
    default: return peek().keyword == .where || peek().keyword == .is
    }
  }

  /// Whether a word follows that looks more like a label than like the next clause.
  private var isMissingColon: Bool { at(.word) && current.keyword?.role != .clause }

  /// `:Label…` or `IS Label…`, where there is one.
  private mutating func patternLabels() throws(Diagnostic) -> LabelExpression? {
    guard accept(.colon) || accept(.is) else { return nil }
    return try labelExpression()
  }

  /// A map or a parameter, where there is one.
  private mutating func patternProperties() throws(Diagnostic) -> Expression? {
    at(.leftBrace) || at(.parameter) ? try primary() : nil
  }

  // relationship ::= ['<'] '-' ['[' … ']'] '-' ['>']
  mutating func relationshipPattern() throws(Diagnostic) -> RelationshipPattern {
    let start = current.start
    let pointsLeft = accept(.less)
    if !pointsLeft, at(.minus), peek().kind == .greater { throw .shortArrow(at: peek().span) }
    try expect(.minus, "a relationship pattern such as -[:TYPE]-> or -->")
    var pattern = RelationshipPattern(direction: .either, span: span(from: start))
    if at(.leftBracket) { pattern = try relationshipDetail() }
    if at(.leftParenthesis) { throw .shortArrow(at: current.span) }
    try expect(.minus, "'-' to complete the relationship pattern")
    let pointsRight = accept(.greater)
    if pointsLeft != pointsRight { pattern.direction = pointsLeft ? .incoming : .outgoing }
    pattern.span = span(from: start)
    if at(.plus) || at(.star) || at(.leftBrace) {
      throw .unsupported(.quantifiedPath, at: current.span)
    }
    return pattern
  }

  // '[' [variable] [types] [length] [properties] [WHERE expression] ']'
  private mutating func relationshipDetail() throws(Diagnostic) -> RelationshipPattern {
    let open = advance()
    try enter()
    defer { leave() }
    let variable = isPatternVariable ? try name("a variable") : nil
    let types = try patternLabels()
    let length = try pathLength()
    let properties = try patternProperties()
    let predicate = try whereClause()
    if isMissingColon, variable != nil, types == nil {
      throw .missingColon(written(current), at: current.span)
    }
    try close(.rightBracket, of: open, [.where])
    return RelationshipPattern(
      variable: variable, types: types, direction: .either, length: length,
      properties: properties, predicate: predicate, span: span(from: open.start))
  }

  // length ::= '*' [integer | [integer] '..' [integer]]
  private mutating func pathLength() throws(Diagnostic) -> RelationshipPattern.Length? {
    if at(.dotDot) { throw .lengthWithoutStar(at: current.span) }
    guard accept(.star) else { return nil }
    let minimum = try lengthBound()
    guard accept(.dotDot) else {
      return RelationshipPattern.Length(minimum: minimum, maximum: minimum)
    }
    return RelationshipPattern.Length(minimum: minimum, maximum: try lengthBound())
  }

  private mutating func lengthBound() throws(Diagnostic) -> Int? {
    switch current.kind {
    case .integer:
      let token = advance()
      guard let bound = Literal.integer(bytes[token.start..<token.end], negative: false) else {
        throw .integerOverflow(written(token), at: token.span)
      }
      return bound
    case .minus: throw .negativeLength(at: current.span)
    case .float, .malformedNumber: throw .lengthNotInteger(written(current), at: current.span)
    // `[*$n]` asks for a length; `[* $map]` for properties, and cannot be told from it.
    case .parameter where peek().kind == .dotDot:
      throw .unsupported(.parameterLength, at: current.span)
    default: return nil
    }
  }
}

// Label expressions.
extension Parser {
  // labels ::= conjunction {'|' [':'] conjunction}
  mutating func labelExpression() throws(Diagnostic) -> LabelExpression {
    var options = [try labelConjunction()]
    while at(.bar), !barEndsExpression || peek().kind == .colon {
      advance()
      _ = accept(.colon)
      options.append(try labelConjunction())
    }
    return options.count == 1 ? options[0] : .or(options)
  }

  // conjunction ::= factor {('&' | ':') factor}
  private mutating func labelConjunction() throws(Diagnostic) -> LabelExpression {
    var parts = [try labelFactor()]
    while accept(.ampersand) || accept(.colon) { parts.append(try labelFactor()) }
    return parts.count == 1 ? parts[0] : .and(parts)
  }

  // factor ::= '!' factor | '(' labels ')' | '%' | name
  private mutating func labelFactor() throws(Diagnostic) -> LabelExpression {
    switch current.kind {
    case .exclamation:
      try enter(bracketed: false)
      defer { leave() }
      advance()
      return .not(try labelFactor())
    case .leftParenthesis:
      let open = advance()
      try enter()
      defer { leave() }
      let inner = try labelExpression()
      try close(.rightParenthesis, of: open)
      return inner
    case .percent:
      advance()
      return .any
    case .dollar, .parameter: throw .unsupported(.dynamicLabel, at: current.span)
    default: return .name(try name("a label or type"))
    }
  }
}

// Telling a pattern from an expression in parentheses.
extension Parser {
  /// Whether the parenthesis at `index` begins a pattern of at least one relationship.
  ///
  /// `(a)-->(b)` is one, `(a) - (b)` and `(a) < -[1][0]` are not. The paired brackets make this a
  /// look at a handful of tokens, so that no amount of nesting makes it dear.
  ///
  /// - Complexity: O(1).
  func isPattern(at index: Int) -> Bool {
    guard token(index).kind == .leftParenthesis else { return false }
    let close = token(index).partner
    guard close > 0, isPatternContent(index + 1) else { return false }
    var next = close + 1
    if token(next).kind == .less { next += 1 }
    guard token(next).kind == .minus else { return false }
    next += 1
    if token(next).kind == .leftBracket {
      guard token(next).partner > 0, isPatternContent(next + 1) else { return false }
      next = token(next).partner + 1
    }
    guard token(next).kind == .minus else { return false }
    next += 1
    if token(next).kind == .greater { next += 1 }
    return token(next).kind == .leftParenthesis
  }

  /// Whether the inside of a bracket begins as that of a node or relationship pattern does.
  private func isPatternContent(_ index: Int) -> Bool {
    let first = token(index)
    switch first.kind {
    case .rightParenthesis, .rightBracket, .colon, .leftBrace, .parameter, .star, .dotDot:
      return true
    case .word, .quotedName:
      if first.keyword == .where || first.keyword == .is { return true }
      let second = token(index + 1)
      switch second.kind {
      case .rightParenthesis, .rightBracket, .colon, .leftBrace, .parameter, .star, .dotDot:
        return true
      default: return second.keyword == .where || second.keyword == .is
      }
    default: return false
    }
  }
}
