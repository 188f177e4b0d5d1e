import GraphModel

// The clauses that read and shape rows.
extension Parser {
  // match ::= [OPTIONAL] MATCH pattern {, pattern} [WHERE expression]
  mutating func matchClause() throws(Diagnostic) -> MatchClause {
    let start = current.start
    let optional = accept(.optional)
    if optional, at(.call) { throw .unsupported(.optionalCall, at: span(from: start)) }
    try expect(.match, "MATCH after OPTIONAL")
    if let foreign = foreignMatchMode() { throw foreign }
    let patterns = try commaSeparated { (parser) throws(Diagnostic) in try parser.pathPattern() }
    if upperWord() == "USING" { throw .unsupported(.usingHint, at: current.span) }
    let predicate = try whereClause()
    return MatchClause(
      optional: optional, patterns: patterns, predicate: predicate, span: span(from: start))
  }

  /// `WHERE expression`, where there is one.
  mutating func whereClause() throws(Diagnostic) -> Expression? {
    guard accept(.where) else { return nil }
    return try expression()
  }

  // unwind ::= UNWIND expression AS variable
  mutating func unwindClause() throws(Diagnostic) -> UnwindClause {
    let start = current.start
    advance()
    let list = try expression()
    try expect(.as, "AS and a variable for the elements")
    let variable = try variable("a variable for the elements")
    return UnwindClause(list: list, variable: variable, span: span(from: start))
  }

  // with ::= WITH projection [WHERE expression]
  mutating func withClause() throws(Diagnostic) -> ProjectionClause {
    var clause = try projection()
    clause.predicate = try whereClause()
    clause.span = span(from: clause.span.start)
    return clause
  }

  // return ::= RETURN projection
  mutating func returnClause() throws(Diagnostic) -> ProjectionClause { try projection() }

  // projection ::= [DISTINCT | ALL] (* | item) {, item} [ORDER BY …] [SKIP …] [LIMIT …]
  private mutating func projection() throws(Diagnostic) -> ProjectionClause {
    let start = current.start
    advance()
    let distinct = acceptSetQuantifier()
    var items: [ProjectionItem] = []
    let star = accept(.star)
    if !star || accept(.comma) {
      items = try commaSeparated { (parser) throws(Diagnostic) in try parser.projectionItem() }
    }
    var clause = ProjectionClause(
      distinct: distinct, star: star, items: items, span: span(from: start))
    if accept(.order) {
      try expect(.by, "BY after ORDER")
      clause.order = try commaSeparated { (parser) throws(Diagnostic) in try parser.sortItem() }
    }
    if accept(.skip) || accept(.offset) { clause.skip = try expression() }
    if accept(.limit) { clause.limit = try expression() }
    if at(.skip) || at(.offset) || at(.order) { throw unexpectedAfterProjection() }
    clause.span = span(from: start)
    return clause
  }

  /// Whether DISTINCT is asked for; ALL, which says nothing, is passed. Either may also be the name
  /// of a variable, as what follows shows.
  private mutating func acceptSetQuantifier() -> Bool {
    let next = peek()
    switch next.kind {
    case .endOfText, .semicolon, .comma, .dot, .rightBrace: return false
    default: break
    }
    if at(.distinct) { return next.keyword != .as && accept(.distinct) }
    if at(.all), next.isName, next.keyword == nil { advance() }
    return false
  }

  // item ::= expression [AS name]
  private mutating func projectionItem() throws(Diagnostic) -> ProjectionItem {
    let start = current.start
    let value = try expression()
    let text = String(decoding: bytes[start..<span(from: start).end], as: UTF8.self)
    let alias = accept(.as) ? try variable("a name for the column after AS") : nil
    return ProjectionItem(expression: value, alias: alias, text: text)
  }

  // sort item ::= expression [ASC | ASCENDING | DESC | DESCENDING]
  private mutating func sortItem() throws(Diagnostic) -> SortItem {
    let key = try expression()
    if accept(.asc) || accept(.ascending) { return SortItem(expression: key, descending: false) }
    return SortItem(expression: key, descending: accept(.desc) || accept(.descending))
  }
}

extension Expression {
  /// Whether this is a variable as it stands.
  var isVariable: Bool { if case .variable = kind { true } else { false } }
}
