import GraphModel

extension Diagnostic {
  /// A function was given a value of a type that it does not take.
  static func temporalArgument(
    _ value: Value, of function: String, expected: String
  ) -> Diagnostic {
    Diagnostic(
      .typeError, .runtime, "InvalidArgumentType",
      "\(function)() takes \(expected), not \(value.typeName)")
  }

  /// A field of a map has a value of a type that it cannot have.
  static func fieldType(
    _ name: String, _ value: Value, of function: String, expected: String
  ) -> Diagnostic {
    Diagnostic(
      .typeError, .runtime, "InvalidArgumentType",
      "'\(name)' of \(function)() must be \(expected), not \(value.typeName)")
  }

  /// A map has a field that the function does not know.
  static func unknownField(
    _ name: Text, of function: String, among known: [String]
  ) -> Diagnostic {
    Diagnostic(
      .argumentError, .runtime, "InvalidArgumentValue",
      "\(function)() has no field '\(name)'",
      hint: didYouMean(name.string, in: known) ?? "Its fields are \(known.joined(separator: ", "))")
  }

  /// A map lacks a field that another one of it needs.
  static func missingField(
    _ name: String, of function: String, for other: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      .argumentError, .runtime, "InvalidArgumentValue",
      other.map { "\(function)() needs '\(name)' where '\($0)' is given" }
        ?? "\(function)() needs '\(name)'",
      hint: "Give all fields from the greatest unit down to the smallest")
  }

  /// A map has two fields that cannot stand together.
  static func conflictingFields(
    _ name: String, _ other: String, of function: String
  ) -> Diagnostic {
    Diagnostic(
      .argumentError, .runtime, "InvalidArgumentValue",
      "\(function)() cannot take '\(name)' together with '\(other)'")
  }
}
