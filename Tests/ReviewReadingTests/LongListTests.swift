import ReviewReading
import Testing

/// Lists of references of many works.
@Suite("Long lists of references") struct LongListTests {
  @Test("Twice as many works in one year cost about twice as many looks, not four times as many")
  func looks() throws {
    let (few, many) = (Self.review(works: 600), Self.review(works: 1_200))
    #expect(few.studies.count == 600)
    #expect(many.studies.count == 1_200)
    #expect(few.citations.allSatisfy { $0.doubts.isEmpty })
    #expect(many.worksLookedAt <= few.worksLookedAt * 5 / 2)
  }

  /// A text that cites each of many works once, all of one year.
  private static func review(works: Int) -> ReadReview {
    let names = (0..<works).map { surname($0) }
    let prose = names.map { "This was said once more (\($0), 2015)." }.joined(separator: "\n")
    let list = names.map { "\($0), J. (2015). A study of boards. Cardiff: Press." }
      .joined(separator: "\n")
    let text = "Findings\n\n\(prose)\n\nReferences\n\n\(list)\n"
    return ReviewReader(ReportText(text, name: "long.txt"), profile: ReviewProfile()).review()
  }

  /// A name of syllables that no two numbers share; numbers near each other have names that are not alike.
  private static func surname(_ number: Int) -> String {
    let starts = [
      "Bar", "Cor", "Dun", "Fen", "Gil", "Hex", "Kip", "Lam", "Mos", "Nor", "Pud", "Sav",
    ]
    let middles = ["a", "ebo", "iku", "ofa", "ude", "yti", "ango", "elmi", "irto", "osva"]
    let ends = ["bald", "croft", "gate", "hurst", "kwell", "mopp", "ntz", "pyke", "rsdy", "thwick"]
    return starts[number % 12] + middles[number / 12 % 10] + ends[number / 120 % 10]
  }
}
