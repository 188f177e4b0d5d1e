import WordForms

/// Running heads, feet and numbers of pages: lines that come back at the edges of pages, whole or but for
/// a letter, and lines that are a number.
struct RunningHeads {
  /// Whether each line is one.
  private(set) var isFurniture: [Bool]
  /// The heads that were found, as the first of each stands.
  private(set) var found: [String] = []

  /// How many lines at the top and the bottom of a page are looked at.
  private static let edge = 2
  /// How often a line comes back that is no part of the text.
  private static let leastCount = 3

  init(_ text: ReportText, _ lines: [Range<Int>], _ pageStarts: [Int], known: [String]) {
    isFurniture = [Bool](repeating: false, count: lines.count)
    let folded = lines.map { range in
      range.count <= 160
        ? FoldedWord(text.scalars[range].filter { !$0.isDigit }) : FoldedWord(letters: [])
    }
    let hasPages = pageStarts.count > 2
    let edges = Self.edges(text, lines, pageStarts)
    var counts: [FoldedWord: (count: Int, first: Int, numbers: Int)] = [:]
    for (index, word) in folded.enumerated() where word.count >= 8 {
      if hasPages ? !edges[index] : Self.isWithin(index, text, lines) { continue }
      let hasNumber = Self.hasOuterNumber(text.scalars[lines[index]])
      counts[word, default: (0, index, 0)].count += 1
      if hasNumber { counts[word, default: (0, index, 0)].numbers += 1 }
    }
    if hasPages { Self.joinMisread(&counts) }
    var heads = known.map { FoldedWord($0.unicodeScalars.filter { !$0.isDigit }) }
    for (word, entry) in counts.sorted(by: { $0.value.first < $1.value.first }) {
      let isHead =
        hasPages
        ? entry.count >= Self.leastCount
        : entry.count >= Self.leastCount && word.count >= 20
          || (entry.numbers >= Self.leastCount && word.count >= 15)
      // What stands at the edge of many pages is one, whatever it looks like.
      let isFrequent = hasPages && entry.count * 5 >= pageStarts.count * 2
      guard isHead, isFrequent || Self.isHeading(text.scalars[lines[entry.first]]) else {
        continue
      }
      heads.append(word)
      found.append(text.printed(lines[entry.first]))
      if heads.count > 40 { break }
    }
    var numbered = Self.numbered(text, lines, pageStarts)
    if !hasPages {
      let paged = PagedLines(text, lines, folded)
      numbered.formUnion(paged.lines)
      for line in paged.heads where !heads.contains(folded[line]) {
        found.append(text.printed(lines[line]))
      }
    }
    // A line that comes back is compared once.
    var compared: [FoldedWord: Bool] = [:]
    func isLikeHead(_ line: FoldedWord) -> Bool {
      if let known = compared[line] { return known }
      let isLike = heads.contains { head in
        head.count >= 12 && abs(head.count - line.count) * 8 <= head.count
          && Resemblance.areAlike(head, line, by: 0.86)
      }
      compared[line] = isLike
      return isLike
    }
    let all = Set(heads)
    for index in lines.indices where !lines[index].isEmpty {
      if numbered.contains(index) {
        isFurniture[index] = true
      } else if Self.isPageNumber(text.scalars[lines[index]], isEdge: edges[index]) {
        // A number in the midst of a paragraph is a part of it.
        let before = index == 0 || lines[index - 1].isEmpty || isFurniture[index - 1]
        let after = index + 1 == lines.count || lines[index + 1].isEmpty || edges[index + 1]
        isFurniture[index] = before || after || (hasPages && edges[index])
      } else if folded[index].count >= 8 {
        isFurniture[index] =
          all.contains(folded[index])
          || (edges[index] || !hasPages) && isLikeHead(folded[index])
      }
    }
  }

  /// Adds up lines that a scan has read differently from page to page.
  private static func joinMisread(
    _ counts: inout [FoldedWord: (count: Int, first: Int, numbers: Int)]
  ) {
    let words = counts.filter { $0.key.count >= 12 }.sorted { $0.value.first < $1.value.first }
      .prefix(200).map(\.key)
    for (index, word) in words.enumerated() {
      guard counts[word] != nil else { continue }
      for other in words[(index + 1)...] where abs(other.count - word.count) * 8 <= word.count {
        guard let found = counts[other], Resemblance.areAlike(word, other, by: 0.86) else {
          continue
        }
        counts[word]?.count += found.count
        counts[word]?.numbers += found.numbers
        counts[other] = nil
      }
    }
  }

  /// Whether each line is among the first or last of its page.
  private static func edges(
    _ text: ReportText, _ lines: [Range<Int>], _ pageStarts: [Int]
  ) -> [Bool] {
    var edges = [Bool](repeating: false, count: lines.count)
    var page: [Int] = []
    var next = 1
    func close() {
      for index in page.prefix(edge) { edges[index] = true }
      for index in page.suffix(edge) { edges[index] = true }
      page = []
    }
    for index in lines.indices {
      let end = index + 1 < text.lineStarts.count ? text.lineStarts[index + 1] : text.scalars.count
      while next < pageStarts.count, pageStarts[next] < end {
        close()
        next += 1
      }
      if !lines[index].isEmpty { page.append(index) }
    }
    close()
    return edges
  }

  /// Whether a line that comes back may be a head: it begins as a heading does, and is no part of a sentence
  /// or of a formula that a text repeats.
  static func isHeading(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let first = line.first(where: { $0.isLetter }), first.isCapital else { return false }
    if line.last == "." || line.last == "," { return false }
    let opened = line.count { $0 == "(" }
    return opened == line.count { $0 == ")" }
  }

  /// First or last lines of pages with the number of the page at one end, though their words change from page to
  /// page: the numbers go on by one.
  private static func numbered(
    _ text: ReportText, _ lines: [Range<Int>], _ pageStarts: [Int]
  ) -> Set<Int> {
    guard pageStarts.count > 1 else { return [] }
    var firsts: [(page: Int, line: Int)] = []
    var lasts: [(page: Int, line: Int)] = []
    var page = 0
    for index in lines.indices where !lines[index].isEmpty {
      var here = page
      while here + 1 < pageStarts.count, pageStarts[here + 1] <= lines[index].lowerBound {
        here += 1
      }
      if here != page || firsts.isEmpty { firsts.append((here, index)) }
      if here == page, !lasts.isEmpty { lasts.removeLast() }
      lasts.append((here, index))
      page = here
    }
    var found: Set<Int> = []
    for edge in [firsts, lasts] {
      // By how much the number printed differs from that of the page.
      var shifts: [Int: [Int]] = [:]
      for (page, line) in edge where lines[line].count <= 120 {
        for number in outerNumbers(text.scalars[lines[line]]) {
          shifts[number - page, default: []].append(line)
        }
      }
      guard
        let best = shifts.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) })?.value,
        best.count >= 2, best.count * 2 >= edge.count
      else { continue }
      found.formUnion(best)
    }
    return found
  }

  /// The numbers that a line begins and ends with, of at most four digits.
  private static func outerNumbers(_ line: ArraySlice<Unicode.Scalar>) -> [Int] {
    [Array(line.prefix { $0.isDigit }), Array(line.reversed().prefix { $0.isDigit }.reversed())]
      .compactMap { digits in
        guard (1...4).contains(digits.count) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1.value) - 0x30 }
      }
  }

  /// Whether a line stands within a paragraph: words on both sides.
  private static func isWithin(_ index: Int, _ text: ReportText, _ lines: [Range<Int>]) -> Bool {
    [index - 1, index + 1].allSatisfy { other in
      lines.indices.contains(other)
        && text.scalars[lines[other]].count(where: { $0.isLetter }) >= 4
    }
  }

  /// Whether a line begins or ends with a number, as one with the number of a page does.
  private static func hasOuterNumber(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    line.first?.isDigit == true || line.last?.isDigit == true
  }

  private static func isPageNumber(_ line: ArraySlice<Unicode.Scalar>, isEdge: Bool) -> Bool {
    guard line.count <= 24 else { return false }
    var letters: [Unicode.Scalar] = []
    var digits = 0
    for scalar in line {
      if scalar.isDigit {
        digits += 1
      } else if scalar.isLetter {
        letters.append(scalar)
      } else if !scalar.isBlank && !"-–—|[]/.".unicodeScalars.contains(scalar) {
        return false
      }
    }
    let word = FoldedWord(letters).text
    if letters.isEmpty {
      // A year that ends a citation may stand on a line of its own.
      return digits >= 1 && (digits <= 3 || (digits == 4 && isEdge)) && !line.contains(".")
    }
    guard digits >= 1 else {
      return isEdge && letters.count <= 6 && word.utf8.allSatisfy { "ivxl".utf8.contains($0) }
    }
    return ["page", "pageof", "p", "tudalen", "tudaleno", "tud", "t"].contains(word)
  }
}
