import CypherFunctions
import CypherSyntax
import GraphModel

/// An expression in which every name has found its meaning: variables are slots, functions are the
/// functions themselves, aggregates have become slots of the aggregation below.
package struct BoundExpression: Sendable {
  package var kind: Kind
  /// The types that the value may have, as far as the text shows.
  package var type: ValueType
  package var span: SourceSpan

  package init(_ kind: Kind, _ type: ValueType, at span: SourceSpan) {
    self.kind = kind
    self.type = type
    self.span = span
  }

  package indirect enum Kind: Sendable {
    case constant(Value)
    case parameter(Text)
    case slot(Int)
    case and([BoundExpression])
    case or([BoundExpression])
    case xor([BoundExpression])
    case not(BoundExpression)
    case comparison(ComparisonOperator, BoundExpression, BoundExpression)
    case arithmetic(BoundExpression, [Term])
    case negate(BoundExpression)
    case textMatch(TextMatch, BoundExpression, BoundExpression)
    case membership(BoundExpression, list: BoundExpression)
    case isNull(BoundExpression, negated: Bool)
    case isType(BoundExpression, TypePredicate, negated: Bool)
    case hasLabels(BoundExpression, LabelPredicate)
    case property(BoundExpression, Text)
    case index(BoundExpression, BoundExpression)
    case slice(BoundExpression, from: BoundExpression?, to: BoundExpression?)
    case function(ScalarFunction, [BoundExpression])
    case coalesce([BoundExpression])
    case conditional([Branch], otherwise: BoundExpression?)
    case list([BoundExpression])
    case map([(key: Text, value: BoundExpression)])
    /// `n {.*, …}`: the properties of a node, relationship or map, then the entries over them.
    case mapExtension(BoundExpression, [(key: Text, value: BoundExpression)])
    case comprehension(Lambda, projection: BoundExpression?)
    case quantifier(Quantifier, Lambda)
    case reduce(accumulator: Int, start: BoundExpression, Lambda, step: BoundExpression)
    case subquery(SubqueryExpression)
    case path(PathParts)
  }

  /// One operand of an arithmetic chain.
  package struct Term: Sendable {
    package var op: ArithmeticOperator
    package var operand: BoundExpression
  }

  /// `WHEN condition THEN result`.
  package struct Branch: Sendable {
    package var condition: BoundExpression
    package var result: BoundExpression
  }

  /// `x IN list WHERE predicate`: `x` has a slot of its own.
  package struct Lambda: Sendable {
    package var slot: Int
    package var list: BoundExpression
    package var predicate: BoundExpression?
  }

  /// EXISTS, COUNT, COLLECT and pattern comprehensions: an inner query answered by ordinal.
  package struct SubqueryExpression: Sendable {
    package enum Kind: Sendable {
      case exists
      case count
      /// The values of the slot, as a list.
      case collect(slot: Int)
    }
    package var kind: Kind
    package var query: BoundQuery
    /// The slots of the outer query that the inner one reads.
    package var imports: SlotSet
    /// Whether the query may answer otherwise when asked again for the same row.
    package var isVolatile: Bool
    /// The plan of the query, once the planner has made it.
    package var plan: Pipeline?

    package init(kind: Kind, query: BoundQuery, imports: SlotSet, isVolatile: Bool) {
      self.kind = kind
      self.query = query
      self.imports = imports
      self.isVolatile = isVolatile
    }
  }

  /// How a path is put together: the slots of its nodes and relationships, in order.
  package struct PathParts: Sendable {
    package var nodes: [Int]
    package var relationships: [(slot: Int, isList: Bool)]
  }
}

extension BoundExpression {
  static func constant(_ value: Value, at span: SourceSpan) -> BoundExpression {
    BoundExpression(.constant(value), ValueType(of: value), at: span)
  }

  static func slot(_ slot: Int, _ type: ValueType, at span: SourceSpan) -> BoundExpression {
    BoundExpression(.slot(slot), type, at: span)
  }

  /// What the elements of a list may be, as far as the text shows.
  var elementType: ValueType {
    switch kind {
    case .list(let parts) where !parts.isEmpty:
      parts.reduce(into: ValueType()) { $0.formUnion($1.type) }
    case .constant(.list(let values)) where !values.isEmpty:
      values.reduce(into: ValueType()) { $0.formUnion(ValueType(of: $1)) }
    default: .any
    }
  }

  /// The conjuncts of an AND, or the expression alone.
  package var conjuncts: [BoundExpression] {
    if case .and(let parts) = kind { return parts.flatMap(\.conjuncts) }
    return [self]
  }

  /// The expressions directly inside this one; subqueries keep theirs to themselves.
  package var children: [BoundExpression] {
    switch kind {
    case .constant, .parameter, .slot, .subquery, .path: []
    case .and(let parts), .or(let parts), .xor(let parts), .list(let parts), .coalesce(let parts),
      .function(_, let parts):
      parts
    case .not(let a), .negate(let a), .isNull(let a, _), .isType(let a, _, _), .hasLabels(let a, _),
      .property(let a, _):
      [a]
    case .comparison(_, let a, let b), .textMatch(_, let a, let b), .membership(let a, let b),
      .index(let a, let b):
      [a, b]
    case .arithmetic(let first, let terms): [first] + terms.map(\.operand)
    case .slice(let a, let from, let to): [a] + [from, to].compactMap { $0 }
    case .conditional(let branches, let otherwise):
      branches.flatMap { [$0.condition, $0.result] } + [otherwise].compactMap { $0 }
    case .map(let entries): entries.map(\.value)
    case .mapExtension(let base, let entries): [base] + entries.map(\.value)
    case .comprehension(let lambda, let projection):
      lambda.children + [projection].compactMap { $0 }
    case .quantifier(_, let lambda): lambda.children
    case .reduce(_, let start, let lambda, let step): [start, step] + lambda.children
    }
  }

  /// Adds every slot of the surrounding query that the expression reads.
  package func collectSlots(into slots: inout SlotSet) {
    switch kind {
    case .slot(let slot): slots.insert(slot)
    case .subquery(let subquery): slots.formUnion(subquery.imports)
    case .path(let parts):
      slots.formUnion(parts.nodes)
      slots.formUnion(parts.relationships.map(\.slot))
    default: for child in children { child.collectSlots(into: &slots) }
    }
  }

  /// Every slot of the surrounding query that the expression reads.
  package var slots: SlotSet {
    var slots: SlotSet = []
    collectSlots(into: &slots)
    return slots
  }

  /// Whether the expression, or one inside it, satisfies `predicate`.
  package func contains(where predicate: (BoundExpression) -> Bool) -> Bool {
    predicate(self) || children.contains { $0.contains(where: predicate) }
  }

  /// Whether every evaluation with the same slots gives the same value.
  package var isStable: Bool {
    !contains { part in
      if case .function(let function, _) = part.kind { return function.volatility == .volatile }
      if case .subquery = part.kind { return true }
      return false
    }
  }

  /// Whether each evaluation may give another value, whatever the slots hold.
  package var isVolatile: Bool {
    contains { part in
      switch part.kind {
      case .function(let function, _): function.volatility == .volatile
      case .subquery(let subquery): subquery.isVolatile
      default: false
      }
    }
  }

  /// Whether the value is known before any row is read, once parameters are given.
  package var isConstant: Bool {
    slots.isEmpty && isStable
  }
}

extension BoundExpression.Lambda {
  var children: [BoundExpression] { [list] + [predicate].compactMap { $0 } }
}

/// A label expression over names; an empty conjunction holds of everything.
package indirect enum LabelPredicate: Sendable, Hashable {
  case name(Text)
  case any
  case or([LabelPredicate])
  case and([LabelPredicate])
  case not(LabelPredicate)

  init(_ expression: LabelExpression) {
    switch expression {
    case .name(let name): self = .name(name.text)
    case .any: self = .any
    case .or(let parts): self = .or(parts.map(LabelPredicate.init))
    case .and(let parts): self = .and(parts.map(LabelPredicate.init))
    case .not(let part): self = .not(LabelPredicate(part))
    }
  }

  /// Whether an entity with the labels (or the one type) of which `has` tells satisfies it.
  package func holds(isEmpty: Bool, _ has: (Text) -> Bool) -> Bool {
    switch self {
    case .name(let name): has(name)
    case .any: !isEmpty
    case .or(let parts): parts.contains { $0.holds(isEmpty: isEmpty, has) }
    case .and(let parts): parts.allSatisfy { $0.holds(isEmpty: isEmpty, has) }
    case .not(let part): !part.holds(isEmpty: isEmpty, has)
    }
  }

  /// Labels that every match has.
  package var required: [Text] {
    switch self {
    case .name(let name): [name]
    case .and(let parts): parts.flatMap(\.required)
    default: []
    }
  }

  /// Every name that occurs.
  package var names: [Text] {
    switch self {
    case .name(let name): [name]
    case .any: []
    case .or(let parts), .and(let parts): parts.flatMap(\.names)
    case .not(let part): part.names
    }
  }
}

extension LabelPredicate: CustomStringConvertible {
  package var description: String {
    switch self {
    case .name(let name): name.string
    case .any: "%"
    case .or(let parts): parts.map(\.description).joined(separator: "|")
    case .and(let parts):
      parts.map { if case .or = $0 { "(\($0))" } else { "\($0)" } }.joined(separator: "&")
    case .not(let part):
      if case .name = part { "!\(part)" } else { "!(\(part))" }
    }
  }
}
