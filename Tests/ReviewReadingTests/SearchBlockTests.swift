import ReviewReading
import Testing

/// Searches as reviews print them, with the blocks and terms that they hold.
@Suite("The search of a review") struct SearchBlockTests {
  @Test(
    "Each block holds its terms, and the sets that it combines",
    arguments: try TextCase.all("Searches/blocks.cases"))
  func blocks(_ example: TextCase) throws {
    let profile = try ReviewProfile(parsing: "section search: Search\n    holds: search", name: "p")
    let text = ReportText(utf8: Array("Search\n\n\(example.text)\n".utf8), name: "search.txt")
    let review = ReviewReader(text, profile: profile).review()
    let read = review.search.map { block in
      let sets = block.sets.isEmpty ? [] : ["combines " + block.sets.joined(separator: " ")]
      let terms = block.terms.isEmpty ? [] : [block.terms.map(\.text).joined(separator: " | ")]
      return "\(block.dialect) \(block.letter): " + (terms + sets).joined(separator: " ")
    }
    #expect(read == example.expected)
    #expect(Set(review.search.map(\.id)).count == review.search.count)
  }
}
