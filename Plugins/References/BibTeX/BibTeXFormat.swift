import PluginKit

extension FormatPlugin {
  /// BibTeX and BibLaTeX.
  public static let bibTeX = FormatPlugin(
    FormatInfo(
      name: "bibtex", title: "BibTeX",
      summary: "References for LaTeX, in the fields of BibTeX and BibLaTeX",
      extensions: ["bib", "bibtex"], borrowedExtensions: ["txt"],
      signature: BibTeXReader.recognizes, holds: .references),
    importing: .references(BibTeXReader(), format: "bibtex", title: "BibTeX"),
    exporting: FormatAbility(BibTeXExporter.init))
}

extension TypeTable {
  /// The types of entries of BibTeX and BibLaTeX.
  static let bibTeX = TypeTable(types: [
    ("article", "article-journal"), ("book", "book"), ("mvbook", "book"), ("collection", "book"),
    ("mvcollection", "book"), ("proceedings", "book"), ("mvproceedings", "book"),
    ("incollection", "chapter"), ("inbook", "chapter"), ("suppbook", "chapter"),
    ("suppcollection", "chapter"), ("bookinbook", "chapter"),
    ("inproceedings", "paper-conference"), ("conference", "paper-conference"),
    ("phdthesis", "thesis"), ("mastersthesis", "thesis"), ("thesis", "thesis"),
    ("techreport", "report"), ("report", "report"), ("booklet", "pamphlet"),
    ("manual", "book"), ("unpublished", "manuscript"), ("online", "webpage"),
    ("electronic", "webpage"), ("www", "webpage"), ("dataset", "dataset"),
    ("software", "software"), ("patent", "patent"), ("periodical", "periodical"),
    ("suppperiodical", "article-journal"), ("reference", "book"), ("mvreference", "book"),
    ("inreference", "entry"), ("image", "graphic"), ("artwork", "graphic"),
    ("movie", "motion_picture"), ("video", "motion_picture"), ("audio", "song"),
    ("music", "song"), ("standard", "standard"), ("legislation", "legislation"),
    ("jurisdiction", "legal_case"), ("letter", "personal_communication"), ("misc", "document"),
    // What BibTeX has no type for, under the nearest one.
    ("article", "article-magazine"), ("article", "article-newspaper"), ("article", "review"),
    ("article", "review-book"), ("unpublished", "article"), ("inreference", "entry-dictionary"),
    ("inreference", "entry-encyclopedia"), ("online", "post"), ("online", "post-weblog"),
    ("misc", "event"), ("misc", "interview"), ("misc", "speech"), ("misc", "map"),
    ("misc", "figure"), ("misc", "broadcast"), ("misc", "hearing"), ("misc", "bill"),
    ("misc", "regulation"), ("misc", "treaty"), ("misc", "musical_score"), ("misc", "classic"),
    ("misc", "performance"), ("misc", "collection"),
    // Those of Mendeley, which are none of BibTeX.
    ("journal_article", "article-journal"), ("magazine_article", "article-magazine"),
    ("newspaper_article", "article-newspaper"), ("book_section", "chapter"),
    ("conference_proceedings", "paper-conference"), ("working_paper", "report"),
    ("web_page", "webpage"), ("encyclopedia_article", "entry-encyclopedia"),
    ("computer_program", "software"), ("television_broadcast", "broadcast"),
  ])
}

/// The fields of BibTeX and BibLaTeX, and what they say of a reference.
enum BibTeXFields {
  /// Those that say the same in every type of entry.
  static let texts: [String: TextField] = [
    "title": .title, "shorttitle": .shortTitle, "origtitle": .originalTitle,
    "journal": .containerTitle, "journaltitle": .containerTitle, "booktitle": .containerTitle,
    "shortjournal": .containerShort, "series": .collectionTitle, "volume": .volume,
    "issue": .issue, "eid": .articleNumber, "edition": .edition, "chapter": .section,
    "pagetotal": .numberOfPages, "numpages": .numberOfPages, "volumes": .numberOfVolumes,
    "publisher": .publisher, "school": .publisher, "institution": .publisher,
    "address": .publisherPlace, "location": .publisherPlace, "eventtitle": .eventTitle,
    "venue": .eventPlace, "abstract": .abstract, "language": .language, "langid": .language,
    "type": .genre, "pubstate": .status, "origdate": .originalDate, "urldate": .accessed,
    "reportnumber": .number, "pmc": .pmcid,
  ]

  static let names: [String: NameRole] = [
    "author": .authors, "editor": .editors, "translator": .translators,
  ]

  /// Those whose text is no LaTeX.
  static let verbatim: Set<String> = [
    "url", "doi", "file", "pdf", "eprint", "urls", "local-url", "ee", "pmid", "pmcid",
  ]

  /// Those whose words keep their capitals by braces.
  static let titles: Set<TextField> = [.title, .shortTitle, .containerTitle, .collectionTitle]

  /// The field that holds a part of a reference of that kind; the part's own name where BibTeX has
  /// none, for an entry may have any field.
  static func name(of field: TextField, in kind: ReferenceKind?) -> String {
    switch field {
    case .title, .volume, .edition, .publisher, .abstract, .language, .doi, .pmid, .pmcid:
      return field == .publisher ? publisher(kind) : field.rawValue
    case .pages: return "pages"
    case .shortTitle: return "shorttitle"
    case .originalTitle: return "origtitle"
    case .containerTitle: return kind?.isPart ?? false ? "booktitle" : "journal"
    case .containerShort: return "shortjournal"
    case .collectionTitle: return "series"
    case .collectionNumber: return isInSeries(kind) ? "number" : field.rawValue
    case .issue: return kind?.isInSerial ?? false ? "number" : "issue"
    case .number:
      return kind?.isInSerial ?? false || isInSeries(kind) ? "reportnumber" : "number"
    case .articleNumber: return "eid"
    case .section: return "chapter"
    case .numberOfPages: return "pagetotal"
    case .numberOfVolumes: return "volumes"
    case .publisherPlace: return "address"
    case .eventTitle: return "eventtitle"
    case .eventPlace: return "venue"
    case .genre: return "type"
    case .status: return "pubstate"
    case .originalDate: return "origdate"
    case .accessed: return "urldate"
    default: return field.rawValue
    }
  }

  private static func publisher(_ kind: ReferenceKind?) -> String {
    kind == "thesis" ? "school" : kind == "report" ? "institution" : "publisher"
  }

  /// The part that the field `number` is, which depends on the type.
  static func number(in kind: ReferenceKind?) -> TextField {
    kind?.isInSerial ?? false ? .issue : isInSeries(kind) ? .collectionNumber : .number
  }

  private static func isInSeries(_ kind: ReferenceKind?) -> Bool {
    kind == "book" || kind?.isPart ?? false
  }
}
