import GraphModel

// The words of all functions. No diagnostic has a span: the caller adds the place of the call.
extension Diagnostic {
  /// An argument is of a type that the function does not take, which only the data shows.
  static func argument(_ value: Value, of name: String, expected: String) -> Diagnostic {
    Diagnostic(
      .typeError, .runtime, "InvalidArgumentValue",
      "\(name)() expects \(expected), not \(value.typeName)")
  }

  /// A number is outside of what the function is defined for.
  static func outOfRange(_ value: Value, of name: String, expected: String) -> Diagnostic {
    Diagnostic(
      .argumentError, .runtime, "NumberOutOfRange",
      "\(name)() expects \(expected), not \(value.cypherText)")
  }

  /// A word is none of those that the function knows.
  static func unknownWord(
    _ word: Text, of name: String, expected: String, among words: [String]
  ) -> Diagnostic {
    Diagnostic(
      .argumentError, .runtime, "InvalidArgumentValue",
      "\(name)() knows no \(expected) '\(word)'",
      hint: didYouMean(word.string, in: words) ?? "Known are \(words.joined(separator: ", "))")
  }

  /// A number or text stands for an integer that does not fit 64 bits.
  static func notAnInteger(_ value: Value, of name: String) -> Diagnostic {
    Diagnostic(
      .arithmeticError, .runtime, "IntegerOverflow",
      "\(name)(): \(value.cypherText) does not fit an integer of 64 bits")
  }

  /// A count or sum does not fit an integer of 64 bits.
  static func aggregateOverflow(_ name: String) -> Diagnostic {
    Diagnostic(
      .arithmeticError, .runtime, "IntegerOverflow",
      "The result of \(name)() does not fit an integer of 64 bits")
  }

  /// Numbers and durations cannot be gathered into one result.
  static func mixedAggregate(_ name: String) -> Diagnostic {
    Diagnostic(
      .typeError, .runtime, "InvalidArgumentValue",
      "\(name)() cannot mix numbers and durations")
  }

  // MARK: Regular expressions

  /// The pattern is no regular expression; `position` counts its code points from 0.
  static func regex(_ message: String, at position: Int, hint: String? = nil) -> Diagnostic {
    Diagnostic(
      .argumentError, .runtime, "InvalidRegularExpression",
      "The regular expression is not valid at character \(position + 1): \(message)", hint: hint)
  }

  /// The pattern asks for what cannot be matched in linear time, or is not offered.
  static func unsupportedRegex(_ what: String, at position: Int, hint: String) -> Diagnostic {
    Diagnostic(
      .unsupported, .runtime, "UnsupportedRegularExpression",
      "The regular expression has \(what) at character \(position + 1), which is not supported",
      hint: hint)
  }

  /// The pattern is too large.
  static func regexTooLarge() -> Diagnostic {
    Diagnostic(
      .limitExceeded, .runtime, "RegularExpressionTooLarge",
      "The regular expression is too large: with its repetitions written out it needs more than "
        + "\(RegexProgram.sizeLimit) steps")
  }

  // MARK: Temporal functions

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
