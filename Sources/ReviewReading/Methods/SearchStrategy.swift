/// A block of a search strategy: terms that operators join, as printed.
public struct SearchBlock: Sendable {
  /// Its identifier: `s1-B`.
  public var id: String
  /// The heading under which it stands: a database or a platform; empty where there is none.
  public var dialect: String
  /// Its letter among those of its dialect; of a numbered set its number as printed: `#3`.
  public var letter: String
  /// Where it stands in the file.
  public var range: Range<Int>
  /// Its terms.
  public var terms: [Term]
  /// The numbered sets that it combines, as printed: `#1`, `1-3`.
  public var sets: [String] = []
  /// How many records it found, where it is a numbered set that says so.
  public var hits: Int?
  /// Its operators of nearness, as printed: `N2`, `ADJ2`, `w/2`.
  public var operators: [String]
  /// What it is limited to, as printed: `yr="2000-2019"`, `PUBYEAR > 1999`.
  public var limits: [String] = []
  /// How many round brackets are not closed; less than 0 where some are not opened.
  public var unclosed: Int

  /// A term of a block.
  public struct Term: Sendable {
    /// The term, without what says where it is looked for.
    public var text: String
    /// As printed.
    public var printed: String
    /// Whether it is a phrase in marks of quotation.
    public var isPhrase: Bool
    /// Whether a sign stands for any ending.
    public var isTruncated: Bool
    /// Where it is looked for, as printed: `ti,ab`, `tiab`, `TITLE-ABS-KEY`, `exp /`; nil where nothing is printed.
    public var field: String?
  }
}
