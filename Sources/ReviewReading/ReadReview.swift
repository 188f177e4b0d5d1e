/// A review as it was read: its sections, the studies it cites, each citation, and what is doubtful.
public struct ReadReview: Sendable {
  /// The text that was read.
  public let text: ReportText
  /// The profile by which it was read, with what was guessed filled in.
  public internal(set) var profile: ReviewProfile
  /// The sections, in the order of the text.
  public internal(set) var sections: [ReadSection] = []
  /// Headings of sections that the profile names and the text does not have, in the order of the profile.
  public internal(set) var missing: [String] = []
  /// Parts of the profile whose heading another part has.
  public internal(set) var doubled: [DoubledPart] = []
  /// The studies, in the order in which they are first cited.
  public internal(set) var studies: [ReadStudy] = []
  /// The citations, in the order of the text.
  public internal(set) var citations: [ReadCitation] = []
  /// Studies that may be one.
  public internal(set) var pairs: [DoubtfulPair] = []
  /// How many works of the list of references are cited nowhere.
  public internal(set) var uncited: [String] = []
  /// How many works the list of references has; nil where there is none.
  public internal(set) var listed: Int?
  /// Places of the file that are no text: running heads, numbers of pages.
  public internal(set) var furniture: [Range<Int>] = []
  /// The number of pages.
  public internal(set) var pageCount = 1
  /// Blocks of the search strategy.
  public internal(set) var search: [SearchBlock] = []
  /// Databases that were searched.
  public internal(set) var databases: [SearchedDatabase] = []
  /// Stages of the screening.
  public internal(set) var screening: [ScreeningStage] = []
  /// What of the screening does not add up.
  public internal(set) var screeningRemarks: [ScreeningRemark] = []
  /// Why the profile was guessed as it is.
  public internal(set) var reasons: [ProfileReason] = []
  /// How many works of the list were looked at for the citations, by which a test holds the speed.
  package internal(set) var worksLookedAt = 0
}

extension ReadReview {
  /// A part of a profile that claims the heading of another.
  public struct DoubledPart: Hashable, Sendable {
    /// The heading.
    public var heading: String
    /// The part that is not read.
    public var part: String
    /// The part that the heading counts as.
    public var other: String
  }

  /// What a review is called that nobody has named: its file without folder and endings.
  public static func identifier(ofFile path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    let stem = name.split(separator: ".").first.map(String.init) ?? name
    return stem.isEmpty ? "review" : stem
  }
}

/// A section of a review.
public struct ReadSection: Sendable {
  /// Its identifier, unique in the review.
  public var id: String
  /// Its heading, as printed.
  public var title: String
  /// The number before its heading.
  public var number: String?
  /// Its level, from 1.
  public var level: Int
  /// Whether its level is a guess.
  public var isLevelDoubtful: Bool
  /// Where its heading stands in the file.
  public var heading: Range<Int>
  /// Where it stands in the file, with its heading.
  public var range: Range<Int>
  /// The section that it lies in, by its place in the list.
  public var parent: Int?
  /// The part of the profile that it is, by its place there.
  public var part: Int?
}

/// A citation of a study.
public struct ReadCitation: Sendable {
  /// Its identifier, in the order of the text: `c001`.
  public var id: String
  /// The study, by its place in the list; nil where none is known.
  public var study: Int?
  /// Where it stands in the file.
  public var range: Range<Int>
  /// How it is printed, with white space collapsed.
  public var printed: String
  /// `narrative`, `parenthetical`, `footnote`.
  public var form: String
  /// What citations of one bracket share: `g001`.
  public var group: String
  /// The page, from 1.
  public var page: Int
  /// Where in the work, as printed.
  public var locator: String?
  /// The innermost section, by its place in the list.
  public var section: Int?
  /// The citation, by its place in the list, through which the work is cited.
  public var via: Int?
  /// Where the mark of its note stands.
  public var mark: Range<Int>?
  /// Why it is not sure, in words of the program: `year`, `bracket`.
  public var doubts: [String] = []
  /// What it says of its subject, as cue words suggest; nil where none does.
  public var stance: ProposedStance?
  /// Whether words are quoted, as marks of quotation suggest.
  public var isQuote = false
  /// The sentence that it stands in.
  public var sentence: Range<Int>?
}
