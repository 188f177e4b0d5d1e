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
    /// Records from registers.
    case registers = "identified-registers"
    /// Records from elsewhere.
    case other = "identified-other"
    /// Records that came twice.
    case duplicates
    /// Records that a program marked as not eligible.
    case automation = "removed-automation"
    /// Records that were taken away for other reasons before the screening.
    case removedOther = "removed-other"
    /// Records whose title and abstract were read.
    case screened
    /// Records left out by title and abstract.
    case excludedScreening = "excluded-screening"
    /// Reports whose full text was looked for.
    case sought
    /// Reports whose full text could not be had.
    case notRetrieved = "not-retrieved"
    /// Records whose full text was read.
    case fullText = "full-text"
    /// Records left out by their full text.
    case excludedFullText = "excluded-full-text"
    /// Studies that the review includes, where it counts their reports as well.
    case includedStudies = "included-studies"
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
    remarks += identified(count)
    let lost = count(.notRetrieved)
    if let screened = count(.screened), let next = count(.sought) ?? count(.fullText) {
      let isSought = count(.sought) != nil
      let away = isSought ? 0 : lost ?? 0
      remarks.append(
        ScreeningRemark(
          sum: "screened - " + (isSought ? "sought" : "full-text")
            + (away > 0 ? " - not-retrieved" : ""),
          computed: screened - next - away, stage: .excludedScreening,
          stated: count(.excludedScreening)))
    }
    if let sought = count(.sought), let full = count(.fullText) {
      remarks.append(
        ScreeningRemark(
          sum: "sought - full-text", computed: sought - full, stage: .notRetrieved, stated: lost))
    }
    if let full = count(.fullText), let included = count(.included) {
      remarks.append(
        ScreeningRemark(
          sum: "full-text - included", computed: full - included, stage: .excludedFullText,
          stated: count(.excludedFullText)))
    }
    return remarks
  }

  /// What the records that were identified come to.
  ///
  /// Those from other sources may be counted in a column of their own, which is no contradiction; who says nothing of
  /// duplicates may have taken some away.
  private static func identified(_ count: (ScreeningStage.Kind) -> Int?) -> [ScreeningRemark] {
    guard let databases = count(.databases) else { return [] }
    func names(_ kinds: [ScreeningStage.Kind], _ sign: String) -> String {
      kinds.map { " \(sign) \($0.rawValue)" }.joined()
    }
    let added: [ScreeningStage.Kind] = [.registers, .other].filter { count($0) ?? 0 > 0 }
    let removed: [ScreeningStage.Kind] = [.duplicates, .automation, .removedOther]
      .filter { count($0) ?? 0 > 0 }
    guard !added.isEmpty || !removed.isEmpty else { return [] }
    let taken = removed.reduce(0) { $0 + (count($1) ?? 0) }
    let computed = databases + added.reduce(0) { $0 + (count($1) ?? 0) } - taken
    let screened = count(.screened)
    let sum = "identified-databases" + names(added, "+")
    if let screened, removed.isEmpty, screened < computed, screened < databases {
      return [
        ScreeningRemark(
          sum: sum + " - screened", computed: computed - screened, stage: .duplicates, stated: nil)
      ]
    }
    let without = computed - (added.contains(.other) ? count(.other) ?? 0 : 0)
    return [
      ScreeningRemark(
        sum: sum + names(removed, "-"), computed: screened == without ? without : computed,
        stage: .screened, stated: screened)
    ]
  }
}
