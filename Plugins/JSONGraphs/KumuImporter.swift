import ExchangeKit
import GraphModel
import PluginKit

/// Reads blueprints and exports of Kumu.
struct KumuImporter: GraphImporter {
  /// How to read Kumu's JSON.
  struct Options: FormatOptions {
    /// The type of connections that say none.
    var standardType = "CONNECTS_TO"
    /// The property that, with the first label, finds a node that the graph has already.
    var key = ""

    static let list: [FormatOption<Options>] = [
      .standardType(\.standardType, "The type of connections that say none"),
      .nodeKey(\.key),
    ]
  }

  private let options: Options

  init(options: Options) { self.options = options }

  /// Reads every element and connection.
  func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    let parts = JSONPartReader(try source.stream()) { path in
      path.isEmpty || path == ["elements"] || path == ["connections"]
    }
    var remarks = Remarks()
    // Connections name elements by label or by id, and may come before them.
    var references: [Text: NodeReference] = [:]
    var connections: [(element: MapValue, place: SourcePlace)] = []
    while try parts.next() {
      switch parts.path {
      case ["elements", ""]:
        let read = try sink.reading(.node, text: parts.text) { try element(parts) }
        guard let (node, names) = read else { continue }
        try sink.add(node)
        for name in names where references[name] == nil { references[name] = node.reference }
      case ["connections", ""]:
        let read = try sink.reading(.relationship, text: parts.text) { try object(parts) }
        if let read { connections.append((read, parts.place)) }
      case let path where path.count == 1 && path[0] != "":
        remarks.say("'\(path[0])' was left out", at: parts.place, to: &sink)
      default:
        throw ImportError(
          "This is no JSON of Kumu", at: parts.place,
          hint: "It is an object with 'elements' and 'connections', each an array of objects")
      }
    }
    for (connection, place) in connections {
      let read = try sink.reading(.relationship, text: nil) {
        try relationship(connection, references, at: place)
      }
      if let read { try sink.add(read) }
    }
  }

  private func object(_ parts: JSONPartReader) throws -> MapValue {
    guard case .map(let element) = try parts.value() else {
      throw ImportError(
        "This is no object", at: parts.place, hint: "Elements and connections are objects")
    }
    return element
  }

  private func element(_ parts: JSONPartReader) throws -> (node: ImportedNode, names: [Text]) {
    let element = try object(parts)
    let label = Self.text(element["label"])
    let id = Self.text(element["_id"]) ?? Self.text(element["id"]) ?? label
    guard let id else {
      throw ImportError(
        "The element has no label", at: parts.place, hint: "Write {\"label\":\"Trust\"}")
    }
    let properties = Self.properties(of: element, except: ["type"])
    let type = Self.text(element["type"]) ?? Self.ofAttributes(element, "element type")
    let node = ImportedNode(
      NodeReference(id), labels: type.map { [$0] } ?? [], properties: properties,
      key: Text(nonEmpty: options.key), at: parts.place)
    return (node, [id] + (label.map { [$0] } ?? []))
  }

  private func relationship(
    _ connection: MapValue, _ references: [Text: NodeReference], at place: SourcePlace
  ) throws -> ImportedRelationship {
    func end(_ name: Text) throws -> NodeReference {
      guard let label = Self.text(connection[name]) else {
        throw ImportError(
          "The connection has no '\(name)'", at: place,
          hint: "Write {\"from\":\"Trust\",\"to\":\"Funding\"} with the labels of two elements")
      }
      return references[label] ?? NodeReference(label)
    }
    var properties = Self.properties(of: connection, except: ["from", "to", "type", "direction"])
    let direction = Self.text(connection["direction"])
    if let direction, direction != "directed" { properties["direction"] = .text(direction) }
    let type =
      Self.text(connection["type"]) ?? Self.ofAttributes(connection, "connection type")
    return ImportedRelationship(
      type ?? Text(options.standardType), from: try end("from"), to: try end("to"),
      properties: properties, at: place)
  }

  /// The members of an element, with those of its `attributes` among them.
  private static func properties(of element: MapValue, except names: Set<Text>) -> MapValue {
    var properties = MapValue()
    for (name, value) in element.entries where name != "attributes" && !names.contains(name) {
      properties[name] = value.storable
    }
    guard case .map(let attributes)? = element["attributes"] else { return properties }
    for (name, value) in attributes.entries where properties[name] == nil {
      if !name.isEmpty { properties[name] = value.storable }
    }
    return properties
  }

  private static func ofAttributes(_ element: MapValue, _ name: Text) -> Text? {
    guard case .map(let attributes)? = element["attributes"] else { return nil }
    return text(attributes[name])
  }

  private static func text(_ value: Value?) -> Text? {
    switch value {
    case .text(let text)? where !text.isEmpty: text
    case .integer(let number)?: Text(String(number))
    case .list(let list)? where list.count == 1: text(list[0])
    default: nil
    }
  }
}
