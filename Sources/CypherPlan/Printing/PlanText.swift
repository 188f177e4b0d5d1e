import CypherSyntax
import GraphModel

/// How operations write what they are about in EXPLAIN.
package struct PlanText {
  private let names: [Int: Text]

  init(names: [Int: Text]) { self.names = names }

  /// The name of a slot, or its number where it has none.
  subscript(slot: Int) -> String { names[slot]?.string ?? "#\(slot)" }

  /// The name of a slot, or nothing where it has none.
  func name(_ slot: Int) -> String { names[slot]?.string ?? "" }

  /// The types of a relationship, as they stand in its brackets.
  func types(_ predicate: LabelPredicate?) -> String { predicate.map { ":\($0)" } ?? "" }

  /// The labels of a node, as they stand in its parentheses.
  func labels(_ predicates: [LabelPredicate]) -> String {
    predicates.map { ":\($0)" }.joined()
  }

  /// A relationship with what stands in its brackets.
  func arrow(_ direction: RelationshipPattern.Direction, _ inside: String) -> String {
    switch direction {
    case .outgoing: "-[\(inside)]->"
    case .incoming: "<-[\(inside)]-"
    case .either: "-[\(inside)]-"
    }
  }

  /// Expressions side by side.
  func list(_ expressions: [BoundExpression]) -> String {
    expressions.map(show).joined(separator: ", ")
  }

  /// An expression in short.
  func show(_ expression: BoundExpression) -> String {
    switch expression.kind {
    case .constant(let value): value.description
    case .parameter(let parameter): "$\(parameter)"
    case .slot(let slot): self[slot]
    case .property(let base, let key): "\(show(base)).\(key)"
    case .comparison(let op, let a, let b): "\(show(a)) \(op.rawValue) \(show(b))"
    case .textMatch(let op, let a, let b): "\(show(a)) \(op.rawValue) \(show(b))"
    case .membership(let a, let b): "\(show(a)) IN \(show(b))"
    case .isNull(let a, let negated): "\(show(a)) IS \(negated ? "NOT " : "")NULL"
    case .hasLabels(let a, let labels): "\(show(a)):\(labels)"
    case .function(let function, let arguments):
      "\(function.name)(\(arguments.map(show).joined(separator: ", ")))"
    case .not(let a): "NOT \(show(a))"
    case .and(let parts): parts.map(show).joined(separator: " AND ")
    case .or(let parts): "(\(parts.map(show).joined(separator: " OR ")))"
    case .list(let parts): "[\(parts.map(show).joined(separator: ", "))]"
    case .negate(let part): "-\(show(part))"
    case .path: "a path"
    case .subquery: "a subquery"
    default: "…"
    }
  }
}
