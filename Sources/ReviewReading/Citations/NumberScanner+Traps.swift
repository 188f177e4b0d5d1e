/// Numbers in brackets that cite nothing: intervals, counts, items of lists, numbers of equations and tables.
extension NumberScanner {
  /// Whether a full stop stands within a number, `1.4`.
  func isDecimal(_ index: Int) -> Bool {
    tokens.isSign(index, ".") && tokens.isTight(index - 1) && tokens.isTight(index)
      && tokens[index + 1].kind == .number && tokens[index - 1].kind == .number
  }

  /// Whether what follows a number in a bracket says where in the work.
  func isPlace(_ index: Int, isSquare: Bool) -> Bool {
    let word = tokens.folded(index)
    if words.locators.contains(word) { return true }
    guard isSquare, index + 1 < tokens.count, tokens[index + 1].kind == .number else {
      return false
    }
    return tokens.isSign(index, ":") || word == "at"
  }

  /// Words before a bracket by which it holds an interval.
  private static let intervals: Set<String> = [
    "ci", "cis", "cri", "iqr", "interval", "intervals", "range", "quartiles", "quartile", "sd",
    "minmax", "cyfwng", "ystod", "hdi", "pi",
  ]
  /// Words before a bracket by which it holds the number of what they name.
  private static let numbered: Set<String> = [
    "table", "tables", "figure", "figures", "fig", "figs", "equation", "equations", "eq", "eqs",
    "step", "box", "appendix", "hypothesis", "question", "tabl", "tablau", "ffigur", "hafaliad",
    "blwch", "atodiad",
  ]

  /// Whether a group of numbers is no citation by what stands before it.
  func isNoCitation(_ group: Group, _ close: Unicode.Scalar) -> Bool {
    let first = group.tokens.lowerBound
    guard first > 0 else { return false }
    let before = first - 1
    // (n = [5]), y = [1, 6], x[3]
    if tokens.isSign(before, in: "=<>~/*^") { return true }
    if tokens.isWord(before), Self.numbered.contains(tokens.folded(before)) { return true }
    if tokens.isWord(before), tokens.isTight(before), tokens[before].range.count == 1 {
      return true
    }
    let hasTwo = group.numbers.count == 2 || group.numbers.count == 1 && !isOne(group.numbers[0])
    if hasTwo {
      // 95% CI [3, 9], OR 2.1 [1, 4]
      let near = max(0, first - 4)..<first
      if near.contains(where: { Self.intervals.contains(tokens.folded($0)) }) { return true }
      let isDecimal =
        first > 2 && tokens[before].kind == .number && self.isDecimal(before - 1)
      if isDecimal { return true }
    }
    guard close == ")", group.numbers.count == 1, isOne(group.numbers[0]) else { return false }
    return isSpelled(group.numbers[0].values.lowerBound, before: first)
      || isEquation(group)
  }

  private func isOne(_ number: Number) -> Bool { number.values.count == 1 }

  /// Whether the number stands in words before its bracket: `ten (10) people`.
  private func isSpelled(_ value: Int, before bracket: Int) -> Bool {
    let reader = NumberWords(tokens: tokens)
    return (max(0, bracket - 8)..<bracket).contains { start in
      guard let number = reader.number(at: start) else { return false }
      return number.range.upperBound == bracket && number.value == value
    }
  }

  /// Whether a number ends a line that is an equation: `y = 2x + 3   (2)`.
  private func isEquation(_ group: Group) -> Bool {
    let end = group.tokens.upperBound
    guard end >= tokens.count || tokens[end].kind == .paragraph else { return false }
    var index = group.tokens.lowerBound - 1
    while index >= 0, group.tokens.lowerBound - index < 30, tokens[index].kind != .paragraph {
      if tokens.isSign(index, "=") { return true }
      index -= 1
    }
    return false
  }

  /// The groups without those that number the items of a list in a sentence: `(1) price, (2) place and (3) time`.
  func withoutItems(_ groups: [Group], _ close: Unicode.Scalar) -> [Group] {
    var items: Set<Int> = []
    var run: [Int] = []
    func end() {
      if run.count >= 2 { items.formUnion(run) }
      run = []
    }
    for (index, group) in groups.enumerated() {
      guard let number = group.numbers.first, group.numbers.count == 1, isOne(number),
        beginsItem(group, isFirst: number.values.lowerBound == 1, close)
      else { continue }
      if let last = run.last, number.values.lowerBound == run.count + 1,
        group.tokens.lowerBound - groups[last].tokens.upperBound <= 80
      {
        run.append(index)
      } else {
        end()
        if number.values.lowerBound == 1 { run = [index] }
      }
    }
    end()
    guard !items.isEmpty else { return groups }
    return groups.enumerated().filter { !items.contains($0.offset) }.map(\.element)
  }

  /// Whether a number begins something rather than ending it: a sign stands before it, or `and`, and a word behind.
  private func beginsItem(_ group: Group, isFirst: Bool, _ close: Unicode.Scalar) -> Bool {
    let (before, behind) = (group.tokens.lowerBound - 1, group.tokens.upperBound)
    guard behind < tokens.count, tokens.isWord(behind) || tokens.isSign(behind, in: "\"'") else {
      return false
    }
    guard before >= 0 else { return true }
    // In square brackets a number may begin a sentence that cites: only what a colon leads to is a list.
    if isFirst, close == "]" { return tokens.isSign(before, ":") }
    return tokens.isSign(before, in: ":,;-") || reader.isConjunction(before)
      || tokens[before].kind == .paragraph
      || ["or", "neu"].contains(tokens.folded(before))
  }
}
