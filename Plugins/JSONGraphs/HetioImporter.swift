import ExchangeKit
import GraphModel
import PluginKit

/// Reads hetio JSON: nodes with a kind and an identifier, edges between such pairs.
struct HetioImporter: GraphImporter {
  /// How to read hetio JSON.
  struct Options: FormatOptions {
    /// Whether nodes are found by their identifier where the graph has them already.
    var merge = true

    static let list: [FormatOption<Options>] = [
      .flag("merge", \.merge, "Find nodes that the graph has already by their identifier")
    ]
  }

  private let options: Options

  init(options: Options) { self.options = options }

  /// Reads every node and edge.
  func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    let parts = JSONPartReader(try source.stream()) { path in
      path.isEmpty || path == ["nodes"] || path == ["edges"]
    }
    var remarks = Remarks()
    var hasNodes = false
    var hasParts = false
    while try parts.next() {
      hasParts = true
      switch parts.path {
      case ["nodes", ""]:
        hasNodes = true
        let read = try sink.reading(.node, text: parts.text) { try node(parts) }
        if let read { try sink.add(read) }
      case ["edges", ""]:
        let read = try sink.reading(.relationship, text: parts.text) { try edge(parts) }
        if let read { try sink.add(read) }
      case ["metanode_kinds"], ["metaedge_tuples"], ["kind_to_abbrev"]: break
      case let path where path.count == 1 && path[0] != "":
        remarks.say("'\(path[0])' was left out", at: parts.place, to: &sink)
      default:
        throw ImportError(
          "This is no hetio JSON", at: parts.place,
          hint: "It is an object with 'nodes' and 'edges', each an array of objects")
      }
    }
    if hasParts, !hasNodes {
      sink.warn(
        "The file has no nodes; it may be a metagraph, which describes kinds only",
        at: SourcePlace(source.name))
    }
  }

  private func node(_ parts: JSONPartReader) throws -> ImportedNode {
    let element = try object(parts)
    guard case .text(let kind)? = element["kind"], let identifier = element["identifier"],
      let id = Self.id(identifier)
    else {
      throw ImportError(
        "The node has no kind, or no identifier", at: parts.place,
        hint: "Write {\"kind\":\"Gene\",\"identifier\":9021,\"name\":\"SOCS3\",\"data\":{}}")
    }
    var properties: MapValue = ["identifier": identifier]
    properties["name"] = element["name"]?.storable
    add(element, to: &properties, except: ["kind", "identifier", "name", "data"])
    return ImportedNode(
      NodeReference(id, in: kind), labels: [kind], properties: properties,
      key: options.merge ? "identifier" : nil, at: parts.place)
  }

  private func edge(_ parts: JSONPartReader) throws -> ImportedRelationship {
    let element = try object(parts)
    func end(_ name: Text) throws -> NodeReference {
      guard case .list(let pair)? = element[name], pair.count == 2, case .text(let kind) = pair[0],
        let id = Self.id(pair[1])
      else {
        throw ImportError(
          "'\(name)' is no pair of a kind and an identifier", at: parts.place,
          hint: "Write \"\(name)\":[\"Gene\",9021]")
      }
      return NodeReference(id, in: kind)
    }
    guard case .text(let kind)? = element["kind"], !kind.isEmpty else {
      throw ImportError(
        "The edge has no kind", at: parts.place, hint: "Write \"kind\":\"upregulates\"")
    }
    var properties = MapValue()
    if let direction = element["direction"], direction != "forward" {
      properties["direction"] = direction.storable
    }
    add(element, to: &properties, except: ["kind", "source_id", "target_id", "direction", "data"])
    return ImportedRelationship(
      kind, from: try end("source_id"), to: try end("target_id"), properties: properties,
      at: parts.place)
  }

  private func object(_ parts: JSONPartReader) throws -> MapValue {
    guard case .map(let element) = try parts.value() else {
      throw ImportError("This is no object", at: parts.place, hint: "Nodes and edges are objects")
    }
    return element
  }

  private func add(_ element: MapValue, to properties: inout MapValue, except names: Set<Text>) {
    if case .map(let data)? = element["data"] {
      for (name, value) in data.entries where properties[name] == nil {
        properties[name] = value.storable
      }
    }
    for (name, value) in element.entries where !names.contains(name) && properties[name] == nil {
      properties[name] = value.storable
    }
  }

  private static func id(_ value: Value) -> Text? {
    switch value {
    case .text(let id) where !id.isEmpty: id
    case .integer(let id): Text(String(id))
    default: nil
    }
  }
}
