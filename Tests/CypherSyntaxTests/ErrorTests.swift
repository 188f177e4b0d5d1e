import CypherSyntax
import GraphModel
import Testing

/// A text that is refused: what is said of it, where, and what is advised.
struct Refusal: Sendable, CustomTestStringConvertible {
  var text: String
  var detail: String
  /// The text that the diagnostic's span covers.
  var place: String
  /// A part of the hint, or "" where there is none.
  var hint: String
  var testDescription: String { text }

  init(_ text: String, _ detail: String, _ place: String, _ hint: String = "") {
    (self.text, self.detail, self.place, self.hint) = (text, detail, place, hint)
  }
}

@Suite struct ErrorTests {
  static let mistakes = [
    // Misspelt keywords.
    Refusal("MACTH (n) RETURN n", "UnexpectedSyntax", "MACTH", "'MATCH'"),
    Refusal("MATCH (n) RETRUN n", "UnexpectedSyntax", "RETRUN", "'RETURN'"),
    Refusal("MATCH (n) WEHRE n.x RETURN n", "UnexpectedSyntax", "WEHRE", "'WHERE'"),
    Refusal("MATCH (n) WHERE n.x RETRUN n", "UnexpectedSyntax", "RETRUN", "'RETURN'"),
    Refusal("OPTIONAL MATHC (n) RETURN n", "UnexpectedSyntax", "MATHC", "'MATCH'"),
    Refusal("RETURN n LIMT 3", "UnexpectedSyntax", "LIMT", "'LIMIT'"),
    Refusal("MATCH (n) RETURN n ODER BY n", "UnexpectedSyntax", "ODER", "'ORDER'"),
    Refusal("MATCH (n) DETATCH DELETE n", "UnexpectedSyntax", "DETATCH", "'DETACH'"),
    Refusal("SHOW INDEXS", "UnexpectedSyntax", "INDEXS", "'INDEXES'"),
    Refusal("RETURN x IS :: INTEGR", "UnexpectedSyntax", "INTEGR", "'INTEGER'"),
    // What is missing.
    Refusal("", "UnexpectedSyntax", ""),
    Refusal("MATCH (n) RETURN", "UnexpectedSyntax", ""),
    Refusal("RETURN 1 +", "UnexpectedSyntax", ""),
    Refusal("RETURN (1 + 2", "UnexpectedSyntax", "", "line 1, column 8"),
    Refusal("RETURN\n [1, 2", "UnexpectedSyntax", "", "line 2, column 2"),
    Refusal("MATCH (s:Study RETURN s", "UnexpectedSyntax", "RETURN", "'(' of line 1, column 7"),
    Refusal("MATCH (n) WHERE RETURN n", "UnexpectedSyntax", "RETURN"),
    Refusal("WITH 1 AS x, WHERE x RETURN x", "UnexpectedSyntax", "WHERE"),
    Refusal("UNWIND [1] RETURN 1", "UnexpectedSyntax", "RETURN"),
    Refusal("MATCH n RETURN n", "UnexpectedSyntax", "n"),
    Refusal("RETURN a STARTS 'b'", "UnexpectedSyntax", "'b'"),
    Refusal("RETURN CASE WHEN a THEN 1", "UnexpectedSyntax", ""),
    Refusal("RETURN CASE END", "UnexpectedSyntax", ""),
    Refusal("RETURN all(x IN xs)", "UnexpectedSyntax", ")"),
    Refusal("RETURN any(xs)", "UnexpectedSyntax", "any", "any(x IN list WHERE predicate)"),
    Refusal("RETURN [(a)-->(b)]", "UnexpectedSyntax", "]"),
    Refusal("RETURN {a}", "UnexpectedSyntax", "a", "$a"),
    Refusal("RETURN {1a: 2}", "UnexpectedSyntax", "1a"),
    Refusal("RETURN {a.b: 2}", "UnexpectedSyntax", "."),
    Refusal("RETURN [,]", "UnexpectedSyntax", ","),
    Refusal("RETURN ()", "UnexpectedSyntax", "()", "(a)-->()"),
    // What is too much.
    Refusal("RETURN 1; RETURN 2", "UnexpectedSyntax", "RETURN", "one at a time"),
    Refusal("RETURN 1)", "UnexpectedSyntax", ")"),
    Refusal("RETURN 1 2", "UnexpectedSyntax", "2"),
    Refusal("RETURN n WHERE n.x", "UnexpectedSyntax", "WHERE", "WITH"),
    Refusal("RETURN n LIMIT 1 SKIP 2", "UnexpectedSyntax", "SKIP", "ORDER BY, SKIP, LIMIT"),
    Refusal("CALL p() YIELD * RETURN 1", "UnexpectedSyntax", "CALL p() YIELD *", "Name"),
    Refusal("MATCH (n) CALL p() YIELD *", "UnexpectedSyntax", "CALL p() YIELD *", "Name"),
    Refusal("SET n:A|B", "UnexpectedSyntax", "|", "n:Label:Other"),
    Refusal("FOREACH (x IN xs | RETURN x)", "UnexpectedSyntax", "RETURN"),
    // The language of others.
    Refusal("RETURN a != b", "UnexpectedSyntax", "!=", "<>"),
    Refusal("RETURN a == b", "UnexpectedSyntax", "==", "="),
    Refusal("RETURN a && b", "UnexpectedSyntax", "&&", "AND"),
    Refusal("RETURN a = NOT b", "UnexpectedSyntax", "NOT", "parentheses"),
    Refusal("CREATE INDEX ON :A(x)", "UnexpectedSyntax", "ON", "FOR (n:Label)"),
    Refusal("CREATE CONSTRAINT ON (n:A) ASSERT n.x IS UNIQUE", "UnexpectedSyntax", "ON", "REQUIRE"),
    Refusal("CREATE INDEX FOR (n:A|B) ON (n.x)", "UnexpectedSyntax", "(n:A|B)", "(n:Label)"),
    Refusal("CREATE FULLTEXT INDEX FOR (n:A) ON (n.x)", "UnexpectedSyntax", "(", "EACH"),
    Refusal("CREATE INDEX FOR (n:A) ON (m.x)", "UnexpectedSyntax", "m", "n.key"),
    // Patterns.
    Refusal("MATCH (n Person) RETURN n", "UnexpectedSyntax", "Person", ":Person"),
    Refusal("MATCH ()-[r T]-() RETURN r", "UnexpectedSyntax", "T", ":T"),
    Refusal("MATCH (n)-(m) RETURN n", "UnexpectedSyntax", "(", "-->"),
    Refusal("MATCH (n)->(m) RETURN n", "UnexpectedSyntax", ">", "-->"),
    Refusal("MATCH ()-[:A..]->() RETURN 1", "InvalidRelationshipPattern", "..", "*1..3"),
    Refusal("MATCH ()-[:A*-2]->() RETURN 1", "InvalidRelationshipPattern", "-", "*2"),
    Refusal("MATCH ()-[*1.5]->() RETURN 1", "InvalidRelationshipPattern", "1.5", "*2"),
    Refusal(
      "MATCH ()-[*99999999999999999999]->() RETURN 1", "IntegerOverflow",
      "99999999999999999999", "float"),
    // Tokens.
    Refusal("RETURN 'abc", "UnexpectedSyntax", "'abc", "'"),
    Refusal("RETURN `abc", "UnexpectedSyntax", "`abc", "`"),
    Refusal("RETURN 1 /* abc", "UnexpectedSyntax", "/* abc", "*/"),
    Refusal("RETURN 12ab", "InvalidNumberLiteral", "12ab"),
    Refusal("RETURN 0x", "InvalidNumberLiteral", "0x"),
    Refusal("RETURN 0xFG", "InvalidNumberLiteral", "0xFG"),
    Refusal("RETURN 0o78", "InvalidNumberLiteral", "0o78"),
    Refusal("RETURN 1__0", "InvalidNumberLiteral", "1__0"),
    Refusal("RETURN 1_", "InvalidNumberLiteral", "1_"),
    Refusal("RETURN 1e", "InvalidNumberLiteral", "1e"),
    Refusal("RETURN 9223372036854775808", "IntegerOverflow", "9223372036854775808", "float"),
    Refusal("RETURN -9223372036854775809", "IntegerOverflow", "9223372036854775809", "float"),
    Refusal("RETURN 1e309", "FloatingPointOverflow", "1e309"),
    Refusal("RETURN 'a\\uH'", "InvalidUnicodeLiteral", "\\u", "hexadecimal"),
    Refusal("RETURN 'a\\uD800b'", "InvalidUnicodeLiteral", "\\uD800", "hexadecimal"),
    Refusal("RETURN '\\UFFFFFFFF'", "InvalidUnicodeLiteral", "\\UFFFFFFFF", "hexadecimal"),
    Refusal("RETURN 'a\\dé'", "UnexpectedSyntax", "\\d", "\\\\"),
    Refusal("RETURN 'a\\é'", "UnexpectedSyntax", "\\é", "\\\\"),
    Refusal("RETURN 1 — 2", "InvalidUnicodeCharacter", "—", "'-'"),
    Refusal("RETURN ‘a’", "InvalidUnicodeCharacter", "‘", "quote"),
    Refusal("RETURN 1 # 2", "UnexpectedSyntax", "#"),
    Refusal("RETURN \u{0}", "UnexpectedSyntax", "\u{0}"),
    Refusal("RETURN 'é' §", "InvalidUnicodeCharacter", "§"),
    // The composition of clauses.
    Refusal("MATCH (n)", "InvalidClauseComposition", "MATCH (n)", "RETURN"),
    Refusal("CREATE (n) WITH n", "InvalidClauseComposition", "WITH n", "RETURN"),
    Refusal("RETURN 1 MATCH (n) RETURN n", "InvalidClauseComposition", "MATCH", "WITH"),
    Refusal(
      "RETURN 1 UNION RETURN 2 UNION ALL RETURN 3", "InvalidClauseComposition", "UNION",
      "CALL"),
    Refusal(
      "MATCH (n) WHERE EXISTS { MATCH (n) SET n.x = 1 } RETURN n",
      "InvalidClauseComposition", "SET", "CALL"),
    Refusal("RETURN COUNT { CREATE (n) }", "InvalidClauseComposition", "CREATE", "CALL"),
  ]

  @Test(arguments: mistakes)
  func mistakesAreExplained(_ expected: Refusal) throws {
    let diagnostic = try #require(refusal(of: expected.text))
    #expect(diagnostic.type == .syntaxError)
    #expect(diagnostic.phase == .compile)
    #expect(diagnostic.detail == expected.detail)
    #expect(cut(expected.text, diagnostic.span) == expected.place)
    if expected.hint.isEmpty {
      #expect(diagnostic.hint == nil)
    } else {
      #expect(diagnostic.hint?.contains(expected.hint) == true, "\(diagnostic.hint ?? "no hint")")
    }
  }

  @Test(arguments: [
    ("MATCH n RETURN n", "a node pattern such as (n:Label)"),
    ("MATCH (n) RETURN", "an expression"),
    ("UNWIND [1] RETURN 1", "AS and a variable"),
    ("RETURN {a.b: 2}", "':' after the key 'a'"),
    ("MATCH (n) WHERE EXISTS { } RETURN n", "a clause such as MATCH"),
    ("MATCH (n) SET n", "'=', '+=' or ':Label'"),
    ("RETURN n.1", "found '.1'"),
    ("RETURN n.*", "a property key after '.'"),
    ("RETURN 'a' 'b'", "found 'b'"),
  ])
  func messagesSayWhatWasExpected(_ text: String, _ part: String) throws {
    let diagnostic = try #require(refusal(of: text))
    #expect(diagnostic.message.contains(part), "\(diagnostic.message)")
  }

  @Test(arguments: [
    ("LOAD CSV FROM 'x' AS r RETURN r", "LOAD CSV"),
    ("MATCH (n) USING INDEX n:A(x) RETURN n", "USING after MATCH"),
    ("USING PERIODIC COMMIT 500 CREATE (n)", "PERIODIC COMMIT"),
    ("CALL { CREATE (n) } IN TRANSACTIONS OF 10 ROWS", "IN TRANSACTIONS"),
    ("CALL { CREATE (n) } IN 4 CONCURRENT TRANSACTIONS", "IN TRANSACTIONS"),
    ("OPTIONAL CALL { RETURN 1 AS a } RETURN a", "OPTIONAL CALL"),
    ("USE graph MATCH (n) RETURN n", "USE"),
    ("FOR x IN [1] RETURN x", "FOR"),
    ("LET x = 1 RETURN x", "LET"),
    ("MATCH (n) FILTER n.x > 1 RETURN n", "FILTER"),
    ("RETURN 1 AS x NEXT RETURN x", "NEXT"),
    ("MATCH (n) INSERT (m)", "INSERT"),
    ("MATCH ((a)-->(b)){1,3} RETURN a", "quantified path"),
    ("MATCH (a)-[:T]->+(b) RETURN a", "quantified path"),
    ("MATCH (a)-->{2}(b) RETURN a", "quantified path"),
    ("MATCH p = ANY SHORTEST (a)-->(b) RETURN p", "path selector"),
    ("MATCH ALL SHORTEST (a)-->(b) RETURN a", "path selector"),
    ("MATCH SHORTEST 2 (a)-->(b) RETURN a", "path selector"),
    ("MATCH REPEATABLE ELEMENTS (a)-->(b) RETURN a", "match mode"),
    ("MATCH (n:$(l)) RETURN n", "label or type from an expression"),
    ("MATCH (n) SET n[k] = 1", "key is an expression"),
    ("RETURN CASE x WHEN 1, 2 THEN 3 END", "after WHEN"),
    ("RETURN 'a' IS NORMALIZED", "IS NORMALIZED"),
    ("CREATE VECTOR INDEX i FOR (n:A) ON (n.x)", "VECTOR"),
    ("CREATE INDEX FOR (n:A) ON (n.x) OPTIONS {}", "OPTIONS"),
    ("CREATE CONSTRAINT FOR (n:A) REQUIRE n.x IS NOT NULL", "other than IS UNIQUE"),
    ("CREATE CONSTRAINT FOR (n:A) REQUIRE n.x IS NODE KEY", "other than IS UNIQUE"),
    ("CREATE DATABASE x", "Administration"),
    ("SHOW FUNCTIONS", "SHOW FUNCTIONS"),
  ])
  func otherDialectsAreNamed(_ text: String, _ name: String) throws {
    let diagnostic = try #require(refusal(of: text))
    #expect(diagnostic.type == .unsupported)
    #expect(diagnostic.detail == "UnsupportedSyntax")
    #expect(diagnostic.message.contains(name), "\(diagnostic.message)")
    #expect(diagnostic.hint != nil)
  }

  @Test func diagnosticsAreDrawn() throws {
    let text = "MATCH (n)\nRETRUN n"
    #expect(
      refusal(of: text)?.rendered(in: text) == """
        SyntaxError: Expected a clause such as WITH or RETURN, or the end of the query, but found \
        'RETRUN' [UnexpectedSyntax]
          2 | RETRUN n
            | ^^^^^^
        hint: Did you mean 'RETURN'?
        """)
  }
}
