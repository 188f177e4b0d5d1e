extension Value {
  fileprivate var isText: Bool { if case .text = self { true } else { false } }
  fileprivate var isList: Bool { if case .list = self { true } else { false } }
  fileprivate var isBoolean: Bool { if case .boolean = self { true } else { false } }
}

extension Diagnostic {
  /// An operator was given values of types that it is not defined for.
  static func operands(_ op: String, _ left: Value, _ right: Value) -> Diagnostic {
    Diagnostic(
      .typeError, .runtime, "InvalidArgumentType",
      "The operator \(op) is not defined for \(left.typeName) and \(right.typeName)",
      hint: operandHint(
        op, hasText: left.isText || right.isText, hasList: left.isList || right.isList,
        hasBoolean: left.isBoolean || right.isBoolean))
  }

  /// What helps where an operator does not fit its operands; nil where nothing general does.
  package static func operandHint(
    _ op: String, hasText: Bool, hasList: Bool, hasBoolean: Bool
  ) -> String? {
    if op == "||" {
      if hasBoolean { return "It joins two texts or two lists; conditions are joined by OR" }
      return hasList
        ? "It joins two texts or two lists; write an element as a list of one, [x]"
        : "It joins two texts or two lists; toString() makes a text of a value"
    }
    if hasText { return "toInteger() and toFloat() read a number from a text" }
    return hasList ? "[x IN list | …] reckons with each element of a list" : nil
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

  // MARK: Limits of values

  /// A text would be longer than ``ValueLimit/textBytes``; `origin` says of what it is the result.
  public static func textTooLong(_ origin: String) -> Diagnostic {
    Diagnostic(
      .limitExceeded, .runtime, "TextTooLong",
      "The result of \(origin) would be longer than \(ValueLimit.textBytes) bytes")
  }

  /// Lists and maps would be nested deeper than ``ValueLimit/depth``.
  public static var nestedTooDeeply: Diagnostic {
    Diagnostic(
      .limitExceeded, .runtime, "ValueNestedTooDeeply",
      "Lists or maps would be nested more than 1,000 deep",
      hint: "Join lists with + instead of putting one into another")
  }

  /// A value would have more in it than ``ValueLimit/treeBytes``.
  public static var valueTooLarge: Diagnostic {
    Diagnostic(
      .limitExceeded, .runtime, "ValueTooLarge",
      "A value would take more than \(ValueLimit.treeBytes) bytes with all that is in it",
      hint: "What a list or a map holds twice counts twice")
  }

  /// A list would be longer than ``ValueLimit/listElements``; `origin` says of what it is the result.
  public static func listTooLong(_ origin: String, hint: String? = nil) -> Diagnostic {
    Diagnostic(
      .limitExceeded, .runtime, "ListTooLong",
      "The result of \(origin) would have more than \(ValueLimit.listElements) elements",
      hint: hint)
  }

  // MARK: Temporal values

  /// A text is not of the form that its type is written in.
  public static func temporalText(
    _ text: String, not kind: String, because reason: String? = nil, hint: String? = nil
  ) -> Diagnostic {
    // What is quoted back stays short, whatever was given.
    let shown = text.unicodeScalars.count > 60 ? String(text.prefix(60)) + "…" : text
    return Diagnostic(
      .argumentError, .runtime, "InvalidArgumentValue",
      "'\(shown)' is not a \(kind)" + (reason.map { ": \($0)" } ?? ""), hint: hint)
  }

  /// A number is outside of what its field can hold.
  public static func temporalField(
    _ name: String, _ value: Int, expected: String
  ) -> Diagnostic {
    Diagnostic(
      .argumentError, .runtime, "NumberOutOfRange",
      "The value \(value) of '\(name)' is out of range", hint: "It must be \(expected)")
  }

  /// The milliseconds from 1970 to a date-time do not fit an integer.
  static func epochOverflow(_ value: DateTimeValue) -> Diagnostic {
    Diagnostic(
      .arithmeticError, .runtime, "IntegerOverflow",
      "The milliseconds from 1970 to \(value.isoText) do not fit an integer of 64 bits",
      hint: "Use epochSeconds")
  }

  /// A result lies outside of what the type can hold.
  public static func temporalOverflow(_ kind: String) -> Diagnostic {
    Diagnostic(
      .arithmeticError, .runtime, "NumberOutOfRange",
      kind == "duration"
        ? "The duration is too large: each of its parts must fit an integer of 64 bits"
        : "The \(kind) is outside of the years -999999999 to 999999999")
  }

  /// A value was asked for a component that its type does not have.
  static func unknownComponent(
    _ name: Text, of value: Value, components: [String]
  ) -> Diagnostic {
    Diagnostic(
      .propertyNotFound, .runtime, "UnknownComponent",
      "A \(value.typeName) has no component '\(name)'",
      hint: didYouMean(name.string, in: components)
        ?? "Its components are \(components.joined(separator: ", "))")
  }

  /// A zone name is not one, or the zone data cannot be read.
  static func zone(_ name: String, _ reason: String, hint: String?) -> Diagnostic {
    let shown = name.unicodeScalars.count > 60 ? String(name.prefix(60)) + "…" : name
    return Diagnostic(
      .argumentError, .runtime, "InvalidArgumentValue", "The time zone '\(shown)' \(reason)",
      hint: hint)
  }
}
