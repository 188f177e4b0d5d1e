/// A database that a review says was searched.
public struct SearchedDatabase: Sendable {
  /// Its name, without what brackets say of it.
  public var name: String
  /// Where it stands in the file.
  public var range: Range<Int>
  /// The part of the profile that names it.
  public var section: String
}

/// Reads the names of databases: items of a list, else what a sentence names behind a colon or in brackets.
struct DatabaseReader {
  let text: ReportText
  let layout: TextLayout

  private static let bullets = Set("•«»+*-–—·▪◦○●■□➢✓".unicodeScalars)
  private static let cues = ["database", "cronfa", "gronfa", "chronfa", "cronfeydd", "gronfeydd"]

  /// The databases in some pieces of the layout.
  ///
  /// - Complexity: O(*n*) in the length of the pieces.
  func databases(_ pieces: Range<Int>, section: String) -> [SearchedDatabase] {
    let items = items(pieces)
    let ranges = items.count >= 2 ? items : named(pieces)
    return ranges.compactMap { range in
      let name = Self.name(text.printed(range))
      return name.isEmpty ? nil : SearchedDatabase(name: name, range: range, section: section)
    }
  }

  /// Without brackets, and without the sign that ends a sentence.
  private static func name(_ printed: String) -> String {
    var name = Substring(printed.prefix { $0 != "(" && $0 != "[" })
    while let last = name.last, last.isWhitespace || ".,;:".contains(last) { name.removeLast() }
    return String(name)
  }

  // MARK: Lists

  /// Lines with a number or a mark before them, or short lines of their own; what goes on behind one belongs to it.
  private func items(_ pieces: Range<Int>) -> [Range<Int>] {
    var items: [Range<Int>] = []
    var isOpen = false
    for piece in pieces {
      let range = layout.pieces[piece].range
      guard let (start, isMarked) = start(range), isMarked || !isOpen else {
        // The rest of an item whose bracket is open.
        if isOpen, let last = items.last {
          items[items.count - 1] = last.lowerBound..<range.upperBound
        }
        isOpen = isOpen && !text.scalars[range].contains(")")
        continue
      }
      items.append(start..<range.upperBound)
      let line = text.scalars[range]
      isOpen = line.count { $0 == "(" } > line.count { $0 == ")" }
    }
    return items
  }

  private func start(_ range: Range<Int>) -> (index: Int, isMarked: Bool)? {
    var index = range.lowerBound
    var isMarked = false
    while index < range.upperBound, text.scalars[index].isDigit { index += 1 }
    if index > range.lowerBound, index < range.upperBound,
      ".)".unicodeScalars.contains(text.scalars[index])
    {
      isMarked = true
      index += 1
    } else {
      index = range.lowerBound
    }
    if !isMarked, Self.bullets.contains(text.scalars[index]) {
      isMarked = true
      index += 1
    }
    while index < range.upperBound, text.scalars[index].isBlank { index += 1 }
    guard index < range.upperBound, text.scalars[index].isCapital else { return nil }
    let line = text.scalars[index..<range.upperBound]
    // A line of a sentence is no item.
    let isShort = line.count <= 60 && line.last.map { !".;:,".unicodeScalars.contains($0) } ?? false
    return isMarked || isShort ? (index, isMarked) : nil
  }

  // MARK: Sentences

  /// What stands behind a colon, or in brackets, soon after a word such as `databases`.
  private func named(_ pieces: Range<Int>) -> [Range<Int>] {
    guard let first = pieces.first, let last = pieces.last else { return [] }
    let whole = layout.pieces[first].range.lowerBound..<layout.pieces[last].range.upperBound
    guard let cue = cue(in: whole) else { return [] }
    var start = cue
    while start < min(whole.upperBound, cue + 200),
      !"(:".unicodeScalars.contains(text.scalars[start])
    {
      start += 1
    }
    guard start < whole.upperBound, "(:".unicodeScalars.contains(text.scalars[start]) else {
      return []
    }
    let isBracketed = text.scalars[start] == "("
    var parts: [Range<Int>] = []
    var part = start + 1
    var depth = 0
    var index = start + 1
    while index < whole.upperBound {
      let scalar = text.scalars[index]
      if scalar == "(" { depth += 1 }
      if scalar == ")", depth == 0, isBracketed { break }
      if scalar == ")" { depth = max(0, depth - 1) }
      if scalar == ".", depth == 0, !isBracketed { break }
      if depth == 0, scalar == "," || scalar == ";" {
        parts.append(part..<index)
        part = index + 1
      }
      index += 1
    }
    parts.append(part..<index)
    return parts.flatMap { joint($0) }.compactMap { trimmed($0) }
  }

  private func cue(in whole: Range<Int>) -> Int? {
    let letters = whole.map { text.scalars[$0] }
    let lower = String(String.UnicodeScalarView(letters)).lowercased().unicodeScalars.map { $0 }
    guard lower.count == letters.count else { return nil }
    let places = Self.cues.compactMap { cue -> Int? in
      let cue = Array(cue.unicodeScalars)
      return lower.indices.dropLast(cue.count).first {
        lower[$0..<$0 + cue.count].elementsEqual(cue)
      }
    }
    return places.min().map { whole.lowerBound + $0 }
  }

  /// `SCOPUS and MEDLINE` as two, where both begin with a capital.
  private func joint(_ range: Range<Int>) -> [Range<Int>] {
    var index = range.lowerBound
    var depth = 0
    while index < range.upperBound {
      if text.scalars[index] == "(" { depth += 1 }
      if text.scalars[index] == ")" { depth -= 1 }
      for word in [" and ", " a ", " ac ", " & "] where depth == 0 {
        let end = index + word.unicodeScalars.count
        guard end < range.upperBound,
          text.scalars[index..<end].elementsEqual(word.unicodeScalars), text.scalars[end].isCapital,
          // The last of several, not two words of one name.
          range.lowerBound < index,
          Self.isShout(text.scalars[end..<range.upperBound])
            || Self.isShout(text.scalars[range.lowerBound..<index])
        else { continue }
        return [range.lowerBound..<index, end..<range.upperBound]
      }
      index += 1
    }
    return [range]
  }

  private static func isShout(_ words: ArraySlice<Unicode.Scalar>) -> Bool {
    words.drop { !$0.isLetter }.prefix(3).allSatisfy { $0.isCapital }
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int>? {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, text.scalars[start].isBlank { start += 1 }
    while end > start, text.scalars[end - 1].isBlank { end -= 1 }
    for word in ["and ", "a ", "ac ", "the "] {
      let next = start + word.unicodeScalars.count
      if next < end, text.scalars[start..<next].elementsEqual(word.unicodeScalars) { start = next }
    }
    guard start < end, text.scalars[start].isCapital, end - start <= 120 else { return nil }
    return start..<end
  }
}
