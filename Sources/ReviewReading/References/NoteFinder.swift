/// Finds notes at the foot of pages that state works.
struct NoteFinder {
  let text: ReportText
  let layout: TextLayout
  let tokens: Tokens
  let words: LanguageWords
  let entries: ReferenceEntryReader
  let pieceStarts: [Int]
  /// What is no place of notes: the list of references.
  let outside: Range<Int>?

  /// A note with the works that it states.
  struct Note {
    var number: Int
    /// Its place in the stream, with the number.
    var range: Range<Int>
    var works: [Work]
  }

  /// A work that a note states.
  enum Work {
    /// In full, or by author and year.
    case entry(ReferenceEntry)
    /// The work of the note before, and where that is said.
    case again(Range<Int>)
  }

  /// The notes, in the order of the text.
  func notes() -> [Note] {
    var notes: [Note] = []
    var expected = 1
    var pieces = layout.pieces.indices.makeIterator()
    var next = pieces.next()
    while let piece = next {
      next = pieces.next()
      if let outside, outside.contains(pieceStarts[piece]) { continue }
      guard let (number, behind) = leadingNumber(piece) else { continue }
      // Numbers go on through the text, or begin anew on each page.
      guard number == 1 || (number >= expected && number <= expected + 4) else { continue }
      guard stands(piece, after: notes.last) else { continue }
      var end = piece + 1
      while end < layout.pieces.count, !layout.pieces[end].isApart,
        !layout.pieces[end].followsFurniture,
        leadingNumber(end).map({ $0.number != number + 1 }) ?? true
      {
        end += 1
      }
      guard end - piece <= 12 else { continue }
      let stop = end < pieceStarts.count ? pieceStarts[end] : tokens.stream.scalars.count
      let works = works(tokens.index(at: behind)..<tokens.index(at: stop))
      guard !works.isEmpty else { continue }
      notes.append(Note(number: number, range: pieceStarts[piece]..<stop, works: works))
      expected = number + 1
      while let upcoming = next, upcoming < end { next = pieces.next() }
    }
    return notes
  }

  /// Whether a piece begins behind a blank line, or right behind another note.
  private func stands(_ piece: Int, after note: Note?) -> Bool {
    layout.pieces[piece].isApart || note?.range.upperBound == pieceStarts[piece]
  }

  private func leadingNumber(_ piece: Int) -> (number: Int, behind: Int)? {
    let token = tokens.index(at: pieceStarts[piece])
    guard token + 1 < tokens.count, tokens[token].kind == .number, tokens[token].range.count <= 3,
      let number = Int(tokens.folded(token)), number > 0
    else { return nil }
    var behind = token + 1
    if tokens.isSign(behind, in: ".)") { behind += 1 }
    guard behind < tokens.count, tokens.isCapital(behind) || tokens.isSign(behind, in: "\"'") else {
      return nil
    }
    return (number, Int(tokens[behind].start))
  }

  private func works(_ range: Range<Int>) -> [Work] {
    guard let first = range.first, range.count >= 2 else { return [] }
    let opening = (first..<min(range.upperBound, first + 4)).map { tokens.folded($0) }
      .filter { !$0.isEmpty }.joined(separator: " ")
    if words.again.contains(where: { opening == $0 || opening.hasPrefix($0 + " ") }) {
      return [
        .again(Int(tokens[first].start)..<Int(tokens[min(first + 1, range.upperBound - 1)].start))
      ]
    }
    var parts: [Range<Int>] = []
    var start = first
    for index in range where tokens.isSign(index, ";") {
      // Of two works each has its year.
      guard hasYear(start..<index), hasYear(index + 1..<range.upperBound),
        tokens.isCapital(index + 1)
      else { continue }
      parts.append(start..<index)
      start = index + 1
    }
    parts.append(start..<range.upperBound)
    return parts.compactMap { part in
      var part = part
      while let last = part.last, tokens.isSign(last, ".") || tokens[last].kind == .paragraph {
        part = part.dropLast()
      }
      // See Smith (2015)
      while let first = part.first, words.openers.contains(tokens.folded(first)),
        tokens.isCapital(first + 1)
      {
        part = part.dropFirst()
      }
      guard let entry = entries.entry(part, number: nil), entry.year != nil,
        isReference(entry, part)
      else { return nil }
      return .entry(entry)
    }
  }

  private func hasYear(_ range: Range<Int>) -> Bool { range.contains { entries.year($0) != nil } }

  /// Whether a note is a work and no remark in which a year stands.
  private func isReference(_ entry: ReferenceEntry, _ part: Range<Int>) -> Bool {
    guard let author = entry.authors.first else { return false }
    if author.isBody {
      // A body is a name: most of its words have capitals, and a title follows.
      let count = author.words.count
      let first = tokens.index(at: entry.range.lowerBound)
      let capitals = (first..<min(part.upperBound, first + count + 6)).count {
        tokens.isCapital($0)
      }
      return count >= 1 && count <= 10 && capitals * 2 >= count && entry.title != nil
        && !words.openers.contains(tokens.folded(first)) && part.count >= 6
    }
    return true
  }
}
