import WordForms

/// Finds notes at the foot of pages, or at the end of a text, that state works.
struct NoteFinder {
  let text: ReportText
  let layout: TextLayout
  let tokens: Tokens
  let words: LanguageWords
  let works: NoteWorkReader
  let pieceStarts: [Int]
  /// What is no place of notes: the list of references.
  let outside: Range<Int>?

  /// A note with the works that it states.
  struct Note {
    var number: Int
    /// Its place in the stream, with the number.
    var range: Range<Int>
    var works: [NoteWork]
  }

  /// The longest note, in lines.
  private static let longest = 14

  /// The notes that state works, in the order of the text.
  func notes() -> [Note] {
    var notes: [Note] = []
    var expected = 1
    var piece = 0
    // Where the note before ends, whether or not it states a work.
    var lastEnd = -1
    while piece < layout.pieces.count {
      let isInside = outside.map { !$0.contains(pieceStarts[piece]) } ?? true
      // Numbers go on through the text, or begin anew on each page.
      guard isInside, let (number, behind) = leadingNumber(piece),
        number == 1 || (number >= expected && number <= expected + 12),
        layout.pieces[piece].isApart || piece == lastEnd || isBehindHeading(piece)
      else {
        piece += 1
        continue
      }
      let end = self.end(of: piece, number)
      guard end - piece <= Self.longest else {
        piece += 1
        continue
      }
      let stop = end < pieceStarts.count ? pieceStarts[end] : tokens.stream.scalars.count
      let works = works.works(tokens.index(at: behind)..<tokens.index(at: stop))
      if !works.isEmpty {
        notes.append(Note(number: number, range: pieceStarts[piece]..<stop, works: works))
      } else if lastEnd != piece, !(leadingNumber(end).map { $0.number == number + 1 } ?? false) {
        // A heading or an item of a list, no note.
        piece += 1
        continue
      }
      expected = number + 1
      lastEnd = end
      piece = end
    }
    return notes
  }

  /// Whether the line before is the heading of notes.
  private func isBehindHeading(_ piece: Int) -> Bool {
    guard piece > 0 else { return false }
    let letters = text.scalars[layout.pieces[piece - 1].range].filter { $0.isLetter }
    guard letters.count <= 40 else { return false }
    let heading = FoldedWord(letters)
    return words.noteHeadings.contains { FoldedWord($0) == heading }
  }

  private func end(of piece: Int, _ number: Int) -> Int {
    var end = piece + 1
    while end < layout.pieces.count, !layout.pieces[end].isApart,
      !layout.pieces[end].followsFurniture,
      leadingNumber(end).map({ $0.number != number + 1 }) ?? true
    {
      end += 1
    }
    return end
  }

  private func leadingNumber(_ piece: Int) -> (number: Int, behind: Int)? {
    guard piece < pieceStarts.count else { return nil }
    var token = tokens.index(at: pieceStarts[piece])
    let isBracketed = tokens.isSign(token, "[")
    if isBracketed { token += 1 }
    guard token + 1 < tokens.count, tokens[token].kind == .number, tokens[token].range.count <= 3,
      let number = Int(tokens.folded(token)), number > 0
    else { return nil }
    var behind = token + 1
    if tokens.isSign(behind, in: isBracketed ? "]" : ".)") { behind += 1 }
    guard behind < tokens.count, begins(behind) else { return nil }
    return (number, Int(tokens[behind].start))
  }

  /// Whether a note may begin at a token: with a name, a title, or a word that leads to a work.
  private func begins(_ token: Int) -> Bool {
    if tokens.isCapital(token) || tokens.isSign(token, in: "\"'") { return true }
    guard tokens.isWord(token) else { return false }
    let word = tokens.folded(token)
    return words.particles.contains(word)
      && (tokens.isCapital(token + 1) || words.particles.contains(tokens.folded(token + 1)))
      || ["ibid", "ibidem", "see", "cf", "eg", "gweler", "gw", "cymh", "yr", "op"].contains(word)
  }
}
