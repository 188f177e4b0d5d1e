import GraphModel

/// Reads the text of statements into trees.
public struct Parser {
  let text: String

  /// A parser of `text`.
  public init(_ text: String) { self.text = text }
}
