import GraphModel
import PluginKit

/// Writes nodes, then relationships, as JSON Lines.
public struct JSONLinesExporter: GraphExporter {
  /// The format.
  public static var format: FormatInfo { JSONLinesFormat.info }

  /// How to write JSON Lines.
  public struct Options: FormatOptions {
    /// Whether to write as Neo4j's APOC does, which then can read it.
    public var apoc = false

    /// Exactly, with tags.
    public init() {}

    /// The options.
    public static let list: [FormatOption<Options>] = [
      .flag(
        "apoc", \.apoc,
        "As Neo4j's APOC writes and reads it: ids as texts, dates as plain texts, points with crs")
    ]
  }

  private let options: Options

  /// An exporter with the given options.
  public init(options: Options) { self.options = options }

  /// Writes every node, then every relationship, by rising id.
  public func write(
    _ subject: ExportSubject, to output: inout some ByteSink
  ) throws -> ExportReport {
    var report = ExportReport()
    var writer = JSONWriter(mode: options.apoc ? .plain : .tagged, capacity: 1 << 12)
    // APOC wants the labels of both ends with each relationship.
    var labels: [Int: [Text]] = [:]
    var texts = PlainTexts()
    try subject.forEachNode { node, contents in
      report.nodes += 1
      if options.apoc { labels[node.id] = contents.labels }
      try line(&writer, "node \(node.id)", contents.properties, &report, &texts) {
        writer throws(JSONError) in
        writer.write(literal: "{\"type\":\"node\",\"id\":")
        write(node.id, to: &writer)
        writer.write(literal: ",\"labels\":")
        try writer.write(contents.labels.map(Value.text))
      }
      try output.write(writer.bytes)
    }
    try subject.forEachRelationship { relationship, contents in
      report.relationships += 1
      let place = "relationship \(relationship.id)"
      try line(&writer, place, contents.properties, &report, &texts) { writer throws(JSONError) in
        writer.write(literal: "{\"type\":\"relationship\",\"id\":")
        write(relationship.id, to: &writer)
        writer.write(literal: ",\"label\":")
        writer.write(contents.type)
        writer.write(literal: ",\"start\":")
        try writeEnd(contents.start, labels, to: &writer)
        writer.write(literal: ",\"end\":")
        try writeEnd(contents.end, labels, to: &writer)
      }
      try output.write(writer.bytes)
    }
    if let note = texts.note { report.note(note) }
    return report
  }

  /// Writes what `head` writes, then the properties and the end of the line.
  private func line(
    _ writer: inout JSONWriter, _ place: String, _ properties: MapValue,
    _ report: inout ExportReport, _ texts: inout PlainTexts,
    _ head: (inout JSONWriter) throws(JSONError) -> Void
  ) throws {
    writer.removeAll()
    do {
      try head(&writer)
      writer.write(literal: ",\"properties\":")
      try writer.write(options.apoc ? Self.apoc(properties) : properties)
    } catch {
      throw ExportError("\(place) cannot be written as JSON: \(error.message)")
    }
    writer.write(literal: "}\n")
    if options.apoc { noteLosses(properties, place, &report, &texts) }
  }

  private func write(_ id: Int, to writer: inout JSONWriter) {
    if options.apoc { writer.write(Text(String(id))) } else { writer.write(id) }
  }

  private func writeEnd(
    _ id: Int, _ labels: [Int: [Text]], to writer: inout JSONWriter
  ) throws(JSONError) {
    guard options.apoc else { return writer.write(id) }
    writer.write(literal: "{\"id\":")
    write(id, to: &writer)
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

  private func noteLosses(
    _ properties: MapValue, _ place: String, _ report: inout ExportReport,
    _ texts: inout PlainTexts
  ) {
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
