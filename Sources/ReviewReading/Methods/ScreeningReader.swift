/// Reads the numbers of the screening: what sentences state, lines of a list, boxes of a flow diagram.
///
/// A number belongs to the words of its own statement. `(n = 1,000)` and `Label: 1000` have theirs before them,
/// `1,000 records were screened` around it; no statement goes over a full stop, a bracket that another number
/// closes, or the end of a line that states a number of its own. What the words leave open has no stage.
struct ScreeningReader {
  let tokens: Tokens
  let layout: TextLayout
  /// The words above a number that stand in its column, for numbers of boxes side by side.
  var columns: [Int: [Int]] = [:]

  init(tokens: Tokens, layout: TextLayout) {
    self.tokens = tokens
    self.layout = layout
  }

  /// A number that counts something.
  struct Count {
    /// The tokens of the number.
    var number: Range<Int>
    var value: Int
    /// The bracket around it, where nothing else stands in it: `(n = 91)`, `(91)`, `(91 records)`.
    var bracket: Range<Int>?
    /// Whether it stands behind a colon, or alone at the end of its line: its words stand before it.
    var isLast = false

    /// All that belongs to it.
    var range: Range<Int> { bracket ?? number }
  }

  private struct Kind {
    var kind: ScreeningStage.Kind
    var cue: String
    /// Whether the words say only that something was left out, not when.
    var isBareExclusion = false
    /// Whether a single word says it, which others say better.
    var isWeak = false
    /// Whether studies are counted; nil where the words tell neither studies nor reports.
    var countsStudies: Bool?
  }

  /// Words further from a number of a sentence than this do not speak of it.
  private static let reach = 14

  /// The stages that some tokens state; of each kind the first.
  ///
  /// - Complexity: O(*n*) in the number of tokens.
  mutating func stages(_ range: Range<Int>) -> [ScreeningStage] {
    columns = [:]
    readColumns(range)
    var found: [(stage: ScreeningStage, kind: Kind)] = []
    for statement in statements(range) {
      let counts = counts(statement)
      for place in counts.indices {
        guard let kind = kind(counts, place, statement) else { continue }
        let count = counts[place]
        found.append(
          (
            ScreeningStage(
              kind: kind.kind, count: count.value, range: tokens.source(count.number), cue: kind.cue
            ),
            kind
          ))
      }
    }
    found = partStudies(found)
    var stages: [ScreeningStage] = []
    for isWeak in [false, true] {
      for (stage, kind) in found where kind.isWeak == isWeak && !kind.isBareExclusion {
        if !stages.contains(where: { $0.kind == stage.kind }) { stages.append(stage) }
      }
    }
    place(found.filter(\.kind.isBareExclusion).map(\.stage), among: &stages)
    return stages
  }

  /// Of two numbers of what is included, the one of studies apart from the one of their reports.
  private func partStudies(
    _ found: [(stage: ScreeningStage, kind: Kind)]
  ) -> [(stage: ScreeningStage, kind: Kind)] {
    let hasReports = found.contains { $0.stage.kind == .included && $0.kind.countsStudies == false }
    guard hasReports else { return found }
    return found.map { stage, kind in
      var stage = stage
      if stage.kind == .included, kind.countsStudies == true { stage.kind = .includedStudies }
      return (stage, kind)
    }
  }

  /// Tells at which stage records were left out where the words do not: behind the full texts those of them.
  private func place(_ bare: [ScreeningStage], among stages: inout [ScreeningStage]) {
    for var stage in bare {
      let full = stages.first { $0.kind == .fullText }
      if let full, stage.range.lowerBound > full.range.lowerBound, stage.count <= full.count {
        stage.kind = .excludedFullText
      }
      guard !stages.contains(where: { $0.kind == stage.kind || $0.range == stage.range }) else {
        continue
      }
      stages.append(stage)
    }
    stages.sort { $0.range.lowerBound < $1.range.lowerBound }
  }

  // MARK: Statements

  /// Sentences, and lines that state a number of their own.
  private func statements(_ range: Range<Int>) -> [Range<Int>] {
    var statements: [Range<Int>] = []
    var start = range.lowerBound
    func close(_ end: Int, _ next: Int) {
      if end > start { statements.append(start..<end) }
      start = next
    }
    for index in range {
      if tokens[index].kind == .paragraph {
        // A number in a bracket belongs to what stands above it; a scan parts sentences by blank lines.
        if index + 1 < range.upperBound, tokens.isWord(index + 1), !tokens.isCapital(index + 1),
          index > start, !tokens.isSign(index - 1, in: ")")
        {
          continue
        }
        if !isOpenLabel(start..<index, before: index + 1) { close(index, index + 1) }
      } else if tokens.isSign(index, in: ";?!•▪◦●■□➢✓") {
        close(index, index + 1)
      } else if tokens.isSign(index, "."), isSentenceEnd(index) {
        close(index, index + 1)
      } else if index > start, isLineStart(index), endsItem(start..<index, index) {
        close(index, index)
      }
    }
    close(range.upperBound, range.upperBound)
    return statements
  }

  /// A full stop that is no part of a number and does not end `n.` or a number of a list.
  private func isSentenceEnd(_ index: Int) -> Bool {
    guard index > 0 else { return true }
    if tokens.isTight(index - 1), tokens.isTight(index), tokens[index - 1].kind == .number,
      index + 1 < tokens.count, tokens[index + 1].kind == .number
    {
      return false
    }
    return !["n", "no", "e", "g", "i", "al"].contains(tokens.folded(index - 1))
  }

  /// Whether some tokens name something without a number, and `(n =` comes next.
  private func isOpenLabel(_ label: Range<Int>, before next: Int) -> Bool {
    guard !label.isEmpty, label.count <= 24, !label.contains(where: { tokens[$0].kind == .number })
    else { return false }
    return bracketed(next) != nil
  }

  /// Whether what was read up to a line states a number of its own, so that the line begins something new.
  private func endsItem(_ line: Range<Int>, _ next: Int) -> Bool {
    guard tokens[next].kind != .word || tokens.isCapital(next) else { return false }
    // `(n = 91)` at the end of a line, `718`, `718 records`; or a table's row.
    guard let last = line.last else { return false }
    if tokens.isSign(last, in: ")"), let open = line.last(where: { tokens.isSign($0, "(") }),
      bracketed(open)?.bracket?.upperBound == last + 1
    {
      return true
    }
    let numbers = line.filter { tokens[$0].kind == .number && !isYear($0) }
    guard let number = numbers.last else { return false }
    let isSingle = numbers.allSatisfy { $0 + 6 >= number }
    return isSingle
      && (number == last || line.contains { tokens.isSign($0, ":") && $0 + 2 >= number })
      || isTableRow(number) && isTableRow(next)
  }

  /// Whether a token begins a line.
  private func isLineStart(_ index: Int) -> Bool {
    index > 0 && piece(index) != piece(index - 1)
  }

  func piece(_ index: Int) -> Int {
    Int(tokens.stream.pieces[tokens[index].range.lowerBound])
  }

  func isTableRow(_ index: Int) -> Bool { layout.pieces[piece(index)].isTable }

  func isYear(_ index: Int) -> Bool {
    tokens[index].range.count == 4 && StatedYear(tokens.stream.scalars[tokens[index].range]) != nil
  }

  // MARK: Words

  /// What a number of a statement counts.
  private func kind(_ counts: [Count], _ place: Int, _ statement: Range<Int>) -> Kind? {
    let count = counts[place]
    if let label = columns[count.number.lowerBound] { return kind(label, of: count) }
    var (start, end) = part(counts, place, statement)
    // 46 reports of 38 studies: what is said of one is said of the other.
    let isFirst = place + 1 < counts.count && arePair(count, counts[place + 1])
    let isSecond = place > 0 && arePair(counts[place - 1], count)
    if isFirst { end = part(counts, place + 1, statement).end }
    if isSecond { start = part(counts, place - 1, statement).start }
    if isFirst || isSecond {
      let around =
        Array(start..<count.range.lowerBound)
        + Array(count.range.upperBound..<max(end, count.range.upperBound))
      var kind = kind(
        around.filter { abs($0 - count.number.lowerBound) <= Self.reach + 6 }, of: count)
      let noun = tokens.folded(count.number.upperBound)
      kind?.countsStudies =
        ScreeningCues.studies.contains { noun.hasPrefix($0) }
        ? true : ScreeningCues.reports.contains { noun.hasPrefix($0) } ? false : nil
      return kind
    }
    let label = start..<max(start, count.range.lowerBound)
    // `… 718 references: 641 from databases` says behind the number what it counts.
    let isLabelled = count.bracket != nil || (count.isLast && place == 0)
    let own = count.bracket != nil ? ownLabel(label) : label
    if isLabelled, let kind = kind(Array(own.suffix(40)), of: count) { return kind }
    let rest = count.range.upperBound..<max(count.range.upperBound, end)
    return kind(Array(own.suffix(Self.reach)) + Array(rest.prefix(Self.reach)), of: count)
  }

  /// Where what is said of a number begins and ends.
  private func part(
    _ counts: [Count], _ place: Int, _ statement: Range<Int>
  ) -> (start: Int, end: Int) {
    (
      place == 0 ? statement.lowerBound : cut(counts[place - 1], counts[place]),
      place + 1 < counts.count ? cut(counts[place], counts[place + 1]) : statement.upperBound
    )
  }

  /// Whether two numbers count one thing in two ways: `46 reports of 38 studies`, `46 reports (38 studies)`.
  private func arePair(_ first: Count, _ second: Count) -> Bool {
    guard first.bracket == nil else { return false }
    let gap = first.range.upperBound..<max(first.range.upperBound, second.range.lowerBound)
    guard (1...3).contains(gap.count), gap.allSatisfy({ tokens.isWord($0) }) else { return false }
    let words = gap.map { tokens.folded($0) }
    let isOf =
      second.bracket != nil
      || ["of", "from", "o", "am", "ar", "on"].contains(words[words.count - 1])
    return isOf && ScreeningCues.isRecord(words[0])
      && (ScreeningCues.isRecord(tokens.folded(second.number.upperBound)))
  }

  /// Of `Reports excluded: wrong population (n = 60)` what stands behind the colon: one of several that it heads.
  private func ownLabel(_ label: Range<Int>) -> Range<Int> {
    guard let colon = label.last(where: { tokens.isSign($0, ":") }),
      label.contains(where: { $0 > colon && tokens.isWord($0) })
    else { return label }
    return colon + 1..<label.upperBound
  }

  /// Where between two numbers what is said of the first ends and what is said of the second begins.
  private func cut(_ first: Count, _ second: Count) -> Int {
    let gap = first.range.upperBound..<max(first.range.upperBound, second.range.lowerBound)
    if first.bracket != nil, second.bracket != nil { return gap.lowerBound }
    if let joint = joint(gap) { return joint }
    if first.bracket != nil || second.bracket != nil { return gap.lowerBound }
    return (gap.lowerBound + gap.upperBound) / 2
  }

  /// The last place in a gap at which another statement may begin: a comma, a bracket, `and`, `of which`.
  private func joint(_ gap: Range<Int>) -> Int? {
    gap.last { index in
      if tokens.isSign(index, in: ",:(") { return true }
      guard tokens.isWord(index) else { return false }
      let word = tokens.folded(index)
      if ScreeningCues.joints.contains(word) {
        // Titles and abstracts are one thing.
        return !(isScreening(index - 1) && isScreening(index + 1))
      }
      // O'r rhain is read as one word.
      if ["of", "o", "or"].contains(word) {
        return ["which", "these", "those", "them", "rhain", "rheini", "hyn"].contains(
          tokens.folded(index + 1))
      }
      return word == "with" && index + 1 == gap.upperBound
    }
  }

  private func isScreening(_ index: Int) -> Bool {
    let word = tokens.folded(index)
    return ScreeningCues.screening.contains { word.hasPrefix($0) }
  }

  /// The kind that some words tell; nil where they tell none, or two at once.
  private func kind(_ indices: [Int], of count: Count) -> Kind? {
    var words = indices.filter { tokens.isWord($0) }.map { (token: $0, text: tokens.folded($0)) }
    for (place, word) in words.enumerated() {
      // Inclusion criteria, meini prawf cynnwys a hepgor.
      let beside =
        word.text.hasPrefix("criteri")
        ? max(0, place - 4)..<place
        : word.text == "meini" ? place..<min(words.count, place + 6) : 0..<0
      for other in beside
      where ScreeningCues.criteriaWords.contains(where: { words[other].text.hasPrefix($0) }) {
        words[other].text = ""
      }
    }
    // What is read `to be included`, `i'w gynnwys`, is not included yet.
    for place in words.indices.dropFirst()
    where words[place - 1].text == "iw"
      || (place > 1 && words[place - 1].text == "be" && words[place - 2].text == "to")
    {
      if ["includ", "cynnwys", "gynnwys", "chynnwys"].contains(where: {
        words[place].text.hasPrefix($0)
      }) {
        words[place].text = "inclusion"
      }
    }
    // `718 remained after duplicates were removed` counts what is left, `after removing 282 duplicates` does not.
    func isDuplicate(_ word: String) -> Bool {
      ScreeningCues.duplicates.contains { word.hasPrefix($0) }
    }
    let isNext = words.contains {
      isDuplicate($0.text) && count.number.upperBound..<count.number.upperBound + 4 ~= $0.token
    }
    if !isNext, words.contains(where: { ScreeningCues.rest.contains($0.text) }) {
      words.removeAll { isDuplicate($0.text) }
    }
    func told(
      _ kinds: [(kind: ScreeningStage.Kind, phrases: [[String]])]
    ) -> [(kind: ScreeningStage.Kind, cue: String)] {
      kinds.compactMap { kind, phrases in
        phrases.lazy.compactMap { cue($0, in: words) }.first.map { (kind, $0) }
      }
    }
    let strong = told(ScreeningCues.kinds)
    guard let first = strong.first ?? told(ScreeningCues.weakKinds).first else { return nil }
    var kind = Kind(kind: first.kind, cue: first.cue, isWeak: strong.isEmpty)
    if kind.kind == .other, strong.contains(where: { $0.kind == .databases }) { return nil }
    kind.isBareExclusion =
      kind.kind == .excludedScreening && !indices.contains { isScreening($0) }
    func has(_ beginnings: [String]) -> Bool {
      words.contains { word in beginnings.contains { word.text.hasPrefix($0) } }
    }
    // Reports of included studies are reports.
    kind.countsStudies =
      has(ScreeningCues.reports) ? false : has(ScreeningCues.studies) ? true : nil
    return kind
  }

  /// The words of a phrase, in order and near each other, as printed.
  private func cue(_ phrase: [String], in words: [(token: Int, text: String)]) -> String? {
    for start in words.indices where words[start].text.hasPrefix(phrase[0]) {
      var rest = phrase.dropFirst()
      var cue = [tokens.text(words[start].token)]
      var last = start
      for index in words.indices.dropFirst(start + 1) {
        guard let next = rest.first, index - last <= 4 else { break }
        guard words[index].text.hasPrefix(next) else { continue }
        rest.removeFirst()
        cue.append(tokens.text(words[index].token))
        last = index
      }
      if rest.isEmpty { return cue.joined(separator: " ") }
    }
    return nil
  }
}
