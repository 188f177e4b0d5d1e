import CypherSyntax
import GraphModel
import Testing

@Suite struct RoundTripTests {
  /// Statements that ask of their evidence, as the printer writes them.
  static let evidence = [
    "WITHOUT STUDIES 'a', $list WITHOUT (s:Study WHERE s.x > 1) MATCH (n) RETURN n",
    "EXPLAIN WITHOUT STUDIES 'a' EVIDENCE ALL AS (who, said) BY (p:Paper) MATCH (n) RETURN n",
    "WITH 1 AS evidence, 2 AS without RETURN evidence + without AS study",
  ]

  @Test(arguments: evidence)
  func prefixesAreWrittenAsTheyAreRead(_ text: String) throws {
    var parser = Parser(text)
    #expect(try parser.statement().description == text)
  }

  /// Statements as the printer writes them.
  static let canonical = [
    "MATCH (n) RETURN n",
    "MATCH (s:Study {id: 'harden-2015'})-[c:SUPPORTS]->(f:Factor) RETURN s.id AS study, f.name_en",
    "MATCH (a), (b:B), p = (a)-[*]->(b) WHERE a.x = b.x RETURN p",
    "MATCH (a)--(b)-->(c)<--(d)-[r]-(e)<-[:T]-(f)-[:A|B*..3 {k: $k}]->(g) RETURN *",
    "MATCH (a)-[*2]-(b)-[*2..]-(c)-[*1..3]-(d)-[r WHERE r.x > 1]-(e) RETURN a",
    "MATCH (n $p), (m:A:B:C), (:A|B), (:A&!B), (:!(A|B)), (:%), ({k: 1}) RETURN n",
    "MATCH (n:A {k: 1} WHERE n.x > 1) RETURN n",
    "OPTIONAL MATCH (n) WITH *, count(*) AS c, n.x AS x WHERE c > 1 RETURN x",
    "WITH DISTINCT n.x AS x ORDER BY x DESC, n.y SKIP 1 LIMIT $l WHERE x > 2 RETURN DISTINCT x",
    "MATCH p = shortestPath((a)-[*..9]-(b)) RETURN length(p)",
    "MATCH p = allShortestPaths((a)-[*]-(b)) RETURN p",
    "UNWIND [1, 2.5, -3, 'x', null, true, {a: [], b: {}}] AS x RETURN x",
    "RETURN 1 AS a UNION RETURN 2 AS a UNION RETURN 3 AS a",
    "RETURN 1 AS a UNION ALL RETURN 2 AS a",
    "CREATE (a:A {k: 1})-[:T {w: 0.5}]->(b), (c)",
    "MERGE (a:A)-[r:T]->(b) ON CREATE SET a.x = 1, r.y = 2 ON MATCH SET a += {z: 3}",
    "MATCH (n) SET n.x = 1, n = {y: 2}, n += $p, n:A:B, n.a.b = 3",
    "MATCH (n) SET (CASE WHEN n.x THEN n END).y = 1",
    "MATCH (n) REMOVE n.x, n:A:B",
    "MATCH (n) DETACH DELETE n, n.list[0]",
    "CALL db.labels",
    "CALL db.labels() YIELD *",
    "CALL db.index.query('a', 1) YIELD node AS n, score WHERE score > 1 RETURN n",
    "CALL { MATCH (n) RETURN n UNION RETURN 1 AS n } RETURN n",
    "MATCH (a) CALL (a) { WITH a CREATE (b) } CALL () { RETURN 1 AS x } CALL (*) { RETURN 2 AS y } "
      + "RETURN x",
    "FOREACH (x IN [1, 2] | CREATE (:A {x: x}) FOREACH (y IN xs | SET x.y = y))",
    "EXPLAIN MATCH (n) RETURN n",
    "PROFILE MATCH (n) RETURN n",
    "BEGIN", "COMMIT", "ROLLBACK",
    "CREATE INDEX FOR (e:Study) ON (e.id)",
    "CREATE FULLTEXT INDEX FOR (e:Study) ON EACH [e.title]",
    "CREATE FULLTEXT INDEX words IF NOT EXISTS FOR ()-[e:SUPPORTS|CITES]-() ON EACH [e.a, e.b]",
    "CREATE INDEX by_page IF NOT EXISTS FOR ()-[e:SUPPORTS]-() ON (e.page, e.line_start)",
    "CREATE CONSTRAINT one IF NOT EXISTS FOR (e:Study) REQUIRE (e.id) IS UNIQUE",
    "CREATE INDEX `for` FOR (e:A) ON (e.on)",
    "DROP INDEX by_page", "DROP CONSTRAINT one IF EXISTS", "SHOW INDEXES", "SHOW CONSTRAINTS",
    "RETURN [x IN xs], [x IN xs WHERE x > 1], [x IN xs | x + 1], [x IN xs WHERE x:(A|B) | x.y]",
    "RETURN [(x IN xs)], [x IN xs, y], [(x IN xs AND y)], [((a)-->(b))], [y, x IN xs]",
    "RETURN [(a)-->(b) | b.x], [p = (a)-[:T]->(b:A) WHERE b.x > 1 | length(p)]",
    "RETURN all(x IN xs WHERE x), any(x IN y WHERE x), none(x IN [] WHERE x)",
    "RETURN single(x IN y WHERE z)",
    "RETURN reduce(a = 0, x IN xs | a + x), CASE WHEN a THEN 1 ELSE 2 END",
    "RETURN CASE x WHEN 1 THEN 'a' WHEN 2 THEN 'b' END, n {.a, .*, b: 1, c}, n {}",
    "RETURN EXISTS { (a)-->(b) WHERE b.x }, COUNT { MATCH (a) }, COLLECT { MATCH (a) RETURN a }",
    "RETURN EXISTS { MATCH (a) RETURN a UNION MATCH (b) RETURN b }, exists(n.x), exists((a)-->(b))",
    "RETURN count(*), count(DISTINCT n.x), collect(x), date(), a.b.c(1, 2), `all`(x), `reduce`(x)",
    "RETURN $a, $1, $`a b`, `a b`, `a``b`, ``, n.`a-b`, n.end, `end`.match, `true`, `null`, `case`",
    "RETURN a:B, a IS NULL, a IS NOT NULL, a IS :: INTEGER, (a IS NOT :: LIST<ANY> | STRING)",
    "RETURN 'it\\'s', 'a\\\\b', '\\n\\r\\t\\b\\f\\u0000\\u007f', 'ŵŷâ', '😀', '\"'",
    "RETURN 0, 255, 1.0, 1e+300, 5e-324, -1, -(1)",
    "RETURN -9223372036854775808, INFINITY, -(INFINITY), NAN",
    "RETURN (a OR b) AND NOT (c AND d), (a + b) * c ^ (d - e), -(a + b), (-1).x, (-a) ^ 2",
    "RETURN (a = b) = c, a < (b < c), (a IN b) IN c, a IN (b IN c), (NOT a) = b, [1][0][..1]",
    "RETURN (n:A) - (-(b + c)), (n:A) - ([x]) - (b + c), (a.b < c) < d, (a + b) < (-(c))",
    "MATCH (n) WHERE (n)-->() AND NOT (n)<-[:T]-(:A) OR ((n)--()) = true RETURN n",
  ]

  @Test(arguments: canonical)
  func canonicalTextStays(_ text: String) throws {
    let printed = try parsed(text).description
    // What is put into parentheses out of caution alone is not canonical, but stays the same.
    let again = try parsed(printed)
    #expect(again.description == printed)
    #expect(shape(again) == shape(try parsed(text)))
  }

  /// Other ways to write something, with the way that the printer writes it.
  static let variants = [
    ("match (n) return n", "MATCH (n) RETURN n"),
    ("MATCH(n)RETURN n;", "MATCH (n) RETURN n"),
    ("MATCH (n) // a comment\n/* another */ RETURN n ; // end", "MATCH (n) RETURN n"),
    ("MATCH (n)-[]->(m)<-[]->(o) RETURN n", "MATCH (n)-->(m)--(o) RETURN n"),
    ("MATCH ()-[r:A|:B|C*2..2]-() RETURN r", "MATCH ()-[r:A|B|C*2]-() RETURN r"),
    ("MATCH ()-[*..]-() RETURN 1", "MATCH ()-[*]-() RETURN 1"),
    ("MATCH (n IS A&B) RETURN n", "MATCH (n:A:B) RETURN n"),
    (
      "RETURN ALL x ORDER BY x ASCENDING, y DESCENDING OFFSET 3",
      "RETURN x ORDER BY x, y DESC SKIP 3"
    ),
    ("RETURN 0x1F, 0o17, 1_000, .5, 1E3, 1.5f, 2.0D", "RETURN 31, 15, 1000, 0.5, 1000.0, 1.5, 2.0"),
    ("RETURN -0x8000000000000000, -(1)", "RETURN -9223372036854775808, -(1)"),
    (
      "RETURN \"it's\", 'a''b', '\\u00e9\\U0001F600\\uD83D\\uDE00'",
      "RETURN 'it\\'s', 'a\\'b', 'é😀😀'"
    ),
    ("RETURN ((a)), (1 + 2) + 3, 1 + (2 + 3)", "RETURN a, (1 + 2) + 3, 1 + (2 + 3)"),
    ("RETURN n IS Label, n :Label, x IS TYPED int", "RETURN n:Label, n:Label, x IS :: INTEGER"),
    ("RETURN inf, Infinity, NaN, TRUE, Null", "RETURN INFINITY, INFINITY, NAN, true, null"),
    ("NODETACH DELETE n", "DELETE n"),
    (
      "MERGE (a) ON MATCH SET a.x = 1 ON CREATE SET a.y = 2 ON MATCH SET a.z = 3",
      "MERGE (a) ON CREATE SET a.y = 2 ON MATCH SET a.x = 1, a.z = 3"
    ),
    ("BEGIN TRANSACTION", "BEGIN"), ("rollback transaction;", "ROLLBACK"),
    ("CREATE RANGE INDEX i FOR (n:A) ON (n.x)", "CREATE INDEX i FOR (e:A) ON (e.x)"),
    (
      "CREATE CONSTRAINT FOR (n:A) REQUIRE n.x IS UNIQUE",
      "CREATE CONSTRAINT FOR (e:A) REQUIRE (e.x) IS UNIQUE"
    ),
    ("CREATE TEXT INDEX FOR ()-[r:T]->() ON (r.x)", "CREATE INDEX FOR ()-[e:T]-() ON (e.x)"),
    ("SHOW ALL INDEXES", "SHOW INDEXES"), ("SHOW INDEX", "SHOW INDEXES"),
    ("SET (n).x = 1", "SET n.x = 1"), ("SET n IS A", "SET n:A"),
    ("RETURN 1 AS a UNION DISTINCT RETURN 2 AS a", "RETURN 1 AS a UNION RETURN 2 AS a"),
    (
      "MATCH (a)-->(b) WHERE (a)-->(b) RETURN limit, order.by AS `x y`",
      "MATCH (a)-->(b) WHERE (a)-->(b) RETURN `limit`, `order`.by AS `x y`"
    ),
  ]

  @Test(arguments: variants)
  func variantsBecomeCanonical(_ text: String, _ expected: String) throws {
    #expect(try parsed(text).description == expected)
    #expect(try parsed(expected).description == expected)
  }

  @Test func clausesCanHaveLinesOfTheirOwn() throws {
    let statement = try parsed("MATCH (n) WHERE EXISTS { MATCH (n)-->(m) RETURN m } RETURN n")
    #expect(
      SyntaxPrinter(clauseSeparator: "\n").text(of: statement)
        == "MATCH (n) WHERE EXISTS { MATCH (n)-->(m) RETURN m }\nRETURN n")
  }

  /// Texts made by dropping, doubling and swapping the words of others are read or refused, and
  /// what is read round-trips. A failure shows its seed and text.
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func mutilatedTextNeverTraps(_ seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    let sources = RoundTripTests.canonical + RoundTripTests.variants.map(\.0)
    for _ in 0..<100 {
      let text = random.mutilated(random.element(sources), with: random.element(sources))
      guard let statement = try? parsed(text) else { continue }
      let printed = statement.description
      let again = try #require(try? parsed(printed), "seed \(seed): \(text) -> \(printed)")
      #expect(again.description == printed, "seed \(seed): \(text)")
      #expect(shape(again) == shape(statement), "seed \(seed): \(text)")
    }
  }
}

/// A small generator of numbers that are the same on every machine (Steele, Lea and Flood 2014).
struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

  mutating func element<T>(_ list: [T]) -> T { list[below(list.count)] }

  /// `text` with a few of its characters or words gone, doubled or replaced by some of `other`.
  mutating func mutilated(_ text: String, with other: String) -> String {
    var pieces = split(text)
    let others = split(other)
    for _ in 0...below(4) where !pieces.isEmpty {
      let index = below(pieces.count)
      switch below(5) {
      case 0: pieces.remove(at: index)
      case 1: pieces.insert(pieces[index], at: index)
      case 2: pieces[index] = element(others)
      case 3: pieces.swapAt(index, below(pieces.count))
      default:
        let from = below(others.count)
        let slice = others[from..<min(others.count, from + 1 + below(6))]
        pieces.insert(contentsOf: slice, at: index)
      }
    }
    return pieces.joined()
  }

  /// Words, runs of spaces and single characters.
  private func split(_ text: String) -> [String] {
    var pieces: [String] = []
    for character in text {
      if let last = pieces.last?.last, last.isLetter, character.isLetter {
        pieces[pieces.count - 1].append(character)
      } else {
        pieces.append(String(character))
      }
    }
    return pieces
  }
}
