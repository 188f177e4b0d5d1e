import CypherSyntax
import GraphModel

/// All that stands in a query, wherever it stands: patterns, comparisons, uses of variables.
struct StatementParts {
  /// The node patterns of clauses that read.
  private(set) var nodes: [NodePattern] = []
  /// The relationship patterns of clauses that read.
  private(set) var relationships: [RelationshipPattern] = []
  /// The patterns of each MATCH clause.
  private(set) var matches: [MatchClause] = []
  /// What is compared with what.
  private(set) var comparisons: [Comparing] = []
  /// How often each variable is named, its declaration among that.
  private(set) var uses: [Text: Int] = [:]
  /// Whether a clause takes all variables, as `RETURN *` does.
  private(set) var takesAll = false
  private var depth = 0

  /// A property that is compared with a value.
  struct Comparing {
    /// The variable whose property it is.
    var variable: Text
    var key: Name
    var op: ComparisonOperator
    var value: Expression
    var span: SourceSpan
  }

  init(of query: Query) { add(query) }

  /// The labels that a variable has by all its patterns.
  func labels(of variable: Text) -> [Text] {
    nodes.filter { $0.variable?.text == variable }.flatMap { Self.required($0.labels) }
  }

  /// The types that a variable's relationships have; nil where they may have any.
  func types(of variable: Text) -> [Text]? {
    let named = relationships.filter { $0.variable?.text == variable }
    guard let types = named.first?.types else { return nil }
    return Self.names(types)
  }

  /// Whether a variable is that of a relationship.
  func isRelationship(_ variable: Text) -> Bool {
    relationships.contains { $0.variable?.text == variable }
  }

  /// Labels that every match has.
  static func required(_ expression: LabelExpression?) -> [Text] {
    switch expression {
    case .name(let name): [name.text]
    case .and(let parts): parts.flatMap { required($0) }
    default: []
    }
  }

  private static func names(_ expression: LabelExpression) -> [Text]? {
    switch expression {
    case .name(let name): return [name.text]
    case .or(let parts):
      let all = parts.map(names)
      return all.contains { $0 == nil } ? nil : all.flatMap { $0 ?? [] }
    default: return nil
    }
  }

  // MARK: Clauses

  private mutating func add(_ query: Query) {
    for part in query.parts { for clause in part.clauses { add(clause) } }
  }

  private mutating func add(_ clause: Clause) {
    switch clause {
    case .match(let match):
      matches.append(match)
      for pattern in match.patterns { add(pattern, reads: true) }
      add(match.predicate)
    case .unwind(let unwind): add(unwind.list)
    case .with(let projection), .return(let projection): add(projection)
    case .create(let create): for pattern in create.patterns { add(pattern, reads: false) }
    case .merge(let merge):
      add(merge.pattern, reads: false)
      for item in merge.onCreate + merge.onMatch { add(item) }
    case .set(let set): for item in set.items { add(item) }
    case .remove(let remove):
      for item in remove.items {
        switch item {
        case .property(let base, _): add(base)
        case .labels(let name, _): use(name)
        }
      }
    case .delete(let delete): for item in delete.items { add(item) }
    case .call(let call):
      for argument in call.arguments ?? [] { add(argument) }
      add(call.predicate)
    case .subquery(let subquery):
      if subquery.importsAll { takesAll = true }
      for name in subquery.imports ?? [] { use(name) }
      add(subquery.query)
    case .forEach(let forEach):
      add(forEach.list)
      for update in forEach.updates { add(update) }
    }
  }

  private mutating func add(_ projection: ProjectionClause) {
    if projection.star { takesAll = true }
    for item in projection.items { add(item.expression) }
    for item in projection.order { add(item.expression) }
    add(projection.skip)
    add(projection.limit)
    add(projection.predicate)
  }

  private mutating func add(_ item: SetItem) {
    switch item {
    case .property(let base, _, let value):
      add(base)
      add(value)
    case .replace(let name, let value), .merge(let name, let value):
      use(name)
      add(value)
    case .labels(let name, _): use(name)
    }
  }

  private mutating func use(_ name: Name) { uses[name.text, default: 0] += 1 }

  private mutating func add(_ pattern: PathPattern, reads: Bool) {
    if let variable = pattern.variable { use(variable) }
    for node in pattern.nodes {
      if reads { nodes.append(node) }
      if let variable = node.variable { use(variable) }
      if reads { addEqualities(node.properties, of: node.variable) }
      add(node.properties)
      add(node.predicate)
    }
    for relationship in pattern.relationships {
      if reads { relationships.append(relationship) }
      if let variable = relationship.variable { use(variable) }
      if reads { addEqualities(relationship.properties, of: relationship.variable) }
      add(relationship.properties)
      add(relationship.predicate)
    }
  }

  /// The properties in braces are compared, too.
  private mutating func addEqualities(_ map: Expression?, of variable: Name?) {
    guard let variable, case .map(let entries)? = map?.kind else { return }
    for (key, value) in entries {
      comparisons.append(
        Comparing(
          variable: variable.text, key: key, op: .equal, value: value,
          span: key.span.through(value.span)))
    }
  }

  // MARK: Expressions

  private mutating func add(_ expression: Expression?) {
    guard let expression, depth < 100 else { return }
    depth += 1
    defer { depth -= 1 }
    switch expression.kind {
    case .literal, .parameter, .countAll: break
    case .variable(let name): use(name)
    case .or(let parts), .xor(let parts), .and(let parts), .list(let parts):
      for part in parts { add(part) }
    case .not(let part), .negate(let part), .plus(let part), .isNull(let part, _),
      .isType(let part, _, _), .hasLabels(let part, _), .property(let part, _):
      add(part)
    case .comparison(let first, let rest):
      add(first)
      for link in rest { add(link.right) }
      if rest.count == 1 { addComparison(first, rest[0].op, rest[0].right, expression.span) }
    case .arithmetic(let first, let rest):
      add(first)
      for link in rest { add(link.right) }
    case .textMatch(_, let left, let right), .index(let left, let right):
      add(left)
      add(right)
    case .membership(let element, let list):
      add(element)
      add(list)
      if case .list(let values) = list.kind {
        for value in values { addComparison(element, .equal, value, expression.span) }
      }
    case .slice(let base, let from, let to):
      add(base)
      add(from)
      add(to)
    case .function(_, let arguments, _): for argument in arguments { add(argument) }
    case .conditional(let subject, let branches, let otherwise):
      add(subject)
      for branch in branches {
        add(branch.condition)
        add(branch.result)
      }
      add(otherwise)
    case .map(let entries): for entry in entries { add(entry.value) }
    case .mapProjection(let name, let items):
      use(name)
      for item in items {
        switch item {
        case .entry(_, let value): add(value)
        case .variable(let name): use(name)
        case .property, .all: break
        }
      }
    case .listComprehension(_, let list, let predicate, let projection):
      add(list)
      add(predicate)
      add(projection)
    case .patternComprehension(_, let pattern, let predicate, let projection):
      add(pattern, reads: true)
      add(predicate)
      add(projection)
    case .quantifier(_, _, let list, let predicate):
      add(list)
      add(predicate)
    case .reduce(_, let start, _, let list, let step):
      add(start)
      add(list)
      add(step)
    case .pattern(let pattern), .shortestPath(let pattern): add(pattern, reads: true)
    case .exists(let subquery), .count(let subquery):
      switch subquery {
      case .query(let query): add(query)
      case .pattern(let patterns, let predicate):
        for pattern in patterns { add(pattern, reads: true) }
        add(predicate)
      }
    case .collect(let query): add(query)
    }
  }

  private mutating func addComparison(
    _ left: Expression, _ op: ComparisonOperator, _ right: Expression, _ span: SourceSpan
  ) {
    for (base, value) in [(left, right), (right, left)] {
      guard case .property(let holder, let key) = base.kind, case .variable(let name) = holder.kind
      else { continue }
      comparisons.append(
        Comparing(variable: name.text, key: key, op: op, value: value, span: span))
    }
  }
}
