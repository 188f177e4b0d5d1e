import PluginKit

/// A mapping that is put together to be read by a person.
struct MappingDraft {
  struct Property {
    var key: String
    var type: BulkType?
    var column: String
    var separator: CellSeparator?
  }

  struct Node {
    var label: String
    var name: String?
    var isKeyed: Bool
    var properties: [Property]
  }

  /// By what it was recognised, in a few words.
  var reason: String
  /// What a person should look at.
  var notes: [String] = []
  /// Statements about how the table is written.
  var settings: [String] = []
  var nodes: [Node] = []
  /// Statements of relationships and ticks.
  var links: [String] = []

  /// The statements, a line each.
  var statements: [String] {
    settings
      + nodes.map { node in
        Self.head(node)
          + (node.properties.isEmpty
            ? "" : ": " + node.properties.map { Self.text($0) }.joined(separator: ", "))
      } + links
  }

  /// The text of a mapping file.
  func text(for source: String) -> String {
    var lines = [
      "# How \(source.collapsedBlanks) becomes a graph: a guess (\(reason)), to be corrected.",
      "# Each line says one thing; a node has its properties on the lines below it, first the one by",
      "# which it is known:   property:type = Column",
      "# Types are text, int, float, boolean, date. A cell with several values: = Column split \";\"",
      "# Then import again with map=NAME-OF-THIS-FILE.",
    ]
    lines += notes.map { "# Note: \($0.collapsedBlanks)" }
    lines.append("")
    lines += settings
    for node in nodes {
      lines.append("")
      lines.append(Self.head(node))
      lines += node.properties.map { "  " + Self.text($0) }
    }
    if !links.isEmpty { lines.append("") }
    lines += links
    lines += suggestions
    return lines.joined(separator: "\n") + "\n"
  }

  /// How cells with several values would become nodes.
  private var suggestions: [String] {
    guard let main = nodes.first, main.isKeyed else { return [] }
    let lists = main.properties.filter { $0.separator != nil }
    guard !lists.isEmpty else { return [] }
    var lines = ["", "# Nodes for values that several rows share: remove the # of both lines."]
    for list in lists {
      let label = Self.label(list.column)
      lines.append(
        "#node \(label): name = \(Self.quoted(list.column))\(list.separator?.statement ?? "")")
      lines.append("#rel \(main.name ?? main.label)-[:HAS]->\(label)")
    }
    return lines
  }

  private static func head(_ node: Node) -> String {
    "node \(quoted(node.label))" + (node.name.map { " as \($0)" } ?? "")
      + (node.isKeyed ? "" : " per row")
  }

  private static func text(_ property: Property) -> String {
    let type = property.type.map { ":\($0.rawValue)" } ?? ""
    return
      "\(quoted(property.key))\(type) = \(quoted(property.column))\(property.separator?.statement ?? "")"
  }

  /// A name as a mapping has it, in quotes where it holds what would end it.
  static func quoted(_ name: String) -> String {
    let isPlain =
      !name.isEmpty && name.first?.isWhitespace == false
      && name.allSatisfy { $0.isLetter || $0.isNumber || " _/.()#?%&".contains($0) }
      && !["split", "as", "per", "by", "once", ".."].contains { name.hasWord($0) }
    return isPlain ? name : "\"\(name.replacing("\"", with: "\"\""))\""
  }

  /// A label made of a name: `Intervention types` is InterventionType.
  static func label(_ name: String) -> String {
    var label = ""
    var startsWord = true
    for character in name {
      guard character.isLetter || character.isNumber else {
        startsWord = true
        continue
      }
      if label.isEmpty, character.isNumber { continue }
      label += startsWord ? character.uppercased() : String(character)
      startsWord = false
    }
    if label.hasSuffix("ies") { return label.dropLast(3) + "y" }
    if label.hasSuffix("s"), !label.hasSuffix("ss"), !label.hasSuffix("us"), label.count > 3 {
      label.removeLast()
    }
    return label.isEmpty ? "Row" : label
  }

  /// A property key made of a name: `Year of publication` is year_of_publication.
  static func key(_ name: String) -> String {
    var key = ""
    for character in name.lowercased() {
      if character.isLetter || character.isNumber {
        key.append(character)
      } else if key.last != "_", !key.isEmpty {
        key.append("_")
      }
    }
    while key.last == "_" { key.removeLast() }
    return key.isEmpty ? "column" : key.first?.isNumber == true ? "_" + key : key
  }
}

extension String {
  fileprivate func hasWord(_ word: String) -> Bool {
    split(separator: " ").contains { $0 == word }
  }
}
