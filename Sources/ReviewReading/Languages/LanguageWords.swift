/// The words of a language by which citations, headings and lists are told; folded, without signs.
///
/// A text in one language cites works in others, so that a reader takes the words of all languages
/// together (``all``). A profile adds to them.
struct LanguageWords: Sendable {
  /// What joins two authors, besides `&`.
  var conjunctions: Set<String> = []
  /// Second words of `and colleagues`, behind a conjunction.
  var colleagues: Set<String> = []
  /// Small words within the name of a body.
  var connectors: Set<String> = []
  /// Small words that begin a surname.
  var particles: Set<String> = []
  /// Words that begin sentences, and are no names though they have a capital there.
  var openers: Set<String> = []
  /// Words that are no author and end no name: months, days, what is numbered.
  var neverNames: Set<String> = []
  /// Words of titles of laws and other things that have a year in their name.
  var laws: Set<String> = []
  /// Countries and places, which alone are no author.
  var places: Set<String> = []
  /// Words that tell the name of a body from others: council, trust.
  var bodies: Set<String> = []
  /// Words before the title of what is no work: strategy, programme.
  var titled: Set<String> = []
  /// Small words that titles have more often than names of bodies.
  var titleJoints: Set<String> = []
  /// Words of names of programmes, which no author has.
  var titleWords: Set<String> = []
  /// Words that begin names of plans and programmes: `Building`, `Better`.
  var planStarts: Set<String> = []
  /// Words that end them: `Charter`, `Agenda`.
  var planEnds: Set<String> = []
  /// Words that head them, in a language in which these stand first: `Rhaglen`.
  var planHeads: Set<String> = []
  /// Words of names of bodies that names of plans have too: `Reforming Local Government`.
  var softBodies: Set<String> = []
  /// People and things in the plural that studies look at in a place: participants, schools.
  var people: Set<String> = []
  /// Words that say that what follows `in` is a work.
  var reporting: Set<String> = []
  /// Abbreviations before a page or another place in a work.
  var locators: Set<String> = []
  /// Abbreviations that end in a full stop within a sentence.
  var abbreviations: Set<String> = []
  /// What says that one work is cited by another.
  var secondary: [String] = []
  /// What stands for a year that is not known.
  var undated: [String] = []
  /// Headings of a list of references.
  var referenceHeadings: [String] = []
  /// Headings of a list of notes.
  var noteHeadings: [String] = []
  /// Headings that end a list of references.
  var backMatter: [String] = []
  /// Headings that stand on the first level.
  var chapters: [String] = []
  /// What says the same work again, in a footnote.
  var again: [String] = []
  /// What says a work of an earlier footnote.
  var earlier: [String] = []
  /// Words before a work in a footnote: `see also`.
  var noteLeads: Set<String> = []
  /// Beginnings of words by which a study speaks for a thing.
  var helps: [String] = []
  /// Beginnings of words by which it reports a hindrance.
  var hinders: [String] = []
  /// Beginnings of words by which it says both.
  var mixed: [String] = []
  /// Endings of verbs that begin sentences.
  var verbEndings: [String] = []
  /// Endings of verbs that hardly any name has.
  var firmVerbEndings: [String] = []
  /// Frequent words, by which the language of a text is told.
  var frequent: Set<String> = []

  /// The words of both.
  func joined(with other: LanguageWords) -> LanguageWords {
    var both = self
    both.conjunctions.formUnion(other.conjunctions)
    both.colleagues.formUnion(other.colleagues)
    both.connectors.formUnion(other.connectors)
    both.particles.formUnion(other.particles)
    both.openers.formUnion(other.openers)
    both.neverNames.formUnion(other.neverNames)
    both.laws.formUnion(other.laws)
    both.places.formUnion(other.places)
    both.bodies.formUnion(other.bodies)
    both.titled.formUnion(other.titled)
    both.titleJoints.formUnion(other.titleJoints)
    both.titleWords.formUnion(other.titleWords)
    both.planStarts.formUnion(other.planStarts)
    both.planEnds.formUnion(other.planEnds)
    both.planHeads.formUnion(other.planHeads)
    both.softBodies.formUnion(other.softBodies)
    both.people.formUnion(other.people)
    both.reporting.formUnion(other.reporting)
    both.firmVerbEndings += other.firmVerbEndings
    both.locators.formUnion(other.locators)
    both.abbreviations.formUnion(other.abbreviations)
    both.secondary += other.secondary
    both.undated += other.undated
    both.referenceHeadings += other.referenceHeadings
    both.noteHeadings += other.noteHeadings
    both.backMatter += other.backMatter
    both.chapters += other.chapters
    both.again += other.again
    both.earlier += other.earlier
    both.noteLeads.formUnion(other.noteLeads)
    both.helps += other.helps
    both.hinders += other.hinders
    both.mixed += other.mixed
    both.verbEndings += other.verbEndings
    both.frequent.formUnion(other.frequent)
    return both
  }

  /// Months, whose names of five letters and more are known though misread.
  static let months = words(
    "january february march april august september october november december ionawr chwefror mawrth ebrill",
    "mehefin gorffennaf awst medi hydref tachwedd rhagfyr fawrth fehefin dachwedd orffennaf ragfyr")

  /// The words of all languages that ship.
  static let all = english.joined(with: welsh)

  /// The words of a line, parted by blanks.
  static func words(_ lines: String...) -> Set<String> {
    Set(lines.flatMap { $0.split(separator: " ").map(String.init) })
  }

  /// The language, of those that ship, whose frequent words a text has most of; nil where it has hardly any.
  static func language(of words: some Sequence<String>) -> String? {
    var counts = (english: 0, welsh: 0)
    for word in words {
      if english.frequent.contains(word) { counts.english += 1 }
      if welsh.frequent.contains(word) { counts.welsh += 1 }
    }
    if max(counts.english, counts.welsh) < 3 { return nil }
    return counts.welsh > counts.english ? "cy" : "en"
  }
}
