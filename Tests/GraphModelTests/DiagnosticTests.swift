import GraphModel
import Testing

@Suite struct DiagnosticTests {
  private func diagnostic(_ start: Int, _ end: Int) -> Diagnostic {
    Diagnostic(
      .syntaxError, .compile, "UndefinedVariable", "Variable 'persn' is not defined",
      at: SourceSpan(start, end), hint: "Did you mean 'person'?")
  }

  @Test func isDrawnUnderItsLine() {
    let text = "MATCH (person)\nRETURN persn.name"
    #expect(
      diagnostic(22, 27).rendered(in: text) == """
        SyntaxError: Variable 'persn' is not defined [UndefinedVariable]
          2 | RETURN persn.name
            |        ^^^^^
        hint: Did you mean 'person'?
        """)
    let first = diagnostic(22, 27).rendered(in: text, origin: "q.cypher", firstLine: 10)
      .split(separator: "\n").first
    #expect(
      first == "q.cypher:11:8: SyntaxError: Variable 'persn' is not defined [UndefinedVariable]")
  }

  @Test func countsCodePointsAndKnowsAllLineEnds() {
    let drawn = diagnostic(17, 22).rendered(in: "MATCH (\u{177}e\u{301})\r\n\t=persn\r\n")
      .split(separator: "\n", omittingEmptySubsequences: false)
    #expect(drawn.count == 4)
    #expect(drawn[1].hasPrefix("  2 |  =persn"))
    #expect(drawn[2] == "    |   ^^^^^")
  }

  @Test(arguments: [(0, 0), (3, 3), (0, 1_000), (500, 1_000), (1_000, 2_000), (5, 2)])
  func anySpanCanBeDrawn(_ start: Int, _ end: Int) {
    for text in ["", "\n", "RETURN 1", String(repeating: "x", count: 600), "a\r\nb"] {
      let drawn = diagnostic(start, end).rendered(in: text)
      #expect(drawn.contains("^"))
      #expect(drawn.split(separator: "\n").allSatisfy { $0.count < 200 })
    }
  }

  @Test func keepsTheFirstPlace() {
    let bare = Diagnostic(.typeError, .runtime, "InvalidArgumentType", "No")
    let placed = bare.located(at: SourceSpan(1, 2))
    #expect(placed.span == SourceSpan(1, 2))
    #expect(placed.located(at: SourceSpan(3, 4)).span == SourceSpan(1, 2))
    #expect(bare.description == "TypeError (InvalidArgumentType): No")
    #expect(bare.rendered(in: "RETURN 1") == "TypeError: No [InvalidArgumentType]")
  }
}

@Suite struct NearestTests {
  @Test(
    arguments: [
      ("Stduy", "Study"), ("study", "Study"), ("Sectr", "Sector"), ("SUPORTS", "SUPPORTS"),
      ("x", nil), ("Completely", nil), ("", nil),
    ] as [(String, String?)])
  func findsWhatWasMeant(_ name: String, _ expected: String?) {
    #expect(nearest(to: name, in: ["Study", "Sector", "SUPPORTS", "Outcome"]) == expected)
  }

  @Test func asksInWords() {
    #expect(didYouMean("toUper", in: ["toUpper", "toLower"]) == "Did you mean 'toUpper'?")
    #expect(didYouMean("banana", in: ["toUpper"]) == nil)
  }
}
