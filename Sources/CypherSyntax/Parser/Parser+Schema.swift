import GraphModel

// Commands on indexes and constraints.
extension Parser {
  /// Whether CREATE is followed by a word that is no path variable: then it is no clause.
  var isSchemaCommand: Bool {
    peek().kind == .word && peek(2).kind != .equals && !isShortestPathAhead
  }

  private var isShortestPathAhead: Bool {
    peek().keyword == .shortestPath || peek().keyword == .allShortestPaths
  }

  mutating func schemaCommand() throws(Diagnostic) -> SchemaCommand {
    switch advance().keyword {
    case .create: return try createCommand()
    case .drop: return try dropCommand()
    default: return try showCommand()
    }
  }

  // create ::= CREATE ([RANGE | BTREE | TEXT] INDEX | CONSTRAINT) …
  private mutating func createCommand() throws(Diagnostic) -> SchemaCommand {
    if at(.constraint) {
      advance()
      return try createConstraint()
    }
    switch upperWord() {
    // One kind of index serves equality, ranges and prefixes alike.
    case "RANGE", "BTREE", "TEXT": advance()
    case "FULLTEXT":
      advance()
      try expect(.index, "INDEX")
      return try createFullTextIndex()
    case "POINT", "LOOKUP", "VECTOR":
      throw .unsupported(.indexKind(upperWord()), at: current.span)
    case "OR": throw .unsupported(.createOrReplace, at: current.span)
    case "DATABASE", "USER", "ROLE", "ALIAS", "COMPOSITE":
      throw .unsupported(.administration, at: current.span)
    default: break
    }
    try expect(.index, "a node pattern such as (n:Label), INDEX or CONSTRAINT")
    return try createIndex()
  }

  // INDEX [name] [IF NOT EXISTS] FOR entity ON '(' key {, key} ')'
  private mutating func createIndex() throws(Diagnostic) -> SchemaCommand {
    if at(.on), peek().kind == .colon { throw .oldIndexSyntax(at: current.span) }
    let (name, ifNotExists) = try schemaName(before: [.for])
    try expect(.for, "FOR and a pattern such as (n:Label)")
    var definition = try schemaEntity()
    let variable = definition.variable
    try expect(.on, "ON and the keys")
    let open = try expect(.leftParenthesis, "'(' and keys such as n.id")
    definition.index.keys = try schemaKeys(of: variable, until: open)
    definition.index.name = name
    try refuseOptions()
    return .createIndex(definition.index, ifNotExists: ifNotExists)
  }

  // FULLTEXT INDEX [name] [IF NOT EXISTS] FOR entity ON EACH '[' key {, key} ']'
  private mutating func createFullTextIndex() throws(Diagnostic) -> SchemaCommand {
    let (name, ifNotExists) = try schemaName(before: [.for])
    try expect(.for, "FOR and a pattern such as (n:Label)")
    let (ofRelationships, labels, variable) = try schemaPattern(severalLabels: true)
    try expect(.on, "ON EACH and the keys")
    guard upperWord() == "EACH" else { throw .fullTextKeys(at: current.span) }
    advance()
    let open = try expect(.leftBracket, "'[' and keys such as n.title")
    let keys = try commaSeparated { (parser) throws(Diagnostic) in
      try parser.schemaKey(of: variable)
    }
    try close(.rightBracket, of: open)
    try refuseOptions()
    return .createFullTextIndex(
      FullTextDefinition(name: name, ofRelationships: ofRelationships, labels: labels, keys: keys),
      ifNotExists: ifNotExists)
  }

  // CONSTRAINT [name] [IF NOT EXISTS] FOR entity REQUIRE keys IS [NODE | RELATIONSHIP] UNIQUE
  private mutating func createConstraint() throws(Diagnostic) -> SchemaCommand {
    if at(.on), peek().kind == .leftParenthesis { throw .oldConstraintSyntax(at: current.span) }
    let (name, ifNotExists) = try schemaName(before: [.for])
    if at(.on) { throw .oldConstraintSyntax(at: current.span) }
    try expect(.for, "FOR and a pattern such as (n:Label)")
    var definition = try schemaEntity()
    let variable = definition.variable
    try expect(.require, "REQUIRE and a key such as n.id")
    if at(.leftParenthesis) {
      let open = advance()
      definition.index.keys = try schemaKeys(of: variable, until: open)
    } else {
      definition.index.keys = [try schemaKey(of: variable)]
    }
    definition.index.name = name
    try expect(.is, "IS UNIQUE")
    let kind = current
    if ["NODE", "RELATIONSHIP", "REL"].contains(upperWord()) { advance() }
    guard accept(.unique) else {
      if ["NOT", "KEY", "TYPED"].contains(upperWord()) || at(.doubleColon) {
        throw .unsupported(.constraintKind, at: SourceSpan(kind.start, current.end))
      }
      throw unexpected("UNIQUE", [.unique])
    }
    try refuseOptions()
    return .createConstraint(definition.index, ifNotExists: ifNotExists)
  }

  /// `[name] [IF NOT EXISTS]`, before one of `keywords`.
  private mutating func schemaName(
    before keywords: [Keyword]
  ) throws(Diagnostic) -> (Name?, ifNotExists: Bool) {
    let isName =
      current.isName && !(current.keyword.map { keywords.contains($0) } ?? false)
      && !(at(.if) && peek().keyword == .not) && !at(.on)
    let name = isName ? try self.name("a name") : nil
    guard accept(.if) else { return (name, false) }
    try expect(.not, "NOT EXISTS after IF")
    try expect(.exists, "EXISTS after IF NOT")
    return (name, true)
  }

  // entity ::= '(' variable ':' label ')' | '()' ['<'] '-[' variable ':' type ']-' ['>'] '()'
  private mutating func schemaEntity() throws(Diagnostic) -> (
    index: IndexDefinition, variable: Name
  ) {
    let (ofRelationships, labels, variable) = try schemaPattern(severalLabels: false)
    let index = IndexDefinition(
      name: nil, ofRelationships: ofRelationships, label: labels[0], keys: [])
    return (index, variable)
  }

  /// The pattern of an index; labels in the form `A|B` only where `severalLabels`.
  private mutating func schemaPattern(
    severalLabels: Bool
  ) throws(Diagnostic) -> (ofRelationships: Bool, labels: [Name], variable: Name) {
    let start = current.start
    let path = try pathPattern()
    var variable: Name?
    var labels: LabelExpression?
    if path.relationships.count == 1, path.nodes.allSatisfy(\.isEmpty) {
      let relationship = path.relationships[0]
      if relationship.properties == nil, relationship.predicate == nil, relationship.length == nil {
        (variable, labels) = (relationship.variable, relationship.types)
      }
    } else if path.relationships.isEmpty, let node = path.nodes.first {
      if node.properties == nil, node.predicate == nil {
        (variable, labels) = (node.variable, node.labels)
      }
    }
    let names = labels?.alternatives ?? []
    guard let variable, !names.isEmpty, names.count == 1 || severalLabels, path.variable == nil,
      path.search == .all
    else { throw .schemaEntity(at: span(from: start)) }
    return (!path.relationships.isEmpty, names, variable)
  }

  private mutating func schemaKeys(
    of variable: Name, until open: Token
  ) throws(Diagnostic) -> [Name] {
    let keys = try commaSeparated { (parser) throws(Diagnostic) in
      try parser.schemaKey(of: variable)
    }
    try close(.rightParenthesis, of: open)
    return keys
  }

  // key ::= variable '.' name
  private mutating func schemaKey(of variable: Name) throws(Diagnostic) -> Name {
    let owner = try name("a key such as \(variable.text).id")
    guard owner == variable else {
      throw .schemaVariable(owner, expected: variable)
    }
    try expect(.dot, "'.' and a key")
    return try name("a property key after '.'")
  }

  private func refuseOptions() throws(Diagnostic) {
    if upperWord() == "OPTIONS" { throw .unsupported(.indexOptions, at: current.span) }
  }

  // drop ::= DROP (INDEX | CONSTRAINT) name [IF EXISTS]
  private mutating func dropCommand() throws(Diagnostic) -> SchemaCommand {
    let constraint = at(.constraint)
    guard constraint || at(.index) else {
      if ["DATABASE", "USER", "ROLE", "ALIAS"].contains(upperWord()) {
        throw .unsupported(.administration, at: current.span)
      }
      throw unexpected("INDEX or CONSTRAINT", [.index, .constraint])
    }
    advance()
    if at(.on) { throw .oldDropSyntax(at: current.span) }
    let name = try name("the name of the \(constraint ? "constraint" : "index")")
    let ifExists = accept(.if)
    if ifExists { try expect(.exists, "EXISTS after IF") }
    return constraint
      ? .dropConstraint(name, ifExists: ifExists) : .dropIndex(name, ifExists: ifExists)
  }

  // show ::= SHOW [ALL] (INDEX | INDEXES | CONSTRAINT | CONSTRAINTS)
  private mutating func showCommand() throws(Diagnostic) -> SchemaCommand {
    _ = accept(.all)
    if accept(.index) || accept(.indexes) { return .showIndexes }
    if accept(.constraint) || accept(.constraints) { return .showConstraints }
    let known = [
      "FUNCTION", "FUNCTIONS", "PROCEDURE", "PROCEDURES", "DATABASE", "DATABASES", "SETTINGS",
      "TRANSACTIONS", "USERS", "ROLES",
    ]
    if known.contains(upperWord()) { throw .unsupported(.show(upperWord()), at: current.span) }
    throw unexpected("INDEXES or CONSTRAINTS", [.indexes, .constraints])
  }
}

extension LabelExpression {
  /// The names of `A` or `A|B`; none for any other expression.
  fileprivate var alternatives: [Name] {
    switch self {
    case .name(let name): return [name]
    case .or(let parts):
      let names = parts.flatMap(\.alternatives)
      return names.count >= parts.count ? names : []
    default: return []
    }
  }
}

extension NodePattern {
  /// Whether this is `()`.
  var isEmpty: Bool { variable == nil && labels == nil && properties == nil && predicate == nil }
}
