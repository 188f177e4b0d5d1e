/// A title as two records can be compared by.
struct WorkTitle: Sendable {
  /// The words, folded; numbers are digits, whether they were words or Roman (`Part two`, `Part II`).
  let words: [[UInt8]]
  /// All words in one, without `and`: by it spellings such as `TGF-β` and `TGFbeta` agree.
  let compact: [UInt8]
  /// The same of the part before a colon, a question mark or a dash; of the whole where there is none.
  let main: [UInt8]
  /// Pairs of neighbouring letters of `compact`, in order, for ``similarity(to:)``.
  private let pairs: [UInt16]
  /// Numbers and single letters, which tell parts of a series apart.
  let numbers: [[UInt8]]
  /// What the words say the text is, besides being about something.
  let notices: Set<Notice>

  /// A kind of text about another text, or beside it.
  enum Notice: String, Sendable, CaseIterable {
    case correction, retraction, concern, comment, plan, supplement, update, edition
  }

  /// The title that `text` states; nil where it has neither letter nor digit.
  ///
  /// - Complexity: O(*n* log *n*) in its letters.
  init?(_ text: String) {
    words = FoldedText.words(text).map { Self.numbers[$0] ?? $0 }.filter { $0 != Self.and }
    guard !words.isEmpty else { return nil }
    compact = words.flatMap { $0 }
    let head = Self.mainPart(text).map { FoldedText.words($0) } ?? []
    let mainWords = head.map { Self.numbers[$0] ?? $0 }.filter { $0 != Self.and }
    main = mainWords.count >= 2 ? mainWords.flatMap { $0 } : compact
    numbers = words.filter { word in
      word.allSatisfy(FoldedText.isDigit) || word.count == 1 && word != [UInt8(ascii: "a")]
    }
    notices = Self.notices(in: words)
    pairs = zip(compact, compact.dropFirst()).map { UInt16($0) << 8 | UInt16($1) }.sorted()
  }

  /// Whether the title has a part that other databases may leave away.
  var hasSubtitle: Bool { main.count < compact.count }

  /// How alike two titles are, from 0 to 1: twice the pairs of letters that both have, by all of both.
  ///
  /// L. R. Dice, *Measures of the amount of ecologic association between species*, Ecology 26 (1945), on
  /// pairs of letters as G. W. Adamson and J. Boreham, *The use of an association measure based on character
  /// structure*, Information Storage and Retrieval 10 (1974).
  ///
  /// - Complexity: O(*n*).
  func similarity(to other: WorkTitle) -> Double {
    guard !pairs.isEmpty, !other.pairs.isEmpty else { return compact == other.compact ? 1 : 0 }
    var (common, left, right) = (0, 0, 0)
    while left < pairs.count, right < other.pairs.count {
      if pairs[left] == other.pairs[right] {
        common += 1
        left += 1
        right += 1
      } else if pairs[left] < other.pairs[right] {
        left += 1
      } else {
        right += 1
      }
    }
    return Double(2 * common) / Double(pairs.count + other.pairs.count)
  }

  /// Whether both differ by slips of the pen alone: at most two long words, by one letter each.
  func isMisprint(of other: WorkTitle) -> Bool {
    guard words.count == other.words.count else { return false }
    var slips = 0
    for (one, two) in zip(words, other.words) where one != two {
      slips += 1
      guard slips <= 2, min(one.count, two.count) >= 5, Self.isOneSlip(one, two) else {
        return false
      }
    }
    return true
  }

  /// Whether one letter is missing, other, or exchanged with its neighbour.
  private static func isOneSlip(_ one: [UInt8], _ two: [UInt8]) -> Bool {
    let start = zip(one, two).prefix { $0 == $1 }.count
    let rest = min(one.count, two.count) - start
    let end = zip(one.reversed(), two.reversed()).prefix { $0 == $1 }.count
    let matched = min(end, rest)
    let (left, right) = (one.count - start - matched, two.count - start - matched)
    if left <= 1, right <= 1 { return true }
    return left == 2 && right == 2 && one[start] == two[start + 1] && one[start + 1] == two[start]
  }

  /// What `words` say a text is.
  static func notices(in words: [[UInt8]]) -> Set<Notice> {
    Set(words.compactMap { marks[$0] })
  }

  /// The part before the first mark that begins a subtitle, where something follows it.
  private static func mainPart(_ text: String) -> String? {
    let plain = FoldedText.unmarked(text)
    guard
      let mark = plain.unicodeScalars.firstIndex(where: { ":?;=–—".unicodeScalars.contains($0) })
        ?? plain.firstDash
    else { return nil }
    return String(plain[..<mark])
  }

  private static let and = Array("and".utf8)

  private static let marks: [[UInt8]: Notice] = {
    let table: [(Notice, [String])] = [
      (
        .correction,
        [
          "erratum", "errata", "corrigendum", "corrigenda", "correction", "corrections", "addendum",
          "cywiriad",
        ]
      ),
      (.retraction, ["retraction", "retracted", "withdrawn", "withdrawal", "tynnu"]),
      (.concern, ["concern"]),
      (
        .comment,
        [
          "comment", "comments", "commentary", "reply", "replies", "response", "rejoinder",
          "letter", "editorial", "discussion", "sylwebaeth", "ymateb",
        ]
      ),
      (.plan, ["protocol"]), (.supplement, ["supplement", "supplementary", "appendix"]),
      (.update, ["update", "updated", "revisited", "revised", "diweddariad"]),
      (.edition, ["edition", "argraffiad"]),
    ]
    var marks: [[UInt8]: Notice] = [:]
    for (notice, words) in table { for word in words { marks[Array(word.utf8)] = notice } }
    return marks
  }()

  private static let numbers: [[UInt8]: [UInt8]] = {
    let table = [
      ["one", "i", "first", "1st"], ["two", "ii", "second", "2nd"],
      ["three", "iii", "third", "3rd"],
      ["four", "iv", "fourth", "4th"], ["five", "v", "fifth", "5th"],
      ["six", "vi", "sixth", "6th"],
      ["seven", "vii", "seventh", "7th"], ["eight", "viii", "eighth", "8th"],
      ["nine", "ix", "ninth", "9th"], ["ten", "x", "tenth", "10th"],
    ]
    var numbers: [[UInt8]: [UInt8]] = [:]
    for (index, forms) in table.enumerated() {
      for form in forms { numbers[Array(form.utf8)] = Array(String(index + 1).utf8) }
    }
    return numbers
  }()

  /// The number that an edition or a volume begins with, as digits.
  static func number(_ text: String) -> [UInt8]? {
    for word in FoldedText.words(text) {
      let digits = (numbers[word] ?? word).prefix { FoldedText.isDigit($0) }
      if !digits.isEmpty { return Array(digits.drop { $0 == UInt8(ascii: "0") }) }
    }
    return nil
  }
}

extension String {
  /// Where a hyphen with blanks around it stands.
  fileprivate var firstDash: Index? {
    var index = startIndex
    while let dash = self[index...].firstIndex(of: "-") {
      index = self.index(after: dash)
      if dash > startIndex, self[self.index(before: dash)] == " ", index < endIndex,
        self[index] == " "
      {
        return dash
      }
    }
    return nil
  }
}
