import GraphModel

/// A clause of a query.
public indirect enum Clause: Sendable {
  case match(MatchClause)
  case unwind(UnwindClause)
  case with(ProjectionClause)
  case `return`(ProjectionClause)
  case create(CreateClause)
  case merge(MergeClause)
  case set(SetClause)
  case remove(RemoveClause)
  case delete(DeleteClause)
  case call(CallClause)
  case subquery(SubqueryClause)
  case forEach(ForEachClause)
}

/// `[OPTIONAL] MATCH pattern, … [WHERE predicate]`.
public struct MatchClause: Sendable {
  /// Whether rows without a match stay, with nulls.
  public var optional: Bool
  /// The patterns.
  public var patterns: [PathPattern]
  /// The predicate.
  public var predicate: Expression?
  /// Where it stands.
  public var span: SourceSpan

  /// A clause of the given parts.
  public init(
    optional: Bool, patterns: [PathPattern], predicate: Expression?, span: SourceSpan
  ) {
    self.optional = optional
    self.patterns = patterns
    self.predicate = predicate
    self.span = span
  }
}

/// `UNWIND list AS variable`.
public struct UnwindClause: Sendable {
  /// The list.
  public var list: Expression
  /// The variable.
  public var variable: Name
  /// Where it stands.
  public var span: SourceSpan

  /// A clause of the given parts.
  public init(list: Expression, variable: Name, span: SourceSpan) {
    self.list = list
    self.variable = variable
    self.span = span
  }
}

/// `WITH` or `RETURN` with all that belongs to it.
public struct ProjectionClause: Sendable {
  /// Whether equal rows become one.
  public var distinct: Bool
  /// Whether the items begin with `*`.
  public var star: Bool
  /// The items.
  public var items: [ProjectionItem]
  /// ORDER BY.
  public var order: [SortItem]
  /// SKIP, also written OFFSET.
  public var skip: Expression?
  /// LIMIT.
  public var limit: Expression?
  /// WHERE, which only WITH has.
  public var predicate: Expression?
  /// Where it stands.
  public var span: SourceSpan

  /// A clause of the given parts.
  public init(
    distinct: Bool, star: Bool, items: [ProjectionItem], order: [SortItem] = [],
    skip: Expression? = nil, limit: Expression? = nil, predicate: Expression? = nil,
    span: SourceSpan
  ) {
    self.distinct = distinct
    self.star = star
    self.items = items
    self.order = order
    self.skip = skip
    self.limit = limit
    self.predicate = predicate
    self.span = span
  }
}

/// `expression AS alias`.
public struct ProjectionItem: Sendable {
  /// The expression.
  public var expression: Expression
  /// The alias.
  public var alias: Name?
  /// The expression as it was written, trimmed: the column's name where there is no alias.
  public var text: String

  /// An item of the given parts.
  public init(expression: Expression, alias: Name?, text: String) {
    self.expression = expression
    self.alias = alias
    self.text = text
  }

  /// The name that the item gives its column: the alias, or the variable that stands alone or before a
  /// map projection; nil where the item is another expression without an alias.
  public var name: Name? {
    if let alias { return alias }
    switch expression.kind {
    case .variable(let name), .mapProjection(let name, _): return name
    default: return nil
    }
  }
}

/// `expression DESC`.
public struct SortItem: Sendable {
  /// The key.
  public var expression: Expression
  /// Whether the greatest comes first.
  public var descending: Bool

  /// An item of the given parts.
  public init(expression: Expression, descending: Bool) {
    self.expression = expression
    self.descending = descending
  }
}

/// `CREATE pattern, …`.
public struct CreateClause: Sendable {
  /// The patterns.
  public var patterns: [PathPattern]
  /// Where it stands.
  public var span: SourceSpan

  /// A clause of the given parts.
  public init(patterns: [PathPattern], span: SourceSpan) {
    self.patterns = patterns
    self.span = span
  }
}

/// `MERGE pattern [ON CREATE SET …] [ON MATCH SET …]`.
public struct MergeClause: Sendable {
  /// The pattern.
  public var pattern: PathPattern
  /// What is set where it was created.
  public var onCreate: [SetItem]
  /// What is set where it was found.
  public var onMatch: [SetItem]
  /// Where it stands.
  public var span: SourceSpan

  /// A clause of the given parts.
  public init(pattern: PathPattern, onCreate: [SetItem], onMatch: [SetItem], span: SourceSpan) {
    self.pattern = pattern
    self.onCreate = onCreate
    self.onMatch = onMatch
    self.span = span
  }
}

/// `SET item, …`.
public struct SetClause: Sendable {
  /// The items.
  public var items: [SetItem]
  /// Where it stands.
  public var span: SourceSpan

  /// A clause of the given parts.
  public init(items: [SetItem], span: SourceSpan) {
    self.items = items
    self.span = span
  }
}

/// An item of SET.
public enum SetItem: Sendable {
  /// `entity.key = value`
  case property(Expression, Name, Expression)
  /// `variable = map`
  case replace(Name, Expression)
  /// `variable += map`
  case merge(Name, Expression)
  /// `variable:Label:Other`
  case labels(Name, [Name])
}

/// `REMOVE item, …`.
public struct RemoveClause: Sendable {
  /// The items.
  public var items: [RemoveItem]
  /// Where it stands.
  public var span: SourceSpan

  /// A clause of the given parts.
  public init(items: [RemoveItem], span: SourceSpan) {
    self.items = items
    self.span = span
  }
}

/// An item of REMOVE.
public enum RemoveItem: Sendable {
  /// `entity.key`
  case property(Expression, Name)
  /// `variable:Label:Other`
  case labels(Name, [Name])
}

/// `[DETACH] DELETE expression, …`.
public struct DeleteClause: Sendable {
  /// Whether the relationships of a node go with it.
  public var detach: Bool
  /// What is deleted.
  public var items: [Expression]
  /// Where it stands.
  public var span: SourceSpan

  /// A clause of the given parts.
  public init(detach: Bool, items: [Expression], span: SourceSpan) {
    self.detach = detach
    self.items = items
    self.span = span
  }
}

/// `CALL procedure(arguments) YIELD item AS alias, … WHERE predicate`.
public struct CallClause: Sendable {
  /// The procedure's full name, such as `db.labels`.
  public var procedure: Name
  /// The arguments; nil where there are no parentheses, and parameters of the same names serve.
  public var arguments: [Expression]?
  /// What is yielded.
  public var yield: Yield
  /// The predicate after YIELD.
  public var predicate: Expression?
  /// Whether the call is the whole statement.
  public var standalone: Bool
  /// Where it stands.
  public var span: SourceSpan

  /// What follows YIELD.
  public enum Yield: Sendable {
    /// There is no YIELD.
    case none
    /// `YIELD *`
    case all
    /// `YIELD field AS alias, …`
    case items([(field: Name, alias: Name?)])
  }

  /// A clause of the given parts.
  public init(
    procedure: Name, arguments: [Expression]?, yield: Yield, predicate: Expression?,
    standalone: Bool, span: SourceSpan
  ) {
    self.procedure = procedure
    self.arguments = arguments
    self.yield = yield
    self.predicate = predicate
    self.standalone = standalone
    self.span = span
  }
}

/// `CALL { … }`, with the variables of `CALL (a, b) { … }` where they are named.
public struct SubqueryClause: Sendable {
  /// The imported variables; nil where an importing WITH, or nothing, names them.
  public var imports: [Name]?
  /// Whether all variables are imported: `CALL (*) { … }`.
  public var importsAll: Bool
  /// The query.
  public var query: Query
  /// Where it stands.
  public var span: SourceSpan

  /// A clause of the given parts.
  public init(imports: [Name]?, importsAll: Bool = false, query: Query, span: SourceSpan) {
    self.imports = imports
    self.importsAll = importsAll
    self.query = query
    self.span = span
  }
}

/// `FOREACH (variable IN list | update …)`.
public struct ForEachClause: Sendable {
  /// The variable.
  public var variable: Name
  /// The list.
  public var list: Expression
  /// The updating clauses.
  public var updates: [Clause]
  /// Where it stands.
  public var span: SourceSpan

  /// A clause of the given parts.
  public init(variable: Name, list: Expression, updates: [Clause], span: SourceSpan) {
    self.variable = variable
    self.list = list
    self.updates = updates
    self.span = span
  }
}
