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
    guard set != nil || words.count(where: \.isJoint) >= 2 else {
      if isDialect(range) {
        dialect = text.printed(range)
        dialects += 1
        (count, next) = (0, nil)
      }
      return
    }
    if dialects == 0 { dialects = 1 }
    let letter = set ?? Self.letter(count)
    var block = SearchBlock(
      id: StudyNames.unused("search-\(dialects)-\(letter.filter { $0 != "#" })", &taken),
      dialect: dialect, letter: letter,
      range: range, terms: [], operators: [], unclosed: 0)
    fill(&block, words, isNumbered: set != nil)
    blocks.append(block)
    count += 1
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
    if let next {
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
        || $0.text.hasSuffix(".ti") || $0.text.hasSuffix(".mp") || $0.text.contains(".ti,")
        || $0.text == "exp"
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
    return (number, words.count - rest.count)
  }

  private func fill(_ block: inout SearchBlock, _ words: ArraySlice<SearchWord>, isNumbered: Bool) {
    // `1 or 2`, `or/1-3`: where nothing but numbers of sets stands beside it, a small operator is one.
    var words = words
    if isNumbered, let hits = hits(words) {
      block.hits = hits.number
      words.removeLast(hits.words)
    }
    let combines = isNumbered && words.allSatisfy { $0.isCombining || $0.isReference }
    var term: [String] = []
    func close() {
      let text = term.joined(separator: " ")
      term = []
      guard text.contains(where: { $0.isLetter || $0.isNumber }) else { return }
      let isPhrase = text.first.map { "\"“„".contains($0) } ?? false
      block.terms.append(
        SearchBlock.Term(
          text: text, isPhrase: isPhrase, isTruncated: text.contains { "*$?#".contains($0) }))
    }
    for word in words {
      if combines || (isNumbered && word.isMarkedReference) {
        block.unclosed += word.text == "(" ? 1 : word.text == ")" ? -1 : 0
        if word.isReference { block.sets += word.references }
        continue
      }
      switch word.text {
      case "(":
        block.unclosed += 1
        close()
      case ")":
        block.unclosed -= 1
        close()
      default:
        if word.isJoint {
          close()
        } else if word.isNear {
          close()
          block.operators.append(word.text)
        } else {
          term.append(word.text)
        }
      }
    }
    close()
  }
}

/// A word of a search, a bracket, or a phrase in marks of quotation.
private struct SearchWord {
  var text: String
  /// Where it stands in the file.
  var range: Range<Int>
  /// Whether it begins a line.
  var isFirst: Bool

  var isJoint: Bool { ["OR", "AND", "NOT", "NEU", "AC"].contains(text) }

  /// An operator of nearness: `N2`, `W3`, `ADJ2`, `w/2`, `NEAR/3`, `PRE/1`.
  var isNear: Bool {
    let letters = text.prefix { $0.isLetter }
    let rest = text.dropFirst(letters.count).drop { $0 == "/" }
    guard !rest.isEmpty, rest.allSatisfy(\.isNumber), rest.count <= 2 else { return false }
    return ["N", "W", "ADJ", "NEAR", "PRE", "n", "w", "adj", "near", "pre"].contains(
      String(letters))
  }

  /// The sign and the number of the set that it would begin: `#2`, `S2:`, `2.`.
  var set: (mark: Character, number: Int)? {
    let bare = text.last.map { ".:)".contains($0) } ?? false ? text.dropLast() : text[...]
    if let sign = bare.first, sign == "#" || sign == "S", let number = Int(bare.dropFirst()) {
      return (sign, number)
    }
    return Int(bare).map { (".", $0) }
  }

  /// A set that is named with its sign: `#2`, `S2`, `#1-#3`.
  var isMarkedReference: Bool {
    guard let first = text.first, first == "#" || first == "S" else { return false }
    return text.dropFirst().first?.isNumber ?? false
      && text.allSatisfy { $0.isNumber || "#S-–".contains($0) }
  }

  /// A set, or several, named in a combination: `#2`, `3`, `1-3`, `or/1-3`, `and/4,7`.
  var isReference: Bool {
    let numbers = Self.withoutOperator(text)
    return numbers.contains(where: \.isNumber)
      && numbers.allSatisfy { $0.isNumber || "#S-–,".contains($0) }
  }

  var isCombining: Bool {
    isJoint || ["or", "and", "not", "neu", "ac", "a", "(", ")"].contains(text)
  }

  /// The sets that it names.
  var references: [String] {
    Self.withoutOperator(text).split(separator: ",").map(String.init)
  }

  private static func withoutOperator(_ text: String) -> Substring {
    let operators = ["or/", "and/", "OR/", "AND/"]
    guard let sign = operators.first(where: { text.hasPrefix($0) }) else { return text[...] }
    return text.dropFirst(sign.count)
  }
}
