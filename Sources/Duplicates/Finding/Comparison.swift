import GraphModel

/// Two records held against each other.
public struct Comparison: Sendable {
  /// What was found.
  public let findings: Set<Finding>
  /// How likely they describe one work, from 0 to 1.
  public let score: Double
  /// What to do; nil where they have nothing to do with each other.
  public let verdict: DecisionRule.Verdict?

  /// Compares two records.
  ///
  /// - Complexity: O(*n*) in the letters of the titles.
  public init(_ one: WorkRecord, _ two: WorkRecord) {
    var found: Set<Finding> = []
    Self.compareIdentifiers(one, two, &found)
    Self.compareTitles(one, two, &found)
    Self.compareYears(one, two, &found)
    Self.compareAuthors(one, two, &found)
    Self.compare(one.firstPage, two.firstPage, .samePages, .otherPages, &found)
    Self.compare(one.volume, two.volume, .sameVolume, .otherVolume, &found)
    Self.compare(one.edition, two.edition, nil, .otherEdition, &found)
    Self.compare(one.container, two.container, .sameContainer, nil, &found)
    Self.compare(one.kind, two.kind, nil, .otherKind, &found)
    if one.contents == two.contents { found.insert(.sameContents) }
    findings = found
    score = found.score
    verdict = DecisionRule.deciding(found, score: score)?.verdict
  }

  /// The findings as the graph holds them, the weightiest first.
  public var reasons: [String] {
    findings.sorted {
      ($0.weight.magnitude, $1.rawValue) > ($1.weight.magnitude, $0.rawValue)
    }.map(\.rawValue)
  }

  /// Whether the records are alike in more than an identifier.
  var isAlike: Bool { verdict == .certain || DecisionRule.alike.holds(of: findings, score: score) }

  /// Whether nothing speaks against one work.
  var isFreeOfContradictions: Bool { findings.isDisjoint(with: DecisionRule.contradictions) }

  private static func compare<Part: Equatable>(
    _ one: Part?, _ two: Part?, _ same: Finding?, _ other: Finding?, _ found: inout Set<Finding>
  ) {
    guard let one, let two else { return }
    if let finding = one == two ? same : other { found.insert(finding) }
  }

  private static func compareIdentifiers(
    _ one: WorkRecord, _ two: WorkRecord, _ found: inout Set<Finding>
  ) {
    compare(one.doi, two.doi, .sameDOI, .otherDOI, &found)
    compare(one.pmid, two.pmid, .samePMID, .otherPMID, &found)
    compare(one.key, two.key, .sameKey, nil, &found)
  }

  private static func compareTitles(
    _ one: WorkRecord, _ two: WorkRecord, _ found: inout Set<Finding>
  ) {
    if one.notices != two.notices { found.insert(.otherNotice) }
    guard let left = one.title, let right = two.title else {
      found.insert(.titleMissing)
      return
    }
    if left.compact == right.compact {
      found.insert(left.words.count >= shortTitle ? .sameTitle : .sameShortTitle)
      return
    }
    if left.numbers != right.numbers { found.insert(.otherNumbers) }
    if left.isMisprint(of: right) {
      found.insert(.misprintedTitle)
    } else if left.hasSubtitle != right.hasSubtitle, left.main == right.main {
      found.insert(.titleWithoutSubtitle)
    } else {
      found.insert(left.similarity(to: right) >= leastSimilarity ? .similarTitle : .otherTitle)
    }
  }

  /// From how many words on a title is hardly met twice.
  private static let shortTitle = 4
  /// From which similarity on titles may be one.
  private static let leastSimilarity = 0.85

  private static func compareYears(
    _ one: WorkRecord, _ two: WorkRecord, _ found: inout Set<Finding>
  ) {
    guard let left = one.year, let right = two.year else { return }
    switch abs(left - right) {
    case 0: found.insert(.sameYear)
    case 1: found.insert(.nextYear)
    default: found.insert(.otherYear)
    }
  }

  private static func compareAuthors(
    _ one: WorkRecord, _ two: WorkRecord, _ found: inout Set<Finding>
  ) {
    guard let left = one.authors.first, let right = two.authors.first else { return }
    if left.agrees(with: right) {
      found.insert(.sameFirstAuthor)
    } else if one.authors.contains(where: { $0.agrees(with: right) })
      || two.authors.contains(where: { $0.agrees(with: left) })
    {
      found.insert(.sharedAuthor)
    } else {
      found.insert(.otherAuthors)
    }
  }
}
