/// The size up to which an operator or a function makes a single value.
///
/// A query's budget counts what its operators hold; these bounds keep one expression, such as
/// `range(1, 1000000000000)` or a text that is doubled forty times, from taking all memory before the
/// budget is asked.
public enum ValueLimit {
  /// The most bytes of one text: 128 MiB.
  public static let textBytes = 1 << 27
  /// The most elements of one list, which take about 1 GiB.
  public static let listElements = 1 << 25
}

extension Diagnostic {
  /// A text would be longer than ``ValueLimit/textBytes``; `origin` says of what it is the result.
  public static func textTooLong(_ origin: String) -> Diagnostic {
    Diagnostic(
      .limitExceeded, .runtime, "TextTooLong",
      "The result of \(origin) would be longer than \(ValueLimit.textBytes) bytes")
  }

  /// A list would be longer than ``ValueLimit/listElements``; `origin` says of what it is the result.
  public static func listTooLong(_ origin: String, hint: String? = nil) -> Diagnostic {
    Diagnostic(
      .limitExceeded, .runtime, "ListTooLong",
      "The result of \(origin) would have more than \(ValueLimit.listElements) elements",
      hint: hint)
  }
}
