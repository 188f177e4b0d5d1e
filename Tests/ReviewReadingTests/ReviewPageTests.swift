import ReviewReading
import Testing

@testable import ReviewTextPlugin

/// The page beside a review.
@Suite("Pages of reviews") struct ReviewPageTests {
  private func page(_ text: String) -> String {
    ReviewPage(
      ReviewReader(ReportText(text, name: "r.txt"), profile: ReviewProfile()).review()
    ).html
  }

  /// The text of the element that holds the review's.
  private func text(of page: String) -> String {
    guard let start = page.firstRange(of: "id=\"text\" dir=\"auto\" tabindex=\"-1\">"),
      let end = page.firstRange(of: "</div></main>")
    else { return "" }
    var text = ""
    var isTag = false
    for character in page[start.upperBound..<end.lowerBound].unicodeScalars {
      if character == "<" { isTag = true }
      if !isTag { text.unicodeScalars.append(character) }
      if character == ">" { isTag = false }
    }
    let names = [
      ("&#13;", "\r"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"),
      ("&amp;", "&"),
    ]
    for (name, sign) in names {
      text = text.replacing(name, with: sign)
    }
    return text
  }

  @Test("The text in the page is the file's", arguments: SampleText.names)
  func sameText(_ name: String) throws {
    let sample = try SampleText(name)
    let whole = sample.text.string(0..<sample.text.scalars.count)
    let shown = text(of: page(whole))
    #expect(Array(shown.unicodeScalars) == Array(whole.unicodeScalars))
  }

  @Test("Every link in the text holds the words of its citation", arguments: SampleText.names)
  func spans(_ name: String) throws {
    let sample = try SampleText(name)
    let review = ReviewReader(sample.text, profile: ReviewProfile()).review()
    let page = ReviewPage(review).html
    var places: Set<Range<Int>> = []
    for citation in review.citations {
      let id = "id=\"\(citation.id)\""
      #expect(page.contains(id), "\(citation.id) is nowhere on the page")
      // Of several in one place, as in 3–5, one link holds the words.
      guard places.insert(citation.range).inserted,
        let start = page.firstRange(of: id),
        let open = page[start.upperBound...].firstRange(of: ">"),
        let close = page[open.upperBound...].firstRange(of: "</a>")
      else { continue }
      let shown = String(page[open.upperBound..<close.lowerBound])
      let isWithin = review.citations.contains {
        $0.id != citation.id && $0.range.overlaps(citation.range)
          && $0.range.count >= citation.range.count
      }
      if shown.isEmpty, isWithin { continue }
      #expect(shown == ReviewPage.escaped(sample.text.string(citation.range)))
    }
  }

  @Test("Every citation and study is reached by keyboard", arguments: SampleText.names)
  func keyboard(_ name: String) throws {
    let sample = try SampleText(name)
    let page = ReviewPage(ReviewReader(sample.text, profile: ReviewProfile()).review()).html
    let ids = page.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count, "An id is there twice")
    // A link leads to a place of the page, and a place that links lead to can take the focus.
    let targets = Set(page.matches(of: /href="([^"]*)"/).map { String($0.1) })
    #expect(targets.allSatisfy { $0.hasPrefix("#") && ids.contains(String($0.dropFirst())) })
    for link in page.matches(of: /<a class="c[^>]*>/) {
      #expect(link.0.contains(" href=\"#") || link.0.contains(" tabindex=\"0\""))
    }
    for study in page.matches(of: /<li id="s\d+"[^>]*>/) {
      #expect(study.0.contains("tabindex=\"-1\""))
    }
    let first = try #require(page.firstRange(of: "<a "))
    #expect(page[first.lowerBound...].hasPrefix("<a class=\"skip\" href=\"#text\">"))
  }

  @Test("What a text says to a browser stays text")
  func hostile() {
    let hostile = """
      <script>alert(1)</script> "><img src=x onerror=alert(1)> (Quarmby <b>et al.</b>, 2015)
      &lt;/div&gt; Selwood" onmouseover="x (2015) </div></main> javascript:x\r
      """
    let page = page(hostile)
    #expect(!page.contains("<script"))
    #expect(!page.contains("<img"))
    #expect(!page.contains("<b>et"))
    #expect(page.contains("default-src 'none'"))
  }
}
