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

  /// Conditions that all hold.
  func conjunction(_ predicates: [BoundExpression]) -> String {
    printer.conjunction(of: unbinder.expressions(predicates))
  }

  /// An expression; subqueries have plans of their own and are only named.
  func show(_ expression: BoundExpression) -> String {
    printer.text(of: unbinder.expression(expression))
  }

  private var unbinder: Unbinder {
    Unbinder(names: PlanNames(names: names), subqueryText: { _ in "a subquery" })
  }

  private var printer: SyntaxPrinter {
    var printer = SyntaxPrinter()
    printer.quotesVariables = false
    return printer
  }
}

/// The names that variables have, or their numbers.
private struct PlanNames: SlotNames {
  let names: [Int: Text]

  func name(of slot: Int) -> Text { names[slot] ?? Text("#\(slot)") }
}
