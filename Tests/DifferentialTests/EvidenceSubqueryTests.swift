import GraphEngine
import GraphModel
import GraphTestKit
import Testing

/// What EVIDENCE says of rows with COUNT, COLLECT, EXISTS and pattern comprehensions, against the matches
/// of these, looked at one by one.
@Suite("Evidence of subqueries")
struct EvidenceSubqueryTests {
  /// What is found for each row of an outer MATCH.
  private struct Found {
    var outer: String
    var variable: String
    var pattern: String
    var nodes: String
    var relationships: String
  }

  private static let found = [
    Found(
      outer: "MATCH (f:Factor)", variable: "f", pattern: "(f)<-[r]-(s)", nodes: "[f, s]",
      relationships: "[r]"),
    Found(
      outer: "MATCH (a:Study)", variable: "a", pattern: "(a)-[r:CITES]->(b)-[q]->(c)",
      nodes: "[a, b, c]", relationships: "[r, q]"),
    Found(
      outer: "MATCH (x)", variable: "x", pattern: "(x)-[r:SUPPORTS|CITES]-(y)", nodes: "[x, y]",
      relationships: "[r]"),
  ]

  /// What is known of the matches of one row.
  private struct Expected {
    var own: Set<Value>
    var matches: [(studies: Set<Value>, claims: Set<Value>)] = []
  }

  @Test("What is counted and collected is the group of its matches")
  func groups() throws {
    try forEachGraph { graph, found in
      let expected = try matches(found, graph)
      let count = "COUNT { \(found.pattern) }"
      let list = "COLLECT { MATCH \(found.pattern) RETURN 1 }"
      let comprehension = "[\(found.pattern) | 1]"
      let variable = found.variable
      for value in [
        count, "size(\(list))", "size(\(comprehension))", comprehension, "-(\(count))",
      ] {
        try compare("\(found.outer) RETURN id(\(variable)) AS k, \(value) AS v", expected, graph)
      }
      for condition in ["\(count) > 0", "(\(count) > 0 OR \(variable).n > 99)"] {
        try compare(
          "\(found.outer) WHERE \(condition) RETURN id(\(variable)) AS k",
          expected.filter { !$0.value.matches.isEmpty }, graph)
      }
      let guarded = "(\(count) = 0 AND \(variable).n < 99) OR \(variable).n > 99"
      for condition in ["\(count) = 0", guarded] {
        try compare(
          "\(found.outer) WHERE \(condition) RETURN id(\(variable)) AS k",
          expected.filter { $0.value.matches.isEmpty }, graph)
      }
    }
  }

  @Test("What exists rests on any of its matches, and what does not on absence")
  func existence() throws {
    try forEachGraph { graph, found in
      let expected = try matches(found, graph)
      let exists = "EXISTS { \(found.pattern) }"
      let variable = found.variable
      let key = "id(\(variable)) AS k"
      for value in [exists, "NOT \(exists)", "CASE WHEN \(exists) THEN 1 END", "\(exists) = true"] {
        try compare(
          "\(found.outer) RETURN \(key), \(value) AS v", expected, graph, isGroup: false)
      }
      for condition in [exists, "(\(exists) OR \(variable).n > 99)", "NOT NOT \(exists)"] {
        try compare(
          "\(found.outer) WHERE \(condition) RETURN \(key)",
          expected.filter { !$0.value.matches.isEmpty }, graph, isGroup: false)
      }
      for condition in ["NOT \(exists)", "(NOT \(exists) OR \(variable).n > 99)"] {
        try compare(
          "\(found.outer) WHERE \(condition) RETURN \(key)",
          expected.filter { $0.value.matches.isEmpty }, graph, isGroup: false)
      }
      // What holds anyway rests on nothing more.
      var free = expected
      for key in free.keys { free[key]?.matches = [] }
      try compare(
        "\(found.outer) WHERE NOT \(exists) OR \(variable).n >= 0 RETURN \(key)", free, graph,
        isGroup: false, restsOnAbsence: false)
      // Nor on what only says in which order rows come, or what nobody reads.
      try compare(
        "\(found.outer) RETURN \(key) ORDER BY COUNT { \(found.pattern) }, k", free, graph,
        isGroup: false, restsOnAbsence: false)
      try compare(
        "\(found.outer) WITH \(variable), \(exists) AS e RETURN \(key)", free, graph,
        isGroup: false, restsOnAbsence: false)
      // What is found with the same sources is as good a reason as what holds anyway.
      for (key, row) in expected {
        free[key]?.matches = row.matches.filter { $0.studies.isSubset(of: row.own) }
      }
      try compare(
        "\(found.outer) WHERE \(exists) OR \(variable).n >= 0 RETURN \(key)", free, graph,
        isGroup: false, restsOnAbsence: false)
    }
  }

  @Test("What cannot be carried is said")
  func notices() throws {
    let graph = Graph()
    _ = try graph.run(
      "CREATE (a:Study {id: 'a'})-[:CITES]->(b:Study {id: 'b'})-[:CITES]->(c:Study {id: 'c'})")
    func notices(_ query: String) throws -> [String] {
      try graph.run(query).warnings.map(\.detail)
    }
    let path = "MATCH p = shortestPath((a:Study {id: 'a'})-[:CITES*]->(c:Study {id: 'c'}))"
    #expect(try notices("EVIDENCE \(path) RETURN length(p) AS n") == ["OnePathOfSeveral"])
    #expect(try notices("\(path) RETURN length(p) AS n") == [])
    #expect(
      try notices("EVIDENCE MATCH (a:Study) WHERE EXISTS { \(path) } RETURN a.id AS a")
        == ["OnePathOfSeveral"])
    let condition = " WHERE all(n IN nodes(p) WHERE EXISTS { (n)--() })"
    #expect(
      try notices("EVIDENCE \(path)\(condition) RETURN length(p) AS n")
        .sorted() == ["OnePathOfSeveral", "SourcesNotCarried"])
    #expect(
      try notices("EVIDENCE MATCH (a:Study) RETURN a.id AS a, COUNT { (a)--() } AS n") == [])
  }

  private func forEachGraph(_ body: (StudiedGraph, Found) throws -> Void) throws {
    let wanted = TestSettings.count(60)
    var (compared, stream) = (0, UInt64(0))
    while compared < wanted {
      var random = SeededGenerator(seed: TestSettings.seed, stream: 53 << 32 + stream)
      stream += 1
      let graph = try StudiedGraph(most: 5, using: &random)
      for found in Self.found {
        try body(graph, found)
        compared += 10
      }
    }
  }

  /// By row of the outer MATCH: what it rests on itself, and what is found for it.
  private func matches(_ found: Found, _ graph: StudiedGraph) throws -> [Value: Expected] {
    var expected: [Value: Expected] = [:]
    let variable = found.variable
    for row in try graph.whole.run(
      "\(found.outer) RETURN id(\(variable)) AS k, [x IN [\(variable)] WHERE x:Study | x.id] AS own"
    ).all() {
      expected[row["k"]] = Expected(own: Self.set(row["own"]))
    }
    for row in try graph.whole.run(
      """
      \(found.outer) MATCH \(found.pattern) RETURN id(\(variable)) AS k,
        [x IN \(found.nodes) WHERE x:Study | x.id] AS studies,
        [x IN \(found.relationships)
          WHERE startNode(x):Study OR endNode(x):Study | id(x)] AS claims
      """
    ).all() {
      expected[row["k"]]?.matches.append((Self.set(row["studies"]), Self.set(row["claims"])))
    }
    return expected
  }

  private func compare(
    _ query: String, _ expected: [Value: Expected], _ graph: StudiedGraph, isGroup: Bool = true,
    restsOnAbsence: Bool = true
  ) throws {
    let head = query.components(separatedByLast: " ORDER BY")
    let text = "EVIDENCE \(head.0), evidence.witnesses() AS w\(head.1)"
    let rows = try graph.whole.run(text).all()
    #expect(Set(rows.map { $0["k"] }) == Set(expected.keys), "\(text)\non \(graph.statement)")
    for row in rows {
      let place: Comment = "\(text)\nat \(row.values)\non \(graph.statement)"
      guard let wanted = expected[row["k"]] else { continue }
      let all = wanted.matches.map { $0.studies.union(wanted.own) }
      let least = Set(all.isEmpty ? [wanted.own] : all).filter { set in
        !all.contains { $0.isStrictSubset(of: set) }
      }
      let studies = (isGroup ? Set(all.joined()) : Set(least.joined())).union(wanted.own)
      #expect(row["studies"] == .list(studies.sorted { Value.order($0, $1) < 0 }), place)
      #expect(Set(Self.list(row["w"]).map(Self.set)) == least, place)
      let claims = wanted.matches.filter { least.contains($0.studies.union(wanted.own)) }
        .reduce(into: Set<Value>()) { $0.formUnion($1.claims) }
      #expect(Self.numbers(row["claims"]) == claims, place)
      let basis: MapValue = if case .map(let map) = row["evidence"] { map } else { MapValue() }
      let isAbsent = wanted.matches.isEmpty && restsOnAbsence
      #expect((basis["rests_on_absence"] == .boolean(true)) == isAbsent, place)
      if isGroup, !wanted.matches.isEmpty {
        var carried: [Value: [Value]] = [:]
        for match in wanted.matches {
          for study in match.studies {
            let (alone, shared) = match.studies.count == 1 ? (1, 0) : (0, 1)
            carried[study, default: []].append(.list([.integer(alone), .integer(shared)]))
          }
        }
        #expect(Self.list(basis["carried"] ?? .null).count == carried.count, place)
        for case .map(let entry) in Self.list(basis["carried"] ?? .null) {
          let counts = carried[entry["study"] ?? .null] ?? []
          let alone = counts.count { $0 == .list([.integer(1), .integer(0)]) }
          #expect(entry["alone"] == .integer(alone), place)
          #expect(entry["shared"] == .integer(counts.count - alone), place)
        }
      } else {
        #expect(basis["carried"] == nil, place)
      }
    }
  }

  private static func list(_ value: Value) -> [Value] {
    if case .list(let list) = value { list } else { [] }
  }

  private static func set(_ value: Value) -> Set<Value> { Set(list(value)) }

  private static func numbers(_ value: Value) -> Set<Value> {
    Set(
      list(value).compactMap { item in
        if case .map(let map) = item { map["relationship"] } else { nil }
      })
  }
}

extension String {
  /// What stands before the last occurrence of a word, and the rest.
  fileprivate func components(separatedByLast word: String) -> (String, String) {
    var before = ""
    var rest = self[...]
    while !rest.isEmpty {
      if rest.hasPrefix(word) { return (before, String(rest)) }
      before.append(rest.removeFirst())
    }
    return (before, "")
  }
}
