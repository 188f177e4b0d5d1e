import GraphModel

/// An option that a format does not know, or a value that it cannot take.
public struct OptionError: Error, Hashable, Sendable {
  /// What is wrong.
  public var message: String
  /// What to write instead.
  public var hint: String?

  /// The error with the given words.
  public init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }

  init(unknown name: String, known: [String]) {
    self.init(
      "There is no option '\(name)'",
      hint: didYouMean(name, in: known)
        ?? (known.isEmpty
          ? "This format has no options" : "The options are \(known.joined(separator: ", "))"))
  }

  init(option: String, text: String, expected: String, hint: String? = nil) {
    self.init("The option '\(option)' takes \(expected), not '\(text)'", hint: hint)
  }
}

extension OptionError: CustomStringConvertible {
  /// The message and the hint.
  public var description: String { hint.map { "\(message). \($0)" } ?? message }
}
