import WordForms

/// The initial of a first author, which tells two people of one surname apart: `S. Jones`, `Smith, A.`.
enum FirstInitial {
  /// The first letter of the initials beside `surname`, folded; nil where there are none.
  ///
  /// - Parameter printed: The authors as a text prints them.
  static func of(_ printed: String, surname: FoldedWord) -> UInt8? {
    let scalars = Array(printed.unicodeScalars)
    var words: [Range<Int>] = []
    var index = 0
    while index < scalars.count {
      let start = index
      while index < scalars.count, scalars[index].isLetter { index += 1 }
      if index > start { words.append(start..<index) } else { index += 1 }
    }
    guard let place = words.firstIndex(where: { FoldedWord(scalars[$0]) == surname }) else {
      return nil
    }
    func isInitial(_ word: Int) -> Bool {
      words[word].count <= 3 && scalars[words[word]].allSatisfy { $0.isCapital }
    }
    func letter(_ word: Int) -> UInt8? { FoldedWord(scalars[words[word]]).letters.first }
    func isJoined(_ left: Int, _ right: Int, by signs: String) -> Bool {
      scalars[words[left].upperBound..<words[right].lowerBound].allSatisfy {
        signs.unicodeScalars.contains($0)
      }
    }
    if place > 0, isInitial(place - 1), isJoined(place - 1, place, by: " .-\u{A0}") {
      var first = place - 1
      while first > 0, isInitial(first - 1), isJoined(first - 1, first, by: " .-\u{A0}") {
        first -= 1
      }
      return letter(first)
    }
    if place + 1 < words.count, isInitial(place + 1), isJoined(place, place + 1, by: " ,\u{A0}") {
      return letter(place + 1)
    }
    return nil
  }
}
