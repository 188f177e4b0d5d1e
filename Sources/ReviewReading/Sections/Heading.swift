/// A heading, or the beginning of an item of a list that a profile knows.
struct Heading: Sendable {
  /// Its words, as printed.
  var title: String
  /// Where it stands in the file.
  var range: Range<Int>
  /// The piece of the layout that it begins with.
  var piece: Int
  /// The first piece behind it.
  var end: Int
  /// Its level, from 1.
  var level: Int
  /// The number before it: `2.1`.
  var number: String?
  /// The part of the profile that it begins; nil where it was found by its looks.
  var part: Int?
  /// Whether it begins an item of a list, whose text goes on behind it.
  var isItem = false
  /// Whether its words head chapters of any review, or signs mark it: no line of a table or a search looks so.
  var isSure = false
  /// Why its level is not sure.
  var isDoubtful = false
}
