/// Welsh words with a changed first letter: `Brifysgol` is `Prifysgol`, `Lywodraeth` is `Llywodraeth`.
///
/// The name of a body takes a mutation from the word before it; a surname does not.
package enum Mutation {
  /// What a word may begin with where its plain form begins with the key: soft, nasal and aspirate.
  private static let forms: [(plain: String, mutated: [String])] = [
    ("p", ["b", "mh", "ph"]), ("t", ["d", "nh", "th"]), ("c", ["g", "ngh", "ch"]),
    ("b", ["f", "m"]), ("d", ["dd", "n"]), ("g", ["", "ng"]), ("ll", ["l"]), ("m", ["f"]),
    ("rh", ["r"]),
  ]

  /// Whether one word may be a mutation of the other.
  package static func joins(_ left: FoldedWord, _ right: FoldedWord) -> Bool {
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

  /// The words that may be the same one with another first letter: every plain form that the word may come
  /// from, and every form of these and of the word itself, without the word.
  ///
  ///     Mutation.relatives(of: "gymuned")   // cymuned, nghymuned, chymuned, ymuned, …
  ///
  /// A vowel may have an `h` before it (`ein hysgol`). What comes out need be no word: it is looked for among
  /// words that there are.
  ///
  /// - Complexity: O(*n*) in the letters; there are at most some thirty.
  package static func relatives(of word: FoldedWord) -> [FoldedWord] {
    var plain: [[UInt8]] = [word.letters]
    for form in forms {
      for mutated in form.mutated {
        let beginning = Array(mutated.utf8)
        guard word.letters.starts(with: beginning) else { continue }
        let rest = word.letters.dropFirst(beginning.count)
        if rest.count >= shortestRest { plain.append(Array(form.plain.utf8) + rest) }
      }
    }
    if word.letters.first == h, let second = word.letters.dropFirst().first, isVowel(second) {
      plain.append(Array(word.letters.dropFirst()))
    }
    var found: [FoldedWord] = []
    var seen: Set<[UInt8]> = [word.letters]
    func add(_ letters: [UInt8]) {
      if letters.count > shortestRest, seen.insert(letters).inserted {
        found.append(FoldedWord(letters: letters))
      }
    }
    for letters in plain {
      add(letters)
      for form in forms where letters.starts(with: Array(form.plain.utf8)) {
        let rest = letters.dropFirst(form.plain.utf8.count)
        for mutated in form.mutated where rest.count >= shortestRest {
          add(Array(mutated.utf8) + rest)
        }
      }
      if let first = letters.first, isVowel(first) { add([h] + letters) }
    }
    return found
  }

  /// Less than this after the changed letter makes a word of which nothing is left.
  private static let shortestRest = 2
  private static let h = UInt8(ascii: "h")

  private static func isVowel(_ letter: UInt8) -> Bool { "aeiouwy".utf8.contains(letter) }
}
