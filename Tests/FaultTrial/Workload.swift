import GraphEngine
import GraphModel

/// A series of changes to a graph's file, each of which happens wholly or not at all.
struct Workload {
  /// One such change.
  enum Step {
    /// A statement by itself.
    case query(String)
    /// Statements in a transaction.
    case transaction([String])
    /// Statements in a transaction that is rolled back: nothing changes.
    case rolledBack([String])
    /// Many rows through the loader of tables; makes the file where there is none.
    case bulkLoad(rows: Int)
    /// Many rows through the open graph.
    case load(rows: Int)
    /// A copy of the graph beside it, in place of an earlier copy.
    case backup
    /// The file is rewritten without gaps.
    case compact
    /// The file is brought to rest and opened again.
    case reopen
  }

  /// What messages call it.
  var name: String
  /// What is done before faults begin; none where the file is to be made by the steps.
  var setup: [Step]
  /// What is done while calls go wrong.
  var steps: [Step]
  /// Queries that are answered from indexes.
  var probes: [String] = Workload.probes
}

extension Workload {
  /// All workloads.
  static let all: [Workload] = [
    Workload(
      name: "bulk load into a new file", setup: [], steps: [.bulkLoad(rows: 300), .reopen]),
    Workload(
      name: "bulk load into a graph", setup: studies,
      steps: [.bulkLoad(rows: 150), .load(rows: 90)]
    ),
    Workload(
      name: "MERGE", setup: studies,
      steps: (0..<6).map { number in
        .query(
          """
          UNWIND range(\(number * 5), \(number * 5 + 12)) AS i
          MERGE (s:Study {key: 'k' + i}) ON CREATE SET s.year = 2020, s.title = 'newydd â ' + i
          ON MATCH SET s.seen = coalesce(s.seen, 0) + 1
          MERGE (f:Factor {name: 'f' + (i % 4)}) MERGE (s)-[r:SUPPORTS]->(f) SET r.n = \(number)
          """)
      }),
    Workload(
      name: "DETACH DELETE", setup: studies,
      steps: (0..<5).map { .query("MATCH (s:Study) WHERE id(s) % 7 = \($0) DETACH DELETE s") }),
    Workload(
      name: "index build", setup: studies,
      steps: [
        .query("CREATE INDEX by_title FOR (s:Study) ON (s.title)"),
        .query("MATCH (s:Study) WHERE s.year = 2003 SET s.title = s.title + '!'"),
        .query("CREATE INDEX by_weight FOR ()-[r:CITES]-() ON (r.w)"),
        .query("DROP INDEX by_year"), .query("CREATE INDEX by_year FOR (s:Study) ON (s.year)"),
      ]),
    Workload(
      name: "constraint", setup: studies,
      steps: [
        .query("CREATE CONSTRAINT one_title FOR (s:Study) REQUIRE s.title IS UNIQUE"),
        .query("CREATE (:Study {key: 'x1', title: 'x1'})"),
        .query("DROP CONSTRAINT one_key"), .query("CREATE (:Study {key: 'k1', title: 'x2'})"),
        .query("MATCH (s:Study {title: 'x2'}) SET s.key = 'x2'"),
        .query("CREATE CONSTRAINT one_key FOR (s:Study) REQUIRE s.key IS UNIQUE"),
      ]),
    Workload(
      name: "backup", setup: studies,
      steps: [
        .backup, .query("CREATE (:Study {key: 'late', title: 'late'})"), .backup, .reopen, .backup,
      ]),
    Workload(
      name: "compact",
      setup: studies + [.query("MATCH (s:Study) WHERE s.year < 2004 DETACH DELETE s")],
      steps: [
        .compact, .query("CREATE (:Study {key: 'n', title: 'n'})"),
        .query("MATCH (s:Study) WHERE s.year = 2005 DETACH DELETE s"), .compact,
      ]),
    Workload(
      name: "schema change", setup: studies,
      steps: [
        .query("MATCH (s:Study) WHERE s.year = 2001 SET s:Review REMOVE s.title"),
        .query("MATCH (s:Study) SET s.weight = s.year / 10.0"),
        .query("MATCH (r:Review) REMOVE r:Study"),
        .query("MATCH ()-[c:CITES]->() SET c.kind = 'direct' REMOVE c.w"),
      ]),
    Workload(
      name: "full text", setup: studies,
      steps: [
        .query("CREATE FULLTEXT INDEX kinds FOR ()-[r:CITES|OTHER]-() ON EACH [r.kind]"),
        .query("MATCH ()-[r:CITES]->() SET r.kind = 'gwyl ' + r.w"),
        .query("MATCH (s:Study) WHERE s.year = 2001 SET s.title = 'dim'"),
        .query("DROP INDEX words"), .query("MATCH (s:Study) WHERE s.year = 2002 DETACH DELETE s"),
        .query("CREATE FULLTEXT INDEX words FOR (s:Study) ON EACH [s.title]"),
      ]),
    Workload(
      name: "transactions", setup: studies,
      steps: [
        .transaction([
          "CREATE (:Study {key: 't1'})", "MATCH (s:Study {key: 't1'}) SET s.year = 2003",
          "MATCH (s:Study {key: 'k3'}) DETACH DELETE s",
        ]),
        .rolledBack(["CREATE (:Study {key: 't2'})", "MATCH (s:Study) SET s.year = 1"]),
        .transaction(["MATCH (s:Study {key: 't1'}) SET s.title = 'tŷ'", "CREATE (:New {k: 1})"]),
        .reopen, .query("MATCH (n:New) DELETE n"),
      ]),
  ]

  /// A small graph with indexes, in a file at rest.
  private static let studies: [Step] = [
    .query("CREATE INDEX by_year FOR (s:Study) ON (s.year)"),
    .query("CREATE CONSTRAINT one_key FOR (s:Study) REQUIRE s.key IS UNIQUE"),
    .query("CREATE FULLTEXT INDEX words FOR (s:Study|Review) ON EACH [s.title, s.seen]"),
    .query(
      """
      UNWIND range(0, 39) AS i
      CREATE (:Study {key: 'k' + i, year: 2000 + i % 7, title: 'Astudiaeth gŵyl ' + i})
      """),
    .query(
      """
      MATCH (a:Study), (b:Study) WHERE a.year = b.year AND id(a) < id(b)
      CREATE (a)-[:CITES {w: id(b) - id(a)}]->(b)
      """),
  ]

  private static let probes = [
    "MATCH (s:Study) WHERE s.year = 2003 RETURN id(s) AS i ORDER BY i",
    "MATCH (s:Study {key: 'k7'}) RETURN id(s) AS i ORDER BY i",
    "MATCH (s:Study) WHERE s.year >= 2004 RETURN s.year AS y, count(*) AS n ORDER BY y",
    "MATCH (s:Study {title: 'x2'}) RETURN id(s) AS i ORDER BY i",
    "CALL db.index.fulltext.queryNodes('words', 'gwyl x* ty dim') YIELD node, score "
      + "RETURN id(node) AS i, score ORDER BY i",
    "CALL db.index.fulltext.queryRelationships('kinds', 'gwyl AND 7') YIELD relationship AS r "
      + "RETURN id(r) AS i ORDER BY i",
  ]
}
