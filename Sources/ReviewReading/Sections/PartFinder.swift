import WordForms

/// Finds the parts that a profile names by their headings, which a scan may have misread and which lists repeat.
struct PartFinder {
  let text: ReportText
  let layout: TextLayout
  let stream: ReadingStream
  let pieceStarts: [Int]
  let parts: [ReviewProfile.Part]

  private struct Candidate {
    var part: Int
    var heading: Heading
    var likeness: Float
  }

  /// The headings of the parts, each where most text follows, in the order of the text.
  func headings() -> [Heading] {
    if parts.isEmpty { return [] }
    var candidates: [Candidate] = []
    let titles = parts.map {
      $0.titles.map { FoldedWord($0.unicodeScalars.filter { !$0.isDigit }) }
    }
    for piece in layout.pieces.indices {
      let letters = self.letters(from: piece)
      for (index, part) in parts.enumerated() {
        for title in titles[index] {
          if let found = candidate(title, part, index, piece, letters) {
            candidates.append(found)
            break
          }
        }
      }
    }
    return chosen(candidates)
  }

  private struct Letter {
    var letter: UInt8
    var place: Int
  }

  private static let longest = 160

  /// The letters from the beginning of a piece on, with their places in the stream.
  private func letters(from piece: Int) -> [Letter] {
    var letters: [Letter] = []
    var place = pieceStarts[piece]
    var folded: [UInt8] = []
    let end = min(stream.scalars.count, place + 2 * Self.longest)
    while place < end, letters.count < Self.longest {
      let scalar = stream.scalars[place]
      if !scalar.isDigit {
        folded.removeAll(keepingCapacity: true)
        FoldedWord.fold(scalar, into: &folded)
        for letter in folded { letters.append(Letter(letter: letter, place: place)) }
      }
      place += 1
    }
    return letters
  }

  private func candidate(
    _ title: FoldedWord, _ part: ReviewProfile.Part, _ index: Int, _ piece: Int, _ letters: [Letter]
  ) -> Candidate? {
    let count = title.count
    guard count >= 3, letters.count >= count - 2 else { return nil }
    // Most that differ do so at once.
    let head = min(8, count, letters.count)
    let different = (0..<head).count { letters[$0].letter != title.letters[$0] }
    guard different <= head / 2 + 1 else { return nil }
    let limit = Float(count) * 0.14
    var best: (length: Int, distance: Float)?
    for length in [count, count - 1, count + 1, count - 2, count + 2]
    where length >= 3 && length <= letters.count && isWordEnd(letters, length) {
      let distance = Resemblance.distance(
        letters[..<length].map(\.letter), title.letters, limit: min(limit, best?.distance ?? limit))
      if distance <= limit, distance < (best?.distance ?? .greatestFiniteMagnitude) {
        best = (length, distance)
      }
    }
    guard let best else { return nil }
    let last = letters[best.length - 1].place
    let lastPiece = Int(stream.pieces[last])
    guard lastPiece - piece <= 3 else { return nil }
    // Whether anything but signs stands behind it in its line.
    var behind = last + 1
    while behind < stream.scalars.count, Int(stream.pieces[behind]) == lastPiece,
      !stream.scalars[behind].isLetter, !stream.scalars[behind].isDigit,
      !"(".unicodeScalars.contains(stream.scalars[behind])
    {
      behind += 1
    }
    let isWhole = behind >= stream.scalars.count || Int(stream.pieces[behind]) != lastPiece
    if !isWhole {
      guard part.kind == .model || part.kind == .category, isItemEnd(last + 1) else { return nil }
    }
    let source = stream.source(pieceStarts[piece]..<last + 1)
    var heading = Heading(
      title: part.titles[0], range: source, piece: piece, end: isWhole ? lastPiece + 1 : piece,
      level: part.level ?? Self.level(of: part.kind))
    heading.part = index
    heading.isItem = !isWhole
    return Candidate(
      part: index, heading: heading, likeness: 1 - best.distance / Float(count))
  }

  private func isWordEnd(_ letters: [Letter], _ length: Int) -> Bool {
    let next = letters[length - 1].place + 1
    return next >= stream.scalars.count || !stream.scalars[next].isLetter
  }

  /// Whether a sign follows that parts the name of an item from what is said of it.
  private func isItemEnd(_ place: Int) -> Bool {
    var place = place
    while place < stream.scalars.count, stream.scalars[place] == " " { place += 1 }
    return place < stream.scalars.count && "(:-.,".unicodeScalars.contains(stream.scalars[place])
  }

  /// Headings with the levels that the text gives them, where it marks each: `## Trust`, `2.1 Trust`.
  ///
  /// What the profile states goes before; without either a part has the level of its kind.
  private func levelled(_ headings: [Heading]) -> [Heading] {
    for level in [hashes, numbers] {
      let levels = headings.map { level($0) }
      guard headings.count > 1, !levels.contains(nil) else { continue }
      return zip(headings, levels).map { heading, level in
        var heading = heading
        if let part = heading.part, parts[part].level == nil, let level { heading.level = level }
        return heading
      }
    }
    return headings
  }

  private func hashes(_ heading: Heading) -> Int? {
    let line = text.scalars[heading.range]
    let count = line.prefix { $0 == "#" }.count
    return (1...6).contains(count) ? count : nil
  }

  private func numbers(_ heading: Heading) -> Int? {
    let line = text.scalars[heading.range]
    let number = line.prefix { $0.isDigit || $0 == "." }
    let levels = number.split(separator: ".").count
    return number.first?.isDigit == true && (1...6).contains(levels) ? levels : nil
  }

  static func level(of kind: ReviewProfile.Part.Kind) -> Int {
    switch kind {
    case .section: 1
    case .factor, .category: 2
    case .model: 3
    }
  }

  private func chosen(_ candidates: [Candidate]) -> [Heading] {
    var best: [Int: (extent: Int, candidate: Candidate)] = [:]
    for (index, candidate) in candidates.enumerated() {
      let level = candidate.heading.level
      var end = layout.pieces.count
      for next in candidates[(index + 1)...]
      where next.heading.level <= level && next.part != candidate.part
        && next.heading.piece > candidate.heading.piece
      {
        end = next.heading.piece
        break
      }
      let extent = end - candidate.heading.piece
      if extent > best[candidate.part]?.extent ?? -1 { best[candidate.part] = (extent, candidate) }
    }
    return withoutTwins(
      levelled(best.values.map(\.candidate.heading).sorted { $0.piece < $1.piece }))
  }

  /// Of two parts that claim one heading, the factor, model or category, else the first of the profile.
  private func withoutTwins(_ headings: [Heading]) -> [Heading] {
    var kept: [Heading] = []
    for heading in headings {
      guard let last = kept.last, last.piece == heading.piece, !last.isItem, !heading.isItem,
        let (one, other) = last.part.flatMap({ one in heading.part.map { (one, $0) } })
      else {
        kept.append(heading)
        continue
      }
      let isBetter =
        (parts[one].kind == .section) == (parts[other].kind == .section)
        ? other < one : parts[one].kind == .section
      if isBetter { kept[kept.count - 1] = heading }
    }
    return kept
  }
}
