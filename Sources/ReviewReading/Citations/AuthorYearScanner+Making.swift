/// What a citation says: its place, its form, where in the work.
extension AuthorYearScanner {
  func citation(
    _ candidate: Candidate, from start: Int, isStray: Bool, _ doubts: [FoundCitation.Doubt]
  ) -> FoundCitation? {
    let authors = candidate.authors
    var first =
      start == 0
      ? authors.first : reader.particles(before: authors.tokens[start], authors.first - 1)
    // The Beacon Foundation, Y Comisiwn
    if start > 0, authors.tokens[start - 1] == first - 1, isArticle(first - 1),
      authors.tokens[start...].contains(where: { words.bodies.contains(tokens.folded($0)) })
    {
      first -= 1
    }
    var last = candidate.lastToken
    let isNarrative =
      candidate.isNarrative
      || (candidate.isBare && !tokens.isSign(candidate.token - 1, in: ",.;"))
    if isNarrative {
      if let close = closing(behind: last, opener: candidate.opener) { last = close }
    }
    let beginning = Int(tokens[first].start)
    let nameEnd = Int(tokens[authors.last].end)
    var printed = tokens.stream.string(beginning..<max(beginning, nameEnd))
    if authors.acronym != nil { printed = String(printed.prefix { $0 != "(" && $0 != "[" }) }
    var citation = FoundCitation(
      key: candidate.key ?? reader.key(authors, from: start), authors: printed,
      year: candidate.year,
      range: beginning..<Int(tokens[last].end), form: isNarrative ? .narrative : .parenthetical,
      group: 0)
    citation.locator = locator(behind: candidate.lastToken)
    citation.acronym = authors.acronym
    citation.doubts = doubts
    return citation
  }

  /// Whether a word is an article with a capital.
  private func isArticle(_ index: Int) -> Bool {
    tokens.isCapital(index) && ["the", "y", "yr"].contains(tokens.folded(index))
  }

  /// The bracket that closes behind a year, where no other citation stands before it.
  func closing(behind last: Int, opener: Int) -> Int? {
    var index = last + 1
    while index < min(tokens.count, last + 24) {
      if tokens.isSign(index, in: ")]}") { return index }
      if tokens.isSign(index, in: "([{;") || (index > last + 1 && year(at: index) != nil) {
        return nil
      }
      if opener < 0, index > last + 1 { return nil }
      if tokens[index].kind == .paragraph, index > last + 2 { return nil }
      index += 1
    }
    return nil
  }

  /// What is printed behind a year to say where in the work: `p. 12`.
  func locator(behind last: Int) -> Range<Int>? {
    var index = last + 1
    guard tokens.isSign(index, in: ",:") else { return nil }
    let isColon = tokens.isSign(index, ":")
    index += 1
    let start = index
    guard index < tokens.count else { return nil }
    let word = tokens.folded(index)
    let isLocator =
      words.locators.contains(word)
      || (isColon && tokens[index].kind == .number)
      || (word.first == "t" || word.first == "p") && word.dropFirst().allSatisfy(\.isNumber)
        && word.utf8.count > 1
    guard isLocator else { return nil }
    while index < min(tokens.count, start + 12), !tokens.isSign(index, in: ";)]}(") {
      index += 1
    }
    guard index > start else { return nil }
    return Int(tokens[start].start)..<Int(tokens[index - 1].end)
  }

  /// Whether the words behind a year say through which work its work is cited: `Morris (1998, cited in …)`.
  func isCitedThrough(_ last: Int) -> Bool {
    let behind = (last + 1..<min(tokens.count, last + 6)).map { tokens.folded($0) }
      .filter { !$0.isEmpty && $0 != "," && $0 != ";" }.joined(separator: " ")
    return words.secondary.contains { behind == $0 || behind.hasPrefix($0 + " ") }
  }

  /// Whether words between two citations say that the second cites the first.
  func isSecondary(between last: Int, and first: Int) -> Bool {
    guard first > last, first - last <= 10 else { return false }
    let between = (last + 1..<first).map { tokens.folded($0) }.filter { !$0.isEmpty }
      .joined(separator: " ")
    return words.secondary.contains { between.hasSuffix($0) || between.contains($0) }
  }
}
