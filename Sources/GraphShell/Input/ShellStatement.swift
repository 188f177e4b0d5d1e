/// A statement to be run, and where it stands.
public struct ShellStatement: Hashable, Sendable {
  /// The statement without its semicolon.
  public var text: String
  /// Where it stands.
  public var place: ScriptPlace

  /// The statement `text` at `place`.
  public init(_ text: String, at place: ScriptPlace) {
    self.text = text
    self.place = place
  }

  /// A statement that is a text of its own.
  public init(_ text: String, origin: String? = nil) {
    self.init(text, at: ScriptPlace(source: text, origin: origin))
  }
}
