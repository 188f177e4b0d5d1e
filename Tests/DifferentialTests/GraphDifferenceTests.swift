import GraphEngine
import GraphModel
import GraphTestKit
import Testing

/// `A + diff(A, B) = B`, and what a difference tells, against looking at every element.
@Suite("Differences of graphs")
struct GraphDifferenceTests {
  @Test("A and what leads from A to B is B, of two graphs that know nothing of each other")
  func unrelated() throws {
    var told = 0
    for stream in 0..<TestSettings.count(60) {
      var made = try AnyGraph(
        SeededGenerator(seed: TestSettings.seed, stream: 41 << 32 + UInt64(stream)))
      made.hasUniqueKeys = stream % 3 == 0
      made.named = [0, 0.7, 1][stream % 3]
      let (a, b) = (Graph(), Graph())
      try made.fill(a, nodes: stream % 25, relationships: stream % 40)
      try made.fill(b, nodes: (stream * 7) % 25, relationships: (stream * 3) % 40)
      told += try check(a, b, "stream \(stream)", isClear: made.hasUniqueKeys)
    }
    #expect(told > 0)
  }

  @Test("The same of two states of one graph, and of a copy of the first")
  func states() throws {
    var told = 0
    for stream in 0..<TestSettings.count(60) {
      let seed = SeededGenerator(seed: TestSettings.seed, stream: 42 << 32 + UInt64(stream))
      var (made, again) = (try AnyGraph(seed), try AnyGraph(seed))
      let (graph, copy) = (Graph(), Graph())
      try made.fill(graph, nodes: 20, relationships: 30)
      try again.fill(copy, nodes: 20, relationships: 30)
      let before = try graph.snapshot().reader()
      try made.change(graph, times: 4)
      let difference = try GraphDifference(from: before, to: graph)
      told += difference.changes.count
      try difference.apply(to: copy)
      #expect(try GraphText(copy) == GraphText(graph), "stream \(stream)")
      _ = try check(graph, before, "back, stream \(stream)", applies: false)
    }
    #expect(told > 0)
  }

  /// Applies the difference of two graphs to the first, and returns how many changes it had.
  ///
  /// - Parameter isClear: Whether no two nodes have one key: which of several is which, contents alone tell.
  private func check(
    _ a: Graph, _ b: Graph, _ place: String, applies: Bool = true, isClear: Bool = true
  ) throws -> Int {
    let difference = try GraphDifference(from: a, to: b)
    guard applies else { return difference.changes.count }
    let isSame = try GraphText(a) == GraphText(b)
    if isClear { #expect(difference.isEmpty == isSame, "\(place)") }
    try difference.apply(to: a)
    #expect(
      try GraphText(a) == GraphText(b), "\(place): \(difference.changes.map(\.name.withKind))")
    if isClear { #expect(try GraphDifference(from: a, to: b).isEmpty, "\(place)") }
    return difference.changes.count
  }

  @Test("Of two states of a graph whose keys stay, it tells what differs and nothing else")
  func least() throws {
    for stream in 0..<TestSettings.count(60) {
      var made = try AnyGraph(
        SeededGenerator(seed: TestSettings.seed, stream: 43 << 32 + UInt64(stream)))
      made.hasUniqueKeys = true
      let graph = Graph()
      try made.fill(graph, nodes: 20, relationships: 30, ids: 60)
      let before = try graph.snapshot().reader()
      try made.change(graph, times: 3)
      let (old, new) = (try Self.elements(before), try Self.elements(graph))
      let differing = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
      let told = Set(
        try GraphDifference(from: before, to: graph).changes.flatMap { change -> [String] in
          switch change.element {
          case .node(let before, let after):
            Set([before, after].compactMap { $0.map { "n\($0.id)" } }).sorted()
          case .relationship(let before, let after, _, _):
            Set([before, after].compactMap { $0.map { "r\($0.id)" } }).sorted()
          }
        })
      // What was deleted and made again alike is told by nobody who looks at contents.
      #expect(told.isSubset(of: differing), "stream \(stream)")
      for name in differing.subtracting(told) {
        let contents = old[name] ?? new[name]
        let twins = [old, new].map { $0.values.count { $0 == contents } }
        #expect(twins[0] > 0 && twins[1] > 0, "stream \(stream): \(name) is not told")
      }
    }
  }

  /// Every element by its number.
  private static func elements(_ graph: Graph) throws -> [String: String] {
    var found: [String: String] = [:]
    try graph.forEachNode { node in
      let labels = (node.contents?.labels ?? []).map(\.string).sorted()
      found["n\(node.id)"] = "\(labels)\(GraphText.text(node.contents?.properties ?? [:]))"
    }
    try graph.forEachRelationship { relationship in
      guard let contents = relationship.contents else { return }
      found["r\(relationship.id)"] =
        "\(contents.type) \(contents.start) \(contents.end) \(GraphText.text(contents.properties))"
    }
    return found
  }

  @Test("Keys come before numbers, and a corrected key is a change")
  func keys() throws {
    let graph = Graph()
    _ = try graph.run(
      "CREATE (:Study {id: 'a', year: 1})-[:SUPPORTS {id: 'c1', page: 3}]->(:Factor {id: 'a'})")
    let before = try graph.snapshot().reader()
    _ = try graph.run("MATCH (s:Study) SET s.id = 'b' CREATE (:Study {id: 'a', year: 1})")
    let changes = try GraphDifference(from: before, to: graph).changes
    // The node with the key 'a' is the one that had it before; the claim leads from another one now.
    #expect(
      changes.map { "\($0.kind) \($0.name.withKind)" } == [
        "added Study b", "changed SUPPORTS c1",
      ])
    #expect(changes[1].parts.map(\.what) == [.start])
    let other = Graph()
    _ = try other.run("CREATE (:Study {id: 'x', year: 1})")
    let older = try other.snapshot().reader()
    _ = try other.run("MATCH (s:Study) SET s.id = 'y'")
    let corrected = try GraphDifference(from: older, to: other).changes
    #expect(corrected.map(\.kind) == [.changed])
    #expect(corrected[0].parts.map(\.what) == [.property("id")])
  }

  @Test("The schema names the key of a label")
  func schema() throws {
    let (a, b) = (Graph(), Graph())
    _ = try a.run("CREATE (:Paper {doi: '10.1/x', year: 1})")
    _ = try b.run("CREATE (:Note), (:Paper {doi: '10.1/x', year: 2})")
    #expect(try GraphDifference(from: a, to: b).changes.map(\.kind) == [.removed, .added, .added])
    try b.setSchema(
      json: Array(
        """
        {"format": "dolen-graph-schema", "version": 1, "relationshipTypes": {},
         "labels": {"Paper": {"key": "doi", "source": true}}}
        """.utf8))
    #expect(try GraphDifference(from: a, to: b).changes.map(\.kind) == [.changed, .added])
  }

  @Test("A difference that does not fit changes nothing, and says what does not")
  func misfit() throws {
    let graph = Graph()
    _ = try graph.run("CREATE (:Study {id: 'a', year: 1})")
    let before = try graph.snapshot().reader()
    _ = try graph.run("MATCH (s:Study) SET s.year = 2 CREATE (:Study {id: 'b'})")
    let difference = try GraphDifference(from: before, to: graph)
    let error = #expect(throws: Diagnostic.self) { try difference.apply(to: graph) }
    #expect(error?.detail == "DifferenceDoesNotFit")
    #expect(error?.message.contains("Study a") == true)
    #expect(try graph.run("MATCH (s) RETURN count(*) AS n").all()[0]["n", as: Int.self] == 2)
  }
}
