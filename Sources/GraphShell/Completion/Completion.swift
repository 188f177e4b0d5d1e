/// A way to go on with what is typed.
public struct Completion: Sendable, Hashable {
  /// The whole word, in place of what is typed of it.
  public var text: String
  /// What the word is.
  public var kind: Kind
  /// Where the typed part of the word begins, in bytes of the line.
  public var start: Int

  /// The kinds of word.
  public enum Kind: String, Sendable {
    case keyword
    case function
    case procedure
    case variable
    case label
    case type
    case key
    case parameter
    case command
    case option
    /// A name with an equals sign, which its value follows at once.
    case assignment
    case query
    case file
  }

  /// A word of the given kind.
  public init(_ text: String, _ kind: Kind, start: Int) {
    self.text = text
    self.kind = kind
    self.start = start
  }

  /// Whether a space follows once the word is the only one that fits.
  public var endsWithSpace: Bool {
    switch kind {
    case .keyword, .command, .option, .query: true
    case .file: !text.hasSuffix("/")
    default: false
    }
  }
}
