import ExchangeKit
import GraphModel
import PluginKit
import XMLParsing

/// The way through one file of GraphML.
struct GraphMLReading {
  private let reader: XMLPullReader
  private let options: GraphMLImporter.Options
  private var keys: [String: GraphMLKey] = [:]
  private var order: [String] = []
  private var remarks = Remarks()
  /// Whether this program wrote the file, so that ids of it mean nothing.
  private var isOurs = false

  /// An element and what was said of it, before it is known to be right.
  private struct Draft {
    var start: XMLStart
    var place: SourcePlace
    var data: [(key: String, text: String, place: SourcePlace)] = []
    /// The text that yEd shows.
    var drawnLabel: String?
    var description: String?
  }

  init(_ stream: ByteStream, _ options: GraphMLImporter.Options) {
    reader = XMLPullReader(stream)
    self.options = options
  }

  mutating func document(into sink: inout some GraphSink) throws {
    while true {
      switch try reader.next() {
      case .start(let start):
        if reader.depth == 1 {
          guard start.localName == "graphml" else {
            throw ImportError(
              "This is no GraphML: its root is <\(start.name)>", at: reader.place,
              hint: "A file of GraphML begins with <graphml>; 'dolen formats' lists other formats")
          }
          isOurs = start["xmlns:dolen"] == GraphMLName.marks
          continue
        }
        switch start.localName {
        case "key": try addKey(try reader.element(start), &sink)
        case "graph": try graph(start, within: nil, &sink)
        case "data": try ownData(start, of: "the file", &sink)
        default: try passOver(start, &sink)
        }
      case .done: return
      default: break
      }
    }
  }

  private mutating func addKey(_ element: XMLElement, _ sink: inout some GraphSink) throws {
    let key = try GraphMLKey(element)
    if let known = keys[key.id] {
      if known.says(the: key) {
        remarks.say(
          "The key '\(key.id)' is declared twice in the same words; it was taken once",
          at: element.place, to: &sink)
        // One for nodes and one for edges are one for both.
        if known.domain != key.domain { keys[key.id]?.domain = "all" }
        return
      }
      throw ImportError(
        "The key '\(key.id)' is declared twice", at: element.place,
        hint: "Give each key an id of its own")
    }
    keys[key.id] = key
    order.append(key.id)
    if let type = key.unknownType {
      remarks.say(
        "The type '\(type)' of the key '\(key.name)' is not known; its values are texts",
        at: element.place, to: &sink)
    }
    if key.isUntyped, ["node", "edge", "all"].contains(key.domain) {
      remarks.say(
        "The key '\(key.name)' says no attr.type; its values are texts", at: element.place,
        to: &sink)
    }
  }

  // MARK: Graphs

  /// Reads the graph that `start` begins, which may stand within a node.
  private mutating func graph(
    _ start: XMLStart, within parent: NodeReference?, _ sink: inout some GraphSink
  ) throws {
    let isDirected = start["edgedefault"] != "undirected"
    if !isDirected {
      remarks.say(
        "The graph is undirected; each of its edges became a relationship from source to target",
        at: reader.place, to: &sink)
    }
    let outside = reader.depth - 1
    while reader.depth > outside {
      guard case .start(let inner) = try reader.next() else { continue }
      switch inner.localName {
      case "node": try node(inner, within: parent, &sink)
      case "edge": try edge(inner, isDirected: isDirected, &sink)
      case "hyperedge":
        let place = reader.place
        try reader.skipElement()
        try sink.skip(
          .relationship, "it is a hyperedge, and a relationship joins two nodes", at: place)
      case "data": try ownData(inner, of: "the graph", &sink)
      default: try passOver(inner, &sink)
      }
    }
  }

  private mutating func ownData(
    _ start: XMLStart, of owner: String, _ sink: inout some GraphSink
  ) throws {
    let place = reader.place
    let element = try reader.element(start)
    let key = element["key"].flatMap { keys[$0] }
    if case .graphics? = key?.reading { return }
    let name = key?.name ?? element["key"] ?? ""
    remarks.say(
      "'\(name)' is said of \(owner) and was left out: only nodes and relationships have properties",
      at: place, to: &sink)
  }

  private mutating func passOver(_ start: XMLStart, _ sink: inout some GraphSink) throws {
    remarks.say("<\(start.name)> was left out", at: reader.place, to: &sink)
    try reader.skipElement()
  }

  private mutating func node(
    _ start: XMLStart, within parent: NodeReference?, _ sink: inout some GraphSink
  ) throws {
    var draft = Draft(start: start, place: reader.place)
    let reference = start["id"].map { NodeReference(Text($0)) }
    try contents(of: &draft, reference, &sink)
    let read = try sink.reading(.node, text: "<node id=\"\(start["id"] ?? "")\">") {
      try imported(draft, reference)
    }
    for key in undeclared(draft) {
      remarks.say(
        "The key '\(key)' is not declared; its values are texts", at: draft.place, to: &sink)
    }
    guard let node = read else { return }
    try sink.add(node)
    if let parent, let reference {
      try sink.add(
        ImportedRelationship(
          "CONTAINS", from: parent, to: reference, properties: [:], at: draft.place))
    }
  }

  private mutating func edge(
    _ start: XMLStart, isDirected: Bool, _ sink: inout some GraphSink
  ) throws {
    var draft = Draft(start: start, place: reader.place)
    try contents(of: &draft, nil, &sink)
    let text = "<edge source=\"\(start["source"] ?? "")\" target=\"\(start["target"] ?? "")\">"
    let read = try sink.reading(.relationship, text: text) {
      try imported(draft, isDirected: isDirected)
    }
    for key in undeclared(draft) {
      remarks.say(
        "The key '\(key)' is not declared; its values are texts", at: draft.place, to: &sink)
    }
    if let read { try sink.add(read) }
  }

  /// Reads what is in the element at hand up to its end.
  private mutating func contents(
    of draft: inout Draft, _ reference: NodeReference?, _ sink: inout some GraphSink
  ) throws {
    let outside = reader.depth - 1
    while reader.depth > outside {
      guard case .start(let inner) = try reader.next() else { continue }
      switch inner.localName {
      case "data":
        let element = try reader.element(inner)
        let key = element["key"] ?? ""
        if case .graphics? = keys[key]?.reading {
          draft.drawnLabel = draft.drawnLabel ?? Self.drawnLabel(in: element)
          remarks.say("What yEd draws was left out, but for labels", at: element.place, to: &sink)
        } else {
          draft.data.append((key, element.text, element.place))
        }
      case "desc": draft.description = try reader.element(inner).text
      case "graph": try graph(inner, within: reference, &sink)
      case "port":
        remarks.say("Ports of nodes were left out", at: reader.place, to: &sink)
        try reader.skipElement()
      default: try passOver(inner, &sink)
      }
    }
  }

  private static func drawnLabel(in element: XMLElement) -> String? {
    if ["NodeLabel", "EdgeLabel", "Label.Text"].contains(element.name) {
      let text = element.text.trimmed
      return text.isEmpty ? nil : text
    }
    for child in element.children {
      if let found = drawnLabel(in: child) { return found }
    }
    return nil
  }

  private func undeclared(_ draft: Draft) -> [String] {
    draft.data.map(\.key).filter { keys[$0] == nil }
  }

  // MARK: Records

  private func imported(_ draft: Draft, _ reference: NodeReference?) throws -> ImportedNode {
    guard let id = draft.start["id"], !id.isEmpty else {
      throw ImportError(
        "The node has no id", at: draft.place, hint: "Write <node id=\"…\"> with an id of its own")
    }
    var (properties, roles) = try properties(of: draft, "node")
    var labels = roles.labels.map(LabelText.labels) ?? []
    if !isOurs {
      if let named = draft.start["labels"] {
        labels = LabelText.labels(in: named)
        properties[Text(options.labels)] = nil
      } else if case .text(let named)? = properties[Text(options.labels)] {
        labels = LabelText.labels(in: named.string)
        properties[Text(options.labels)] = nil
      }
      if let label = draft.drawnLabel, properties["label"] == nil {
        properties["label"] = .string(label)
      }
      if draft.start["labels"] == nil || !Self.isNumbered(id, "n") {
        note(id, in: &properties)
      }
    }
    return ImportedNode(
      reference, labels: labels, properties: properties,
      key: Text(nonEmpty: options.key), at: draft.place)
  }

  private func imported(_ draft: Draft, isDirected: Bool) throws -> ImportedRelationship {
    let start = draft.start
    guard let source = start["source"], let target = start["target"] else {
      throw ImportError(
        "The edge has no \(start["source"] == nil ? "source" : "target")", at: draft.place,
        hint: "Write <edge source=\"…\" target=\"…\"> with the ids of two nodes")
    }
    var (properties, roles) = try properties(of: draft, "edge")
    var type = roles.type ?? start["label"] ?? ""
    if !isOurs {
      let name = Text(options.type)
      if case .text(let text)? = properties[name], type.isEmpty || type == text.string {
        type = text.string
        properties[name] = nil
      }
      if type.isEmpty, let label = draft.drawnLabel { type = label }
      for port in ["sourceport", "targetport"] {
        if let name = start[port] { properties[Text(port)] = .string(name) }
      }
      if let said = start["directed"], said != (isDirected ? "true" : "false") {
        properties["directed"] = .boolean(said == "true")
      }
      if let id = start["id"], start["label"] == nil || !Self.isNumbered(id, "e") {
        note(id, in: &properties)
      }
    }
    return ImportedRelationship(
      Text(type.isEmpty ? options.standardType : type), from: NodeReference(Text(source)),
      to: NodeReference(Text(target)), properties: properties, at: draft.place)
  }

  private func properties(
    of draft: Draft, _ domain: String
  ) throws -> (properties: MapValue, roles: (labels: String?, type: String?)) {
    var properties = MapValue()
    var roles: (labels: String?, type: String?)
    for id in order {
      guard let key = keys[id], let standard = key.standard, key.role == nil, key.isOf(domain)
      else { continue }
      properties[Text(key.name)] = standard
    }
    for (id, text, place) in draft.data {
      guard let key = keys[id] else {
        properties[Text(id)] = .string(text)
        continue
      }
      switch key.role {
      case .labels: roles.labels = text
      case .type: roles.type = text
      case .caption: break
      case nil:
        if let value = try key.value(of: text, at: place) { properties[Text(key.name)] = value }
      }
    }
    if let description = draft.description, properties["desc"] == nil {
      properties["desc"] = .string(description)
    }
    return (properties, roles)
  }

  private func note(_ id: String, in properties: inout MapValue) {
    let name = Text(options.id)
    if !name.isEmpty, properties[name] == nil { properties[name] = .string(id) }
  }

  /// Whether an id is one that a program has made up: `n12`.
  private static func isNumbered(_ id: String, _ letter: String) -> Bool {
    id.hasPrefix(letter) && id.utf8.count > 1
      && id.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
  }
}
