import ExchangeKit
import GraphModel
import OfficePackages
import PluginKit
import WordCatalog

extension FormatPlugin {
  /// Documents of Word: an answer as a table with a caption, a header that repeats, and references.
  public static let docx = FormatPlugin(
    FormatInfo(
      name: "docx", title: "Word document",
      summary: "Tables for reports: an answer, or all labels and types, with a list of studies",
      extensions: ["docx"], holds: []),
    exporting: FormatAbility(WordExporter.init),
    answering: FormatAbility(WordExporter.init))
}

/// How a document is written.
struct WordOptions: FormatOptions {
  var title = ""
  var caption = ""
  var orientation = Orientation.auto
  var language = Language.en
  var references = "Study"
  var showsQuery = false

  /// How the page lies.
  enum Orientation: String, CaseIterable, Sendable {
    case auto
    case portrait
    case landscape
  }

  /// The language that a document is written in, and checked for spelling.
  enum Language: String, CaseIterable, Sendable {
    case en
    case cy

    var words: Words { Words(self == .cy ? .cy : .en) }
    /// As documents name it.
    var tag: String { "\(rawValue)-GB" }
  }

  static let list: [FormatOption<WordOptions>] = [
    .text("title", \.title, "TEXT", "The title above all"),
    .text("caption", \.caption, "TEXT", "What the caption of an answer's table says"),
    .choice(
      "orientation", \.orientation, "How the page lies; auto: landscape from seven columns on"),
    .choice(
      "language", \.language, "The language of captions, headings and spelling: en-GB, cy-GB"),
    .text(
      "references", \.references, "LABEL",
      "List nodes of the label that the tables name, as references; empty: no list"),
    .flag("show-query", \.showsQuery, "Write the query below its table"),
  ]
}

/// Writes a document.
struct WordExporter: GraphExporter, AnswerExporter {
  private let options: WordOptions

  init(options: WordOptions) { self.options = options }

  /// Writes the rows of `answer` as a table.
  func write(_ answer: ExportedAnswer, to output: some ExportSink) throws -> ExportReport {
    let title = options.title.isEmpty ? answer.title : options.title
    var document = try WordDocument(
      output, options, title: title, query: answer.query, columns: answer.columns.count)
    let caption = options.caption.isEmpty ? title ?? "" : options.caption
    document.report.rows = try document.addTable(caption, answer.columns) { try answer.next() }
    if options.showsQuery, let query = answer.query { try document.addQuery(query) }
    if !options.references.isEmpty {
      try document.addReferences(of: Text(options.references), in: answer.graph)
    }
    return try document.finish()
  }

  /// Writes a table for each kind of node and each type of relationship.
  func write(_ subject: ExportSubject, to output: some ExportSink) throws -> ExportReport {
    let tables = try ElementTable.tables(of: subject)
    var document = try WordDocument(
      output, options, title: options.title.isEmpty ? subject.title : options.title,
      query: subject.query, columns: tables.map(\.columns.count).max() ?? 0)
    document.report.nodes = subject.nodeCount
    document.report.relationships = subject.relationshipCount
    for table in tables {
      var next = 0
      let title = table.title.isEmpty ? options.language.words.documentNoLabel : table.title
      try document.addTable(title, table.columns) {
        guard next < table.count else { return nil }
        defer { next += 1 }
        return table.row(next)
      }
    }
    if options.showsQuery, let query = subject.query { try document.addQuery(query) }
    if !options.references.isEmpty {
      let label = Text(options.references)
      var studies: [MapValue] = []
      try subject.forEachNode { _, contents in
        if contents.labels.contains(label) { studies.append(contents.properties) }
      }
      try document.addReferences(studies)
    }
    document.report.note("A document holds texts and cannot be imported; jsonl keeps every value")
    return try document.finish()
  }
}
