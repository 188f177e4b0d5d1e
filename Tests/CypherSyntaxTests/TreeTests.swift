import CypherSyntax
import GraphModel
import Testing

@Suite struct TreeTests {
  @Test func columnsKeepTheirText() throws {
    let text = "RETURN  n . name ,\n 1+ 2 AS three, (  'é' )"
    guard case .return(let clause) = try clauses(text)[0] else { return }
    #expect(clause.items.map(\.text) == ["n . name", "1+ 2", "(  'é' )"])
    #expect(clause.items.map { $0.alias?.text.string } == [nil, "three", nil])
  }

  @Test func spansAreUTF8Offsets() throws {
    let text = "MATCH (é:A {k: 'ŵ'}) WHERE é.x = 1 + 2 RETURN (é)"
    guard case .match(let match) = try clauses(text)[0],
      case .return(let clause) = try clauses(text)[1]
    else { return }
    #expect(cut(text, match.span) == "MATCH (é:A {k: 'ŵ'}) WHERE é.x = 1 + 2")
    #expect(cut(text, match.patterns[0].nodes[0].span) == "(é:A {k: 'ŵ'})")
    #expect(cut(text, match.patterns[0].nodes[0].properties?.span) == "{k: 'ŵ'}")
    #expect(cut(text, match.predicate?.span) == "é.x = 1 + 2")
    #expect(cut(text, clause.items[0].expression.span) == "(é)")
    guard case .comparison(let first, let links) = match.predicate?.kind else { return }
    #expect(cut(text, first.span) == "é.x")
    #expect(cut(text, links[0].right.span) == "1 + 2")
  }

  @Test(arguments: [
    ("CALL a.b", true), ("CALL a.b()", true), ("CALL a.b() YIELD *", true),
    ("EXPLAIN CALL a.b() YIELD x;", true), ("CALL a.b() YIELD x RETURN x", false),
    ("CALL a.b() UNION CALL a.c()", false), ("MATCH (n) CALL a.b()", false),
  ])
  func standaloneCallsAreMarked(_ text: String, _ standalone: Bool) throws {
    let call = try clauses(text).compactMap { clause in
      if case .call(let call) = clause { call } else { nil }
    }.first
    #expect(call?.standalone == standalone)
  }

  @Test func callsInSubqueriesAreNotStandalone() throws {
    guard case .subquery(let subquery) = try clauses("CALL { CALL a.b() }")[0],
      case .call(let call) = subquery.query.parts[0].clauses[0]
    else { return }
    #expect(!call.standalone)
  }

  @Test func lengthsAreKept() throws {
    let text = "MATCH ()-[*]-()-[*2]-()-[*2..]-()-[*..3]-()-[*1..3]-()--() RETURN 1"
    guard case .match(let match) = try clauses(text)[0] else { return }
    #expect(
      match.patterns[0].relationships.map(\.length) == [
        .init(minimum: nil, maximum: nil), .init(minimum: 2, maximum: 2),
        .init(minimum: 2, maximum: nil), .init(minimum: nil, maximum: 3),
        .init(minimum: 1, maximum: 3), nil,
      ])
  }

  @Test(
    arguments: [
      ("1", .integer(1)), ("-1", .integer(-1)), ("0x7FFFFFFFFFFFFFFF", .integer(.max)),
      ("-0o1000000000000000000000", .integer(.min)), ("007", .integer(7)),
      ("1.5e-3", .float(0.0015)),
      (".5", .float(0.5)), ("1e400000", .null), ("1_0.0_1", .float(10.01)), ("0.0", .float(0)),
      ("'a\\tb'", "a\tb"), ("\"\\u0041\"", "A"), ("'\\U01F600'", "😀"), ("'\\\\d'", "\\d"),
      ("'\\uD83D\\uDE00'", "😀"), ("''", ""), ("''''", "'"), ("null", .null), ("TRUE", true),
    ] as [(String, Value)])
  func literalsHaveValues(_ text: String, _ expected: Value) throws {
    guard text != "1e400000" else {
      #expect(refusal(of: "RETURN \(text)")?.detail == "FloatingPointOverflow")
      return
    }
    guard case .literal(let value) = try expression(text)?.kind else {
      #expect(Bool(false), "no literal")
      return
    }
    #expect(value == expected)
  }

  /// No keyword is closed to names: as a key, label, type, alias, and, in backticks, anywhere.
  @Test(arguments: Keyword.allCases.map(\.rawValue))
  func keywordsAreNames(_ word: String) throws {
    for name in [word, word.lowercased()] {
      let text =
        "MATCH (n:\(name) {\(name): 1})-[:\(name)]->(`\(name)`) SET n.\(name) = 1, n:\(name) "
        + "RETURN n.\(name), {\(name): 1}, n {.\(name)}, `\(name)`, $\(name) AS \(name)"
      let printed = try parsed(text).description
      #expect(try parsed(printed).description == printed)
    }
  }

  @Test(arguments: [
    "limit", "order", "end", "on", "skip", "set", "count", "exists", "all", "any", "single", "none",
    "range", "index", "for", "if", "key", "type", "contains", "in", "starts", "with", "match",
  ])
  func keywordsAreVariables(_ name: String) throws {
    let text =
      "MATCH (\(name))-[r]->(b) WHERE \(name).x = 1 AND \(name) <> b "
      + "WITH \(name), b ORDER BY \(name).y RETURN \(name).x AS x, \(name) AS \(name), b"
    guard case .return(let clause) = try #require(try clauses(text).last) else { return }
    guard case .variable(let variable) = clause.items[1].expression.kind else {
      #expect(Bool(false), "no variable")
      return
    }
    #expect(variable.text.string == name)
  }

  @Test func namesAreNotNormalised() throws {
    guard case .variable(let composed) = try expression("é")?.kind,
      case .variable(let decomposed) = try expression("e\u{301}")?.kind
    else { return }
    #expect(composed != decomposed)
  }

  @Test func wordsOutsideASCIIAreNoKeywords() throws {
    // In upper case, these would be SET and LIMIT.
    #expect(Keyword(word: "ſet") == nil)
    #expect(Keyword(word: "lımıt") == nil)
    #expect(Keyword(word: "mAtCh") == .match)
  }
}
