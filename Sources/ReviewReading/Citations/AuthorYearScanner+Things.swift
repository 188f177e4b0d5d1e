/// What has a name and a year and is no author: places, people of places, plans and programmes.
extension AuthorYearScanner {
  /// What a name may be instead of an author.
  enum NamedThing {
    /// `in Maesteg (2018)`, `Participants from Bangor (2014)`: what `and` joins to it is one too.
    case place
    /// `the strategy Homes for All (2017)`, `the Big Society (2010)`.
    case title
  }

  /// What a name of which nothing is known may be instead of an author; nil where something speaks for an author.
  func thing(_ candidate: Candidate, _ start: Int) -> NamedThing? {
    let authors = candidate.authors
    let names = authors.tokens[start...]
    guard let first = names.first, let last = names.last else { return nil }
    // Smith's (2010)
    if tokens.text(last).hasSuffix("'s") || authors.acronym != nil { return nil }
    let isSingle = authors.nameStarts.count { $0 >= first } <= 1
    if candidate.isNarrative {
      if isGroupOfPlace(names) || arePlaces(names, of: authors) { return .place }
      if isSingle, isPlan(names, behind: start > 0 ? authors.tokens[start - 1] : nil) {
        return .title
      }
    }
    if names.contains(where: { words.bodies.contains(tokens.folded($0)) }) { return nil }
    if isPlace(candidate, start) { return .place }
    guard candidate.isNarrative else { return nil }
    if isSingle, isNoun(names) { return .title }
    let before = first > 0 && tokens.isWord(first - 1) ? tokens.folded(first - 1) : ""
    // The kind of a work before it: the report Beyond Boundaries, the film Pride.
    if isSingle, words.titled.contains(before), !tokens.isCapital(first - 1) { return .title }
    guard names.count >= 2 else { return nil }
    // The Living Wage
    if isSingle, before == "the", !endsAsWork(last), !isShortName(names) { return .title }
    // Flying Start, Dechrau'n Deg
    if isSingle,
      names.allSatisfy({ isSmallWord($0) }) || names.contains(where: { isTitleWord($0) })
    {
      return .title
    }
    // Small words within the name.
    let hasJoint = zip(names, names.dropFirst()).contains { left, right in
      right - left == 2 && words.titleJoints.contains(tokens.folded(left + 1))
    }
    return hasJoint ? .title : nil
  }

  /// Whether a word such as `in` before a name makes it a place, and nothing says that a work is meant.
  private func isPlace(_ candidate: Candidate, _ start: Int) -> Bool {
    let authors = candidate.authors
    let first = authors.tokens[start]
    var preposition = start == 0 ? candidate.preposition : nil
    if start > 0, isPreposition(authors.tokens[start - 1]) {
      preposition = authors.tokens[start - 1]
    }
    // Trigolion Tregaron (2015)
    if preposition == nil, candidate.isNarrative, authors.tokens.count - start <= 2, first > 0,
      words.people.contains(tokens.folded(first - 1)), !tokens.isCapital(first - 1)
    {
      return true
    }
    guard let preposition else { return false }
    let isJoint = authors.nameStarts.contains { $0 > first }
    let isReported = (max(0, preposition - 4)..<preposition).contains {
      words.reporting.contains(tokens.folded($0))
    }
    return !isJoint && !isReported && !candidate.isAfterCitation
      && locator(behind: candidate.lastToken) == nil
  }

  /// Whether a name is that of people or things somewhere: `Participants from Bangor`, `Ysgolion yng Nghaerdydd`.
  private func isGroupOfPlace(_ names: ArraySlice<Int>) -> Bool {
    guard let first = names.first, let next = names.dropFirst().first, next - first == 2,
      isPreposition(first + 1) || ["within", "ger", "mewn"].contains(tokens.folded(first + 1))
    else { return false }
    let word = tokens.folded(first)
    return words.people.contains(word)
      || isSentenceStart(first) && isSmallWord(first) && word.hasSuffix("s")
  }

  /// Whether of several names joined as authors are at least half are places: `Bangor, Wrexham and Newport (2016)`.
  private func arePlaces(_ names: ArraySlice<Int>, of authors: PrintedAuthors) -> Bool {
    guard let first = names.first else { return false }
    let starts = authors.nameStarts.filter { $0 >= first }
    guard starts.count >= 2, starts.count == names.count else { return false }
    let places = names.count { words.places.contains(tokens.folded($0)) }
    return places * 2 >= names.count
  }

  /// Whether a name is one of a plan, a programme or a policy by the word that it begins or ends with.
  private func isPlan(_ names: ArraySlice<Int>, behind before: Int?) -> Bool {
    guard let first = names.first, let last = names.last else { return false }
    // Our Future, A Healthier Wales: in the midst of a sentence such a word with a capital begins a title.
    if let before, first - before <= 2, tokens.isCapital(before), !isSentenceStart(before),
      words.planStarts.contains(tokens.folded(before))
    {
      return true
    }
    let isBody = names.contains { token in
      let word = tokens.folded(token)
      return words.bodies.contains(word) && !words.softBodies.contains(word)
    }
    guard names.count >= 2, !isBody else { return false }
    return words.planStarts.contains(tokens.folded(first))
      || words.planEnds.contains(tokens.folded(last))
      || words.planHeads.contains(tokens.folded(first))
  }

  /// Whether a single word at the beginning of a sentence is a noun in the plural: `Volunteers (2010)`.
  private func isNoun(_ names: ArraySlice<Int>) -> Bool {
    guard names.count == 1, let only = names.first, isSmallWord(only) else { return false }
    return words.people.contains(tokens.folded(only))
  }

  /// Whether a word ends the title of a work that is cited by it: the Marmot Review.
  private func endsAsWork(_ last: Int) -> Bool {
    ["review", "report", "inquiry", "enquiry", "survey", "study", "adolygiad", "ymchwiliad"]
      .contains(tokens.folded(last))
  }

  /// Whether names hold a short one in capitals: the UK Samaritans.
  private func isShortName(_ names: ArraySlice<Int>) -> Bool {
    names.contains { tokens[$0].range.count <= 5 && reader.isAcronym($0) }
  }

  private func isTitleWord(_ token: Int) -> Bool {
    let text = tokens.text(token)
    return text.hasSuffix("'n") || text.hasSuffix("'r")
      || words.titleWords.contains(tokens.folded(token))
  }
}
