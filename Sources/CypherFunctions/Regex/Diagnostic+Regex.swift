import GraphModel

extension Diagnostic {
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
}
