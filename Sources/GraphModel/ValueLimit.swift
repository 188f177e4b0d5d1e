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
