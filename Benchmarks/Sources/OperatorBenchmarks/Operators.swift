import GraphEngine
import GraphModel

/// One operator: a query that spends its time there, and a loop that does the same over arrays.
struct OperatorBenchmark: Sendable {
  var name: String
  var query: String
  var parameters: [String: Value] = [:]
  /// The answer, in one number, by a plain loop.
  var loop: @Sendable (SampleGraph) -> Int
}

let operatorBenchmarks: [OperatorBenchmark] = [
  .init(
    name: "scan and filter", query: "MATCH (s:Study) WHERE s.year >= 2010 RETURN count(*) AS n",
    loop: { graph in graph.year.reduce(0) { $0 + ($1 >= 2010 ? 1 : 0) } }),
  .init(
    name: "text contains",
    query: "MATCH (s:Study) WHERE s.title CONTAINS 'burnout sleep' RETURN count(*) AS n",
    loop: { graph in
      let pattern = Array("burnout sleep".utf8)
      return graph.title.reduce(0) { $0 + (occurs(pattern, in: $1) ? 1 : 0) }
    }),
  .init(
    name: "expand to rows",
    query: "MATCH (s:Study)-[r:SUPPORTS]->(f:Factor) RETURN sum(r.strength) AS n",
    loop: { graph in graph.strength.reduce(0) { $0 + $1.reduce(0, +) } }),
  .init(
    name: "count a star",
    query: "MATCH (a:Study)-[:CITES]->(b:Study)-[:CITES]->(c:Study) RETURN count(*) AS n",
    loop: { graph in
      graph.cites.outgoing.indices.reduce(0) {
        $0 + graph.cites.outgoing[$1].count * graph.cites.incoming[$1].count
      }
    }),
  .init(
    name: "count a filtered chain",
    query: """
      MATCH (a:Study)-[:CITES]->(b:Study)-[:CITES]->(c:Study)
      WHERE a.year >= 2010 AND c.year < 2000 RETURN count(*) AS n
      """,
    loop: { graph in
      let below = graph.cites.outgoing.map { list in
        list.reduce(0) { $0 + (graph.year[$1] < 2000 ? 1 : 0) }
      }
      return graph.cites.outgoing.indices.reduce(0) { total, study in
        graph.year[study] < 2010
          ? total : graph.cites.outgoing[study].reduce(total) { $0 + below[$1] }
      }
    }),
  .init(
    name: "triangles",
    query: """
      MATCH (a:Study)-[:CITES]->(b:Study)-[:CITES]->(c:Study), (a)-[:CITES]->(c)
      RETURN count(*) AS n
      """,
    loop: { graph in
      var marks = [Int](repeating: -1, count: SampleGraph.studyCount)
      var total = 0
      for (study, list) in graph.cites.outgoing.enumerated() {
        for other in list { marks[other] = study }
        for other in list {
          for third in graph.cites.outgoing[other] where marks[third] == study { total += 1 }
        }
      }
      return total
    }),
  .init(
    name: "different and not joined",
    query: """
      MATCH (a:Study)-[:CITES]->(b:Study)-[:CITES]->(c:Study)
      WHERE a <> c AND NOT (a)-[:CITES]->(c) RETURN count(*) AS n
      """,
    loop: { graph in
      var marks = [Int](repeating: -1, count: SampleGraph.studyCount)
      var total = 0
      for (study, list) in graph.cites.outgoing.enumerated() {
        for other in list { marks[other] = study }
        for other in list {
          for third in graph.cites.outgoing[other] where marks[third] != study { total += 1 }
        }
      }
      return total
    }),
  .init(
    name: "optional",
    query: """
      MATCH (s:Study) OPTIONAL MATCH (s)-[:CITES]->(t:Study)
      OPTIONAL MATCH (s)-[:SUPPORTS]->(f:Factor) RETURN count(*) AS n
      """,
    loop: { graph in
      var total = 0
      for (study, list) in graph.cites.outgoing.enumerated() {
        total += max(1, list.count) * max(1, graph.supports.outgoing[study].count)
      }
      return total
    }),
  .init(
    name: "group by texts",
    query: """
      MATCH (s:Study)-[r:SUPPORTS]->(f:Factor)
      WITH s.design AS d, f.name AS f, sum(r.strength) AS t RETURN max(t) AS n
      """,
    loop: { graph in
      var sums = [Int](
        repeating: 0, count: SampleGraph.designs.count * SampleGraph.factorCount)
      for (study, list) in graph.supports.outgoing.enumerated() {
        for (place, factor) in list.enumerated() {
          sums[graph.design[study] * SampleGraph.factorCount + factor] +=
            graph.strength[study][place]
        }
      }
      return sums.max() ?? 0
    }),
  .init(
    name: "distinct ends",
    query: "MATCH (s:Study {id: $id})-[:CITES*1..4]->(t:Study) RETURN count(DISTINCT t) AS n",
    parameters: ["id": .integer(SampleGraph.studyCount - 1)],
    loop: { graph in
      var seen = [Bool](repeating: false, count: SampleGraph.studyCount)
      var frontier = [SampleGraph.studyCount - 1]
      var total = 0
      for _ in 0..<4 {
        var next: [Int] = []
        for study in frontier {
          for other in graph.cites.outgoing[study] where !seen[other] {
            seen[other] = true
            next.append(other)
          }
        }
        total += next.count
        frontier = next
      }
      return total
    }),
  .init(
    name: "top rows",
    query: """
      MATCH (s:Study)<-[:CITES]-(c:Study) WITH s, count(c) AS n ORDER BY n DESC, s.id LIMIT 10
      RETURN sum(n) AS n
      """,
    loop: { graph in
      graph.cites.incoming.map(\.count).sorted(by: >).prefix(10).reduce(0, +)
    }),
]

private func occurs(_ pattern: [UInt8], in text: String) -> Bool {
  var text = text
  return text.withUTF8 { bytes in
    guard bytes.count >= pattern.count else { return false }
    for start in 0...(bytes.count - pattern.count) where bytes[start] == pattern[0] {
      var length = 1
      while length < pattern.count, bytes[start + length] == pattern[length] { length += 1 }
      if length == pattern.count { return true }
    }
    return false
  }
}
