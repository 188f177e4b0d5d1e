import GraphEngine
import PluginKit

extension FormatPlugin {
  /// A graph as one JSON document, or the rows of an answer as one array.
  ///
  /// It is read as JSON Lines are, which know it by its first bytes.
  public static let json = FormatPlugin(
    FormatInfo(
      name: "json", title: "JSON",
      summary: "A graph as one document, an answer as one array of rows; jsonl reads it back",
      extensions: ["json"], holds: []),
    exporting: FormatAbility(JSONDocumentExporter.init),
    answering: FormatAbility { (_: JSONLinesExporter.Options) in RowFormatExporter(.json) })
}

/// Writes a graph as one JSON object: `{"nodes":[…],"rels":[…]}`, each element as a JSON line has it.
struct JSONDocumentExporter: GraphExporter {
  private let options: JSONLinesExporter.Options

  init(options: JSONLinesExporter.Options) { self.options = options }

  /// Writes every node, then every relationship, by rising id.
  func write(_ subject: ExportSubject, to output: some ExportSink) throws -> ExportReport {
    var encoder = JSONRecordEncoder(options.apoc ? .apoc : .exact)
    var isFirst = true
    func write(_ line: [UInt8]) throws {
      try output.write(isFirst ? "\n" : ",\n")
      isFirst = false
      try output.write(Array(line.dropLast()))
    }
    try output.write("{\"nodes\":[")
    try subject.forEachNode { node, contents in
      try encoder.encode(node.id, contents)
      try write(encoder.bytes)
    }
    try output.write("],\n\"rels\":[")
    isFirst = true
    try subject.forEachRelationship { relationship, contents in
      try encoder.encode(relationship.id, contents)
      try write(encoder.bytes)
    }
    try output.write("]}\n")
    return encoder.finish()
  }
}
