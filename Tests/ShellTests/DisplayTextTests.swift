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
      ("\u{2066}a\u{61C}", "\\u2066a\\u061c"), ("a\u{200B}b\u{FEFF}", "a\\u200bb\\ufeff"),
      ("a\u{200D}b", "a\\u200db"), ("\u{E0041}", "\\U000e0041"), ("a\u{AD}b", "a\\u00adb"),
      ("👩‍🔬 🏴󠁧󠁢󠁷󠁬󠁳󠁿 ❤️ می‌خواهم", "👩‍🔬 🏴󠁧󠁢󠁷󠁬󠁳󠁿 ❤️ می‌خواهم"),
    ])
  func escaped(_ text: String, _ expected: String) {
    #expect(DisplayText.escaped(text) == expected)
  }

  @Test("A terminal's gate shows as text what a terminal would obey, however the bytes arrive")
  func filter() {
    let text = "a\tb\n\u{1B}[31m\u{9B}2J\u{202E}\u{200B}\r\u{7}ŵ👩‍🔬\u{7F}"
    let shown = "a\tb\n\\u001b[31m\\u009b2J\\u202e\\u200b\\u000d\\u0007ŵ👩‍🔬\\u007f"
    for size in 1...text.utf8.count {
      var filter = TerminalFilter()
      var bytes: [UInt8] = []
      var rest = Array(text.utf8)[...]
      while !rest.isEmpty {
        bytes += filter.filtered(Array(rest.prefix(size)))
        rest = rest.dropFirst(size)
      }
      bytes += filter.finish()
      #expect(String(decoding: bytes, as: UTF8.self) == shown, "in pieces of \(size)")
    }
    var filter = TerminalFilter()
    #expect(filter.filtered([0x61, 0x9B, 0xC3, 0x28, 0xE2, 0x82]) == Array("a\\x9b\\xc3(".utf8))
    #expect(filter.finish() == Array("\\xe2\\x82".utf8))
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
