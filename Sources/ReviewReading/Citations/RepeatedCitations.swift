import WordForms

/// Finds what cites a work again without its year: `(ibid., p. 4)`, `(Smith, op. cit.)`.
struct RepeatedCitations {
  let tokens: Tokens
  let reader: AuthorReader
  let brackets: Brackets
  let isOutside: (Int) -> Bool

  /// The last citation, of all and of each author.
  private struct Last {
    var citation: FoundCitation?
    var byWords: [[FoldedWord]: FoundCitation] = [:]
    var byFirst: [FoldedWord: FoundCitation] = [:]
  }

  /// The citations with those that repeat them, in the order of the text.
  ///
  /// - Parameter citations: By author and year, in the order of the text.
  /// - Complexity: O(*n*) in the tokens.
  func completed(_ citations: [FoundCitation]) -> [FoundCitation] {
    var all: [FoundCitation] = []
    var next = 0
    var group = citations.map(\.group).max() ?? 0
    var before = Last()
    /// Takes over what stands before a place of the stream.
    func take(before place: Int) {
      while next < citations.count, citations[next].range.lowerBound < place {
        add(citations[next])
        next += 1
      }
    }
    func add(_ citation: FoundCitation) {
      all.append(citation)
      before.byWords[citation.key.words] = citation
      if let first = citation.key.words.first { before.byFirst[first] = citation }
      before.citation = citation
    }
    for index in 0..<tokens.count where tokens.isWord(index) && brackets.opener[index] >= 0 {
      guard !isOutside(index), let (first, last) = mark(at: index) else { continue }
      let start = Int(tokens[first].start)
      take(before: start)
      guard var citation = meant(first, index, before) else { continue }
      group += 1
      citation.range = start..<Int(tokens[last].end)
      citation.form = .parenthetical
      citation.group = group
      citation.locator = nil
      citation.via = nil
      citation.doubts = []
      add(citation)
    }
    take(before: .max)
    return all
  }

  /// The first and the last token of `ibid.` or `Smith, op. cit.`.
  private func mark(at index: Int) -> (first: Int, last: Int)? {
    let word = tokens.folded(index)
    let dot = tokens.isSign(index + 1, ".") ? 1 : 0
    if word == "ibid" || word == "ibidem" { return (index, index + dot) }
    guard word == "op" || word == "loc", tokens.folded(index + 1 + dot) == "cit" else { return nil }
    var last = index + 1 + dot
    if tokens.isSign(last + 1, ".") { last += 1 }
    let floor = Int(brackets.opener[index])
    guard let authors = reader.authors(before: index, floor: floor, isBracketed: true) else {
      return nil
    }
    return (authors.first, last)
  }

  /// The citation that is repeated: the one before, or the last of the named author.
  private func meant(_ first: Int, _ index: Int, _ before: Last) -> FoundCitation? {
    guard first < index else { return before.citation }
    let floor = Int(brackets.opener[index])
    guard let authors = reader.authors(before: index, floor: floor, isBracketed: true) else {
      return nil
    }
    let key = reader.key(authors)
    return before.byWords[key.words] ?? key.words.first.flatMap { before.byFirst[$0] }
  }
}
