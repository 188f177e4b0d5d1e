/// A study that a review cites, with every form in which it is cited.
public struct ReadStudy: Sendable {
  /// Its identifier: `harden-2015`.
  public var id: String
  /// How it is cited, in one form: `Harden et al., 2015`.
  public var name: String
  /// Its authors: as the list of references has them, else as they are cited.
  public var authors: String
  /// The year; nil where none is stated.
  public var year: Int?
  /// The letter that tells it from other works of its authors and year.
  public var suffix: String?
  /// Whether the letter is a guess.
  public var isSuffixDoubtful = false
  /// Whether the year is a guess, or cannot be.
  public var isYearDoubtful = false
  /// How it is printed where it is cited.
  public var variants: [String] = []
  /// Its title, where a list of references or a note states it.
  public var title: String?
  /// The reference, as printed.
  public var reference: String?
  /// Where the reference stands in the file.
  public var referenceRange: Range<Int>?
  /// Its number in the list of references.
  public var number: Int?
  /// Whether the text has a list of references and this is not in it.
  public var isUnlisted = false
}

/// Two studies that may be one, and why.
public struct DoubtfulPair: Sendable {
  /// The study that is cited more, by its place in the list of studies.
  public var first: Int
  /// The other.
  public var second: Int
  /// How likely they are one, 0 to 1.
  public var score: Double
  /// Why they may be one.
  public var reason: Reason

  /// Why two studies may be one.
  public enum Reason: String, Sendable, CaseIterable {
    /// One has a letter behind its year that the other lacks.
    case suffix
    /// One names one author, the other says that there are more.
    case others = "other-authors"
    /// The first author and the year are the same, the second author differs.
    case secondAuthor = "second-author"
    /// The years differ by what may be a slip.
    case year
    /// The names are alike.
    case spelling
    /// The list of references has several that fit.
    case ambiguous
  }
}
