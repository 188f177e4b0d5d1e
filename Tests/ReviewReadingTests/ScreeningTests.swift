import ReviewReading
import Testing

/// Numbers of screenings as reviews print them, with what they count.
@Suite("The numbers of a screening") struct ScreeningTests {
  @Test(
    "Each is told with what it counts, and none with what another counts",
    arguments: try TextCase.all("Screening/stages.cases")
  )
  func stages(_ example: TextCase) throws {
    #expect(!example.expected.isEmpty)
    let profile = try ReviewProfile(
      parsing: "section screening: Screening\n    holds: screening", name: "p")
    let text = ReportText(
      utf8: Array("Screening\n\n\(example.text)\n".utf8), name: "screening.txt")
    let review = ReviewReader(text, profile: profile).review()
    let read = review.screening.map { "\($0.kind.rawValue) \($0.count)" }
    #expect(read == example.expected)
    for stage in review.screening {
      let printed = text.printed(stage.range).filter(\.isNumber)
      // A number in words has no digits.
      #expect(printed.isEmpty || printed == String(stage.count))
      #expect(!text.printed(stage.range).isEmpty)
    }
    let wrong = review.screeningRemarks.filter { $0.stated != nil && $0.stated != $0.computed }
    #expect(wrong.isEmpty)
  }
}
