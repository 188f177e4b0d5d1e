import CypherPlan
import CypherSyntax
import GraphModel

extension Evaluator {
  func arithmetic(
    _ first: BoundExpression, _ terms: [BoundExpression.Term], _ batch: Batch, _ rows: Selection
  ) throws -> Column {
    var result = try evaluate(first, batch, rows)
    for term in terms {
      let operand = try evaluate(term.operand, batch, rows)
      result = try apply(term.op, result, operand, batch, rows)
    }
    return result
  }

  private func apply(
    _ op: ArithmeticOperator, _ a: Column, _ b: Column, _ batch: Batch, _ rows: Selection
  ) throws -> Column {
    if let fast = try integers(op, a, b, batch, rows) { return fast }
    if let fast = floats(op, a, b, batch, rows) { return fast }
    return try values(batch, rows) { row in
      let (x, y) = (a.value(row, view), b.value(row, view))
      try context.makeRoom(for: x)
      try context.makeRoom(for: y)
      return try Self.apply(op, x, y)
    }
  }

  static func apply(
    _ op: ArithmeticOperator, _ a: Value, _ b: Value
  ) throws(Diagnostic) -> Value {
    switch op {
    case .add: try Value.add(a, b)
    case .concatenate: try Value.concatenate(a, b)
    case .subtract: try Value.subtract(a, b)
    case .multiply: try Value.multiply(a, b)
    case .divide: try Value.divide(a, b)
    case .modulo: try Value.modulo(a, b)
    case .power: try Value.power(a, b)
    }
  }

  /// Sums, differences and products of integer columns; an overflow is left to the general form, which
  /// words the error.
  private func integers(
    _ op: ArithmeticOperator, _ a: Column, _ b: Column, _ batch: Batch, _ rows: Selection
  ) throws -> Column? {
    guard op == .add || op == .subtract || op == .multiply, let x = IntegerOperand(a),
      let y = IntegerOperand(b)
    else { return nil }
    var result = [Int](repeating: 0, count: batch.count)
    var overflow = false
    rows.forEach { row in
      if x.isNull(row) || y.isNull(row) { return }
      let (value, failed) =
        switch op {
        case .add: x[row].addingReportingOverflow(y[row])
        case .subtract: x[row].subtractingReportingOverflow(y[row])
        default: x[row].multipliedReportingOverflow(by: y[row])
        }
      result[row] = value
      overflow = overflow || failed
    }
    return overflow ? nil : .integers(result, nulls: mergedNulls(x.nulls, y.nulls))
  }

  private func floats(
    _ op: ArithmeticOperator, _ a: Column, _ b: Column, _ batch: Batch, _ rows: Selection
  ) -> Column? {
    guard op != .modulo, op != .power, op != .concatenate, let x = FloatOperand(a),
      let y = FloatOperand(b)
    else { return nil }
    var result = [Double](repeating: 0, count: batch.count)
    rows.forEach { row in
      switch op {
      case .add: result[row] = x[row] + y[row]
      case .subtract: result[row] = x[row] - y[row]
      case .multiply: result[row] = x[row] * y[row]
      default: result[row] = x[row] / y[row]
      }
    }
    return .floats(result, nulls: mergedNulls(x.nulls, y.nulls))
  }
}

private func mergedNulls(_ a: [Bool]?, _ b: [Bool]?) -> [Bool]? {
  guard let a else { return b }
  guard let b else { return a }
  return zip(a, b).map { $0 || $1 }
}

/// An integer column or constant.
private struct IntegerOperand {
  let values: [Int]?
  let constant: Int
  let nulls: [Bool]?

  init?(_ column: Column) {
    switch column {
    case .integers(let values, let nulls):
      self.values = values
      self.nulls = nulls
      constant = 0
    case .constant(.integer(let value)):
      values = nil
      nulls = nil
      constant = value
    default: return nil
    }
  }

  subscript(row: Int) -> Int { values?[row] ?? constant }
  func isNull(_ row: Int) -> Bool { nulls?[row] ?? false }
}

/// A float column or constant.
private struct FloatOperand {
  let values: [Double]?
  let constant: Double
  let nulls: [Bool]?

  init?(_ column: Column) {
    switch column {
    case .floats(let values, let nulls):
      self.values = values
      self.nulls = nulls
      constant = 0
    case .constant(.float(let value)):
      values = nil
      nulls = nil
      constant = value
    default: return nil
    }
  }

  subscript(row: Int) -> Double { values?[row] ?? constant }
}
