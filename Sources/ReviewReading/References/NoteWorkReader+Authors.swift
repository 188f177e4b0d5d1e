import WordForms

/// Who a note begins with.
extension NoteWorkReader {
  struct Authors {
    var authors: [ReferenceEntry.Author]
    var printed: String
    var hasOthers: Bool
    /// The token behind them.
    var end: Int
  }

  /// The authors that a note begins with: `J. Smith and T. Jones`, `Smith, J.`, `Jane Smith`, a body.
  func authors(_ part: Range<Int>) -> Authors? {
    var authors: [ReferenceEntry.Author] = []
    var index = part.lowerBound
    var end = index
    var hasOthers = false
    while index < part.upperBound, authors.count < 12 {
      if tokens.folded(index) == "et", ["al", "all", "a1", "ai"].contains(tokens.folded(index + 1))
      {
        hasOthers = true
        end = index + 2
        if tokens.isSign(end, ".") { end += 1 }
        break
      }
      guard let (author, behind) = person(index, part.upperBound, isFirst: authors.isEmpty) else {
        break
      }
      authors.append(author)
      end = behind
      index = behind
      guard index < part.upperBound else { break }
      // Davies, C. et al.
      if tokens.folded(index) == "et" { continue }
      if tokens.isSign(index, ",") {
        index += 1
        if reader.isConjunction(index) { index += 1 }
      } else if reader.isConjunction(index) {
        index += 1
      } else {
        break
      }
    }
    // Carers, Kin and Community Alliance is no list of people.
    let isOpen = end < part.upperBound && reader.isConjunction(end)
    if authors.count == 1 || isOpen, let body = body(part), body.end > end {
      authors = [body.author]
      end = body.end
    } else if authors.isEmpty {
      guard let body = body(part) else { return nil }
      authors = [body.author]
      end = body.end
    }
    guard end > part.lowerBound else { return nil }
    let printed = ReferenceEntryReader.collapsed(
      tokens.stream.string(Int(tokens[part.lowerBound].start)..<Int(tokens[end - 1].end)))
    return Authors(authors: authors, printed: printed, hasOthers: hasOthers, end: end)
  }

  func isInitial(_ index: Int) -> Bool {
    tokens.isCapital(index) && !isLongName(index)
      && tokens.stream.scalars[tokens[index].range].allSatisfy { $0.isCapital || $0 == "-" }
      && tokens[index].range.count <= 3
  }

  private func isLongName(_ index: Int) -> Bool {
    reader.isNameWord(index) && tokens.stream.scalars[tokens[index].range].contains { $0.isSmall }
      || tokens.isCapital(index) && tokens[index].range.count == 1 && reader.isNameWord(index)
  }

  /// The token behind initials.
  private func initials(_ start: Int, _ limit: Int) -> Int {
    var index = start
    while index < limit, isInitial(index) || index > start && tokens.isSign(index, in: ".-") {
      index += 1
    }
    return index
  }

  /// The surname that begins at a token, with its particles.
  private func surname(_ start: Int, _ limit: Int) -> Range<Int>? {
    var index = start
    while index < limit, index - start < 3, tokens.isWord(index), !tokens.isCapital(index),
      words.particles.contains(tokens.folded(index))
    {
      index += 1
    }
    guard index < limit, isLongName(index) else { return nil }
    var end = index + 1
    while end < limit, end - start < 4, isLongName(end),
      tokens[end].start - tokens[end - 1].end <= 1
    {
      end += 1
    }
    return start..<end
  }

  private func person(
    _ start: Int, _ limit: Int, isFirst: Bool
  ) -> (ReferenceEntry.Author, Int)? {
    // The Death and Life of …: a title.
    if tokens[start].range.count > 1, reader.isOpener(start) { return nil }
    let behind = initials(start, limit)
    if behind > start {
      guard let name = surname(behind, limit), name.count <= 3 else { return nil }
      return (author(name, from: start), name.upperBound)
    }
    guard let name = surname(start, limit) else { return nil }
    // Smith, J.
    if tokens.isSign(name.upperBound, ",") {
      let end = initials(name.upperBound + 1, limit)
      // Smith, A trial of buses
      let isTitle =
        end < limit && tokens.isWord(end) && !tokens.isCapital(end)
        && !reader.isConjunction(end) && tokens.folded(end) != "et"
      if end > name.upperBound + 1, !isTitle { return (author(name, from: start), end) }
    }
    // Smith JA
    let end = initials(name.upperBound, limit)
    if end > name.upperBound { return (author(name, from: start), end) }
    guard
      name.upperBound == limit || tokens.isSign(name.upperBound, in: ",(.:\"")
        || reader.isConjunction(name.upperBound) || tokens.folded(name.upperBound) == "et"
    else { return nil }
    // Jane Smith: the last word is the surname. A title may begin so too, but never first.
    if name.count >= 2 || isFirst || reader.isConjunction(start - 1),
      !name.contains(where: { isBodyWord($0) })
    {
      let isTitle =
        !isFirst && !reader.isConjunction(start - 1) && !isFollowedByJoint(name.upperBound)
      if isTitle { return nil }
      let last = name.upperBound - 1
      return (author(last..<last + 1, from: start), name.upperBound)
    }
    return nil
  }

  /// Whether another author follows behind a conjunction: `Jane Smith, Tom Jones and`.
  private func isFollowedByJoint(_ index: Int) -> Bool { reader.isConjunction(index) }

  private func isBodyWord(_ index: Int) -> Bool { words.bodies.contains(tokens.folded(index)) }

  private func author(_ name: Range<Int>, from start: Int) -> ReferenceEntry.Author {
    ReferenceEntry.Author(
      printed: ReferenceEntryReader.collapsed(
        tokens.stream.string(
          Int(tokens[name.lowerBound].start)..<Int(tokens[name.upperBound - 1].end))),
      words: name.filter { tokens.isCapital($0) || reader.isNameWord($0) }.map {
        FoldedWord(tokens.stream.scalars[tokens[$0].range])
      })
  }

  /// The name of a body: words with capitals and what joins them, up to a comma; `Work, Pensions & Skills` goes on.
  private func body(_ part: Range<Int>) -> (author: ReferenceEntry.Author, end: Int)? {
    guard tokens.isCapital(part.lowerBound) else { return nil }
    var names: [Int] = []
    var index = part.lowerBound
    var end = index
    while index < part.upperBound, names.count <= 14 {
      if reader.isNameWord(index) {
        names.append(index)
        end = index + 1
      } else if tokens.isSign(index, in: "&'-")
        || tokens.isWord(index)
          && (words.connectors.contains(tokens.folded(index)) || reader.isConjunction(index))
      {
        // Joins what stands on both sides.
        guard index > part.lowerBound, index + 1 < part.upperBound else { break }
      } else if tokens.isSign(index, ","), goesOn(index + 1, part.upperBound) {
      } else {
        break
      }
      index += 1
    }
    guard let first = names.first,
      names.count > 1 || reader.isAcronym(first) || end < part.upperBound,
      names.contains(where: { isBodyWord($0) }) || reader.isAcronym(first)
        || tokens.isSign(end, in: ",(.")
    else { return nil }
    let author = ReferenceEntry.Author(
      printed: ReferenceEntryReader.collapsed(
        tokens.stream.string(Int(tokens[first].start)..<Int(tokens[end - 1].end))),
      words: names.map { FoldedWord(tokens.stream.scalars[tokens[$0].range]) }, isBody: true)
    return (author, end)
  }

  /// Whether a name goes on behind its comma: one to three words with capitals, then a conjunction and another.
  private func goesOn(_ start: Int, _ limit: Int) -> Bool {
    // Jane Jacobs, The Death and Life of …: a title.
    if reader.isOpener(start) { return false }
    var index = start
    while index < limit, index - start < 3, reader.isNameWord(index) { index += 1 }
    return index > start && reader.isConjunction(index) && reader.isNameWord(index + 1)
  }
}
