import GraphModel

/// A statement: a query or a schema command, to be run, explained or profiled.
public struct Statement: Sendable {
  /// What it says.
  public var body: Body
  /// What is to be done with it.
  public var mode: Mode
  /// Which sources it is asked without, and whether rows say what they rest on.
  public var evidence: EvidencePrefix
  /// Where it stands.
  public var span: SourceSpan

  /// The kinds of statement.
  public enum Body: Sendable {
    case query(Query)
    case schema(SchemaCommand)
    /// `BEGIN`, `COMMIT` or `ROLLBACK`.
    case transaction(TransactionCommand)
  }

  /// What is done with a statement.
  public enum Mode: Sendable {
    case run
    case explain
    case profile
  }

  /// A statement of the given parts.
  public init(
    body: Body, mode: Mode, evidence: EvidencePrefix = EvidencePrefix(), span: SourceSpan
  ) {
    self.body = body
    self.mode = mode
    self.evidence = evidence
    self.span = span
  }
}

/// A query: one part, or several joined by UNION.
public struct Query: Sendable {
  /// The parts, at least one.
  public var parts: [SingleQuery]
  /// Whether equal rows of the parts become one; UNION ALL keeps them.
  public var distinct: Bool
  /// Where it stands.
  public var span: SourceSpan

  /// A query of the given parts.
  public init(parts: [SingleQuery], distinct: Bool = false, span: SourceSpan) {
    self.parts = parts
    self.distinct = distinct
    self.span = span
  }
}

/// A query without UNION: clauses in order.
public struct SingleQuery: Sendable {
  /// The clauses, at least one.
  public var clauses: [Clause]
  /// Where it stands.
  public var span: SourceSpan

  /// A query of the given clauses.
  public init(clauses: [Clause], span: SourceSpan) {
    self.clauses = clauses
    self.span = span
  }
}

/// The commands that open and end a transaction.
public enum TransactionCommand: String, Sendable {
  case begin = "BEGIN"
  case commit = "COMMIT"
  case rollback = "ROLLBACK"
}

/// A command on indexes and constraints.
public enum SchemaCommand: Sendable {
  /// `CREATE [RANGE] INDEX [name] [IF NOT EXISTS] FOR (n:Label) ON (n.a, n.b)`, or the same for a
  /// relationship type.
  case createIndex(IndexDefinition, ifNotExists: Bool)
  /// `CREATE FULLTEXT INDEX [name] [IF NOT EXISTS] FOR (n:A|B) ON EACH [n.a, n.b]`, or the same for
  /// relationship types.
  case createFullTextIndex(FullTextDefinition, ifNotExists: Bool)
  /// `CREATE CONSTRAINT [name] [IF NOT EXISTS] FOR (n:Label) REQUIRE (n.a, n.b) IS UNIQUE`.
  case createConstraint(IndexDefinition, ifNotExists: Bool)
  /// `DROP INDEX name [IF EXISTS]`.
  case dropIndex(Name, ifExists: Bool)
  /// `DROP CONSTRAINT name [IF EXISTS]`.
  case dropConstraint(Name, ifExists: Bool)
  /// `SHOW INDEXES`.
  case showIndexes
  /// `SHOW CONSTRAINTS`.
  case showConstraints
}

/// What an index or a unique constraint covers.
public struct IndexDefinition: Sendable {
  /// The name; nil where the engine is to choose one.
  public var name: Name?
  /// Whether relationships are covered, not nodes.
  public var ofRelationships: Bool
  /// The label or type.
  public var label: Name
  /// The keys, at least one.
  public var keys: [Name]

  /// A definition of the given parts.
  public init(name: Name?, ofRelationships: Bool, label: Name, keys: [Name]) {
    self.name = name
    self.ofRelationships = ofRelationships
    self.label = label
    self.keys = keys
  }
}

/// What a full-text index covers.
public struct FullTextDefinition: Sendable {
  /// The name; nil where the engine is to choose one.
  public var name: Name?
  /// Whether relationships are covered, not nodes.
  public var ofRelationships: Bool
  /// The labels or types, at least one; having one of them is enough.
  public var labels: [Name]
  /// The keys, at least one.
  public var keys: [Name]

  /// A definition of the given parts.
  public init(name: Name?, ofRelationships: Bool, labels: [Name], keys: [Name]) {
    self.name = name
    self.ofRelationships = ofRelationships
    self.labels = labels
    self.keys = keys
  }
}
