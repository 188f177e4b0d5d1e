/// What the comparison of two records found in one respect.
///
/// The raw values stand in the graph, as reasons of a pair.
public enum Finding: String, CaseIterable, Sendable {
  case sameKey = "same-key"
  case sameDOI = "same-doi"
  case otherDOI = "other-doi"
  case samePMID = "same-pmid"
  case otherPMID = "other-pmid"
  case sameTitle = "same-title"
  /// The title is one of a word or three, as many works have.
  case sameShortTitle = "same-short-title"
  /// One title has no subtitle, the other has.
  case titleWithoutSubtitle = "title-without-subtitle"
  /// The titles differ by a letter or two.
  case misprintedTitle = "misprinted-title"
  case similarTitle = "similar-title"
  case otherTitle = "other-title"
  case titleMissing = "title-missing"
  /// Numbers in the titles differ: parts, phases, years.
  case otherNumbers = "other-numbers"
  /// One is a correction, retraction, comment, protocol or update, and the other is not.
  case otherNotice = "other-notice"
  case sameYear = "same-year"
  /// A year apart: online first, then in print.
  case nextYear = "next-year"
  case otherYear = "other-year"
  case sameFirstAuthor = "same-first-author"
  case sharedAuthor = "shared-author"
  case otherAuthors = "other-authors"
  case samePages = "same-pages"
  case otherPages = "other-pages"
  case sameVolume = "same-volume"
  case otherVolume = "other-volume"
  case otherEdition = "other-edition"
  case sameContainer = "same-container"
  case otherKind = "other-kind"
  /// Both say the same in all but their keys.
  case sameContents = "same-contents"

  /// How much the finding speaks for one work, in bits: the logarithm of how much oftener it is met in two
  /// records of one work than in two of different works that were compared for a likeness.
  ///
  /// I. P. Fellegi and A. B. Sunter, *A Theory for Record Linkage*, Journal of the American Statistical
  /// Association 64 (1969), section 2. The numbers are estimates, rounded to whole bits, and data: the trial
  /// of generated references (`DuplicateTrialTests`) says what they give.
  public var weight: Double {
    switch self {
    case .sameDOI, .samePMID: 10
    case .otherDOI: -6
    case .otherPMID: -8
    case .sameKey: 2
    case .sameTitle: 12
    case .misprintedTitle: 9
    case .titleWithoutSubtitle: 6
    case .sameShortTitle: 5
    case .similarTitle: 3
    case .otherTitle: -10
    case .titleMissing: 0
    case .otherNumbers, .otherNotice: -6
    case .sameYear: 3
    case .nextYear: 1
    case .otherYear: -5
    case .sameFirstAuthor: 5
    case .sharedAuthor: 2
    case .otherAuthors: -6
    case .samePages: 4
    case .otherPages: -4
    case .sameVolume: 1
    case .otherVolume: -3
    case .otherEdition: -5
    case .sameContainer: 1
    case .otherKind: -3
    case .sameContents: 4
    }
  }
}

extension Set<Finding> {
  /// How likely two records of these findings describe one work, from 0 to 1.
  ///
  /// The weights are summed over what a likeness is worth in itself (`prior`), and the odds that result
  /// are brought between 0 and 1. A part that a record does not state counts for nothing.
  public var score: Double {
    let bits = reduce(Self.prior) { $0 + $1.weight }
    // Two to the power of so many bits, in steps, without the system's mathematics.
    var odds = 1.0
    let steps = Int(bits.magnitude.rounded())
    for _ in 0..<Swift.min(steps, 60) { odds *= 2 }
    if bits < 0 { odds = 1 / odds }
    return odds / (1 + odds)
  }

  /// The odds that two records are one work, before anything is compared, in bits.
  private static let prior = -12.0
}
