import WordForms

/// A work that a note states.
enum NoteWork {
  /// In full, or by author and year.
  case entry(ReferenceEntry)
  /// The work of the note before, and where that is said.
  case again(Range<Int>)
  /// A work that stands in an earlier note: its first author, the words of its title where they are said.
  case earlier(author: FoldedWord, title: [FoldedWord], range: Range<Int>)
  /// An Act or another text of the law, which is no study; `ibid.` behind it means it.
  case law
}

/// Reads the works of a note: in full, in a short form, or as the one before.
struct NoteWorkReader {
  let tokens: Tokens
  let words: LanguageWords
  let reader: AuthorReader
  let entries: ReferenceEntryReader

  func works(_ range: Range<Int>) -> [NoteWork] {
    guard range.count >= 1 else { return [] }
    var works: [NoteWork] = []
    for part in parts(range) {
      let part = trimmed(part)
      guard let first = part.first, let last = part.last else { continue }
      let place = Int(tokens[first].start)..<Int(tokens[last].end)
      if isAgain(part) {
        works.append(.again(place))
      } else if isLaw(part) {
        works.append(.law)
      } else if let entry = entry(part) {
        works.append(.entry(entry))
      } else if let (author, title) = short(part) {
        works.append(.earlier(author: author, title: title, range: place))
      }
    }
    return works
  }

  // MARK: Parts

  /// The works of a note, which semicolons part, or full stops before `See also`.
  private func parts(_ range: Range<Int>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    var depth = 0
    for index in range {
      if tokens.isSign(index, in: "([") { depth += 1 }
      if tokens.isSign(index, in: ")]") { depth = max(0, depth - 1) }
      guard depth == 0 else { continue }
      let isLead =
        tokens.isSign(index, ".") && tokens.isCapital(index + 1)
        && lead(index + 1, range.upperBound) > index + 1
      // `Smith, A.; Jones, B.` are authors of one work.
      let isParting =
        tokens.isSign(index, ";") && index + 1 < range.upperBound
        && tokens[index + 1].kind != .number && isWhole(start..<index)
      if isLead || isParting {
        parts.append(start..<index)
        start = index + 1
      }
    }
    parts.append(start..<range.upperBound)
    return parts
  }

  /// Whether a part says enough to be a work of its own.
  private func isWhole(_ part: Range<Int>) -> Bool {
    let part = trimmed(part)
    return isAgain(part) || part.contains { entries.year($0) != nil } || short(part) != nil
  }

  /// The token behind words such as `see also`.
  private func lead(_ start: Int, _ limit: Int) -> Int {
    var index = start
    while index < limit, tokens.isWord(index) || tokens.isSign(index, in: ",.:") {
      if tokens.isSign(index, in: ",.:") {
        guard index > start else { break }
        index += 1
        continue
      }
      // Not the initials of a name: E. Smith
      guard words.noteLeads.contains(tokens.folded(index)),
        tokens[index].range.count > 1 || !tokens.isCapital(index)
      else { break }
      index += 1
    }
    return index
  }

  private func trimmed(_ part: Range<Int>) -> Range<Int> {
    var part = part
    while let last = part.last, tokens.isSign(last, in: ".,;") || tokens[last].kind == .paragraph {
      part = part.dropLast()
    }
    while let first = part.first,
      tokens.isSign(first, in: ",;.") || tokens[first].kind == .paragraph
    {
      part = part.dropFirst()
    }
    let start = lead(part.lowerBound, part.upperBound)
    return min(start, part.upperBound)..<part.upperBound
  }

  /// `Ibid.`, `yr un`, with a page or without.
  private func isAgain(_ part: Range<Int>) -> Bool {
    guard let first = part.first, part.count <= 14 else { return false }
    let opening = (first..<min(part.upperBound, first + 5)).map { tokens.folded($0) }
      .filter { !$0.isEmpty }.joined(separator: " ")
    return words.again.contains { opening == $0 || opening.hasPrefix($0 + " ") }
  }

  /// `Well-being of Future Generations (Wales) Act 2015`, `Deddf yr Iaith Gymraeg 1993, a. 5`: a name without a title
  /// in marks of quotation, with a word for a law at its beginning or right before its year.
  private func isLaw(_ part: Range<Int>) -> Bool {
    guard let year = part.first(where: { entries.year($0) != nil }), year - part.lowerBound <= 24,
      !part.contains(where: { tokens.isSign($0, "\"") })
    else { return false }
    var before = year - 1
    while before > part.lowerBound, tokens.isSign(before, in: "(,)") { before -= 1 }
    func isLaw(_ index: Int) -> Bool {
      tokens.isCapital(index) && words.laws.contains(tokens.folded(index))
    }
    var first = part.lowerBound
    if ["the", "y", "yr"].contains(tokens.folded(first)) { first += 1 }
    // Rees Act, J. (2015) is a person; an Act has its word right before the year, or first and no initials.
    let hasInitials = (first..<year).contains { isInitial($0) && tokens.isSign($0 + 1, ".") }
    return !hasInitials && (isLaw(before) || isLaw(first) && !tokens.isSign(first + 1, ","))
  }

  // MARK: Full forms

  private func entry(_ part: Range<Int>) -> ReferenceEntry? {
    guard let first = part.first, tokens.isWord(first) else { return nil }
    let years = part.filter { entries.year($0) != nil }
    guard !years.isEmpty else { return nil }
    // Idem: the author of the work before, whom only who knows that can tell.
    let isSameAuthor = ["idem", "eadem"].contains(tokens.folded(first))
    let same = Authors(authors: [], printed: "", hasOthers: false, end: first + 1)
    guard let named = isSameAuthor ? same : authors(part) else { return nil }
    var entry = ReferenceEntry(
      number: nil, range: Int(tokens[first].start)..<Int(tokens[part.upperBound - 1].end))
    entry.authors = named.authors
    entry.hasOthers = named.hasOthers
    entry.printedAuthors = named.printed
    // Ravenhill (2017), p. 44
    if let year = years.first, year - named.end <= 2, let stated = entries.year(year) {
      entry.year = stated.year
      entry.title = title(min(stated.last + 1, part.upperBound)..<part.upperBound)
      return entry
    }
    // A remark in which a year stands is no work.
    guard tokens.isSign(named.end, in: ",(.:\"'"), part.count >= 6,
      let title = title(named.end..<part.upperBound),
      let year = published(part, behind: named.end)
    else { return nil }
    entry.title = title
    entry.year = year
    return entry
  }

  /// The year of a work: the last in brackets, `(Cardiff: Press, 2010)` or `5 (2010), 3–9`, else the last that is no
  /// half of a range.
  private func published(_ part: Range<Int>, behind end: Int) -> StatedYear? {
    var plain: StatedYear?
    var bracketed: StatedYear?
    var depth = 0
    var isAccess = false
    for index in part {
      if tokens.isSign(index, in: "([") { depth += 1 }
      if tokens.isSign(index, in: ")]") {
        depth = max(0, depth - 1)
        isAccess = false
      }
      if entries.isAccess(index) { isAccess = true }
      guard index >= end, let (year, last) = entries.year(index), year.undated == nil else {
        continue
      }
      let isRange =
        tokens.isSign(last + 1, in: "-/") && tokens.isTight(last)
        || tokens.isSign(index - 1, in: "-/") && tokens.isTight(index - 1)
      guard !isRange, !isAccess else { continue }
      if depth > 0 { bracketed = year } else { plain = year }
    }
    return bracketed ?? plain
  }

  private func title(_ range: Range<Int>) -> String? {
    var first = range.lowerBound
    while first < range.upperBound, tokens.isSign(first, in: ",.:;()[]\"'") { first += 1 }
    var end = first
    while end < range.upperBound, !tokens.isSign(end, in: "([\""),
      !(tokens.isSign(end, in: ",.") && end > first + 12)
    {
      if tokens.isSign(end, "'"), end > first { break }
      end += 1
    }
    while end > first, tokens.isSign(end - 1, in: ",.;:") { end -= 1 }
    guard end > first, (first..<end).contains(where: { tokens.isWord($0) }),
      !words.locators.contains(tokens.folded(first))
    else { return nil }
    return ReferenceEntryReader.collapsed(
      tokens.stream.string(Int(tokens[first].start)..<Int(tokens[end - 1].end)))
  }

  // MARK: Short forms

  /// `Smith, op. cit., p. 3` and `Smith, Rural buses, p. 3`: the author and the words of the title.
  private func short(_ part: Range<Int>) -> (FoldedWord, [FoldedWord])? {
    guard part.count >= 2, part.count <= 40, let named = authors(part),
      let first = named.authors.first, !first.words.isEmpty
    else { return nil }
    let rest = named.end..<part.upperBound
    let folded = rest.map { tokens.folded($0) }.filter { !$0.isEmpty }
    guard tokens.isSign(named.end, in: ",.(\"'") || folded.first == "op" else { return nil }
    let joined = folded.prefix(3).joined(separator: " ")
    let isOpus = words.earlier.contains { joined.hasPrefix($0) }
    let key = FoldedWord(letters: first.words.flatMap(\.letters))
    if isOpus { return (key, []) }
    // A short title has a page behind it, or is all that the part has.
    var title: [FoldedWord] = []
    for word in folded {
      if words.locators.contains(word) || Int(word) != nil && title.count > 1 { break }
      title.append(FoldedWord(word))
    }
    guard !title.isEmpty, title.count <= 16, folded.count > title.count || title.count <= 10 else {
      return nil
    }
    return (key, title)
  }
}
