/// The words by which a statement tells what its number counts.
///
/// Beginnings of words, folded; of a phrase all words in order, with no more than three others between. The
/// kinds stand in the order in which one goes before another: `full-text articles excluded` speaks of full texts
/// too, and counts what was excluded.
enum ScreeningCues {
  static let kinds: [(kind: ScreeningStage.Kind, phrases: [[String]])] = [
    (.duplicates, [["duplicat"], ["dyblyg"], ["ddyblyg"], ["deduplicat"], ["dad", "ddyblyg"]]),
    (.automation, [["automation"], ["awtomat"], ["machine", "learning"]]),
    (
      .notRetrieved,
      [
        ["not", "retriev"], ["not", "obtain"], ["could", "not", "access"], ["unobtainable"],
        ["unavailable"], ["not", "availab"], ["ddim", "cael"], ["ni", "adalw"], ["heb", "adalw"],
        ["methu"],
      ]
    ),
    (.sought, [["sought"], ["ceisi", "adalw"], ["geisi", "adalw"], ["cheisi", "adalw"]]),
    (.removedOther, [["removed", "other", "reason"], ["tynn", "resymau", "eraill"]]),
    (
      .excludedFullText,
      excluding(["full", "text"]) + excluding(["fulltext"]) + excluding(["report"])
        + excluding(["testun", "llawn"]) + excluding(["thestun", "llawn"])
        + excluding(["destun", "llawn"]) + excluding(["testunau", "llawn"])
        + excluding(["reason"]) + excluding(["rheswm"]) + excluding(["rhesym"])
    ),
    (
      .excludedScreening,
      exclusions.map { [$0] } + [
        ["not", "relevan"], ["not", "meet"], ["not", "eligib"], ["not", "includ"],
        ["ddim", "berthnasol"], ["nid", "berthnasol"], ["ddim", "bodlon"], ["nid", "bodlon"],
        ["heb", "bodlon"], ["heb", "gynnwys"],
      ]
    ),
    (
      .included,
      [
        ["met", "criteria"], ["meet", "criteria"], ["meeting", "criteria"], ["fulfil", "criteria"],
        ["satisf", "criteria"], ["eligible", "inclus"], ["bodlon"], ["fodlon"],
        ["includ"], ["cynnwys"], ["gynnwys"], ["chynnwys"], ["nghynnwys"], ["cynhwys"],
        ["gynhwys"], ["chynhwys"],
      ]
    ),
    (
      .fullText,
      [
        ["full", "text"], ["fulltext"], ["testun", "llawn"], ["thestun", "llawn"],
        ["destun", "llawn"], ["testunau", "llawn"], ["thestunau", "llawn"], ["destunau", "llawn"],
        ["in", "full"], ["darllen", "llawn"],
        ["eligib"], ["cymwys"], ["gymwys"], ["chymwys"], ["perthnasol"], ["berthnasol"],
        ["pherthnasol"], ["relevan"],
      ]
    ),
    (
      .other,
      [
        ["other", "source"], ["other", "method"], ["other", "means"], ["additional", "source"],
        ["ffynonell", "eraill"], ["ffynhonnell", "arall"], ["ffynonell", "ychwanegol"],
        ["dull", "eraill"], ["ddull", "eraill"], ["hand", "search"], ["handsearch"],
        ["citation", "search"], ["reference", "list"], ["snowball"], ["website"], ["gwefan"],
        ["wefan"], ["grey"], ["llwyd"], ["lwyd"], ["expert"], ["arbenigwyr"],
      ]
    ),
    (.registers, [["register"], ["cofrestr"], ["gofrestr"], ["chofrestr"]]),
    (
      .databases,
      [
        ["database"], ["cronf", "data"], ["nghronf", "data"], ["gronf", "data"],
        ["chronf", "data"], ["cronf", "ddata"], ["gronf", "ddata"], ["chronf", "ddata"],
        ["electronic", "search"],
      ]
    ),
    (
      .screened,
      [
        ["screen"], ["sgrin"], ["title", "abstract"], ["teitl", "crynod"], ["theitl", "chrynod"],
        ["deitl", "chrynod"],
      ]
    ),
  ]

  /// What one word says only where nothing else says more, of the number or of its kind.
  static let weakKinds: [(kind: ScreeningStage.Kind, phrases: [[String]])] = [
    (.included, [["inclus"]]),
    (.fullText, [["assess"], ["ases"], ["hases"]]),
  ]

  /// Beginnings of words for studies, and for the reports of them.
  static let studies = ["stud", "astudiaeth"]
  static let reports = ["report", "paper", "article", "adroddiad", "papur", "erthygl"]

  /// Beginnings of words for leaving out.
  static let exclusions = [
    "exclu", "reject", "ineligib", "hepgor", "gwrthod", "wrthod", "eithri", "heithri",
    "diystyr",
  ]

  /// What counts as left out in both orders: `full-text articles excluded`, `excluded on full text`.
  private static func excluding(_ words: [String]) -> [[String]] {
    exclusions.flatMap { [[$0] + words, words + [$0]] }
  }

  /// Words that name what was done to the records with a title or an abstract.
  static let screening = [
    "title", "abstract", "teitl", "deitl", "theitl", "crynod", "grynod", "chrynod",
  ]

  /// Beginnings of words that count nothing beside `criteria`, where they say which ones.
  static let criteriaWords = [
    "inclus", "exclus", "eligib", "cynnwys", "cynhwys", "hepgor", "eithri", "cymwys",
  ]

  /// Beginnings of words that count duplicates.
  static let duplicates = ["duplicat", "dyblyg", "ddyblyg"]

  /// Words by which a number counts what is left.
  static let rest: Set<String> = [
    "after", "remained", "remaining", "remain", "left", "weddill", "gweddill", "ol",
  ]

  /// Beginnings of what is counted and is no record: reviewers, databases, years, reasons.
  static let others = [
    "reviewer", "author", "researcher", "assessor", "rater", "people", "team", "database", "source",
    "year", "month", "week", "day", "stage", "phase", "step", "criteri", "reason", "percent", "per",
    "search", "term", "block", "question", "countr", "language", "website", "journal",
    "adolygydd", "adolygwyr", "awdur", "ymchwilydd", "ymchwilwyr", "aelod", "cronfa", "gronfa",
    "chronfa", "cronfeydd", "gronfeydd", "chronfeydd", "ffynhonnell", "blynedd", "flynedd",
    "mlynedd", "mis", "wythnos",
    "diwrnod", "cam", "gam", "cham", "cyfnod", "gyfnod", "maen", "meini", "rheswm", "canran",
    "cant", "chwiliad", "term", "derm", "therm", "cwestiwn", "gwlad", "wlad", "iaith", "gwefan",
    "cyfnodolyn", "january", "february", "march", "april", "may", "june", "july", "august",
    "september", "october", "november", "december", "ionawr", "chwefror", "mawrth", "ebrill",
    "mai", "mehefin", "gorffennaf", "awst", "medi", "hydref", "tachwedd", "rhagfyr",
  ]

  /// Whether a word names what screenings count.
  static func isRecord(_ word: String) -> Bool {
    records.contains { word.hasPrefix($0) } && !others.contains { word.hasPrefix($0) }
  }

  /// Beginnings of words for what screenings count, with the mutations of Welsh.
  private static let records = [
    "stud", "record", "article", "paper", "report", "reference", "citation", "publication", "title",
    "abstract", "fulltext", "document", "duplicate", "hit", "result", "trial", "review",
    "astudiaeth", "cofnod", "gofnod", "chofnod", "erthygl", "papur", "bapur", "phapur",
    "adroddiad", "cyfeiriad", "gyfeiriad", "chyfeiriad", "teitl", "deitl", "theitl", "crynodeb",
    "grynodeb", "chrynodeb", "texts", "testun", "destun", "thestun", "cyhoeddiad", "gyhoeddiad",
    "chyhoeddiad", "dogfen", "ddogfen", "dyblygiad", "ddyblygiad", "adolygiad", "canlyniad",
    "ganlyniad",
  ]

  /// Words behind a number by which it counts what was spoken of before: `forty were excluded`.
  static let deeds: Set<String> = ["were", "remained", "met", "did", "had", "eu"]

  /// Beginnings of words between a number and what it counts.
  static let qualities = [
    "potential", "possib", "relevant", "eligible", "unique", "further", "additional", "other",
    "more", "new", "duplicate", "full", "text", "electronic", "published", "primary", "empirical",
    "included", "excluded", "remaining", "bibliographic", "database", "journal", "research", "such",
    "qualitative", "quantitative", "controlled", "randomi", "different", "separate", "the", "these",
    "non", "irrelevant", "peer", "reviewed",
  ]

  /// Words before a number that is not certain, or counts nothing of the screening.
  static let hedges: Set<String> = [
    "about", "around", "approximately", "nearly", "almost", "over", "some", "roughly", "circa",
    "least", "most", "than", "under", "every", "each", "tua", "oddeutu", "bron", "dros", "rhyw",
    "leiaf", "na", "dan", "pob", "yr", "unrhyw", "cynifer", "fwy",
  ]

  /// Words that begin another statement of one sentence.
  static let joints: Set<String> = [
    "and", "while", "whereas", "leaving", "then", "but", "a", "ac", "tra", "gan", "yna", "ond",
  ]

  /// Words before a number by which it names what something is: `Figure 1`.
  static let numbered: Set<String> = [
    "figure", "fig", "table", "appendix", "box", "ffigur", "tabl", "atodiad", "blwch", "page",
    "tudalen", "step", "cam", "phase", "stage",
  ]

  /// Words before and behind the sign of a count: `n = 91`, `N: 91`.
  static let signs: Set<String> = ["n", "nifer", "number", "total", "cyfanswm", "rhif"]
}
