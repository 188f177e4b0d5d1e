import WordForms

/// Reads the blocks of a search strategy.
///
/// Blank lines part blocks, and the numbers of sets do: `#2`, `S2`, `2.`. A short line that is no sentence and
/// holds no operator is the dialect of what follows.
struct SearchReader {
  private let text: ReportText
  private let layout: TextLayout
  private var blocks: [SearchBlock] = []
  private var dialect = ""
  private var dialects = 0
  private var count = 0
  private var taken: Set<String> = []
  /// The number that the next set has, and the sign before it; nil before the first.
  private var next: (mark: Character, number: Int)?
  /// Whether lines that begin with a plain number are sets.
  private var hasPlainNumbers = false

  init(text: ReportText, layout: TextLayout) {
    self.text = text
    self.layout = layout
  }

  /// The blocks in some pieces of the layout.
  ///
  /// - Complexity: O(*n*) in the length of the pieces.
  mutating func blocks(_ pieces: Range<Int>) -> [SearchBlock] {
    blocks = []
    if dialects > 0 { dialects += 1 }
    (dialect, count, next) = ("", 0, nil)
    hasPlainNumbers = pieces.count { isPlainSet(layout.pieces[$0].range) } >= 2
    for paragraph in paragraphs(pieces) {
      read(words(paragraph.map { layout.pieces[$0].range }))
    }
    return blocks
  }

  private mutating func read(_ words: [SearchWord]) {
    var start = words.startIndex
    var set: String?
    for index in words.indices {
      guard let label = label(words, index) else { continue }
      let following = next
      add(words[start..<index], set: set)
      next = following
      set = label
      start = index + 1
    }
    add(words[start...], set: set)
  }

  /// Pieces between blank lines; an operator at the end of a line goes on behind one.
  private func paragraphs(_ pieces: Range<Int>) -> [Range<Int>] {
    var paragraphs: [Range<Int>] = []
    var start = pieces.lowerBound
    while start < pieces.upperBound {
      var end = start + 1
      while end < pieces.upperBound, !layout.pieces[end].isApart || endsOpen(end - 1) { end += 1 }
      paragraphs.append(start..<end)
      start = end
    }
    return paragraphs
  }

  private func endsOpen(_ piece: Int) -> Bool {
    words(layout.pieces[piece].range).last.map { $0.isJoint || $0.isNear } ?? false
  }

  private mutating func add(_ words: ArraySlice<SearchWord>, set: String?) {
    guard let first = words.first, let last = words.last else { return }
    let range = first.range.lowerBound..<last.range.upperBound
    guard set != nil || words.count(where: \.isJoint) >= 2 || isFielded(words) else {
      if let last = blocks.indices.last, isLimit(first) {
        blocks[last].limits.append(text.printed(range))
      } else if isDialect(range), !isLimit(first) {
        dialect = text.printed(range)
        dialects += 1
        (count, next) = (0, nil)
      }
      return
    }
    if dialects == 0 { dialects = 1 }
    let letter = set ?? Self.letter(count)
    let block = SearchBlock(
      id: StudyNames.unused("search-\(dialects)-\(letter.filter { $0 != "#" })", &taken),
      dialect: dialect, letter: letter,
      range: range, terms: [], operators: [], unclosed: 0)
    blocks.append(filled(block, words, isNumbered: set != nil))
    count += 1
  }

  /// Whether a line is one limit of what was searched above it: `Limiters - Published Date: 2000-2019`.
  private func isLimit(_ first: SearchWord) -> Bool {
    let word = FoldedWord(first.text).text
    return FieldCode.limitLines.contains(word)
  }

  /// Whether a few words are a search though no operator joins them: a code says where they are looked for.
  private func isFielded(_ words: ArraySlice<SearchWord>) -> Bool {
    if words.contains(where: { $0.isJoint || $0.isNear }) {
      return words.contains {
        FieldCode.suffix(of: $0.text) != nil || FieldCode.leading($0.text) != nil
      }
    }
    return words.count > 3 && words[words.startIndex + 1].text == "("
      && FieldCode.prefix(words[words.startIndex].text, isBracketed: true) != nil
  }

  private static func letter(_ index: Int) -> String {
    index < 26 ? String(Unicode.Scalar(UInt8(0x41 + index))) : "Z\(index - 25)"
  }

  /// A line that names a database: short, with a capital, and no sentence.
  private func isDialect(_ range: Range<Int>) -> Bool {
    guard range.count <= 80, text.scalars[range].last != "." else { return false }
    let name = text.printed(range)
    guard name.split(separator: " ").count <= 8 else { return false }
    return name.unicodeScalars.first { $0.isLetter }?.isCapital ?? false
  }

  // MARK: Numbered sets

  /// The number of the set that begins at a word: one that follows on the last, and that no operator precedes.
  private mutating func label(_ words: [SearchWord], _ index: Int) -> String? {
    guard let (mark, number) = words[index].set, mark != "." || hasPlainNumbers else { return nil }
    // `#2` may stand within a line, where a converter has joined lines; others begin one.
    guard words[index].isFirst || (mark == "#" && next != nil) else { return nil }
    if index > 0, words[index - 1].isJoint || words[index - 1].isNear { return nil }
    // Another search begins anew; a line that goes on `1 or 2` does not.
    let isAnew =
      number == 1 && words[index].isFirst && index + 1 < words.count
      && !words[index + 1].isCombining
    if let next, !isAnew {
      guard next == (mark, number) else { return nil }
    } else {
      // The first line of a search is its first set, and combines none.
      guard number == 1 else { return nil }
    }
    next = (mark, number + 1)
    return words[index].text.filter { !".:)".contains($0) }
  }

  /// Whether a line begins with a plain number and goes on as a search does.
  private func isPlainSet(_ line: Range<Int>) -> Bool {
    let words = words(line)
    guard words.count > 1, words[0].set?.mark == "." else { return false }
    return words.dropFirst().contains {
      $0.isJoint || $0.isNear || $0.text.contains { "*$?\"“/".contains($0) }
        || FieldCode.suffix(of: $0.text) != nil || ["exp", "limit"].contains($0.text)
    }
  }

  // MARK: Words

  private func words(_ line: Range<Int>) -> [SearchWord] { words([line]) }

  /// Words, brackets and phrases in marks of quotation; a phrase may go on in the next line.
  private func words(_ lines: [Range<Int>]) -> [SearchWord] {
    var words: [SearchWord] = []
    var word = String.UnicodeScalarView()
    var range: Range<Int>?
    var isQuoted = false
    var isFirst = true
    func close() {
      if let range {
        words.append(SearchWord(text: String(word), range: range, isFirst: isFirst))
        isFirst = false
      }
      range = nil
      word = String.UnicodeScalarView()
    }
    func append(_ scalar: Unicode.Scalar, _ index: Int) {
      word.append(scalar)
      range = (range?.lowerBound ?? index)..<index + 1
    }
    for line in lines {
      if !isQuoted { isFirst = true }
      for index in line {
        let scalar = text.scalars[index]
        if "\"“”„".unicodeScalars.contains(scalar) {
          append(scalar, index)
          if isQuoted { close() }
          isQuoted.toggle()
        } else if isQuoted {
          append(scalar.isBlank ? " " : scalar, index)
        } else if scalar.isBlank {
          close()
        } else if scalar == ")", isFirst, !word.isEmpty, word.allSatisfy(\.isDigit) {
          // `1)` numbers a set.
          append(scalar, index)
          close()
        } else if "()".unicodeScalars.contains(scalar) {
          close()
          append(scalar, index)
          close()
        } else {
          append(scalar, index)
        }
      }
      if isQuoted { word.append(" ") } else { close() }
    }
    close()
    return words
  }

  /// How many records a numbered set has found, and how many words say so: a number at its end that no operator joins
  /// to what stands before it, in brackets or without.
  private func hits(_ words: ArraySlice<SearchWord>) -> (number: Int, words: Int)? {
    var rest = words
    let isBracketed = rest.last?.text == ")"
    if isBracketed { rest.removeLast() }
    guard let last = rest.popLast(), last.text.first != ",",
      last.text.allSatisfy({ $0.isNumber || $0 == "," }),
      let number = Int(last.text.filter { $0 != "," })
    else { return nil }
    if isBracketed, rest.popLast()?.text != "(" { return nil }
    guard let before = rest.last, before.text == ")" || !before.isCombining, !before.isNear else {
      return nil
    }
    // `remove duplicates from 9` names a set, `from Jan 2000 to Dec 2019` a year.
    let isYear = StatedYear.plausible.contains(number) && last.text.count == 4
    if before.text == "from" || before.text == "to" { return nil }
    if isYear, rest.contains(where: { $0.text == "from" || $0.text == "since" }) { return nil }
    return (number, words.count - rest.count)
  }

  private func filled(
    _ block: SearchBlock, _ words: ArraySlice<SearchWord>, isNumbered: Bool
  ) -> SearchBlock {
    var block = block
    var words = words
    if isNumbered, let hits = hits(words) {
      block.hits = hits.number
      words.removeLast(hits.words)
    }
    var reader = SearchTermReader(block)
    reader.read(Array(words), isNumbered: isNumbered)
    return reader.block
  }
}
