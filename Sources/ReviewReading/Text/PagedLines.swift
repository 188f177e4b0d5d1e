import WordForms

/// Running heads and numbers of pages where no form feed parts the pages, and where they may stand within a
/// paragraph: lines of the same words whose numbers go on, at distances as pages have them.
struct PagedLines {
  /// The lines that are heads, feet or numbers of pages.
  private(set) var lines: Set<Int> = []
  /// For each head the first line that has it.
  private(set) var heads: [Int] = []

  /// How often a head comes back that has a number, and one that has none.
  private static let leastNumbered = 3
  private static let leastPlain = 4
  /// The fewest lines of a page.
  private static let shortestPage = 15

  private struct Line {
    var index: Int
    /// The number at its beginning or end; nil where it has none.
    var number: Int?
  }

  /// - Parameter folded: The words of each line without digits; empty for a line that is too long.
  /// - Complexity: O(*n*) in the length of the text.
  init(_ text: ReportText, _ lines: [Range<Int>], _ folded: [FoldedWord]) {
    var groups: [FoldedWord: [Line]] = [:]
    for (index, word) in folded.enumerated()
    where !lines[index].isEmpty && lines[index].count <= 120 {
      let line = text.scalars[lines[index]]
      let number = Self.outerNumber(line)
      // A number alone is one of a page; words alone are a head only where they look like one.
      // `Table 3` and `Chapter 3` are numbered by what they are.
      guard word.isEmpty ? number != nil : word.count >= 8,
        number != nil || RunningHeads.isHeading(line),
        !LanguageWords.all.neverNames.contains(word.text)
      else { continue }
      groups[word, default: []].append(Line(index: index, number: number))
    }
    func touchesText(_ line: Line) -> Bool {
      [line.index - 1, line.index + 1].contains { lines.indices.contains($0) && !lines[$0].isEmpty }
    }
    for (word, group) in groups {
      // What stands apart from the text may be a heading of its own.
      guard group.count >= Self.leastNumbered, group.count(where: touchesText) * 2 > group.count
      else { continue }
      let numbered = group.filter { $0.number != nil }
      let series = Self.longestSeries(numbered)
      if series.count >= Self.leastNumbered, Self.areEven(series) {
        self.lines.formUnion(series.map(\.index))
        if !word.isEmpty { heads.append(series[0].index) }
      } else if !word.isEmpty, numbered.isEmpty, group.count >= Self.leastPlain,
        Self.areEven(group)
      {
        self.lines.formUnion(group.map(\.index))
        heads.append(group[0].index)
      }
    }
    heads.sort()
  }

  /// The number that a line begins or ends with, with a blank between it and words.
  private static func outerNumber(_ line: ArraySlice<Unicode.Scalar>) -> Int? {
    let front = line.prefix { $0.isDigit }
    let back = line.reversed().prefix { $0.isDigit }.reversed()
    if front.count == line.count { return value(Array(front)) }
    if !back.isEmpty, line.dropLast(back.count).last?.isBlank == true { return value(Array(back)) }
    if !front.isEmpty, line.dropFirst(front.count).first?.isBlank == true {
      return value(Array(front))
    }
    return nil
  }

  private static func value(_ digits: [Unicode.Scalar]) -> Int? {
    guard (1...4).contains(digits.count) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1.value) - 0x30 }
  }

  /// The longest run of lines whose numbers rise by a few, as far apart as pages are.
  private static func longestSeries(_ lines: [Line]) -> [Line] {
    var best: [Line] = []
    var run: [Line] = []
    for line in lines {
      if let last = run.last, let from = last.number, let to = line.number {
        let isNext = to > from && to - from <= 4 && line.index - last.index >= shortestPage
        if !isNext {
          if run.count > best.count { best = run }
          run = []
        }
      }
      run.append(line)
    }
    return run.count > best.count ? run : best
  }

  /// Whether lines stand as far from each other as the heads of pages of one length, give or take a half.
  private static func areEven(_ lines: [Line]) -> Bool {
    let distances = zip(lines, lines.dropFirst()).map { before, line in
      let step = line.number.flatMap { number in before.number.map { number - $0 } } ?? 1
      return Double(line.index - before.index) / Double(max(1, step))
    }
    let sorted = distances.sorted()
    guard let middle = sorted.isEmpty ? nil : sorted[sorted.count / 2],
      middle >= Double(shortestPage)
    else { return false }
    return distances.allSatisfy { $0 >= middle * 0.5 && $0 <= middle * 1.5 }
  }
}
