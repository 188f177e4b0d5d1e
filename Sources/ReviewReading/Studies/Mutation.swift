/// Welsh words with a changed first letter: `Brifysgol` is `Prifysgol`, `Lywodraeth` is `Llywodraeth`.
///
/// The name of a body takes a mutation from the word before it; a surname does not.
enum Mutation {
  /// What a word may begin with where its plain form begins with the key.
  private static let forms: [(plain: String, mutated: [String])] = [
    ("p", ["b", "mh", "ph"]), ("t", ["d", "nh", "th"]), ("c", ["g", "ngh", "ch"]),
    ("b", ["f", "m"]), ("d", ["dd", "n"]), ("g", ["", "ng"]), ("ll", ["l"]), ("m", ["f"]),
    ("rh", ["r"]),
  ]

  /// Whether one word may be a mutation of the other.
  static func joins(_ left: FoldedWord, _ right: FoldedWord) -> Bool {
    isMutated(left.letters, of: right.letters) || isMutated(right.letters, of: left.letters)
  }

  private static func isMutated(_ word: [UInt8], of plain: [UInt8]) -> Bool {
    forms.contains { form in
      let beginning = Array(form.plain.utf8)
      guard plain.starts(with: beginning) else { return false }
      let rest = plain.dropFirst(beginning.count)
      return rest.count >= 3
        && form.mutated.contains { word.elementsEqual(Array($0.utf8) + rest) }
    }
  }
}
