import WordForms

/// Which candidates are citations, and where their authors begin.
extension AuthorYearScanner {
  func isCertain(_ candidate: Candidate) -> Bool {
    if candidate.sharesAuthors || isRefused(candidate, from: 0) { return false }
    if candidate.isFilling, !candidate.isBare {
      return !reader.isOpener(candidate.authors.tokens[0])
    }
    // One name with et al., in the midst of a sentence.
    return candidate.authors.hasOthers && candidate.authors.tokens.count == 1
      && !reader.isOpener(candidate.authors.tokens[0])
  }

  /// Whether the words are no authors of anything: a law, a month, a place.
  func isRefused(_ candidate: Candidate, from start: Int) -> Bool {
    let names = candidate.authors.tokens[start...]
    guard let last = names.last else { return true }
    if candidate.authors.hasOthers { return false }
    // R v Jones [2015]
    let left = names[names.startIndex] - 1
    if left > 0, ["v", "vs"].contains(tokens.folded(left)) || tokens.isSign(left, "."),
      ["v", "vs"].contains(tokens.folded(tokens.isSign(left, ".") ? left - 1 : left))
    {
      return true
    }
    if names.contains(where: { words.laws.contains(tokens.folded($0)) }) {
      return !isListed(reader.key(candidate.authors, from: start), candidate.year.year)
    }
    let folded = tokens.folded(last)
    if isNeverName(folded) {
      // Tindall and Winter, but not March and April.
      if candidate.authors.nameStarts.contains(last), names.count > 1,
        names.dropLast().contains(where: { isSurname($0) }), reader.isConjunction(last - 1)
      {
        return false
      }
      // Others may be called May or April; a list of references tells.
      return !isListed(reader.key(candidate.authors, from: start), candidate.year.year)
    }
    if names.count == 1 {
      if reader.isOpener(last) { return true }
      if words.places.contains(folded) {
        return !isListed(reader.key(candidate.authors, from: start), candidate.year.year)
      }
    }
    return names.allSatisfy {
      let word = tokens.folded($0)
      return reader.isOpener($0) || words.neverNames.contains(word)
        || words.places.contains(word)
    } && !isListed(reader.key(candidate.authors, from: start), candidate.year.year)
  }

  /// Whether a word is no month, no place and none that begins sentences.
  private func isSurname(_ token: Int) -> Bool {
    let word = tokens.folded(token)
    return !reader.isOpener(token) && !words.places.contains(word) && !isNeverName(word)
      && !words.laws.contains(word)
  }

  /// Whether a name may begin at a word: what `and` joins belongs together.
  func isJoinedHere(_ authors: PrintedAuthors, _ start: Int) -> Bool {
    start == 0 || authors.hasOthers || !reader.isConjunction(authors.tokens[start] - 1)
  }

  /// Whether a word is a month or the like, which a scan may have misread.
  func isNeverName(_ word: String) -> Bool {
    if words.neverNames.contains(word) { return true }
    let letters = Array(word.utf8)
    guard letters.count >= 5 else { return false }
    return LanguageWords.months.contains {
      Resemblance.distance(letters, Array($0.utf8), limit: 0.75) <= 0.7
    }
  }

  func judged(_ candidate: Candidate, _ known: Known) -> FoundCitation? {
    if hasList, let mended = mended(candidate),
      let citation = citation(
        mended, from: 0, isStray: false, doubts(of: mended))
    {
      return citation
    }
    let authors = candidate.authors
    let year = candidate.year.year
    var start: Int?
    var isKnown = false
    let starts = 0..<authors.tokens.count
    for at in starts {
      let key = reader.key(authors, from: at)
      if known.dated.contains(DatedKey(key: key, year: year)) || isListed(key, year) {
        start = at
        isKnown = true
        break
      }
    }
    if start == nil, let acronym = authors.acronym,
      let from = starts.first(where: { isShort(acronym, of: authors.tokens[$0...]) })
    {
      start = from
      isKnown = true
    }
    if start == nil, hasList, candidate.isNarrative {
      start = starts.first {
        isJoinedHere(authors, $0)
          && likeness(reader.key(authors, from: $0), candidate.year) >= 0.82
      }
      isKnown = start != nil
    }
    if start == nil {
      start = starts.first {
        let key = reader.key(authors, from: $0)
        return isJoinedHere(authors, $0) && (known.keys[key] != nil || isListed(key, nil))
      }
      isKnown = start != nil
    }
    // A bracket that holds nothing else says where the name begins.
    if candidate.isFilling, !candidate.isBare, (start ?? 0) > 0 {
      if !reader.isOpener(authors.tokens[0]) { start = 0 }
    }
    let from = start ?? trimmed(candidate)
    guard from < authors.tokens.count, !isRefused(candidate, from: from) else { return nil }
    var doubts = self.doubts(of: candidate)
    var isStray = false
    if candidate.isBare {
      isStray = endsStray(candidate.lastToken)
      guard authors.hasOthers || isStray || isKnown else { return nil }
      if isStray { doubts.append(.bracket) }
      // A year behind a known name in prose is a citation only where it belongs to that name.
      if !authors.hasOthers, !isStray, !isDirect(authors.last, candidate.token) { return nil }
    } else if !isKnown, !authors.hasOthers, thing(candidate, from) != nil {
      return nil
    }
    if candidate.isSpan, !isKnown, !candidate.isFilling { return nil }
    if !isKnown, candidate.isNarrative, !authors.hasOthers {
      if hasList, authors.nameStarts.count < 2, !isCitedThrough(candidate.lastToken) { return nil }
      doubts.append(.single)
    }
    return citation(candidate, from: from, isStray: isStray, doubts)
  }

  /// The candidate with all words of its part of the bracket, or with those before it, as its authors, where the
  /// list has a work of that name and none of the name that was read: `Hop e and Gethin`, `P.enhallow`.
  private func mended(_ candidate: Candidate) -> Candidate? {
    let authors = candidate.authors
    let year = candidate.year.year
    for at in 0..<authors.tokens.count where isListed(reader.key(authors, from: at), year) {
      return nil
    }
    let end = authors.last
    let floor = max(0, end - 14)
    var start = authors.first
    var best: (start: Int, key: AuthorKey, likeness: Float)?
    let own = likeness(reader.key(authors), candidate.year)
    while start > floor, !tokens.isSign(start - 1, in: ";([{)]}"), tokens[start - 1].kind != .number
    {
      start -= 1
      let words = (start...end).filter { tokens.isWord($0) }.filter { token in
        let word = tokens.folded(token)
        return tokens.isCapital(token)
          || !self.words.connectors.contains(word) && !self.words.conjunctions.contains(word)
            && !reader.isConjunction(token) && !["et", "al"].contains(word)
      }
      guard tokens.isCapital(start), words.count <= 8 else { continue }
      let key = AuthorKey(
        words: words.map { FoldedWord(tokens.stream.scalars[tokens[$0].range]) },
        hasOthers: authors.hasOthers)
      let likeness = likeness(key, candidate.year)
      if likeness >= 0.9, likeness > own + 0.05, likeness > best?.likeness ?? 0 {
        best = (start, key, likeness)
      }
    }
    guard let best else { return nil }
    var mended = candidate
    mended.authors.first = best.start
    mended.authors.tokens = (best.start...end).filter { tokens.isWord($0) }
    mended.key = best.key
    return mended
  }

  /// Whether a short name has the first letters of some words.
  private func isShort(_ acronym: String, of names: ArraySlice<Int>) -> Bool {
    var letters: [UInt8] = []
    for name in names {
      letters += tokens.text(name).split(separator: "-")
        .compactMap { FoldedWord(String($0)).letters.first }
    }
    let short = FoldedWord(acronym)
    return letters == short.letters
      || (names.count >= 3 && AcronymFinder.isSubsequence(short.letters, letters))
  }

  func doubts(of candidate: Candidate) -> [FoundCitation.Doubt] {
    var doubts: [FoundCitation.Doubt] = []
    if candidate.year.isDoubtful { doubts.append(.year) }
    if candidate.year.isSuffixDoubtful { doubts.append(.suffix) }
    return doubts
  }

  /// Whether a year follows a name at once, or behind a comma.
  func isDirect(_ last: Int, _ year: Int) -> Bool {
    year - last <= 2 && (year - last == 1 || tokens.isSign(last + 1, in: ",."))
  }

  /// Where a name begins of which nothing is known: behind words that begin sentences.
  func trimmed(_ candidate: Candidate) -> Int {
    let authors = candidate.authors
    var start = 0
    while start < authors.tokens.count - 1 {
      let token = authors.tokens[start]
      let word = tokens.folded(token)
      let next = authors.tokens[start + 1]
      // The What Works Centre: behind an article a word that begins sentences is a part of a name.
      let isNamed =
        start == 0 && token > 0 && !tokens.isCapital(token - 1)
        && ["the", "y", "yr"].contains(tokens.folded(token - 1))
      let isOpener =
        reader.isOpener(token) && !isNamed && !(start == 0 && isFirstOfBody(token, next))
      let opensSentence = start == 0 && isSentenceStart(token)
      let isVerb =
        opensSentence
        && (word.utf8.count >= 5 && words.verbEndings.contains { word.hasSuffix($0) }
          && isSmallWord(token)
          || word.utf8.count >= 7 && words.firmVerbEndings.contains { word.hasSuffix($0) })
      let isProse =
        opensSentence && isSmallWord(token) && !isSmallWord(next)
        && (start + 2 >= authors.tokens.count
          || authors.nameStarts.contains(authors.tokens[start + 2]))
        && !authors.nameStarts.contains(next)
      guard isOpener || isVerb || isProse else { break }
      start += 1
      // In Cardiff, Smith and Jones (2015)
      while isPreposition(token), start < authors.tokens.count - 1,
        !authors.nameStarts.contains(authors.tokens[start]),
        let nextName = (start..<authors.tokens.count).first(where: {
          authors.nameStarts.contains(authors.tokens[$0])
        }), tokens.isSign(authors.tokens[nextName] - 1, ",")
      {
        start = nextName
      }
    }
    return start
  }

  /// Whether a numeral or the like with a capital in the midst of a sentence begins the name of a body: One Voice Wales.
  private func isFirstOfBody(_ token: Int, _ next: Int) -> Bool {
    ["one", "two", "all", "both", "work", "research", "evidence"].contains(tokens.folded(token))
      && next == token + 1 && !isSentenceStart(token) && !tokens.isCapital(token - 1)
  }

  func isSmallWord(_ token: Int) -> Bool { smallWords.contains(Self.hash(tokens, token)) }

  /// A number for a word without case, by which a set of all small words of a text stays small.
  static func hash(_ tokens: Tokens, _ token: Int) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for scalar in tokens.stream.scalars[tokens[token].range] {
      var value = scalar.value
      if value >= 0x41, value <= 0x5A { value += 0x20 }
      hash = (hash ^ UInt64(value)) &* 0x100_0000_01b3
    }
    return hash
  }

  func isSentenceStart(_ token: Int) -> Bool {
    guard token > 0 else { return true }
    let before = tokens[token - 1]
    if before.kind == .paragraph { return true }
    guard before.kind == .sign else { return false }
    if tokens.isSign(token - 1, ".") {
      return !(token >= 2 && words.abbreviations.contains(tokens.folded(token - 2)))
    }
    return tokens.isSign(token - 1, in: "!?:;•«»+*-\"'.|©®°§¢~")
  }

  /// Whether a closing bracket follows that nothing opens.
  func endsStray(_ last: Int) -> Bool {
    var index = last + 1
    while index < min(tokens.count, last + 8) {
      if brackets.strayClosers.contains(index) { return true }
      if tokens.isSign(index, in: "([{.") || tokens[index].kind == .paragraph { return false }
      index += 1
    }
    return false
  }
}
