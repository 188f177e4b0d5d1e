import GraphModel

/// What to do about records of one work.
public enum DuplicateHandling: String, CaseIterable, Sendable {
  /// Nothing.
  case off
  /// Find them, join them by `POSSIBLY_SAME_AS`, and say so.
  case report
  /// Merge those that are certain, and join the doubtful ones.
  case merge
}

/// What a search for duplicates has found and done.
public struct DuplicateReport: Sendable {
  /// One pair.
  public struct Entry: Hashable, Sendable {
    /// The number of the pair or merge; nil where the record said nothing new and was left away.
    public var number: Int?
    /// Whether the two were merged.
    public var isMerged: Bool
    /// What the rules say.
    public var verdict: DecisionRule.Verdict
    /// How likely it is one work.
    public var score: Double
    /// What was found, the weightiest first.
    public var reasons: [String]
    /// The record that was there earlier.
    public var first: String
    /// The later one.
    public var second: String
  }

  /// Records that were looked at.
  public internal(set) var records = 0
  /// Pairs that were compared.
  public internal(set) var comparisons = 0
  /// Records that were merged into others.
  public internal(set) var merged = 0
  /// Those of the merged ones that were new.
  public internal(set) var newMerged = 0
  /// Pairs that were joined although certain, because nothing was to be merged.
  public internal(set) var certain = 0
  /// Pairs that were joined because a person should look.
  public internal(set) var doubtful = 0
  /// What was found, at most ``listLimit``.
  public internal(set) var entries: [Entry] = []

  /// How many pairs are listed.
  public static let listLimit = 10_000

  /// Nothing.
  public init() {}

  mutating func note(_ entry: Entry) {
    if entries.count < Self.listLimit { entries.append(entry) }
  }
}

extension DuplicateReport.Entry: CustomStringConvertible {
  /// `possible duplicate 3: b of a, score 0.98 (same-title, same-year)`.
  public var description: String {
    let what = isMerged ? "merged" : verdict == .certain ? "duplicate" : "possible duplicate"
    let named = number.map { "\(what) \($0)" } ?? "the same word for word"
    return "\(named): \(second) of \(first), score \(score) (\(reasons.joined(separator: ", ")))"
  }
}

extension DuplicateReport.Entry {
  /// The entry as an object of JSON.
  public var json: Value {
    .map([
      "number": number.map { .integer($0) } ?? .null, "merged": .boolean(isMerged),
      "verdict": .string(verdict.rawValue), "score": .float(score),
      "reasons": .list(reasons.map { .string($0) }), "first": .string(first),
      "second": .string(second),
    ])
  }
}
