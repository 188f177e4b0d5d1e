import WordForms

/// A work of a list of references or of a note.
struct ReferenceEntry: Sendable {
  /// Its number in the list; nil where it has none.
  var number: Int?
  /// Where it stands, in the stream, without its number.
  var range: Range<Int>
  /// The surnames of its authors, or the name of the body that published it, as printed.
  var authors: [Author] = []
  /// The authors as printed.
  var printedAuthors = ""
  /// Whether the list itself leaves authors out by `et al.`.
  var hasOthers = false
  /// The year.
  var year: StatedYear?
  /// The title; nil where it is not told from the rest.
  var title: String?
  /// Short names that stand in brackets behind the authors.
  var acronyms: [FoldedWord] = []

  /// An author: a surname or the name of a body.
  struct Author: Sendable {
    var printed: String
    var words: [FoldedWord]
    var isBody = false

    var joined: FoldedWord { FoldedWord(letters: words.flatMap(\.letters)) }
  }
}
