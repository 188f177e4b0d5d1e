import GraphEngine
import GraphModel
import Testing

/// Elements by their identifiers are those of queries.
@Suite("Elements by identifier")
struct ElementTests {
  private let file = TemporaryGraph()

  private func expectSame(_ session: GraphSession) throws {
    for row in try session.run("MATCH (n) RETURN id(n) AS id, n").all() {
      let node = try session.node(id: try row["id", as: Int.self])
      #expect(node.map { Value.node($0).cypherText } == row["n"].cypherText)
    }
    for row in try session.run("MATCH ()-[r]->() RETURN id(r) AS id, r").all() {
      let relationship = try session.relationship(id: try row["id", as: Int.self])
      #expect(relationship.map { Value.relationship($0).cypherText } == row["r"].cypherText)
    }
  }

  @Test("They are what a query finds, stored, changed and within a transaction")
  func same() throws {
    let database = try file.database(studies: 60)
    defer { try? database.close() }
    let (session, other) = (database.session(), database.session())
    try expectSame(session)
    try session.begin()
    _ = try session.run("MATCH (s:Study {id: 7}) DETACH DELETE s")
    _ = try session.run(
      "MATCH (s:Study {id: 8}) SET s:New, s.title = 'ŵ' CREATE (s)-[:NEW {a: 1}]->(s)")
    let gone = try #require(
      try other.run("MATCH (s:Study {id: 7}) RETURN id(s) AS id").next()?["id", as: Int.self])
    #expect(try session.node(id: gone) == nil)
    #expect(try other.node(id: gone) != nil, "others see the last commit")
    try expectSame(session)
    try expectSame(other)
    try session.commit()
    #expect(try other.node(id: gone) == nil)
    try expectSame(other)
  }

  @Test("There is none of a number that nobody has")
  func none() throws {
    let graph = Graph()
    for id in [-1, 0, 5, .max, .min] {
      #expect(try graph.node(id: id) == nil)
      #expect(try graph.relationship(id: id) == nil)
      #expect(try graph.neighbors(of: id).isEmpty)
    }
    try graph.close()
    #expect(throws: Diagnostic.self) { try graph.node(id: 0) }
  }

  @Test("Neighbours by direction and type; a loop comes once")
  func neighbors() throws {
    let graph = Graph()
    _ = try graph.run(
      "CREATE (a:A {n: 1})-[:R {k: 1}]->(b:B {n: 2}), (b)-[:S]->(a), (a)-[:L]->(a), (:C)-[:R]->(b)")
    let a = try #require(
      try graph.run("MATCH (a:A) RETURN id(a) AS id").next()?["id", as: Int.self])
    func found(_ direction: RelationshipDirection, _ types: [String] = []) throws -> [String] {
      try graph.neighbors(of: a, direction, types: types).map { neighbor in
        "\(neighbor.relationship.contents?.type ?? "") \(neighbor.node.contents?.labels ?? [])"
      }.sorted()
    }
    #expect(try found(.outgoing) == ["L [A]", "R [B]"])
    #expect(try found(.incoming) == ["L [A]", "S [B]"])
    #expect(try found(.either) == ["L [A]", "R [B]", "S [B]"])
    #expect(try found(.either, ["S", "R", "None"]) == ["R [B]", "S [B]"])
    #expect(try found(.outgoing, ["S"]) == [])
  }
}
