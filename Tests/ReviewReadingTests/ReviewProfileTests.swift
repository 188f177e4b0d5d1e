import ReviewReading
import Testing

@Suite("Profiles of reviews") struct ReviewProfileTests {
  private static let text = """
    # A remark.
    language: cy
    style: author-year
    running-head: Cymdogion
    acronym CFT: Community Futures Trust
    study cff-2015: Community Futures Trust, 2015
    section methods: Dulliau
        en: Methods
        holds: screening
    category access: Mynediad
    model time-banks in access: Banciau amser
        as: Mae banciau amser
        level: 3

    """

  @Test("What is written is what was read")
  func roundTrip() throws {
    let profile = try ReviewProfile(parsing: Self.text, name: "p")
    #expect(profile.language == "cy")
    #expect(profile.parts.map(\.id) == ["methods", "access", "time-banks"])
    let again = try ReviewProfile(parsing: profile.text, name: "p")
    #expect(again.text == profile.text)
  }

  @Test(
    "A mistake is told with its line",
    arguments: [
      ("language: xx", 1), ("\nno statement", 2), ("style: sideways", 1), ("factor: x", 1),
      ("    en: x", 1), ("factor F1: x\n    level: 9", 2), ("factor F1: x\nfactor F1: y", 2),
      ("model m in nowhere: x", 1), ("published: soon", 1),
    ])
  func mistakes(_ text: String, _ line: Int) {
    do {
      _ = try ReviewProfile(parsing: text, name: "p")
      Issue.record("no error")
    } catch {
      #expect(error.line == line)
      #expect(!error.hint.isEmpty)
    }
  }

  @Test("Headings that a scan has misread are found, and lists of them are not taken for them")
  func headings() throws {
    let profile = try ReviewProfile(
      parsing: "factor F1: Trust and relationships\nfactor F2: Money and time", name: "p")
    let text = """
      1. Trust and relationships
      2. Money and time

      1. Trvst and relatianships

      It takes time (Quarmby, 2015).
      It takes more time than most reviews have had to give.

      2. Money and time

      It costs (Selwood, 2019).

      """
    let review = ReviewReader(ReportText(text, name: "t"), profile: profile).review()
    #expect(review.sections.map(\.id) == ["F1", "F2"])
    #expect(review.citations.compactMap(\.section).map { review.sections[$0].id } == ["F1", "F2"])
  }

  @Test("A factor whose heading a section names too has the text behind it")
  func twins() throws {
    let profile = try ReviewProfile(
      parsing: """
        section social-contact: Social contact
        section conclusion: Conclusion
        factor F1: Social contact
        section method: Method
        """, name: "p")
    let text = """
      2.1 Social contact

      It takes time (Quarmby, 2015).

      2.2 Growing together

      It takes bread (Dacre, 2016).

      Conclusion

      It takes both (Selwood, 2017).

      """
    let review = ReviewReader(ReportText(utf8: Array(text.utf8), name: "t"), profile: profile)
      .review()
    #expect(review.sections.map(\.id) == ["F1", "growing-together", "conclusion"])
    #expect(
      review.citations.map { $0.section.map { review.sections[$0].id } } == [
        "F1", "growing-together", "conclusion",
      ])
    #expect(review.doubled.map(\.part) == ["section social-contact"])
    #expect(review.missing == ["Method"])
  }
}
