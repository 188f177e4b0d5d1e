import GraphModel
import GraphStore

/// The schema of a graph as its file keeps it, beside counters and settings.
struct KeptSchema: Sendable {
  /// The text of the schema file; nil where there is none.
  let text: String?
  /// What it says of sources; the built-in rules where there is no text, or it cannot be read.
  let sources: SourceSchema
  /// Why it cannot be read, so that the built-in rules hold although there is another; nil where all is
  /// well.
  let fault: Diagnostic?

  /// The name in the file's settings.
  static let key: Text = "evidence_schema"

  init(_ text: String?) {
    self.text = text
    do throws(Diagnostic) {
      sources =
        try text.map { (text) throws(Diagnostic) in
          try SourceSchema(json: Array(text.utf8))
        } ?? .standard
      fault = nil
    } catch {
      sources = .standard
      fault = .storedSchema(error)
    }
  }

  /// What a store has instead of a text.
  private init(instead value: MetaValue) {
    text = nil
    sources = .standard
    let kind =
      switch value {
      case .integer: "a number"
      case .bytes: "bytes"
      case .text: "a text"
      }
    fault = .storedSchema(.schemaFile("what is kept is no text but \(kind)"))
  }

  /// The schema that a store has; none where there is no store.
  static func stored(_ store: GraphStore?) -> KeptSchema {
    // A file that cannot be read says so where its rows are read.
    switch (try? store?.meta(key)) ?? nil {
    case .text(let text)?: KeptSchema(text.string)
    case nil: KeptSchema(nil)
    case let value?: KeptSchema(instead: value)
    }
  }
}

extension GraphSession {
  /// What the graph's schema says of sources: that of its file, or the built-in one.
  public var sourceSchema: SourceSchema { database.sourceSchema }

  /// The text of the `schema.json` that lies in the graph; nil where none does, and the built-in one
  /// holds.
  public var schemaText: String? { database.schemaText }

  /// Why the schema in the graph's file is not used, where it cannot be read and the built-in one holds
  /// instead; nil where all is well.
  public var schemaFault: Diagnostic? { database.schemaFault }

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

extension Diagnostic {
  /// That the schema in the file is not used, as a warning.
  fileprivate static func storedSchema(_ error: Diagnostic) -> Diagnostic {
    Diagnostic(
      .semanticError, .runtime, "UnreadableSchema",
      "The schema that lies in the graph's file is not used, and sources are nodes :Study, named by "
        + "id. \(error.message)",
      hint: "'dolen schema show DB' prints it, 'dolen schema set DB FILE' keeps another")
  }
}
