import ExchangeKit
import GraphModel
import PluginKit

/// Writes a graph folder: a CSV file for each label and each kind of relationship, and a manifest.
struct GraphFolderExporter: GraphExporter {
  /// How to write a graph folder.
  struct Options: FormatOptions {
    /// A graph folder whose order of files and columns, title and source are taken over, and its schema
    /// where the graph has none.
    var like = ""
    /// The property that holds the id of a node.
    var key = "id"

    static let list: [FormatOption<Options>] = [
      .text(
        "like", \.like, "FOLDER",
        "Keep the order of files and columns, the title, source and schema of this graph folder"),
      .text("key", \.key, "PROPERTY", "The property that identifies a node within its label"),
    ]
  }

  private let options: Options

  init(options: Options) { self.options = options }

  /// Writes every node and relationship of `subject`.
  func write(
    _ subject: ExportSubject, to output: some ExportSink
  ) throws -> ExportReport {
    let model = try options.like.isEmpty ? nil : GraphFolderModel(path: options.like)
    var builder = GraphFolderBuilder(key: Text(options.key), model: model)
    try subject.forEachNode { node, contents in builder.add(node.id, contents) }
    builder.identify()
    try subject.forEachRelationship { relationship, contents in
      try builder.add(relationship.id, contents)
    }
    var report = builder.report
    var entries: [ManifestWriter.Entry] = []
    var formulas = FormulaTexts()
    for table in builder.finished() {
      let bytes = try table.bytes(preferring: model?.columns[table.contents] ?? [])
      for row in table.rows {
        for value in row.properties.entries.values { formulas.note(value) }
      }
      try output.beginFile(table.path)
      try output.write(bytes)
      entries.append(
        ManifestWriter.Entry(
          path: table.path, contents: table.contents, rows: table.rows.count,
          sha256: SHA256.hexadecimal(of: bytes)))
    }
    // What the graph itself says of its sources counts; the folder only lends its form.
    if let schema = subject.schema.map({ Array($0.utf8) }) ?? model?.schema {
      try output.beginFile(GraphFolderFormat.schema)
      try output.write(schema)
      if let other = model?.schema, other != schema {
        report.note("the schema is that of the graph; \(options.like) has another")
      }
    }
    try output.beginFile(GraphFolderFormat.manifest)
    try output.write(
      try ManifestWriter.text(entries, like: model?.manifest.object, title: subject.title))
    report.note(
      "the manifest holds the digest of every file; after a change by hand, import with verify=false"
    )
    formulas.tell(in: &report, cure: FormulaTexts.cureOfTables)
    return report
  }
}
