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
  /// The most bytes of one value with all that is in it, what it holds twice counted twice: 1 GiB.
  ///
  /// A list of two lists of two lists takes little memory where all are the same, and 2⁴⁰ steps to
  /// compare, hash, write or print.
  public static let treeBytes = 1 << 30
  /// How deep lists and maps may be nested in one another: whoever walks them does so by recursion.
  public static let depth = 1_000
  /// What stands for the bytes of a value that is nested deeper.
  package static let tooDeep = Int.max >> 1
}

extension Diagnostic {
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
}
