import WordForms

/// Reads numbers that are written in words: `a hundred and twenty`, `twenty-four`, `cant a dau ddeg`, `dwy astudiaeth
/// ar bymtheg`.
struct NumberWords {
  let tokens: Tokens

  /// A number in words.
  struct Spelled {
    /// All its tokens; in Welsh the thing counted may stand among them.
    var range: Range<Int>
    var value: Int
    /// Whether what is counted stands within the number.
    var holdsNoun = false
  }

  /// Words, by tokens; those with a hyphen are several.
  private struct Word {
    var text: String
    var token: Int
  }

  /// The number that begins at a token; nil where none does.
  ///
  /// - Complexity: O(1): a number has a dozen words at most.
  func number(at index: Int) -> Spelled? {
    guard tokens.isWord(index), Self.mayBegin(tokens.folded(index)) else { return nil }
    var words: [Word] = []
    var token = index
    while token < min(tokens.count, index + 12), tokens.isWord(token) {
      for part in tokens.text(token).split(separator: "-") {
        words.append(Word(text: FoldedWord(String(part)).text, token: token))
      }
      token += 1
    }
    return english(words) ?? welsh(words)
  }

  /// Few words begin with the letters of a number.
  private static func mayBegin(_ word: String) -> Bool {
    starts.contains(String(word.prefix(2)))
  }

  private static let starts = Set(
    (Array(units.keys) + Array(tens.keys) + Array(welshUnits.keys) + ["a", "cant", "mil", "hanner"])
      .map { String($0.prefix(2)) } + ["a"])

  /// Whether all parts of a word with hyphens were read.
  private func range(_ words: [Word], _ count: Int) -> Range<Int>? {
    let last = words[count - 1].token
    guard count == words.count || words[count].token != last else { return nil }
    return words[0].token..<last + 1
  }

  // MARK: English

  private static let units: [String: Int] = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
  ]
  private static let tens: [String: Int] = [
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
  ]

  private func english(_ words: [Word]) -> Spelled? {
    var thousands: Int?
    var current = 0
    var index = 0
    if words[0].text == "a" {
      guard words.count > 1, ["hundred", "thousand"].contains(words[1].text) else { return nil }
      current = 1
      index = 1
    }
    reading: while index < words.count {
      let word = words[index].text
      if let unit = Self.units[word] {
        let fits = current % 100 == 0 || (current % 10 == 0 && current % 100 >= 20 && unit < 10)
        guard fits else { break }
        current += unit
      } else if let ten = Self.tens[word] {
        guard current % 100 == 0 else { break }
        current += ten
      } else if word == "hundred" {
        guard (1...19).contains(current) else { break }
        current *= 100
      } else if word == "thousand" {
        guard current > 0, thousands == nil else { break }
        thousands = current
        current = 0
      } else if word == "and" {
        let next = index + 1 < words.count ? words[index + 1].text : ""
        let isWithin = current > 0 && current % 100 == 0 || current == 0 && thousands != nil
        guard isWithin, Self.units[next] != nil || Self.tens[next] != nil else { break reading }
      } else {
        break
      }
      index += 1
    }
    let value = (thousands ?? 0) * 1_000 + current
    guard index > 0, value > 0, let range = range(words, index) else { return nil }
    return Spelled(range: range, value: value)
  }

  // MARK: Welsh

  private static let welshUnits: [String: Int] = [
    "un": 1, "dau": 2, "ddau": 2, "dwy": 2, "ddwy": 2, "tri": 3, "dri": 3, "thri": 3, "tair": 3,
    "dair": 3, "thair": 3, "pedwar": 4, "bedwar": 4, "phedwar": 4, "pedair": 4, "bedair": 4,
    "phedair": 4, "pump": 5, "bump": 5, "phump": 5, "pum": 5, "bum": 5, "phum": 5, "chwech": 6,
    "chwe": 6, "saith": 7, "wyth": 8, "naw": 9, "deg": 10, "ddeg": 10, "deng": 10, "ddeng": 10,
    "deuddeg": 12, "ddeuddeg": 12, "deuddeng": 12, "pymtheg": 15, "bymtheg": 15, "phymtheg": 15,
    "pymtheng": 15, "deunaw": 18, "ddeunaw": 18, "ugain": 20, "hugain": 20, "deugain": 40,
    "ddeugain": 40, "trigain": 60, "drigain": 60, "thrigain": 60,
  ]
  private static let tenForms: Set<String> = ["deg", "ddeg", "deng", "ddeng"]
  private static let hundreds: Set<String> = ["cant", "gant", "chant", "can", "gan", "chan"]
  private static let thousandForms: Set<String> = ["mil", "fil"]

  private func welsh(_ words: [Word]) -> Spelled? {
    guard let found = welsh(words, from: 0, below: 1_000_000),
      let range = range(words, found.end)
    else { return nil }
    return Spelled(range: range, value: found.value, holdsNoun: found.holdsNoun)
  }

  private typealias Part = (value: Int, end: Int, holdsNoun: Bool)

  /// A number less than `limit` that begins at a word: thousands, hundreds, what is less.
  private func welsh(_ words: [Word], from start: Int, below limit: Int) -> Part? {
    guard start < words.count else { return nil }
    func text(_ index: Int) -> String { index < words.count ? words[index].text : "" }
    func joined(_ base: Int, _ end: Int, below limit: Int) -> Part {
      // Cant a dau ddeg, mil ac ugain.
      let next = ["a", "ac"].contains(text(end)) ? end + 1 : end
      guard let rest = welsh(words, from: next, below: limit), rest.value < limit,
        next > end || base >= 1_000
      else { return (base, end, false) }
      return (base + rest.value, rest.end, rest.holdsNoun)
    }
    if limit > 1_000, Self.thousandForms.contains(text(start)) {
      return joined(1_000, start + 1, below: 1_000)
    }
    // `can` counts only before a noun, and is English too.
    if limit > 100, ["cant", "gant", "chant"].contains(text(start)) {
      return joined(100, start + 1, below: 100)
    }
    if text(start) == "hanner", ["cant", "cannt"].contains(text(start + 1)) {
      return (50, start + 2, false)
    }
    guard let unit = Self.welshUnits[text(start)] else { return nil }
    if unit < 10 {
      if limit > 1_000, Self.thousandForms.contains(text(start + 1)) {
        return joined(unit * 1_000, start + 2, below: 1_000)
      }
      if limit > 100, Self.hundreds.contains(text(start + 1)) {
        return joined(unit * 100, start + 2, below: 100)
      }
      if Self.tenForms.contains(text(start + 1)) {
        if let more = Self.welshUnits[text(start + 2)], more < 10,
          !Self.hundreds.contains(text(start + 3))
        {
          return (unit * 10 + more, start + 3, false)
        }
        return (unit * 10, start + 2, false)
      }
      if unit == 4, text(start + 1) == "ugain" { return (80, start + 2, false) }
    }
    // Un ar bymtheg, deg ar hugain; dwy astudiaeth ar bymtheg.
    for noun in [0, 1] where text(start + 1 + noun) == "ar" {
      let base = [
        "ddeg": 10, "bymtheg": 15, "hugain": 20, "ddeugain": 40,
      ][text(start + 2 + noun)]
      guard let base, unit < 20, noun == 0 || ScreeningCues.isRecord(text(start + 1)) else {
        continue
      }
      return (base + unit, start + 3 + noun, noun == 1)
    }
    // Deg a thrigain.
    if ["a", "ac"].contains(text(start + 1)), unit < 20 {
      if text(start + 2) == "thrigain" { return (60 + unit, start + 3, false) }
      if text(start + 2) == "deugain" { return (40 + unit, start + 3, false) }
      if text(start + 2) == "phedwar", text(start + 3) == "ugain" {
        return (80 + unit, start + 4, false)
      }
    }
    return (unit, start + 1, false)
  }
}
