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
      return integers(op, x, nulls, y, batch, rows)
    case (.integers(let x, let xNulls), .integers(let y, let yNulls)):
      return integers(op, batch, rows, xNulls, yNulls) { (x[$0], y[$0]) }
    case (.floats(let x, let nulls), .constant(let bound)):
      guard let y = bound.comparableFloat else { break }
      return floats(op, x, nulls, y, batch, rows)
    case (.codes(let codes, let dictionary), .constant(.text(let text))):
      return compareCodes(op, codes, dictionary, text, batch, rows)
    case (.codes(let x, let one), .codes(let y, let other)) where one === other:
      // The order of codes is that of their texts.
      return ternaries(batch, rows) { row in
        x[row] == nullCode || y[row] == nullCode ? nil : Self.holds(op, x[row], y[row])
      }
    case (.nodes(let x), .nodes(let y)) where op == .equal || op == .notEqual:
      return ternaries(batch, rows) { row in
        x[row] == noNode || y[row] == noNode ? nil : (x[row] == y[row]) == (op == .equal)
      }
    default: break
    }
    return try ternaries(batch, rows) { row in
      let (x, y) = (a.value(row, view), b.value(row, view))
      try context.pace(x)
      return Self.compare(op, x, y)
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
      return Self.holds(op, x, y)
    }
  }

  @inline(__always)
  private static func holds<Number: FixedWidthInteger>(
    _ op: ComparisonOperator, _ x: Number, _ y: Number
  ) -> Bool {
    switch op {
    case .equal: x == y
    case .notEqual: x != y
    case .less: x < y
    case .lessOrEqual: x <= y
    case .greater: x > y
    case .greaterOrEqual: x >= y
    }
  }

  /// Integers against one: whether they lie in a range, which one comparison of distances tells.
  private func integers(
    _ op: ComparisonOperator, _ values: [Int], _ nulls: [Bool]?, _ bound: Int, _ batch: Batch,
    _ rows: Selection
  ) -> Column {
    // What is not below a bound is the rest of what is, and there is always something on one side.
    let isLower = op == .less || op == .greaterOrEqual
    if bound == (isLower ? Int.min : Int.max), op != .equal, op != .notEqual {
      let holds = op == .greaterOrEqual || op == .lessOrEqual
      return ternaries(batch, rows) { nulls?[$0] == true ? nil : holds }
    }
    let range =
      switch op {
      case .equal, .notEqual: bound...bound
      case .less, .greaterOrEqual: Int.min...(bound - 1)
      case .lessOrEqual, .greater: Int.min...bound
      }
    let negated = op == .notEqual || op == .greaterOrEqual || op == .greater
    let (low, width) = (range.lowerBound, UInt(bitPattern: range.upperBound &- range.lowerBound))
    return values.withUnsafeBufferPointer { values in
      guard let nulls else {
        return booleans(batch, rows) { (UInt(bitPattern: values[$0] &- low) <= width) != negated }
      }
      return ternaries(batch, rows) { row in
        nulls[row] ? nil : (UInt(bitPattern: values[row] &- low) <= width) != negated
      }
    }
  }

  /// Floats against one number that is not NaN: a row that is NaN is not equal, and compares false.
  private func floats(
    _ op: ComparisonOperator, _ values: [Double], _ nulls: [Bool]?, _ bound: Double,
    _ batch: Batch, _ rows: Selection
  ) -> Column {
    ternaries(batch, rows) { row in
      if nulls?[row] == true { return nil }
      switch op {
      case .equal: return values[row] == bound
      case .notEqual: return values[row] != bound
      case .less: return values[row] < bound
      case .lessOrEqual: return values[row] <= bound
      case .greater: return values[row] > bound
      case .greaterOrEqual: return values[row] >= bound
      }
    }
  }

  /// A column of codes against one text: the dictionary is sorted, so the order of codes decides.
  private func compareCodes(
    _ op: ComparisonOperator, _ codes: [UInt32], _ dictionary: TextDictionary, _ text: Text,
    _ batch: Batch, _ rows: Selection
  ) -> Column {
    let equal = dictionary.codes(equalTo: text)
    let wanted =
      switch op {
      case .equal, .notEqual: equal
      case .less: 0..<equal.lowerBound
      case .lessOrEqual: 0..<equal.upperBound
      case .greater: equal.upperBound..<dictionary.count
      case .greaterOrEqual: equal.lowerBound..<dictionary.count
      }
    return codesWithin(wanted, negated: op == .notEqual, codes, batch, rows)
  }

  /// Whether the codes lie in a range.
  private func codesWithin(
    _ wanted: Range<Int>, negated: Bool = false, _ codes: [UInt32], _ batch: Batch,
    _ rows: Selection
  ) -> Column {
    let low = UInt32(wanted.lowerBound)
    let width = UInt32(wanted.count)
    return ternaries(batch, rows) { row in
      codes[row] == nullCode ? nil : (codes[row] &- low < width) != negated
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
      if case .codes(let codes, let dictionary) = a {
        return try matchCodes(op, pattern, codes, dictionary, batch, rows)
      }
      let matches = try matcher(op, pattern)
      return try ternaries(batch, rows) { row in
        let value = a.value(row, view)
        guard case .text(let text) = value else { return nil }
        try context.pace(value)
        return try matches(text)
      }
    }
    return try ternaries(batch, rows) { row in
      let value = a.value(row, view)
      guard case .text(let text) = value, case .text(let pattern) = b.value(row, view)
      else { return nil }
      try context.pace(value)
      return try matcher(op, pattern)(text)
    }
  }

  private func matchCodes(
    _ op: TextMatch, _ pattern: Text, _ codes: [UInt32], _ dictionary: TextDictionary,
    _ batch: Batch, _ rows: Selection
  ) throws -> Column {
    if op == .startsWith, rows.selectedCount > 16 {
      return codesWithin(dictionary.codes(startingWith: pattern), codes, batch, rows)
    }
    let verdicts = try context.textVerdicts.verdicts(
      op, pattern, codes, dictionary, rows, in: context
    ) {
      guard op == .matches else {
        let search = TextSearch(op, pattern)
        return .init(search: search, isExact: true) { search.matches($0, in: dictionary) }
      }
      let matcher = try RegexMatcher(pattern: pattern)
      let required = matcher.requiredText
      return .init(
        search: required.isEmpty ? nil : TextSearch(.contains, required), isExact: false
      ) { [context] code in
        try dictionary.withUTF8(of: code) { try matcher.matches(utf8: $0) { try context.check() } }
      }
    }
    return .booleans(verdicts)
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
    if case .constant(.list(let values)) = b {
      if values.count > 1 << 10 {
        // A table is made of them.
        try context.tick(values.count)
        try context.need(values.count * 48)
      }
      if let kernel = membership(a, values, batch, rows) { return kernel }
    }
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
      case let list where list.isContainer:
        try context.pace(list)
        return try Value.membership(a.value(row, view), in: list)
      case let other: throw Diagnostic.notAList(other)
      }
    }
  }

  /// Membership of integers among integers and of texts among texts; nil for anything else.
  ///
  /// A null in the list leaves open what is not found, and so does one in the column.
  private func membership(
    _ column: Column, _ list: [Value], _ batch: Batch, _ rows: Selection
  ) -> Column? {
    @inline(__always)
    func answers(_ wanted: ListMembers.Wanted, _ number: (Int) -> Int?) -> Column {
      let missed: Bool? = wanted.hasNull ? nil : false
      let few = wanted.few
      return ternaries(batch, rows) { row in
        guard let number = number(row) else { return list.isEmpty ? false : nil }
        for item in few where item == number { return true }
        return wanted.many.isEmpty || !wanted.many.contains(number) ? missed : true
      }
    }
    switch column {
    case .integers(let integers, let nulls):
      return context.listMembers.integers(of: list).map { wanted in
        answers(wanted) { nulls?[$0] == true ? nil : integers[$0] }
      }
    case .codes(let codes, let dictionary):
      return context.listMembers.codes(of: list, in: dictionary).map { wanted in
        answers(wanted) { codes[$0] == nullCode ? nil : Int(codes[$0]) }
      }
    default: return nil
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

extension Value {
  /// The value as a float to which floats compare exactly as to the value itself; nil where it is
  /// none.
  fileprivate var comparableFloat: Double? {
    switch self {
    case .float(let number): number.isNaN ? nil : number
    case .integer(let number): Double(exactly: number)
    default: nil
    }
  }
}
