import ExchangeKit
import GraphModel
import PluginKit

/// The coding tools of a report and their codes, as nodes, and what each code means.
struct CodeTree {
  /// A code.
  struct Code {
    var label: Text
    var type: Text
    var node: ImportedNode
    var parent: NodeReference
    var isUsed = false
  }

  private let options: EPPIOptions
  /// In the order of the report.
  private(set) var order: [Int] = []
  private(set) var codes: [Int: Code] = [:]
  private(set) var sets: [ImportedNode] = []
  /// Names of which it is known what such codes often are, with that label.
  private(set) var guesses: [(name: String, label: String)] = []
  private var met: Set<String> = []

  private static let depthLimit = 100

  init(_ options: EPPIOptions) { self.options = options }

  /// Takes in a coding tool.
  ///
  /// - Throws: `ImportError` where it is none.
  mutating func add(_ value: Value, at place: SourcePlace) throws(ImportError) {
    guard case .map(let set) = value, let name = set.text("SetName") else {
      throw ImportError(
        "The coding tool has no name", at: place, hint: "Its name is \"SetName\":\"Sectors\"")
    }
    let number = sets.count + 1
    let id =
      set.number("SetId").flatMap { $0 == 0 ? nil : Text("set-\($0)") }
      ?? Text("set-\(number)")
    var properties: MapValue = ["id": .text(id), "name": .string(name)]
    if let text = set.text("SetDescription") { properties["description"] = .string(text) }
    if case .map(let type)? = set["SetType"], let name = type.text("SetTypeName") {
      properties["type"] = .string(name)
    }
    let reference = NodeReference(id, in: "eppi set")
    sets.append(
      ImportedNode(reference, labels: ["CodeSet"], properties: properties, key: "id", at: place))
    let meaning = meaning(of: name, within: (label: "Code", type: "CODED"))
    try add(set["Attributes"], below: reference, [name], meaning, place)
  }

  private mutating func add(
    _ value: Value?, below parent: NodeReference, _ path: [String],
    _ meaning: (label: Text, type: Text), _ place: SourcePlace
  ) throws(ImportError) {
    guard path.count <= Self.depthLimit else {
      throw ImportError(
        "Codes are nested deeper than \(Self.depthLimit)", at: place,
        hint: "A coding tool of that depth was not made by a person")
    }
    var list = value ?? .null
    if case .map(let map) = list { list = map["AttributesList"] ?? .null }
    guard case .list(let attributes) = list else { return }
    for attribute in attributes {
      guard case .map(let map) = attribute, let number = map.number("AttributeId"),
        let name = map.text("AttributeName")
      else {
        throw ImportError(
          "A code below '\(path.joined(separator: " > "))' has no number, or no name", at: place,
          hint: "It has \"AttributeId\" and \"AttributeName\"")
      }
      let id = Text("code-\(number)")
      let reference = NodeReference(id, in: "eppi code")
      if codes[number] == nil {
        var properties: MapValue = [
          "id": .text(id), "name": .string(name),
          "path": .string((path + [name]).joined(separator: " > ")),
        ]
        let description = map.text("AttributeDescription") ?? map.text("AttributeSetDescription")
        for (key, text) in [
          ("description", description), ("type", map.text("AttributeType")),
          ("url", map.text("ExtURL")),
        ] {
          if let text { properties[Text(key)] = .string(text) }
        }
        order.append(number)
        codes[number] = Code(
          label: meaning.label, type: meaning.type,
          node: ImportedNode(
            reference, labels: [meaning.label], properties: properties, key: "id", at: place),
          parent: parent)
      }
      try add(
        map["Attributes"], below: reference, path + [name],
        self.meaning(of: name, within: meaning), place)
    }
  }

  /// What the codes under `name` are.
  private mutating func meaning(
    of name: String, within outer: (label: Text, type: Text)
  ) -> (label: Text, type: Text) {
    let folded = CodeMeaning.folded(name)
    met.insert(folded)
    let label = options.labels.last { $0.name == folded }?.word
    let type = options.types.last { $0.name == folded }?.word
    if label == nil, outer.label == "Code", let guess = Self.usual[folded],
      !guesses.contains(where: { $0.name == name })
    {
      guesses.append((name, guess))
    }
    return (label ?? outer.label, type ?? outer.type)
  }

  /// Notes that a study has a code; nil where there is no such code.
  mutating func use(_ number: Int) -> Code? {
    codes[number]?.isUsed = true
    return codes[number]
  }

  /// Names in options that no coding tool and no code has.
  var unmet: [String] {
    (options.labels + options.types).filter { !met.contains($0.name) }.map(\.text)
  }

  private static let usual: [String: String] = [
    "sector": "Sector", "sectors": "Sector", "factor": "Factor", "factors": "Factor",
    "barrier": "Barrier", "barriers": "Barrier", "outcome": "Outcome", "outcomes": "Outcome",
    "intervention": "Intervention", "interventions": "Intervention",
    "population": "Population", "populations": "Population", "country": "Country",
    "countries": "Country", "theme": "Theme", "themes": "Theme", "setting": "Setting",
    "settings": "Setting", "study design": "Design", "study type": "Design",
  ]
}

extension MapValue {
  /// The text of a member, where it says something.
  func text(_ name: Text) -> String? {
    switch self[name] {
    case .text(let text)?:
      let trimmed = text.string.trimmedWhitespace
      return trimmed.isEmpty ? nil : trimmed
    case .integer(let number)?: return String(number)
    default: return nil
    }
  }

  /// The whole number of a member, which some programs write as a text.
  func number(_ name: Text) -> Int? {
    switch self[name] {
    case .integer(let number)?: number
    case .text(let text)?: Int(text.string)
    default: nil
    }
  }
}
