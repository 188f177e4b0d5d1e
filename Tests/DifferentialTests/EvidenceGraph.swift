import GraphEngine
import GraphModel
import GraphTestKit

/// A graph of studies with elements that rest on them in every way that a schema knows, and the same
/// graph without some of them, made by deleting what goes.
struct EvidenceGraph {
  /// The statement that makes it.
  let statement: String
  let studies: [String]
  let graph: Graph
  /// Values by name: of relationships with a list of studies, and of nodes with a path to them.
  private let listed: [Int: [String]]
  private let linked: [String: [String]]

  /// By type or label, how sources are found that do not lie at an end.
  static let schema = """
    {"format": "dolen-graph-schema", "version": 1,
     "labels": {
       "Study": {"description": "", "key": "id", "source": true, "properties": []},
       "Action": {"description": "", "key": "id", "sources": {"path": ["RESTS_ON>"]},
         "properties": []}},
     "relationshipTypes": {
       "SUPPORTS": {"description": "", "sources": {"end": "start"}, "ends": [], "properties": []},
       "DRAWS": {"description": "", "sources": {"property": "by"}, "ends": [], "properties": []},
       "PART_OF": {"description": "", "sources": "none", "ends": [], "properties": []}}}
    """

  init(using random: inout SeededGenerator) throws {
    let studies = (0..<random.number(2...5)).map { "s\($0)" }
    let factors = (0..<random.number(2...3)).map { "f\($0)" }
    let models = (0..<random.number(1...2)).map { "m\($0)" }
    let actions = (0..<random.number(1...2)).map { "a\($0)" }
    var made: [String] = []
    for (names, label) in [
      (studies, "Study"), (factors, "Factor"), (models, "Model"), (actions, "Action"),
    ] {
      for name in names {
        made.append(
          "(\(name):\(label) {id: '\(name)', n: \(random.number(0...3)), "
            + "kind: '\(random.pick(["review", "report"]))', words: '\(random.pick(["sleep", "shift"]))'})"
        )
      }
    }
    var listed: [Int: [String]] = [:]
    var linked: [String: [String]] = [:]
    func relate(_ type: String, _ starts: [String], _ ends: [String], _ count: Int) {
      for _ in 0..<count {
        let (start, end) = (random.pick(starts), random.pick(ends))
        made.append("(\(start))-[:\(type) {n: \(random.number(-2...3))}]->(\(end))")
        if type == "RESTS_ON" { linked[start, default: []].append(end) }
      }
    }
    relate("SUPPORTS", studies, factors, random.number(2...7))
    relate("CITES", studies, studies, random.number(1...4))
    relate("PART_OF", factors, factors, random.number(0...2))
    relate("RESTS_ON", actions, studies, random.number(0...3))
    relate("ADVANCES", actions, factors, random.number(1...2))
    for number in 0..<random.number(1...4) {
      let by = random.pick([
        [], [random.pick(studies)], [random.pick(studies), random.pick(studies)],
      ])
      let list = by.map { "'\($0)'" }.joined(separator: ", ")
      made.append(
        "(\(random.pick(models)))-[:DRAWS {k: \(number), n: 1, by: [\(list)]}]->"
          + "(\(random.pick(factors)))")
      if !by.isEmpty { listed[number] = by }
    }
    statement = "CREATE " + made.joined(separator: ", ")
    self.studies = studies
    (self.listed, self.linked) = (listed, linked)
    graph = try Self.made(statement)
  }

  private static func made(_ statement: String) throws -> Graph {
    let graph = Graph()
    _ = try graph.run(statement)
    _ = try graph.run("CREATE INDEX FOR (s:Study) ON (s.n)")
    _ = try graph.run("CREATE CONSTRAINT FOR (f:Factor) REQUIRE f.id IS UNIQUE")
    _ = try graph.run("CREATE FULLTEXT INDEX texts FOR (n:Study|Factor) ON EACH [n.words]")
    try graph.setSchema(json: Array(schema.utf8))
    return graph
  }

  /// The same graph made again, from which what goes without some studies is deleted.
  func without(_ left: Set<String>) throws -> Graph {
    let graph = try Self.made(statement)
    let numbers = listed.filter { left.isSuperset(of: $0.value) }.map { Value.integer($0.key) }
    _ = try graph.run(
      "MATCH ()-[d:DRAWS]->() WHERE d.k IN $gone DELETE d",
      parameters: ["gone": .list(numbers)])
    let actions = linked.filter { left.isSuperset(of: $0.value) }.map { Value.string($0.key) }
    _ = try graph.run(
      "MATCH (n) WHERE n.id IN $gone DETACH DELETE n",
      parameters: ["gone": .list(actions + left.map { .string($0) })])
    return graph
  }

  /// A few of the studies, at least one.
  func some(using random: inout SeededGenerator) -> Set<String> {
    Set((0..<random.number(1...2)).map { _ in random.pick(studies) })
  }
}

/// Queries of every kind that reads: what is there, what is not, how often, the shortest, and what the
/// catalog tells.
struct ReadingQueries {
  static let all = [
    "MATCH (n) RETURN count(*) AS n",
    "MATCH (s:Study) RETURN count(s) AS n, sum(s.n) AS sum, avg(s.n) AS mean",
    "MATCH ()-[r]->() RETURN type(r) AS t, count(*) AS n",
    "MATCH (s:Study)-[:SUPPORTS]->(f:Factor) RETURN f.id AS f, count(*) AS n",
    "MATCH (s:Study)-[r:SUPPORTS]->(f) RETURN f.id AS f, sum(r.n) AS sum, min(r.n) AS low, "
      + "max(r.n) AS high, count(DISTINCT s.kind) AS kinds, avg(r.n) AS mean",
    "MATCH (s:Study)-[:SUPPORTS]->(f) RETURN DISTINCT f.id AS f, s.kind AS kind",
    "MATCH (f:Factor) OPTIONAL MATCH (f)<-[:SUPPORTS]-(s) RETURN f.id AS f, s.id AS s",
    "MATCH (f:Factor) WHERE NOT EXISTS { (f)<-[:SUPPORTS]-() } RETURN f.id AS f",
    "MATCH (f:Factor) WHERE NOT (f)<-[:DRAWS]-() RETURN f.id AS f",
    "MATCH (f:Factor) RETURN f.id AS f, COUNT { (f)<-[:SUPPORTS]-() } AS n",
    "MATCH (a:Study), (b:Factor) MATCH p = shortestPath((a)-[*]-(b)) RETURN a.id AS a, b.id AS b, "
      + "length(p) AS n",
    "MATCH (a:Study)-[:CITES*1..3]->(b) RETURN a.id AS a, b.id AS b, count(*) AS n",
    "MATCH (m:Model)-[d:DRAWS]->(f) RETURN m.id AS m, f.id AS f, size(d.by) AS n",
    "MATCH (a:Action)-[:ADVANCES]->(f) RETURN a.id AS a, collect(f.id) AS fs",
    "MATCH (a:Action) RETURN a.id AS a, labels(a) AS l",
    "MATCH (s:Study) WHERE s.n > 1 RETURN s.id AS s",
    "MATCH (s:Study) WHERE s.n = 2 RETURN count(*) AS n",
    "MATCH (f:Factor {id: 'f1'})<--(x) RETURN labels(x) AS l, count(*) AS n",
    "MATCH (f:Factor) WITH f, COUNT { (f)--() } AS d WHERE d < 3 RETURN f.id AS f, d",
    "MATCH (s:Study)-[:SUPPORTS]->(f) WITH f, count(*) AS n WHERE n < 2 RETURN f.id AS f, n",
    "MATCH (s:Study) RETURN s.id AS s ORDER BY s LIMIT 1",
    "CALL db.labels() YIELD label RETURN label",
    "CALL db.relationshipTypes() YIELD relationshipType AS t RETURN t",
    "CALL db.schema() YIELD start, type, end, count RETURN start, type, end, count",
    "CALL db.index.fulltext.queryNodes('texts', 'sleep') YIELD node, score "
      + "RETURN node.id AS id, round(score * 1000000) AS score",
    "MATCH (x)-->(f:Factor)<--(y) WHERE x.id < y.id RETURN x.id AS x, y.id AS y, f.id AS f",
    "MATCH (x)-[:SUPPORTS|DRAWS]->(f) RETURN f.id AS f, count(*) AS n UNION "
      + "MATCH (x)-[:ADVANCES]->(f) RETURN f.id AS f, count(*) AS n",
    "MATCH (f:Factor) WHERE EXISTS { (f)<-[:SUPPORTS]-() } OR EXISTS { (f)<-[:DRAWS]-() } "
      + "RETURN f.id AS f",
    "MATCH (s:Study) WHERE s.n > 1 OR EXISTS { (s)-[:CITES]->() } RETURN s.kind AS k, count(*) AS n",
    "MATCH (f:Factor) WHERE COUNT { (f)<-[:SUPPORTS]-() } > 1 OR NOT EXISTS { (f)<-[:DRAWS]-() } "
      + "RETURN f.id AS f",
    "MATCH (f:Factor) RETURN f.id AS f, EXISTS { (f)<-[:SUPPORTS]-() } AS e, "
      + "size([(f)<-[:DRAWS]-(m) | m.id]) AS n",
    "MATCH (f:Factor) RETURN f.n AS f, sum(COUNT { (f)<-[:SUPPORTS]-() }) AS n",
    "MATCH (a:Action) RETURN a.id AS a, "
      + "all(x IN [(a)-[:ADVANCES]->(f) | f] WHERE EXISTS { (x)<-[:SUPPORTS]-() }) AS e",
    "MATCH (f:Factor) CALL (f) { MATCH (f)<-[r]-() RETURN count(r) AS n } RETURN f.id AS f, n",
  ]
}
