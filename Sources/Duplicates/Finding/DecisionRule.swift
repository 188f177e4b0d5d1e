/// When two records are one work for certain, and when a person should look: rules in their order, of
/// which the first that holds decides.
///
///     for rule in DecisionRule.all { print(rule.name, rule.verdict) }
///
/// A rule is data: findings of which all must be there, groups of which one each must, and findings of
/// which none may. That a work is certain rests on an identifier and a title together, with nothing against
/// it, for chapters share the DOI of their book, an erratum shares its title with the article, and two
/// files number their records from 1.
public struct DecisionRule: Sendable {
  /// What to do with a pair of records.
  public enum Verdict: String, Sendable {
    /// They describe one work.
    case certain
    /// They may; a person decides.
    case doubtful
  }

  /// What the rule is called.
  public let name: String
  /// What it decides.
  public let verdict: Verdict
  let all: Set<Finding>
  let oneOf: [Set<Finding>]
  let none: Set<Finding>
  let leastScore: Double

  init(
    _ name: String, _ verdict: Verdict, all: Set<Finding> = [], oneOf: [Set<Finding>] = [],
    none: Set<Finding> = [], leastScore: Double = 0
  ) {
    self.name = name
    self.verdict = verdict
    self.all = all
    self.oneOf = oneOf
    self.none = none
    self.leastScore = leastScore
  }

  func holds(of findings: Set<Finding>, score: Double) -> Bool {
    score >= leastScore && all.isSubset(of: findings)
      && oneOf.allSatisfy { !$0.isDisjoint(with: findings) } && none.isDisjoint(with: findings)
  }

  /// What speaks against one work, whatever else is alike.
  static let contradictions: Set<Finding> = [
    .otherDOI, .otherPMID, .otherTitle, .otherNumbers, .otherNotice, .otherYear, .otherAuthors,
    .otherPages, .otherVolume, .otherEdition, .otherKind,
  ]

  /// The rules, in their order.
  public static let all: [DecisionRule] = [
    DecisionRule(
      "identifier and title", .certain, oneOf: [[.sameDOI, .samePMID], [.sameTitle]],
      none: contradictions),
    DecisionRule(
      "identifier, like title and pages", .certain, all: [.samePages],
      oneOf: [
        [.sameDOI, .samePMID], [.sameShortTitle, .misprintedTitle, .titleWithoutSubtitle],
      ], none: contradictions),
    DecisionRule(
      "identifier and title but for a letter", .certain, all: [.misprintedTitle],
      oneOf: [[.sameDOI, .samePMID]], none: contradictions),
    // What says the same under the same key is the same record, whatever its title.
    DecisionRule("key and all else", .certain, all: [.sameKey, .sameContents]),
    DecisionRule(
      "key, title, author and year", .certain,
      all: [.sameKey, .sameYear, .sameFirstAuthor], oneOf: [[.sameTitle, .sameShortTitle]],
      none: contradictions),
    DecisionRule(
      "word for word", .certain, all: [.sameContents, .sameTitle, .sameYear, .sameFirstAuthor],
      none: contradictions),
    DecisionRule("identifier", .doubtful, oneOf: [[.sameDOI, .samePMID]]), alike,
  ]

  /// That of records without a common identifier.
  static let alike = DecisionRule(
    "alike", .doubtful,
    oneOf: [
      [.sameTitle, .sameShortTitle, .misprintedTitle, .titleWithoutSubtitle, .similarTitle]
    ], leastScore: 0.5)

  /// The rule that decides; nil where the records have nothing to do with each other.
  static func deciding(_ findings: Set<Finding>, score: Double) -> DecisionRule? {
    all.first { $0.holds(of: findings, score: score) }
  }
}
