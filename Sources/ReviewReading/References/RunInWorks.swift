import WordForms

/// Parts a list whose works follow each other in one paragraph, where no line says that a work begins.
///
/// A work begins behind the end of another that has a year: with its number, where the works have numbers, or with
/// authors as works begin with.
struct RunInWorks {
  let tokens: Tokens
  let words: LanguageWords
  let entries: ReferenceEntryReader

  /// Where a work begins.
  struct Start {
    /// The token of its number, or of its first author.
    var token: Int
    /// The token behind its number.
    var text: Int
    var number: Int?
  }

  /// Where the works begin in a range of tokens; none where fewer than three are told apart.
  ///
  /// - Complexity: O(*n*) in the tokens; what is read at each is bounded.
  func starts(in range: Range<Int>) -> (starts: [Start], isNumbered: Bool) {
    let numbered = numbered(range)
    if numbered.count >= 3 { return (numbered, true) }
    let plain = plain(range)
    return (plain.count >= 3 ? plain : [], false)
  }

  private func numbered(_ range: Range<Int>) -> [Start] {
    var starts: [Start] = []
    var hasYear = false
    var index = range.lowerBound
    while index < range.upperBound {
      if let start = number(index, behind: starts.last?.number, range.upperBound),
        starts.isEmpty ? index <= range.lowerBound + 1 : hasYear && isBehindEnd(index)
      {
        starts.append(start)
        hasYear = false
        index = start.text
        continue
      }
      if entries.isDated(index) { hasYear = true }
      index += 1
    }
    return starts
  }

  /// The number of a work, one of the next behind another: `12.`, `12)`, `[12]`.
  private func number(_ index: Int, behind last: Int?, _ limit: Int) -> Start? {
    let isBracketed = tokens.isSign(index, in: "[(")
    let token = isBracketed ? index + 1 : index
    guard token + 2 < limit, tokens[token].kind == .number, tokens[token].range.count <= 4,
      let number = Int(tokens.text(token)), number > last ?? 0, number <= (last ?? 0) + 3,
      tokens.isSign(token + 1, in: isBracketed ? "])" : ".)"),
      isBracketed || !tokens.isTight(token + 1),
      tokens.isCapital(token + 2) || isParticle(token + 2) || tokens.isSign(token + 2, in: "\"'-")
    else { return nil }
    return Start(token: index, text: token + 2, number: number)
  }

  private func plain(_ range: Range<Int>) -> [Start] {
    var starts: [Start] = []
    var hasYear = false
    for index in range {
      if starts.isEmpty || hasYear && isBehindEnd(index),
        tokens.isCapital(index) || isParticle(index), entries.mayBegin(at: index, range.upperBound)
      {
        starts.append(Start(token: index, text: index))
        hasYear = false
        continue
      }
      if entries.isDated(index) { hasYear = true }
    }
    return starts
  }

  /// Whether a work may end before a token: with a full stop that is not that of an initial, a bracket, a semicolon,
  /// an address.
  func isBehindEnd(_ index: Int) -> Bool {
    var last = index - 1
    while last >= 0, tokens[last].kind == .paragraph { last -= 1 }
    guard last >= 1 else { return false }
    if tokens.isSign(last, in: ")];") { return true }
    if tokens.isSign(last, in: ".,") {
      // Pages behind which a scan has read a comma.
      if tokens.isSign(last, ",") { return tokens[last - 1].kind == .number }
      return !(tokens.isCapital(last - 1) && tokens[last - 1].range.count == 1)
    }
    // An address ends without a full stop.
    var first = last
    while first > 0, last - first < 40, tokens.isTight(first - 1) { first -= 1 }
    return (first..<last).contains { tokens.isSign($0, "/") }
      && tokens[last].end < tokens[index].start
  }

  private func isParticle(_ token: Int) -> Bool {
    var token = token
    let first = token
    while token < first + 3, tokens.isWord(token), !tokens.isCapital(token),
      words.particles.contains(tokens.folded(token))
    {
      token += 1
    }
    return token > first && tokens.isCapital(token)
  }
}
