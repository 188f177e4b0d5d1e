import CypherFunctions
import CypherSyntax
import GraphModel

extension Binder {
  /// Binds a predicate, in which a pattern means "there is a match".
  mutating func bindPredicate(
    _ expression: Expression?
  ) throws(Diagnostic) -> BoundExpression? {
    guard let expression else { return nil }
    let bound = try bindCondition(expression)
    try expect(bound, .boolean, "A predicate")
    return bound
  }

  mutating func bindCondition(_ expression: Expression) throws(Diagnostic) -> BoundExpression {
    let before = allowsPattern
    allowsPattern = true
    defer { allowsPattern = before }
    return try bind(expression)
  }

  mutating func bind(_ expression: Expression) throws(Diagnostic) -> BoundExpression {
    try meter.note()
    if let column = repeatedColumn(expression) { return column }
    let span = expression.span
    // Only the connectives hand on the leave to use a pattern as a predicate.
    let patterns = allowsPattern
    switch expression.kind {
    case .or, .xor, .and, .not, .pattern: break
    default: allowsPattern = false
    }
    defer { allowsPattern = patterns }
    switch expression.kind {
    case .literal(let value): return .constant(value, at: span)
    case .parameter(let name):
      parameters.append(name)
      return BoundExpression(.parameter(name.text), .any, at: span)
    case .variable(let name): return try bindVariable(name)
    case .or(let parts): return try bindConnective(parts, "OR", span) { .or($0) }
    case .xor(let parts): return try bindConnective(parts, "XOR", span) { .xor($0) }
    case .and(let parts): return try bindConnective(parts, "AND", span) { .and($0) }
    case .not(let part):
      let bound = try bind(part)
      try expect(bound, .boolean, "NOT")
      return BoundExpression(.not(bound), .boolean, at: span)
    case .comparison(let first, let rest): return try bindComparison(first, rest, span)
    case .arithmetic(let first, let rest): return try bindArithmetic(first, rest, span)
    case .negate(let part):
      let bound = try bind(part)
      try expect(bound, [.number, .duration], "-")
      if case .constant(.integer(let value)) = bound.kind, value != .min {
        return .constant(.integer(-value), at: span)
      }
      if case .constant(.float(let value)) = bound.kind {
        return .constant(.float(-value), at: span)
      }
      return BoundExpression(
        .negate(bound), bound.type.intersection([.number, .duration]), at: span)
    case .plus(let part):
      let bound = try bind(part)
      try expect(bound, [.number, .duration], "+")
      return bound
    case .textMatch(let op, let left, let right):
      let a = try bind(left)
      return BoundExpression(.textMatch(op, a, try bind(right)), .boolean, at: span)
    case .membership(let element, let list):
      let a = try bind(element)
      let b = try bind(list)
      try expect(b, .list, "IN")
      return BoundExpression(.membership(a, list: b), .boolean, at: span)
    case .isNull(let part, let negated):
      return BoundExpression(.isNull(try bind(part), negated: negated), .boolean, at: span)
    case .isType(let part, let name, let negated):
      let type = try typePredicate(name)
      return BoundExpression(.isType(try bind(part), type, negated: negated), .boolean, at: span)
    case .hasLabels(let part, let labels): return try bindHasLabels(part, labels, span)
    case .property(let part, let key): return try bindProperty(part, key, span)
    case .index(let part, let index):
      let a = try bind(part)
      return BoundExpression(.index(a, try bind(index)), .any, at: span)
    case .slice(let part, let from, let to):
      let a = try bind(part)
      try expect(a, .list, "A slice")
      let lower = try bindOptional(from)
      return BoundExpression(.slice(a, from: lower, to: try bindOptional(to)), .list, at: span)
    case .function(let name, let arguments, let distinct):
      return try bindCall(name, arguments, distinct: distinct, span)
    case .countAll: return try bindCountAll(span)
    case .conditional(let subject, let branches, let otherwise):
      return try bindConditional(subject, branches, otherwise, span)
    case .list(let parts):
      var bound: [BoundExpression] = []
      for part in parts { bound.append(try bind(part)) }
      return folded(BoundExpression(.list(bound), .list, at: span))
    case .map(let entries):
      return BoundExpression(.map(try bindEntries(entries)), .map, at: span)
    case .mapProjection(let name, let items): return try bindMapProjection(name, items, span)
    case .listComprehension(let name, let list, let predicate, let projection):
      return try bindComprehension(name, list, predicate, projection, span)
    case .patternComprehension(let name, let pattern, let predicate, let projection):
      return try bindPatternComprehension(name, pattern, predicate, projection, span)
    case .quantifier(let quantifier, let name, let list, let predicate):
      let lambda = try bindLambda(name, list, predicate) { _ throws(Diagnostic) in () }
      return BoundExpression(.quantifier(quantifier, lambda), .boolean, at: span)
    case .reduce(let accumulator, let start, let name, let list, let step):
      return try bindReduce(accumulator, start, name, list, step, span)
    case .pattern(let pattern):
      guard patterns else { throw .patternNotPredicate(at: span) }
      return try bindPatternPredicate(pattern, span)
    case .exists(let subquery): return try bindSubquery(subquery, .exists, .boolean, span)
    case .count(let subquery): return try bindSubquery(subquery, .count, .integer, span)
    case .collect(let query): return try bindCollect(query, span)
    case .shortestPath(let pattern):
      return try bindPatternComprehension(
        nil, pattern, predicate: nil, projection: nil, firstOnly: pattern.search == .shortest, span)
    }
  }

  /// A list of constants is a constant.
  private func folded(_ expression: BoundExpression) -> BoundExpression {
    guard case .list(let parts) = expression.kind else { return expression }
    var values: [Value] = []
    for part in parts {
      guard case .constant(let value) = part.kind else { return expression }
      values.append(value)
    }
    return .constant(.list(values), at: expression.span)
  }

  mutating func bindOptional(
    _ expression: Expression?
  ) throws(Diagnostic) -> BoundExpression? {
    guard let expression else { return nil }
    return try bind(expression)
  }

  /// Refuses an operand that can never have one of the accepted types.
  func expect(
    _ bound: BoundExpression, _ accepted: ValueType, _ what: String
  ) throws(Diagnostic) {
    if bound.type.isDisjoint(with: accepted) {
      throw .wrongType(what, expected: accepted, found: bound.type, at: bound.span)
    }
  }

  func bindVariable(_ name: Name) throws(Diagnostic) -> BoundExpression {
    guard let variable = scope[name.text] else { throw .undefinedVariable(name, in: scope) }
    return .slot(variable.slot, variable.type, at: name.span)
  }

  private mutating func bindConnective(
    _ parts: [Expression], _ name: String, _ span: SourceSpan,
    _ make: ([BoundExpression]) -> BoundExpression.Kind
  ) throws(Diagnostic) -> BoundExpression {
    var bound: [BoundExpression] = []
    for part in parts {
      let operand = try bind(part)
      try expect(operand, .boolean, name)
      bound.append(operand)
    }
    return BoundExpression(make(bound), .boolean, at: span)
  }

  private mutating func bindComparison(
    _ first: Expression, _ rest: [Expression.Comparison], _ span: SourceSpan
  ) throws(Diagnostic) -> BoundExpression {
    var left = try bind(first)
    var parts: [BoundExpression] = []
    for link in rest {
      let right = try bind(link.right)
      parts.append(
        BoundExpression(
          .comparison(link.op, left, right), .boolean, at: left.span.through(right.span)))
      left = right
    }
    return parts.count == 1 ? parts[0] : BoundExpression(.and(parts), .boolean, at: span)
  }

  private mutating func bindArithmetic(
    _ first: Expression, _ rest: [Expression.Arithmetic], _ span: SourceSpan
  ) throws(Diagnostic) -> BoundExpression {
    let repeated = repeatedHead(first, rest)
    let head: BoundExpression
    if let repeated { head = repeated.column } else { head = try bind(first) }
    var type = head.type
    var terms: [BoundExpression.Term] = []
    for link in rest[(repeated?.links ?? 0)...] {
      let operand = try bind(link.right)
      let left = type
      type = resultType(link.op, left, operand.type)
      if type.isEmpty {
        let isLeft = left.isDisjoint(with: link.op == .concatenate ? [.string, .list] : .number)
        throw .wrongOperand(
          link.op, left, operand.type,
          at: isLeft
            ? head.span.through(terms.last?.operand.span ?? head.span) : operand.span,
          isLeft: isLeft)
      }
      terms.append(BoundExpression.Term(op: link.op, operand: operand))
    }
    return BoundExpression(.arithmetic(head, terms), type, at: span)
  }

  /// What the operator may give for operands of these types; empty where nothing fits.
  private func resultType(_ op: ArithmeticOperator, _ a: ValueType, _ b: ValueType) -> ValueType {
    let temporal: ValueType = [.instant, .duration]
    if op == .concatenate { return a.intersection(b).intersection([.string, .list]) }
    if a == .any || b == .any { return .any }
    if op == .add, !a.union(b).isDisjoint(with: [.list, .string]) { return .any }
    if !a.union(b).isDisjoint(with: temporal) { return .any }
    if a.isDisjoint(with: .number) || b.isDisjoint(with: .number) { return [] }
    if op == .power { return .float }
    if a == .integer, b == .integer { return .integer }
    return .number
  }

  private mutating func bindHasLabels(
    _ part: Expression, _ labels: LabelExpression, _ span: SourceSpan
  ) throws(Diagnostic) -> BoundExpression {
    let bound = try bind(part)
    try expect(bound, [.node, .relationship], "A label predicate")
    mention(labels, bound.type == .relationship ? .type : .label)
    return BoundExpression(.hasLabels(bound, LabelPredicate(labels)), .boolean, at: span)
  }

  private mutating func bindProperty(
    _ part: Expression, _ key: Name, _ span: SourceSpan
  ) throws(Diagnostic) -> BoundExpression {
    let bound = try bind(part)
    let holders: ValueType = [.node, .relationship, .map, .instant, .duration, .point]
    if bound.type.isDisjoint(with: holders) {
      throw .noProperties(key, of: bound.type, at: bound.span)
    }
    if bound.type == .node || bound.type == .relationship {
      mentions.append(.init(kind: .key, name: key))
    }
    return BoundExpression(.property(bound, key.text), .any, at: span)
  }

  mutating func mention(_ labels: LabelExpression, _ kind: BoundStatement.Mention.Kind) {
    switch labels {
    case .name(let name): mentions.append(.init(kind: kind, name: name))
    case .any: break
    case .or(let parts), .and(let parts): for part in parts { mention(part, kind) }
    case .not(let part): mention(part, kind)
    }
  }

  private func typePredicate(_ name: TypeName) throws(Diagnostic) -> TypePredicate {
    guard let type = TypePredicate(parsing: name.text) else {
      throw Diagnostic(
        .syntaxError, .compile, "UnexpectedSyntax", "There is no type '\(name.text)'",
        at: name.span, hint: didYouMean(name.text, in: TypePredicate.names))
    }
    if type.mixesNullability {
      throw Diagnostic(
        .syntaxError, .compile, "UnexpectedSyntax",
        "Of types joined by bars either all or none are NOT NULL", at: name.span,
        hint: "Write NOT NULL behind each of them, or behind none")
    }
    return type
  }
}
