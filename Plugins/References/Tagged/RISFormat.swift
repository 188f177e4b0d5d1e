import PluginKit

extension FormatPlugin {
  /// RIS, as databases and reference managers give and take it.
  public static let ris = FormatPlugin(
    FormatInfo(
      name: "ris", title: "RIS",
      summary: "References as databases and reference managers exchange them",
      extensions: ["ris"], borrowedExtensions: ["txt"], signature: RISReader.recognizes,
      holds: .references),
    importing: .references(RISReader(), format: "ris", title: "RIS"),
    exporting: FormatAbility(RISExporter.init))
}

extension FormatInfo.Contents {
  /// What formats of references hold of graphs in general: nothing. Of a reference they hold what they have
  /// a tag for.
  static let references: FormatInfo.Contents = []
}

/// The types of RIS, those of its specification of 2011 and what programs added.
extension TypeTable {
  static let ris = TypeTable(types: [
    ("JOUR", "article-journal"), ("EJOUR", "article-journal"), ("INPR", "article-journal"),
    ("ABST", "article-journal"), ("MGZN", "article-magazine"), ("NEWS", "article-newspaper"),
    ("BOOK", "book"), ("EBOOK", "book"), ("EDBOOK", "book"), ("WHOLE", "book"), ("SER", "book"),
    ("CTLG", "book"), ("CHAP", "chapter"), ("ECHAP", "chapter"), ("CPAPER", "paper-conference"),
    ("CONF", "paper-conference"), ("RPRT", "report"), ("GOVDOC", "report"), ("THES", "thesis"),
    ("DISS", "thesis"), ("ELEC", "webpage"), ("WEB", "webpage"), ("BLOG", "post-weblog"),
    ("UNPB", "manuscript"), ("UNPD", "manuscript"), ("MANSCPT", "manuscript"),
    ("PREPRINT", "article"), ("DATA", "dataset"), ("DBASE", "dataset"), ("AGGR", "dataset"),
    ("COMP", "software"), ("STAND", "standard"), ("PAT", "patent"), ("CASE", "legal_case"),
    ("STAT", "legislation"), ("LEGAL", "legislation"), ("BILL", "bill"), ("UNBILL", "bill"),
    ("HEAR", "hearing"), ("PCOMM", "personal_communication"), ("ICOMM", "personal_communication"),
    ("MAP", "map"), ("ART", "graphic"), ("SLIDE", "graphic"), ("CHART", "figure"),
    ("FIGURE", "figure"), ("EQUA", "figure"), ("MPCT", "motion_picture"),
    ("VIDEO", "motion_picture"), ("ADVS", "motion_picture"), ("MUSIC", "musical_score"),
    ("SOUND", "song"), ("PAMP", "pamphlet"), ("DICT", "entry-dictionary"),
    ("ENCYC", "entry-encyclopedia"), ("JFULL", "periodical"), ("ANCIENT", "classic"),
    ("CLSWK", "classic"), ("GEN", "document"), ("MULTI", "document"), ("GRANT", "document"),
    // What the format has no type for, under the nearest one.
    ("GEN", "event"), ("GEN", "interview"), ("GEN", "speech"), ("GEN", "performance"),
    ("GEN", "collection"), ("GEN", "entry"), ("GEN", "broadcast"), ("ELEC", "post"),
    ("JOUR", "review"), ("JOUR", "review-book"), ("STAT", "regulation"), ("STAT", "treaty"),
  ])
}
