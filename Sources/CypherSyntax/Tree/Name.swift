import GraphModel

/// An identifier with the place where it was written.
///
/// The span is not part of its identity: two names are equal when their texts are.
public struct Name: Sendable, Hashable {
  /// The identifier without backticks.
  public var text: Text
  /// Where it stands.
  public var span: SourceSpan

  /// The identifier `text` at `span`.
  public init(_ text: Text, at span: SourceSpan) {
    self.text = text
    self.span = span
  }

  /// Whether both texts are the same.
  public static func == (left: Name, right: Name) -> Bool { left.text == right.text }

  /// Feeds the text to `hasher`.
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
