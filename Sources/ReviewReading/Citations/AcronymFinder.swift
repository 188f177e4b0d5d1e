import WordForms

/// Finds short names that a text defines: `Local Government Association (LGA)`.
struct AcronymFinder {
  let tokens: Tokens
  let words: LanguageWords
  let reader: AuthorReader

  /// A full name that a text gives a short one.
  struct Long: Sendable {
    /// Its words, without the small ones.
    var words: [FoldedWord]
    /// As it is printed.
    var printed: String
  }

  /// The full name of each short one.
  func acronyms() -> [FoldedWord: Long] {
    var found: [FoldedWord: Long] = [:]
    for index in 0..<tokens.count where tokens.isSign(index, in: "([") {
      guard index + 2 < tokens.count, tokens.isWord(index + 1),
        tokens.isSign(index + 2, in: ")],;"),
        reader.isAcronym(index + 1), index > 1
      else { continue }
      let short = FoldedWord(tokens.stream.scalars[tokens[index + 1].range])
      guard short.count >= 2, found[short] == nil, let long = long(before: index, short) else {
        continue
      }
      found[short] = long
    }
    return found
  }

  /// The words before a bracket whose first letters are those of the short name.
  private func long(before opener: Int, _ short: FoldedWord) -> Long? {
    var names: [Int] = []
    var index = opener - 1
    while index >= 0, index > opener - 24, names.count <= short.count + 2 {
      if tokens.isWord(index) {
        let word = tokens.folded(index)
        let isSmall = words.connectors.contains(word) || words.conjunctions.contains(word)
        if !isSmall || tokens.isCapital(index) {
          guard tokens.isCapital(index) else { return nil }
          names.insert(index, at: 0)
        }
      } else if !tokens.isSign(index, in: "&'-,") {
        return nil
      }
      // The letters of all words, hyphenated ones by each part, make the short name.
      var letters: [UInt8] = []
      for name in names {
        let parts = tokens.text(name).split(separator: "-")
        letters += parts.compactMap { FoldedWord(String($0)).letters.first }
      }
      if letters == short.letters
        || (names.count >= 3 && Self.isSubsequence(short.letters, letters)),
        names.count * 2 >= short.count
      {
        return Long(
          words: names.map { FoldedWord(tokens.stream.scalars[tokens[$0].range]) },
          printed: ReferenceEntryReader.collapsed(
            tokens.stream.string(Int(tokens[names[0]].start)..<Int(tokens[opener - 1].end))))
      }
      index -= 1
    }
    return nil
  }

  /// Whether all letters stand in order among others, the first at the beginning, nearly all used.
  static func isSubsequence(_ part: [UInt8], _ whole: [UInt8]) -> Bool {
    guard part.first == whole.first, whole.count <= part.count + 1 else { return false }
    var rest = part[...]
    for letter in whole where rest.first == letter { rest.removeFirst() }
    return rest.isEmpty
  }
}
