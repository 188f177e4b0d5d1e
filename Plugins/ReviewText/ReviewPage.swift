import ReviewReading
import WordCatalog

/// The page that is written beside a review: its text with every citation marked, its studies, and what is doubtful.
///
/// It holds no script and loads nothing. The text of the element `text` is the file's, code point for code point;
/// what the file says is escaped, so that it stays text.
struct ReviewPage {
  private let review: ReadReview
  private let words: Words
  /// How a page of ours begins, by which an older one is known.
  static let mark = "<!DOCTYPE html>\n<!-- dolen review -->\n"

  init(_ review: ReadReview) {
    self.review = review
    words = Words(Language(tag: review.profile.language ?? "en") ?? .en)
  }

  /// The page.
  ///
  /// - Complexity: O(*n*) in the text and the citations.
  var html: String {
    let title = Self.escaped(review.profile.title ?? review.text.name)
    var page = Self.mark
    page += "<html lang=\"\(words.language.rawValue)\"><head><meta charset=\"utf-8\">"
    page += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
    page += "style-src 'unsafe-inline'\"><meta name=\"viewport\" content=\"width=device-width\">"
    page += "<title>\(title)</title><style>\(Self.style)</style></head><body>"
    page += "<a class=\"skip\" href=\"#text\">\(words.reviewPageToText)</a>"
    page += "<header><h1>\(title)</h1><p>"
    page += words.reviewPageCounts(
      citations: review.citations.count, studies: review.studies.count, pages: review.pageCount)
    page += "</p></header><nav aria-label=\"\(words.reviewPageStudies)\">"
    page +=
      doubts + guesses + studies + "</nav><main><div id=\"text\" dir=\"auto\" tabindex=\"-1\">"
    page += text + "</div></main></body></html>\n"
    return page
  }

  // MARK: Lists

  private var doubts: String {
    var items: [String] = []
    for pair in review.pairs {
      items.append(
        "<li>\(link(pair.first)) – \(link(pair.second)): \(words.reviewReason(pair.reason.rawValue)), "
          + "\(Self.percent(pair.score))</li>")
    }
    for (index, study) in review.studies.enumerated()
    where study.isYearDoubtful || study.isSuffixDoubtful || study.isUnlisted {
      let reason = study.isUnlisted ? "unlisted" : study.isYearDoubtful ? "year" : "suffix"
      items.append("<li>\(link(index)): \(words.reviewReason(reason))</li>")
    }
    for citation in review.citations
    where citation.study == nil || citation.doubts.contains("bracket")
      || citation.doubts.contains("single")
    {
      let reason = citation.study == nil ? "unlisted" : citation.doubts.last ?? ""
      items.append(
        "<li><a href=\"#\(citation.id)\">\(Self.escaped(citation.printed))</a>: "
          + "\(words.reviewReason(reason))</li>")
    }
    for section in review.sections where section.isLevelDoubtful {
      items.append("<li>\(Self.escaped(section.title)): \(words.reviewReason("level"))</li>")
    }
    guard !items.isEmpty else { return "" }
    return "<h2>\(words.reviewPageDoubts)</h2><ul>\(items.joined())</ul>"
  }

  private var guesses: String {
    guard !review.reasons.isEmpty else { return "" }
    let items = review.reasons.map { reason in
      "<li>\(reason.statement.rawValue): \(Self.escaped(reason.value)) (\(reason.count))</li>"
    }
    return "<h2>\(words.reviewPageGuesses)</h2><ul>\(items.joined())</ul>"
  }

  private var studies: String {
    var citations: [Int: [ReadCitation]] = [:]
    for citation in review.citations {
      if let study = citation.study { citations[study, default: []].append(citation) }
    }
    let order = review.studies.indices.sorted {
      review.studies[$0].name.lowercased() < review.studies[$1].name.lowercased()
    }
    var items = ""
    for index in order {
      let study = review.studies[index]
      items +=
        "<li id=\"\(Self.anchor(index))\" tabindex=\"-1\"><b>\(Self.escaped(study.name))</b> "
      if let reference = study.reference { items += "<cite>\(Self.escaped(reference))</cite> " }
      let cited = citations[index] ?? []
      items +=
        "<span class=\"l\">\(cited.isEmpty ? words.reviewPageUncited : words.reviewPageLines)</span> "
      items += cited.map { citation in
        let line = review.text.line(of: citation.range.lowerBound)
        return
          "<a href=\"#\(citation.id)\" aria-label=\"\(Self.escaped(words.reviewPageLine(line)))\">\(line)</a>"
      }.joined(separator: " ")
      items += "</li>"
    }
    return "<h2>\(words.reviewPageStudies)</h2><ol>\(items)</ol>"
  }

  private func link(_ study: Int) -> String {
    "<a href=\"#\(Self.anchor(study))\">\(Self.escaped(review.studies[study].name))</a>"
  }

  private static func anchor(_ study: Int) -> String { "s\(study + 1)" }

  private static func percent(_ score: Double) -> String { "\(Int((score * 100).rounded())) %" }

  // MARK: The text

  /// The text with a link for each citation; where several stand in one place, as in `3–5`, one link for all.
  private var text: String {
    var html = ""
    var place = 0
    let order = review.citations.sorted {
      ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound)
    }
    var index = 0
    while index < order.count {
      let citation = order[index]
      var end = index + 1
      while end < order.count, order[end].range.lowerBound < citation.range.upperBound { end += 1 }
      let together = order[index..<end]
      index = end
      guard citation.range.lowerBound >= place else { continue }
      append(place..<citation.range.lowerBound, to: &html)
      let names = together.compactMap { $0.study.map { review.studies[$0].name } }
      let doubts = together.contains { !$0.doubts.isEmpty || $0.study == nil }
      html += "<a class=\"c\(doubts ? " d" : "")\" id=\"\(citation.id)\""
      if let study = citation.study {
        html += " href=\"#\(Self.anchor(study))\""
      } else {
        html += " tabindex=\"0\""
      }
      html += " title=\"\(Self.escaped(names.joined(separator: "; ")))\">"
      append(citation.range, to: &html)
      html += "</a>"
      for other in together.dropFirst() { html += "<a id=\"\(other.id)\"></a>" }
      place = citation.range.upperBound
    }
    append(place..<review.text.scalars.count, to: &html)
    return html
  }

  private func append(_ range: Range<Int>, to html: inout String) {
    guard !range.isEmpty else { return }
    html += Self.escaped(review.text.string(range))
  }

  /// A text that says nothing to a browser.
  static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
      // A browser would make another sign of it.
      case "\r": escaped.append(contentsOf: "&#13;".unicodeScalars)
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }

  private static let style = """
    :root{color-scheme:light dark}body{margin:0;font:16px/1.5 system-ui,sans-serif}
    header{padding:.75rem 1.25rem;border-bottom:1px solid #8884}
    h1{font-size:1.25rem;line-height:1.3;margin:0}header p{margin:.25rem 0 0;opacity:.85}
    .skip{position:absolute;left:-99em}
    .skip:focus{left:1rem;top:1rem;background:Canvas;padding:.5rem;z-index:1}
    nav,main{box-sizing:border-box;padding:.75rem 1.25rem}nav{font-size:.9rem}
    nav h2{font-size:1.05rem;margin:1rem 0 .4rem}nav h2:first-child{margin-top:0}
    nav ul,nav ol{margin:0;padding-left:1.6em}nav li{margin:.25rem 0;overflow-wrap:anywhere}
    nav ol a{display:inline-block;min-width:1.5em;padding:.1em .15em}
    nav cite,.l{opacity:.75}nav cite{display:block;font-size:.92em}
    #text{white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:isolate;max-width:80ch}
    .c{background:#ffd54a55;border-bottom:2px solid #b8860b;color:inherit;text-decoration:none}
    .d{border-bottom-style:dashed;background:#ff8a6555}
    a:focus-visible{outline:3px solid #1565c0;outline-offset:2px}
    :target{outline:3px solid #1565c0;background:#90caf955;scroll-margin:4rem}
    @media(min-width:60em){
    body{display:grid;grid-template:auto minmax(0,1fr)/24rem minmax(0,1fr);height:100vh}
    header{grid-column:1/3}nav{grid-row:2;grid-column:1;overflow:auto;border-right:1px solid #8884}
    main{grid-row:2;grid-column:2;overflow:auto}}
    @media print{nav{break-after:page}.c{background:none}}
    """
}
