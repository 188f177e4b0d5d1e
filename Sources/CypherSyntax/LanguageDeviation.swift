/// A place where Dolen and Neo4j differ, or where the standard leaves it open and Neo4j is no guide.
///
/// The manual's page of the language shows each with the answer to its example.
public struct LanguageDeviation: Sendable {
  /// What is so here.
  public let here: String
  /// What is so in Neo4j.
  public let there: String
  /// Why it differs.
  public let reason: String
  /// A statement that shows it; the page runs it on a graph of one node, `(:Study {id: 'a'})`.
  public let example: String

  init(here: String, there: String, because reason: String, _ example: String) {
    self.here = here
    self.there = there
    self.reason = reason
    self.example = example
  }

  /// All of them.
  public static let all: [LanguageDeviation] = [
    .init(
      here: "Texts are measured, cut and reversed by code points",
      there: "by UTF-16 code units, so that an emoji counts as two",
      because: "a cut can never fall inside a character's code",
      "RETURN size('\\U0001F600') AS n"),
    .init(
      here: "Texts are equal when their bytes are", there: "the same",
      because: "two spellings of é are two texts, as openCypher says; normalize() makes them one",
      "RETURN 'e\\u0301' = '\\u00e9' AS a, normalize('e\\u0301') = '\\u00e9' AS b"),
    .init(
      here: "=~ has no references back to groups and does not look ahead or behind",
      there: "it is Java's, with both",
      because: "every match takes linear time; no pattern can hang a query",
      "RETURN 'aa' =~ '(a)\\\\1' AS x"),
    .init(
      here: "normalize() knows NFC and NFD", there: "also NFKC and NFKD",
      because: "the standard library has no tables of compatible characters",
      "RETURN normalize('a', NFKC) AS x"),
    .init(
      here: "A list in a property may mix types", there: "it has one type",
      because: "the file keeps properties as JSON",
      "CREATE (n {list: [1, 'a']}) RETURN n.list AS list"),
    .init(
      here: "shortestPath may have any least length", there: "only 0 or 1",
      because: "the search goes on to longer trails anyway where WHERE demands it",
      "CREATE (a:A)-[:R]->()-[:R]->(b:B), (a)-[:R]->(b) WITH 1 AS x "
        + "MATCH p = shortestPath((:A)-[*2..]->(:B)) RETURN length(p) AS n"),
    .init(
      here: "From a node to itself shortestPath finds nothing, or the empty path from length 0",
      there: "it is an error, unless a setting says otherwise",
      because: "a query over all pairs need not leave out the pairs of one",
      "CREATE (a:A)-[:R]->(a) WITH a MATCH p = shortestPath((a)-[*0..]->(a)) RETURN length(p) AS n"),
    .init(
      here: ":A:B|C is (A and B) or C", there: "colons do not mix with |",
      because: "openCypher's grammar allows it; parentheses are clearer",
      "CREATE (:C) WITH 1 AS x MATCH (n:A:B|C) RETURN labels(n) AS l"),
    .init(
      here: "A quote may be doubled in a text", there: "only \\' is known",
      because: "GQL writes it so", "RETURN 'it''s' AS x"),
    .init(
      here: "A label, type or key that the graph does not know is a warning with the nearest one",
      there: "a notification without one",
      because: "a typo would return nothing in silence",
      "MATCH (n:Stduy) RETURN count(n) AS n"),
    .init(
      here: "id() is never used again; elementId() is the same number as a text",
      there: "ids are used again, and elementId() is another text",
      because: "a citation of a node must stay good", "CREATE (n) RETURN elementId(n) AS id"),
    .init(
      here: "A statement is one transaction", there: "CALL { } IN TRANSACTIONS may commit in parts",
      because: "a file is changed as a whole or not at all",
      "UNWIND [1] AS x CALL { CREATE (:N) } IN TRANSACTIONS RETURN x"),
    .init(
      here: "Nesting ends at 200 levels, a pattern at 2,000 nodes and relationships, "
        + "a statement at 1 MiB, a list at 33,554,432 elements",
      there: "limits are settings of the server, or the stack",
      because: "a hostile query ends in an error and never in a crash",
      "RETURN size(range(1, 100000000)) AS n"),
  ]
}
