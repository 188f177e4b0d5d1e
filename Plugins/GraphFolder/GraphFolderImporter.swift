import GraphModel
import PluginKit
import WordCatalog

/// Reads a graph folder: the files of its manifest, in their order.
struct GraphFolderImporter: GraphImporter {
  /// How to read a graph folder.
  struct Options: FormatOptions {
    /// Whether rows and SHA-256 must be those of the manifest.
    var verify = true
    /// The property that, with the label, finds a node that the graph has already.
    var key = "id"

    static let list: [FormatOption<Options>] = [
      .flag("verify", \.verify, "Refuse files that differ from the manifest (rows, SHA-256)"),
      .text(
        "key", \.key, "PROPERTY", "With the label, finds a node that the graph has; empty for none"),
    ]
  }

  private let options: Options

  init(options: Options) { self.options = options }

  /// Reads every file of the manifest; what is in the folder besides is warned of.
  func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    guard source.isFolder else {
      throw ImportError(
        "A graph folder is a folder with a \(GraphFolderFormat.manifest)", in: source.name)
    }
    let manifest = try GraphFolderManifest(source)
    if source.contains(GraphFolderFormat.schema) {
      let entry = try source.entry(GraphFolderFormat.schema)
      try sink.keep(
        schema: try entry.stream().readAll(limit: GraphFolderFormat.manifestLimit),
        at: SourcePlace(entry.name))
    }
    for file in manifest.files {
      let entry = try source.entry(file.path)
      if options.verify, let sha256 = file.sha256 { try verify(entry, sha256, sink) }
      let csv = CSVReader(try entry.stream())
      let header = try BulkHeader(csv)
      let count =
        switch file.contents {
        case .nodes(let label): try readNodes(csv, header, label, into: &sink)
        case .relationships(let type, let start, let end):
          try readRelationships(csv, header, type, start, end, into: &sink)
        }
      if options.verify, let rows = file.rows, count != rows {
        throw ImportError(
          "The file has \(Words.counted(count, "row", "rows")), the manifest says \(rows)",
          in: entry.name,
          hint: Self.verifyHint)
      }
    }
    for folder in [GraphFolderFormat.nodes, GraphFolderFormat.relationships] {
      let listed = Set(manifest.files.map(\.path))
      for name in source.files(in: folder) where !listed.contains("\(folder)/\(name)") {
        sink.warn(
          "The file is not listed in \(GraphFolderFormat.manifest) and was not read",
          at: SourcePlace("\(source.name)/\(folder)/\(name)"))
      }
    }
  }

  private static let verifyHint =
    "If the change is meant, import with verify=false and export the folder again"

  /// Reads the file once for its digest alone, so that a damaged file is called damaged before
  /// some consequence of the damage is.
  private func verify(
    _ file: ImportSource, _ sha256: String, _ sink: some GraphSink
  ) throws {
    let stream = try file.stream()
    var hash = SHA256()
    try withUnsafeTemporaryAllocation(byteCount: 1 << 17, alignment: 16) { buffer in
      while true {
        let length = try stream.read(into: buffer)
        if length == 0 { return }
        // A file may be far longer than it should be, and longer than anybody wants to wait for.
        if stream.count >> 23 != (stream.count - length) >> 23 { try sink.noteReading() }
        hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<length]))
      }
    }
    let found = hash.finalized()
    guard found == sha256.lowercased() else {
      throw ImportError(
        "The file is not the one of the manifest: its SHA-256 begins \(found.prefix(12)), "
          + "the manifest's \(sha256.prefix(12))", in: file.name, hint: Self.verifyHint)
    }
  }

  /// Reads the nodes and returns the number of rows.
  private func readNodes(
    _ csv: CSVReader, _ header: BulkHeader, _ label: Text?, into sink: inout some GraphSink
  ) throws -> Int {
    let identity = try column(of: header, in: csv, ":ID(\(label ?? ""))") {
      if case .id = $0 { true } else { false }
    }
    guard case .id(let group) = header.columns[identity].role else { return 0 }
    let labelColumn = header.position { $0 == .label }
    return try header.forEachRow(of: csv, .node, into: &sink) { sink in
      var labels = label.map { [$0] } ?? []
      if let labelColumn,
        case .list(let more) = try header.columns[labelColumn].value(
          of: labelColumn, in: csv)
      {
        for case .text(let name) in more where !labels.contains(name) { labels.append(name) }
      }
      let id = try header.columns[identity].identity(of: identity, in: csv)
      let properties = try header.properties(in: csv)
      let key = Text(nonEmpty: options.key)
      try sink.add(
        ImportedNode(
          NodeReference(id, in: group), labels: labels, properties: properties, key: key,
          at: csv.place))
    }
  }

  /// Reads the relationships and returns the number of rows.
  private func readRelationships(
    _ csv: CSVReader, _ header: BulkHeader, _ type: Text, _ start: Text, _ end: Text,
    into sink: inout some GraphSink
  ) throws -> Int {
    let from = try column(of: header, in: csv, ":START_ID(\(start))") {
      $0 == .start(group: start)
    }
    let to = try column(of: header, in: csv, ":END_ID(\(end))") { $0 == .end(group: end) }
    let key = Text(nonEmpty: options.key)
    return try header.forEachRow(of: csv, .relationship, into: &sink) { sink in
      try sink.add(
        ImportedRelationship(
          type,
          from: NodeReference(
            try header.columns[from].identity(of: from, in: csv), in: start),
          to: NodeReference(try header.columns[to].identity(of: to, in: csv), in: end),
          properties: try header.properties(in: csv), key: key, at: csv.place))
    }
  }

  private func column(
    of header: BulkHeader, in csv: CSVReader, _ name: String,
    _ test: (BulkColumn.Role) -> Bool
  ) throws -> Int {
    if let position = header.position(where: test) { return position }
    let columns = header.columns.map { $0.text.string }.joined(separator: ",")
    throw ImportError(
      "The header has no column \(name)", at: SourcePlace(csv.name, line: 1),
      hint: "It reads: \(columns)")
  }
}
