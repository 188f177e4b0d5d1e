import WordForms

/// Reads who is cited, leftwards from a year.
struct AuthorReader {
  let tokens: Tokens
  let words: LanguageWords
  /// Whether a piece of the layout stands behind a running head or the end of a page.
  var isAfterFurniture: (Int) -> Bool = { _ in false }

  /// The authors that end right before the token `end`, not reaching over `floor`; nil where no name stands
  /// there.
  ///
  /// - Parameters:
  ///   - floor: The token behind which the citation begins at the earliest.
  ///   - isBracketed: Whether a bracket is open, so that blank lines within a name are those of a page or a scan.
  func authors(before end: Int, floor: Int, isBracketed: Bool = false) -> PrintedAuthors? {
    var index = skipSigns(from: end - 1, floor, ",.;:'\"*-_~^!|")
    // Harden et al.'s (2015)
    if index > floor, tokens.folded(index) == "s", tokens.isSign(index - 1, "'") {
      index = skipSigns(from: index - 1, floor, "'.,")
    }
    guard index > floor else { return nil }
    var acronym: String?
    if let found = bracketedAcronym(endingAt: index, floor) {
      acronym = found.acronym
      index = skipSigns(from: found.before, floor, ",.")
    }
    let last = index
    var hasOthers = false
    if let before = others(endingAt: index, floor) {
      hasOthers = true
      index = skipSigns(from: before, floor, ",.")
    }
    guard index > floor,
      var name = name(endingAt: index, floor, isLoose: isBracketed)
    else { return nil }
    var found = PrintedAuthors(
      tokens: name.words, first: name.first, last: last, hasOthers: hasOthers, acronym: acronym)
    found.nameStarts.insert(name.words[0])
    var count = 1
    while count < 12 {
      var left = name.first - 1
      // A name may stand on the next page.
      if left > floor, tokens[left].kind == .paragraph, isBracketed || breaksPage(left) {
        left -= 1
      }
      guard left > floor else { break }
      let isJoined: Bool
      if isConjunction(left) {
        left = skipSigns(from: left - 1, floor, ",")
        isJoined = true
      } else if tokens.isSign(left, ","), count > 1 || hasOthers {
        left -= 1
        isJoined = false
      } else {
        break
      }
      guard left > floor, let next = self.name(endingAt: left, floor, isLoose: isBracketed),
        isJoined || next.words.count <= 4, isJoined || count > 1 || !isPlace(next)
      else { break }
      found.tokens = next.words + found.tokens
      found.first = next.first
      found.nameStarts.insert(next.words[0])
      name = next
      count += 1
    }
    return found
  }

  /// Whether words before `, Owen et al.` say where something is: `in Ystrad, Owen et al. (2014)`.
  private func isPlace(_ name: Name) -> Bool {
    name.words.contains { words.places.contains(tokens.folded($0)) || isOpener($0) }
      || [
        "in", "at", "from", "near", "across", "within", "yn", "yng", "ym", "ger",
      ].contains(tokens.folded(name.first - 1))
  }

  /// The first token left of `index`, itself included, that is none of `signs` and no end of a paragraph.
  private func skipSigns(from start: Int, _ floor: Int, _ signs: String) -> Int {
    var index = start
    while index > floor {
      if tokens[index].kind == .paragraph || tokens.isSign(index, in: signs) {
        index -= 1
      } else {
        break
      }
    }
    return index
  }

  func isConjunction(_ index: Int) -> Bool {
    tokens.isSign(index, in: "&+")
      || (tokens.isWord(index) && !tokens.isCapital(index) && isConjunction(tokens.folded(index)))
  }

  private func isConjunction(_ word: String) -> Bool {
    words.conjunctions.contains(word) || Self.misread.contains(word)
  }

  /// What scans make of `and` and `ac`.
  private static let misread: Set<String> = [
    "ae", "oc", "aud", "arid", "ancl", "anc1", "anb", "aod", "ond", "aad", "e",
  ]

  /// Whether a word begins sentences and is no name; `WHO` is one.
  func isOpener(_ index: Int) -> Bool {
    guard words.openers.contains(tokens.folded(index)), tokens.first(index) != "Ó" else {
      return false
    }
    let scalars = tokens.stream.scalars[tokens[index].range]
    guard scalars.count >= 2, scalars.allSatisfy({ $0.isCapital }) else { return true }
    // In a line of capitals every word looks like a short name.
    func isShout(_ other: Int) -> Bool {
      tokens.isWord(other) && tokens[other].range.count >= 3
        && tokens.stream.scalars[tokens[other].range].allSatisfy { $0.isCapital }
    }
    return isShout(index - 1) || isShout(index + 1)
  }

  /// `(LGA)` or `[WHO]`.
  private func bracketedAcronym(
    endingAt index: Int, _ floor: Int
  ) -> (acronym: String, before: Int)? {
    guard tokens.isSign(index, in: ")]"), index - 2 > floor, tokens.isSign(index - 2, in: "(["),
      tokens.isWord(index - 1), isAcronym(index - 1)
    else { return nil }
    return (tokens.text(index - 1), index - 3)
  }

  /// Whether a word has at least two capitals, and no more small letters than capitals.
  func isAcronym(_ index: Int) -> Bool {
    var capitals = 0
    var small = 0
    for scalar in tokens.stream.scalars[tokens[index].range] {
      if scalar.isCapital { capitals += 1 } else if scalar.isSmall { small += 1 }
    }
    return capitals >= 2 && small <= capitals
  }

  private static let et: Set<String> = ["et", "el", "ef", "ct", "er", "eet", "cet", "e1"]
  private static let al: Set<String> = [
    "al", "all", "a1", "ai", "at", "aj", "a", "ol", "ali", "alii", "ul", "ail", "el", "d", "ai1",
    "all1",
  ]
  private static let joined: Set<String> = [
    "etal", "etall", "eta1", "etai", "etat", "elal", "etol", "ctal",
  ]

  /// The token before `et al.`, `and colleagues`, `ac eraill`; nil where none of these ends at `index`.
  private func others(endingAt index: Int, _ floor: Int) -> Int? {
    guard tokens[index].kind != .sign else { return nil }
    let word = tokens.folded(index)
    if Self.joined.contains(word) { return index - 1 }
    var before = index - 1
    // et a l.
    if word == "l", before > floor, tokens.folded(before) == "a" { before -= 1 }
    while before > floor, tokens.isSign(before, in: ".,'!|") || tokens[before].kind == .paragraph {
      before -= 1
    }
    guard before > floor else { return nil }
    let first = tokens.folded(before)
    if Self.al.contains(word) || word == "l" || isLikeAl(word), Self.et.contains(first),
      !tokens.isCapital(before)
    {
      return before - 1
    }
    if !tokens.isCapital(index), isConjunction(before) || ["ai", "u", "au", "ar"].contains(first),
      isColleagues(word)
    {
      return before - 1
    }
    return nil
  }

  /// Whether two letters may be `al` as a scan reads it: `oI`.
  private func isLikeAl(_ word: String) -> Bool {
    word.utf8.count == 2
      && Resemblance.distance(Array(word.utf8), Array("al".utf8)) <= 0.7
  }

  private func isColleagues(_ word: String) -> Bool {
    if words.colleagues.contains(word) { return true }
    guard word.utf8.count >= 6 else { return false }
    let letters = Array(word.utf8)
    return words.colleagues.contains {
      abs($0.utf8.count - letters.count) <= 1
        && Resemblance.distance(letters, Array($0.utf8), limit: 0.75) <= 0.7
    }
  }

  /// Whether blank lines are those at the end of a page.
  private func breaksPage(_ index: Int) -> Bool {
    guard index + 1 < tokens.count else { return false }
    return isAfterFurniture(Int(tokens.stream.pieces[Int(tokens[index + 1].start)]))
  }

  private struct Name {
    var first: Int
    var words: [Int]
  }

  /// A name without commas: a surname with its initials and particles, or the name of a body.
  private func name(endingAt end: Int, _ floor: Int, isLoose: Bool) -> Name? {
    guard isNameWord(end) else { return initialsBehind(end, floor) }
    var found: [Int] = [end]
    var first = end
    var index = end - 1
    while index > floor, found.count < 14 {
      if tokens[index].kind == .paragraph {
        guard isLoose || breaksPage(index), index - 1 > floor, !tokens.isSign(index - 1, in: ".!?:")
        else { break }
        index -= 1
        continue
      }
      if isNameWord(index) {
        found.insert(index, at: 0)
        first = index
        index -= 1
      } else if tokens.isSign(index, "."), isInitial(index - 1), index - 1 > floor {
        first = index - 1
        index -= 2
      } else if isInitial(index), !isOpener(index) {
        first = index
        index -= 1
      } else if let start = connectors(endingAt: index, floor) {
        index = start
      } else {
        break
      }
    }
    return Name(first: particles(before: first, floor), words: found)
  }

  /// The first of the particles that stand before a surname: `van`, `de la`, `ap`.
  func particles(before first: Int, _ floor: Int) -> Int {
    var start = first
    var left = first - 1
    while left > floor, first - left <= 3, tokens.isWord(left), !tokens.isCapital(left),
      words.particles.contains(tokens.folded(left))
    {
      // Of `de la`, `la` alone is a word of other languages, but not behind a sign or `and`.
      let isApart = left - 1 <= floor || tokens[left - 1].kind == .sign || isConjunction(left - 1)
      if Self.firmParticles.contains(tokens.folded(left)) || isApart { start = left }
      left -= 1
    }
    return start
  }

  private static let firmParticles: Set<String> = [
    "van", "von", "de", "der", "den", "del", "della", "dos", "ter", "ten", "bin", "ibn", "ap", "ab",
    "ferch", "du", "des", "dos", "das", "zu",
  ]

  /// `Smith, J.`: a surname with its initials behind it.
  private func initialsBehind(_ end: Int, _ floor: Int) -> Name? {
    var index = end
    var count = 0
    while index > floor, isInitial(index) || tokens.isSign(index, in: ".-") {
      if isInitial(index) { count += 1 }
      index -= 1
    }
    guard count > 0, count <= 4, index > floor else { return nil }
    if tokens.isSign(index, ",") { index -= 1 }
    guard index > floor, isNameWord(index) else { return nil }
    return Name(first: index, words: [index])
  }

  private func isInitial(_ index: Int) -> Bool {
    tokens.isCapital(index) && tokens[index].end - tokens[index].start == 1 && !isNameWord(index)
  }

  /// The token before small words that join two words of a body's name; nil where they join nothing.
  private func connectors(endingAt index: Int, _ floor: Int) -> Int? {
    var left = index
    var count = 0
    while left > floor, count < 3, tokens.isWord(left), !tokens.isCapital(left) {
      let word = tokens.folded(left)
      guard words.connectors.contains(word) || words.particles.contains(word) else { return nil }
      // What joins two authors is for the reader of names.
      if words.conjunctions.contains(word) { return nil }
      left -= 1
      count += 1
    }
    guard count > 0, left > floor, isNameWord(left) else { return nil }
    return left
  }

  /// Whether a token may be a word of a name: it has a capital and is no initial.
  func isNameWord(_ index: Int) -> Bool {
    guard tokens.isWord(index) else { return false }
    let range = tokens[index].range
    let length = range.count
    let scalars = tokens.stream.scalars
    // Ó Briain
    if length == 1, scalars[range.lowerBound] == "Ó", tokens.isCapital(index + 1) { return true }
    guard length >= 2 else { return false }
    if scalars[range.lowerBound].isCapital || scalars[range.lowerBound].isDigit { return true }
    // d'Arcy, al-Amin, and a capital that a scan has read as an l: lones.
    let head = scalars[range].prefix(4)
    return length >= 4 && head.dropFirst().contains { $0.isCapital }
      && head.contains { $0 == "'" || $0 == "-" || $0.isCapital }
  }

  /// The key of the words of names from `start` on.
  func key(_ authors: PrintedAuthors, from start: Int = 0) -> AuthorKey {
    var folded: [FoldedWord] = []
    for token in authors.tokens[start...] {
      var scalars = tokens.stream.scalars[tokens[token].range]
      // Harden's (2015)
      if token == authors.tokens.last, scalars.count > 3, scalars.last == "s",
        scalars[scalars.endIndex - 2] == "'", authors.tokens.count - start == 1
      {
        scalars = scalars.dropLast(2)
      }
      folded.append(FoldedWord(scalars))
    }
    return AuthorKey(words: folded, hasOthers: authors.hasOthers)
  }
}
