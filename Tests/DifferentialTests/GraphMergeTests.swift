import GraphEngine
import GraphModel
import GraphTestKit
import Testing

/// Merging keeps every element of both graphs, and decides nothing that the two do not agree in.
@Suite("Merges of graphs")
struct GraphMergeTests {
  @Test(
    "Every element of both is there, joined to what it was joined to; what differs is a conflict")
  func everything() throws {
    var conflicts = 0
    for stream in 0..<TestSettings.count(60) {
      var made = try AnyGraph(
        SeededGenerator(seed: TestSettings.seed, stream: 44 << 32 + UInt64(stream)))
      made.hasUniqueKeys = stream % 2 == 0
      let (a, b) = (Graph(), Graph())
      try made.fill(a, nodes: stream % 25, relationships: stream % 40, mark: "ma")
      try made.fill(b, nodes: (stream * 7) % 25, relationships: (stream * 3) % 40, mark: "mb")
      let (first, second) = (try Marked(a, "ma"), try Marked(b, "mb"))
      let report = try a.merge(b)
      conflicts += report.conflicts.count
      #expect(try Set(a.openConflicts().map(\.id)) == Set(report.conflicts.map(\.id)))
      #expect(try a.openConflicts().count == report.conflicts.count)
      try first.check(within: a, side: \.first, "first, stream \(stream)")
      try second.check(within: a, side: \.second, "second, stream \(stream)")
      // Once more: nothing is new, where keys tell which is which.
      guard made.hasUniqueKeys else { continue }
      let again = try a.merge(b)
      #expect(again.nodesAdded == 0 && again.relationshipsAdded == 0, "stream \(stream)")
      #expect(again.nodesChanged == 0 && again.relationshipsChanged == 0, "stream \(stream)")
    }
    #expect(conflicts > 0)
  }

  /// The elements of a graph by a number that each carries.
  private struct Marked {
    var mark: Text
    var nodes: [Value: Node.Contents] = [:]
    var relationships: [Value: (contents: Relationship.Contents, start: Value, end: Value)] = [:]
    var numbers: [Value: Int] = [:]

    init(_ graph: Graph, _ mark: Text) throws {
      self.mark = mark
      var marks: [Int: Value] = [:]
      try graph.forEachNode { node in
        guard let contents = node.contents, let number = contents.properties[mark] else { return }
        marks[node.id] = number
        #expect(nodes[number] == nil, "a node is there twice")
        nodes[number] = contents
        numbers[number] = node.id
      }
      try graph.forEachRelationship { relationship in
        guard let contents = relationship.contents, let number = contents.properties[mark] else {
          return
        }
        relationships[number] = (
          contents, marks[contents.start] ?? .null, marks[contents.end] ?? .null
        )
      }
    }

    func check(
      within graph: Graph, side: KeyPath<MergeConflict, Value>, _ place: String
    ) throws {
      let merged = try Marked(graph, mark)
      let open = try graph.openConflicts()
      func check(_ old: MapValue, _ new: MapValue) {
        for (key, value) in old.entries where new[key].map({ !$0.isSame(as: value) }) ?? true {
          #expect(
            open.contains { $0.property == key && $0[keyPath: side].isSame(as: value) },
            "\(place): \(key) = \(value) is lost; there is \(new)")
        }
      }
      #expect(merged.nodes.count == nodes.count, "\(place)")
      #expect(merged.relationships.count == relationships.count, "\(place)")
      for (number, contents) in nodes {
        guard let found = merged.nodes[number] else {
          Issue.record("\(place): node \(number) is lost")
          continue
        }
        #expect(Set(found.labels).isSuperset(of: contents.labels), "\(place)")
        check(contents.properties, found.properties)
      }
      for (number, was) in relationships {
        guard let found = merged.relationships[number] else {
          Issue.record("\(place): relationship \(number) is lost")
          continue
        }
        #expect(found.start == was.start && found.end == was.end, "\(place)")
        #expect(found.contents.type == was.contents.type, "\(place)")
        check(was.contents.properties, found.contents.properties)
      }
    }
  }

  @Test("With a common base, what one has changed holds, what both have changed is a conflict")
  func threeWay() throws {
    let start = """
      CREATE (a:Study {id: 'a', year: 1, kind: 'x'})-[:SUPPORTS {id: 'c1', page: 1}]->(f:Factor {id: 'f'}),
        (b:Study {id: 'b', year: 1}), (d:Study {id: 'd'}), (e:Study {id: 'e'})
      """
    let (base, ours, theirs) = (Graph(), Graph(), Graph())
    for graph in [base, ours, theirs] { _ = try graph.run(start) }
    _ = try ours.run("MATCH (s:Study {id: 'a'}) SET s.year = 2, s:Seen")
    _ = try ours.run("MATCH (s:Study {id: 'b'}) SET s.year = 2")
    _ = try ours.run("MATCH (s:Study {id: 'd'}) DELETE s")
    _ = try theirs.run("MATCH (s:Study {id: 'a'}) SET s.kind = 'y'")
    _ = try theirs.run("MATCH (s:Study {id: 'b'}) SET s.year = 3")
    _ = try theirs.run("MATCH (s:Study {id: 'e'}) DELETE s")
    _ = try theirs.run(
      "MATCH (:Study {id: 'a'})-[r]->(f), (b:Study {id: 'b'}) DELETE r "
        + "CREATE (b)-[:SUPPORTS {id: 'c1', page: 1}]->(f)")
    let report = try ours.merge(theirs, base: base, named: ("ours", "theirs"))
    #expect(report.conflicts.map(\.id) == ["Study b year", "Study e removed", "Study d removed"])
    let rows = try ours.run(
      "MATCH (s:Study) OPTIONAL MATCH (s)-[r:SUPPORTS]->() "
        + "RETURN s.id, s.year, s.kind, s:Seen, r.id ORDER BY s.id"
    ).all()
    #expect(
      rows.map { "\($0.values)" }
        == [
          "['a', 2, 'y', true, null]", "['b', 2, null, false, 'c1']",
          "['d', null, null, false, null]",
          "['e', null, null, false, null]",
        ].map { $0.replacing("'", with: "'") })
    // A person chooses.
    for conflict in report.conflicts { _ = try ours.run(conflict.taking(.second)) }
    #expect(try ours.openConflicts().isEmpty)
    #expect(
      try ours.run("MATCH (s:Study) RETURN collect(s.id + coalesce(s.year, '')) AS all")
        .all()[0].values == [["a2", "b3", "d"]])
    #expect(try ours.merge(theirs, base: base).conflicts.isEmpty)
  }

  @Test("Claims keep study, place and words, and the runs that brought them")
  func claims() throws {
    let (a, b) = (Graph(), Graph())
    let claim = "[:SUPPORTS {id: 'c1', locator: 'p. 3', printed: 'mae', import_run:"
    _ = try a.run("CREATE (:Study {id: 'a'})-\(claim) 'r1'}]->(:Factor {id: 'f'})")
    _ = try b.run(
      "CREATE (:Study {id: 'b'})-\(claim) 'r2'}]->(:Factor {id: 'f', import_run: 'r2'})")
    let report = try a.merge(b)
    #expect(report.conflicts.map(\.kind) == [.ends])
    #expect(
      try a.run("MATCH (s:Study)-[c:SUPPORTS]->() RETURN s.id, c.locator, c.printed ORDER BY s.id")
        .all().map(\.values) == [["a", "p. 3", "mae"], ["b", "p. 3", "mae"]])
    #expect(
      try a.run("MATCH (f:Factor) RETURN f.import_run AS run").all()[0].values == ["r2"])
    _ = try a.run(report.conflicts[0].taking(.first))
    #expect(try a.run("MATCH (:Study {id: 'b'})-[c]->() RETURN c").all().isEmpty)
    // What is equal by chance is not one: two arms of two studies.
    let (c, d) = (Graph(), Graph())
    _ = try c.run("CREATE (:Study {id: 'a'})-[:HAS]->(:Arm {n: 10})")
    _ = try d.run(
      "CREATE (:Study {id: 'b'})-[:HAS]->(:Arm {n: 10}), (:Study {id: 'a'})-[:HAS]->(:Arm {n: 10})")
    try c.merge(d)
    #expect(
      try c.run("MATCH (s:Study)-[:HAS]->(m:Arm) RETURN s.id, count(m) ORDER BY s.id")
        .all().map(\.values) == [["a", 1], ["b", 1]])
  }

  @Test("Trying changes nothing; a graph for reading only is refused; a schema comes along")
  func trial() throws {
    let (a, b) = (Graph(), Graph())
    _ = try b.run("CREATE (:Study {id: 'b'})")
    #expect(try a.merge(b, onlyTrying: true).nodesAdded == 1)
    #expect(try a.run("MATCH (n) RETURN n").all().isEmpty)
    let schema = Array(
      "{\"format\": \"dolen-graph-schema\", \"version\": 1, \"labels\": {}, \"relationshipTypes\": {}}"
        .utf8)
    try b.setSchema(json: schema)
    try a.merge(b)
    #expect(a.schemaText == b.schemaText)
    let reader = try a.snapshot().reader()
    #expect(throws: Diagnostic.self) { try reader.merge(b) }
  }
}
