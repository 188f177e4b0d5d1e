/// A piece of Neo4j's dialect or of GQL that Dolen recognises and refuses, with the nearest way to
/// say it here.
package struct UnsupportedSyntax: Sendable, Hashable {
  /// What it is called, as the subject of "… is not supported".
  package var name: String
  /// What to write instead.
  package var hint: String?

  /// Everything that is told apart from a mere mistake, by name.
  package static let all: [UnsupportedSyntax] =
    (Array(clauses.values) + [
      usingHint, optionalCall, inTransactions, quantifiedPath, pathSearch, matchMode,
      parameterLength, dynamicLabel, dynamicProperty, whenList, isNormalized, isLabeled,
      createOrReplace, administration, indexOptions, constraintKind, indexKind("FULLTEXT"),
      show("FUNCTIONS"),
    ]).sorted { $0.name < $1.name }

  private static let clauses: [String: UnsupportedSyntax] = [
    "LOAD": .init(
      name: "LOAD CSV",
      hint: "Import the file with an importer, or pass its rows as a parameter "
        + "and UNWIND it"),
    "USING": .init(
      name: "USING",
      hint: "Leave it out: the planner chooses indexes and join orders itself, and "
        + "a CALL { } runs in one transaction"),
    "USE": .init(name: "USE", hint: "One file is one graph: open the other file instead"),
    "FOR": .init(name: "FOR", hint: "Write UNWIND list AS variable"),
    "LET": .init(name: "LET", hint: "Write WITH *, expression AS variable"),
    "FILTER": .init(name: "FILTER", hint: "Write WITH * WHERE predicate"),
    "FINISH": .init(name: "FINISH", hint: "Leave it out: a query may end with its last update"),
    "INSERT": .init(name: "INSERT", hint: "Write CREATE"),
    "START": .init(name: "START", hint: "Write MATCH (n) WHERE id(n) = …"),
    "NEXT": .init(name: "NEXT", hint: "Write WITH between the parts of the query"),
  ]

  /// The clause that begins with `word`, where it is one of another dialect.
  ///
  /// `next` is the word after it: `filter` alone may be a misspelling of something else.
  static func clause(_ word: String, next: String) -> UnsupportedSyntax? {
    if word == "PERIODIC" || (word == "USING" && next == "PERIODIC") {
      return .init(
        name: "PERIODIC COMMIT", hint: "Leave it out: an import commits once, at its end")
    }
    if word == "ALTER" || word == "GRANT" || word == "REVOKE" || word == "DENY" {
      return administration
    }
    return clauses[word]
  }

  static let usingHint = UnsupportedSyntax(
    name: "USING after MATCH",
    hint: "Leave it out: the planner chooses indexes and join orders itself")
  static let optionalCall = UnsupportedSyntax(
    name: "OPTIONAL CALL", hint: "Put OPTIONAL MATCH inside the subquery")
  static let inTransactions = UnsupportedSyntax(
    name: "CALL { } IN TRANSACTIONS",
    hint: "Leave IN TRANSACTIONS out: a statement is one transaction")
  static let quantifiedPath = UnsupportedSyntax(
    name: "A quantified path pattern",
    hint: "Write a relationship of variable length, such as -[:TYPE*1..3]->")
  static let pathSearch = UnsupportedSyntax(
    name: "A path selector such as ANY SHORTEST",
    hint: "Write shortestPath((a)-[*]->(b)) or allShortestPaths((a)-[*]->(b))")
  static let matchMode = UnsupportedSyntax(
    name: "A match mode", hint: "Leave it out: a relationship is matched once in a MATCH")
  static let parameterLength = UnsupportedSyntax(
    name: "A parameter as the length of a path", hint: "Write the number, such as *1..3")
  static let dynamicLabel = UnsupportedSyntax(
    name: "A label or type from an expression", hint: "Write its name, such as :Study")
  static let dynamicProperty = UnsupportedSyntax(
    name: "Setting a property whose key is an expression",
    hint: "Write n += {key: value}, or pass the map as a parameter")
  static let whenList = UnsupportedSyntax(
    name: "A list of values after WHEN", hint: "Write one WHEN … THEN … for each value")
  static let isNormalized = UnsupportedSyntax(
    name: "IS NORMALIZED", hint: "Compare the text with normalize(text)")
  static let isLabeled = UnsupportedSyntax(name: "IS LABELED", hint: "Write n:Label")
  static let createOrReplace = UnsupportedSyntax(
    name: "CREATE OR REPLACE", hint: "Write DROP … IF EXISTS first")
  static let administration = UnsupportedSyntax(
    name: "Administration of databases and users",
    hint: "One file is one graph; the file system says who may open it")
  static let indexOptions = UnsupportedSyntax(name: "OPTIONS", hint: "Leave it out")
  static let constraintKind = UnsupportedSyntax(
    name: "A constraint other than IS UNIQUE", hint: "Write REQUIRE n.id IS UNIQUE")

  static func indexKind(_ word: String) -> UnsupportedSyntax {
    UnsupportedSyntax(
      name: "A \(word) index", hint: "Write CREATE INDEX FOR (n:Label) ON (n.key)")
  }

  static func show(_ word: String) -> UnsupportedSyntax {
    UnsupportedSyntax(name: "SHOW \(word)", hint: "SHOW INDEXES and SHOW CONSTRAINTS exist")
  }
}
