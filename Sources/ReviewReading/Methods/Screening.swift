/// A stage of the screening of records with its number, as a sentence states it.
public struct ScreeningStage: Hashable, Sendable {
  /// What the number counts.
  public var kind: Kind
  /// The number.
  public var count: Int
  /// Where the number stands in the file.
  public var range: Range<Int>
  /// The words by which its kind was told, as printed.
  public var cue: String

  /// What the number of a stage counts.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Records from databases.
    case databases = "identified-databases"
    /// Records from elsewhere.
    case other = "identified-other"
    /// Records that came twice.
    case duplicates
    /// Records whose title and abstract were read.
    case screened
    /// Records left out by title and abstract.
    case excludedScreening = "excluded-screening"
    /// Records whose full text was read.
    case fullText = "full-text"
    /// Records left out by their full text.
    case excludedFullText = "excluded-full-text"
    /// Records that the review includes.
    case included
  }
}

/// Whether numbers of the screening add up.
public struct ScreeningRemark: Hashable, Sendable {
  /// The stages, as a sum: `identified-databases + identified-other`.
  public var sum: String
  /// What the sum comes to.
  public var computed: Int
  /// The stage that it should be.
  public var stage: ScreeningStage.Kind
  /// What is stated; nil where it is not stated, and only follows from the others.
  public var stated: Int?
}

extension ScreeningRemark {
  /// What of the stages follows from others, and whether it is what is stated.
  static func remarks(_ stages: [ScreeningStage]) -> [ScreeningRemark] {
    func count(_ kind: ScreeningStage.Kind) -> Int? { stages.first { $0.kind == kind }?.count }
    var remarks: [ScreeningRemark] = []
    if let databases = count(.databases), let other = count(.other) {
      let twice = count(.duplicates)
      let sum = "identified-databases + identified-other"
      let computed = databases + other - (twice ?? 0)
      if let screened = count(.screened), twice == nil, screened < computed {
        // Whoever says nothing of duplicates has taken some away.
        remarks.append(
          ScreeningRemark(
            sum: sum + " - screened", computed: computed - screened, stage: .duplicates, stated: nil
          ))
      } else {
        remarks.append(
          ScreeningRemark(
            sum: sum + ((twice ?? 0) > 0 ? " - duplicates" : ""), computed: computed,
            stage: .screened, stated: count(.screened)))
      }
    }
    if let screened = count(.screened), let full = count(.fullText) {
      remarks.append(
        ScreeningRemark(
          sum: "screened - full-text", computed: screened - full, stage: .excludedScreening,
          stated: count(.excludedScreening)))
    }
    if let full = count(.fullText), let included = count(.included) {
      remarks.append(
        ScreeningRemark(
          sum: "full-text - included", computed: full - included, stage: .excludedFullText,
          stated: count(.excludedFullText)))
    }
    return remarks
  }
}
