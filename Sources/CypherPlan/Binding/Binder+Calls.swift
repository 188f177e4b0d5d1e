import CypherFunctions
import CypherSyntax
import GraphModel

/// Calls of functions and aggregates.
extension Binder {
  mutating func bindCall(
    _ name: Name, _ arguments: [Expression], distinct: Bool, _ span: SourceSpan
  ) throws(Diagnostic) -> BoundExpression {
    let key = name.text.string.lowercased()
    if let aggregate = catalog.aggregates[key] {
      return try bindAggregate(aggregate, name, arguments, distinct: distinct, span)
    }
    if key == Self.witnesses { throw .misplacedWitnesses(at: span) }
    guard let function = catalog.scalar(called: key) else {
      throw .unknownFunction(name, in: catalog)
    }
    guard function.arity.contains(arguments.count), !distinct else {
      throw .wrongArgumentCount(name, signature: function.signature, given: arguments.count)
    }
    if function.meaning == .presence, case .pattern(let pattern)? = arguments.first?.kind {
      return try bindPatternPredicate(pattern, span)
    }
    var bound: [BoundExpression] = []
    for (index, argument) in arguments.enumerated() {
      let parameter = function.parameters[min(index, function.parameters.count - 1)]
      if let word = bareWord(argument, parameter.words) {
        bound.append(.constant(word, at: argument.span))
        continue
      }
      let value = try bind(argument)
      try expect(value, parameter.type.accepting, "'\(function.name)'")
      bound.append(value)
    }
    if function.volatility == .volatile { isVolatile = true }
    if let origin = function.origin { origins["\(function.name)()"] = origin }
    switch function.meaning {
    case .presence where bound.count == 1:
      return BoundExpression(.isNull(bound[0], negated: true), .boolean, at: span)
    case .firstNonNull:
      let type = bound.reduce(into: ValueType()) { $0.formUnion($1.type) }
      return BoundExpression(.coalesce(bound), type, at: span)
    default: return BoundExpression(.function(function, bound), function.returns, at: span)
    }
  }

  /// The text that an argument stands for, where it is one of `words` and no variable.
  private func bareWord(_ argument: Expression, _ words: [String]) -> Value? {
    guard case .variable(let name) = argument.kind, scope[name.text] == nil else { return nil }
    let word = name.text.string.uppercased()
    return words.contains(word) ? .string(word) : nil
  }

  mutating func bindCountAll(_ span: SourceSpan) throws(Diagnostic) -> BoundExpression {
    let slot = try newAggregate(nil, argument: nil, extra: [], distinct: false, span)
    return .slot(slot, .integer, at: span)
  }

  mutating func bindAggregate(
    _ aggregate: AggregateFunction, _ name: Name, _ arguments: [Expression], distinct: Bool,
    _ span: SourceSpan
  ) throws(Diagnostic) -> BoundExpression {
    guard arguments.count == aggregate.parameters.count else {
      let form = aggregate.parameters.map(\.name).joined(separator: ", ")
      throw .wrongArgumentCount(
        name, signature: "\(aggregate.name)(\(form))", given: arguments.count)
    }
    if isInsideAggregate { throw .nestedAggregation(at: span) }
    guard aggregates != nil else { throw .invalidAggregation(at: span) }
    isInsideAggregate = true
    defer { isInsideAggregate = false }
    var bound: [BoundExpression] = []
    for (argument, parameter) in zip(arguments, aggregate.parameters) {
      let value = try bind(argument)
      try expect(value, parameter.type.accepting, "'\(aggregate.name)'")
      if value.contains(where: {
        if case .function(let function, _) = $0.kind {
          function.volatility == .volatile
        } else {
          false
        }
      }) {
        throw Diagnostic(
          .syntaxError, .compile, "NonConstantExpression",
          "A value that may differ at each call cannot stand inside an aggregate", at: value.span,
          hint: "Compute it in a WITH before")
      }
      bound.append(value)
    }
    if !aggregate.traits.contains(.isDeterministic) { isVolatile = true }
    let slot = try newAggregate(
      aggregate, argument: bound.first, extra: Array(bound.dropFirst()), distinct: distinct, span)
    return .slot(slot, aggregate.returns, at: span)
  }

  private mutating func newAggregate(
    _ function: AggregateFunction?, argument: BoundExpression?, extra: [BoundExpression],
    distinct: Bool, _ span: SourceSpan
  ) throws(Diagnostic) -> Int {
    if function == nil, isInsideAggregate { throw .nestedAggregation(at: span) }
    guard aggregates != nil else { throw .invalidAggregation(at: span) }
    let made = BoundAggregate(
      slot: slotCount, function: function, argument: argument, extra: extra, distinct: distinct,
      span: span)
    if let known = aggregates?.add(made), known != made.slot { return known }
    return newSlot()
  }
}
