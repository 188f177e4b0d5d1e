import ExchangeKit
import GraphModel
import PluginKit

/// Reads node-link JSON: an object with `nodes`, and `links` or `edges` between them.
struct NodeLinkImporter: GraphImporter {
  /// How to read node-link JSON.
  struct Options: FormatOptions {
    /// The member of a node that is its labels.
    var labels = "labels"
    /// The member of a link that is its type.
    var type = "type"
    /// The type of links that say none.
    var standardType = "RELATED_TO"
    /// The property that, with the first label, finds a node that the graph has already.
    var key = ""

    static let list: [FormatOption<Options>] = [
      .text(
        "labels", \.labels, "NAME", "The member of a node that is its labels: a text or a list"),
      .text("type", \.type, "NAME", "The member of a link that is its type"),
      .standardType(\.standardType, "The type of links that say none"),
      .nodeKey(\.key),
    ]
  }

  private let options: Options

  init(options: Options) { self.options = options }

  /// Reads every node and link.
  func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    let parts = JSONPartReader(try source.stream()) { path in
      path.isEmpty || path == ["nodes"] || path == ["links"] || path == ["edges"]
    }
    var reading = NodeLinkReading(parts, options)
    try reading.document(into: &sink)
  }
}

/// The way through one file.
private struct NodeLinkReading {
  private let parts: JSONPartReader
  private let options: NodeLinkImporter.Options
  private var remarks = Remarks()
  /// The nodes in their order, by which links without ids name them.
  private var order: [NodeReference] = []
  private var ids: Set<Text> = []
  /// Links that stand before the nodes.
  private var links: [(link: MapValue, place: SourcePlace)] = []

  init(_ parts: JSONPartReader, _ options: NodeLinkImporter.Options) {
    self.parts = parts
    self.options = options
  }

  mutating func document(into sink: inout some GraphSink) throws {
    while try parts.next() {
      switch parts.path {
      case ["nodes", ""]: try node(&sink)
      case ["links", ""], ["edges", ""]:
        let read = try sink.reading(.relationship, text: parts.text) { try object() }
        // Nodes may be named by their places, which are known when all of them are.
        if let read { links.append((read, parts.place)) }
      case ["multigraph"]: break
      case ["directed"]:
        if try parts.value() == .boolean(false) {
          remarks.say(
            "The graph is undirected; each of its edges became a relationship from source to target",
            at: parts.place, to: &sink)
        }
      case ["graph"]:
        if case .map(let map) = try parts.value(), map.isEmpty { break }
        remarks.say("'graph' was left out", at: parts.place, to: &sink)
      case let path where path.count == 1 && path[0] != "":
        remarks.say("'\(path[0])' was left out", at: parts.place, to: &sink)
      default:
        throw ImportError(
          "This is no node-link JSON", at: parts.place,
          hint: "It is an object with 'nodes' and 'links', each an array of objects")
      }
    }
    for (link, place) in links {
      let read = try sink.reading(.relationship, text: nil) { try relationship(link, at: place) }
      if let read { try sink.add(read) }
    }
  }

  private func object() throws -> MapValue {
    guard case .map(let element) = try parts.value() else {
      throw ImportError("This is no object", at: parts.place, hint: "Nodes and links are objects")
    }
    return element
  }

  private mutating func node(_ sink: inout some GraphSink) throws {
    let read = try sink.reading(.node, text: parts.text) { try object() }
    // One that is left out has its place all the same.
    guard let element = read else {
      return order.append(NodeReference(Text(String(order.count)), in: "place"))
    }
    var reference = NodeReference(Text(String(order.count)), in: "place")
    if let id = Self.text(element["id"]) ?? Self.text(element["key"]) {
      ids.insert(id)
      reference = NodeReference(id)
    }
    order.append(reference)
    var labels: [Text] = []
    var properties = Self.properties(of: element)
    let name = Text(options.labels)
    switch properties[name] {
    case .text(let text)?:
      labels = LabelText.labels(in: text.string)
      properties[name] = nil
    case .list(let list)?:
      for case .text(let label) in list where !labels.contains(label) { labels.append(label) }
      if labels.count == list.count { properties[name] = nil } else { labels = [] }
    default: break
    }
    try sink.add(
      ImportedNode(
        reference, labels: labels, properties: properties, key: Text(nonEmpty: options.key),
        at: parts.place))
  }

  private func relationship(
    _ link: MapValue, at place: SourcePlace
  ) throws -> ImportedRelationship {
    let names: (start: Text, end: Text) =
      link["source"] == nil && link["from"] != nil ? ("from", "to") : ("source", "target")
    func end(_ name: Text) throws -> NodeReference {
      var value = link[name]
      // D3 puts the node itself in the place of its id.
      if case .map(let node)? = value { value = node["id"] ?? node["index"] }
      guard let value, let id = Self.text(value) else {
        throw ImportError(
          "The link has no \(name)", at: place,
          hint: "Write {\"source\":\"a\",\"target\":\"b\"} with the ids of two nodes")
      }
      if !ids.contains(id), case .integer(let index) = value, order.indices.contains(index) {
        return order[index]
      }
      return NodeReference(id)
    }
    var properties = Self.properties(of: link)
    for name in [names.start, names.end] { properties[name] = nil }
    let name = Text(options.type)
    let type = Self.text(properties[name])
    if type != nil { properties[name] = nil }
    return ImportedRelationship(
      type ?? Text(options.standardType), from: try end(names.start), to: try end(names.end),
      properties: properties, at: place)
  }

  /// The members of an element, with those of its `attributes` among them.
  private static func properties(of element: MapValue) -> MapValue {
    var properties = MapValue()
    for (name, value) in element.entries where name != "attributes" {
      properties[name] = value.storable
    }
    guard let attributes = element["attributes"] else { return properties }
    guard case .map(let map) = attributes else {
      properties["attributes"] = attributes.storable
      return properties
    }
    for (name, value) in map.entries where properties[name] == nil && !name.isEmpty {
      properties[name] = value.storable
    }
    return properties
  }

  private static func text(_ value: Value?) -> Text? {
    switch value {
    case .text(let text)? where !text.isEmpty: text
    case .integer(let number)?: Text(String(number))
    default: nil
    }
  }
}
