import ReviewReading
import Testing

/// Citations whose works are easily mistaken for others, or that are none.
@Suite("Which work a citation means") struct IdentityTests {
  @Test("Each means the work that its words say", arguments: try TextCase.all("Identities.cases"))
  func works(_ example: TextCase) {
    let text = ReportText(utf8: Array("\(example.text)\n".utf8), name: "t.txt")
    let review = ReviewReader(text, profile: ReviewProfile()).review()
    let read = review.citations.map { citation in
      "\(citation.printed): \(citation.study.map { review.studies[$0].id } ?? "")"
    }
    #expect(read == example.expected)
  }

  @Test("Each says where in the work", arguments: try TextCase.all("Texts/locators.cases"))
  func locators(_ example: TextCase) {
    let text = ReportText(utf8: Array("\(example.text)\n".utf8), name: "t.txt")
    let review = ReviewReader(text, profile: ReviewProfile()).review()
    let read = review.citations.map { citation in
      "\(citation.printed): \(citation.study.map { review.studies[$0].id } ?? "")"
        + (citation.locator.map { " @ \($0)" } ?? "")
    }
    #expect(read == example.expected)
  }
}
