import Foundation
import GraphModel
import GraphStore
import GraphTestKit
import Testing

@testable import GraphEngine

@Suite("The index in the file")
struct StoredIndexTests {
  private let file: IndexedFile

  init() throws { file = try IndexedFile() }

  private static let oneHop =
    "MATCH (s:Study {id: 777})-[r:CITES]->(t) RETURN t.id, r.strength ORDER BY t.id, r.strength"

  @Test("Opening reads no array, one hop reads few, and the answer is that of the rows")
  func laziness() throws {
    try file.fill(studies: 30_000)
    let expected = try file.open(.readOnly) { (graph: Graph) throws in
      #expect(graph.view.base.isStored)
      #expect(graph.view.base.reader?.byteCount == 0)
      let rows = try graph.run(Self.oneHop).all().map(\.values)
      #expect(rows.count == 5)
      let read = try #require(graph.view.base.reader?.byteCount)
      _ = try graph.run("MATCH (a)-[r]->(b) RETURN sum(r.strength), sum(b.year), min(a.key)").all()
      let all = try #require(graph.view.base.reader?.byteCount)
      #expect(read < all, "one hop has read \(read) bytes, everything is \(all)")
      #expect(try graph.checkIndex() == [])
      return rows
    }
    try file.sql { try $0.run("DELETE FROM segment", operation: "test") }
    try file.open(.readOnly) { (graph: Graph) throws in
      #expect(!graph.view.base.isStored)
      #expect(try graph.run(Self.oneHop).all().map(\.values) == expected)
    }
  }

  @Test("A small change is taken from the log of changes, a large one writes the index anew")
  func changes() throws {
    try file.fill(studies: 2_000)
    func list() throws -> Int? {
      try file.sql {
        try $0.integer("SELECT value FROM meta WHERE key = 'segment_list'", operation: "test")
      }
    }
    let first = try list()
    try file.open { (graph: Graph) throws in
      _ = try graph.run("MATCH (s:Study {id: 5}) SET s.year = 1, s:Old REMOVE s.open")
      _ = try graph.run("MATCH (s:Study {id: 6}) DETACH DELETE s")
      _ = try graph.run("MATCH (s:Study {id: 7})-[r:CITES]->() DELETE r")
      _ = try graph.run("MATCH (s:Study {id: 8}) CREATE (s)-[:NEW {x: 1}]->(:Fresh {y: 'z'})")
    }
    #expect(try list() == first)
    try file.open(.readOnly) { (graph: Graph) throws in
      #expect(!graph.view.isUnchanged)
      #expect(try graph.checkIndex() == [])
    }
    try file.open { _ = try $0.run("MATCH (:Study)-[r:CITES]->() SET r.strength = 0") }
    #expect(try list() != first)
    try file.open(.readOnly) { (graph: Graph) throws in
      #expect(graph.view.isUnchanged)
      #expect(try graph.checkIndex() == [])
    }
  }

  /// Leaves a change of `count` relationships of one node over an index of as many, and tells how
  /// long the next opening takes.
  private func openingTime(_ count: Int, _ change: String) throws -> Double {
    let file = try IndexedFile()
    try file.open { graph in
      _ = try graph.run("CREATE (:Hub {id: 0})")
      _ = try graph.run(
        "MATCH (h:Hub) UNWIND range(1, \(count * 8)) AS i CREATE (h)-[:OLD {i: i}]->(h)")
    }
    // Without writing the index, as a writer that is killed after giving the file back.
    let store = try GraphStore.open(path: file.path, mode: .readWrite)
    try store.begin()
    if change == "made" {
      let type = try store.internSymbol(kind: .relationshipType, name: "NEW")
      for id in try store.allocateRelationshipIDs(count) {
        try store.insertRelationship(id: id, type: type, start: 0, end: 0, properties: nil)
      }
    } else {
      for id in 0..<count {
        if change == "deleted" {
          try store.deleteRelationship(id: id)
        } else {
          try store.updateRelationshipProperties(
            id: id, properties: Array("{\"i\":-1}".utf8))
        }
      }
    }
    try store.commit()
    try store.close()
    var best = Double.infinity
    for _ in 0..<3 {
      let time = try ContinuousClock().measure {
        try file.open(.readOnly) { graph in #expect(!graph.view.isUnchanged) }
      }
      best = min(best, time / .seconds(1))
    }
    return best
  }

  @Test(
    "Opening takes time in proportion to what has changed, also at a node with many relationships",
    arguments: ["made", "changed", "deleted"])
  func manyChangesAtOneNode(_ change: String) throws {
    let few = try openingTime(200, change)
    let many = try openingTime(1_600, change)
    // Eight times as many: eight times as long, and not 64.
    #expect(many < few * 20, "\(few) s, then \(many) s")
  }

  @Test("Where most has changed the rows are read, and the next to close writes the index")
  func mostHasChanged() throws {
    try file.fill(studies: 100)
    let store = try GraphStore.open(path: file.path, mode: .readWrite)
    try store.begin()
    let label = try store.internSymbol(kind: .label, name: "Late")
    for id in try store.allocateNodeIDs(25_000) {
      try store.insertNode(id: id, labels: [label], properties: nil)
    }
    try store.commit()
    try store.close()
    for isFirst in [true, false] {
      try file.open(.readWrite) { (graph: Graph) throws in
        #expect(graph.view.isUnchanged && graph.view.base.isStored != isFirst)
        #expect(try graph.run("MATCH (n) RETURN count(n) AS n").all()[0]["n"] == 25_100)
        #expect(try graph.checkIndex() == [])
      }
    }
  }

  @Test("Random statements, closing and opening: the index is always that of the rows")
  func randomStatements() throws {
    var random = SeededGenerator(seed: TestSettings.seed, stream: 4)
    for round in 0..<TestSettings.count(12) {
      let graph = try Graph.open(file.path, access: .create)
      if round == 0 {
        _ = try graph.run("CREATE INDEX a_k FOR (n:A) ON (n.k)")
        _ = try graph.run("CREATE CONSTRAINT b_u FOR (n:B) REQUIRE n.u IS UNIQUE")
        _ = try graph.run("CREATE INDEX r_w FOR ()-[r:R]-() ON (r.w)")
      }
      for _ in 0..<random.number(1...40) {
        let isRolledBack = random.chance(0.2)
        if isRolledBack { try graph.begin() }
        for _ in 0..<random.number(1...3) { try Self.change(graph, &random) }
        if isRolledBack { try graph.rollback() }
      }
      let problems = try graph.checkIndex()
      #expect(problems == [], "seed \(TestSettings.seed), round \(round)")
      try graph.close()
      try file.open(.readOnly) {
        let problems = try $0.checkIndex()
        #expect(problems == [], "opened, seed \(TestSettings.seed), round \(round)")
      }
    }
  }

  /// One statement that changes something, or fails in the middle of doing so.
  private static func change(_ graph: Graph, _ random: inout SeededGenerator) throws {
    let number = random.number(0...30)
    let statement = random.pick([
      "CREATE (:A {k: \(number), t: 'text \(number)'})-[:R {w: \(number)}]->(:B {u: rand()})",
      "MATCH (a:A {k: \(number)}) SET a.k = a.k + 1, a.list = [1, 'x']",
      "MATCH (a:A {k: \(number)}) SET a:B, a.u = rand() REMOVE a.t",
      "MATCH (a:B) WITH a ORDER BY a.u LIMIT 2 REMOVE a:B",
      "MATCH (a:A {k: \(number)}) DETACH DELETE a",
      "MATCH (a:A), (b:B) WITH a, b LIMIT 3 MERGE (a)-[r:R]->(b) ON CREATE SET r.w = \(number)",
      "MATCH ()-[r:R {w: \(number)}]->() SET r.w = null, r.v = 1.5",
      "MATCH ()-[r:R]->() WITH r LIMIT 2 DELETE r",
      "MATCH (n) WITH n LIMIT 3 SET n.mixed = \(number.isMultiple(of: 2) ? "\(number)" : "'s'")",
      "MATCH (b:B) SET b.u = 1",
    ])
    do { _ = try graph.run(statement) } catch let error as Diagnostic {
      // Two nodes with one value of `u`: the statement is taken back.
      #expect(error.type == .constraintValidationFailed, "\(statement): \(error)")
    }
  }

  @Test("Damage to any stored part changes no answer, and the next writer mends it")
  func damagedParts() throws {
    try file.fill(studies: 500)
    let queries = [
      Self.oneHop, "MATCH (a)<-[r:SUPPORTS]-(b) RETURN sum(r.strength), sum(a.id), count(b)",
      "MATCH (s:Study) RETURN s.places, min(s.key), max(s.weight), count(s.open) ORDER BY s.places",
    ]
    func answers(_ graph: Graph) throws -> [[[Value]]] {
      try queries.map { try graph.run($0).all().map(\.values) }
    }
    let expected = try file.open(.readOnly) { try answers($0) }
    let count = try file.sql {
      try $0.integer("SELECT count(*) FROM segment", operation: "test") ?? 0
    }
    #expect(count > 20)
    for number in 0..<count {
      try file.sql { connection in
        try connection.run(
          """
          UPDATE segment SET bytes = CAST(substr(bytes, 1, length(bytes) - 1) || x'5A' AS BLOB)
          WHERE id = (SELECT id FROM segment ORDER BY id LIMIT 1 OFFSET \(number))
          """, operation: "test")
      }
      try file.open(.readOnly) { (graph: Graph) throws in
        #expect(try answers(graph) == expected, "part \(number)")
      }
      try file.open { (graph: Graph) throws in
        _ = try graph.run("MATCH (s:Study {id: 0}) SET s.touched = \(number)")
        #expect(try answers(graph) == expected)
        _ = try graph.compact()
      }
      try file.open(.readOnly) { (graph: Graph) throws in
        #expect(graph.view.base.isStored)
        #expect(try graph.checkIndex() == [])
      }
    }
  }

  @Test("What another program changes in a row is seen")
  func foreignChange() throws {
    try file.fill(studies: 100)
    try file.sql {
      try $0.run(
        "UPDATE node SET properties = json_set(properties, '$.year', 7) WHERE id = 77",
        operation: "test")
    }
    try file.open { (graph: Graph) throws in
      #expect(!graph.view.base.isStored)
      let rows = try graph.run("MATCH (s:Study {id: 77}) RETURN s.year").all()
      #expect(rows.map(\.values) == [[.integer(7)]])
      _ = try graph.run("CREATE (:Study {id: 1000})")
    }
    try file.open(.readOnly) { (graph: Graph) throws in
      #expect(graph.view.base.isStored)
      #expect(try graph.checkIndex() == [])
    }
  }

  @Test("An index that was made is there, stored, at the next opening")
  func newIndex() throws {
    try file.fill(studies: 1_000)
    try file.open { _ = try $0.run("CREATE INDEX by_key FOR (n:Study) ON (n.key)") }
    try file.open(.readOnly) { (graph: Graph) throws in
      #expect(graph.view.indexes.map(\.isStored) == [true, true])
      let rows = try graph.run("MATCH (s:Study {key: 'S77'}) RETURN s.id").all()
      #expect(rows.map(\.values) == [[.integer(77)]])
    }
  }
}
