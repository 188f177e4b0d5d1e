import GraphModel
import PluginKit

/// How to read coding reports of EPPI-Reviewer.
struct EPPIOptions: FormatOptions {
  /// What the codes under a name are.
  var labels: [CodeMeaning] = []
  /// What it means that a study has a code under a name.
  var types: [CodeMeaning] = []
  /// Which codes become nodes.
  var codes = Codes.all

  init() {}

  enum Codes: String, CaseIterable, Sendable {
    case all
    case used
  }

  static let list: [FormatOption<EPPIOptions>] = [
    .repeated(
      "label", \.labels, "CODES=LABEL",
      "The codes under the coding tool or code CODES are nodes of LABEL, not Code; repeatable"),
    .repeated(
      "type", \.types, "CODES=TYPE",
      "A study is linked to the codes under CODES by TYPE, not CODED; repeatable"),
    .choice("codes", \.codes, "Whether codes that no study has become nodes as well"),
  ]
}

/// What codes under a name mean: `Sectors=Sector`.
struct CodeMeaning: ParsedOption {
  /// The name of a coding tool or a code, as a person compares names.
  let name: String
  /// The label or type.
  let word: Text
  let text: String

  init(_ text: String) throws(OptionError) {
    self.text = text
    guard let sign = text.lastIndex(of: "=") else { throw Self.wrong(text) }
    name = Self.folded(String(text[..<sign]))
    word = Text(String(text[text.index(after: sign)...]))
    guard !name.isEmpty, !word.isEmpty else { throw Self.wrong(text) }
  }

  private static func wrong(_ text: String) -> OptionError {
    OptionError("'\(text)' says no name and what it means", hint: "Write Sectors=Sector")
  }

  /// A name without regard to case and blanks around it.
  static func folded(_ name: String) -> String {
    name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
