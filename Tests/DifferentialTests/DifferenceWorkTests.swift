import GraphEngine
import GraphModel
import Testing

/// What comparing two graphs costs, counted in what is looked at.
@Suite("The cost of differences")
struct DifferenceWorkTests {
  /// Two graphs of `count` nodes and relationships of a kind, and what comparing them looks at.
  private static func work(
    _ count: Int, _ properties: (Int) -> MapValue, end: (Int) -> Int
  ) throws -> Int {
    func graph(_ extra: Value) throws -> Graph {
      let graph = Graph()
      try graph.load { loader in
        let nodes = try (0..<count).map { index in
          var map = properties(index)
          if index % 10 == 0 { map["extra"] = extra }
          return try loader.addNode(labels: ["Study"], properties: map)
        }
        for index in nodes.indices {
          _ = try loader.addRelationship(
            type: "CITES", start: nodes[index], end: nodes[end(index)],
            properties: ["place": .integer(index)])
        }
      }
      return graph
    }
    let comparison = try GraphComparison(from: try graph(1), to: try graph(2))
    var changes = 0
    try comparison.forEachChange { _ in changes += 1 }
    #expect(changes >= count / 10)
    return comparison.workDone
  }

  @Test("Twice the graph is about twice the work, also where keys are missing or shared")
  func linear() throws {
    let shapes: [(String, (Int) -> MapValue, (Int) -> Int)] = [
      ("keys", { ["id": .integer($0)] }, { $0 / 2 }),
      ("one key", { _ in ["id": 1] }, { _ in 0 }),
      ("no keys", { ["year": .integer($0 % 7)] }, { $0 / 2 }),
      ("nothing", { _ in [:] }, { _ in 0 }),
    ]
    for (name, properties, end) in shapes {
      let (once, twice) = (
        try Self.work(1_000, properties, end: end), try Self.work(2_000, properties, end: end)
      )
      #expect(twice <= once * 5 / 2, "\(name): \(once), \(twice)")
      #expect(twice <= 2_000 * 40, "\(name): \(twice)")
    }
  }
}
