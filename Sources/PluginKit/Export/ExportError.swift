import GraphEngine

/// Why an export could not be done; nothing was written.
public struct ExportError: Error, Hashable, Sendable {
  /// What is wrong, in one sentence.
  public var message: String
  /// What to do instead.
  public var hint: String?

  /// The error with the given words.
  public init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}

extension ExportError: CustomStringConvertible {
  /// The message, and the hint on a line of its own, both escaped.
  public var description: String {
    DisplayText.escaped(message) + (hint.map { "\nhint: \(DisplayText.escaped($0))" } ?? "")
  }
}
