import WordForms

/// Finds citations by author and year.
///
/// Every year is looked at, and who stands before it. Those that are certain (a bracket holds nothing else) make
/// a list of known authors, by which the others are judged: whether `Nododd Alderwick et al. (2021)` begins with
/// a name.
struct AuthorYearScanner {
  let tokens: Tokens
  let words: LanguageWords
  let reader: AuthorReader
  let brackets: Brackets
  /// Whether each token stands in a row of a table, or in a list of references.
  let isOutside: (Int) -> Bool
  /// Whether the list of references has authors of this kind, in this year or in any.
  let isListed: (AuthorKey, Int?) -> Bool
  /// How like the best work of the list is to these authors and this year, which may be misread: 0 to 1.
  let likeness: (AuthorKey, StatedYear) -> Float
  /// Whether there is a list that can be asked.
  let hasList: Bool
  /// Words that the text has in small letters.
  let smallWords: Set<UInt64>
  /// The names of bodies for which the text has defined a short one.
  var bodies: [[FoldedWord]] = []

  /// A year with its authors, before it is judged.
  struct Candidate {
    var year: StatedYear
    var token: Int
    /// The last token of the year.
    var lastToken: Int
    var authors: PrintedAuthors
    var opener: Int
    var isNarrative: Bool
    /// No bracket is open.
    var isBare: Bool
    /// The bracket holds nothing before the authors.
    var isFilling: Bool
    /// A word such as `in` that stands before the authors, as before a place.
    var preposition: Int?
    /// The candidate before, whose authors it shares.
    var sharesAuthors: Bool
    /// Its year is one of two halves: `2018/19`.
    var isSpan: Bool
    /// Another citation stands before it in the same bracket.
    var isAfterCitation = false
    /// Who is cited, where that is not what the authors were read as.
    var key: AuthorKey?
  }

  struct Known {
    var keys: [AuthorKey: Int] = [:]
    var dated: Set<DatedKey> = []
  }

  struct DatedKey: Hashable {
    var key: AuthorKey
    var year: Int
  }

  /// All citations, in the order of the text.
  ///
  /// - Complexity: O(*n*) in the number of tokens; what is read before a year is bounded.
  func citations() -> [FoundCitation] {
    let candidates = self.candidates()
    var known = Known()
    for candidate in candidates where isCertain(candidate) {
      let key = reader.key(candidate.authors)
      known.keys[key, default: 0] += 1
      known.dated.insert(DatedKey(key: key, year: candidate.year.year))
    }
    for body in bodies { known.keys[AuthorKey(words: body, hasOthers: false), default: 0] += 1 }
    var found: [FoundCitation] = []
    var last: (found: FoundCitation, token: Int, opener: Int)?
    var group = 0
    // The last token of a year that belongs to a place.
    var lastPlace: (token: Int, isLeading: Bool)?
    for candidate in candidates {
      if candidate.sharesAuthors {
        guard let before = last, before.opener == candidate.opener else { continue }
        var citation = before.found
        citation.year = candidate.year
        citation.range =
          Int(tokens[candidate.token].start)..<Int(tokens[candidate.lastToken].end)
        citation.locator = locator(behind: candidate.lastToken)
        citation.doubts = doubts(of: candidate)
        citation.via = nil
        found.append(citation)
        last = (citation, candidate.lastToken, candidate.opener)
        continue
      }
      if let place = lastPlace, candidate.isNarrative, isJoinedTo(place, candidate),
        !candidate.authors.hasOthers, candidate.authors.nameStarts.count == 1,
        known.keys[reader.key(candidate.authors)] == nil,
        !isListed(reader.key(candidate.authors), nil)
      {
        // In Maesteg (2014) and Pontypool (2016)
        lastPlace = (candidate.lastToken, place.isLeading)
        last = nil
        continue
      }
      lastPlace = nil
      guard var citation = judged(candidate, known) else {
        let start = trimmed(candidate)
        let isLed = candidate.preposition != nil || start > 0
        if candidate.isNarrative,
          thing(candidate, start) == .place || isLed && isRefused(candidate, from: start)
        {
          lastPlace = (
            candidate.lastToken,
            isLeading: isLed && isSentenceStart(candidate.authors.first)
              || candidate.preposition.map { isSentenceStart($0) } ?? false
          )
        }
        last = nil
        continue
      }
      if let before = last, candidate.opener >= 0, before.opener == candidate.opener {
        citation.group = before.found.group
        if isSecondary(between: before.token, and: candidate.authors.first) {
          found[found.count - 1].via = citation.range.lowerBound
        }
      } else {
        group += 1
        citation.group = group
      }
      found.append(citation)
      last = (citation, candidate.lastToken, candidate.opener)
    }
    return found
  }

  /// Whether a name soon behind a place is joined to it; behind `In Conwy (2012),` the sentence begins.
  private func isJoinedTo(
    _ place: (token: Int, isLeading: Bool), _ candidate: Candidate
  ) -> Bool {
    guard candidate.authors.first - place.token <= 3 else { return false }
    return !place.isLeading
      || (place.token..<candidate.authors.first).contains { reader.isConjunction($0) }
  }
}
