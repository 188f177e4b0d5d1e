/// How tightly an operator binds, from OR to a postfix, as openCypher has it.
///
/// The parser climbs these; the printer puts parentheses where a part binds less tightly than its
/// place demands.
enum Precedence: Int, Comparable {
  case or
  case xor
  case and
  case not
  case comparison
  /// IN, STARTS WITH, ENDS WITH, CONTAINS, =~, IS NULL, IS ::, and labels.
  case predicate
  case sum
  case product
  case power
  case sign
  case postfix
  case primary

  static func < (left: Precedence, right: Precedence) -> Bool { left.rawValue < right.rawValue }

  /// The next tighter one.
  var tighter: Precedence { Precedence(rawValue: rawValue + 1) ?? .primary }
}

extension Token {
  /// The precedence of the operator that this token begins after an expression, if it does.
  var infixPrecedence: Precedence? {
    switch kind {
    case .equals, .notEquals, .less, .lessOrEqual, .greater, .greaterOrEqual: .comparison
    case .matches, .colon, .doubleColon: .predicate
    case .plus, .minus, .doubleBar: .sum
    case .star, .slash, .percent: .product
    case .caret: .power
    case .word:
      switch keyword {
      case .or: .or
      case .xor: .xor
      case .and: .and
      case .in, .is, .starts, .ends, .contains: .predicate
      default: nil
      }
    default: nil
    }
  }

  var comparisonOperator: ComparisonOperator? {
    switch kind {
    case .equals: .equal
    case .notEquals: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    default: nil
    }
  }

  var arithmeticOperator: ArithmeticOperator? {
    switch kind {
    case .plus: .add
    case .doubleBar: .concatenate
    case .minus: .subtract
    case .star: .multiply
    case .slash: .divide
    case .percent: .modulo
    case .caret: .power
    default: nil
    }
  }
}
