import GraphEngine
import GraphModel
import GraphTestKit
import Testing

/// WITHOUT, sensitivity and what EVIDENCE says of rows, against deletion and rerun and against matches
/// that are looked at one by one.
@Suite("Evidence answers")
struct EvidenceTests {
  @Test("A query without sources gives what it gives where they were deleted")
  func without() throws {
    let wanted = TestSettings.count(60)
    var (compared, stream) = (0, UInt64(0))
    while compared < wanted {
      var random = SeededGenerator(seed: TestSettings.seed, stream: 41 << 32 + stream)
      stream += 1
      let made = try EvidenceGraph(using: &random)
      let left = made.some(using: &random)
      let deleted = try made.without(left)
      let names: [String: Value] = ["left": .list(left.sorted().map { .string($0) })]
      for query in ReadingQueries.all {
        let masked = try made.graph.run("WITHOUT STUDIES $left \(query)", parameters: names).all()
        let expected = try deleted.run(query).all()
        #expect(
          Bag(masked.map(\.values)) == Bag(expected.map(\.values)),
          "\(query)\nwithout \(left)\non \(made.statement)")
        compared += 1
      }
    }
    print("Without: \(compared) queries")
  }

  @Test("Sensitivity is the difference to the answers where sources were deleted")
  func sensitivity() throws {
    let wanted = TestSettings.count(60)
    var (compared, changes, stream) = (0, 0, UInt64(0))
    while compared < wanted {
      var random = SeededGenerator(seed: TestSettings.seed, stream: 43 << 32 + stream)
      stream += 1
      let made = try EvidenceGraph(using: &random)
      var deleted: [String: Graph] = [:]
      for study in made.studies { deleted[study] = try made.without([study]) }
      for query in ReadingQueries.all {
        let table = try made.graph.run(
          "CALL evidence.sensitivity($q) YIELD left_out, row_key, change, column, before, after",
          parameters: ["q": .string(query)]
        ).all()
        let before = try made.graph.run(query).all().map(\.values)
        for study in made.studies {
          let expected = try (deleted[study] ?? made.graph).run(query).all().map(\.values)
          let rows = table.filter { $0["left_out"] == .string(study) }
          let columns = try made.graph.prepare(query).columns
          let patched = Self.patched(before, columns, rows)
          #expect(
            Bag(patched) == Bag(expected), "\(query)\nwithout \(study)\non \(made.statement)")
          if Bag(before) == Bag(expected) {
            #expect(rows.isEmpty, "\(query)\nwithout \(study)\non \(made.statement)")
          }
          compared += 1
          changes += rows.count
        }
      }
    }
    print("Sensitivity: \(compared) answers, \(changes) changes")
    #expect(changes > compared / 4, "too little changes")
  }

  @Test("In large groups, each aggregate without a study is that of a query without it")
  func largeGroups() throws {
    let graph = Graph()
    _ = try graph.run(
      """
      UNWIND range(0, 299) AS i
      CREATE (s:Study {id: 's' + toString(i), year: 1990 + i % 31, weight: i / 7.0})
      WITH s, i UNWIND range(0, i % 4) AS k
      MERGE (f:Factor {name: CASE WHEN (i + k) % 5 = 0 THEN 'few' ELSE 'many' END})
      CREATE (s)-[:SUPPORTS {n: (i * 7 + k) % 50, place: CASE WHEN k = 1 THEN null ELSE k END}]->(f)
      """
    ).all()
    let query = """
      MATCH (s:Study)-[r:SUPPORTS]->(f:Factor)
      RETURN f.name AS f, count(*) AS rows, count(r.place) AS places, count(DISTINCT s.year) AS years,
        sum(r.n) AS total, avg(r.n) AS mean, min(s.year) AS first, max(r.n) AS most,
        stDev(s.year) AS spread, sum(s.weight) AS weight, sum(DISTINCT r.n) AS once
      """
    // With an expression over an aggregate the query is asked again; without it, one run tells.
    for text in [query, query + ", size(collect(DISTINCT r.n)) AS kinds"] {
      let columns = try graph.prepare(text).columns
      let before = try graph.run(text).all().map(\.values)
      let table = try graph.run(
        "CALL evidence.sensitivity($q) YIELD left_out, row_key, change, column, before, after",
        parameters: ["q": .string(text)]
      ).all()
      for study in stride(from: 0, to: 300, by: 13).map({ "s\($0)" }) {
        let expected = try graph.run(
          "WITHOUT STUDY $s \(text)", parameters: ["s": .string(study)]
        ).all().map(\.values)
        let changes = table.filter { $0["left_out"] == .string(study) }
        #expect(!changes.isEmpty)
        #expect(Bag(Self.patched(before, columns, changes)) == Bag(expected), "without \(study)")
      }
    }
  }

  /// The rows after the changes of a table.
  private static func patched(
    _ before: [[Value]], _ columns: [String], _ changes: [Row]
  ) -> [[Value]] {
    var rows = before
    func matches(_ row: [Value], _ key: MapValue) -> Bool {
      key.entries.allSatisfy { name, value in
        columns.firstIndex(of: name.string).map { row[$0] == value } ?? false
      }
    }
    for change in changes {
      guard case .map(let key) = change["row_key"], case .text(let kind) = change["change"] else {
        continue
      }
      func whole(_ rest: Value) -> [Value] {
        let others: MapValue = if case .map(let map) = rest { map } else { MapValue() }
        return columns.map { key[Text($0)] ?? others[Text($0)] ?? .null }
      }
      switch kind {
      case "lost":
        if let place = rows.firstIndex(of: whole(change["before"])) { rows.remove(at: place) }
      case "new": rows.append(whole(change["after"]))
      default:
        guard case .text(let name) = change["column"],
          let column = columns.firstIndex(of: name.string),
          let place = rows.firstIndex(where: {
            matches($0, key) && $0[column] == change["before"]
          })
        else { continue }
        rows[place][column] = change["after"]
      }
    }
    return rows
  }

  @Test("Studies, claims and what carries a group are those of the matches, one by one")
  func columns() throws {
    let wanted = TestSettings.count(60)
    var (compared, stream) = (0, UInt64(0))
    while compared < wanted {
      var random = SeededGenerator(seed: TestSettings.seed, stream: 47 << 32 + stream)
      stream += 1
      let graph = try StudiedGraph(most: 5, using: &random)
      for pattern in Self.patterns {
        try compare(pattern, "DISTINCT \(pattern.key) AS k", graph, isGroup: false)
        try compare(pattern, "\(pattern.key) AS k, count(*) AS n", graph, isGroup: true)
        compared += 2
      }
    }
    print("Evidence columns: \(compared) answers")
  }

  private struct Pattern {
    var match: String
    var key: String
    var nodes: String
    var relationships: String
  }

  private static let patterns = [
    Pattern(
      match: "MATCH (s:Study)-[r:SUPPORTS]->(f)", key: "f.id", nodes: "[s, f]",
      relationships: "[r]"),
    Pattern(
      match: "MATCH (a)-[r]->(f)<-[q]-(b)", key: "f.n", nodes: "[a, b, f]", relationships: "[r, q]"),
    Pattern(
      match: "MATCH (a:Study)-[r:CITES]->(b)-[q]->(c)", key: "c.id", nodes: "[a, b, c]",
      relationships: "[r, q]"),
    Pattern(match: "MATCH (a)-[r]-(b)", key: "a.n", nodes: "[a, b]", relationships: "[r]"),
  ]

  /// What EVIDENCE says of the rows of a pattern, against its matches.
  private func compare(
    _ pattern: Pattern, _ columns: String, _ graph: StudiedGraph, isGroup: Bool
  ) throws {
    let matches = try graph.whole.run(
      """
      \(pattern.match) RETURN \(pattern.key) AS k,
        [x IN \(pattern.nodes) WHERE x:Study | x.id] AS studies,
        [x IN \(pattern.relationships)
          WHERE startNode(x):Study OR endNode(x):Study | id(x)] AS claims
      """
    ).all()
    var byKey: [Value: [(studies: Set<Value>, claims: [Value])]] = [:]
    for match in matches {
      guard case .list(let studies) = match["studies"], case .list(let claims) = match["claims"]
      else { continue }
      byKey[match["k"], default: []].append((Set(studies), claims))
    }
    let query = "EVIDENCE \(pattern.match) RETURN \(columns), evidence.witnesses() AS w"
    let rows = try graph.whole.run(query).all()
    #expect(rows.count == byKey.count, "\(query)\non \(graph.statement)")
    for row in rows {
      let found = byKey[row["k"]] ?? []
      let least = Set(found.map(\.studies)).filter { set in
        !found.contains { $0.studies.isStrictSubset(of: set) }
      }
      let all = isGroup ? found.map(\.studies) : Array(least)
      let studies = Set(all.joined()).sorted { Value.order($0, $1) < 0 }
      let place: Comment = "\(query)\nat \(row.values)\non \(graph.statement)"
      #expect(row["studies"] == .list(studies), place)
      #expect(Self.sets(row["w"]) == least, place)
      let claims = Set(found.filter { least.contains($0.studies) }.flatMap(\.claims))
      #expect(Self.numbers(row["claims"]) == claims, place)
      guard isGroup else { continue }
      var carried: [Value: [Int]] = [:]
      for match in found {
        for study in match.studies {
          carried[study, default: [0, 0]][match.studies.count == 1 ? 0 : 1] += 1
        }
      }
      #expect(Self.carried(row["evidence"]) == carried, place)
    }
  }

  private static func sets(_ value: Value) -> Set<Set<Value>> {
    guard case .list(let list) = value else { return [] }
    return Set(
      list.map { item in
        if case .list(let inner) = item { return Set(inner) }
        return []
      })
  }

  private static func numbers(_ value: Value) -> Set<Value> {
    guard case .list(let list) = value else { return [] }
    return Set(
      list.compactMap { item in
        if case .map(let map) = item { return map["relationship"] }
        return nil
      })
  }

  private static func carried(_ value: Value) -> [Value: [Int]] {
    guard case .map(let map) = value, case .list(let list)? = map["carried"] else { return [:] }
    var result: [Value: [Int]] = [:]
    for case .map(let entry) in list {
      guard let study = entry["study"], case .integer(let alone)? = entry["alone"],
        case .integer(let shared)? = entry["shared"]
      else { continue }
      result[study] = [alone, shared]
    }
    return result
  }

  @Test("What rests on one source is what vanishes with it, by kind as by name")
  func groups() throws {
    let graph = Graph()
    _ = try graph.run(
      """
      CREATE (a:Study {id: 'a', kind: 'review'}), (b:Study {id: 'b', kind: 'report'}),
        (c:Study {id: 'c', kind: 'report'}), (f:Factor {id: 'f'}), (g:Factor {id: 'g'}),
        (a)-[:SUPPORTS {n: 1}]->(f), (b)-[:SUPPORTS {n: -3}]->(f), (b)-[:SUPPORTS]->(g),
        (c)-[:SUPPORTS]->(g)
      """)
    let one = try graph.run(
      "CALL evidence.restsOnOne('MATCH (s:Study)-->(f) RETURN DISTINCT f.id AS f, s.kind AS k')"
    ).all()
    #expect(one.map(\.values).count == 2)
    let kinds = try graph.run(
      """
      CALL evidence.sensitivity('MATCH (s:Study)-[r]->(f) RETURN f.id AS f, sum(r.n) AS n',
        {by: 'kind'}) YIELD left_out, row_key, change, before, after, sign_flips
      RETURN left_out, row_key.f AS f, change, before, after, sign_flips ORDER BY left_out, f
      """
    ).all().map(\.values)
    #expect(
      kinds == [
        ["report", "f", "changed", -2, 1, true],
        ["report", "g", "lost", kinds[1][3], .null, false],
        ["review", "f", "changed", -2, -3, false],
      ])
  }

  @Test("A name that no source has, a node that is none and a query that writes are refused")
  func refusals() throws {
    let graph = Graph()
    _ = try graph.run("CREATE (:Study {id: 'harden-2015'}), (:Factor {id: 'f'})")
    func detail(_ query: String) throws -> (detail: String, hint: String?) {
      do {
        _ = try graph.run(query).all()
        return ("", nil)
      } catch let error as Diagnostic {
        return (error.detail, error.hint)
      }
    }
    let unknown = try detail("WITHOUT STUDY 'harden-2014' MATCH (n) RETURN n")
    #expect(unknown.detail == "UnknownSource")
    #expect(unknown.hint == "Did you mean 'harden-2015'?")
    #expect(try detail("WITHOUT (f:Factor) MATCH (n) RETURN n").detail == "NotASource")
    #expect(try detail("WITHOUT STUDY 1.5 MATCH (n) RETURN n").detail == "InvalidSourceName")
    #expect(try detail("EVIDENCE MATCH (n) SET n.x = 1").detail == "EvidenceOfUpdate")
    #expect(try detail("EVIDENCE MATCH (n) RETURN n AS studies").detail == "ColumnNameConflict")
    #expect(
      try detail("CALL evidence.sensitivity($q)").detail == "MissingParameter")
    let warnings = try graph.run("WITHOUT (s:Study WHERE s.id = 'x') MATCH (n) RETURN n").warnings
    #expect(warnings.map(\.detail) == ["NothingLeftOut"])
  }
}
