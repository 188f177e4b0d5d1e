import ExchangeKit
import GraphModel
import PluginKit

/// Reads CX2, aspect by aspect.
struct CX2Importer: GraphImporter {
  /// How to read CX2.
  struct Options: FormatOptions {
    /// The attribute of a node that is its labels.
    var labels = "labels"
    /// The attribute of an edge that is its type.
    var type = "interaction"
    /// The type of edges that say none.
    var standardType = "RELATED_TO"
    /// The property that, with the first label, finds a node that the graph has already.
    var key = ""

    static let list: [FormatOption<Options>] = [
      .text("labels", \.labels, "NAME", "The attribute of a node that is its labels"),
      .text("type", \.type, "NAME", "The attribute of an edge that is its type"),
      .standardType(\.standardType, "The type of edges that say none"),
      .nodeKey(\.key),
    ]
  }

  private let options: Options

  init(options: Options) { self.options = options }

  /// Reads every node and edge.
  func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    let parts = JSONPartReader(try source.stream()) { path in
      path.count <= 1 || path.count == 2 && (path[1] == "nodes" || path[1] == "edges")
    }
    var reading = CX2Reading(parts, options)
    try reading.document(into: &sink)
  }
}

/// The way through one file of CX2.
private struct CX2Reading {
  private let parts: JSONPartReader
  private let options: CX2Importer.Options
  private var remarks = Remarks()
  private var isVersionKnown = false
  private var isEnded = false
  private var nodes = Declarations()
  private var edges = Declarations()
  private var captionsAreOurs = false
  private var isOurs = false

  /// What a file declares of the attributes of its nodes, or of its edges.
  private struct Declarations {
    var names: [Text: Text] = [:]
    var standards: [(Text, Value)] = []
    var types: [Text: String] = [:]
    var meanings: [Text: AttributeColumns.Column] = [:]
  }

  init(_ parts: JSONPartReader, _ options: CX2Importer.Options) {
    self.parts = parts
    self.options = options
  }

  mutating func document(into sink: inout some GraphSink) throws {
    while try parts.next() {
      let path = parts.path
      guard path.count >= 2, path[0] == "" else {
        throw ImportError(
          "This is no CX2", at: parts.place,
          hint: "A file of CX2 is an array that begins with {\"CXVersion\":\"2.0\"}")
      }
      if path[1] != "CXVersion", !isVersionKnown { throw unknownVersion("no") }
      switch path[1] {
      case "CXVersion":
        guard case .text(let version) = try parts.value(), version.string.hasPrefix("2") else {
          throw unknownVersion("another")
        }
        isVersionKnown = true
      case "nodes" where path.count == 3: try node(&sink)
      case "edges" where path.count == 3: try edge(&sink)
      case "attributeDeclarations": try declare()
      case "networkAttributes": try network(&sink)
      case "hasFragments", "metaData": break
      case "status": try status()
      default:
        remarks.say("The aspect '\(path[1])' was left out", at: parts.place, to: &sink)
      }
    }
    if isVersionKnown, !isEnded {
      sink.warn(
        "The file has no 'status' at its end; it may be cut off", at: SourcePlace(parts.place.file))
    }
  }

  private func unknownVersion(_ which: String) -> ImportError {
    if ["numberVerification", "metaData", "@context"].contains(parts.path[1]) {
      return ImportError(
        "The file is CX of version 1, and only version 2 is read", at: parts.place,
        hint: "Load the network from NDEx, or save it from Cytoscape, as CX2, or as cyjs")
    }
    return ImportError(
      "The file is no CX2: it says \(which) CXVersion", at: parts.place,
      hint: "Export it as CX2; of CX version 1, 'cyjs' is what Cytoscape can write beside it")
  }

  private mutating func status() throws {
    isEnded = true
    guard case .list(let list) = try parts.value(), case .map(let status)? = list.first else {
      return
    }
    if status["success"] == false {
      let reason = if case .text(let text)? = status["error"] { text.string } else { "no reason" }
      throw ImportError(
        "The file says that it was not written to its end: \(reason)", at: parts.place,
        hint: "Export it again")
    }
  }

  // MARK: Declarations

  private mutating func declare() throws {
    guard case .list(let list) = try parts.value() else { return }
    for case .map(let section) in list {
      Self.add(section["nodes"], to: &nodes)
      Self.add(section["edges"], to: &edges)
    }
  }

  private static func add(_ value: Value?, to declarations: inout Declarations) {
    guard case .map(let map)? = value else { return }
    for (name, value) in map.entries {
      guard case .map(let declaration) = value else { continue }
      if case .text(let alias)? = declaration["a"] { declarations.names[alias] = name }
      if let standard = declaration["v"] { declarations.standards.append((name, standard)) }
      if case .text(let type)? = declaration["d"] { declarations.types[name] = type.string }
    }
  }

  private mutating func network(_ sink: inout some GraphSink) throws {
    guard case .list(let list) = try parts.value() else { return }
    for case .map(let attributes) in list {
      for (name, value) in attributes.entries {
        if name == CX2Columns.note, case .text(let json) = value {
          isOurs = true
          let all = try? JSONReader(tags: .ignore).value(of: json)
          nodes.meanings = AttributeColumns.meanings(in: all, of: "nodes")
          edges.meanings = AttributeColumns.meanings(in: all, of: "edges")
          if case .map(let map)? = all { captionsAreOurs = map["captions"] == true }
        } else {
          remarks.say(
            "'\(name)' is said of the network and was left out: only nodes and relationships have "
              + "properties", at: parts.place, to: &sink)
        }
      }
    }
  }

  // MARK: Elements

  private mutating func node(_ sink: inout some GraphSink) throws {
    let place = parts.place
    var isDrawn = false
    let read = try sink.reading(.node, text: parts.text) { () throws -> ImportedNode in
      let element = try element()
      isDrawn = element["x"] != nil || element["y"] != nil
      var properties = try properties(of: element, nodes)
      let name: Text = isOurs ? "labels" : Text(options.labels)
      var labels: [Text] = []
      switch properties[name] {
      case .list(let list)?:
        for case .text(let label) in list where !labels.contains(label) { labels.append(label) }
        properties[name] = nil
      case .text(let text)?:
        labels = LabelText.labels(in: text.string)
        properties[name] = nil
      default: break
      }
      if isOurs {
        if captionsAreOurs { properties["name"] = nil }
        properties = try exact(properties, element, nodes)
      } else {
        for (short, long) in [("n", "name"), ("r", "represents")] as [(Text, Text)] {
          if let value = element[short]?.storable, properties[long] == nil {
            properties[long] = value
          }
        }
      }
      return ImportedNode(
        NodeReference(try id(element, "id")), labels: labels, properties: properties,
        key: Text(nonEmpty: options.key), at: place)
    }
    if isDrawn {
      remarks.say("The places of nodes (x, y, z) were left out", at: place, to: &sink)
    }
    if let read { try sink.add(read) }
  }

  private mutating func edge(_ sink: inout some GraphSink) throws {
    let place = parts.place
    let read = try sink.reading(.relationship, text: parts.text) {
      () throws -> ImportedRelationship in
      let element = try element()
      var properties = try properties(of: element, edges)
      let name: Text = isOurs ? "interaction" : Text(options.type)
      var type = Text(options.standardType)
      if case .text(let text)? = properties[name] ?? element["i"], !text.isEmpty {
        type = text
        properties[name] = nil
      }
      if isOurs { properties = try exact(properties, element, edges) }
      return ImportedRelationship(
        type, from: NodeReference(try id(element, "s")), to: NodeReference(try id(element, "t")),
        properties: properties, at: place)
    }
    if let read { try sink.add(read) }
  }

  private func element() throws -> MapValue {
    guard case .map(let element) = try parts.value() else {
      throw ImportError(
        "This is no object", at: parts.place, hint: "Nodes and edges are objects with an 'id'")
    }
    return element
  }

  private func id(_ element: MapValue, _ name: Text) throws -> Text {
    switch element[name] {
    case .integer(let id)?: return Text(String(id))
    case .text(let id)? where !id.isEmpty: return id
    default:
      throw ImportError(
        "'\(name)' is missing, or no integer", at: parts.place,
        hint: "A node has an 'id'; an edge has an 'id', and in 's' and 't' the ids of nodes")
    }
  }

  private func properties(
    of element: MapValue, _ declarations: Declarations
  ) throws -> MapValue {
    var properties = MapValue()
    for (name, value) in declarations.standards { properties[name] = value.storable }
    guard case .map(let values)? = element["v"] else { return properties }
    for (short, value) in values.entries {
      let name = declarations.names[short] ?? short
      var value = value
      if declarations.types[name] == "double", case .integer(let number) = value {
        value = .float(Double(number))
      }
      properties[name] = value.storable
    }
    return properties
  }

  /// The properties of a file of this program, as they were.
  private func exact(
    _ properties: MapValue, _ element: MapValue, _ declarations: Declarations
  ) throws -> MapValue {
    var found = MapValue()
    for (title, value) in properties.entries {
      guard let column = declarations.meanings[title] else {
        found[title] = value
        continue
      }
      if column.type == .json, case .text(let json) = value {
        do {
          found[column.name] = try JSONReader().value(of: json)
        } catch {
          throw ImportError("The attribute '\(title)': \(error.message)", at: parts.place)
        }
      } else {
        found[column.name] = value
      }
    }
    return found
  }
}
