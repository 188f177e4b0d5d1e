extension ScreeningReader {
  /// The numbers of a statement that count records.
  func counts(_ statement: Range<Int>) -> [Count] {
    var counts: [Count] = []
    var index = statement.lowerBound
    while index < statement.upperBound {
      if let count = bracketed(index) {
        counts.append(count)
        index = max(index + 1, count.range.upperBound)
        continue
      }
      guard tokens[index].kind == .number else {
        let count = spelled(index, in: statement)
        if let count { counts.append(count) }
        index = max(index + 1, count?.range.upperBound ?? 0)
        continue
      }
      guard let read = number(index, mayHaveBlanks: false) else {
        index += 1
        continue
      }
      var count = Count(number: read.range, value: read.value)
      let isOnly = read.range.upperBound == statement.upperBound
      count.isLast = tokens.isSign(index - 1, ":") && index - 1 > statement.lowerBound || isOnly
      if isSigned(index) || isRecords(count, in: statement) { counts.append(count) }
      index = read.range.upperBound
    }
    return counts
  }

  /// A number in words that begins at a token and surely counts records: `twelve studies`, `deuddeg o astudiaethau`,
  /// `forty were excluded`; not `about a hundred records`, `the two reviewers`, `one third of the studies`.
  private func spelled(_ index: Int, in statement: Range<Int>) -> Count? {
    guard let number = NumberWords(tokens: tokens).number(at: index),
      number.range.upperBound <= statement.upperBound, index == 0 || !isHedge(index - 1)
    else { return nil }
    let end = number.range.upperBound
    let count = Count(number: number.range, value: number.value)
    if number.holdsNoun { return count }
    for place in end..<min(end + 4, statement.upperBound) {
      guard tokens.isWord(place) else { return nil }
      let word = tokens.folded(place)
      if ScreeningCues.isRecord(word) { return count }
      if place == end, number.value > 1, ScreeningCues.deeds.contains(word) { return count }
      guard
        ScreeningCues.qualities.contains(where: { word.hasPrefix($0) }) || word == "o"
          || word == "of" && place == end
      else { return nil }
    }
    return nil
  }

  /// Whether a word before a number makes it uncertain, or another thing.
  private func isHedge(_ index: Int) -> Bool {
    let word = tokens.folded(index)
    if word == "to" { return tokens.folded(index - 1) == "up" }
    return ScreeningCues.hedges.contains(word) || ScreeningCues.numbered.contains(word)
      // Twelve and thirteen, one or two.
      || ["or", "neu"].contains(word) && NumberWords(tokens: tokens).number(at: index - 1) != nil
  }

  /// A bracket that begins at a token and holds one number and nothing else.
  func bracketed(_ index: Int) -> Count? {
    guard tokens.isSign(index, in: "([") else { return nil }
    var place = index + 1
    var isSigned = false
    while place < index + 4, place < tokens.count {
      if tokens.isWord(place), ScreeningCues.signs.contains(tokens.folded(place)) {
        isSigned = true
      } else if !(isSigned && tokens.isSign(place, in: "=:.")) {
        break
      }
      place += 1
    }
    guard let read = number(place, mayHaveBlanks: true) else { return nil }
    var end = read.range.upperBound
    // `(91 records)`
    if end < tokens.count, tokens.isWord(end), !isSigned,
      !ScreeningCues.others.contains(where: { tokens.folded(end).hasPrefix($0) })
    {
      end += 1
    }
    guard tokens.isSign(end, in: ")]") else { return nil }
    // `(2015)` is a year, `[3]` a citation.
    guard isSigned || (tokens.isSign(index, "(") && !isYear(place)) else { return nil }
    return Count(number: read.range, value: read.value, bracket: index..<end + 1)
  }

  private func isSigned(_ index: Int) -> Bool {
    tokens.isSign(index - 1, in: "=") && ScreeningCues.signs.contains(tokens.folded(index - 2))
  }

  /// The number that begins at a token: `1204`, `1,204`; in brackets `1 204` too.
  private func number(_ index: Int, mayHaveBlanks: Bool) -> (range: Range<Int>, value: Int)? {
    guard index < tokens.count, tokens[index].kind == .number, var value = Int(tokens.folded(index))
    else { return nil }
    var end = index + 1
    let isShort = tokens[index].range.count <= 3
    while isShort, end < tokens.count {
      let comma = tokens.isSign(end, ",") && tokens.isTight(end - 1) && tokens.isTight(end)
      let next = comma ? end + 1 : end
      guard comma || mayHaveBlanks, next < tokens.count, tokens[next].kind == .number,
        tokens[next].range.count == 3, let rest = Int(tokens.folded(next)), value < 1_000_000
      else { break }
      value = value * 1_000 + rest
      end = next + 1
    }
    return (index..<end, value)
  }

  /// Whether a number counts records, not reviewers, years, per cents or sections.
  private func isRecords(_ count: Count, in statement: Range<Int>) -> Bool {
    let (first, end) = (count.number.lowerBound, count.number.upperBound)
    if count.number.count == 1, isYear(first) { return false }
    if tokens.isSign(end, in: "%‰°") || tokens.isSign(first - 1, in: "£$€§#") { return false }
    // Halves of decimals, dates, ranges and numbers of sections.
    if tokens.isSign(end, in: "./-"), tokens.isTight(end - 1), tokens.isTight(end),
      end + 1 < tokens.count, tokens[end + 1].kind == .number
    {
      return false
    }
    if tokens.isSign(first - 1, in: "./-"), tokens.isTight(first - 1), first > 1,
      tokens[first - 2].kind == .number
    {
      return false
    }
    // `1. Records screened` begins an item of a list.
    if first == statement.lowerBound, tokens.isSign(end, in: ".)") { return false }
    if tokens.isWord(first - 1),
      ScreeningCues.numbered.contains(tokens.folded(first - 1))
    {
      return false
    }
    // Beside `o`: 12 o gronfeydd data.
    let unit = (end..<min(end + 3, statement.upperBound)).first {
      tokens.isWord($0)
        && !["o", "of", "electronic", "different", "independent"].contains(tokens.folded($0))
    }
    guard let unit, unit == end || tokens.isWord(end) else { return true }
    let word = tokens.folded(unit)
    return !ScreeningCues.others.contains { word.hasPrefix($0) }
  }
}
