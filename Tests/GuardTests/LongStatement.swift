import Testing

/// A statement that is as long as one likes: a beginning, a part that comes again and again, an end.
struct LongStatement: Sendable, CustomTestStringConvertible {
  let name: String
  var before = ""
  /// The part with its number.
  let part: @Sendable (Int) -> String
  var between = " "
  var after = ""
  /// How often the part may come at most, where the language sets a limit that is not tested here.
  var most = Int.max
  /// Whether it is refused at this length already, with this detail.
  var refusal: String?

  var testDescription: String { name }

  /// The statement with so many parts.
  func text(parts: Int) -> String {
    before + (0..<min(parts, most)).map(part).joined(separator: between) + after
  }

  /// The statement of about so many bytes.
  func text(bytes: Int) -> String {
    let room = bytes - before.utf8.count - after.utf8.count
    var parts: [String] = []
    var length = 0
    while parts.count < most {
      let next = part(parts.count)
      length += next.utf8.count + between.utf8.count
      if length > room { break }
      parts.append(next)
    }
    return before + parts.joined(separator: between) + after
  }

  /// Every clause, and every list in one that may be long.
  static let all: [LongStatement] = reading + projecting + writing + subqueries + expressions

  private static let reading: [LongStatement] = [
    .init(name: "MATCH", part: { _ in "MATCH (a)" }, after: " RETURN count(*) AS c"),
    .init(
      name: "MATCH of new nodes", part: { "MATCH (a\($0):None)" }, after: " RETURN count(*) AS c"),
    .init(
      name: "MATCH … WHERE", part: { "MATCH (a) WHERE a.x\($0) = 1" },
      after: " RETURN count(*) AS c"),
    .init(
      name: "MATCH and WITH", part: { _ in "MATCH (n)-->() WITH n" },
      after: " RETURN count(*) AS c"),
    .init(
      name: "OPTIONAL MATCH", before: "MATCH (a) ", part: { _ in "OPTIONAL MATCH (a)" },
      after: " RETURN count(*) AS c"),
    .init(
      name: "OPTIONAL MATCH of new nodes", part: { "OPTIONAL MATCH (a\($0):None)" },
      after: " RETURN count(*) AS c"),
    .init(
      name: "OPTIONAL MATCH over a relationship", before: "MATCH (a) ",
      part: { _ in "OPTIONAL MATCH (a)-->()" }, after: " RETURN count(*) AS c"),
    .init(
      name: "WHERE with AND", before: "MATCH (n) WHERE ", part: { "n.x\($0) = 1" },
      between: " AND ", after: " RETURN count(*) AS c"),
    .init(
      name: "WHERE with OR", before: "MATCH (n) WHERE ", part: { "n.x = \($0)" },
      between: " OR ", after: " RETURN count(*) AS c"),
    .init(
      name: "nodes of a pattern", before: "MATCH ", part: { "(a\($0):None)" }, between: ", ",
      after: " RETURN count(*) AS c", refusal: "PatternTooLarge"),
    .init(
      name: "nodes of a pattern, as many as may be", before: "MATCH ", part: { "(a\($0):None)" },
      between: ", ", after: " RETURN count(*) AS c", most: 2_000),
    .init(
      name: "a path, as long as may be", before: "MATCH (a)", part: { _ in "-->()" }, between: "",
      after: " RETURN count(*) AS c", most: 999),
    .init(
      name: "a path", before: "MATCH (a)", part: { _ in "-->()" }, between: "",
      after: " RETURN count(*) AS c", refusal: "PatternTooLarge"),
    .init(
      name: "labels", before: "MATCH (a:", part: { "L\($0)" }, between: "|",
      after: ") RETURN count(*) AS c"),
    .init(
      name: "types", before: "MATCH ()-[:", part: { "T\($0)" }, between: "|",
      after: "]->() RETURN count(*) AS c"),
    .init(
      name: "properties of a node", before: "MATCH (n {", part: { "k\($0): 1" }, between: ", ",
      after: "}) RETURN count(*) AS c"),
    .init(
      name: "UNWIND", part: { "UNWIND [1] AS a\($0)" }, after: " RETURN count(*) AS c"),
    .init(
      name: "CALL of a procedure", part: { "CALL db.labels() YIELD label AS l\($0)" },
      after: " RETURN count(*) AS c"),
  ]

  private static let projecting: [LongStatement] = [
    .init(name: "WITH", part: { "WITH \($0) AS a" }, after: " RETURN a"),
    .init(name: "WITH *", before: "WITH 1 AS a ", part: { _ in "WITH *" }, after: " RETURN a"),
    .init(
      name: "WITH * and more", before: "WITH 1 AS a ", part: { "WITH *, \($0) AS a\($0)" },
      after: " RETURN a"),
    .init(
      name: "WITH … WHERE", before: "WITH 1 AS a ", part: { _ in "WITH a WHERE a = 1" },
      after: " RETURN a"),
    .init(
      name: "WITH … ORDER BY … LIMIT", before: "WITH 1 AS a ",
      part: { _ in "WITH a ORDER BY a LIMIT 3" }, after: " RETURN a"),
    .init(
      name: "WITH DISTINCT", before: "WITH 1 AS a ", part: { _ in "WITH DISTINCT a" },
      after: " RETURN a"),
    .init(name: "WITH of aggregates", part: { _ in "WITH count(*) AS a" }, after: " RETURN a"),
    .init(name: "UNION ALL", part: { "RETURN \($0) AS a" }, between: " UNION ALL "),
    .init(name: "UNION", part: { "RETURN \($0) AS a" }, between: " UNION "),
    .init(name: "RETURN", before: "RETURN ", part: { "\($0) AS a\($0)" }, between: ", "),
    .init(
      name: "aggregates", before: "RETURN ", part: { "sum(\($0)) AS a\($0)" }, between: ", "),
    .init(
      name: "ORDER BY", before: "MATCH (n) RETURN n ORDER BY ", part: { "n.x\($0)" },
      between: ", "),
    .init(
      name: "ORDER BY after aggregation", before: "MATCH (n) RETURN n, count(*) AS c ORDER BY ",
      part: { "n.x\($0)" }, between: ", "),
    .init(
      name: "ORDER BY after DISTINCT", before: "MATCH (n) RETURN DISTINCT n ORDER BY ",
      part: { "n.x\($0)" }, between: ", "),
  ]

  private static let writing: [LongStatement] = [
    .init(name: "CREATE", part: { _ in "CREATE (:A)" }),
    .init(name: "CREATE with variables", part: { "CREATE (a\($0):A)" }),
    .init(
      name: "what one CREATE makes", before: "CREATE ", part: { "(a\($0):A {x: \($0)})" },
      between: ", "),
    .init(name: "a path to be made", before: "CREATE (a)", part: { _ in "-[:R]->()" }, between: ""),
    .init(name: "MERGE", part: { _ in "MERGE (:A)" }),
    .init(
      name: "MERGE … ON CREATE … ON MATCH",
      part: { "MERGE (a\($0):A {k: 1}) ON CREATE SET a\($0).c = 1 ON MATCH SET a\($0).m = 1" }),
    .init(
      name: "MERGE of relationships", before: "MERGE (a:A) MERGE (b:B) ",
      part: { _ in "MERGE (a)-[:R]->(b)" }),
    .init(name: "SET", before: "MERGE (n:S) ", part: { "SET n.a = \($0)" }),
    .init(
      name: "items of SET", before: "MERGE (n:S) SET ", part: { "n.a = \($0)" }, between: ", "),
    .init(name: "REMOVE", before: "MERGE (n:S) ", part: { _ in "REMOVE n.a" }),
    .init(
      name: "items of REMOVE", before: "MERGE (n:S) REMOVE ", part: { "n.a\($0)" },
      between: ", "),
    .init(name: "DELETE", before: "CREATE (n:D) ", part: { _ in "DELETE n" }),
    .init(
      name: "items of DELETE", before: "CREATE (n:D) DELETE ", part: { _ in "n" }, between: ", "),
    .init(name: "FOREACH", part: { _ in "FOREACH (x IN [1] | CREATE (:F))" }),
    .init(
      name: "clauses in FOREACH", before: "FOREACH (x IN [1] | ", part: { _ in "CREATE (:F)" },
      after: ")"),
  ]

  private static let subqueries: [LongStatement] = [
    .init(name: "CALL { } that writes", part: { _ in "CALL { CREATE (:C) }" }),
    .init(
      name: "CALL { } that reads", part: { "CALL { RETURN 1 AS x\($0) }" },
      after: " RETURN count(*) AS c"),
    .init(
      name: "EXISTS", before: "MATCH (a) WHERE ", part: { _ in "EXISTS { (a)-->() }" },
      between: " AND ", after: " RETURN count(*) AS c"),
    .init(
      name: "subqueries as values", before: "MATCH (a) RETURN [",
      part: { _ in "COUNT { (a)-->() }" }, between: ", ", after: "] AS l"),
  ]

  private static let expressions: [LongStatement] = [
    .init(name: "a list", before: "RETURN [", part: { "\($0)" }, between: ", ", after: "] AS l"),
    .init(
      name: "a map", before: "RETURN {", part: { "k\($0): 1" }, between: ", ", after: "} AS m"),
    .init(
      name: "CASE", before: "UNWIND [1] AS x RETURN CASE x ", part: { "WHEN \($0) THEN 1" },
      after: " END AS c"),
    .init(
      name: "CASE WHEN", before: "UNWIND [-1] AS x RETURN CASE ",
      part: { "WHEN x = \($0) THEN 1" }, after: " END AS c"),
    .init(
      name: "a sum", before: "UNWIND [1] AS x RETURN ", part: { _ in "x" }, between: " + ",
      after: " AS s"),
    .init(
      name: "comprehensions", before: "RETURN [", part: { _ in "[x IN [1] | x]" }, between: ", ",
      after: "] AS l"),
    .init(
      name: "calls", before: "RETURN [", part: { "abs(\($0))" }, between: ", ", after: "] AS l"),
  ]
}
