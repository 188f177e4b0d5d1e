import CypherSyntax
import Testing

@Suite struct SplitterTests {
  @Test func statementsAreSplitAtSemicolons() {
    var splitter = StatementSplitter()
    let text =
      " MATCH (n)\nRETURN n ;; // nothing; here\nRETURN 'a;b', `c;d`, \"e\\\";f\" /* ; */;\n"
    let pieces = splitter.append(text)
    #expect(pieces.map(\.text) == ["MATCH (n)\nRETURN n", "RETURN 'a;b', `c;d`, \"e\\\";f\""])
    #expect(pieces.map(\.offset) == [1, 40])
    #expect(pieces.map(\.line) == [1, 3])
    #expect(splitter.open == .nothing)
    #expect(splitter.finish() == nil)
  }

  @Test(
    arguments: [
      ("", .nothing), ("  // comment\n", .nothing), ("RETURN 1;", .nothing),
      ("RETURN", .statement), ("RETURN\n", .statement), ("RETURN 1; M", .statement),
      ("RETURN (", .bracket("(")), ("RETURN ([{a: 1}", .bracket("[")),
      ("RETURN {\n", .bracket("{")),
      ("RETURN (1)", .statement), ("RETURN 'a\n", .text("'")), ("RETURN \"a'\n", .text("\"")),
      ("RETURN 'it''s\n", .text("'")), ("RETURN 'a\\'\n", .text("'")), ("RETURN `a\n", .name),
      ("RETURN $`a\n", .name), ("/* a\n", .comment), ("RETURN 1 /* a", .comment),
      ("RETURN (1;", .nothing), ("'", .text("'")), ("/*", .comment),
    ] as [(String, StatementSplitter.Open)])
  func whatIsOpenIsTold(_ text: String, _ expected: StatementSplitter.Open) {
    var splitter = StatementSplitter()
    _ = splitter.append(text)
    #expect(splitter.open == expected)
  }

  @Test func aSemicolonInBracketsEndsTheStatement() {
    var splitter = StatementSplitter()
    #expect(splitter.append("RETURN (1; RETURN 2;").map(\.text) == ["RETURN (1", "RETURN 2"])
  }

  @Test func theRestIsGivenAtTheEnd() {
    var splitter = StatementSplitter()
    #expect(splitter.append("RETURN 1;\nRETURN 2").map(\.text) == ["RETURN 1"])
    let rest = splitter.finish()
    #expect(rest?.text == "RETURN 2")
    #expect(rest?.offset == 10)
    #expect(rest?.line == 2)
    #expect(splitter.open == .nothing)
    #expect(splitter.append("RETURN 'a").isEmpty)
    #expect(splitter.finish()?.text == "RETURN 'a")
    #expect(splitter.append("/* open").isEmpty)
    #expect(splitter.finish() == nil)
  }

  static let script = """
    // a script; with comments
    MATCH (n:`a;``b`) WHERE n.x = 'it''s; \\' ;' /* ;
    ; */ RETURN n; RETURN "é;\\\\"; RETURN $`p;`, 1..2 // ; end
    ;
    ; CREATE (ŵ {t: '
    a ; text
    '});   RETURN 1 /**/ / 2;/***/RETURN 1--1;RETURN ''''
    """

  /// However the text is cut, even inside a token, the statements are the same.
  @Test(arguments: 1...60)
  func cutsMakeNoDifference(_ length: Int) throws {
    let whole = Self.pieces(of: [Self.script])
    #expect(whole.count == 7)
    let scalars = Array(Self.script.unicodeScalars)
    let parts = stride(from: 0, to: scalars.count, by: length).map { start in
      var part = String.UnicodeScalarView()
      part.append(contentsOf: scalars[start..<min(start + length, scalars.count)])
      return String(part)
    }
    #expect(Self.pieces(of: parts) == whole)
  }

  private static func pieces(of parts: [String]) -> [StatementSplitter.Piece] {
    var splitter = StatementSplitter()
    let pieces = parts.flatMap { splitter.append($0) }
    return pieces + (splitter.finish().map { [$0] } ?? [])
  }

  @Test func offsetsAndLinesPointIntoTheWhole() throws {
    let bytes = Array(Self.script.utf8)
    for piece in Self.pieces(of: [Self.script]) {
      let end = piece.offset + piece.text.utf8.count
      #expect(String(decoding: bytes[piece.offset..<end], as: UTF8.self) == piece.text)
      #expect(piece.line == 1 + bytes[..<piece.offset].count { $0 == 0x0A })
    }
  }

  @Test func aLongTextIsNotReadAgainWithEveryLine() {
    var splitter = StatementSplitter()
    _ = splitter.append("RETURN '\n")
    let line = String(repeating: "a", count: 80) + "\n"
    for _ in 0..<10_000 { _ = splitter.append(line) }
    #expect(splitter.open == .text("'"))
    #expect(splitter.append("';\n").first?.text.utf8.count == 810_000 + 10)
  }
}
