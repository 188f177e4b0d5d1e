import GraphEngine
import GraphModel
import GraphTestKit
import Testing

/// The beginning of a query whose rows `x`, `k` come many times over, and these rows one by one.
///
/// The engine may hold equal rows as one with a multiplicity; the laws say what each clause must
/// make of it. The rows here are enumerated by ``ReferenceMatcher``, which knows no multiplicity.
struct MultipliedRows {
  /// The random graph.
  let graph: RandomGraph
  /// The graph in the engine.
  let engine: Graph
  /// MATCH and WITH, ending in the columns `x` and `k`.
  let prefix: String
  /// The values of `x` and `k`, integers or null, one pair a row.
  let rows: [(x: Int?, k: Int?)]
  /// What to say where a law is broken.
  let origin: String

  private static let patterns = [
    "MATCH (a)-->(b)-->(c)", "MATCH (a)--(b)<--(c)", "MATCH (a)-->(b) MATCH (b)-->(c)",
    "MATCH (a)-->(b), (c)", "MATCH (a) OPTIONAL MATCH (a)-[:R]->(b) MATCH (c)",
    "MATCH (a)-[:R|S*1..2]->(b) MATCH (b)--(c)", "MATCH (c)<--(a) UNWIND [1, 1, 2] AS u",
    "MATCH (a)-->(), (a)-->(), (c:A)",
  ]

  /// Calls `body` with many different beginnings, at least one of which has rows.
  static func forEach(
    stream: UInt64, _ body: (MultipliedRows) throws -> Void
  ) throws {
    let seed = TestSettings.seed
    for number in 0..<UInt64(max(10, TestSettings.count(500) / 10)) {
      var random = SeededGenerator(seed: seed, stream: stream << 32 | number)
      let graph = RandomGraph(nodes: 6, relationships: 12, using: &random)
      let x = random.pick(["a.w", "c.w", "a.id", "c.id", "a.id * 10 + c.id"])
      let k = random.pick(["a.id", "c.id", "c.w"])
      let prefix = "\(random.pick(patterns)) WITH \(x) AS x, \(k) AS k"
      let answer = try ReferenceMatcher(graph: graph).answer(prefix + " RETURN x, k")
      let engine = Graph()
      try graph.load(into: engine)
      try body(
        MultipliedRows(
          graph: graph, engine: engine, prefix: prefix,
          rows: answer.rows.map { (integer($0[0]), integer($0[1])) },
          origin: "DOLEN_SEED=\(seed), stream \(stream), number \(number)\n\(prefix)\n\(graph)"))
    }
  }

  static func integer(_ value: Value) -> Int? {
    if case .integer(let integer) = value { integer } else { nil }
  }

  /// The values of `x` that are not null, by size.
  var sorted: [Int] { rows.compactMap(\.x).sorted() }

  /// The rows of the beginning followed by `rest`.
  func answer(_ rest: String) throws -> [[Value]] {
    try engine.run("\(prefix) \(rest)").all().map(\.values)
  }

  /// The only row of the beginning followed by `rest`.
  func only(_ rest: String) throws -> [Value] {
    let rows = try answer(rest)
    return rows.count == 1 ? rows[0] : [.string("\(rows.count) rows instead of one")]
  }
}

extension MultipliedRows {
  /// Expects the beginning followed by `rest` to answer with one row, `expected`.
  func expectOnly(
    _ rest: String, _ expected: [Value], at location: SourceLocation = #_sourceLocation
  ) throws {
    let found = try only(rest)
    #expect(found == expected, "\(rest)\n\(origin)", sourceLocation: location)
  }
}
