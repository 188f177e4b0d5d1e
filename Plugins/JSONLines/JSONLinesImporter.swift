import GraphModel
import PluginKit

/// Reads nodes and relationships from JSON Lines, and from all forms of JSON of Neo4j's APOC.
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
    /// The types of properties that stand as plain texts.
    public var types = PropertyTypes()

    /// Tags are read, every node is new.
    public init() {}

    /// The options.
    public static let list: [FormatOption<Options>] = [
      .flag("tags", \.tags, "Read {\"$date\":…} and its like as values; no: as maps"),
      .text(
        "key", \.key, "PROPERTY", "With the first label, finds a node that the graph has already"),
      .parsed(
        "types", \.types, "PROPERTY:TYPE,…",
        "Read these texts as values, as APOC writes dates: born:date,at:datetime"),
    ]
  }

  private let options: Options

  /// An importer with the given options.
  public init(options: Options) { self.options = options }

  /// Reads every record.
  public func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    let records = JSONRecordReader(try source.stream())
    let reader = JSONReader(tags: options.tags ? .read : .ignore)
    var ignored: Set<Text> = []
    while try records.next() {
      let record = try record(records, reader)
      let known: Set<Text>
      switch record.object["type"] {
      case "node":
        try sink.add(try node(record))
        known = ["type", "id", "labels", "properties"]
      case "relationship":
        try sink.add(try relationship(record))
        known = ["type", "id", "label", "relationshipType", "start", "end", "properties"]
      case let type: throw unknownType(type, at: record.place)
      }
      for key in record.object.entries.keys
      where !known.contains(key) && ignored.insert(key).inserted {
        sink.warn(
          "The member '\(key)' is not known and was ignored, here and below", at: record.place)
      }
    }
  }

  /// The current record, with what its place in the file says of it.
  private func record(_ records: JSONRecordReader, _ reader: JSONReader) throws -> Record {
    var object: MapValue
    do {
      object = try records.record(reader)
    } catch var error as ImportError {
      if options.tags, error.message.contains("tag") {
        error.hint = "Import with tags=false where keys that begin with $ mean nothing special"
      }
      throw error
    }
    if let section = records.section {
      let type: Value = section == .nodes ? "node" : "relationship"
      guard (object["type"] ?? type) == type else {
        throw ImportError("The record is of another type than its section", at: records.place)
      }
      object["type"] = type
    }
    if let key = records.key {
      let record = Record(object: object, place: records.place, types: options.types)
      if let id = object["id"], try record.reference(id, "id").id != key {
        throw record.error("The record's id is not the key that it stands under, '\(key)'")
      }
      object["id"] = .text(key)
    }
    return Record(object: object, place: records.place, types: options.types)
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
  var types: PropertyTypes

  func error(_ message: String, hint: String? = nil) -> ImportError {
    ImportError(message, at: place, hint: hint)
  }

  /// The properties, without those that are null: null is how JSON says that there is none.
  func properties() throws -> MapValue {
    switch object["properties"] {
    case .map(var map)?:
      for (key, value) in map.entries {
        let read = try located { try types.value(PointValue.read(value), of: key) }
        map[key] = read.isNull ? nil : read
      }
      return map
    case nil, .null?: return MapValue()
    default: throw error("'properties' is an object")
    }
  }

  private func located(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let mismatch as OptionError {
      throw error(mismatch.message, hint: mismatch.hint)
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
