import ReviewReading
import Testing

/// Searches as reviews print them, with the blocks and terms that they hold.
@Suite("The search of a review") struct SearchBlockTests {
  /// A term is followed by the code that says where it is looked for, in braces.
  @Test(
    "Each block holds its terms, and the sets that it combines",
    arguments: try TextCase.all("Searches/blocks.cases"))
  func blocks(_ example: TextCase) throws {
    let profile = try ReviewProfile(parsing: "section search: Search\n    holds: search", name: "p")
    let text = ReportText(utf8: Array("Search\n\n\(example.text)\n".utf8), name: "search.txt")
    let review = ReviewReader(text, profile: profile).review()
    let read = review.search.map { block in
      let sets = block.sets.isEmpty ? [] : ["combines " + block.sets.joined(separator: " ")]
      let limits =
        block.limits.isEmpty ? [] : ["limited to " + block.limits.joined(separator: "; ")]
      let terms = block.terms.map { $0.text + ($0.field.map { " {\($0)}" } ?? "") }
      return "\(block.dialect) \(block.letter): "
        + ((terms.isEmpty ? [] : [terms.joined(separator: " | ")]) + sets + limits)
        .joined(separator: " ")
    }
    #expect(read == example.expected)
    #expect(Set(review.search.map(\.id)).count == review.search.count)
  }
}
