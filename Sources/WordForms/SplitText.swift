/// A text as the words that it consists of, folded, each with its place.
///
///     SplitText("Heneiddio'n Dda").words.map(\.folded.text)   // ["heneiddio", "n", "dda"]
///
/// Letters, digits and their marks make words; everything else parts them, apostrophes too.
package struct SplitText: Sendable {
  /// A word and where it stands.
  package struct Word: Hashable, Sendable {
    /// The word without what differs between two prints of it.
    package var folded: FoldedWord
    /// Where it stands in the text, in code points from 0.
    package var place: Range<Int>
  }

  /// The words, in their order.
  package private(set) var words: [Word] = []

  /// Longer words are looked at as far as this; nobody types them.
  package static let longestWord = 64

  /// The words of `text`.
  ///
  /// - Complexity: O(*n*).
  package init(_ text: String) {
    var letters: [UInt8] = []
    var start = 0
    var place = 0
    func word() -> Word {
      Word(
        folded: FoldedWord(letters: Array(letters.prefix(Self.longestWord))), place: start..<place)
    }
    for scalar in text.unicodeScalars {
      if scalar.value < 0x80 || !Self.isMark(scalar) {
        let before = letters.count
        FoldedWord.fold(scalar, into: &letters)
        if letters.count == before {
          if before > 0 { words.append(word()) }
          letters.removeAll(keepingCapacity: true)
          start = place + 1
        }
      }
      place += 1
    }
    if !letters.isEmpty { words.append(word()) }
  }

  /// Accents that stand for themselves after their letter, and soft hyphens within words.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value == 0xAD { return true }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return true
    default: return false
    }
  }
}
