import CypherFunctions
import CypherSyntax
import GraphModel

/// The items of a projection, as its ORDER BY and WHERE may repeat them.
///
/// After `RETURN n.name AS n` the name `n` is the column's, but `ORDER BY n.name` repeats the item and
/// means the column, not a property of it. Expressions are the same where their canonical texts are.
///
/// - Complexity: An expression is written only where an item has the same form, so that most cost
///   nothing.
struct RepeatedItems {
  /// The column that an item has become.
  struct Column {
    var slot: Int
    var type: ValueType
    /// Whether the item is made of aggregates.
    var aggregates: Bool
  }

  private var columns: [Form: [String: Column]] = [:]
  /// How many links the items that are arithmetic chains have.
  private(set) var chainLengths: Set<Int> = []
  /// Whether an item that is made of aggregates has been repeated.
  private(set) var usesAggregate = false
  /// Whether a grouping key has been repeated as the beginning of a longer chain.
  private(set) var usesKeyInChain = false
  /// Whether the expression stands in a subquery, where the same aggregate would be another one.
  var isInSubquery = false

  mutating func add(_ expression: Expression, _ column: Column) {
    guard let form = Form(expression) else { return }
    if case .arithmetic(_, let links) = expression.kind { chainLengths.insert(links.count) }
    let text = Self.text(of: expression)
    // Of equal items the first is as good as any.
    if columns[form]?[text] == nil { columns[form, default: [:]][text] = column }
  }

  /// The column of the item that `expression` repeats.
  ///
  /// - Parameter inChain: Whether the expression is the beginning of a longer chain of operators.
  mutating func column(of expression: Expression, inChain: Bool = false) -> Column? {
    guard let form = Form(expression), let candidates = columns[form],
      let column = candidates[Self.text(of: expression)], !(isInSubquery && column.aggregates)
    else { return nil }
    if column.aggregates {
      usesAggregate = true
    } else if inChain {
      usesKeyInChain = true
    }
    return column
  }

  private static func text(of expression: Expression) -> String {
    var printer = SyntaxPrinter()
    printer.foldsFunctionNames = true
    return printer.text(of: expression)
  }

  /// What can be seen of an expression at a glance. Variables have none: a name means the column of
  /// that name, or what it meant before; constants need no column.
  private enum Form: Hashable {
    case property(Text)
    case function(String, Int)
    case arithmetic(Int)
    case list(Int)
    case map(Int)
    case comparison(Int)
    case connective(Int)
    case countAll
    case other

    init?(_ expression: Expression) {
      switch expression.kind {
      case .variable, .literal, .parameter: return nil
      case .property(_, let key): self = .property(key.text)
      case .function(let name, let arguments, _):
        self = .function(name.text.string.lowercased(), arguments.count)
      case .arithmetic(_, let links): self = .arithmetic(links.count)
      case .list(let elements): self = .list(elements.count)
      case .map(let entries): self = .map(entries.count)
      case .comparison(_, let links): self = .comparison(links.count)
      case .or(let parts), .xor(let parts), .and(let parts): self = .connective(parts.count)
      case .countAll: self = .countAll
      default: self = .other
      }
    }
  }
}
