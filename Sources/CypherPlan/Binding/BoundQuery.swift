import CypherFunctions
import CypherSyntax
import GraphModel

/// A statement in which every name has found its meaning.
package struct BoundStatement: Sendable {
  package enum Body: Sendable {
    case query(BoundQuery)
    case schema(SchemaCommand)
    case transaction(TransactionCommand)
  }
  package var body: Body
  package var mode: Statement.Mode
  /// The names of the columns.
  package let columns: [String]
  /// The slots that hold the columns, in order.
  package let columnSlots: [Int]
  /// The same slots as a set.
  package let columnSet: SlotSet
  /// How many slots the statement uses, lambdas and subqueries included.
  package var slotCount: Int
  /// The names of slots that have one, for EXPLAIN.
  package var slotNames: [Int: Text]
  /// Labels, types and keys that the query names, for warnings.
  package var mentions: [Mention]
  /// Parameters that the query needs.
  package var parameters: [Name]
  /// Whether the statement may change the graph.
  package var isUpdating: Bool
  /// Who answers for functions and procedures that are not built in, by their names.
  package var origins: [String: String]
  /// Which sources it is asked without, and whether rows say what they rest on.
  package var evidence = BoundEvidence()

  /// A name that the graph may not know.
  package struct Mention: Sendable {
    package enum Kind: String, Sendable {
      case label
      case type = "relationship type"
      case key = "property key"
    }
    package var kind: Kind
    package var name: Name
  }
}

/// A query: parts joined by UNION, each with clauses.
package struct BoundQuery: Sendable {
  package var parts: [BoundPart]
  package var distinct: Bool
  /// The slots of the union's own columns, in order; those of the only part where there is one.
  package var outputs: [Int]
  /// The slots that hold the columns of each part, in order.
  package var partOutputs: [[Int]]
}

/// The clauses of one part.
package struct BoundPart: Sendable {
  package var clauses: [BoundClause]
}

package indirect enum BoundClause: Sendable {
  case match(BoundMatch)
  case unwind(list: BoundExpression, slot: Int)
  case projection(BoundProjection)
  case create(BoundCreate)
  case merge(BoundMerge)
  case set([BoundSetItem])
  case remove([BoundRemoveItem])
  case delete([BoundExpression], detach: Bool)
  case call(BoundCall)
  case subquery(BoundSubquery)
  case forEach(slot: Int, list: BoundExpression, updates: [BoundClause])
}

/// MATCH or OPTIONAL MATCH.
package struct BoundMatch: Sendable {
  package var optional: Bool
  package var pattern: BoundPattern
  /// Conjuncts of WHERE and of the pattern's own properties and predicates.
  package var predicates: [BoundExpression]
}

/// A graph of pattern nodes and relationships, with the paths that run over them.
package struct BoundPattern: Sendable {
  package var nodes: [BoundPatternNode] = []
  package var relationships: [BoundPatternRelationship] = []
  package var paths: [(slot: Int, parts: BoundExpression.PathParts)] = []
}

package struct BoundPatternNode: Sendable {
  package var slot: Int
  package var name: Text?
  /// Whether a clause before has bound it.
  package var isBound: Bool
  package var labels: [LabelPredicate]
}

package struct BoundPatternRelationship: Sendable {
  package var slot: Int
  package var name: Text?
  /// Whether a clause before has bound it.
  package var isBound: Bool
  /// Indexes into the pattern's nodes.
  package var left: Int
  package var right: Int
  package var direction: RelationshipPattern.Direction
  /// Nil for any type.
  package var types: LabelPredicate?
  /// Nil for a single relationship.
  package var length: Length?
  package var search: PathSearch
  /// What each relationship of a variable-length pattern must have.
  package var properties: [(key: Text, value: BoundExpression)]
  package var span: SourceSpan
  /// Which of several MATCH clauses that are planned as one it belongs to: only relationships of one
  /// clause must differ.
  package var scope = 0

  package struct Length: Sendable {
    package var minimum: Int
    package var maximum: Int?
  }
}

/// WITH or RETURN.
package struct BoundProjection: Sendable {
  /// Values to compute before the aggregation, or, without one, at all.
  package var items: [(slot: Int, value: BoundExpression)]
  package var aggregation: BoundAggregation?
  package var distinct: Bool
  /// Slots that make up the row after the clause.
  package var outputs: [Int]
  /// Values that ORDER BY needs beside the outputs.
  package var order: [(slot: Int, value: BoundExpression, descending: Bool)]
  package var skip: BoundExpression?
  package var limit: BoundExpression?
  package var predicate: BoundExpression?
}

/// Grouping and aggregates; `items` of the projection are computed from their slots afterwards.
package struct BoundAggregation: Sendable {
  package var keys: [(slot: Int, value: BoundExpression)]
  package var aggregates: [BoundAggregate]
}

package struct BoundAggregate: Sendable {
  package var slot: Int
  /// Nil for `count(*)`.
  package var function: AggregateFunction?
  package var argument: BoundExpression?
  package var extra: [BoundExpression]
  package var distinct: Bool
  package var span: SourceSpan
}

/// What CREATE makes, in order.
package struct BoundCreate: Sendable {
  package var nodes: [NewNode]
  package var relationships: [NewRelationship]
  package var paths: [(slot: Int, parts: BoundExpression.PathParts)]

  package struct NewNode: Sendable {
    package var slot: Int
    package var labels: [Text]
    package var properties: BoundExpression?
  }

  package struct NewRelationship: Sendable {
    package var slot: Int
    package var type: Text
    package var start: Int
    package var end: Int
    package var properties: BoundExpression?
    package var span: SourceSpan
  }
}

package struct BoundMerge: Sendable {
  package var match: BoundMatch
  package var create: BoundCreate
  package var onCreate: [BoundSetItem]
  package var onMatch: [BoundSetItem]
  package var span: SourceSpan
}

package enum BoundSetItem: Sendable {
  case property(BoundExpression, key: Text, value: BoundExpression)
  case replace(BoundExpression, with: BoundExpression)
  case merge(BoundExpression, with: BoundExpression)
  case labels(BoundExpression, [Text])
}

package enum BoundRemoveItem: Sendable {
  case property(BoundExpression, key: Text)
  case labels(BoundExpression, [Text])
}

package struct BoundCall: Sendable {
  package var procedure: Procedure
  package var arguments: [BoundExpression]
  /// The yielded columns by their place in the procedure's, with their slots.
  package var yields: [(column: Int, slot: Int)]
  package var predicate: BoundExpression?
  package var span: SourceSpan
}

package struct BoundSubquery: Sendable {
  package var query: BoundQuery
  package var imports: SlotSet
  /// Whether it returns rows; without RETURN, each row stays as it is.
  package var returnsRows: Bool
}
