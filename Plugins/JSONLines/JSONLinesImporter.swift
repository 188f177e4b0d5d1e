import GraphModel
import PluginKit

/// Reads nodes and relationships from JSON Lines, those of Neo4j's APOC among them.
///
///     {"type":"node","id":1,"labels":["Study"],"properties":{"id":"harden-2015"}}
///     {"type":"relationship","id":7,"label":"SUPPORTS","start":1,"end":2,"properties":{}}
public struct JSONLinesImporter: GraphImporter {
  /// The format.
  public static var format: FormatInfo { JSONLinesFormat.info }

  /// How to read JSON Lines.
  public struct Options: FormatOptions {
    /// Whether objects such as `{"$date":"2020-01-31"}` are values that JSON cannot say.
    public var tags = true
    /// The property that, with the first label, finds a node that the graph has already.
    public var key = ""

    /// Tags are read, every node is new.
    public init() {}

    /// The options.
    public static let list: [FormatOption<Options>] = [
      .flag("tags", \.tags, "Read {\"$date\":…} and its like as values; no: as maps"),
      .text(
        "key", \.key, "PROPERTY", "With the first label, finds a node that the graph has already"),
    ]
  }

  private let options: Options

  /// An importer with the given options.
  public init(options: Options) { self.options = options }

  /// Reads every line; empty ones are passed over.
  public func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    let lines = LineReader(try source.stream())
    let reader = JSONReader(tags: options.tags ? .read : .ignore)
    var ignored: Set<Text> = []
    while try lines.next() {
      let object = try lines.withLine { bytes in
        bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 } ? nil : try map(of: bytes, lines, reader)
      }
      guard let object else { continue }
      let record = Record(object: object, place: lines.place)
      let known: Set<Text>
      switch object["type"] {
      case "node":
        try sink.add(try node(record))
        known = ["type", "id", "labels", "properties"]
      case "relationship":
        try sink.add(try relationship(record))
        known = ["type", "id", "label", "relationshipType", "start", "end", "properties"]
      default: throw unknownType(object["type"], at: lines.place)
      }
      for key in object.entries.keys where !known.contains(key) && ignored.insert(key).inserted {
        sink.warn(
          "The member '\(key)' is not known and was ignored, here and below", at: lines.place)
      }
    }
  }

  private func map(
    of bytes: UnsafeBufferPointer<UInt8>, _ lines: LineReader, _ reader: JSONReader
  ) throws -> MapValue {
    do {
      return try reader.map(of: bytes)
    } catch {
      let isTag = options.tags && error.message.contains("tag")
      throw ImportError(
        error.message, at: SourcePlace(lines.name, line: lines.line, column: error.column),
        hint: isTag
          ? "Import with tags=false where keys that begin with $ mean nothing special" : nil)
    }
  }

  private func node(_ record: Record) throws -> ImportedNode {
    var labels: [Text] = []
    switch record.object["labels"] {
    case .list(let list)?:
      for label in list {
        guard case .text(let name) = label else { throw record.error("A label is a text") }
        if !labels.contains(name) { labels.append(name) }
      }
    case nil: break
    default: throw record.error("'labels' is a list of texts")
    }
    return ImportedNode(
      try record.object["id"].map { try record.reference($0, "id") }, labels: labels,
      properties: try record.properties(), key: options.key.isEmpty ? nil : Text(options.key),
      at: record.place)
  }

  private func relationship(_ record: Record) throws -> ImportedRelationship {
    guard case .text(let type)? = record.object["label"] ?? record.object["relationshipType"],
      !type.isEmpty
    else {
      throw record.error(
        "The relationship has no type", hint: "Write it as \"label\":\"SUPPORTS\"")
    }
    guard let start = record.object["start"], let end = record.object["end"] else {
      throw record.error(
        "The relationship needs both \"start\" and \"end\"",
        hint: "Each is the id of a node: \"start\":1")
    }
    return ImportedRelationship(
      type, from: try record.reference(start, "start"), to: try record.reference(end, "end"),
      properties: try record.properties(), at: record.place)
  }

  private func unknownType(_ type: Value?, at place: SourcePlace) -> ImportError {
    guard case .text(let name)? = type else {
      return ImportError(
        "The object has no \"type\"", at: place,
        hint: "It is \"type\":\"node\" or \"type\":\"relationship\"")
    }
    return ImportError(
      "The type '\(name)' is unknown", at: place,
      hint: didYouMean(name.string, in: ["node", "relationship"])
        ?? "It is \"node\" or \"relationship\"")
  }
}

/// One object and its line.
private struct Record {
  var object: MapValue
  var place: SourcePlace

  func error(_ message: String, hint: String? = nil) -> ImportError {
    ImportError(message, at: place, hint: hint)
  }

  /// The properties, without those that are null: null is how JSON says that there is none.
  func properties() throws -> MapValue {
    switch object["properties"] {
    case .map(var map)?:
      for (key, value) in map.entries where value.isNull { map[key] = nil }
      return map
    case nil, .null?: return MapValue()
    default: throw error("'properties' is an object")
    }
  }

  /// An id, or an object that has one; 1 and "1" are the same id.
  func reference(_ value: Value, _ member: String) throws -> NodeReference {
    switch value {
    case .integer(let id): return NodeReference(Text(String(id)))
    case .text(let id) where !id.isEmpty: return NodeReference(id)
    case .map(let node):
      if let id = node["id"], member != "id" { return try reference(id, "id") }
      fallthrough
    default: throw error("'\(member)' is an integer or a text that is not empty")
    }
  }
}
