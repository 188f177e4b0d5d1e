import GraphAlgorithms
import GraphModel
import Testing

@Suite struct GraphAlgorithmTests {
  /// A ring of `count` nodes, each of which is joined to the next two.
  private func ring(
    _ count: Int, _ orientation: GraphProjection.Orientation, weighted: Bool = false,
    reversed: Bool = false
  ) -> CompactGraph {
    var builder = CompactGraphBuilder(
      identifiers: Array(0..<count), orientation: orientation, weighted: weighted)
    for node in reversed ? Array((0..<count).reversed()) : Array(0..<count) {
      for step in [1, 2] {
        builder.add(
          from: UInt32(node), to: UInt32((node + step) % count), weight: Double(step))
      }
    }
    return builder.graph(merging: .none)
  }

  private func rows(_ graph: CompactGraph) -> [[UInt32]] {
    (0..<graph.nodeCount).map { node in graph.row(node).map { graph.targets[$0] } }
  }

  @Test(arguments: GraphProjection.Orientation.allCases)
  func rowsAreSortedInWhateverOrderRelationshipsCome(_ orientation: GraphProjection.Orientation) {
    let found = rows(ring(7, orientation))
    #expect(found == rows(ring(7, orientation, reversed: true)))
    #expect(found == found.map { $0.sorted() })
    #expect(found.joined().count == (orientation == .undirected ? 28 : 14))
  }

  @Test func turnedRoundTwiceIsTheSame() {
    let graph = ring(9, .natural, weighted: true)
    #expect(rows(graph.reversed().reversed()) == rows(graph))
    #expect(rows(graph.reversed()) == rows(ring(9, .reverse)))
  }

  /// Twice the graph is at most a little more than twice the work, where that is promised: communities
  /// are looked for until nothing moves, which chance decides.
  @Test(arguments: [
    "gds.degree.stream", "gds.pageRank.stream", "gds.wcc.stream", "gds.scc.stream",
    "gds.kcore.stream", "gds.triangleCount.stream",
    "gds.nodeSimilarity.stream", "graph.coCitation.stream",
  ])
  func workGrowsWithTheGraph(_ name: String) throws {
    let algorithm = try #require(GraphAlgorithm.all.first { $0.name == name })
    func work(_ count: Int) throws -> Int {
      let work = AlgorithmWork()
      let call = try AlgorithmCall(of: algorithm, [])
      _ = try call.rows(over: ring(count, algorithm.orientations[0]), work)
      return work.count
    }
    let (small, large) = (try work(2_000), try work(4_000))
    #expect(small > 0)
    #expect(large < small * 5 / 2, "\(name): \(small), then \(large)")
  }

  /// Each algorithm looks whether it is to end.
  @Test(arguments: GraphAlgorithm.all.map(\.name))
  func everyAlgorithmCanBeEnded(_ name: String) throws {
    let algorithm = try #require(GraphAlgorithm.all.first { $0.name == name })
    if name == "gds.dag.topologicalSort.stream" { return }
    let ended = Diagnostic(.interrupted, .runtime, "Interrupted", "ended")
    let work = AlgorithmWork { (_) throws(Diagnostic) in throw ended }
    var options = MapValue()
    for option in algorithm.options where option.isRequired || option.name == "targetNode" {
      if case .integer = option.kind { options[Text(option.name)] = 3 }
      if case .node = option.kind {
        options[Text(option.name)] = option.name == "sourceNode" ? 0 : 30_001
      }
      if case .nodes = option.kind { options[Text(option.name)] = 30_001 }
    }
    let call = try AlgorithmCall(of: algorithm, [.map(options)])
    #expect(throws: Diagnostic.self) {
      _ = try call.rows(over: ring(60_000, algorithm.orientations[0]), work)
    }
  }

  /// Each algorithm asks for its memory before it takes it.
  @Test(arguments: GraphAlgorithm.all.map(\.name))
  func everyAlgorithmAsksForMemory(_ name: String) throws {
    let algorithm = try #require(GraphAlgorithm.all.first { $0.name == name })
    if name == "gds.dag.topologicalSort.stream" { return }
    let full = Diagnostic(.limitExceeded, .runtime, "MemoryLimit", "full")
    let work = AlgorithmWork(need: { (bytes) throws(Diagnostic) in
      if bytes > 500 { throw full }
    })
    var options = MapValue()
    for option in algorithm.options where option.isRequired || option.name == "targetNode" {
      options[Text(option.name)] = 3
    }
    let call = try AlgorithmCall(of: algorithm, [.map(options)])
    #expect(throws: Diagnostic.self) {
      _ = try call.rows(over: ring(1000, algorithm.orientations[0]), work)
    }
  }

  @Test func everyAlgorithmIsDescribed() {
    for algorithm in GraphAlgorithm.all {
      #expect(algorithm.summary.hasSuffix("."), "\(algorithm.name)")
      #expect(algorithm.undefined.hasSuffix("."), "\(algorithm.name)")
      #expect(!algorithm.source.isEmpty && !algorithm.complexity.isEmpty, "\(algorithm.name)")
      let names = algorithm.options.map(\.name)
      #expect(Set(names).count == names.count, "\(algorithm.name)")
    }
  }
}
