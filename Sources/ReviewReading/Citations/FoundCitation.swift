/// A citation as it was found, before it is known which study it means.
struct FoundCitation: Sendable {
  /// How a citation stands in its sentence.
  enum Form: String, Sendable {
    /// In brackets.
    case parenthetical
    /// With the authors as a part of the sentence.
    case narrative
    /// In a note.
    case footnote
    /// By a number.
    case numbered
  }

  /// Who is cited; without words where a number is.
  var key: AuthorKey
  /// Who is cited, as it is printed.
  var authors: String
  /// The year.
  var year: StatedYear
  /// Where it stands, in the stream.
  var range: Range<Int>
  /// How it stands in its sentence.
  var form: Form
  /// What citations of one bracket share.
  var group: Int
  /// The words that say where in the work, in the stream.
  var locator: Range<Int>?
  /// The number by which the work is cited.
  var number: Int?
  /// The work of the list, or of the notes, where that is known at once.
  var entry: Int?
  /// A short name that it gives its author.
  var acronym: String?
  /// The citation, by the place in the stream at which it begins, through which this work is cited.
  var via: Int?
  /// Why it is not sure that this is a citation.
  var doubts: [Doubt] = []
  /// Where the mark of a note stands in the text, in the stream.
  var mark: Range<Int>?

  /// Why a citation is not sure.
  enum Doubt: String, Sendable {
    /// A digit of the year was guessed.
    case year
    /// The letter behind the year was guessed.
    case suffix
    /// Its bracket was lost.
    case bracket
    /// No other citation and no reference has these authors.
    case single
    /// The list of references has no such work.
    case unlisted
    /// Several works of the list could be meant.
    case ambiguous
    /// Of a range of numbers only the ends were read: the text has more of them than words.
    case range
  }
}
