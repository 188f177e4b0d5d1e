import WordForms

/// Finds headings by their looks: a number before them, capitals, blank lines around, or words that head chapters.
struct HeadingFinder {
  let text: ReportText
  let layout: TextLayout
  let words: LanguageWords
  /// Whether a piece belongs to a list of references.
  let isOutside: (Int) -> Bool

  private enum Looks {
    case marked(Int)
    case numbered(String)
    case capitals
    case known
    case short
  }

  private static let bullets = Set("•«»+*-–—·▪◦○●■□➢✓".unicodeScalars)

  /// The headings, in the order of the text.
  func headings() -> [Heading] {
    let known = Set(
      (words.chapters + words.referenceHeadings + words.noteHeadings).map { FoldedWord($0) })
    let back = words.backMatter.map { FoldedWord($0) }
    var found: [(heading: Heading, looks: Looks)] = []
    var piece = 0
    while piece < layout.pieces.count {
      guard !isOutside(piece) || looksKnown(piece, known, back),
        let looks = looks(of: piece, known, back)
      else {
        piece += 1
        continue
      }
      var end = piece + 1
      // A heading that goes on over the next line.
      while end < layout.pieces.count, end - piece < 3, goesOn(end, looks) { end += 1 }
      let first = layout.pieces[piece].range
      let range =
        first
        .lowerBound..<max(
          first.upperBound, layout.pieces[end - 1].range.upperBound)
      var heading = Heading(
        title: title(range), range: range, piece: piece, end: end, level: 1)
      switch looks {
      case .numbered(let number): heading.number = number
      case .known, .marked: heading.isSure = true
      case .capitals, .short: break
      }
      found.append((heading, looks))
      piece = end
    }
    return levelled(withoutLists(found))
  }

  private func title(_ range: Range<Int>) -> String {
    var title = Substring(text.printed(range))
    while let first = title.unicodeScalars.first, !first.isLetter, title.count > 1 {
      title = title.dropFirst()
    }
    while title.hasSuffix("#") || title.hasSuffix(":") || title.hasSuffix(" ") {
      title = title.dropLast()
    }
    return String(title)
  }

  private func looksKnown(_ piece: Int, _ known: Set<FoldedWord>, _ back: [FoldedWord]) -> Bool {
    if case .known? = looks(of: piece, known, back) { true } else { false }
  }

  private func looks(
    of piece: Int, _ known: Set<FoldedWord>, _ back: [FoldedWord]
  ) -> Looks? {
    let here = layout.pieces[piece]
    let range = here.range
    guard !here.isTable, range.count <= 120, range.count >= 3 else { return nil }
    let line = text.scalars[range]
    let letters = line.filter { $0.isLetter }
    guard letters.count >= 3, let last = line.last, let firstSign = line.first else { return nil }
    if firstSign == "#" {
      let marks = line.prefix { $0 == "#" }.count
      // #3 is a set of a search.
      guard marks <= 6, marks < line.count, !line[line.startIndex + marks].isDigit else {
        return nil
      }
      return .marked(marks)
    }
    if Self.bullets.contains(firstSign) || ".;,".unicodeScalars.contains(last) || isDotted(line) {
      return nil
    }
    let isBefore = here.isApart || piece == 0
    let isAfter = piece + 1 >= layout.pieces.count || layout.pieces[piece + 1].isApart
    let folded = FoldedWord(letters)
    if known.contains(folded), isBefore { return .known }
    if isBefore, range.count <= 80, isAfter || last == ":",
      back.contains(where: { folded.letters.starts(with: $0.letters) && $0.count >= 5 })
    {
      return .known
    }
    if let number = number(line) {
      // An item of a list has a sentence behind its number.
      guard isBefore, last != ":", line.count <= 100, !hasYear(line) else { return nil }
      return .numbered(number)
    }
    guard letters.first?.isCapital == true,
      firstSign.isLetter || "\"'‘“".unicodeScalars.contains(firstSign)
    else { return nil }
    if letters.count >= 4, letters.allSatisfy({ $0.isCapital }),
      !line.contains(where: { $0.isDigit })
    {
      return isBefore || isAfter ? .capitals : nil
    }
    let count = line.split(whereSeparator: { $0.isBlank }).count
    guard isBefore, isAfter || startsText(piece + 1), range.count <= 80, count <= 12, last != ":",
      !hasYear(line), !line.contains("("), endsSentence(piece - 1)
    else { return nil }
    if isSentence(line) { return nil }
    // Without a blank line behind it, a heading is shorter than a line of text.
    if !isAfter, range.count > 60 { return nil }
    return .short
  }

  /// Whether a line of a table of contents has dots up to the number of a page.
  private func isDotted(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    var run = 0
    for scalar in line {
      run = scalar == "." || scalar == "…" || scalar == "·" ? run + 1 : scalar.isBlank ? run : 0
      if run >= 4 { return true }
    }
    return false
  }

  /// Whether a line holds the end of a sentence: `Results were mixed. See below`, `It did.3` with the mark of a note.
  private func isSentence(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    let bare = line.reversed().drop { $0.isDigit || ",-–".unicodeScalars.contains($0) }
    if bare.count < line.count, let last = bare.first, ".;!".unicodeScalars.contains(last) {
      return true
    }
    let ends = line.indices.filter { ".?!".unicodeScalars.contains(line[$0]) }
    return ends.contains { end in
      var next = end + 1
      while next < line.endIndex, line[next].isDigit || line[next] == "," { next += 1 }
      guard next < line.endIndex, line[next].isBlank else { return false }
      while next < line.endIndex, line[next].isBlank { next += 1 }
      guard next < line.endIndex, line[next].isCapital else { return false }
      // St. David's, vs. Wales: short words are abbreviations.
      let word = line[..<end].reversed().prefix { $0.isLetter }
      return word.count > 3 || line[end] != "."
    }
  }

  private func hasYear(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    line.split(whereSeparator: { !$0.isDigit }).contains {
      $0.count == 4 && ($0.first == "1" || $0.first == "2")
    }
  }

  /// The number that begins a line, followed by a word with a capital: `2.1`.
  private func number(_ line: ArraySlice<Unicode.Scalar>) -> String? {
    var number = ""
    var index = line.startIndex
    while index < line.endIndex, line[index].isDigit || line[index] == "." {
      number.unicodeScalars.append(line[index])
      index += 1
    }
    while number.hasSuffix(".") { number.removeLast() }
    guard !number.isEmpty, number.utf8.count <= 8, index < line.endIndex,
      line[index].isBlank || line[index] == ")"
    else { return nil }
    while index < line.endIndex, !line[index].isLetter { index += 1 }
    guard index < line.endIndex, line[index].isCapital,
      number.split(separator: ".").allSatisfy({ $0.count <= 2 })
    else { return nil }
    return number
  }

  private func startsText(_ piece: Int) -> Bool {
    guard piece < layout.pieces.count else { return true }
    let range = layout.pieces[piece].range
    return range.count > 50 && text.scalars[range.lowerBound].isCapital
  }

  /// Whether what stands before ends a sentence, so that a short line is not the end of a paragraph.
  private func endsSentence(_ piece: Int) -> Bool {
    guard piece >= 0 else { return true }
    let range = layout.pieces[piece].range
    guard let last = text.scalars[range].last else { return true }
    return ".!?:)\"'”’;".unicodeScalars.contains(last) || range.count < 60
  }

  private func goesOn(_ piece: Int, _ looks: Looks) -> Bool {
    let here = layout.pieces[piece]
    let range = here.range
    guard range.count <= 60, !here.isTable, let first = text.scalars[range].first, first.isSmall,
      let last = text.scalars[range].last, !".;,:".unicodeScalars.contains(last)
    else { return false }
    switch looks {
    case .marked, .known, .capitals: return false
    case .numbered, .short:
      return !here.isApart
        || layout.pieces[piece - 1].range.count <= 50
          && (piece + 1 >= layout.pieces.count || layout.pieces[piece + 1].isApart)
    }
  }

  /// Runs of headings without text between them are lists, or a table of contents.
  private func withoutLists(
    _ found: [(heading: Heading, looks: Looks)]
  ) -> [(heading: Heading, looks: Looks)] {
    var kept: [(heading: Heading, looks: Looks)] = []
    var index = 0
    while index < found.count {
      var end = index + 1
      while end < found.count, found[end].heading.piece == found[end - 1].heading.end { end += 1 }
      if end - index >= 4 {
        // The last may head the text that follows.
        kept += found[index..<end].enumerated().filter { offset, entry in
          if case .marked = entry.looks { return true }
          if case .known = entry.looks { return offset == 0 }
          return false
        }.map(\.element)
      } else {
        kept += found[index..<end]
      }
      index = end
    }
    return kept
  }

  private func levelled(_ found: [(heading: Heading, looks: Looks)]) -> [Heading] {
    let hasUpper = found.contains {
      switch $0.looks {
      case .capitals, .numbered, .marked: true
      case .known, .short: false
      }
    }
    return found.map { heading, looks in
      var heading = heading
      switch looks {
      case .marked(let level): heading.level = level
      case .numbered(let number): heading.level = number.split(separator: ".").count
      case .capitals, .known: heading.level = 1
      case .short:
        heading.level = hasUpper ? 2 : 1
        heading.isDoubtful = true
      }
      return heading
    }
  }
}
