import GraphEngine
import Testing

/// How wide a text is on a terminal, and what of it is safe to show.
@Suite("Text on a terminal")
struct DisplayTextTests {
  @Test(
    "Width in columns",
    arguments: [
      ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("Llŷn", 4), ("日本語", 6), ("ｶﾅ", 2), ("한국", 4),
      ("\u{1112}\u{1161}\u{11AB}", 2), ("😀", 2), ("👩‍🔬", 2), ("🏴󠁧󠁢󠁷󠁬󠁳󠁿", 2), ("🇬🇧", 2), ("👍🏽", 2), ("❤️", 2),
      ("❤", 1),
      ("a\u{200B}b", 2), ("ไทย", 3), ("ก็", 1), ("（）", 4), ("→", 1), ("☎︎", 1), ("\u{AD}", 0),
    ])
  func width(_ text: String, _ expected: Int) {
    #expect(DisplayText.width(of: text) == expected)
  }

  @Test(
    "Escapes",
    arguments: [
      ("plain", "plain"), ("a\nb", "a↵b"), ("a\r\nb", "a↵b"), ("a\tb", "a\\tb"),
      ("\u{1B}[31mred", "\\u001b[31mred"), ("\u{0}", "\\u0000"), ("\u{9B}x", "\\u009bx"),
      ("\u{202E}abc", "\\u202eabc"), ("Llŷn 日本", "Llŷn 日本"), ("\u{7F}", "\\u007f"),
    ])
  func escaped(_ text: String, _ expected: String) {
    #expect(DisplayText.escaped(text) == expected)
  }

  @Test("Cutting never splits a character or passes the limit", arguments: 0...12)
  func cut(_ limit: Int) {
    for text in [
      "日本語テキスト", "e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}", "👩‍🔬👩‍🔬👩‍🔬👩‍🔬👩‍🔬👩‍🔬👩‍🔬", "abcdefghijklmn",
    ] {
      let (shown, isCut) = DisplayText.cut(text, to: limit)
      #expect(DisplayText.width(of: shown) <= limit)
      #expect(isCut == (shown != text))
      #expect(isCut == (DisplayText.width(of: text) > limit))
      if isCut, limit > 0 { #expect(shown.hasSuffix("…") && text.hasPrefix(shown.dropLast())) }
    }
  }
}
