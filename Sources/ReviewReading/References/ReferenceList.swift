import WordForms

/// A list of references: where it stands, and its works.
struct ReferenceList {
  /// The places of the stream that the list takes up, with its heading.
  var range: Range<Int>
  /// The works, in the order of the list.
  var entries: [ReferenceEntry]
  /// Whether the works have numbers.
  var isNumbered: Bool

  /// The work with a number.
  func entry(number: Int) -> Int? { byNumber[number] }

  private let byNumber: [Int: Int]

  init(range: Range<Int>, entries: [ReferenceEntry], isNumbered: Bool) {
    self.range = range
    self.entries = entries
    self.isNumbered = isNumbered
    var numbers: [Int: Int] = [:]
    for (index, entry) in entries.enumerated() {
      if let number = entry.number, numbers[number] == nil { numbers[number] = index }
    }
    byNumber = numbers
  }
}

/// Finds the list of references of a text, and parts it into works.
struct ReferenceListFinder {
  let text: ReportText
  let layout: TextLayout
  let tokens: Tokens
  let words: LanguageWords
  let entries: ReferenceEntryReader
  /// For each piece of the layout, its first place in the stream.
  let pieceStarts: [Int]
  /// The parts of a profile that hold references: ranges of the stream.
  var stated: [Range<Int>] = []

  /// The list; nil where the text has none.
  func list() -> ReferenceList? {
    if let range = stated.first { return list(in: range) }
    var best: ReferenceList?
    for (piece, end) in stretches() {
      let range = pieceStarts[piece]..<place(end)
      guard let list = list(in: range, from: piece + 1, to: end) else { continue }
      if list.entries.count > (best?.entries.count ?? 0) { best = list }
    }
    return best ?? runInList()
  }

  /// A list whose heading stands within a line: of a text in one line, or `References: Smith, J. (2010).`
  private func runInList() -> ReferenceList? {
    let headings = Set(words.referenceHeadings.map { FoldedWord($0).text })
    let works = RunInWorks(tokens: tokens, words: words, entries: entries)
    let all = (0..<tokens.count).reversed().lazy.filter { index in
      tokens.isCapital(index) && headings.contains(tokens.folded(index))
        && (index == 0 || works.isBehindEnd(index))
    }
    for heading in all.prefix(Self.mostHeadings) {
      let first = tokens.isSign(heading + 1, in: ":.") ? heading + 2 : heading + 1
      guard first < tokens.count else { continue }
      let (found, isNumbered) = works.starts(in: first..<tokens.count)
      guard found.count >= 3, found[0].token == first else { continue }
      let range = Int(tokens[heading].start)..<tokens.stream.scalars.count
      if let list = list(in: range, found.map(start), isNumbered) { return list }
    }
    return nil
  }

  /// From each heading of a list to where that list would end. Of headings of one end the last few count, so that no
  /// stretch of a text is read as a list more often than that.
  private func stretches() -> [(piece: Int, end: Int)] {
    var stretches: [(piece: Int, end: Int)] = []
    var end = 0
    var sharing = 0
    for piece in layout.pieces.indices where isHeading(piece) {
      if piece + 1 >= end {
        end = endOfList(from: piece + 1)
        sharing = 0
      }
      guard end > piece + 1 else { continue }
      if sharing == Self.mostHeadings {
        stretches.remove(at: stretches.count - sharing)
        sharing -= 1
      }
      stretches.append((piece, end))
      sharing += 1
    }
    return stretches
  }

  /// How many headings of one list are tried.
  private static let mostHeadings = 6

  private func list(in range: Range<Int>) -> ReferenceList? {
    let first = pieceStarts.firstIndex { $0 >= range.lowerBound } ?? 0
    let end = pieceStarts.firstIndex { $0 >= range.upperBound } ?? layout.pieces.count
    return list(in: range, from: min(first + 1, end), to: end)
  }

  private func place(_ piece: Int) -> Int {
    piece < pieceStarts.count ? pieceStarts[piece] : tokens.stream.scalars.count
  }

  /// Whether a piece is the heading of a list of references, with or without a number before it.
  private func isHeading(_ piece: Int) -> Bool {
    let range = layout.pieces[piece].range
    guard range.count <= 60 else { return false }
    let letters = text.scalars[range].filter { !$0.isDigit }
    let word = FoldedWord(letters)
    guard word.count >= 5 else { return false }
    return words.referenceHeadings.contains { heading in
      let folded = FoldedWord(heading)
      if folded == word { return true }
      // A roman number before the heading, a letter that a scan has changed.
      return abs(folded.count - word.count) <= 2 && folded.count >= 8
        && Resemblance.similarity(folded, word) >= 0.82
    }
  }

  /// The piece at which the list ends that begins at `start`: a heading behind the list, or the end.
  private func endOfList(from start: Int) -> Int {
    let back = (words.backMatter + words.chapters).map { FoldedWord($0) }
    var piece = start
    while piece < layout.pieces.count {
      let range = layout.pieces[piece].range
      if range.count <= 70, layout.pieces[piece].isApart, piece > start,
        text.scalars[range].first(where: { $0.isLetter })?.isCapital == true
      {
        let word = FoldedWord(text.scalars[range].filter { !$0.isDigit })
        let isBack = back.contains { heading in
          word == heading
            || (word.count <= heading.count + 30 && heading.count >= 5
              && word.letters.starts(with: heading.letters) && !hasYear(piece))
        }
        if isBack { return piece }
      }
      piece += 1
    }
    return piece
  }

  private func hasYear(_ piece: Int) -> Bool {
    let end = place(piece + 1)
    var token = tokens.index(at: pieceStarts[piece])
    while token < tokens.count, Int(tokens[token].start) < end {
      if entries.isDated(token) { return true }
      token += 1
    }
    return false
  }

  private func list(in range: Range<Int>, from first: Int, to end: Int) -> ReferenceList? {
    let (starts, isNumbered) = starts(first, end)
    return list(in: range, starts, isNumbered)
  }

  private func list(
    in range: Range<Int>, _ starts: [Start], _ isNumbered: Bool
  ) -> ReferenceList? {
    guard starts.count >= 2 else { return nil }
    var found: [ReferenceEntry] = []
    for (index, start) in starts.enumerated() {
      let stop = index + 1 < starts.count ? starts[index + 1].place : range.upperBound
      let from = tokens.index(at: start.text)
      let to = tokens.index(at: stop)
      guard from < to else { continue }
      if isDash(from), let before = found.last {
        if let entry = entries.entry(from..<to, sameAs: before) { found.append(entry) }
      } else if let entry = entries.entry(from..<to, number: start.number) {
        found.append(entry)
      }
    }
    let dated = found.count { $0.year != nil }
    guard found.count >= 2, dated * 2 >= found.count else { return nil }
    return ReferenceList(range: range, entries: found, isNumbered: isNumbered)
  }

  /// Where a work begins.
  private struct Start {
    /// The place of its line in the stream.
    var place: Int
    /// The place behind its number.
    var text: Int
    var number: Int?
  }

  private func starts(_ first: Int, _ end: Int) -> (starts: [Start], isNumbered: Bool) {
    let numbered = numberedStarts(first, end)
    let plain = plainStarts(first, end)
    if let runIn = runInStarts(first, end) { return runIn }
    if numbered.count >= 3, numbered.count * 2 >= plain.count { return (numbered, true) }
    return (plain, false)
  }

  /// Where works begin that follow each other in one paragraph: most of them within lines.
  private func runInStarts(_ first: Int, _ end: Int) -> (starts: [Start], isNumbered: Bool)? {
    guard first < end else { return nil }
    let range = tokens.index(at: pieceStarts[first])..<tokens.index(at: place(end))
    let works = RunInWorks(tokens: tokens, words: words, entries: entries)
    let (found, isNumbered) = works.starts(in: range)
    let beginsLine = Set(pieceStarts[first..<end])
    let atLines = found.count { beginsLine.contains(Int(tokens[$0.token].start)) }
    guard found.count >= 3, atLines * 3 <= found.count else { return nil }
    return (found.map(start), isNumbered)
  }

  private func start(_ start: RunInWorks.Start) -> Start {
    Start(
      place: Int(tokens[start.token].start), text: Int(tokens[start.text].start),
      number: start.number)
  }

  private func numberedStarts(_ first: Int, _ end: Int) -> [Start] {
    var starts: [Start] = []
    var expected = 1
    for piece in first..<max(first, end) {
      guard let (number, behind) = leadingNumber(piece) else { continue }
      // A number that a scan has lost or changed is skipped; one that goes back is a part of a work.
      guard number >= expected, number <= expected + 3 || starts.isEmpty,
        starts.isEmpty == false || number <= 3
      else { continue }
      starts.append(Start(place: pieceStarts[piece], text: behind, number: number))
      expected = number + 1
    }
    return starts
  }

  /// The number that begins a piece, `[12]`, `12.` or `12`, and the place behind it.
  private func leadingNumber(_ piece: Int) -> (number: Int, behind: Int)? {
    var token = tokens.index(at: pieceStarts[piece])
    let limit = place(piece + 1)
    let isBracketed = tokens.isSign(token, in: "[(")
    if isBracketed { token += 1 }
    guard token < tokens.count, Int(tokens[token].start) < limit, tokens[token].kind == .number,
      tokens[token].range.count <= 4, let number = Int(digits(token)), number > 0
    else { return nil }
    if isBracketed {
      guard tokens.isSign(token + 1, in: "])") else { return nil }
      return (number, Int(tokens[token + 1].end))
    }
    if tokens.isSign(token + 1, in: ".):") { return (number, Int(tokens[token + 1].end)) }
    guard tokens[token].range.count <= 3, token + 1 < tokens.count,
      reader(token + 1)
    else { return nil }
    return (number, Int(tokens[token].end))
  }

  private func reader(_ token: Int) -> Bool { tokens.isCapital(token) || tokens.isWord(token) }

  private func digits(_ token: Int) -> String {
    String(
      String.UnicodeScalarView(
        tokens.stream.scalars[tokens[token].range].map {
          switch $0 {
          case "l", "I", "i", "]", "|": "1"
          case "O", "o": "0"
          case "S": "5"
          default: $0
          }
        }))
  }

  private func plainStarts(_ first: Int, _ end: Int) -> [Start] {
    var starts: [Start] = []
    // Whether the work that is being read has a year, and its last line ends one.
    var hasYear = false
    var isEnded = true
    let indents = (first..<max(first, end)).map { indent($0) }
    let isHanging = isHanging(indents)
    for piece in first..<max(first, end) {
      let token = tokens.index(at: pieceStarts[piece])
      var score = 0
      if layout.pieces[piece].isApart { score += 2 }
      if beginsEntry(token, piece) { score += 3 }
      if isEnded { score += 1 }
      if hasYear || starts.isEmpty { score += 1 } else { score -= 3 }
      if isHanging { score += indents[piece - first] == 0 ? 2 : -4 }
      let isSame = isDash(token)
      if isSame { score += 3 }
      if !tokens.isCapital(token), !isParticle(token), !isSame { score -= 5 }
      if ["http", "https", "doi", "available", "retrieved", "ar", "accessed", "cyrchwyd"].contains(
        tokens.folded(token))
      {
        score -= 5
      }
      if score >= 5 {
        starts.append(Start(place: pieceStarts[piece], text: pieceStarts[piece], number: nil))
        hasYear = false
      }
      if self.hasYear(piece) { hasYear = true }
      isEnded = endsEntry(piece)
    }
    return starts
  }

  /// Whether dashes stand for the authors of the work before.
  private func isDash(_ token: Int) -> Bool {
    tokens.isSign(token, in: "-_") && tokens.isSign(token + 1, in: "-_.(,")
  }

  private func indent(_ piece: Int) -> Int {
    let layoutPiece = layout.pieces[piece]
    return layoutPiece.range.lowerBound - text.lineStarts[layoutPiece.line]
  }

  /// Whether lines behind the first of each work are indented.
  private func isHanging(_ indents: [Int]) -> Bool {
    let deep = indents.count { $0 >= 2 }
    return deep * 4 >= indents.count && deep < indents.count
  }

  private func isParticle(_ token: Int) -> Bool {
    // van der Berg
    var token = token
    let first = token
    while token < first + 3, tokens.isWord(token), !tokens.isCapital(token),
      words.particles.contains(tokens.folded(token))
    {
      token += 1
    }
    return token > first && tokens.isCapital(token)
  }

  /// Whether a work may begin at a token: a person with initials, or a year soon behind a name.
  private func beginsEntry(_ token: Int, _ piece: Int) -> Bool {
    guard token < tokens.count else { return false }
    var index = token
    var capitals = 0
    // Up to the next line but one.
    let limit = min(
      tokens.count, token + 40, tokens.index(at: place(min(piece + 2, layout.pieces.count))))
    while index < limit {
      if tokens.isCapital(index) {
        capitals += 1
        if tokens[index].range.count == 1, index - token <= 8, index > token { return true }
        if index > token, index - token <= 4, tokens[index].range.count <= 3,
          tokens.stream.scalars[tokens[index].range].allSatisfy({ $0.isCapital }),
          tokens.isSign(index + 1, in: ",.;")
        {
          return true
        }
      }
      if entries.isDated(index), tokens.isSign(index - 1, in: "([,.") { return capitals > 0 }
      if tokens.isSign(index, "."), index > token + 1, tokens[index - 1].range.count > 4 {
        // Smith, Jane, and Tom Jones. 2010. Or: Age Cymru. (2021).
        let next = tokens.isSign(index + 1, in: "([") ? index + 2 : index + 1
        return next < limit && entries.isDated(next) && capitals > 0
      }
      index += 1
    }
    return false
  }

  private func endsEntry(_ piece: Int) -> Bool {
    let range = layout.pieces[piece].range
    guard let last = text.scalars[range].last else { return true }
    if ".)]/".unicodeScalars.contains(last) || last.isDigit { return true }
    // An address ends without a full stop.
    let line = FoldedWord(text.scalars[range].suffix(60)).text
    return line.contains("http") || line.contains("www") || line.contains("doiorg")
  }
}
