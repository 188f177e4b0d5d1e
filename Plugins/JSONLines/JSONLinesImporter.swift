import GraphModel
import PluginKit

/// Reads nodes and relationships from JSON Lines, and from all forms of JSON of Neo4j's APOC.
struct JSONLinesImporter: GraphImporter {
  /// How to read JSON Lines.
  struct Options: FormatOptions {
    /// Whether objects such as `{"$date":"2020-01-31"}` are values that JSON cannot say.
    var tags = true
    /// The property that, with the first label, finds a node that the graph has already.
    var key = ""
    /// The types of properties that stand as plain texts.
    var types = PropertyTypes()

    static let list: [FormatOption<Options>] = [
      .flag("tags", \.tags, "Read {\"$date\":…} and its like as values; no: as maps"),
      .nodeKey(\.key),
      .parsed(
        "types", \.types, "PROPERTY:TYPE,…",
        "Read these texts as values, as APOC writes dates: born:date,at:datetime"),
    ]
  }

  private let decoder: JSONRecordDecoder

  init(options: Options) {
    decoder = JSONRecordDecoder(
      tags: options.tags, key: Text(nonEmpty: options.key), types: options.types)
  }

  /// Reads every record.
  func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    let records = JSONRecordReader(try source.stream())
    var plain = PlainRecordReader(decoder, isOnWire: false)
    var ignored: Set<Text> = []
    while try records.next() {
      if let record = records.withLine({ plain.record($0, at: records.place) }) {
        try sink.add(record)
        continue
      }
      let kind: RecordKind = records.section == .relationships ? .relationship : .node
      let read = try sink.reading(kind, text: records.text) { try decoder.record(of: records) }
      guard let decoded = read else { continue }
      try sink.add(decoded.record)
      for key in decoded.unknownMembers where ignored.insert(key).inserted {
        sink.warn(
          "The member '\(key)' is not known and was ignored, here and below", at: records.place)
      }
    }
  }
}
