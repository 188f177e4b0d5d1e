import CypherFunctions
import CypherPlan
import CypherSyntax
import GraphIndex
import GraphModel

/// Computes expressions over batches: typed kernels where columns allow, value by value elsewhere.
///
/// A result is as long as the batch; rows that are not selected hold nothing of meaning. AND, OR,
/// CASE and coalesce evaluate each operand only for the rows that still need it, so that a guarded
/// error is not raised.
package struct Evaluator {
  package let context: ExecutionContext
  /// Whether it computes the parts of an expression, which hold what they have made for the whole.
  private var isInside = false

  package init(context: ExecutionContext) { self.context = context }

  var view: GraphView { context.view }

  /// The value of a constant expression.
  package func constant(_ expression: BoundExpression) throws -> Value {
    try evaluate(expression, Batch(count: 1)).value(0, view)
  }

  package func evaluate(_ expression: BoundExpression, _ batch: Batch) throws -> Column {
    try evaluate(expression, batch, batch.rows)
  }

  package func evaluate(
    _ expression: BoundExpression, _ batch: Batch, _ rows: Selection
  ) throws -> Column {
    let mark = context.memoryMark
    context.beginValues()
    var inside = self
    inside.isInside = true
    do {
      let column = try inside.dispatch(expression, batch, rows)
      if context.memoryMark != mark {
        context.endExpression(mark, keepsValues: isInside && column.holdsValues)
      }
      return column
    } catch let error as Diagnostic {
      throw error.located(at: expression.span)
    }
  }

  /// The values of an expression, and a claim on the memory that they take, to be held as long as they
  /// are: nil where it is little.
  package func evaluateHeld(
    _ expression: BoundExpression, _ batch: Batch
  ) throws -> (Column, Claim?) {
    let mark = context.memoryMark
    var inside = self
    inside.isInside = true
    let column = try inside.evaluate(expression, batch, batch.rows)
    let claim = try context.claim(context.memoryMark - mark)
    context.endExpression(mark, keepsValues: false)
    return (column, claim)
  }

  private func dispatch(
    _ expression: BoundExpression, _ batch: Batch, _ rows: Selection
  ) throws -> Column {
    switch expression.kind {
    case .constant(let value): return .constant(value)
    case .parameter(let name):
      guard let value = context.parameters[name] else {
        throw Diagnostic.parameterMissing(name, known: context.parameters.keys.map(\.string))
      }
      return .constant(value)
    case .slot(let slot): return batch.columns[slot] ?? .constant(.null)
    case .and(let parts): return try conjunction(parts, batch, rows)
    case .or(let parts): return try disjunction(parts, batch, rows)
    case .xor(let parts): return try exclusive(parts, batch, rows)
    case .not(let part): return try negation(part, batch, rows)
    case .comparison(let op, let left, let right):
      return try compare(op, left, right, batch, rows)
    case .arithmetic(let first, let terms): return try arithmetic(first, terms, batch, rows)
    case .negate(let part):
      return try mapValues(part, batch, rows) { (value) throws(Diagnostic) in
        try Value.negate(value)
      }
    case .textMatch(let op, let left, let right):
      return try matchText(op, left, right, batch, rows)
    case .membership(let element, let list): return try membership(element, list, batch, rows)
    case .isNull(let part, let negated):
      let column = try evaluate(part, batch, rows)
      return booleans(batch, rows) { column.isNull($0) != negated }
    case .isType(let part, let type, let negated):
      let column = try evaluate(part, batch, rows)
      return booleans(batch, rows) { type.holds(of: column.value($0, view)) != negated }
    case .hasLabels(let part, let labels): return try hasLabels(part, labels, batch, rows)
    case .property(let part, let key): return try property(part, key, batch, rows)
    case .index(let part, let index): return try self.index(part, index, batch, rows)
    case .slice(let part, let from, let to): return try slice(part, from, to, batch, rows)
    case .function(let function, let arguments):
      return try call(function, arguments, batch, rows)
    case .coalesce(let parts): return try coalesce(parts, batch, rows)
    case .conditional(let branches, let otherwise):
      return try conditional(branches, otherwise, batch, rows)
    case .list(let parts): return try list(parts, batch, rows)
    case .map(let entries): return try map(nil, entries, batch, rows)
    case .mapExtension(let base, let entries): return try map(base, entries, batch, rows)
    case .comprehension(let lambda, let projection):
      return try comprehension(lambda, projection, batch, rows)
    case .quantifier(let quantifier, let lambda):
      return try quantify(quantifier, lambda, batch, rows)
    case .reduce(let accumulator, let start, let lambda, let step):
      return try reduce(accumulator, start, lambda, step, batch, rows)
    case .subquery(let subquery):
      return try answer(subquery, at: expression.span, batch, rows)
    case .path(let parts): return try paths(parts, batch, rows)
    }
  }

  // MARK: Shapes that many kinds share

  /// A column of booleans without nulls.
  @inline(__always)
  func booleans(_ batch: Batch, _ rows: Selection, _ body: (Int) throws -> Bool) rethrows -> Column
  {
    try truthColumn(batch, rows) { try body($0) ? 1 : 0 }
  }

  /// A column of three-valued booleans.
  @inline(__always)
  func ternaries(
    _ batch: Batch, _ rows: Selection, _ body: (Int) throws -> Bool?
  ) rethrows -> Column {
    try truthColumn(batch, rows) { row in
      switch try body(row) {
      case .some(let truth): truth ? 1 : 0
      case .none: 2
      }
    }
  }

  /// A column of what `truth` says of each row; written in place, for a check of who owns an array
  /// costs more than most answers.
  @inline(__always)
  private func truthColumn(
    _ batch: Batch, _ rows: Selection, _ truth: (Int) throws -> UInt8
  ) rethrows -> Column {
    .booleans(
      try [UInt8](unsafeUninitializedCapacity: batch.count) { target, count in
        if rows.indices != nil { target.initialize(repeating: 2) }
        try rows.forEach { target[$0] = try truth($0) }
        count = batch.count
      })
  }

  /// A column of values that are made one by one, and paid for.
  func values(
    _ batch: Batch, _ rows: Selection, _ body: (Int) throws -> Value
  ) throws -> Column {
    context.beginValues()
    return try taken(batch, rows) { row in
      let value = try body(row)
      try context.pay(for: value)
      return value
    }
  }

  /// A column of what is in other values: all that will be left of them, where they were made for this.
  func elements(
    ofMade isMade: Bool, _ batch: Batch, _ rows: Selection, _ body: (Int) throws -> Value
  ) throws -> Column {
    isMade ? try values(batch, rows, body) : try taken(batch, rows, body)
  }

  /// A column of values that are there already, each taken from where it is.
  private func taken(
    _ batch: Batch, _ rows: Selection, _ body: (Int) throws -> Value
  ) throws -> Column {
    var result = [Value](repeating: .null, count: batch.count)
    var done = 0
    try rows.forEach { row in
      result[row] = try body(row)
      done &+= 1
      // A list's elements can be millions of rows.
      if done & 0x3FF == 0 { try context.tick(0x400) }
    }
    try context.tick(done & 0x3FF)
    return .values(result)
  }

  private func mapValues(
    _ part: BoundExpression, _ batch: Batch, _ rows: Selection,
    _ body: (Value) throws(Diagnostic) -> Value
  ) throws -> Column {
    let column = try evaluate(part, batch, rows)
    return try values(batch, rows) { row in try body(column.value(row, view)) }
  }

  /// 0, 1 or 2 for false, true or null of each row; anything else is an error.
  func truths(_ column: Column, _ rows: Selection) throws -> [UInt8] {
    switch column {
    case .booleans(let values): return values
    case .constant(let value):
      return [UInt8](repeating: try truth(value), count: rows.count)
    default:
      var result = [UInt8](repeating: 2, count: rows.count)
      try rows.forEach { result[$0] = try truth(column.value($0, view)) }
      return result
    }
  }

  private func truth(_ value: Value) throws(Diagnostic) -> UInt8 {
    switch value {
    case .null: return 2
    case .boolean(let boolean): return boolean ? 1 : 0
    default: throw .badPredicate(value)
    }
  }

  /// The rows for which the predicate is true.
  package func filter(
    _ predicate: BoundExpression, _ batch: Batch, _ rows: Selection
  ) throws -> Selection {
    let truth = try truths(try evaluate(predicate, batch, rows), rows)
    return truth.withUnsafeBufferPointer { truth in rows.filtered { truth[$0] == 1 } }
  }
}
