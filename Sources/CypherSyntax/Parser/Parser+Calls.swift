import GraphModel

// CALL, of procedures and of subqueries.
extension Parser {
  // call ::= CALL [(variables)] { query } | CALL name [(arguments)] [YIELD …]
  mutating func callClause() throws(Diagnostic) -> Clause {
    let start = current.start
    advance()
    if at(.leftBrace) || at(.leftParenthesis) {
      return .subquery(try subqueryCall(from: start))
    }
    return .call(try procedureCall(from: start))
  }

  private mutating func subqueryCall(from start: Int) throws(Diagnostic) -> SubqueryClause {
    var imports: [Name]?
    var importsAll = false
    if at(.leftParenthesis) {
      let open = advance()
      if accept(.star) {
        importsAll = true
      } else {
        imports =
          at(.rightParenthesis)
          ? []
          : try commaSeparated { (parser) throws(Diagnostic) in try parser.variable("a variable") }
      }
      try close(.rightParenthesis, of: open)
    }
    let query = try braced("the query of CALL") { (parser) throws(Diagnostic) in
      try parser.query(.call)
    }
    return SubqueryClause(
      imports: imports, importsAll: importsAll, query: query, span: span(from: start))
  }

  /// `{ … }`, a level of some weight deeper.
  mutating func braced<Content>(
    _ what: String, _ content: (inout Parser) throws(Diagnostic) -> Content
  ) throws(Diagnostic) -> Content {
    let open = try expect(.leftBrace, "'{' and \(what)")
    try enter(weight: 3)
    defer { leave() }
    let result = try content(&self)
    try close(.rightBrace, of: open, Keyword.clauseStarts + [.where, .union])
    return result
  }

  private mutating func procedureCall(from start: Int) throws(Diagnostic) -> CallClause {
    let procedure = try dottedName("the name of a procedure, or a subquery in braces")
    var arguments: [Expression]?
    if at(.leftParenthesis) {
      let open = advance()
      arguments = try elements(until: .rightParenthesis, of: open)
    }
    var yield = CallClause.Yield.none
    var predicate: Expression?
    if accept(.yield) {
      if accept(.star) {
        yield = .all
      } else {
        yield = .items(
          try commaSeparated { (parser) throws(Diagnostic) in try parser.yieldItem() })
        predicate = try whereClause()
      }
    }
    return CallClause(
      procedure: procedure, arguments: arguments, yield: yield, predicate: predicate,
      standalone: false, span: span(from: start))
  }

  // yield item ::= field [AS variable]
  private mutating func yieldItem() throws(Diagnostic) -> (field: Name, alias: Name?) {
    let field = try name("the name of a result")
    let alias = accept(.as) ? try variable("a variable after AS") : nil
    return (field, alias)
  }

  /// `a.b.c` as one name.
  mutating func dottedName(_ expected: String) throws(Diagnostic) -> Name {
    let start = current.start
    var text = try name(expected).text.string
    while at(.dot) {
      advance()
      text += "." + (try name("a name after '.'").text.string)
    }
    return Name(Text(text), at: span(from: start))
  }
}
