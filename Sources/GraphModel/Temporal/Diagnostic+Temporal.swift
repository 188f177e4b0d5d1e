extension Diagnostic {
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
