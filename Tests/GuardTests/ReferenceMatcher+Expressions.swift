import CypherSyntax
import GraphModel

extension ReferenceMatcher {
  private static let aggregates: Set<String> = ["count", "sum", "min", "max", "collect"]

  func containsAggregate(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .countAll: true
    case .function(let name, let arguments, _):
      Self.aggregates.contains(name.text.string.lowercased())
        || arguments.contains(where: containsAggregate)
    case .arithmetic(let first, let rest):
      containsAggregate(first) || rest.contains { containsAggregate($0.right) }
    default: false
    }
  }

  /// A condition's truth, or nil where it is unknown.
  func truth(of expression: Expression, in row: Row) throws -> Bool? {
    switch try value(of: expression, in: row) {
    case .boolean(let value): return value
    case .null: return nil
    case let other: throw Unsupported(what: "the condition \(other)")
    }
  }

  /// The value of `expression` in `row`; aggregates are taken over `group`.
  func value(of expression: Expression, in row: Row, _ group: [Row] = []) throws -> Value {
    switch expression.kind {
    case .literal(let value): return value
    case .variable(let name):
      guard let value = row[name.text] else { throw Unsupported(what: "unbound \(name.text)") }
      return value
    case .property(let owner, let key):
      return property(key.text, of: try value(of: owner, in: row, group))
    case .list(let elements): return .list(try elements.map { try value(of: $0, in: row, group) })
    case .arithmetic(let first, let rest):
      var result = try value(of: first, in: row, group)
      for link in rest {
        let right = try value(of: link.right, in: row, group)
        switch link.op {
        case .add: result = try Value.add(result, right)
        case .subtract: result = try Value.subtract(result, right)
        case .multiply: result = try Value.multiply(result, right)
        default: throw Unsupported(what: link.op.rawValue)
        }
      }
      return result
    case .countAll: return .integer(group.count)
    case .function(let name, let arguments, let distinct):
      return try call(name.text.string.lowercased(), arguments, distinct, row, group)
    case .exists(let body): return .boolean(try !inner(body, row).isEmpty)
    case .count(let body): return .integer(try inner(body, row).count)
    case .pattern(let pattern):
      return .boolean(try !matches([pattern], where: nil, in: row).isEmpty)
    default: return try logical(expression, row).map { .boolean($0) } ?? .null
    }
  }

  private func property(_ key: Text, of owner: Value) -> Value {
    switch owner {
    case .node(let node): node.contents?.properties[key] ?? .null
    case .relationship(let relationship): relationship.contents?.properties[key] ?? .null
    default: .null
    }
  }

  private func logical(_ expression: Expression, _ row: Row) throws -> Bool? {
    switch expression.kind {
    case .and(let parts):
      return try parts.reduce(true) { Ternary.and($0, try truth(of: $1, in: row)) }
    case .or(let parts):
      return try parts.reduce(false) { Ternary.or($0, try truth(of: $1, in: row)) }
    case .xor(let parts):
      return try parts.reduce(false) { Ternary.xor($0, try truth(of: $1, in: row)) }
    case .not(let part): return Ternary.not(try truth(of: part, in: row))
    case .isNull(let part, let negated): return try value(of: part, in: row).isNull != negated
    case .membership(let part, let list):
      return try Value.membership(value(of: part, in: row), in: value(of: list, in: row))
    case .hasLabels(let part, .name(let label)):
      guard case .node(let node) = try value(of: part, in: row) else { return nil }
      return node.contents?.labels.contains(label.text)
    case .comparison(let first, let links):
      var left = try value(of: first, in: row)
      var result: Bool? = true
      for link in links {
        let right = try value(of: link.right, in: row)
        result = Ternary.and(result, compare(left, link.op, right))
        left = right
      }
      return result
    default: throw Unsupported(what: "\(expression.kind)")
    }
  }

  private func compare(_ left: Value, _ op: ComparisonOperator, _ right: Value) -> Bool? {
    switch op {
    case .equal: Value.equals(left, right)
    case .notEqual: Ternary.not(Value.equals(left, right))
    case .less: Value.compare(left, right).map { $0 < 0 }
    case .lessOrEqual: Value.compare(left, right).map { $0 <= 0 }
    case .greater: Value.compare(left, right).map { $0 > 0 }
    case .greaterOrEqual: Value.compare(left, right).map { $0 >= 0 }
    }
  }

  /// The rows of the body of EXISTS or COUNT.
  private func inner(_ body: Subquery, _ row: Row) throws -> [Row] {
    guard case .pattern(let patterns, let predicate) = body else {
      throw Unsupported(what: "a whole query in a subquery")
    }
    return try matches(patterns, where: predicate, in: row)
  }

  private func call(
    _ name: String, _ arguments: [Expression], _ distinct: Bool, _ row: Row, _ group: [Row]
  ) throws -> Value {
    guard arguments.count == 1 else { throw Unsupported(what: name) }
    if name == "size" {
      guard case .list(let list) = try value(of: arguments[0], in: row, group) else { return .null }
      return .integer(list.count)
    }
    guard Self.aggregates.contains(name) else { throw Unsupported(what: name) }
    var values = try group.map { try value(of: arguments[0], in: $0) }.filter { !$0.isNull }
    if distinct {
      var seen: Set<Value> = []
      values = values.filter { seen.insert($0).inserted }
    }
    switch name {
    case "count": return .integer(values.count)
    case "sum": return try values.reduce(.integer(0)) { try Value.add($0, $1) }
    case "min": return values.min { Value.order($0, $1) < 0 } ?? .null
    case "max": return values.max { Value.order($0, $1) < 0 } ?? .null
    default: return .list(values)
    }
  }
}
