import PluginKit
import ReferencesPlugin

extension ImporterTrial {
  /// The formats of references; their own faults are in `Tests/Cases/References`.
  static let references = [ris, bibTeX, enw, nbib, wos] + markup + json

  private static func source(_ text: String, _ name: String) -> @Sendable () -> ImportSource {
    { ImportSource(Array(text.utf8), name: name) }
  }

  /// The cases that every text of references goes through: `sound` has one record.
  private static func trial(
    _ plugin: FormatPlugin, _ name: String, sound: String, graph: String, more: [Case]
  ) -> ImporterTrial {
    let marked = sound.replacing("Sound", with: "S\u{E9}und")
    let wide = Array(marked.utf16)
    return ImporterTrial(
      plugin, sound: source(sound, name), graph: [graph],
      many: source(String(repeating: sound, count: 5_000), name),
      cases: [
        Case(name: "nothing", source: source("", name), outcome: "0 records: nothing to import"),
        Case(name: "blank lines", source: source("\n \n\n", name), outcome: "0 records"),
        Case(
          name: "a byte order mark", source: source("\u{FEFF}" + sound, name),
          outcome: "1 record: 1 created"),
        Case(
          name: "CRLF", source: source(sound.replacing("\n", with: "\r\n"), name),
          outcome: "1 record: 1 created"),
        Case(
          name: "CR", source: source(sound.replacing("\n", with: "\r"), name),
          outcome: "1 record: 1 created"),
        Case(
          name: "UTF-16",
          source: {
            ImportSource(
              [0xFF, 0xFE] + wide.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }, name: name)
          }, outcome: "1 record: 1 created"),
        Case(
          name: "UTF-16 without a mark",
          source: { ImportSource(wide.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }, name: name) },
          outcome: "1 record: 1 created"),
        Case(
          name: "Windows-1252",
          source: { ImportSource(marked.unicodeScalars.map { UInt8($0.value) }, name: name) },
          outcome: "1 record: 1 created (1 node, 0 relationships)\n"
            + "warning: \(name):1:1: The file was read as Windows-1252, as its bytes tell"),
        Case(
          name: "NUL", source: source("\0" + sound, name),
          outcome: "\(name):1:1: The file holds the character NUL"),
        Case(
          name: "gzip", source: { ImportSource([0x1F, 0x8B, 8, 0], name: name) },
          outcome: "Could not read '\(name)': It is packed by gzip, and damaged or cut off"),
        Case(
          name: "a folder", source: { ImportSource(folder: [:], name: "g") },
          outcome: "g: This is a folder"),
      ] + more)
  }

  static let ris = trial(
    .ris, "g.ris", sound: "TY  - JOUR\nTI  - Sound\nPY  - 2019\nER  - \n",
    graph: "(:Study {\"kind\":\"article-journal\",\"name_en\":\"Sound 2019\",\"title\":\"Sound\","
      + "\"type\":\"JOUR\",\"year\":2019})",
    more: [
      Case(
        name: "no RIS", source: source("Dear all,\n", "g.ris"),
        outcome: "g.ris:1:1: The file has no record of RIS\nhint: A record begins with")
    ])

  private static func study(_ more: String, type: String, _ before: String = "") -> String {
    "(:Study {\(before)\"kind\":\"article-journal\",\"name_en\":\"Sound 2019\",\(more)"
      + "\"title\":\"Sound\",\"type\":\"\(type)\",\"year\":2019})"
  }

  private static func none(_ name: String, _ what: String) -> [Case] {
    [
      Case(
        name: "another text", source: source("Dear all,\n", name),
        outcome: "\(name):1:1: The file has no \(what)\nhint: ")
    ]
  }

  static let bibTeX = trial(
    .bibTeX, "g.bib", sound: "@article{a, title = {Sound}, year = 2019}\n",
    graph: study("", type: "article", "\"id\":\"a\","),
    more: none("g.bib", "entry of BibTeX") + [
      Case(
        name: "a broken entry",
        source: source("@article{a, title {x}}\n@book{b, title={y}}", "g.bib"),
        outcome: "g.bib:1:13: 'title' is followed by no '='\nhint: Write fields as name")
    ])

  static let enw = trial(
    .enw, "g.enw", sound: "%0 Journal Article\n%T Sound\n%D 2019\n\n",
    graph: study("", type: "Journal Article"),
    more: none("g.enw", "record of EndNote's tagged format"))

  static let nbib = trial(
    .nbib, "g.nbib",
    sound: "PMID- 7\nDP  - 2019\nTI  - Sound\nTA  - J\nPT  - Journal Article\n\n",
    graph: study("\"pmid\":\"7\",", type: "Journal Article", "\"container_title_short\":\"J\","),
    more: none("g.nbib", "record of PubMed's format"))

  static let wos = trial(
    .webOfScience, "g.ciw", sound: "PT J\nTI Sound\nPY 2019\nER\n\n",
    graph: study("", type: "J"), more: none("g.ciw", "record of Web of Science's format"))

  private static func markup(
    _ plugin: FormatPlugin, _ record: String, around: String, graph: String
  ) -> ImporterTrial {
    func document(_ records: String) -> @Sendable () -> ImportSource {
      source("<?xml version='1.0'?>\n<\(around)>\(records)</\(around)>\n", "g.xml")
    }
    let wide = Array(
      "<?xml version='1.0' encoding='UTF-16'?><\(around)>\(record)</\(around)>".utf16)
    return ImporterTrial(
      plugin, sound: document(record), graph: [graph],
      many: document(String(repeating: record, count: 5_000)),
      cases: [
        Case(
          name: "nothing", source: source("", "g.xml"), outcome: "g.xml:1:1: The document has no"),
        Case(
          name: "no records", source: document(""),
          outcome: "0 records: nothing to import\nwarning: g.xml:2:1: The document is <\(around)>"),
        Case(
          name: "UTF-16",
          source: {
            ImportSource(
              [0xFF, 0xFE] + wide.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }, name: "g.xml")
          }, outcome: "1 record: 1 created"),
        Case(
          name: "a text", source: source("Dear all", "g.xml"),
          outcome: "g.xml:1:1: The file does not begin as XML does"),
        Case(
          name: "a bomb",
          source: source("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "g.xml"),
          outcome: "g.xml:1:13: The document type (DOCTYPE) declares things of its own"),
        Case(
          name: "cut off", source: source("<\(around)>\(record.prefix(20))", "g.xml"),
          outcome: "g.xml:1:"),
        Case(
          name: "a folder", source: { ImportSource(folder: [:], name: "g") },
          outcome: "g: This is a folder"),
      ])
  }

  static let markup = [
    markup(
      .endNoteXML,
      "<record><ref-type name='Journal Article'>17</ref-type><titles><title>Sound</title></titles>"
        + "<dates><year>2019</year></dates></record>",
      around: "records", graph: study("", type: "Journal Article")),
    markup(
      .pubMedXML,
      "<PubmedArticle><MedlineCitation><PMID>7</PMID><Article><Journal><JournalIssue><PubDate>"
        + "<Year>2019</Year></PubDate></JournalIssue></Journal><ArticleTitle>Sound</ArticleTitle>"
        + "<PublicationTypeList><PublicationType>Journal Article</PublicationType>"
        + "</PublicationTypeList></Article></MedlineCitation></PubmedArticle>",
      around: "PubmedArticleSet", graph: study("\"pmid\":\"7\",", type: "Journal Article")),
  ]

  private static func json(_ plugin: FormatPlugin, _ record: String, graph: String) -> ImporterTrial
  {
    ImporterTrial(
      plugin, sound: source("[\n\(record)\n]\n", "g.json"), graph: [graph],
      many: source(String(repeating: record + "\n", count: 5_000), "g.json"),
      cases: [
        Case(
          name: "nothing", source: source("", "g.json"), outcome: "0 records: nothing to import"),
        Case(name: "an empty list", source: source("[]", "g.json"), outcome: "0 records"),
        Case(
          name: "one a line", source: source("\(record)\n", "g.json"), outcome: "1 record: 1 cre"),
        Case(
          name: "a byte order mark", source: source("\u{FEFF}\(record)", "g.json"),
          outcome: "1 record: 1 created"),
        Case(
          name: "UTF-16", source: { ImportSource([0xFF, 0xFE, 0x5B, 0], name: "g.json") },
          outcome: "g.json:1:1: The file is UTF-16"),
        Case(
          name: "cut off", source: source("[\(record),\n\(record.dropLast(5))", "g.json"),
          outcome: "g.json:2:"),
        Case(
          name: "no comma", source: source("[\(record) \(record)]", "g.json"),
          outcome: "g.json:1:"),
        Case(
          name: "no JSON", source: source("Dear all", "g.json"), outcome: "g.json:1:1: Expected"),
        Case(
          name: "what is no object", source: source("[1, \(record)]", "g.json"),
          outcome: "g.json:1:2: This is no object of"),
        Case(
          name: "a folder", source: { ImportSource(folder: [:], name: "g") },
          outcome: "g: This is a folder"),
      ])
  }

  static let json = [
    json(
      .cslJSON,
      "{\"id\":\"a\",\"type\":\"article-journal\",\"title\":\"Sound\","
        + "\"issued\":{\"date-parts\":[[2019]]}}",
      graph: study("", type: "article-journal", "\"id\":\"a\",")),
    json(
      .openAlex,
      "{\"id\":\"https://openalex.org/W1\",\"title\":\"Sound\",\"publication_year\":2019,"
        + "\"type\":\"article\"}",
      graph: study("\"openalex_id\":\"W1\",", type: "article", "\"id\":\"W1\",")),
    json(
      .crossref,
      "{\"type\":\"journal-article\",\"title\":[\"Sound\"],\"issued\":{\"date-parts\":[[2019]]}}",
      graph: study("", type: "journal-article")),
  ]
}
