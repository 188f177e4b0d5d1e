import GraphModel

/// Writes nodes and relationships as records that are JSON objects, one a line: the other side of
/// ``JSONRecordDecoder``.
///
///     var encoder = JSONRecordEncoder(.exact)
///     try encoder.encode(node.id, contents)
///     try output.write(encoder.bytes)
public struct JSONRecordEncoder {
  /// How values are written that JSON cannot say.
  public enum Dialect: Sendable {
    /// With tags: every value comes back as it was.
    case exact
    /// As Neo4j's APOC writes and reads it.
    case apoc
  }

  /// What was written, and what the dialect could not hold.
  public private(set) var report = ExportReport()
  private let isAPOC: Bool
  private var writer: JSONWriter
  /// APOC wants the labels of both ends with each relationship.
  private var labels: [Int: [Text]] = [:]
  private var texts = PlainTexts()

  /// An encoder that has written nothing.
  public init(_ dialect: Dialect) {
    isAPOC = dialect == .apoc
    writer = JSONWriter(mode: isAPOC ? .plain : .tagged, capacity: 1 << 12)
  }

  /// The line of the last node or relationship, with its end.
  public var bytes: [UInt8] { writer.bytes }

  /// Writes a node; those of relationships come first.
  ///
  /// - Throws: ``ExportError`` where JSON has no form for it.
  public mutating func encode(_ id: Int, _ contents: Node.Contents) throws {
    report.nodes += 1
    if isAPOC { labels[id] = contents.labels }
    try line("node \(id)", contents.properties) { encoder throws(JSONError) in
      encoder.writer.write(literal: "{\"type\":\"node\",\"id\":")
      encoder.write(id)
      encoder.writer.write(literal: ",\"labels\":")
      try encoder.writer.write(contents.labels.map(Value.text))
    }
  }

  /// Writes a relationship.
  ///
  /// - Throws: ``ExportError`` where JSON has no form for it.
  public mutating func encode(_ id: Int, _ contents: Relationship.Contents) throws {
    report.relationships += 1
    try line("relationship \(id)", contents.properties) { encoder throws(JSONError) in
      encoder.writer.write(literal: "{\"type\":\"relationship\",\"id\":")
      encoder.write(id)
      encoder.writer.write(literal: ",\"label\":")
      encoder.writer.write(contents.type)
      encoder.writer.write(literal: ",\"start\":")
      try encoder.writeEnd(contents.start)
      encoder.writer.write(literal: ",\"end\":")
      try encoder.writeEnd(contents.end)
    }
  }

  /// Notes what the reader should know, after the last record, and returns the report.
  public mutating func finish() -> ExportReport {
    if let note = texts.note { report.note(note) }
    return report
  }

  /// Writes what `head` writes, then the properties and the end of the line.
  private mutating func line(
    _ place: @autoclosure () -> String, _ properties: MapValue,
    _ head: (inout JSONRecordEncoder) throws(JSONError) -> Void
  ) throws {
    writer.removeAll()
    do {
      try head(&self)
      writer.write(literal: ",\"properties\":")
      try writer.write(isAPOC ? Self.apoc(properties) : properties)
    } catch {
      throw ExportError("\(place()) cannot be written as JSON: \(error.message)")
    }
    writer.write(literal: "}\n")
    if isAPOC { noteLosses(properties, place()) }
  }

  private mutating func write(_ id: Int) {
    if isAPOC { writer.write(Text(String(id))) } else { writer.write(id) }
  }

  private mutating func writeEnd(_ id: Int) throws(JSONError) {
    guard isAPOC else { return writer.write(id) }
    writer.write(literal: "{\"id\":")
    write(id)
    writer.write(literal: ",\"labels\":")
    try writer.write((labels[id] ?? []).map(Value.text))
    writer.write(literal: "}")
  }

  /// The properties with points in APOC's words.
  private static func apoc(_ properties: MapValue) -> MapValue {
    var properties = properties
    for (key, value) in properties.entries {
      switch value {
      case .point(let point): properties[key] = .map(point.apoc)
      case .list(let items):
        properties[key] = .list(
          items.map { item in
            if case .point(let point) = item { .map(point.apoc) } else { item }
          })
      default: break
      }
    }
    return properties
  }

  private mutating func noteLosses(_ properties: MapValue, _ place: String) {
    for (key, value) in properties.entries {
      let items: [Value] = if case .list(let list) = value { list } else { [value] }
      for item in items {
        switch item {
        case .point: continue
        case .float(let float) where float.isFinite: continue
        default:
          texts.note(item, of: key)
          if item.isoText == nil, item.typeName != Value.float(0).typeName { continue }
        }
        report.noteLoss(
          "values of type \(item.typeName) written as plain JSON", example: "\(place), \(key)")
      }
    }
  }
}

/// The properties that were written as plain texts, and the option that reads them back.
private struct PlainTexts {
  /// The one type of each property's values; nil where they have several.
  private var types: [Text: BulkType?] = [:]

  mutating func note(_ value: Value, of key: Text) {
    let type: BulkType? =
      switch value {
      case .date: .date
      case .localTime: .localTime
      case .time: .time
      case .localDateTime: .localDateTime
      case .dateTime: .dateTime
      case .duration: .duration
      case .float: .float
      default: nil
      }
    if let known = types[key] {
      if known != type { types[key] = .some(nil) }
    } else {
      types[key] = .some(type)
    }
  }

  var note: String? {
    let names = types.compactMap { key, type in type.map { "\(key):\($0.rawValue)" } }.sorted()
    return names.isEmpty
      ? nil : "these values are read back with types=\(names.joined(separator: ","))"
  }
}
