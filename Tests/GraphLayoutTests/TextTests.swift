import FigureKit
import Testing

/// Widths, lines, and what may be drawn.
@Suite struct TextTests {
  @Test func widths() {
    // From the table of the font: W 944, i 222.
    #expect(GlyphWidths.width(of: "W", size: 1_000) == 944)
    #expect(GlyphWidths.width(of: "iiii", size: 10) == 8.88)
    #expect(GlyphWidths.width(of: "ŵ", size: 1_000) == 722)
    #expect(GlyphWidths.width(of: "ŷ", size: 1_000) == 500)
    #expect(GlyphWidths.width(of: "w\u{302}", size: 1_000) == 722, "a mark takes no room")
    #expect(GlyphWidths.width(of: "Ẁỳ", size: 1_000) == 1_444)
    #expect(GlyphWidths.width(of: "知", size: 1_000) >= 1_000)
    #expect(GlyphWidths.width(of: "", size: 10) == 0)
  }

  @Test(arguments: [
    ("one two three four", 60.0, ["one two", "three four"]), ("", 60, []), ("   ", 60, []),
    ("a\nb\r\nc", 60, ["a", "b", "c"]), ("  x  y ", 60, ["x y"]),
    ("unbreakable-but-very-long", 60, ["unbreakabl", "e-but-very-l", "ong"]),
    ("ŵŷ ŵŷ ŵŷ ŵŷ", 30, ["ŵŷ ŵŷ", "ŵŷ ŵŷ"]),
  ])
  func lines(_ text: String, _ width: Double, _ expected: [String]) {
    let lines = TextLines(text, width: width, size: 11)
    #expect(lines.lines == expected)
    #expect(lines.width <= width && !lines.isCut)
    for line in lines.lines {
      #expect(GlyphWidths.width(of: line, size: 11) <= lines.width + 0.01)
    }
  }

  @Test func aLimitOfLines() {
    let lines = TextLines("one two three four five six seven", width: 60, size: 11, limit: 2)
    #expect(lines.isCut && lines.lines.count == 2)
    #expect(lines.lines[1].hasSuffix("…") && lines.width <= 60)
    #expect(!TextLines("one two", width: 60, size: 11, limit: 1).isCut)
    // A text of a million words is not read to its end.
    let long = TextLines(
      String(repeating: "word ", count: 1_000_000), width: 60, size: 11, limit: 3)
    #expect(long.lines.count == 3 && long.isCut)
  }

  @Test(arguments: [
    ("a\u{0}b\u{1B}[31m", "a␀b␛[31m"), ("\u{7F}\u{85}", "␡⟨U+0085⟩"),
    ("x\u{202E}gpj.exe", "x⟨U+202E⟩gpj.exe"), ("\u{2066}\u{2069}", "⟨U+2066⟩⟨U+2069⟩"),
    ("\u{2028}\u{FFFF}", "⟨U+2028⟩\u{FFFD}"), ("ŵŷ שלום 👩‍👩‍👧 e\u{301}", "ŵŷ שלום 👩‍👩‍👧 e\u{301}"),
  ])
  func whatCannotBeSeenIsShown(_ text: String, _ shown: String) {
    #expect(VisibleText.of(text) == shown)
    #expect(SVGWriter.escaped(text) == shown)
  }

  @Test func escapes() {
    #expect(
      SVGWriter.escaped("<b a=\"1\">&amp;</script>\t\r\n]]>\r")
        == "&lt;b a=&quot;1&quot;&gt;&amp;amp;&lt;/script&gt; \n]]&gt;\n")
  }

  @Test(arguments: [
    (0.0, "0"), (1, "1"), (-1.5, "-1.5"), (0.05, "0.05"), (12.346, "12.35"), (-0.001, "0"),
    (1e15, "0"), (.nan, "0"), (.infinity, "0"), (99.999, "100"),
  ])
  func numbers(_ value: Double, _ text: String) { #expect(SVGWriter.number(value) == text) }
}
