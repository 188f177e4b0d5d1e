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
}
