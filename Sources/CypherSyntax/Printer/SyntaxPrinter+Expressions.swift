import GraphModel

extension SyntaxPrinter {
  /// The text of an expression.
  public func text(of expression: Expression) -> String { text(of: expression, .or) }

  /// The text of `expression` where only what binds at least as tightly as `minimum` may stand
  /// without parentheses.
  func text(of expression: Expression, _ minimum: Precedence) -> String {
    let text = bare(expression)
    return expression.precedence < minimum ? "(\(text))" : text
  }

  func expressions(_ expressions: [Expression]) -> String {
    expressions.map { text(of: $0) }.joined(separator: ", ")
  }

  /// A closed set: each case writes one kind.
  private func bare(_ expression: Expression) -> String {
    switch expression.kind {
    case .literal(let value): literal(value)
    case .parameter(let name): parameter(name)
    case .variable(let name): variable(name)
    case .or(let operands): chain(operands, " OR ", .xor)
    case .xor(let operands): chain(operands, " XOR ", .and)
    case .and(let operands): chain(operands, " AND ", .not)
    case .not(let operand): "NOT " + text(of: operand, .not)
    case .comparison(let first, let links):
      links.reduce(into: text(of: first, .predicate)) { result, link in
        append(link.op.rawValue, text(of: link.right, .predicate), to: &result)
      }
    case .arithmetic(let first, let links): arithmetic(first, links)
    case .negate(let operand): "-" + negated(operand)
    case .plus(let operand): "+" + text(of: operand, .sign)
    case .textMatch, .membership, .isNull, .isType, .hasLabels: predicate(expression)
    case .property(let value, let key): text(of: value, .postfix) + "." + name(key)
    case .index(let value, let index): "\(text(of: value, .postfix))[\(text(of: index))]"
    case .slice(let value, let from, let to):
      "\(text(of: value, .postfix))[\(optional(from))..\(optional(to))]"
    case .function(let name, let arguments, let distinct):
      "\(functionName(name))(\(distinct ? "DISTINCT " : "")\(expressions(arguments)))"
    case .countAll: "count(*)"
    case .conditional(let subject, let branches, let otherwise):
      conditional(subject, branches, otherwise)
    case .list(let elements): list(elements)
    case .map(let entries): "{" + self.entries(entries) + "}"
    case .mapProjection(let name, let items):
      unambiguousName(name) + " {" + items.map { text(of: $0) }.joined(separator: ", ") + "}"
    case .listComprehension, .patternComprehension, .quantifier, .reduce:
      comprehension(expression)
    case .pattern(let pattern), .shortestPath(let pattern): text(of: pattern)
    case .exists(let subquery): "EXISTS { \(text(of: subquery)) }"
    case .count(let subquery): "COUNT { \(text(of: subquery)) }"
    case .collect(let query): "COLLECT { \(inline(query)) }"
    }
  }

  private func optional(_ expression: Expression?) -> String {
    expression.map { text(of: $0) } ?? ""
  }

  /// A number is put into parentheses, or the sign would become a part of it.
  private func negated(_ operand: Expression) -> String {
    switch operand.kind {
    case .literal(.integer), .literal(.float): "(\(bare(operand)))"
    default: text(of: operand, .sign)
    }
  }

  private func chain(_ operands: [Expression], _ op: String, _ tighter: Precedence) -> String {
    operands.map { text(of: $0, tighter) }.joined(separator: op)
  }

  private func arithmetic(_ first: Expression, _ links: [Expression.Arithmetic]) -> String {
    let tighter = (links.first?.op.precedence ?? .sum).tighter
    return links.reduce(into: text(of: first, tighter)) { result, link in
      append(link.op.rawValue, text(of: link.right, tighter), to: &result)
    }
  }

  /// Appends an operator and its right operand, so that `(a:A) - -(b)` is not read as a pattern.
  private func append(_ op: String, _ right: String, to left: inout String) {
    let resembles =
      left.utf8.last == UInt8(ascii: ")") && (op == "-" || op == "<")
      && (right.utf8.first == UInt8(ascii: "-") || right.utf8.first == UInt8(ascii: "["))
    left += resembles ? " \(op) (\(right))" : " \(op) \(right)"
  }

  private func predicate(_ expression: Expression) -> String {
    switch expression.kind {
    case .textMatch(let match, let left, let right):
      "\(text(of: left, .predicate)) \(match.rawValue) \(text(of: right, .sum))"
    case .membership(let value, let list):
      "\(text(of: value, .predicate)) IN \(text(of: list, .sum))"
    case .isNull(let value, let negated):
      text(of: value, .predicate) + (negated ? " IS NOT NULL" : " IS NULL")
    case .isType(let value, let type, let negated):
      isType(value, type, negated)
    case .hasLabels(let value, let labels):
      "\(text(of: value, .predicate)):\(predicateLabels(labels))"
    default: ""
    }
  }

  /// A union of types is put into parentheses, since in a comprehension the bar would end it.
  private func isType(_ value: Expression, _ type: TypeName, _ negated: Bool) -> String {
    let text = "\(text(of: value, .predicate)) IS \(negated ? "NOT " : ""):: \(type.text)"
    return type.isUnion ? "(\(text))" : text
  }

  private func conditional(
    _ subject: Expression?, _ branches: [Expression.CaseBranch], _ otherwise: Expression?
  ) -> String {
    var result = "CASE" + (subject.map { " " + text(of: $0) } ?? "")
    for branch in branches {
      result += " WHEN \(text(of: branch.condition)) THEN \(text(of: branch.result))"
    }
    return result + (otherwise.map { " ELSE " + text(of: $0) } ?? "") + " END"
  }

  /// A list, whose first element is put into parentheses where the list would otherwise be read as
  /// a comprehension.
  private func list(_ elements: [Expression]) -> String {
    guard let first = elements.first else { return "[]" }
    let resembles = first.beginsLikeComprehension(alone: elements.count == 1)
    let head = resembles ? "(\(text(of: first)))" : text(of: first)
    return "[" + ([head] + elements.dropFirst().map { text(of: $0) }).joined(separator: ", ") + "]"
  }

  private func entries(_ entries: [(key: Name, value: Expression)]) -> String {
    entries.map { "\(name($0.key)): \(text(of: $0.value))" }.joined(separator: ", ")
  }

  private func text(of item: Expression.MapProjectionItem) -> String {
    switch item {
    case .property(let key): "." + name(key)
    case .all: ".*"
    case .entry(let key, let value): "\(name(key)): \(text(of: value))"
    case .variable(let name): variable(name)
    }
  }

  private func comprehension(_ expression: Expression) -> String {
    switch expression.kind {
    case .listComprehension(let name, let list, let predicate, let projection):
      "[\(variable(name)) IN \(text(of: list))"
        + (predicate.map { " WHERE " + text(of: $0) } ?? "")
        + (projection.map { " | " + text(of: $0) } ?? "") + "]"
    case .patternComprehension(let name, let pattern, let predicate, let projection):
      "[\(name.map { variable($0) + " = " } ?? "")\(text(of: pattern))"
        + (predicate.map { " WHERE " + text(of: $0) } ?? "") + " | \(text(of: projection))]"
    case .quantifier(let quantifier, let name, let list, let predicate):
      "\(quantifier.rawValue)(\(variable(name)) IN \(text(of: list)) "
        + "WHERE \(text(of: predicate)))"
    case .reduce(let accumulator, let start, let name, let list, let step):
      "reduce(\(variable(accumulator)) = \(text(of: start)), "
        + "\(variable(name)) IN \(text(of: list)) | \(text(of: step)))"
    default: ""
    }
  }

  private func text(of subquery: Subquery) -> String {
    switch subquery {
    case .query(let query): inline(query)
    case .pattern(let patterns, let predicate):
      self.patterns(patterns) + (predicate.map { " WHERE " + text(of: $0) } ?? "")
    }
  }

  /// A literal as the language writes it. The parser makes no other values.
  private func literal(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .float(let value): literal(value)
    case .text(let text): quotedText(text)
    default: "null"
    }
  }

  private func literal(_ value: Double) -> String {
    if value.isNaN { return "NAN" }
    if value.isInfinite { return value < 0 ? "-(INFINITY)" : "INFINITY" }
    return value.description
  }

  private func quotedText(_ text: Text) -> String {
    var result = String.UnicodeScalarView()
    result.append("'")
    for scalar in text.string.unicodeScalars {
      switch scalar {
      case "\\", "'": result.append(contentsOf: ["\\", scalar])
      case "\n": result.append(contentsOf: "\\n".unicodeScalars)
      case "\r": result.append(contentsOf: "\\r".unicodeScalars)
      case "\t": result.append(contentsOf: "\\t".unicodeScalars)
      case "\u{8}": result.append(contentsOf: "\\b".unicodeScalars)
      case "\u{C}": result.append(contentsOf: "\\f".unicodeScalars)
      case "\u{0}"..."\u{1F}", "\u{7F}":
        let digits = String(scalar.value, radix: 16)
        let zeros = String(repeating: "0", count: 4 - digits.count)
        result.append(contentsOf: "\\u\(zeros)\(digits)".unicodeScalars)
      default: result.append(scalar)
      }
    }
    result.append("'")
    return String(result)
  }
}

extension ArithmeticOperator {
  var precedence: Precedence {
    switch self {
    case .add, .concatenate, .subtract: .sum
    case .multiply, .divide, .modulo: .product
    case .power: .power
    }
  }
}

extension TypeName {
  /// Whether a bar joins several types.
  var isUnion: Bool { text.utf8.contains(UInt8(ascii: "|")) }
}

extension Expression {
  /// How tightly the outermost operator binds, as the printer writes it.
  var precedence: Precedence {
    switch kind {
    case .or: .or
    case .xor: .xor
    case .and: .and
    // A pattern is a predicate, and as an operand it would swallow what follows.
    case .not, .pattern: .not
    case .comparison: .comparison
    case .isType(_, let type, _): type.isUnion ? .primary : .predicate
    case .textMatch, .membership, .isNull, .hasLabels: .predicate
    case .arithmetic(_, let links): links.first?.op.precedence ?? .sum
    case .negate, .plus: .sign
    case .literal(.integer(let value)): value < 0 ? .sign : .primary
    case .literal(.float(let value)): value.sign == .minus ? .sign : .primary
    case .property, .index, .slice: .postfix
    default: .primary
    }
  }

  /// Whether a list that begins with this would be read as a list comprehension (where it is
  /// `alone`) or as a pattern comprehension.
  func beginsLikeComprehension(alone: Bool) -> Bool {
    switch kind {
    case .pattern: true
    case .or(let operands), .xor(let operands), .and(let operands):
      operands.first?.beginsLikeComprehension(alone: alone) ?? false
    case .comparison(let first, _), .arithmetic(let first, _), .textMatch(_, let first, _),
      .isNull(let first, _), .isType(let first, _, _), .hasLabels(let first, _):
      first.beginsLikeComprehension(alone: alone)
    case .membership(let value, _):
      alone && value.isVariable || value.beginsLikeComprehension(alone: alone)
    default: false
    }
  }
}
