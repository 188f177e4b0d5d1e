import ExchangeKit
import GraphModel
import PluginKit

/// Reads GML of any program.
struct GMLImporter: GraphImporter {
  /// How to read GML.
  struct Options: FormatOptions {
    /// The key of a node that is its labels.
    var labels = "labels"
    /// The key of an edge that is its type.
    var type = "label"
    /// The type of edges that say none.
    var standardType = "RELATED_TO"
    /// The property that, with the first label, finds a node that the graph has already.
    var key = ""

    static let list: [FormatOption<Options>] = [
      .text("labels", \.labels, "NAME", "The key of a node that is its labels, as :Study:Review"),
      .text("type", \.type, "NAME", "The key of an edge that is its type"),
      .standardType(\.standardType, "The type of edges that say none"),
      .nodeKey(\.key),
    ]
  }

  private let options: Options

  init(options: Options) { self.options = options }

  /// Reads every node and edge.
  func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    let text = try DecodedText(source, warning: &sink)
    var reading = GMLReading(GMLScanner(text), options)
    try reading.document(into: &sink)
  }
}

/// The way through one file of GML.
private struct GMLReading {
  private var scanner: GMLScanner
  private let options: GMLImporter.Options
  private var remarks = Remarks()
  private var isOurs = false
  private var nodeKeys: [Text: AttributeColumns.Column] = [:]
  private var edgeKeys: [Text: AttributeColumns.Column] = [:]
  private var isDirected = false
  private var hasEdges = false

  init(_ scanner: GMLScanner, _ options: GMLImporter.Options) {
    self.scanner = scanner
    self.options = options
  }

  mutating func document(into sink: inout some GraphSink) throws {
    var hasGraph = false
    while let (key, place) = try scanner.key() {
      guard key == "graph" else {
        _ = try scanner.value()
        let isUsual = ["Creator", "Version", "comment", "creator", "version"].contains(key)
        if !isUsual { remarks.say("'\(key)' was left out", at: place, to: &sink) }
        continue
      }
      guard try scanner.beginsList() else {
        throw ImportError("The graph has no list", at: place, hint: "Write graph [ … ]")
      }
      if hasGraph {
        throw ImportError("A second graph begins here", at: place, hint: "Part the file in two")
      }
      hasGraph = true
      try graph(&sink)
      if hasEdges, !isDirected {
        remarks.say(
          "The graph is undirected; each of its edges became a relationship from source to target",
          at: place, to: &sink)
      }
    }
  }

  private mutating func graph(_ sink: inout some GraphSink) throws {
    while let (key, place) = try scanner.key() {
      let value = try scanner.value()
      if case .list(let entries) = value, key == "node" || key == "edge",
        let drawn = entries.first(where: { $0.key == "graphics" || $0.key == "LabelGraphics" })
      {
        remarks.say("What is drawn (graphics) was left out", at: drawn.place, to: &sink)
      }
      switch (key, value) {
      case ("node", .list(let entries)):
        if Self.id(entries, "id") == nil {
          remarks.say(
            "A node has no id, so that no edge can reach it; it was read as it is", at: place,
            to: &sink)
        }
        let read = try sink.reading(.node, text: "node") { try node(entries, at: place) }
        if let read { try sink.add(read) }
      case ("edge", .list(let entries)):
        hasEdges = true
        let read = try sink.reading(.relationship, text: "edge") {
          try edge(entries, at: place)
        }
        if let read { try sink.add(read) }
      case ("directed", .plain(let flag)): isDirected = flag == 1 || flag == true
      case ("multigraph", _): break
      case (GMLExporter.note, .plain(.text(let json))):
        isOurs = true
        let all = try? JSONReader(tags: .ignore).value(of: json)
        nodeKeys = AttributeColumns.meanings(in: all, of: "nodes")
        edgeKeys = AttributeColumns.meanings(in: all, of: "edges")
      default:
        remarks.say(
          "'\(key)' is said of the graph and was left out: only nodes and relationships have "
            + "properties", at: place, to: &sink)
      }
    }
  }

  private func node(
    _ entries: [GMLEntry], at place: SourcePlace
  ) throws -> ImportedNode {
    var properties = try properties(of: entries, nodeKeys)
    var labels: [Text] = []
    let name = isOurs ? "labels" : options.labels
    if case .text(let text)? = Self.plain(entries, name) {
      labels = LabelText.labels(in: text.string)
      if !isOurs { properties[Text(name)] = nil }
    }
    return ImportedNode(
      Self.id(entries, "id").map { NodeReference($0) }, labels: labels, properties: properties,
      key: Text(nonEmpty: options.key), at: place)
  }

  private func edge(
    _ entries: [GMLEntry], at place: SourcePlace
  ) throws -> ImportedRelationship {
    guard let source = Self.id(entries, "source"), let target = Self.id(entries, "target") else {
      throw ImportError(
        "The edge has no source, or no target", at: place,
        hint: "Write edge [ source 1 target 2 ] with the ids of two nodes")
    }
    var properties = try properties(of: entries, edgeKeys)
    properties["source"] = isOurs ? properties["source"] : nil
    properties["target"] = isOurs ? properties["target"] : nil
    var type = Text(options.standardType)
    let name = isOurs ? "label" : options.type
    if case .text(let text)? = Self.plain(entries, name), !text.isEmpty {
      type = text
      if !isOurs { properties[Text(name)] = nil }
    }
    return ImportedRelationship(
      type, from: NodeReference(source), to: NodeReference(target), properties: properties,
      at: place)
  }

  private static func plain(_ entries: [GMLEntry], _ key: String) -> Value? {
    for entry in entries where entry.key == key {
      if case .plain(let value) = entry.value { return value }
    }
    return nil
  }

  private static func id(_ entries: [GMLEntry], _ key: String) -> Text? {
    switch plain(entries, key) {
    case .integer(let id)?: Text(String(id))
    case .text(let id)? where !id.isEmpty: id
    default: nil
    }
  }

  /// The properties that entries say: several of one key are a list, and lists within are JSON text.
  private func properties(
    of entries: [GMLEntry], _ keys: [Text: AttributeColumns.Column]
  ) throws -> MapValue {
    if isOurs { return try exact(entries, keys) }
    var gathered = GatheredProperties()
    for entry in entries where entry.key != "graphics" && entry.key != "LabelGraphics" {
      let value = Self.value(entry.value)
      // networkx begins lists so, as one value alone would be read as no list.
      if value == "_networkx_list_start" {
        gathered.beginList(Text(entry.key))
      } else {
        gathered.add(value, to: Text(entry.key))
      }
    }
    var properties = MapValue()
    for (name, value) in gathered.properties.entries { properties[name] = value.storable }
    return properties
  }

  /// The properties of a file of this program, as they were.
  private func exact(
    _ entries: [GMLEntry], _ keys: [Text: AttributeColumns.Column]
  ) throws -> MapValue {
    var properties = MapValue()
    for entry in entries {
      guard let column = keys[Text(entry.key)], case .plain(let value) = entry.value else {
        continue
      }
      properties[column.name] = try Self.exact(value, column.type, at: entry.place)
    }
    return properties
  }

  private static func exact(
    _ value: Value, _ type: AttributeType, at place: SourcePlace
  ) throws -> Value? {
    switch (type, value) {
    case (.boolean, .integer(let number)): return .boolean(number != 0)
    case (.json, .text(let json)):
      do {
        return try JSONReader().value(of: json)
      } catch {
        throw ImportError("The JSON is not valid: \(error.message)", at: place)
      }
    default: return value
    }
  }

  private static func value(_ value: GMLValue) -> Value {
    switch value {
    case .plain(let plain): return plain
    case .list(let entries):
      var map = MapValue()
      for entry in entries { map[Text(entry.key)] = Self.value(entry.value) }
      return .map(map)
    }
  }
}
