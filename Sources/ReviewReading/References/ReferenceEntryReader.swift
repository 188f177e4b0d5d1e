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

  struct Year {
    var year: StatedYear
    var token: Int
    var last: Int
    var isBracketed: Bool
  }

  func years(in range: Range<Int>) -> [Year] {
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
    guard tokens.isWord(index), tokens.isSign(index - 1, in: "([.,;") else { return nil }
    let isBracketed = tokens.isSign(index - 1, in: "([")
    let first = tokens.folded(index)
    if first == "n" || first == "d", !tokens.isCapital(index), tokens.isSign(index + 1, "."),
      tokens.folded(index + 2) == "d"
    {
      return Year(
        year: StatedYear(undated: "\(first).d."), token: index, last: index + 3,
        isBracketed: isBracketed)
    }
    for phrase in words.undated {
      let parts = phrase.split(separator: " ")
      let next = index + parts.count
      guard next < tokens.count,
        parts.indices.allSatisfy({ tokens.folded(index + $0) == parts[$0] }),
        // Without brackets small letters and a full stop on both sides: Smith, J., in press. Title.
        isBracketed ? tokens.isSign(next, in: ")]") : isBare(index, next)
      else { continue }
      return Year(
        year: StatedYear(undated: phrase), token: index, last: next - 1, isBracketed: isBracketed)
    }
    return nil
  }

  /// Whether words that stand for a year stand between the authors and the title, without brackets.
  private func isBare(_ index: Int, _ next: Int) -> Bool {
    guard !tokens.isCapital(index), tokens.isSign(next, in: ".,:;") else { return false }
    return tokens.isCapital(next + 1) || !tokens.isWord(next + 1)
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
}
