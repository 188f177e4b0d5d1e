import ExchangeKit
import GraphEngine
import GraphModel
import OfficePackages
import PluginKit
import WordCatalog

/// A document in the making. (ECMA-376, part 1, WordprocessingML.)
struct WordDocument {
  /// What was written, and what the document could not hold.
  var report = ExportReport()
  private var package: OfficePackage
  private let part: ZIPMember
  private let options: WordOptions
  private let page: WordPage
  private var tableCount = 0
  /// The nodes that tables show, and short texts, which may name one.
  private var cited: [Int: Node] = [:]
  private var citedTexts: Set<Text> = []

  /// How many columns a table of Word has at most.
  static let columnLimit = 63
  /// How many rows are looked at to choose the widths of columns.
  private static let sample = 1_000
  /// From here on Word takes long to lay a table out.
  private static let slowRows = 5_000
  private static let namespace =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    + "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""

  init(
    _ output: some ExportSink, _ options: WordOptions, title: String?, query: String?,
    columns: Int
  ) throws {
    self.options = options
    page = WordPage(
      isLandscape: options.orientation == .landscape || options.orientation == .auto && columns > 6)
    package = OfficePackage(
      output,
      OfficePackage.DocumentProperties(
        title: title, description: query, language: options.language.tag))
    part = try package.part("word/document.xml")
    try part.write(OfficePackage.declaration + "<w:document \(Self.namespace)><w:body>")
    if let title { try part.write(paragraph(title, style: "Title")) }
  }

  private func paragraph(_ text: String, style: String) -> String {
    "<w:p><w:pPr><w:pStyle w:val=\"\(style)\"/></w:pPr>\(WordText.run(text))</w:p>"
  }

  /// Adds a table of the rows that `next` gives.
  ///
  /// - Returns: The number of rows.
  @discardableResult
  mutating func addTable(
    _ caption: String, _ columns: [String], _ next: () throws -> [Value]?
  ) throws -> Int {
    tableCount += 1
    let label = options.language.words.documentTable
    try part.write(
      "<w:p><w:pPr><w:pStyle w:val=\"Caption\"/><w:keepNext/></w:pPr>\(WordText.run("\(label) "))"
        + "<w:fldSimple w:instr=\" SEQ \(label) \\* ARABIC \">\(WordText.run("\(tableCount)"))"
        + "</w:fldSimple>\(caption.isEmpty ? "" : WordText.run(". \(caption)"))</w:p>")
    var shown = columns
    if columns.count > Self.columnLimit {
      report.noteLoss(
        "columns beyond \(Self.columnLimit), which a table of Word has",
        count: columns.count - Self.columnLimit,
        example: "table \(tableCount), \(columns[Self.columnLimit])")
      shown = Array(columns.prefix(Self.columnLimit))
    }
    for name in [caption] + shown { noteReplaced(in: name, "table \(tableCount), its header") }
    var rows: [[Value]] = []
    while rows.count < Self.sample, let row = try next() { rows.append(row) }
    let table = WordTable(shown, rows, width: page.textWidth)
    try part.write(table.head(caption: caption))
    var count = 0
    func write(_ row: [Value]) throws {
      count += 1
      try part.write(table.row(row))
      note(row, count)
    }
    for row in rows { try write(row) }
    if rows.count == Self.sample {
      while let row = try next() { try write(row) }
    }
    if count == 0 { try part.write(table.row([.string(options.language.words.documentNoRows)])) }
    // Two tables that follow each other are one, so that something stands behind each.
    try part.write("</w:tbl><w:p/>")
    if count > Self.slowRows {
      report.note(
        "Table \(tableCount) has \(count) rows, which Word takes long to lay out; xlsx is made for it"
      )
    }
    return count
  }

  /// Takes in what a row cites, and what of it is lost.
  private mutating func note(_ row: [Value], _ number: Int) {
    for value in row { note(value, "table \(tableCount), row \(number)") }
  }

  private mutating func note(_ value: Value, _ place: String) {
    switch value {
    case .text(let text):
      if text.string.utf8.count <= 200 { citedTexts.insert(text) }
      noteReplaced(in: text.string, place)
    case .node(let node):
      cited[node.id] = node
      report.noteLoss("nodes written by their names", example: place)
      noteReplaced(in: WordText.cell(value), place)
    case .path(let path):
      for node in path.nodes { cited[node.id] = node }
      noteReplaced(in: WordText.cell(value), place)
    case .list(let items):
      for item in items { note(item, place) }
    case .map, .relationship: noteReplaced(in: WordText.cell(value), place)
    default: break
    }
  }

  private mutating func noteReplaced(in text: String, _ place: String) {
    if !XMLText.holds(text) {
      report.noteLoss("control characters in texts replaced", example: place)
    }
  }

  /// Adds the query that a table comes from.
  func addQuery(_ query: String) throws {
    let words = options.language.words
    try part.write(paragraph(words.documentQuery, style: "Heading2"))
    for line in query.split(separator: "\n", omittingEmptySubsequences: false) {
      try part.write(paragraph(String(line), style: "HTMLPreformatted"))
    }
  }

  /// Adds the nodes of `label` that the tables show, or that their texts name by `id`, as references.
  mutating func addReferences(of label: Text, in graph: Graph) throws {
    var found: [MapValue] = []
    try graph.forEachNode { node in
      guard let contents = node.contents, contents.labels.contains(label) else { return }
      var isCited = cited[node.id] != nil
      if case .text(let id)? = contents.properties["id"] {
        isCited = isCited || citedTexts.contains(id)
      }
      if isCited { found.append(contents.properties) }
    }
    try addReferences(found)
  }

  /// Adds studies as references, by their text.
  func addReferences(_ studies: [MapValue]) throws {
    guard !studies.isEmpty else { return }
    let words = options.language.words
    try part.write(paragraph(words.documentReferences, style: "Heading1"))
    let texts = Set(studies.map { StudyReference(of: $0, words).text }).subtracting([""])
    for text in texts.sorted(by: { ($0.lowercased(), $0) < ($1.lowercased(), $1) }) {
      try part.write(paragraph(text, style: "Bibliography"))
    }
  }

  /// Ends the document.
  mutating func finish() throws -> ExportReport {
    let document = "word/document.xml"
    package.relate("", to: document, as: "officeDocument")
    for part in ["styles", "settings"] { package.relate(document, to: "\(part).xml", as: part) }
    package.relate(document, to: "footer1.xml", as: "footer")
    try part.write(
      "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId3\"/>\(page.section)</w:sectPr>"
        + "</w:body></w:document>")
    let kind = "wordprocessingml"
    try package.close(part, as: "\(kind).document.main")
    try package.add(
      "word/styles.xml", as: "\(kind).styles", WordStyles.part(language: options.language.tag))
    try package.add(
      "word/settings.xml", as: "\(kind).settings",
      """
      <w:settings \(Self.namespace)><w:compat><w:compatSetting w:name="compatibilityMode" \
      w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>\
      <w:themeFontLang w:val="\(options.language.tag)"/></w:settings>
      """)
    try package.add(
      "word/footer1.xml", as: "\(kind).footer",
      """
      <w:ftr \(Self.namespace)><w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="right"/></w:pPr>\
      <w:fldSimple w:instr=" PAGE ">\(WordText.run("1"))</w:fldSimple></w:p></w:ftr>
      """)
    try package.finish()
    return report
  }
}

/// A page of A4, measured in twentieths of a point.
struct WordPage {
  let isLandscape: Bool
  private static let (short, long, margin) = (11_906, 16_838, 1_134)

  var textWidth: Int { (isLandscape ? Self.long : Self.short) - 2 * Self.margin }

  var section: String {
    let (width, height) = isLandscape ? (Self.long, Self.short) : (Self.short, Self.long)
    let margin = Self.margin
    return
      "<w:pgSz w:w=\"\(width)\" w:h=\"\(height)\"\(isLandscape ? " w:orient=\"landscape\"" : "")/>"
      + "<w:pgMar w:top=\"\(margin)\" w:right=\"\(margin)\" w:bottom=\"\(margin)\" "
      + "w:left=\"\(margin)\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>"
  }
}
