import WordForms

/// What somebody searches for: its words, with the signs that a scan puts in the place of letters.
struct SearchText {
  /// One word as it was written.
  struct Word: Sendable {
    /// Its letters and digits.
    var plain: FoldedWord
    /// The same with letters for the digits and signs that look like them; nil where there are none.
    var lookAlike: FoldedWord?
    /// The parts, where signs part it that may be letters: `hyffc;rddiant`.
    var parts: [FoldedWord] = []
  }

  /// The words, in their order.
  private(set) var words: [Word] = []

  /// More words are not looked for.
  static let mostWords = 32

  init(_ text: String) {
    var chunk: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      if Self.isSign(scalar) || !FoldedWord([scalar]).isEmpty || Self.isMark(scalar) {
        chunk.append(scalar)
      } else {
        add(chunk)
        chunk = []
      }
    }
    add(chunk)
    words = Array(words.prefix(Self.mostWords))
  }

  private mutating func add(_ chunk: [Unicode.Scalar]) {
    guard !chunk.isEmpty else { return }
    let plain = FoldedWord(chunk)
    var changed = false
    // In a year a sign stands for a digit.
    let isNumber = !plain.isEmpty && plain.letters.allSatisfy { (0x30...0x39).contains($0) }
    let letters = chunk.map { scalar in
      if isNumber, chunk.contains(where: Self.isSign) {
        changed = true
        return Self.isSign(scalar) ? "1" : scalar
      }
      guard let letter = Self.letter(like: scalar) else { return scalar }
      changed = true
      return letter
    }
    let parts = chunk.split(whereSeparator: Self.isSign).map { FoldedWord($0) }
      .filter { !$0.isEmpty }
    let lookAlike = changed ? FoldedWord(letters) : nil
    guard !plain.isEmpty || lookAlike != nil else { return }
    words.append(
      Word(
        plain: FoldedWord(letters: Array(plain.letters.prefix(SplitText.longestWord))),
        lookAlike: lookAlike.map {
          FoldedWord(letters: Array($0.letters.prefix(SplitText.longestWord)))
        }, parts: parts.count > 1 ? parts : []))
  }

  /// Signs that a scan reads for letters.
  private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "|", "!", "]", "[", "(", ")", "{", "}", ";", "¦": true
    default: false
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x300 && scalar.properties.generalCategory == .nonspacingMark
  }

  /// The letter that a digit or sign looks like.
  private static func letter(like scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "|", "!", "]", "[", "¦", "1": "l"
    case "0", "6", "8": "o"
    case "5": "s"
    default: nil
    }
  }
}
