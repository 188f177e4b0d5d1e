extension Diagnostic {
  /// An operator was given values of types that it is not defined for.
  static func operands(_ op: String, _ left: Value, _ right: Value) -> Diagnostic {
    Diagnostic(
      .typeError, .runtime, "InvalidArgumentType",
      "The operator \(op) is not defined for \(left.typeName) and \(right.typeName)")
  }

  /// A sign was put before a value that is no number and no duration.
  static func operand(_ op: String, _ value: Value) -> Diagnostic {
    Diagnostic(
      .typeError, .runtime, "InvalidArgumentType",
      "The sign \(op) is not defined for \(value.typeName)")
  }

  /// An integer result does not fit 64 bits.
  public static func integerOverflow(_ expression: String) -> Diagnostic {
    Diagnostic(
      .arithmeticError, .runtime, "IntegerOverflow",
      "The result of \(expression) does not fit an integer of 64 bits",
      hint: "Convert an operand with toFloat() where an approximate result is good enough")
  }

  /// An integer was divided by zero.
  static func divisionByZero(_ op: String, _ left: Int) -> Diagnostic {
    Diagnostic(
      .arithmeticError, .runtime, "DivisionByZero", "Division by zero in \(left) \(op) 0",
      hint: "Guard it, as in CASE WHEN d <> 0 THEN n / d END")
  }

  /// Something that holds no elements was indexed.
  static func notIndexable(_ container: Value) -> Diagnostic {
    Diagnostic(
      .typeError, .runtime, "InvalidArgumentType",
      "A value of type \(container.typeName) has no elements; only lists, maps, nodes and "
        + "relationships can be indexed")
  }

  /// A list was indexed by something else than an integer.
  static func listKey(_ key: Value) -> Diagnostic {
    Diagnostic(
      .typeError, .runtime, "ListElementAccessByNonInteger",
      "A list is indexed by Integer, not by \(key.typeName)")
  }

  /// A map, node or relationship was indexed by something else than a text.
  static func mapKey(_ key: Value, of container: Value) -> Diagnostic {
    Diagnostic(
      .typeError, .runtime, "MapElementAccessByNonString",
      "A \(container.typeName) is indexed by String, not by \(key.typeName)")
  }

  /// A bound of a slice is no integer, or what is sliced is no list.
  static func slice(_ value: Value, role: String, expected: String) -> Diagnostic {
    Diagnostic(
      .typeError, .runtime, "InvalidArgumentType",
      "The \(role) of a slice must be \(expected), not \(value.typeName)")
  }

  /// The right side of IN is no list.
  static func notAList(_ value: Value) -> Diagnostic {
    Diagnostic(
      .typeError, .runtime, "InvalidArgumentType",
      "IN needs a List on its right, not \(value.typeName)")
  }

  /// Properties were asked of an entity that is known by its identity only.
  static func contentsUnknown(_ value: Value) -> Diagnostic {
    Diagnostic(
      .unsupported, .runtime, "EntityContentsUnknown",
      "The properties of this \(value.typeName) can be read only inside the query that found it")
  }
}
