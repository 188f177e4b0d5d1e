/// Years with who stands before them.
extension AuthorYearScanner {
  func candidates() -> [Candidate] {
    var all: [Candidate] = []
    var index = 0
    // The last token of the candidate before, and its bracket.
    var before = (last: -1, opener: -2)
    while index < tokens.count {
      defer { index += 1 }
      guard let (year, end) = year(at: index), !isOutside(index) else { continue }
      let span = endOfSpan(index, end, year)
      let last = span ?? end
      defer { index = max(index, last) }
      guard span != nil || !isRange(index, last) else { continue }
      let opener = Int(brackets.opener[index])
      let isNarrative = opener >= 0 && isOnlyYears(from: opener + 1, to: index)
      var floor = max(-1, index - 60)
      if !isNarrative {
        if opener >= 0 { floor = max(floor, opener) }
        floor = max(floor, boundary(before: index, floor))
      }
      if before.opener == opener, opener >= 0, before.last >= 0,
        isOnlySeparators(from: before.last + 1, to: index)
      {
        if var shared = all.last {
          shared.year = year
          shared.token = index
          shared.lastToken = last
          shared.sharesAuthors = true
          all.append(shared)
          before = (last, opener)
        }
        continue
      }
      if !isNarrative { floor = max(floor, before.last) }
      let stop = isNarrative ? opener : index
      let start = isNarrative ? max(before.last, index - 60) : floor
      guard
        let authors = reader.authors(
          before: stop, floor: start, isBracketed: opener >= 0 && !isNarrative)
      else { continue }
      let left = previousWord(authors.first, isNarrative ? max(floor, before.last) : floor)
      all.append(
        Candidate(
          year: year, token: index, lastToken: last, authors: authors, opener: opener,
          isNarrative: isNarrative, isBare: opener < 0,
          isFilling: !isNarrative && left == nil,
          preposition: left.flatMap { isPreposition($0) ? $0 : nil }, sharesAuthors: false,
          isSpan: span != nil, isAfterCitation: opener >= 0 && before.opener == opener))
      before = (last, opener)
      // 2015a, b
      var place = last
      while let suffixed = furtherSuffix(behind: place, of: year), var more = all.last {
        more.year.suffix = tokens.text(suffixed)
        more.token = suffixed
        more.lastToken = suffixed
        more.sharesAuthors = true
        all.append(more)
        place = suffixed
        before = (suffixed, opener)
      }
    }
    return all
  }

  /// The letter of another work of the same authors and year: the `b` of `2015a, b`.
  private func furtherSuffix(behind last: Int, of year: StatedYear) -> Int? {
    guard year.suffix != nil, tokens.isSign(last + 1, in: ",&") || reader.isConjunction(last + 1)
    else { return nil }
    let letter = last + 2
    guard letter < tokens.count, isSuffix(letter), tokens.isSign(letter + 1, in: ",;)]&:") else {
      return nil
    }
    return letter
  }

  /// The last token of the years of a report, `2018/19`, which counts as one year where a name stands before it.
  private func endOfSpan(_ index: Int, _ last: Int, _ year: StatedYear) -> Int? {
    guard year.suffix == nil, !year.isDoubtful, brackets.opener[index] >= 0,
      tokens.isSign(last + 1, in: "/-"), last + 2 < tokens.count, tokens[last + 2].kind == .number,
      tokens[last + 2].range.count == 2, Int(tokens.folded(last + 2)) == (year.year + 1) % 100,
      tokens.isSign(last + 3, in: ");,:]")
    else { return nil }
    return last + 2
  }

  /// The year that begins at a token, and its last token.
  func year(at index: Int) -> (year: StatedYear, last: Int)? {
    let token = tokens[index]
    guard token.kind != .sign, token.kind != .paragraph else { return nil }
    let scalars = tokens.stream.scalars[token.range]
    if token.kind == .number || scalars.first.map({ "lIzZ".unicodeScalars.contains($0) }) == true {
      if let year = StatedYear(scalars) {
        // 2014 a
        if year.suffix == nil, index + 2 < tokens.count, tokens.isWord(index + 1),
          ["a", "b", "c"].contains(tokens.text(index + 1)), tokens.isSign(index + 2, in: ");,")
        {
          var suffixed = year
          suffixed.suffix = tokens.text(index + 1)
          return (suffixed, index + 1)
        }
        return (year, index)
      }
      // A year that a scan has parted: 20 15.
      if scalars.count == 2, scalars.first == "2" || scalars.first == "1", index + 1 < tokens.count,
        tokens[index + 1].kind == .number, tokens[index + 1].range.count <= 3,
        tokens[index + 1].start - token.end == 1, tokens.isSign(index - 1, in: ",.("),
        tokens.isSign(index + 2, in: ");,")
      {
        let both = Array(scalars) + Array(tokens.stream.scalars[tokens[index + 1].range])
        if var year = StatedYear(both[...]), both[1] == "0" || both[1] == "9" {
          year.isDoubtful = true
          return (year, index + 1)
        }
      }
      return nil
    }
    // A bracket that a scan has read as a letter: C2013)
    if token.kind == .word, scalars.first.map({ "CcfJ".unicodeScalars.contains($0) }) == true,
      tokens.isSign(index + 1, in: ")]},;:"), let year = StatedYear(scalars.dropFirst())
    {
      return (year, index)
    }
    return undated(at: index)
  }

  /// `n.d.`, `in press`, `yn y wasg`.
  func undated(at index: Int) -> (year: StatedYear, last: Int)? {
    guard brackets.opener[index] >= 0, !tokens.isCapital(index) else { return nil }
    let isBehindName =
      index > 0
      && (tokens.isCapital(index - 1) || ["al", "eraill"].contains(tokens.folded(index - 1)))
    guard tokens.isSign(index - 1, in: ",.([;") || isBehindName else { return nil }
    let first = tokens.folded(index)
    if first == "n" || first == "d", tokens.isSign(index + 1, "."), tokens.folded(index + 2) == "d"
    {
      let last = tokens.isSign(index + 3, ".") ? index + 3 : index + 2
      return (StatedYear(undated: first == "n" ? "n.d." : "d.d."), last)
    }
    for phrase in words.undated {
      let parts = phrase.split(separator: " ")
      guard parts.first.map(String.init) == first, index + parts.count < tokens.count else {
        continue
      }
      let fits = parts.indices.allSatisfy { tokens.folded(index + $0) == parts[$0] }
      let next = index + parts.count
      if fits, tokens.isSign(next, in: ")];,.:") || next == tokens.count {
        return (StatedYear(undated: phrase), next - 1)
      }
    }
    return nil
  }

  /// Whether years stand on both sides of a dash or a stroke: `2013–2023`.
  func isRange(_ first: Int, _ last: Int) -> Bool {
    func isNumber(_ index: Int) -> Bool {
      tokens.all.indices.contains(index) && tokens[index].kind == .number
    }
    if tokens.isSign(last + 1, in: "-/"), isNumber(last + 2), tokens[last + 2].range.count <= 5 {
      return true
    }
    if tokens.isSign(first - 1, in: "-/"), isNumber(first - 2) { return true }
    // 2013 to 2023; between 2013 and 2023
    let next = tokens.folded(last + 1)
    if next == "to" || next == "hyd" || next == "until", isNumber(last + 2) { return true }
    return false
  }

  /// Whether between an opening bracket and a token there is nothing but years and what parts them.
  func isOnlyYears(from start: Int, to end: Int) -> Bool {
    guard end - start <= 12 else { return false }
    var index = start
    while index < end {
      if let (_, last) = year(at: index) {
        index = last + 1
      } else if tokens.isSign(index, in: ",;&.:") || tokens[index].kind == .paragraph
        || index > start && isSuffix(index) || reader.isConjunction(index)
      {
        index += 1
      } else {
        return false
      }
    }
    return true
  }

  func isSuffix(_ index: Int) -> Bool {
    tokens.isWord(index) && tokens[index].range.count == 1
      && tokens.first(index).map { $0 >= "a" && $0 <= "k" } == true
  }

  func isOnlySeparators(from start: Int, to end: Int) -> Bool {
    guard end - start <= 4, start < end else { return false }
    return (start..<end).allSatisfy {
      tokens.isSign($0, in: ",;&.") || tokens[$0].kind == .paragraph || reader.isConjunction($0)
    }
  }

  /// The last token before `index` that ends another citation of the same bracket.
  func boundary(before index: Int, _ floor: Int) -> Int {
    var place = index - 1
    while place > floor {
      if tokens.isSign(place, ";") {
        // A scan may print et al; 2015.
        if index - place > 2 || tokens.isSign(place + 1, ";") { return place }
      }
      if tokens.isSign(place, in: "([{"), brackets.opener[place] == Int32(place) { return floor }
      place -= 1
    }
    return floor
  }

  func previousWord(_ index: Int, _ floor: Int) -> Int? {
    var left = index - 1
    while left > floor {
      if tokens[left].kind == .word || tokens[left].kind == .number { return left }
      left -= 1
    }
    return nil
  }

  func isPreposition(_ index: Int) -> Bool {
    tokens[index].kind == .word
      && [
        "in", "at", "from", "since", "until", "during", "across", "near", "yn", "yng", "ym", "o",
        "er", "ers", "tan",
      ]
      .contains(tokens.folded(index))
  }
}
