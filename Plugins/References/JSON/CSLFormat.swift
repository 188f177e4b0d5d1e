import PluginKit

extension FormatPlugin {
  /// CSL-JSON, as citation processors and reference managers have it.
  public static let cslJSON = FormatPlugin(
    FormatInfo(
      name: "csl-json", title: "CSL-JSON",
      summary: "References for citation processors, as Zotero and pandoc have them",
      extensions: ["csl.json", "csljson"], borrowedExtensions: ["json"],
      signature: CSLReader.recognizes, holds: .references),
    importing: .references(CSLReader(), format: "csl", title: "CSL-JSON"),
    exporting: FormatAbility(CSLExporter.init))
}

extension TypeTable {
  /// Types that services write into CSL-JSON which are none of it: those of Crossref.
  static let csl = TypeTable(types: [
    ("journal-article", "article-journal"), ("book-chapter", "chapter"),
    ("proceedings-article", "paper-conference"), ("posted-content", "article"),
    ("monograph", "book"), ("edited-book", "book"), ("reference-book", "book"),
    ("dissertation", "thesis"), ("report-component", "report"), ("journal-issue", "periodical"),
    ("journal", "periodical"), ("other", "document"), ("component", "document"),
    ("reference-entry", "entry"), ("peer-review", "review"), ("book-section", "chapter"),
    ("book-part", "chapter"), ("proceedings", "book"), ("book-series", "book"),
    ("database", "dataset"), ("grant", "document"), ("report-series", "report"),
    ("preprint", "article"), ("letter", "article-journal"), ("editorial", "article-journal"),
    ("erratum", "article-journal"), ("review-article", "article-journal"),
  ])
}

/// The variables of CSL-JSON, and what they say of a reference.
enum CSLVariables {
  static let texts: [(name: String, field: TextField)] = [
    ("title", .title), ("title-short", .shortTitle), ("original-title", .originalTitle),
    ("container-title", .containerTitle), ("container-title-short", .containerShort),
    ("collection-title", .collectionTitle), ("collection-number", .collectionNumber),
    ("volume", .volume), ("issue", .issue), ("page", .pages), ("number", .number),
    ("edition", .edition), ("section", .section), ("number-of-pages", .numberOfPages),
    ("number-of-volumes", .numberOfVolumes), ("publisher", .publisher),
    ("publisher-place", .publisherPlace), ("event-title", .eventTitle),
    ("event-place", .eventPlace), ("abstract", .abstract), ("language", .language),
    ("DOI", .doi), ("PMID", .pmid), ("PMCID", .pmcid), ("source", .database),
    ("archive", .archive), ("call-number", .callNumber), ("genre", .genre), ("medium", .medium),
    ("status", .status),
  ]

  /// Names that older files have for the same.
  static let others: [String: TextField] = [
    "event": .eventTitle, "shortTitle": .shortTitle, "journalAbbreviation": .containerShort,
    "title-translated": .translatedTitle,
  ]

  static let names: [(name: String, role: NameRole)] = [
    ("author", .authors), ("editor", .editors), ("translator", .translators),
    ("collection-editor", .collectionEditors), ("contributor", .contributors),
  ]

  static let dates: [(name: String, field: TextField)] = [
    ("accessed", .accessed), ("original-date", .originalDate),
  ]

  /// Variables that have no field of a reference, and may stand in a file all the same.
  static let kept: Set<String> = [
    "annote", "archive_collection", "archive_location", "archive-place", "authority",
    "chapter-number", "citation-label", "dimensions", "division", "first-reference-note-number",
    "jurisdiction", "original-publisher", "original-publisher-place", "part-number", "part-title",
    "printing-number", "references", "reviewed-genre", "reviewed-title", "scale",
    "supplement-number", "version", "volume-title", "yearSuffix", "citation-number", "locator",
  ]
}
