import WordForms

/// How a review is laid out: its language, how it cites, which heading is what.
///
/// Everything has a standard that is found out from the text, so that an empty profile reads a text too.
/// ``init(parsing:name:)`` reads the documented text form, ``text`` writes it.
public struct ReviewProfile: Hashable, Sendable {
  /// The language, by its code; nil where it is told from the text.
  public var language: String?
  /// The title of the review; nil where it is not said.
  public var title: String?
  /// The year in which the review appeared; nil where it is not said.
  public var published: Int?
  /// How works are cited.
  public var style = Style.guessed
  /// Where a page begins.
  public var pageBreak = PageBreak.guessed
  /// Which lines are headings.
  public var headings = Headings.guessed
  /// Lines that come back on each page and are no part of the text.
  public var runningHeads: [String] = []
  /// More words that join two authors.
  public var conjunctions: [String] = []
  /// More words that stand for authors who are not named.
  public var colleagues: [String] = []
  /// More headings of a list of references.
  public var referenceHeadings: [String] = []
  /// Short names, by what they stand for.
  public var acronyms: [String: String] = [:]
  /// Identifiers of studies, by how they are cited: `Community Health Exchange, 2012`.
  public var studies: [NamedStudy] = []
  /// What sections, factors, models and categories are called.
  public var parts: [Part] = []
  /// More beginnings of words by which a study speaks for a thing.
  public var helps: [String] = []
  /// More beginnings of words by which it reports a hindrance.
  public var hinders: [String] = []
  /// More beginnings of words by which it says both.
  public var mixed: [String] = []

  /// A profile that leaves everything to the text.
  public init() {}

  /// How works are cited.
  public enum Style: String, CaseIterable, Hashable, Sendable {
    /// As the text tells.
    case guessed
    /// By author and year.
    case authorYear = "author-year"
    /// By numbers in square brackets: `[3–5, 8]`.
    case brackets
    /// By numbers in round brackets: `(3–5, 8)`.
    case parentheses
    /// By raised numbers, which plain text has behind the word: `growth.12,13`.
    case superscripts
    /// By notes at the foot of the page or at the end.
    case footnotes
  }

  /// Where a page begins.
  public enum PageBreak: String, CaseIterable, Hashable, Sendable {
    /// As the text tells.
    case guessed
    /// At the character form feed.
    case formFeed = "form-feed"
    /// At a line that begins with one blank.
    case leadingSpace = "leading-space"
  }

  /// Which lines are headings.
  public enum Headings: String, CaseIterable, Hashable, Sendable {
    /// Those that the profile names, and those that look like headings: the profile says nothing of it.
    case guessed
    /// Only those that the profile names.
    case listed
    /// Those that the profile names, and those that look like headings.
    case both
  }

  /// A study with the identifier that a person wants it to have.
  public struct NamedStudy: Hashable, Sendable {
    /// The identifier.
    public var id: String
    /// How it is cited.
    public var cited: String
  }

  /// A part of the review and the heading by which it is found.
  public struct Part: Hashable, Sendable {
    /// What it is.
    public var kind: Kind
    /// Its identifier, unique among those of its kind.
    public var id: String
    /// How its heading is printed; any of them.
    public var titles: [String]
    /// Its name in English; nil where that is not said.
    public var english: String?
    /// Its name in Welsh; nil where that is not said.
    public var welsh: String?
    /// Its level, from 1; nil for that of its kind.
    public var level: Int?
    /// Of a model, its category; of a category, nothing.
    public var category: String?
    /// More categories of a model.
    public var otherCategories: [String] = []
    /// What stands in it; of a chapter of methods, several things.
    public var holds: [Contents] = [.text]
    /// Its place in the profile.
    var line = 0

    /// What a part is.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
      case section, factor, category, model
    }

    /// What stands in a section.
    public enum Contents: String, CaseIterable, Hashable, Sendable {
      /// Text with citations.
      case text
      /// The search strategy.
      case search
      /// Numbers of the screening.
      case screening
      /// Names of databases.
      case databases
      /// A list of references.
      case references
      /// What is left out.
      case nothing
    }

    /// A part of the given kind.
    public init(_ kind: Kind, _ id: String, titles: [String]) {
      self.kind = kind
      self.id = id
      self.titles = titles
    }
  }

  /// The words by which this profile's texts are read.
  var words: LanguageWords {
    var words = LanguageWords.all
    words.conjunctions.formUnion(conjunctions.map { FoldedWord($0).text }.filter { !$0.isEmpty })
    words.colleagues.formUnion(colleagues.map { FoldedWord($0).text }.filter { !$0.isEmpty })
    words.referenceHeadings += referenceHeadings
    words.helps += helps.map { FoldedWord($0).text }
    words.hinders += hinders.map { FoldedWord($0).text }
    words.mixed += mixed.map { FoldedWord($0).text }
    return words
  }
}
