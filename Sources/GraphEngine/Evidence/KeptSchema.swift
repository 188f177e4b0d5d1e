import GraphModel
import GraphStore

/// The schema of a graph as its file keeps it, beside counters and settings.
struct KeptSchema: Sendable {
  /// The text of the schema file; nil where there is none.
  let text: String?
  /// What it says of sources; the built-in rules where there is no text, or it cannot be read.
  let sources: SourceSchema

  /// The name in the file's settings.
  static let key: Text = "evidence_schema"

  init(_ text: String?) {
    self.text = text
    let read = text.flatMap { try? SourceSchema(json: Array($0.utf8)) }
    sources = read ?? .standard
  }

  /// The text that a store has.
  static func stored(_ store: GraphStore) -> String? {
    // A file that cannot be read says so where its rows are read.
    guard case .text(let text)?? = try? store.meta(key) else { return nil }
    return text.string
  }
}

extension GraphSession {
  /// What the graph's schema says of sources: that of its file, or the built-in one.
  public var sourceSchema: SourceSchema { database.sourceSchema }

  /// The text of the `schema.json` that lies in the graph; nil where none does, and the built-in one
  /// holds.
  public var schemaText: String? { database.schemaText }

  /// Keeps a `schema.json` in the graph, instead of the one that is there.
  ///
  ///     try graph.setSchema(json: bytes)
  ///     try graph.sourceSchema.labels.map(\.name)   // ["Study"]
  ///
  /// It goes with the file: into backups and through compacting.
  ///
  /// - Parameter bytes: The text; nil to keep none, so that the built-in schema holds.
  /// - Throws: `Diagnostic` where the text is no schema, the graph is open for reading only or a
  ///   transaction is open; `StoreError` where the file cannot take it.
  public func setSchema(json bytes: [UInt8]?) throws {
    let text = bytes.map { String(decoding: $0, as: UTF8.self) }
    if let bytes { _ = try SourceSchema(json: bytes) }
    try checkSchemaChange()
    try withTurn {
      try inStore { try $0.setMeta(KeptSchema.key, to: text.map { .text(Text($0)) }) }
    }
    database.note(schema: KeptSchema(text))
  }
}
