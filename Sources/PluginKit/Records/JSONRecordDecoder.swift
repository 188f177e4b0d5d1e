import GraphModel

/// A node or a relationship, as an importer reads it.
public enum GraphRecord: Sendable {
  /// A node.
  case node(ImportedNode)
  /// A relationship.
  case relationship(ImportedRelationship)
}

extension GraphSink {
  /// Takes a node or a relationship.
  public mutating func add(_ record: GraphRecord) throws {
    switch record {
    case .node(let node): try add(node)
    case .relationship(let relationship): try add(relationship)
    }
  }
}

/// Makes nodes and relationships of records that are JSON objects: the other side of
/// ``JSONRecordEncoder``.
///
///     {"type":"node","id":1,"labels":["Study"],"properties":{"id":"harden-2015"}}
///     {"type":"relationship","id":7,"label":"SUPPORTS","start":1,"end":2,"properties":{}}
///
/// Files of JSON Lines hold such records, and programs that read formats for us speak in them.
public struct JSONRecordDecoder: Sendable {
  /// Whether objects such as `{"$date":"2020-01-31"}` are values that JSON cannot say.
  public let tags: Bool
  /// The property that, with the first label, finds a node that the graph has already.
  public let key: Text?
  /// The types of properties that stand as plain texts.
  public let types: PropertyTypes
  private let reader: JSONReader

  /// A decoder with the given conventions.
  public init(tags: Bool = true, key: Text? = nil, types: PropertyTypes = PropertyTypes()) {
    self.tags = tags
    self.key = key
    self.types = types
    reader = JSONReader(tags: tags ? .read : .ignore)
  }

  /// What an object says, with its members that are not known.
  public struct Decoded: Sendable {
    /// The node or relationship.
    public var record: GraphRecord
    /// Members that mean nothing here.
    public var unknownMembers: [Text]
  }

  /// The current record of `records`, with what its place in the file says of it.
  ///
  /// - Throws: ``ImportError`` where it is no node and no relationship.
  public func record(of records: JSONRecordReader) throws -> Decoded {
    var object: MapValue
    do {
      object = try records.record(reader)
    } catch var error as ImportError {
      if tags, error.message.contains("tag") {
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
      let record = Record(object: object, place: records.place, types: types)
      if let id = object["id"], try record.reference(id, "id").id != key {
        throw record.error("The record's id is not the key that it stands under, '\(key)'")
      }
      object["id"] = .text(key)
    }
    return try record(object, at: records.place)
  }

  /// What `object` says, which stands at `place`.
  ///
  /// - Throws: ``ImportError`` where it is no node and no relationship.
  public func record(_ object: MapValue, at place: SourcePlace) throws -> Decoded {
    let record = Record(object: object, place: place, types: types)
    let known: Set<Text>
    let element: GraphRecord
    switch object["type"] {
    case "node":
      element = .node(try node(record))
      known = Self.membersOfNodes
    case "relationship":
      element = .relationship(try relationship(record))
      known = Self.membersOfRelationships
    case let type: throw unknownType(type, at: place)
    }
    return Decoded(
      record: element, unknownMembers: object.entries.keys.filter { !known.contains($0) })
  }

  private static let membersOfNodes: Set<Text> = ["type", "id", "labels", "properties"]
  private static let membersOfRelationships: Set<Text> = [
    "type", "id", "label", "relationshipType", "start", "end", "properties",
  ]

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
      properties: try record.properties(), key: key, at: record.place)
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
        hint: "It is \"type\":\"node\" or \"type\":\"relationship\"; rows of a query, as "
          + "apoc.export.json.query writes them, are not read: export the graph by apoc.export.json.all "
          + "or .data")
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
        let read = try located { try types.value(try PointValue.read(value), of: key) }
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
