import WordForms

/// Who is cited, without what differs between two prints of it.
struct AuthorKey: Hashable, Sendable {
  /// The words of the names, in order: surnames, or the words of a body's name without the small ones.
  var words: [FoldedWord]
  /// Whether others are meant who are not named.
  var hasOthers: Bool

  /// The words as one, so that a blank that a scan has lost or made does not count.
  var joined: FoldedWord { FoldedWord(letters: words.flatMap(\.letters)) }
}

/// Who is cited, as a text prints it.
struct PrintedAuthors: Sendable {
  /// The tokens that are words of names, in order.
  var tokens: [Int]
  /// The first token, which may be an initial.
  var first: Int
  /// The last token.
  var last: Int
  /// Whether others are meant who are not named.
  var hasOthers = false
  /// A short name in brackets behind the name: `Local Government Association (LGA)`.
  var acronym: String?
  /// The tokens at which a name begins that a sign or `and` parts from the one before.
  var nameStarts: Set<Int> = []
}
