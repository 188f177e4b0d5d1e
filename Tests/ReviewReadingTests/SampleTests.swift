import ReviewReading
import Testing

/// Texts of several layouts, each with a table of its citations.
@Suite("Reviews in many layouts") struct SampleTests {
  @Test("Citations are found with the right work", arguments: SampleText.names)
  func citations(_ name: String) throws {
    let sample = try SampleText(name)
    let review = ReviewReader(sample.text, profile: ReviewProfile()).review()
    let score = sample.score(review)
    // What a scan has misread is a little harder.
    let least = name.hasPrefix("scanned") ? 0.9 : 0.97
    #expect(score.recall >= least, "\(score.remarks.joined(separator: "\n"))")
    #expect(score.precision >= least, "\(score.remarks.joined(separator: "\n"))")
  }

  @Test("Years of laws, places, pages and tables are no citations", arguments: SampleText.others)
  func traps(_ name: String) throws {
    let sample = try SampleText(name)
    let review = ReviewReader(sample.text, profile: ReviewProfile()).review()
    #expect(!sample.traps.isEmpty)
    let taken = review.citations.filter { citation in
      sample.traps.contains { $0.overlaps(citation.range) }
        && !sample.answers.contains { $0.range.overlaps(citation.range) }
    }
    let most = name.hasPrefix("scanned") ? 1 : 0
    #expect(taken.count <= most, "\(taken.map(\.printed).joined(separator: "\n"))")
  }

  @Test("A text is read no worse with the profile that it suggests", arguments: SampleText.names)
  func guessedProfile(_ name: String) throws {
    let sample = try SampleText(name)
    let plain = ReviewReader(sample.text, profile: ReviewProfile()).review()
    let profile = try ReviewProfile(parsing: plain.profile.text, name: "guessed")
    let (before, after) = (
      sample.score(plain), sample.score(ReviewReader(sample.text, profile: profile).review())
    )
    #expect(after.recall >= before.recall - 0.01)
    #expect(after.precision >= before.precision - 0.01)
  }

  @Test("Every place is one of the text", arguments: SampleText.names)
  func places(_ name: String) throws {
    let sample = try SampleText(name)
    let review = ReviewReader(sample.text, profile: ReviewProfile()).review()
    for citation in review.citations {
      #expect(citation.range.lowerBound >= 0)
      #expect(citation.range.upperBound <= sample.text.scalars.count)
      #expect(!citation.range.isEmpty)
      #expect(citation.printed == sample.text.printed(citation.range))
    }
  }

  @Test("A text in one line keeps its citations, though there are gaps and bars in it")
  func oneLine() throws {
    let prose = "Hill (2016) said so, and others agree (Okafor and Fell, 2017). "
    let line = String(repeating: prose, count: 40) + "2015   1.2 | 2016   1.4 | 2017   1.9 " + prose
    let review = ReviewReader(
      ReportText(utf8: Array(line.utf8), name: "line.txt"), profile: ReviewProfile()
    ).review()
    #expect(review.citations.count == 82)
    #expect(review.studies.count == 2)
  }

  @Test("The same text is read the same, whatever its lines end with", arguments: SampleText.names)
  func lineEnds(_ name: String) throws {
    let sample = try SampleText(name)
    let plain = ReviewReader(sample.text, profile: ReviewProfile()).review()
    let text = sample.text.string(0..<sample.text.scalars.count)
    let windows = ReportText(text.replacing("\n", with: "\r\n"), name: "t")
    let review = ReviewReader(windows, profile: ReviewProfile()).review()
    #expect(plain.citations.map(\.printed) == review.citations.map(\.printed))
    #expect(plain.studies.map(\.id) == review.studies.map(\.id))
  }
}
