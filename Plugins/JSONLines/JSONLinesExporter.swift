import PluginKit

/// Writes nodes, then relationships, as JSON Lines.
struct JSONLinesExporter: GraphExporter {
  /// How to write JSON Lines.
  struct Options: FormatOptions {
    /// Whether to write as Neo4j's APOC does, which then can read it.
    var apoc = false

    static let list: [FormatOption<Options>] = [
      .flag(
        "apoc", \.apoc,
        "As Neo4j's APOC writes and reads it: ids as texts, dates as plain texts, points with crs")
    ]
  }

  private let options: Options

  init(options: Options) { self.options = options }

  /// Writes every node, then every relationship, by rising id.
  func write(_ subject: ExportSubject, to output: some ExportSink) throws -> ExportReport {
    var encoder = JSONRecordEncoder(options.apoc ? .apoc : .exact)
    try subject.forEachNode { node, contents in
      try encoder.encode(node.id, contents)
      try output.write(encoder.bytes)
    }
    try subject.forEachRelationship { relationship, contents in
      try encoder.encode(relationship.id, contents)
      try output.write(encoder.bytes)
    }
    return encoder.finish()
  }
}
