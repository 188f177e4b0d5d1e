import GraphModel

/// Something of a read review that a person should look at.
struct ReviewDoubt: Hashable {
  /// What is doubtful.
  enum Kind: String, CaseIterable {
    /// Whether two studies are one.
    case pair
    /// The year of a study, or the letter behind it.
    case year
    /// Whether a citation is one, and of which study.
    case cite
    /// The level of a heading.
    case level
    /// What a study says of a thing.
    case stance
  }

  /// What a person calls it: `pair-3`, `year-bagnall-2027`.
  var id: String
  var kind: Kind
  /// What it is known by also in a later import.
  var key: String
  /// The words, as printed.
  var printed: String
  /// The first line of the file.
  var line: Int?
  /// What is proposed.
  var proposal: String
  /// How likely it is; nil where nobody can say.
  var score: Double?
  /// Why it is doubtful, by the names of the catalog.
  var reasons: [String]
  /// The review that was read; nil of a pair.
  var review: String?
  /// What was decided; nil while it is open.
  var decision: ReviewDecision?
}

/// What a person has decided about a doubt. It stands in the graph as a node of its own, which a later import of the
/// review leaves as it is.
struct ReviewDecision: Hashable {
  var deed: ReviewDesk.Deed
  var value: String
  /// What was there before, so that undoing finds it.
  var before: [String]

  static let label: Text = "ReviewDecision"
}
