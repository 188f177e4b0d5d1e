/// Which bracket is open at each token, where some may be lost.
struct Brackets {
  /// The token of the innermost bracket that is open at each token; -1 where none is.
  private(set) var opener: [Int32] = []
  /// Closing brackets that nothing opens.
  private(set) var strayClosers: Set<Int> = []

  /// Whether a full stop stands behind a word in small letters, long enough to be no abbreviation.
  private static func endsWords(_ index: Int, _ tokens: Tokens) -> Bool {
    tokens.isWord(index - 1) && !tokens.isCapital(index - 1) && tokens[index - 1].range.count >= 5
      && !tokens.isTight(index)
  }

  /// A bracket that is longer, in code points, was not closed.
  private static let longest = 1_600

  init(_ tokens: Tokens, isYear: (Int) -> Bool) {
    opener = [Int32](repeating: -1, count: tokens.count)
    var open: [Int] = []
    for index in 0..<tokens.count {
      let token = tokens[index]
      if let first = open.first, Int(token.start - tokens[first].start) > Self.longest {
        open.removeFirst()
      }
      if token.kind == .sign {
        if tokens.isSign(index, in: "([{") {
          open.append(index)
        } else if tokens.isSign(index, in: ")]}") {
          if open.isEmpty { strayClosers.insert(index) } else { open.removeLast() }
        } else if tokens.isSign(index, "."), index > 0, tokens.isCapital(index + 1),
          isYear(index - 1) || Self.endsWords(index, tokens)
        {
          // A sentence has ended behind a year: its bracket was lost.
          open.removeAll()
        }
      } else if token.kind == .paragraph, index > 0, isYear(index - 1),
        !tokens.isCapital(index + 1), !tokens.isSign(index + 1, in: ";,)]}"),
        tokens.isSign(index + 1, in: "\"«»+*•-")
          || tokens[min(index + 1, tokens.count - 1)].kind == .number
      {
        open.removeAll()
      }
      opener[index] = Int32(open.last ?? -1)
    }
  }
}
