import GraphModel

// The clauses that change the graph.
extension Parser {
  // create ::= CREATE pattern {, pattern}
  mutating func createClause() throws(Diagnostic) -> CreateClause {
    let start = current.start
    advance()
    let patterns = try commaSeparated { (parser) throws(Diagnostic) in try parser.pathPattern() }
    return CreateClause(patterns: patterns, span: span(from: start))
  }

  // merge ::= MERGE pattern {ON (CREATE | MATCH) SET item {, item}}
  mutating func mergeClause() throws(Diagnostic) -> MergeClause {
    let start = current.start
    advance()
    let pattern = try pathPattern()
    var onCreate: [SetItem] = []
    var onMatch: [SetItem] = []
    while accept(.on) {
      let creating = at(.create)
      guard creating || at(.match) else {
        throw unexpected("CREATE or MATCH after ON", [.create, .match])
      }
      advance()
      try expect(.set, "SET after ON \(creating ? "CREATE" : "MATCH")")
      let items = try setItems()
      if creating { onCreate += items } else { onMatch += items }
    }
    return MergeClause(
      pattern: pattern, onCreate: onCreate, onMatch: onMatch, span: span(from: start))
  }

  // set ::= SET item {, item}
  mutating func setClause() throws(Diagnostic) -> SetClause {
    let start = current.start
    advance()
    return SetClause(items: try setItems(), span: span(from: start))
  }

  private mutating func setItems() throws(Diagnostic) -> [SetItem] {
    try commaSeparated { (parser) throws(Diagnostic) in try parser.setItem() }
  }

  // item ::= postfix.key = expression | variable (= | +=) expression | variable {:label}
  private mutating func setItem() throws(Diagnostic) -> SetItem {
    let target = try postfix()
    switch (target.kind, current.kind) {
    case (.property(let entity, let key), .equals):
      advance()
      return .property(entity, key, try expression())
    case (.variable(let name), .equals):
      advance()
      return .replace(name, try expression())
    case (.variable(let name), .plusEquals):
      advance()
      return .merge(name, try expression())
    case (.variable(let name), _) where at(.colon) || at(.is):
      return .labels(name, try labelNames())
    case (.index, _): throw .unsupported(.dynamicProperty, at: target.span)
    default:
      throw unexpected(
        target.isVariable ? "'=', '+=' or ':Label'" : "'n.key = value', 'n = map' or 'n:Label'")
    }
  }

  // remove ::= REMOVE item {, item}
  mutating func removeClause() throws(Diagnostic) -> RemoveClause {
    let start = current.start
    advance()
    let items = try commaSeparated { (parser) throws(Diagnostic) in try parser.removeItem() }
    return RemoveClause(items: items, span: span(from: start))
  }

  // item ::= postfix.key | variable {:label}
  private mutating func removeItem() throws(Diagnostic) -> RemoveItem {
    let target = try postfix()
    switch target.kind {
    case .property(let entity, let key): return .property(entity, key)
    case .variable(let name) where at(.colon) || at(.is): return .labels(name, try labelNames())
    case .index: throw .unsupported(.dynamicProperty, at: target.span)
    default: throw unexpected("'n.key' or 'n:Label'")
    }
  }

  /// `:Label:Other`, names only, with IS for the first colon.
  private mutating func labelNames() throws(Diagnostic) -> [Name] {
    var names: [Name] = []
    while accept(.colon) || (names.isEmpty && accept(.is)) {
      if at(.dollar) { throw .unsupported(.dynamicLabel, at: current.span) }
      names.append(try name("a label"))
    }
    if at(.ampersand) || at(.bar) || at(.exclamation) { throw .labelExpression(at: current.span) }
    return names
  }

  // delete ::= [DETACH | NODETACH] DELETE expression {, expression}
  mutating func deleteClause() throws(Diagnostic) -> DeleteClause {
    let start = current.start
    let detach = accept(.detach)
    if !detach { _ = accept(.noDetach) }
    try expect(.delete, "DELETE")
    let items = try commaSeparated { (parser) throws(Diagnostic) in try parser.expression() }
    return DeleteClause(detach: detach, items: items, span: span(from: start))
  }

  // foreach ::= FOREACH '(' variable IN expression '|' updating clause+ ')'
  mutating func forEachClause() throws(Diagnostic) -> ForEachClause {
    let start = current.start
    advance()
    let open = try expect(.leftParenthesis, "'(' after FOREACH")
    try enter(weight: 3)
    defer { leave() }
    let variable = try variable("a variable")
    try expect(.in)
    barEndsExpression = true
    let list = try expression()
    try expect(.bar, "'|' before the clauses of FOREACH")
    barEndsExpression = false
    var updates: [Clause] = []
    repeat { updates.append(try updatingClause()) } while !at(.rightParenthesis) && !at(.endOfText)
    try close(.rightParenthesis, of: open)
    return ForEachClause(
      variable: variable, list: list, updates: updates, span: span(from: start))
  }
}
