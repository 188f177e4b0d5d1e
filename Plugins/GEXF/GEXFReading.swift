import ExchangeKit
import GraphModel
import PluginKit
import XMLParsing

/// The way through one file of GEXF.
struct GEXFReading {
  private let reader: XMLPullReader
  private let options: GEXFImporter.Options
  /// The attributes of nodes, and of edges, by their ids.
  private var attributes: [String: [String: GEXFAttribute]] = [:]
  /// What nodes, and edges, have that say nothing else, in the order of the ids of attributes.
  private var standards: [String: [(name: Text, value: Value)]] = [:]
  private var remarks = Remarks()
  /// Whether this program wrote the file, so that ids and labels of it mean nothing.
  private var isOurs = false
  private var standardDirection = "undirected"
  /// The ids of nodes so far.
  private var ids: Set<Text> = []
  /// Nodes within others that were not there yet.
  private var waiting: [(outer: Text, inner: NodeReference, place: SourcePlace)] = []

  /// An element and what was said of it, before it is known to be right.
  private struct Draft {
    var start: XMLStart
    var place: SourcePlace
    var values: [(attribute: String, text: String, isDated: Bool, place: SourcePlace)] = []
    var parents: [String] = []
  }

  private static let drawn: Set<String> = ["color", "position", "size", "shape", "thickness"]

  init(_ stream: ByteStream, _ options: GEXFImporter.Options) {
    reader = XMLPullReader(stream)
    self.options = options
  }

  mutating func document(into sink: inout some GraphSink) throws {
    while true {
      switch try reader.next() {
      case .start(let start):
        if reader.depth == 1 {
          guard start.localName == "gexf" else {
            throw ImportError(
              "This is no GEXF: its root is <\(start.name)>", at: reader.place,
              hint: "A file of GEXF begins with <gexf>; 'dolen formats' lists other formats")
          }
          isOurs = start["xmlns:dolen"] == GEXFName.marks
        } else {
          try top(start, &sink)
        }
      case .done: return try addWaiting(&sink)
      default: break
      }
    }
  }

  /// Adds what contains a node and stands behind it. Gephi writes `pid="0"` for nodes within none.
  private mutating func addWaiting(_ sink: inout some GraphSink) throws {
    for (outer, inner, place) in waiting {
      if ids.contains(outer) {
        try sink.add(
          ImportedRelationship(
            "CONTAINS", from: NodeReference(outer), to: inner, properties: [:], at: place))
      } else {
        remarks.say(
          "Nodes are said to lie within '\(outer)' (pid), which is no node; they lie within none",
          at: place, to: &sink)
      }
    }
  }

  /// Reads an element above nodes and edges.
  private mutating func top(_ start: XMLStart, _ sink: inout some GraphSink) throws {
    switch start.localName {
    case "graph":
      standardDirection = start["defaultedgetype"] ?? "undirected"
      if standardDirection == "undirected" {
        remarks.say(
          "The graph is undirected; each of its edges became a relationship from source to target",
          at: reader.place, to: &sink)
      }
      if start["mode"] == "dynamic" {
        remarks.say(
          "The graph is dynamic; times are the properties 'start' and 'end', and an attribute that "
            + "changes is the list of its values", at: reader.place, to: &sink)
      }
    case "nodes", "edges": break
    case "attributes": try attributes(start, &sink)
    case "node": try node(start, within: nil, &sink)
    case "edge": try edge(start, &sink)
    case "meta":
      remarks.say("What the file says of itself (meta) was left out", at: reader.place, to: &sink)
      try reader.skipElement()
    default:
      remarks.say("<\(start.name)> was left out", at: reader.place, to: &sink)
      try reader.skipElement()
    }
  }

  private mutating func attributes(_ start: XMLStart, _ sink: inout some GraphSink) throws {
    let kind = start["class"] ?? "node"
    let outside = reader.depth - 1
    while reader.depth > outside {
      guard case .start(let inner) = try reader.next() else { continue }
      guard inner.localName == "attribute" else {
        try reader.skipElement()
        continue
      }
      let element = try reader.element(inner)
      let attribute = try GEXFAttribute(element, isOurs: isOurs)
      let id = inner["id"] ?? ""
      if let known = attributes[kind]?[id] {
        if known.says(the: attribute) {
          remarks.say(
            "The attribute '\(id)' is declared twice in the same words; it was taken once",
            at: element.place, to: &sink)
          continue
        }
        throw ImportError(
          "The attribute '\(id)' is declared twice", at: element.place,
          hint: "Give each attribute of a class an id of its own")
      }
      attributes[kind, default: [:]][id] = attribute
      if let type = attribute.unknownType {
        remarks.say(
          "The type '\(type)' of the attribute '\(attribute.name)' is not known; its values are texts",
          at: element.place, to: &sink)
      }
    }
    let declared = attributes[kind] ?? [:]
    standards[kind] = declared.sorted { $0.key < $1.key }.compactMap { _, attribute in
      attribute.standard.map { (Text(attribute.name), $0) }
    }
  }

  // MARK: Elements

  private mutating func node(
    _ start: XMLStart, within parent: String?, _ sink: inout some GraphSink
  ) throws {
    var draft = Draft(start: start, place: reader.place)
    if let outer = start["pid"], outer != "", parent == nil { draft.parents.append(outer) }
    try contents(of: &draft, &sink)
    let read = try sink.reading(.node, text: "<node id=\"\(start["id"] ?? "")\">") {
      try importedNode(draft)
    }
    sayUndeclared(draft, "node", &sink)
    guard let node = read, let reference = node.reference else { return }
    try sink.add(node)
    ids.insert(reference.id)
    if let parent {
      try sink.add(
        ImportedRelationship(
          "CONTAINS", from: NodeReference(Text(parent)), to: reference, properties: [:],
          at: draft.place))
    }
    for outer in draft.parents.map({ Text($0) }) {
      guard ids.contains(outer) else {
        waiting.append((outer, reference, draft.place))
        continue
      }
      try sink.add(
        ImportedRelationship(
          "CONTAINS", from: NodeReference(outer), to: reference, properties: [:], at: draft.place))
    }
  }

  private mutating func edge(_ start: XMLStart, _ sink: inout some GraphSink) throws {
    var draft = Draft(start: start, place: reader.place)
    try contents(of: &draft, &sink)
    let text = "<edge source=\"\(start["source"] ?? "")\" target=\"\(start["target"] ?? "")\">"
    let read = try sink.reading(.relationship, text: text) { try importedEdge(draft) }
    sayUndeclared(draft, "edge", &sink)
    if let read { try sink.add(read) }
  }

  /// Says the attributes that an element has and nobody has declared.
  private mutating func sayUndeclared(
    _ draft: Draft, _ kind: String, _ sink: inout some GraphSink
  ) {
    for (id, _, _, place) in draft.values where attributes[kind]?[id] == nil {
      let type = id == "weight" ? "numbers where they can be" : "texts"
      remarks.say(
        "The attribute '\(id)' is not declared for \(kind)s; its values are \(type)", at: place,
        to: &sink)
    }
  }

  /// Reads what is in the element at hand up to its end.
  private mutating func contents(of draft: inout Draft, _ sink: inout some GraphSink) throws {
    let outside = reader.depth - 1
    while reader.depth > outside {
      guard case .start(let inner) = try reader.next() else { continue }
      switch inner.localName {
      case "attvalues", "nodes", "edges", "parents": break
      case "attvalue":
        let isDated = ["start", "end", "startopen", "endopen", "timestamp"].contains {
          inner[$0] != nil
        }
        draft.values.append(
          (inner["for"] ?? inner["id"] ?? "", inner["value"] ?? "", isDated, reader.place))
      case "node": try node(inner, within: draft.start["id"], &sink)
      case "edge": try edge(inner, &sink)
      case "parent": if let outer = inner["for"] { draft.parents.append(outer) }
      case let name where Self.drawn.contains(name):
        remarks.say("What Gephi draws (viz) was left out", at: reader.place, to: &sink)
        try reader.skipElement()
      default:
        remarks.say("<\(inner.name)> was left out", at: reader.place, to: &sink)
        try reader.skipElement()
      }
    }
  }

  // MARK: Records

  private func importedNode(_ draft: Draft) throws -> ImportedNode {
    guard let id = draft.start["id"], !id.isEmpty else {
      throw ImportError(
        "The node has no id", at: draft.place, hint: "Write <node id=\"…\"> with an id of its own")
    }
    var (properties, labelText) = try properties(of: draft, "node")
    if !isOurs {
      let name = Text(options.labels)
      if labelText == nil, case .text(let text)? = properties[name] {
        labelText = text.string
        properties[name] = nil
      }
      if let label = draft.start["label"], !label.isEmpty, properties["label"] == nil {
        properties["label"] = .string(label)
      }
      note(draft, id, in: &properties)
    }
    return ImportedNode(
      NodeReference(Text(id)), labels: labelText.map(LabelText.labels) ?? [],
      properties: properties, key: Text(nonEmpty: options.key), at: draft.place)
  }

  private func importedEdge(_ draft: Draft) throws -> ImportedRelationship {
    let start = draft.start
    guard let source = start["source"], let target = start["target"] else {
      throw ImportError(
        "The edge has no \(start["source"] == nil ? "source" : "target")", at: draft.place,
        hint: "Write <edge source=\"…\" target=\"…\"> with the ids of two nodes")
    }
    var (properties, _) = try properties(of: draft, "edge")
    let label = start["label"] ?? ""
    let kind = start["kind"] ?? ""
    let type = kind.isEmpty ? label : kind
    if !isOurs {
      if !label.isEmpty, label != type, properties["label"] == nil {
        properties["label"] = .string(label)
      }
      if let weight = start["weight"], properties["weight"] == nil {
        properties["weight"] = try Self.weight(weight, at: draft.place)
      }
      if let direction = start["type"], direction != standardDirection {
        properties["edgetype"] = .string(direction)
      }
      if let id = start["id"] { note(draft, id, in: &properties) }
    }
    return ImportedRelationship(
      Text(type.isEmpty ? options.standardType : type), from: NodeReference(Text(source)),
      to: NodeReference(Text(target)), properties: properties, at: draft.place)
  }

  private static func weight(_ text: String, at place: SourcePlace) throws -> Value? {
    do {
      return try AttributeType.float.value(of: text)
    } catch {
      throw ImportError("The weight of the edge: \(error.message)", at: place, hint: error.hint)
    }
  }

  private func properties(
    of draft: Draft, _ kind: String
  ) throws -> (properties: MapValue, labels: String?) {
    let declared = attributes[kind] ?? [:]
    var properties = MapValue()
    var labels: String?
    // Lists are put in when all of them is there: each value alone would copy those before it.
    var dated: [Text: [Value]] = [:]
    var lists: Set<Text> = []
    for (id, text, isDated, place) in draft.values {
      let value: Value
      var name = Text(id)
      if let attribute = declared[id] {
        if attribute.isLabels {
          labels = text
          continue
        }
        guard let read = try attribute.value(of: text, at: place) else { continue }
        value = read
        name = Text(attribute.name)
      } else {
        let number = id == "weight" ? try? AttributeType.float.value(of: text) : nil
        value = number ?? .string(text)
      }
      if isDated {
        dated[name, default: []].append(value)
        if lists.insert(name).inserted { properties[name] = .list([]) }
      } else {
        lists.remove(name)
        properties[name] = value
      }
    }
    for name in lists { properties[name] = dated[name].map { .list($0) } }
    if !isOurs {
      for (name, value) in standards[kind] ?? [] where properties[name] == nil {
        properties[name] = value
      }
    }
    return (properties, labels)
  }

  /// Notes the id and the times that stand on an element.
  private func note(_ draft: Draft, _ id: String, in properties: inout MapValue) {
    for time in ["start", "end", "timestamp"] {
      guard let text = draft.start[time], properties[Text(time)] == nil else { continue }
      properties[Text(time)] = Value(plain: text)
    }
    let name = Text(options.id)
    if !name.isEmpty, properties[name] == nil { properties[name] = .string(id) }
  }
}
