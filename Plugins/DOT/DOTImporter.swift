import ExchangeKit
import GraphModel
import PluginKit

/// Reads the nodes and edges of a file of DOT.
struct DOTImporter: GraphImporter {
  /// How to read DOT.
  struct Options: FormatOptions {
    /// The attribute of an edge that is its type.
    var type = "label"
    /// The type of edges that say none.
    var standardType = "RELATED_TO"
    /// The property that takes the name of a node.
    var id = "id"

    static let list: [FormatOption<Options>] = [
      .text("type", \.type, "NAME", "The attribute of an edge that is its type"),
      .standardType(\.standardType, "The type of edges that say none"),
      .text("id", \.id, "PROPERTY", "Takes the names of nodes; empty: they are left out"),
    ]
  }

  private let options: Options

  init(options: Options) { self.options = options }

  /// Reads every node and edge; drawing attributes are properties, too.
  func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    let text = try DecodedText(source, warning: &sink)
    var parser = try DOTParser(text)
    try parser.parse()
    for (message, place) in parser.remarks { sink.warn(message, at: place) }
    for name in parser.order {
      guard let node = parser.nodes[name] else { continue }
      var properties = Self.properties(node.attributes, of: name)
      let id = Text(options.id)
      if !id.isEmpty, properties[id] == nil { properties[id] = .string(name) }
      try sink.add(
        ImportedNode(NodeReference(Text(name)), labels: [], properties: properties, at: node.place))
    }
    for edge in parser.edges {
      var attributes = edge.attributes
      var type = options.standardType
      if let index = attributes.firstIndex(where: { $0.name == options.type }),
        !attributes[index].value.isEmpty
      {
        type = Self.shown(attributes.remove(at: index).value, of: "")
      }
      try sink.add(
        ImportedRelationship(
          Text(type), from: NodeReference(Text(edge.start)), to: NodeReference(Text(edge.end)),
          properties: Self.properties(attributes, of: ""), at: edge.place))
    }
  }

  private static func properties(_ attributes: [DOTParser.Attribute], of name: String) -> MapValue {
    var properties = MapValue()
    for attribute in attributes {
      properties[Text(attribute.name)] =
        attribute.isQuoted
        ? .string(shown(attribute.value, of: name)) : Value(plain: attribute.value)
    }
    return properties
  }

  /// A text as Graphviz shows it: `\n`, `\l` and `\r` end a line, `\N` is the node's name.
  private static func shown(_ text: String, of name: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
    var result = ""
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if isEscaped {
        isEscaped = false
        switch scalar {
        case "n", "l", "r": result += "\n"
        case "N": result += name
        default: result.unicodeScalars.append(scalar)
        }
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    if result.hasSuffix("\n") { result.removeLast() }
    return result
  }
}
