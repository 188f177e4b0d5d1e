import WordForms

/// Reads the parts of a reference: authors, year, title.
///
/// The order is told from the year: behind the authors in the styles of Harvard and APA, near the end in that of
/// Vancouver.
struct ReferenceEntryReader {
  let tokens: Tokens
  let words: LanguageWords
  let reader: AuthorReader
  /// Reads the year that begins at a token.
  let year: (Int) -> (year: StatedYear, last: Int)?

  /// The parts of the reference in a range of tokens.
  func entry(_ range: Range<Int>, number: Int?) -> ReferenceEntry? {
    guard let first = range.first, let last = range.last else { return nil }
    var entry = ReferenceEntry(
      number: number, range: Int(tokens[first].start)..<Int(tokens[last].end))
    let years = years(in: range)
    var people = authors(range)
    if tokens.isSign(people.end, in: "&+")
      || people.end < range.upperBound && reader.isConjunction(people.end)
    {
      // Age, Place & Belonging: the name of a body.
      people = ([], first, false)
    }
    var end = people.end
    entry.authors = people.authors
    entry.hasOthers = people.hasOthers
    let early = years.first { isEarly($0, first, people.authors.isEmpty ? nil : people.end) }
    if let early {
      entry.year = early.year
      let stop = early.isBracketed ? early.token - 1 : early.token
      if people.authors.isEmpty || stop - end > 4 || end > stop {
        // A body, whose name is all that stands before the year.
        if people.authors.isEmpty || stop - end > 4 {
          entry.authors = body(first..<stop, &entry.acronyms)
        }
      }
      end = stop
      entry.title = title(from: early.last + 1, range.upperBound)
    } else {
      if people.authors.isEmpty {
        let stop = sentenceEnd(from: first, range.upperBound)
        entry.authors = body(first..<stop, &entry.acronyms)
        end = stop
      }
      entry.year = late(years, from: end)?.year
      entry.title = title(from: end, range.upperBound)
    }
    guard !entry.authors.isEmpty, end > first else { return nil }
    entry.printedAuthors = printed(first, end)
    return entry
  }

  /// The parts of a reference whose authors dashes stand for: those of the work before.
  func entry(_ range: Range<Int>, sameAs before: ReferenceEntry) -> ReferenceEntry? {
    guard let first = range.first, let last = range.last,
      let year = years(in: range).first
    else { return nil }
    var entry = before
    entry.number = nil
    entry.range = Int(tokens[first].start)..<Int(tokens[last].end)
    entry.year = year.year
    entry.title = title(from: year.last + 1, range.upperBound)
    return entry
  }

  /// Whether a year stands behind the authors and before the title.
  ///
  /// - Parameter end: The token behind the authors, where these are people.
  private func isEarly(_ year: Year, _ first: Int, _ end: Int?) -> Bool {
    if let end {
      if year.token <= end + 3, year.token >= end - 1 { return true }
      return year.isBracketed && year.token < max(first + 60, end + 24)
        && !hasSentence(end, year.token)
    }
    // The name of a body is all that stands before it.
    guard year.token - first <= 30 else { return false }
    if year.isBracketed { return !hasSentence(first, year.token) }
    return tokens.isSign(year.token - 1, in: ",.") && tokens.isSign(year.last + 1, in: ".,:;")
      && !hasSentence(first, year.token)
  }

  private struct Year {
    var year: StatedYear
    var token: Int
    var last: Int
    var isBracketed: Bool
  }

  private func years(in range: Range<Int>) -> [Year] {
    var years: [Year] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if let (year, last) = year(index), !isInAddress(index) {
        years.append(
          Year(
            year: year, token: index, last: last, isBracketed: tokens.isSign(index - 1, in: "([{")))
        index = last
      } else if let undated = undated(index) {
        years.append(undated)
        index = undated.last
      }
      index += 1
    }
    return years
  }

  /// Whether a year stands at a token, or what stands for one.
  func isDated(_ index: Int) -> Bool { year(index) != nil || undated(index) != nil }

  /// `(n.d.)`, `n.d.` behind the authors, `(in press)`.
  private func undated(_ index: Int) -> Year? {
    guard tokens.isWord(index), tokens.isSign(index - 1, in: "([.,") else { return nil }
    let isBracketed = tokens.isSign(index - 1, in: "([")
    let first = tokens.folded(index)
    if first == "n" || first == "d", !tokens.isCapital(index), tokens.isSign(index + 1, "."),
      tokens.folded(index + 2) == "d"
    {
      return Year(
        year: StatedYear(undated: "\(first).d."), token: index, last: index + 3,
        isBracketed: isBracketed)
    }
    guard isBracketed else { return nil }
    for phrase in words.undated {
      let parts = phrase.split(separator: " ")
      guard index + parts.count < tokens.count,
        parts.indices.allSatisfy({ tokens.folded(index + $0) == parts[$0] }),
        tokens.isSign(index + parts.count, in: ")]")
      else { continue }
      return Year(
        year: StatedYear(undated: phrase), token: index, last: index + parts.count - 1,
        isBracketed: true)
    }
    return nil
  }

  private func isInAddress(_ index: Int) -> Bool {
    tokens.isSign(index - 1, in: "/_=-") || tokens.isSign(index + 1, in: "/_=")
  }

  /// The year of a reference in the style of Vancouver: before a volume, else the last that is no date of
  /// access.
  private func late(_ years: [Year], from start: Int) -> Year? {
    let behind = years.filter { $0.token >= start }
    // 2014;12(3), 2014: 12, and no title that goes on behind a colon.
    if let volume = behind.first(where: {
      tokens.isSign($0.last + 1, ";")
        || tokens.isSign($0.last + 1, ":") && $0.last + 2 < tokens.count
          && tokens[$0.last + 2].kind == .number
    }) {
      return volume
    }
    let plain = behind.filter { year in
      !(max(start, year.token - 6)..<year.token).contains { isAccess($0) }
    }
    return plain.last ?? behind.last ?? years.first
  }

  /// Whether a word says when something was looked at.
  func isAccess(_ token: Int) -> Bool {
    ["accessed", "cited", "retrieved", "cyrchwyd", "available", "gael", "updated"].contains(
      tokens.folded(token))
  }

  /// Whether a sentence ends between two tokens, so that a year behind it is in a title.
  private func hasSentence(_ start: Int, _ end: Int) -> Bool {
    guard end > start else { return false }
    return (start..<end).contains {
      tokens.isSign($0, ".") && tokens.isWord($0 - 1) && tokens[$0 - 1].range.count > 3
        && $0 + 1 < end && tokens.isCapital($0 + 1)
    }
  }

  private func sentenceEnd(from start: Int, _ limit: Int) -> Int {
    var index = start
    while index < limit {
      if tokens.isSign(index, "."), index > start, tokens[index - 1].range.count > 1 {
        return index
      }
      index += 1
    }
    return limit
  }

  private func printed(_ first: Int, _ end: Int) -> String {
    var last = end - 1
    while last > first, tokens.isSign(last, in: ",;:([{") || tokens[last].kind == .paragraph {
      last -= 1
    }
    return Self.collapsed(tokens.stream.string(Int(tokens[first].start)..<Int(tokens[last].end)))
  }

  static func collapsed(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func title(from start: Int, _ limit: Int) -> String? {
    var first = start
    while first < limit, tokens.isSign(first, in: ").,:;]}\"'") || tokens[first].kind == .paragraph
    {
      first += 1
    }
    guard first < limit else { return nil }
    var end = first
    let isQuoted = first > start && tokens.isSign(first - 1, in: "\"'")
    while end < limit {
      if isQuoted, end > first, tokens.isSign(end, in: "\"'") { break }
      if !isQuoted, tokens.isSign(end, in: ".?!"), end > first + 1 {
        if tokens.isSign(end, in: "?!") { end += 1 }
        break
      }
      end += 1
    }
    guard end > first else { return nil }
    let text = Self.collapsed(
      tokens.stream.string(Int(tokens[first].start)..<Int(tokens[end - 1].end)))
    return text.isEmpty ? nil : text
  }

  /// The name of a body as an author; of several that `and` joins, their words together.
  private func body(_ range: Range<Int>, _ acronyms: inout [FoldedWord]) -> [ReferenceEntry.Author]
  {
    var tokensOfName: [Int] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if tokens.isSign(index, in: "(["), index + 2 <= range.upperBound, tokens.isWord(index + 1),
        reader.isAcronym(index + 1)
      {
        acronyms.append(FoldedWord(tokens.text(index + 1)))
        index += 2
      } else if tokens.isSign(index, in: "([{") {
        break
      } else {
        tokensOfName.append(index)
      }
      index += 1
    }
    let named = tokensOfName.filter {
      reader.isNameWord($0)
        || tokens.isWord($0) && tokens[$0].range.count > 2
          && !words.connectors.contains(tokens.folded($0))
          && !words.conjunctions.contains(tokens.folded($0))
    }
    guard let first = tokensOfName.first, !named.isEmpty, named.count <= 24 else { return [] }
    let last = named[named.count - 1]
    return [
      ReferenceEntry.Author(
        printed: Self.collapsed(
          tokens.stream.string(Int(tokens[first].start)..<Int(tokens[last].end))),
        words: named.map { FoldedWord(tokens.stream.scalars[tokens[$0].range]) }, isBody: true)
    ]
  }

  // MARK: People

  private func authors(
    _ range: Range<Int>
  ) -> (authors: [ReferenceEntry.Author], end: Int, hasOthers: Bool) {
    var authors: [ReferenceEntry.Author] = []
    var index = range.lowerBound
    var end = index
    var hasOthers = false
    while index < range.upperBound, authors.count < 60 {
      while index < range.upperBound,
        tokens.isSign(index, in: ",;&.") || tokens[index].kind == .paragraph
          || (reader.isConjunction(index) && !authors.isEmpty)
      {
        // A full stop behind the last author ends the list of authors.
        if tokens.isSign(index, "."), authors.isEmpty == false, !isInitial(index - 1),
          !isVancouver(index)
        {
          return (authors, end, hasOthers)
        }
        index += 1
      }
      if let behind = editors(index) {
        index = behind
        end = behind
        continue
      }
      if tokens.folded(index) == "et", index + 1 < range.upperBound,
        ["al", "all", "a1", "ai"].contains(tokens.folded(index + 1))
      {
        hasOthers = true
        end = index + 2
        break
      }
      guard
        let (author, behind) = person(at: index, range.upperBound)
          ?? (authors.isEmpty ? nil : named(at: index, range.upperBound))
      else { break }
      authors.append(author)
      index = behind
      end = behind
      // Vancouver: the list of authors ends with a full stop behind initials without one.
      if tokens.isSign(index, "."), !tokens.isSign(index + 1, in: ",;&"),
        endsList(index, range.upperBound)
      {
        break
      }
    }
    return (authors, end, hasOthers)
  }

  private func isVancouver(_ index: Int) -> Bool { tokens.isSign(index + 1, in: ",;&") }

  private func endsList(_ index: Int, _ limit: Int) -> Bool {
    // Behind `Smith JA.` comes a title; behind `Smith, J.` may come another author.
    person(at: index + 1, limit) == nil && !tokens.isSign(index + 1, in: "&,;([")
      && !reader.isConjunction(index + 1)
  }

  private func editors(_ index: Int) -> Int? {
    guard tokens.isSign(index, "("),
      ["ed", "eds", "gol", "goln"].contains(tokens.folded(index + 1))
    else { return nil }
    var end = index + 2
    while end < min(tokens.count, index + 5), !tokens.isSign(end, ")") { end += 1 }
    return end + 1
  }

  private func isInitial(_ index: Int) -> Bool {
    tokens.isCapital(index) && tokens[index].range.count == 1 && !reader.isNameWord(index)
  }

  /// Whether a token is initials written together: `JA`, `J-P`.
  private func areInitials(_ index: Int) -> Bool {
    guard tokens.isCapital(index), tokens[index].range.count <= 4,
      tokens[index].range.count > 1 || !reader.isNameWord(index)
    else { return false }
    // Age UK, Wales TUC
    let word = tokens.folded(index)
    if words.places.contains(word) || ["tuc", "nhs", "bbc", "cic", "plc", "ltd"].contains(word) {
      return false
    }
    return tokens.stream.scalars[tokens[index].range].allSatisfy { $0.isCapital || $0 == "-" }
  }

  /// The token behind the initials that begin at `index`; nil where none do.
  private func endOfInitials(_ index: Int) -> Int? {
    var end = index
    var count = 0
    while end < tokens.count, count < 5 {
      if areInitials(end) {
        count += 1
        end += 1
        if tokens.isSign(end, ".") { end += 1 }
        if tokens.isSign(end, "-"), areInitials(end + 1) { end += 1 }
      } else {
        break
      }
    }
    return count > 0 ? end : nil
  }

  private func surname(at index: Int, _ limit: Int) -> Range<Int>? {
    var end = index
    while end < limit, end - index < 3, tokens.isWord(end), !tokens.isCapital(end),
      words.particles.contains(tokens.folded(end))
    {
      end += 1
    }
    guard end < limit, reader.isNameWord(end), !areShout(end) else { return nil }
    end += 1
    while end < limit, end - index < 4, reader.isNameWord(end), !areInitials(end),
      tokens[end].start - tokens[end - 1].end <= 1
    {
      end += 1
    }
    return index..<end
  }

  /// Whether a word is a short name of a body in capitals, and no surname.
  private func areShout(_ index: Int) -> Bool {
    tokens[index].range.count <= 6 && tokens[index].range.count > 1
      && tokens.stream.scalars[tokens[index].range].allSatisfy { $0.isCapital || $0.isDigit }
      && !tokens.isSign(index + 1, ",")
  }

  private func person(at index: Int, _ limit: Int) -> (ReferenceEntry.Author, Int)? {
    // J. A. Smith
    if isInitial(index), let end = endOfInitials(index), let name = surname(at: end, limit),
      name.count <= 2
    {
      let next = name.upperBound
      if next >= limit || tokens.isSign(next, in: ",;&([.\"") || reader.isConjunction(next) {
        return (author(name), next)
      }
    }
    guard let name = surname(at: index, limit) else { return nil }
    var next = name.upperBound
    // Smith, J. A. and Smith JA
    let hasComma = tokens.isSign(next, ",")
    if hasComma { next += 1 }
    if let end = endOfInitials(next) {
      if !hasComma, end < limit, !tokens.isSign(end, in: ",;&.([:"), !tokens.isSign(end - 1, "."),
        !reader.isConjunction(end)
      {
        return nil
      }
      return (author(name), end)
    }
    // Smith, Jane
    if hasComma, name.count <= 2, reader.isNameWord(next) {
      var end = next + 1
      while end - next < 3, end < limit, reader.isNameWord(end),
        tokens[end].start - tokens[end - 1].end <= 1
      {
        end += 1
      }
      if let more = endOfInitials(end) { end = more }
      if tokens.isSign(end, in: ",;&.(") || reader.isConjunction(end) {
        return (author(name), end)
      }
    }
    return nil
  }

  /// Jane Smith, behind other authors.
  private func named(at index: Int, _ limit: Int) -> (ReferenceEntry.Author, Int)? {
    guard let name = surname(at: index, limit), name.count >= 2,
      reader.isConjunction(index - 1)
        || tokens.isSign(index - 1, ","),
      tokens.isSign(name.upperBound, in: ",.(")
        || reader.isConjunction(name.upperBound),
      !name.contains(where: { words.bodies.contains(tokens.folded($0)) })
    else { return nil }
    let last = name.upperBound - 1
    return (author(last..<last + 1), name.upperBound)
  }

  private func author(_ range: Range<Int>) -> ReferenceEntry.Author {
    ReferenceEntry.Author(
      printed: Self.collapsed(
        tokens.stream.string(
          Int(tokens[range.lowerBound].start)..<Int(tokens[range.upperBound - 1].end))),
      words: range.filter { tokens.isCapital($0) || reader.isNameWord($0) }.map {
        FoldedWord(tokens.stream.scalars[tokens[$0].range])
      })
  }
}
