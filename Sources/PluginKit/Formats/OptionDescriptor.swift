import GraphEngine
import GraphModel

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
  /// Whether it may be written several times, each time for one more.
  public var isRepeatable = false

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

  /// An option of the given parts.
  public init(name: String, summary: String, values: Values, standard: String) {
    self.name = name
    self.summary = summary
    self.values = values
    self.standard = standard
  }

  /// The option as one line of a manual: `language=en|cy  Which name comes first (en)`.
  public var line: String {
    DisplayText.escaped(
      "\(name)=\(values.description)  \(summary)" + (standard.isEmpty ? "" : " (\(standard))"))
  }
}

extension OptionDescriptor.Values {
  /// What was written for the option `name`, spelled as the option has it: `true` for `yes`.
  ///
  /// - Throws: ``OptionError`` where it does not fit.
  func checked(_ text: String, of name: String) throws(OptionError) -> String {
    switch self {
    case .flag:
      switch text.lowercased() {
      case "true", "yes", "on", "": return "true"
      case "false", "no", "off": return "false"
      default: throw OptionError(option: name, text: text, expected: "true or false")
      }
    case .integer(let range):
      guard let value = Int(text), range.contains(value) else {
        throw OptionError(
          option: name, text: text,
          expected: "an integer from \(range.lowerBound) to \(range.upperBound)")
      }
      return String(value)
    case .text: return text
    case .choice(let words):
      guard let word = words.first(where: { $0 == text.lowercased() }) else {
        throw OptionError(
          option: name, text: text, expected: "one of \(words.joined(separator: ", "))",
          hint: didYouMean(text, in: words))
      }
      return word
    }
  }
}
