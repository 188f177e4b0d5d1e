import CypherFunctions
import CypherPlan
import CypherSyntax
import GraphIndex
import GraphModel

extension Evaluator {
  func compare(
    _ op: ComparisonOperator, _ left: BoundExpression, _ right: BoundExpression, _ batch: Batch,
    _ rows: Selection
  ) throws -> Column {
    let a = try evaluate(left, batch, rows)
    let b = try evaluate(right, batch, rows)
    switch (a, b) {
    case (.integers(let x, let nulls), .constant(.integer(let y))):
      return integers(op, batch, rows, nulls, nil) { (x[$0], y) }
    case (.integers(let x, let xNulls), .integers(let y, let yNulls)):
      return integers(op, batch, rows, xNulls, yNulls) { (x[$0], y[$0]) }
    case (.codes(let codes, let dictionary), .constant(.text(let text))):
      return compareCodes(op, codes, dictionary, text, batch, rows)
    case (.nodes(let x), .nodes(let y)) where op == .equal || op == .notEqual:
      return ternaries(batch, rows) { row in
        x[row] == noNode || y[row] == noNode ? nil : (x[row] == y[row]) == (op == .equal)
      }
    default:
      return ternaries(batch, rows) { row in
        Self.compare(op, a.value(row, view), b.value(row, view))
      }
    }
  }

  @inline(__always)
  private func integers(
    _ op: ComparisonOperator, _ batch: Batch, _ rows: Selection, _ xNulls: [Bool]?,
    _ yNulls: [Bool]?, _ pair: (Int) -> (Int, Int)
  ) -> Column {
    ternaries(batch, rows) { row in
      if xNulls?[row] == true || yNulls?[row] == true { return nil }
      let (x, y) = pair(row)
      switch op {
      case .equal: return x == y
      case .notEqual: return x != y
      case .less: return x < y
      case .lessOrEqual: return x <= y
      case .greater: return x > y
      case .greaterOrEqual: return x >= y
      }
    }
  }

  /// A column of codes against one text: the dictionary is sorted, so the order of codes decides.
  private func compareCodes(
    _ op: ComparisonOperator, _ codes: [UInt32], _ dictionary: TextDictionary, _ text: Text,
    _ batch: Batch, _ rows: Selection
  ) -> Column {
    let equal = dictionary.codes(equalTo: text)
    let (first, end) = (UInt32(equal.lowerBound), UInt32(equal.upperBound))
    func holds(_ test: (UInt32) -> Bool) -> Column {
      ternaries(batch, rows) { codes[$0] == nullCode ? nil : test(codes[$0]) }
    }
    switch op {
    case .equal: return holds { $0 >= first && $0 < end }
    case .notEqual: return holds { $0 < first || $0 >= end }
    case .less: return holds { $0 < first }
    case .lessOrEqual: return holds { $0 < end }
    case .greater: return holds { $0 >= end }
    case .greaterOrEqual: return holds { $0 >= first }
    }
  }

  /// The operator on two values.
  static func compare(_ op: ComparisonOperator, _ a: Value, _ b: Value) -> Bool? {
    switch op {
    case .equal: return Value.equals(a, b)
    case .notEqual: return Ternary.not(Value.equals(a, b))
    default: break
    }
    if Value.isNaNComparison(a, b) { return false }
    guard let order = Value.compare(a, b) else { return nil }
    switch op {
    case .less: return order < 0
    case .lessOrEqual: return order <= 0
    case .greater: return order > 0
    default: return order >= 0
    }
  }

  func matchText(
    _ op: TextMatch, _ left: BoundExpression, _ right: BoundExpression, _ batch: Batch,
    _ rows: Selection
  ) throws -> Column {
    let a = try evaluate(left, batch, rows)
    let b = try evaluate(right, batch, rows)
    if case .constant(.text(let pattern)) = b {
      if case .codes(let codes, let dictionary) = a, op != .matches {
        let search = TextSearch(op, pattern)
        return try matchCodes(
          codes, dictionary, { search.matches($0, in: dictionary) }, batch, rows)
      }
      let matches = try matcher(op, pattern)
      if case .codes(let codes, let dictionary) = a {
        return try matchCodes(codes, dictionary, { try matches(dictionary[$0]) }, batch, rows)
      }
      return try ternaries(batch, rows) { row in
        guard case .text(let text) = a.value(row, view) else { return nil }
        return try matches(text)
      }
    }
    return try ternaries(batch, rows) { row in
      guard case .text(let text) = a.value(row, view), case .text(let pattern) = b.value(row, view)
      else { return nil }
      return try matcher(op, pattern)(text)
    }
  }

  /// Tests each text of the dictionary at most once, however many rows hold it.
  private func matchCodes(
    _ codes: [UInt32], _ dictionary: TextDictionary, _ matches: (Int) throws -> Bool,
    _ batch: Batch, _ rows: Selection
  ) throws -> Column {
    if rows.selectedCount < dictionary.count {
      return try ternaries(batch, rows) { row in
        codes[row] == nullCode ? nil : try matches(Int(codes[row]))
      }
    }
    let holds = try (0..<dictionary.count).map(matches)
    return ternaries(batch, rows) { row in
      codes[row] == nullCode ? nil : holds[Int(codes[row])]
    }
  }

  private func matcher(
    _ op: TextMatch, _ pattern: Text
  ) throws(Diagnostic) -> (Text) throws -> Bool {
    switch op {
    case .startsWith: return { $0.hasPrefix(pattern) }
    case .endsWith: return { $0.hasSuffix(pattern) }
    case .contains: return { $0.contains(pattern) }
    case .matches:
      let matcher = try RegexMatcher(pattern: pattern)
      return { [context] text in try matcher.matches(text) { try context.check() } }
    }
  }

  func membership(
    _ element: BoundExpression, _ list: BoundExpression, _ batch: Batch, _ rows: Selection
  ) throws -> Column {
    let a = try evaluate(element, batch, rows)
    let b = try evaluate(list, batch, rows)
    if case .constant(.list(let values)) = b, values.count > 4,
      let set = Self.plainSet(values)
    {
      return try ternaries(batch, rows) { row in
        let value = a.value(row, view)
        if value.isNull { return nil }
        if case .list = value { return try Value.membership(value, in: .list(values)) }
        if case .map = value { return try Value.membership(value, in: .list(values)) }
        if case .float(let number) = value, number.isNaN { return false }
        return set.contains(value)
      }
    }
    return try ternaries(batch, rows) { row in
      switch b.value(row, view) {
      case .null: return nil
      case .list: return try Value.membership(a.value(row, view), in: b.value(row, view))
      case let other: throw Diagnostic.notAList(other)
      }
    }
  }

  /// The values as a set, where equality among them is never unknown.
  private static func plainSet(_ values: [Value]) -> Set<Value>? {
    for value in values {
      switch value {
      case .null, .list, .map: return nil
      default: continue
      }
    }
    return Set(values)
  }
}
