/// Something that can be written in a query: the manual's page of the language is made of these.
///
/// Each has an example, which a test runs on an empty graph.
public struct LanguageFeature: Sendable {
  /// The part of the page that it stands in.
  public enum Section: String, CaseIterable, Sendable {
    case clauses = "Clauses"
    case patterns = "Patterns"
    case expressions = "Expressions"
    case subqueries = "Subqueries"
    case types = "Types"
    case commands = "Commands"
  }

  /// The part of the page.
  public let section: Section
  /// How it is written.
  public let form: String
  /// What it does, and what must be known of it.
  public let summary: String
  /// A statement that uses it.
  public let example: String

  init(_ section: Section, _ form: String, _ summary: String, _ example: String) {
    self.section = section
    self.form = form
    self.summary = summary
    self.example = example
  }

  /// Everything, in the order of the page.
  public static let all = clauses + patterns + expressions + subqueries + types + commands
}

extension LanguageFeature {
  private static let clauses: [LanguageFeature] = [
    .init(
      .clauses, "MATCH pattern, … [WHERE predicate]",
      "Every way to find the patterns; a relationship occurs once in the patterns of one MATCH.",
      "MATCH (s:Study)-[:SUPPORTS]->(f:Factor) WHERE s.year > 2000 RETURN s, f"),
    .init(
      .clauses, "OPTIONAL MATCH pattern, … [WHERE predicate]",
      "As MATCH; a row without a match stays, with nulls.",
      "MATCH (f:Factor) OPTIONAL MATCH (f)<-[:PART_OF]-(t) RETURN f, t"),
    .init(
      .clauses, "UNWIND list AS variable", "A row for each element; null and [] give none.",
      "UNWIND [1, 2] AS x RETURN x"),
    .init(
      .clauses, "WITH item [AS name], … [ORDER BY …] [SKIP n] [LIMIT n] [WHERE predicate]",
      "What the following clauses see. Aggregates group by the other items.",
      "MATCH (s:Study) WITH s.year AS year, count(*) AS n WHERE n > 1 RETURN year, n"),
    .init(
      .clauses, "RETURN [DISTINCT] item [AS name], … [ORDER BY …] [SKIP n] [LIMIT n]",
      "The columns of the answer. OFFSET is another word for SKIP. ORDER BY, and WHERE after WITH, see the "
        + "columns by their names, and an expression that repeats an item means its column; after "
        + "DISTINCT and aggregates they see nothing else.",
      "MATCH (n) RETURN DISTINCT labels(n) AS labels ORDER BY labels LIMIT 5"),
    .init(
      .clauses, "query UNION [ALL] query", "The rows of both; without ALL, equal rows once.",
      "RETURN 1 AS x UNION RETURN 2 AS x"),
    .init(
      .clauses, "CREATE pattern, …", "Makes all that the patterns name and no clause has bound.",
      "CREATE (:Study {id: 'a'})-[:SUPPORTS {page: 3}]->(:Factor)"),
    .init(
      .clauses, "MERGE pattern [ON CREATE SET …] [ON MATCH SET …]",
      "Finds the pattern or makes all of it; a row sees what earlier rows made.",
      "MERGE (s:Study {id: 'a'}) ON CREATE SET s.new = true ON MATCH SET s.new = false"),
    .init(
      .clauses, "SET n.key = value, n = map, n += map, n:Label, …",
      "Row by row, and in a row from left to right; a null removes the property.",
      "MATCH (s:Study) SET s.seen = true, s += {checked: date()}, s:Checked"),
    .init(
      .clauses, "REMOVE n.key, n:Label, …", "Takes properties and labels away.",
      "MATCH (s:Study) REMOVE s.seen, s:Checked"),
    .init(
      .clauses, "[DETACH] DELETE entity, …",
      "Deletes nodes, relationships and paths; DETACH deletes a node's relationships with it.",
      "MATCH (s:Study) DETACH DELETE s"),
    .init(
      .clauses, "FOREACH (variable IN list | updates)",
      "Each element in turn goes through all the updating clauses.",
      "FOREACH (x IN [1, 2] | CREATE (:N {x: x}))"),
    .init(
      .clauses, "CALL procedure(argument, …) [YIELD column [AS name], … [WHERE predicate]]",
      "The rows that a procedure gives.", "CALL db.labels() YIELD label RETURN label"),
  ]

  private static let patterns: [LanguageFeature] = [
    .init(
      .patterns, "(variable:Label {key: value} WHERE predicate)",
      "A node; each part may be left out.",
      "MATCH (s:Study {year: 2015} WHERE s.n > 10) RETURN s"),
    .init(
      .patterns, "(n:A|B&!C), (n:%), (n IS A)",
      "Labels joined by or, and, not; % is any label. Relationship types likewise.",
      "MATCH (n:(Study|Review)&!Draft)-[r:!CITES]->(:%) RETURN n, r"),
    .init(
      .patterns, "-[variable:TYPE {key: value} WHERE predicate]->",
      "A relationship: -->, <-- or --, which matches either way, a loop once.",
      "MATCH (a)-[r:R WHERE r.w > 1]-(b) RETURN r"),
    .init(
      .patterns, "-[list:TYPE*1..3 {key: value}]->",
      "A trail of so many relationships; the variable holds the list of them.",
      "MATCH (a)-[rs:R*0..2]->(b) RETURN size(rs) AS n"),
    .init(
      .patterns, "path = pattern", "The path as a value, for nodes(), relationships(), length().",
      "MATCH p = (a)-->(b) RETURN nodes(p) AS nodes"),
    .init(
      .patterns, "shortestPath(pattern), allShortestPaths(pattern)",
      "In MATCH or as an expression. What WHERE asks of the path is asked while searching.",
      """
      MATCH p = shortestPath((a)-[rs:R*]->(b)) WHERE all(r IN rs WHERE r.w > 1) RETURN length(p) AS n
      """),
  ]

  private static let expressions: [LanguageFeature] = [
    .init(
      .expressions, "OR, XOR, AND, NOT", "Three-valued: null is neither true nor false.",
      "RETURN null AND false AS a, null OR true AS b"),
    .init(
      .expressions, "=, <>, <, <=, >, >=, and chains such as 1 < x <= 3",
      "Values of different types are unequal and have no order; null makes null.",
      "RETURN 1 < 2 <= 2 AS x"),
    .init(
      .expressions, "+, -, *, /, %, ^",
      "Integers overflow and divide by zero with an error, floats with infinity or NaN; ^ is a float. "
        + "+ joins texts and lists too.",
      "RETURN 7 / 2 AS a, 7 / 2.0 AS b, 2 ^ 3 AS c, [1] + 2 AS d"),
    .init(
      .expressions, "||", "Two texts or two lists, one behind the other, and nothing else.",
      "RETURN 'evi' || 'dence' AS text, [1] || [2, 3] AS list"),
    .init(
      .expressions, "IN, STARTS WITH, ENDS WITH, CONTAINS, =~",
      "=~ matches the whole text, in linear time; (?i) ignores letter case.",
      "RETURN 'Abc' =~ '(?i)a.*' AS x, 2 IN [1, 2] AS y"),
    .init(
      .expressions, "IS [NOT] NULL, n:Label", "Tests that are never null.",
      "MATCH (n) WHERE n:Study AND n.year IS NOT NULL RETURN n"),
    .init(
      .expressions, "n.key, map.key, list[i], list[i..j], map[key]",
      "From the end with negative indexes; what is not there is null.",
      "WITH [1, 2, 3] AS l RETURN l[-1] AS a, l[..2] AS b"),
    .init(
      .expressions, "CASE [value] WHEN … THEN … ELSE … END", "The first branch that holds.",
      "RETURN CASE 2 WHEN 1 THEN 'one' ELSE 'more' END AS x"),
    .init(
      .expressions, "[x IN list WHERE predicate | value]", "A list made from a list.",
      "RETURN [x IN range(1, 4) WHERE x % 2 = 0 | x * x] AS squares"),
    .init(
      .expressions, "[pattern WHERE predicate | value]", "A list of what a pattern finds.",
      "MATCH (s) RETURN [(s)-[:SUPPORTS]->(f) | f.id] AS factors"),
    .init(
      .expressions, "all, any, none, single (x IN list WHERE predicate)",
      "How many elements satisfy it; three-valued.", "RETURN any(x IN [1, 2] WHERE x > 1) AS x"),
    .init(
      .expressions, "reduce(total = start, x IN list | value)", "One value from a list.",
      "RETURN reduce(s = 0, x IN [1, 2, 3] | s + x) AS sum"),
    .init(
      .expressions, "variable {.key, .*, key: value, variable}",
      "A map of a node or map. Without AS its column has the variable's name.",
      "MATCH (s) RETURN s {.id, .*, degree: COUNT { (s)--() }} AS m"),
    .init(
      .expressions, "(a)-->(b) in WHERE", "Whether there is such a pattern.",
      "MATCH (a) WHERE NOT (a)-->() RETURN a"),
    .init(
      .expressions, "$name", "A parameter.", "WITH 1 AS x RETURN x"),
    .init(
      .expressions, "1, 0x1F, 0o17, 1_000, 1.5, 1e3, 'text', \"text\", true, null, [1], {key: 1}",
      "Literals. In a text: \\n \\t \\' \\\" \\\\ \\u00e9 \\U0001F600.",
      "RETURN 0x1F AS a, 'caf\\u00e9' AS b"),
  ]

  private static let subqueries: [LanguageFeature] = [
    .init(
      .subqueries, "CALL { WITH a, b query } or CALL (a, b) { query }",
      "The rows of the inner query beside each row. One that changes the graph runs row after row. What "
        + "(a, b), or (*), names is seen to the end, as in EXISTS; what WITH imports, until the next WITH. "
        + "Expressions that it returns need names.",
      "UNWIND [1, 2] AS x CALL (x) { UNWIND range(1, x) AS y RETURN sum(y) AS s } RETURN x, s"),
    .init(
      .subqueries, "EXISTS { pattern or query }",
      "Whether it has a row. Here, and in COUNT and COLLECT, outer variables are seen to the end, after "
        + "every WITH, and none of their names may be given to something else.",
      "MATCH (a) WHERE EXISTS { (a)-->(b) WHERE b.x > 1 } RETURN a"),
    .init(
      .subqueries, "COUNT { pattern or query }", "How many rows it has.",
      "MATCH (a) RETURN COUNT { (a)--() } AS degree"),
    .init(
      .subqueries, "COLLECT { query }", "Its one column as a list, in order.",
      "MATCH (a) RETURN COLLECT { MATCH (a)-->(b) RETURN b.id ORDER BY b.id LIMIT 3 } AS ids"),
  ]

  private static let types: [LanguageFeature] = [
    .init(
      .types, "value IS [NOT] :: TYPE, value IS [NOT] TYPED TYPE, value :: TYPE",
      "INTEGER, FLOAT, STRING, BOOLEAN, MAP, NODE, RELATIONSHIP, PATH, POINT, DATE, LOCAL TIME, "
        + "ZONED TIME, LOCAL DATETIME, ZONED DATETIME, DURATION, LIST<…>, PROPERTY VALUE, ANY, NULL, "
        + "NOTHING; NOT NULL behind a type, or behind each of several with bars between.",
      "RETURN [1, 2.5] IS :: LIST<INTEGER NOT NULL | FLOAT NOT NULL> AS x"),
    .init(
      .types, "trim(BOTH characters FROM text)", "LEADING and TRAILING likewise.",
      "RETURN trim(BOTH '-' FROM '--a-') AS x"),
    .init(
      .types, "date({date: value, month: 2, …}), and so datetime() and localdatetime()",
      "The parts of a value, with others over them. A day that is not given and that the month or quarter "
        + "does not have becomes its last; one that is given must be there.",
      "RETURN date({date: date('1984-02-29'), year: 1983}) AS x"),
    .init(
      .types, "toString(time), text + time",
      "Always with seconds, and with the decimals that are not zero; in answers and files times are as "
        + "short as can be.",
      "RETURN toString(time('08:40Z')) AS x"),
    .init(
      .types, "normalize(text, NFD)", "NFC, unless NFD is asked for.",
      "RETURN size(normalize('\\u00e9', NFD)) AS n"),
  ]

  private static let commands: [LanguageFeature] = [
    .init(
      .commands, "CREATE INDEX [name] [IF NOT EXISTS] FOR (n:Label) ON (n.key, …)",
      "An index for equality, ranges, prefixes and IN.",
      "CREATE INDEX by_year IF NOT EXISTS FOR (s:Study) ON (s.year)"),
    .init(
      .commands,
      "CREATE CONSTRAINT [name] [IF NOT EXISTS] FOR (n:Label) REQUIRE n.key IS UNIQUE",
      "Refuses a second node with the same value.",
      "CREATE CONSTRAINT one_id FOR (s:Study) REQUIRE s.id IS UNIQUE"),
    .init(
      .commands, "SHOW INDEXES, SHOW CONSTRAINTS, DROP INDEX name, DROP CONSTRAINT name",
      "What there is, and away with it.", "SHOW INDEXES"),
    .init(
      .commands, "EXPLAIN query, PROFILE query",
      "The plan; with PROFILE also the rows of each step. PROFILE runs the query.",
      "EXPLAIN MATCH (n) RETURN n"),
    .init(
      .commands, "WITHOUT STUDY name, … query; WITHOUT (s:Study WHERE …) query",
      "The answer on the graph without some sources, and without all that has no source left; names may "
        + "be lists. Nothing is changed. EXPLAIN, PROFILE and EVIDENCE may stand before it or after it.",
      "WITHOUT STUDIES [] MATCH (n) RETURN count(n) AS n"),
    .init(
      .commands, "EVIDENCE [ALL] [AS (studies, claims, evidence)] [BY (s:Label)] query",
      "Adds to each row the sources and the claims that it rests on, and what is to be known of that. "
        + "`evidence.witnesses()` as a column of the last RETURN gives the least groups of sources apart; "
        + "ALL gives the claims too of matches that need more than another; BY names other sources.",
      "EVIDENCE MATCH (s:Study)-[:SUPPORTS]->(f) RETURN DISTINCT f, evidence.witnesses() AS w"),
  ]
}
