/// Why a profile was guessed as it is.
public struct ProfileReason: Hashable, Sendable {
  /// The statement of the profile.
  public var statement: Statement
  /// What was decided: `cy`, `brackets`.
  public var value: String
  /// How often what speaks for it was met.
  public var count: Int
  /// An example, as printed; empty where there is none.
  public var example: String
  /// The line of the example.
  public var line: Int?

  /// A statement of a profile that can be guessed.
  public enum Statement: String, CaseIterable, Hashable, Sendable {
    case language, style, pageBreak = "page-break", runningHead = "running-head", headings,
      references
  }
}
