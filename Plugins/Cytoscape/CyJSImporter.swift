import ExchangeKit
import GraphModel
import PluginKit

/// Reads elements of Cytoscape.js: as Cytoscape exports them, or a bare array of them.
struct CyJSImporter: GraphImporter {
  /// How to read elements.
  struct Options: FormatOptions {
    /// The data of a node that are its labels.
    var labels = "labels"
    /// The data of an edge that are its type.
    var type = "interaction"
    /// The type of edges that say none.
    var standardType = "RELATED_TO"
    /// The property that takes the ids of the file.
    var id = "id"
    /// The property that, with the first label, finds a node that the graph has already.
    var key = ""

    static let list: [FormatOption<Options>] = [
      .text("labels", \.labels, "NAME", "The data of a node that are its labels: a text or a list"),
      .text("type", \.type, "NAME", "The data of an edge that are its type"),
      .standardType(\.standardType, "The type of edges that say none"),
      .text("id", \.id, "PROPERTY", "Takes the ids of the file; empty: they are left out"),
      .nodeKey(\.key),
    ]
  }

  private let options: Options

  init(options: Options) { self.options = options }

  private static let opened: Set<[String]> = [
    [], ["elements"], ["elements", "nodes"], ["elements", "edges"], ["nodes"], ["edges"],
  ]

  /// Reads every element; compound nodes become `CONTAINS` relationships.
  func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    let parts = JSONPartReader(try source.stream()) { Self.opened.contains($0) }
    var remarks = Remarks()
    var isOurs = false
    while try parts.next() {
      switch parts.path {
      case ["elements", "nodes", ""], ["nodes", ""]:
        try element(parts, .node, isOurs, &remarks, &sink)
      case ["elements", "edges", ""], ["edges", ""]:
        try element(parts, .relationship, isOurs, &remarks, &sink)
      case ["elements", ""], [""]: try element(parts, nil, isOurs, &remarks, &sink)
      case ["generated_by"]: isOurs = try parts.value() == .string(CyJSName.program)
      case ["format_version"], ["target_cytoscapejs_version"]: break
      case ["data"] where isOurs, ["directed"] where isOurs, ["multigraph"] where isOurs: break
      case let path where path.count == 1:
        remarks.say("'\(path[0])' was left out", at: parts.place, to: &sink)
      default:
        throw ImportError(
          "This is no element of Cytoscape", at: parts.place,
          hint:
            "Elements are objects with 'data', in an array, or in 'nodes' and 'edges' of 'elements'"
        )
      }
    }
  }

  private func element(
    _ parts: JSONPartReader, _ section: RecordKind?, _ isOurs: Bool, _ remarks: inout Remarks,
    _ sink: inout some GraphSink
  ) throws {
    let read = try sink.reading(section ?? .node, text: parts.text) {
      try record(parts, section, isOurs)
    }
    guard let read else { return }
    if case .node(let node) = read.record, node.reference?.group == Self.unnamed {
      remarks.say(
        "A node has no id, so that no edge can reach it; it was read as it is", at: parts.place,
        to: &sink)
    }
    for name in read.leftOut {
      remarks.say("'\(name)' of elements was left out", at: parts.place, to: &sink)
    }
    switch read.record {
    case .node(let node): try sink.add(node)
    case .relationship(let relationship): try sink.add(relationship)
    }
    if let parent = read.parent, case .node(let node) = read.record, let child = node.reference {
      try sink.add(
        ImportedRelationship(
          "CONTAINS", from: NodeReference(parent), to: child, properties: [:], at: parts.place))
    }
  }

  /// The group of the references to nodes that have no id.
  private static let unnamed: Text = "without id"

  private struct Read {
    var record: GraphRecord
    var parent: Text?
    var leftOut: [String]
  }

  private func record(
    _ parts: JSONPartReader, _ section: RecordKind?, _ isOurs: Bool
  ) throws -> Read {
    let place = parts.place
    guard case .map(let element) = try parts.value(.ignore), case .map(var data)? = element["data"]
    else {
      throw ImportError(
        "The element has no 'data'", at: place, hint: "Write {\"data\":{\"id\":\"a\"}}")
    }
    if isOurs, case .map(let tagged) = try parts.value(.read),
      case .map(let exact)? = tagged["data"]
    {
      data = exact
    }
    func text(_ name: Text) -> Text? {
      switch data[name] {
      case .text(let text)? where !text.isEmpty: text
      case .integer(let number)?: Text(String(number))
      default: nil
      }
    }
    var kind = section ?? (data["source"] == nil ? .node : .relationship)
    if section == nil, case .text(let group)? = element["group"] {
      kind = group == "edges" ? .relationship : .node
    }
    var read = Read(
      record: .node(ImportedNode(nil, labels: [], properties: [:], at: place)), parent: nil,
      leftOut: element.keys.map(\.string).filter { $0 != "data" && $0 != "group" })
    let id = text("id") ?? ""
    if kind == .node {
      // Cytoscape.js makes an id where there is none; the place in the file is as good.
      let reference =
        id.isEmpty
        ? NodeReference(Text("\(place.line ?? 0):\(place.column ?? 0)"), in: Self.unnamed)
        : NodeReference(id)
      let labels = labels(in: data[isOurs ? "labels" : Text(options.labels)])
      read.parent = isOurs ? nil : text("parent")
      var properties = properties(of: data, isOurs)
      if !isOurs {
        if labels != nil { properties[Text(options.labels)] = nil }
        properties["parent"] = nil
        if !id.isEmpty { note(id, &properties) }
      }
      read.record = .node(
        ImportedNode(
          reference, labels: labels ?? [], properties: properties,
          key: Text(nonEmpty: options.key), at: place))
      return read
    }
    guard let source = text("source"), let target = text("target") else {
      throw ImportError(
        "The edge has no \(text("source") == nil ? "source" : "target")", at: place,
        hint: "Write {\"data\":{\"source\":\"a\",\"target\":\"b\"}} with the ids of two nodes")
    }
    let name: Text = isOurs ? "interaction" : Text(options.type)
    let type = text(name)
    var properties = properties(of: data, isOurs)
    if !isOurs {
      for own in ["source", "target", name] as [Text] { properties[own] = nil }
      if properties["shared interaction"] == type.map(Value.text) {
        properties["shared interaction"] = nil
      }
      if !id.isEmpty { note(id, &properties) }
    }
    read.record = .relationship(
      ImportedRelationship(
        type ?? Text(options.standardType), from: NodeReference(source), to: NodeReference(target),
        properties: properties, at: place))
    return read
  }

  private func labels(in value: Value?) -> [Text]? {
    switch value {
    case .text(let text)?: return LabelText.labels(in: text.string)
    case .list(let list)?:
      var labels: [Text] = []
      for case .text(let label) in list where !labels.contains(label) { labels.append(label) }
      return labels.count == list.count ? labels : nil
    default: return nil
    }
  }

  private func properties(of data: MapValue, _ isOurs: Bool) -> MapValue {
    var properties = MapValue()
    for (name, value) in data.entries {
      if isOurs {
        if let name = CyJSName.read(name, in: data) { properties[name] = value }
      } else if name != "id", let value = value.storable {
        properties[name] = value
      }
    }
    return properties
  }

  private func note(_ id: Text, _ properties: inout MapValue) {
    let name = Text(options.id)
    if !name.isEmpty, properties[name] == nil { properties[name] = .text(id) }
  }
}
