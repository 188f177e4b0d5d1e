/// An option as the manual, `--help`, the shell and completion show it.
public struct OptionDescriptor: Hashable, Sendable {
  /// The name.
  public var name: String
  /// What it does, in one line.
  public var summary: String
  /// What may be written for it.
  public var values: Values
  /// What holds where nothing is written.
  public var standard: String

  /// What may be written for an option.
  public enum Values: Hashable, Sendable {
    /// `true` or `false`.
    case flag
    /// An integer of the range.
    case integer(ClosedRange<Int>)
    /// Any text, which the manual calls by the given word.
    case text(String)
    /// One of the words.
    case choice([String])

    /// The values in words: `true|false`, `1…100`, `TEXT`, `en|cy`.
    public var description: String {
      switch self {
      case .flag: "true|false"
      case .integer(let range): "\(range.lowerBound)…\(range.upperBound)"
      case .text(let placeholder): placeholder
      case .choice(let words): words.joined(separator: "|")
      }
    }
  }

  /// The option as one line of a manual: `language=en|cy  Which name comes first (en)`.
  public var line: String {
    "\(name)=\(values.description)  \(summary)" + (standard.isEmpty ? "" : " (\(standard))")
  }
}
