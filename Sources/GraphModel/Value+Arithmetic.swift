import Platform

// The operators of openCypher on values: `+`, `-`, `*`, `/`, `%`, `^` and the sign.
//
// A null operand makes the result null. Two integers stay integers and overflow is an error, never
// a wrapped result; a float on either side makes a float, which may become infinite or NaN.
extension Value {
  /// `a + b`: a sum, a concatenation, or a shifted point in time.
  ///
  /// A text takes numbers, booleans, temporal values and points as their text; a list takes another
  /// list's elements, or any other value as one more element on that side.
  ///
  /// - Throws: `ArithmeticError` where integers overflow, `TypeError` where the types do not fit,
  ///   `LimitExceeded` where a text or list would exceed ``ValueLimit``.
  /// - Complexity: O(*n*) in the length of the result of a concatenation, else O(1).
  public static func add(_ a: Value, _ b: Value) throws(Diagnostic) -> Value {
    switch (a, b) {
    case (.integer(let x), .integer(let y)):
      let (sum, overflow) = x.addingReportingOverflow(y)
      guard !overflow else { throw .integerOverflow("\(x) + \(y)") }
      return .integer(sum)
    case (.float(let x), .float(let y)): return .float(x + y)
    case (.integer(let x), .float(let y)): return .float(Double(x) + y)
    case (.float(let x), .integer(let y)): return .float(x + Double(y))
    case (.null, _), (_, .null): return .null
    case (.list(let x), .list(let y)): return try concatenation(x, y)
    case (.list(let x), _): return try concatenation(x, [b])
    case (_, .list(let y)): return try concatenation([a], y)
    case (.text(let x), _):
      guard let y = b.scalarText else { throw .operands("+", a, b) }
      return try concatenation(x.string, y)
    case (_, .text(let y)):
      guard let x = a.scalarText else { throw .operands("+", a, b) }
      return try concatenation(x, y.string)
    default:
      guard let result = try addTemporal(a, b) else { throw .operands("+", a, b) }
      return result
    }
  }

  /// `a || b`: two texts or two lists, one behind the other.
  ///
  /// Unlike `+` it makes no text of a number and no list of an element.
  ///
  /// - Throws: `TypeError` for anything else, `LimitExceeded` where the result would exceed
  ///   ``ValueLimit``.
  /// - Complexity: O(*n*) in the length of the result.
  public static func concatenate(_ a: Value, _ b: Value) throws(Diagnostic) -> Value {
    switch (a, b) {
    case (.text(let x), .text(let y)): return try concatenation(x.string, y.string, "||")
    case (.list(let x), .list(let y)): return try concatenation(x, y, "||")
    // A null does not make right what is no text and no list.
    case (.null, .null), (.null, .text), (.null, .list), (.text, .null), (.list, .null):
      return .null
    default: throw .operands("||", a, b)
    }
  }

  /// `a - b`: a difference, or a shifted point in time.
  ///
  /// - Throws: `ArithmeticError` where integers overflow, `TypeError` where the types do not fit.
  public static func subtract(_ a: Value, _ b: Value) throws(Diagnostic) -> Value {
    switch (a, b) {
    case (.integer(let x), .integer(let y)):
      let (difference, overflow) = x.subtractingReportingOverflow(y)
      guard !overflow else { throw .integerOverflow("\(x) - \(y)") }
      return .integer(difference)
    case (.float(let x), .float(let y)): return .float(x - y)
    case (.integer(let x), .float(let y)): return .float(Double(x) - y)
    case (.float(let x), .integer(let y)): return .float(x - Double(y))
    case (.null, _), (_, .null): return .null
    default:
      guard let result = try subtractTemporal(a, b) else { throw .operands("-", a, b) }
      return result
    }
  }

  /// `a * b`: a product; a duration may be multiplied by a number.
  ///
  /// - Throws: `ArithmeticError` where integers overflow, `TypeError` where the types do not fit.
  public static func multiply(_ a: Value, _ b: Value) throws(Diagnostic) -> Value {
    switch (a, b) {
    case (.integer(let x), .integer(let y)):
      let (product, overflow) = x.multipliedReportingOverflow(by: y)
      guard !overflow else { throw .integerOverflow("\(x) * \(y)") }
      return .integer(product)
    case (.float(let x), .float(let y)): return .float(x * y)
    case (.integer(let x), .float(let y)): return .float(Double(x) * y)
    case (.float(let x), .integer(let y)): return .float(x * Double(y))
    case (.null, _), (_, .null): return .null
    default:
      guard let result = try multiplyTemporal(a, b) else { throw .operands("*", a, b) }
      return result
    }
  }

  /// `a / b`: two integers give an integer, rounded towards zero; a duration may be divided.
  ///
  /// - Throws: `ArithmeticError` where an integer is divided by the integer 0 or the quotient
  ///   overflows, `TypeError` where the types do not fit.
  public static func divide(_ a: Value, _ b: Value) throws(Diagnostic) -> Value {
    switch (a, b) {
    case (.integer(let x), .integer(let y)):
      guard y != 0 else { throw .divisionByZero("/", x) }
      let (quotient, overflow) = x.dividedReportingOverflow(by: y)
      guard !overflow else { throw .integerOverflow("\(x) / \(y)") }
      return .integer(quotient)
    case (.float(let x), .float(let y)): return .float(x / y)
    case (.integer(let x), .float(let y)): return .float(Double(x) / y)
    case (.float(let x), .integer(let y)): return .float(x / Double(y))
    case (.null, _), (_, .null): return .null
    default:
      guard let result = try divideTemporal(a, b) else { throw .operands("/", a, b) }
      return result
    }
  }

  /// `a % b`: the remainder, with the sign of `a`.
  ///
  /// - Throws: `ArithmeticError` where an integer is divided by the integer 0, `TypeError` where
  ///   an operand is no number.
  public static func modulo(_ a: Value, _ b: Value) throws(Diagnostic) -> Value {
    switch (a, b) {
    case (.integer(let x), .integer(let y)):
      guard y != 0 else { throw .divisionByZero("%", x) }
      // Int.min % -1 overflows in the quotient only; the remainder is 0.
      return .integer(y == -1 ? 0 : x % y)
    case (.float(let x), .float(let y)): return .float(x.truncatingRemainder(dividingBy: y))
    case (.integer(let x), .float(let y)):
      return .float(Double(x).truncatingRemainder(dividingBy: y))
    case (.float(let x), .integer(let y)):
      return .float(x.truncatingRemainder(dividingBy: Double(y)))
    case (.null, _), (_, .null): return .null
    default: throw .operands("%", a, b)
    }
  }

  /// `a ^ b`: a power, which is always a float.
  ///
  /// - Throws: `TypeError` where an operand is no number.
  public static func power(_ a: Value, _ b: Value) throws(Diagnostic) -> Value {
    switch (a, b) {
    case (.integer(let x), .integer(let y)): return .float(pow(Double(x), Double(y)))
    case (.float(let x), .float(let y)): return .float(pow(x, y))
    case (.integer(let x), .float(let y)): return .float(pow(Double(x), y))
    case (.float(let x), .integer(let y)): return .float(pow(x, Double(y)))
    case (.null, _), (_, .null): return .null
    default: throw .operands("^", a, b)
    }
  }

  /// `-a`: the opposite of a number or a duration.
  ///
  /// - Throws: `ArithmeticError` for the least integer, whose opposite does not fit; `TypeError`
  ///   where `a` is neither.
  public static func negate(_ a: Value) throws(Diagnostic) -> Value {
    switch a {
    case .null: return .null
    case .integer(let x):
      let (opposite, overflow) = (0).subtractingReportingOverflow(x)
      guard !overflow else { throw .integerOverflow("-(\(x))") }
      return .integer(opposite)
    case .float(let x): return .float(-x)
    default:
      guard let result = try negateTemporal(a) else { throw .operand("-", a) }
      return result
    }
  }

  private static func concatenation(
    _ a: [Value], _ b: [Value], _ op: String = "+"
  ) throws(Diagnostic) -> Value {
    guard a.count + b.count <= ValueLimit.listElements else { throw .listTooLong(op) }
    return .list(a + b)
  }

  private static func concatenation(
    _ a: String, _ b: String, _ op: String = "+"
  ) throws(Diagnostic) -> Value {
    guard a.utf8.count + b.utf8.count <= ValueLimit.textBytes else { throw .textTooLong(op) }
    return .text(Text(a + b))
  }
}
