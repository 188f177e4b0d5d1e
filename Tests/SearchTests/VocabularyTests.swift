import Testing
import WordForms

/// Words in their order: what is found in them, and what that takes.
@Suite("Vocabulary")
struct VocabularyTests {
  /// Words of syllables, of which there are many with the same beginning.
  private static let words: [FoldedWord] = {
    let syllables = [
      "ba", "cy", "de", "fi", "go", "hu", "llan", "men", "nor", "pen", "rhi", "san", "tre", "wyn",
    ]
    var words: Set<String> = []
    for a in syllables {
      for b in syllables {
        for c in syllables { for d in syllables { words.insert(a + b + c + d) } }
      }
    }
    return words.sorted().map { FoldedWord($0) }
      .sorted { $0.letters.lexicographicallyPrecedes($1.letters) }
  }()

  @Test("A walk finds what a comparison with every word finds, and compares little")
  func near() {
    let vocabulary = Vocabulary(sorted: Self.words)
    let letters = Self.words.reduce(0) { $0 + $1.count }
    for (text, limit) in [("cydegohu", 1), ("llanmerhipen", 2), ("gobabade", 1), ("xyz", 0.7)]
      as [(String, Float)]
    {
      let wanted = FoldedWord(text)
      let found = vocabulary.words(near: wanted, within: limit)
      let expected = Self.words.indices.filter {
        Resemblance.distance(Self.words[$0].letters, wanted.letters) <= limit
      }
      #expect(found.words.map(\.number) == expected, "\(text)")
      #expect(found.comparedLetters * 8 < letters, "\(text): \(found.comparedLetters)")
    }
  }

  @Test("Words and beginnings are found")
  func exact() {
    let vocabulary = Vocabulary(sorted: Self.words)
    #expect(vocabulary.count == Self.words.count)
    for number in stride(from: 0, to: Self.words.count, by: 997) {
      #expect(vocabulary.number(of: Self.words[number]) == number)
      #expect(vocabulary[number] == Self.words[number])
    }
    #expect(vocabulary.number(of: "nothing") == nil)
    let range = vocabulary.numbers(beginningWith: "cyde")
    #expect(range.count == 14 * 14)
    #expect(range.allSatisfy { vocabulary[$0].text.hasPrefix("cyde") })
    #expect(Vocabulary(sorted: []).words(near: "any", within: 3).words.isEmpty)
  }

  @Test("Relatives of a word are its other forms")
  func relatives() {
    let found = Set(Mutation.relatives(of: "gymuned").map(\.text))
    #expect(found.isSuperset(of: ["cymuned", "nghymuned", "chymuned"]))
    #expect(!found.contains("gymuned"))
    #expect(Mutation.relatives(of: "ysgol").map(\.text).contains("hysgol"))
    #expect(Mutation.relatives(of: "hysgol").map(\.text).contains("ysgol"))
    #expect(Mutation.relatives(of: "ardd").map(\.text).contains("gardd"))
  }

  @Test("A text is split into folded words with their places")
  func split() {
    let words = SplitText("Heneiddio'n Dda: Grŵp pŵer, eﬀaith").words
    #expect(words.map(\.folded.text) == ["heneiddio", "n", "dda", "grwp", "pwer", "effaith"])
    #expect(words[1].place == 10..<11)
    #expect(SplitText("w\u{302}yn").words.map(\.folded.text) == ["wyn"])
  }
}
