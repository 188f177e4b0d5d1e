import GraphEngine
import GraphModel
import PluginKit

/// The members of one object of a manifest, and where it stands.
struct Members {
  let map: MapValue
  private let path: [MemberLocator.Step]
  private let reader: ManifestReader

  init(_ map: MapValue, _ path: [MemberLocator.Step], _ reader: ManifestReader) {
    self.map = map
    self.path = path
    self.reader = reader
  }

  /// The error that the member `name` `state`.
  func error(_ name: String, _ state: String, _ hint: String?) -> ManifestError {
    ManifestError("'\(name)' \(state)", at: reader.place(path + [.member(name)]), hint: hint)
  }

  /// A text that must be there.
  func text(_ name: String, hint: String) throws(ManifestError) -> String {
    guard let text = try optionalText(name) else { throw error(name, "is missing", hint) }
    guard !text.isEmpty else { throw error(name, "is empty", hint) }
    return text
  }

  /// A text, where there is one.
  func optionalText(_ name: String) throws(ManifestError) -> String? {
    switch map[Text(name)] {
    case nil, .null?: return nil
    case .text(let text)?: return text.string
    default: throw error(name, "is a text", "Write it in quotes")
    }
  }

  /// A text that must be there, as it is shown: whoever wrote it has no say over lines and terminals.
  func line(_ name: String, hint: String) throws(ManifestError) -> String {
    DisplayText.escaped(try text(name, hint: hint))
  }

  /// A word that commands take.
  func name(_ member: String) throws(ManifestError) -> String {
    let hint = "Write it in lower case with hyphens: \"\(member)\": \"gap-map\""
    let name = try text(member, hint: hint)
    guard PluginManifest.isName(name) else {
      throw error(member, "cannot be '\(name)'", hint)
    }
    return name
  }

  /// A list that must be there.
  func list(_ name: String, hint: String) throws(ManifestError) -> [Value] {
    switch map[Text(name)] {
    case .list(let list)?: return list
    case nil: throw error(name, "is missing", hint)
    default: throw error(name, "is a list", hint)
    }
  }

  /// A list of texts that must be there.
  func texts(_ name: String, hint: String) throws(ManifestError) -> [String] {
    var texts: [String] = []
    for item in try list(name, hint: hint) {
      guard case .text(let text) = item else { throw error(name, "is a list of texts", hint) }
      texts.append(text.string)
    }
    return texts
  }

  /// A list of texts, where there is one.
  func optionalTexts(_ name: String, hint: String) throws(ManifestError) -> [String] {
    map[Text(name)] == nil ? [] : try texts(name, hint: hint)
  }

  /// The object at `index` of a list.
  func object(_ name: String, _ index: Int, hint: String) throws(ManifestError) -> Members {
    let inner = path + [.member(name), .item(index)]
    guard case .map(let map) = try list(name, hint: hint)[index] else {
      throw ManifestError(
        "'\(name)' is a list of objects", at: reader.place(inner), hint: hint)
    }
    return Members(map, inner, reader)
  }

  /// An object that must be there.
  func object(_ name: String, hint: String) throws(ManifestError) -> Members {
    guard case .map(let inner)? = map[Text(name)] else {
      throw error(name, map[Text(name)] == nil ? "is missing" : "is an object", hint)
    }
    return Members(inner, path + [.member(name)], reader)
  }
}

/// Reads the description of one option.
struct OptionReader {
  private let members: Members

  init(_ members: Members) { self.members = members }

  /// The option.
  ///
  /// - Throws: ``ManifestError`` about what is wrong with it.
  func option() throws(ManifestError) -> OptionDescriptor {
    let values = try values()
    var option = OptionDescriptor(
      name: try members.name("name"),
      summary: try members.line("summary", hint: "Say in one line what it does"),
      values: values, standard: try standard(values))
    if let repeatable = members.map["repeatable"] {
      guard case .boolean(let isRepeatable) = repeatable else {
        throw members.error("repeatable", "is true or false", nil)
      }
      option.isRepeatable = isRepeatable
    }
    return option
  }

  private static let types = ["flag", "integer", "text", "choice"]

  private func values() throws(ManifestError) -> OptionDescriptor.Values {
    let hint = "It is one of \(Self.types.joined(separator: ", "))"
    switch try members.text("type", hint: hint) {
    case "flag": return .flag
    case "integer":
      let least = try integer("minimum") ?? Int(Int32.min)
      let most = try integer("maximum") ?? Int(Int32.max)
      guard least <= most else { throw members.error("minimum", "is above 'maximum'", nil) }
      return .integer(least...most)
    case "text":
      return .text(DisplayText.escaped(try members.optionalText("placeholder") ?? "TEXT"))
    case "choice":
      let words = try members.texts("choices", hint: "Write \"choices\": [\"en\", \"cy\"]")
      guard !words.isEmpty,
        words.allSatisfy({
          $0 == $0.lowercased() && !$0.isEmpty && $0 == DisplayText.escaped($0)
        })
      else {
        throw members.error("choices", "are words in lower case, at least one", nil)
      }
      return .choice(words)
    case let type:
      throw members.error("type", "is '\(type)'", didYouMean(type, in: Self.types) ?? hint)
    }
  }

  private func integer(_ name: String) throws(ManifestError) -> Int? {
    switch members.map[Text(name)] {
    case nil: return nil
    case .integer(let number)?: return number
    default: throw members.error(name, "is a whole number", nil)
    }
  }

  private func standard(_ values: OptionDescriptor.Values) throws(ManifestError) -> String {
    switch (values, members.map["default"]) {
    case (.flag, nil): return "false"
    case (.flag, .boolean(let flag)?): return String(flag)
    case (.integer(let range), .integer(let number)?) where range.contains(number):
      return String(number)
    case (.text, .text(let text)?): return text.string
    case (.text, nil): return ""
    case (.choice(let words), nil): return words[0]
    case (.choice(let words), .text(let text)?) where words.contains(text.string):
      return text.string
    case (.integer(let range), nil):
      throw members.error("default", "is missing", "Write \"default\": \(range.lowerBound)")
    default:
      throw members.error(
        "default", "is not what the option takes, \(values.description)",
        "Write a flag as true or false, a number without quotes, a text in quotes")
    }
  }
}
