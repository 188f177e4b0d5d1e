import WordForms

/// Finds citations by number: `[3–5, 8]`, `(3–5, 8)`, and raised numbers that plain text has behind a word or its
/// full stop, as in `growth.12,13`.
struct NumberScanner {
  let tokens: Tokens
  let words: LanguageWords
  let reader: AuthorReader
  let isOutside: (Int) -> Bool
  /// The greatest number of the list; nil where there is no list.
  let greatest: Int?

  /// A range of numbers is not longer.
  private static let longestRange = 80

  /// Numbers in one bracket or one raised group.
  struct Group {
    var numbers: [Number]
    /// The first and last token.
    var tokens: Range<Int>
    /// Whether the authors stand before it as a part of the sentence.
    var isNarrative = false
    /// Whether it stands behind a letter, with no sign between.
    var isGlued = false
  }

  /// Numbers that are cited, one or a range of them, and where they stand in the stream.
  struct Number {
    var values: ClosedRange<Int>
    var range: Range<Int>
    /// The words that say where in the work, in the stream.
    var locator: Range<Int>?

    init(_ value: Int, at range: Range<Int>) {
      values = value...value
      self.range = range
    }

    /// The range from this number to another; nil where it would be none, or is too long for one.
    func through(_ last: Int, endingAt end: Int) -> Number? {
      guard values.count == 1, last > values.lowerBound,
        last - values.lowerBound <= NumberScanner.longestRange
      else { return nil }
      var number = self
      number.values = values.lowerBound...last
      number.range = range.lowerBound..<end
      return number
    }
  }

  // MARK: Brackets

  /// The groups in square or round brackets.
  func bracketed(_ open: Unicode.Scalar, _ close: Unicode.Scalar) -> [Group] {
    var groups: [Group] = []
    var index = 0
    while index < tokens.count {
      defer { index += 1 }
      guard tokens.isSign(index, open), !isOutside(index) else { continue }
      guard let (group, last) = bracket(from: index, close), !isNoCitation(group, close) else {
        continue
      }
      if let joined = joined(groups.last, group) {
        groups[groups.count - 1] = joined
      } else {
        groups.append(group)
      }
      index = last
    }
    return withoutItems(groups, close)
  }

  /// `[3]–[5]` as one group.
  private func joined(_ before: Group?, _ group: Group) -> Group? {
    guard var before, let from = before.numbers.last, let to = group.numbers.first,
      group.tokens.lowerBound == before.tokens.upperBound + 1,
      tokens.isSign(before.tokens.upperBound, "-"), to.values.count == 1,
      let range = from.through(to.values.lowerBound, endingAt: to.range.upperBound)
    else { return nil }
    before.numbers.removeLast()
    before.numbers.append(range)
    before.numbers += group.numbers.dropFirst()
    before.tokens = before.tokens.lowerBound..<group.tokens.upperBound
    return before
  }

  private func bracket(from start: Int, _ close: Unicode.Scalar) -> (Group, Int)? {
    var numbers: [Number] = []
    var index = start + 1
    var pending: Number?
    while index < min(tokens.count, start + 60) {
      if tokens.isSign(index, close)
        || (close == "]" && tokens.isSign(index, ")") && !numbers.isEmpty)
      {
        guard pending == nil, !numbers.isEmpty else { return nil }
        var group = Group(numbers: numbers, tokens: start..<index + 1)
        group.isNarrative = hasAuthors(before: start)
        return (group, index)
      }
      if let value = number(index, isSquare: close == "]") {
        let range = tokens[index].range
        if let from = pending {
          guard let all = from.through(value, endingAt: range.upperBound) else { return nil }
          numbers[numbers.count - 1] = all
          pending = nil
        } else {
          numbers.append(Number(value, at: range))
        }
      } else if tokens.isSign(index, "-") || ["to", "i", "hyd"].contains(tokens.folded(index)) {
        guard let last = numbers.last, pending == nil else { return nil }
        pending = last
      } else if isDecimal(index) {
        return nil
      } else if !numbers.isEmpty, isPlace(index, isSquare: close == "]") {
        // [10: 33], [10, p. 33], [10 at 33]
        let from = tokens.isSign(index, ":") ? index + 1 : index
        index = from
        while index < min(tokens.count, start + 60), !tokens.isSign(index, close),
          !tokens.isSign(index, ";")
        {
          index += 1
        }
        numbers[numbers.count - 1].locator = Int(tokens[from].start)..<Int(tokens[index - 1].end)
        continue
      } else if tokens.isSign(index, in: ",;.&") || tokens[index].kind == .paragraph
        || reader.isConjunction(index)
      {
      } else {
        return nil
      }
      index += 1
    }
    return nil
  }

  /// The number of a work that a token is; letters that a scan reads for digits count as these.
  ///
  /// In square brackets a number may go beyond the list: a citation of a work that the list lacks.
  private func number(_ index: Int, isSquare: Bool) -> Int? {
    let token = tokens[index]
    guard token.kind == .number || token.kind == .word, token.range.count <= 4 else { return nil }
    var value = 0
    var digits = 0
    for scalar in tokens.stream.scalars[token.range] {
      value *= 10
      switch scalar {
      case "0"..."9":
        value += Int(scalar.value) - 0x30
        digits += 1
      case "l", "I", "|", "!": value += 1
      case "O", "o": value += 0
      case "S": value += 5
      case "Z": value += 2
      case "B": value += 8
      default: return nil
      }
    }
    // A letter alone is one of a list, [a], unless a scan makes it of a 1.
    guard value > 0,
      digits > 0 || token.range.count == 1 && tokens.isSign(index, in: "|!")
        || token.range.count == 1 && (tokens.first(index) == "l" || tokens.first(index) == "I")
    else { return nil }
    let limit = greatest.map { isSquare ? $0 + max(10, $0) : $0 } ?? 999
    return value <= limit ? value : nil
  }

  private func hasAuthors(before index: Int) -> Bool {
    guard index > 0,
      tokens.isCapital(index - 1) || tokens.isSign(index - 1, ".") || tokens.isWord(index - 1),
      let authors = reader.authors(before: index, floor: max(-1, index - 20))
    else { return false }
    let isDirect = authors.last >= index - 2
    return isDirect && (authors.hasOthers || authors.nameStarts.count == 2)
  }

  // MARK: Raised numbers

  /// The groups of raised numbers.
  func raised() -> [Group] {
    var groups: [Group] = []
    var index = 0
    while index < tokens.count {
      defer { index += 1 }
      guard !isOutside(index) else { continue }
      guard let (group, last) = raised(at: index) else { continue }
      groups.append(group)
      index = last
    }
    return inOrder(groups)
  }

  /// Of groups that stand right behind a letter, those are kept that fit the order in which numbers first
  /// appear, where there is such an order.
  private func inOrder(_ groups: [Group]) -> [Group] {
    var highest = 0
    var rising = 0
    var steps = 0
    for group in groups where !group.isGlued {
      for number in group.numbers where number.values.upperBound > highest {
        steps += 1
        if number.values.lowerBound <= highest + 3 { rising += 1 }
        highest = number.values.upperBound
      }
    }
    guard steps < 4 || rising * 10 >= steps * 7 else { return groups }
    highest = 0
    return groups.filter { group in
      let most = group.numbers.map(\.values.upperBound).max() ?? 0
      if group.isGlued, most > highest + 6 { return false }
      if most <= highest + 12 { highest = max(highest, most) }
      return true
    }
  }

  private func raised(at index: Int) -> (Group, Int)? {
    let token = tokens[index]
    var first: Number
    var isGlued = false
    if token.kind == .word {
      // growth12
      let scalars = tokens.stream.scalars[token.range]
      let digits = scalars.reversed().prefix { $0.isDigit }.count
      let isOthers =
        scalars.count - digits == 2 && tokens.folded(index).hasPrefix("al")
        && (tokens.folded(index - 1) == "et" || tokens.folded(index - 2) == "et")
      guard digits >= 1, digits <= 3, scalars.count - digits >= 3 || isOthers else { return nil }
      let letters = scalars.dropLast(digits)
      guard letters.suffix(2).allSatisfy({ $0.isSmall }), letters.allSatisfy({ !$0.isDigit }),
        isPlainWord(FoldedWord(letters).text)
          || reader.isConjunction(index - 1) && tokens.isCapital(index),
        let value = value(scalars.suffix(digits))
      else { return nil }
      first = Number(value, at: token.range.upperBound - digits..<token.range.upperBound)
      isGlued = true
    } else if token.kind == .number, index > 0, tokens.isTight(index - 1), token.range.count <= 3,
      let value = value(tokens.stream.scalars[token.range]), isBehindText(index - 1)
    {
      first = Number(value, at: token.range)
    } else {
      return nil
    }
    var numbers = [first]
    var last = index
    while last + 2 < tokens.count, tokens.isTight(last),
      tokens[last + 2].kind == .number, tokens[last + 2].range.count <= 3,
      let value = value(tokens.stream.scalars[tokens[last + 2].range])
    {
      let isTight = tokens.isTight(last + 1)
      if tokens.isSign(last + 1, "-"), isTight,
        let range = numbers.last?.through(value, endingAt: tokens[last + 2].range.upperBound)
      {
        numbers[numbers.count - 1] = range
      } else if tokens.isSign(last + 1, ","), isTight || isLoneNumber(last + 2) {
        numbers.append(Number(value, at: tokens[last + 2].range))
      } else {
        break
      }
      last += 2
    }
    guard isFollowedByText(last) else { return nil }
    var group = Group(numbers: numbers, tokens: index..<last + 1)
    group.isGlued = isGlued
    return (group, last)
  }

  /// Whether a number stands between a comma and what may follow raised numbers: `growth.12, 13 The`.
  private func isLoneNumber(_ index: Int) -> Bool {
    tokens.isCapital(index + 1) && !tokens.isSign(index + 1, in: ".%")
  }

  private func value(_ digits: some Collection<Unicode.Scalar>) -> Int? {
    var value = 0
    for scalar in digits {
      guard scalar.isDigit else { return nil }
      value = value * 10 + Int(scalar.value) - 0x30
    }
    guard value > 0, digits.first != "0", value <= greatest ?? 999 else { return nil }
    return value
  }

  private func isPlainWord(_ word: String) -> Bool {
    !words.neverNames.contains(word) && !words.locators.contains(word)
      && !["covid", "group", "stage", "type", "grade", "band", "zone", "room", "class", "route"]
        .contains(word)
  }

  /// Whether the sign before a number ends a word or a sentence of words.
  private func isBehindText(_ sign: Int) -> Bool {
    guard tokens.isSign(sign, in: ".,;:)\"'?!]") else { return false }
    var word = sign
    while word > 0, tokens[word].kind == .sign {
      guard tokens.isSign(word, in: ".,;:)\"'?!]") else { return false }
      guard tokens.isTight(word - 1) else { return false }
      word -= 1
    }
    if tokens.isSign(sign, in: ")]\"'?!;") { return tokens[word].kind != .sign }
    guard tokens[word].kind == .word else { return false }
    let folded = tokens.folded(word)
    guard folded.utf8.count >= 2 else { return false }
    // Behind a comma no number belongs to the word before it, as in `No. 3`.
    if tokens.isSign(sign, in: ",;") { return true }
    // `in the box.4` ends a sentence; `Box.4` and `sec.4` name a place.
    let isLocator =
      tokens.isCapital(word) || folded.utf8.count <= 4 && words.locators.contains(folded)
    guard isPlainWord(folded) || !isLocator && folded.utf8.count > 2 else { return false }
    if words.abbreviations.contains(folded), folded != "al" { return false }
    // www.example.12, file.name.3
    return !(word >= 1 && tokens.isSign(word - 1, in: "./@_") && tokens.isTight(word - 1))
  }

  private func isFollowedByText(_ index: Int) -> Bool {
    guard index + 1 < tokens.count, tokens.isTight(index) else { return true }
    return tokens.isSign(index + 1, in: ".,;:)\"'?!]-") || tokens[index + 1].kind == .paragraph
  }
}
