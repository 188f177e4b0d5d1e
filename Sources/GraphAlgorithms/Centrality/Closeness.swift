import GraphModel

extension GraphAlgorithm {
  static let closeness = GraphAlgorithm(
    "gds.closeness.stream", yields: [.nodeID, .init("score", .float)],
    options: [
      .init(
        "useWassermanFaust", .boolean, .boolean(false),
        "whether scores are multiplied by the share of the other nodes from which the node is reached"
      )
    ],
    summary:
      "How near the nodes are from which each node is reached: their number, divided by their "
      + "distances together.",
    complexity: "O(n · m / 64 · depth), memory O(n)",
    source:
      "Freeman (1979); Wasserman and Faust, Social Network Analysis (1994); distances from 64 nodes "
      + "at a time: Then and others, The more the merrier, PVLDB 8 (2014)",
    undefined:
      "Distances are those towards the node, along the orientation, as in GDS and networkx. A "
      + "node that is reached from nowhere has 0."
  ) { (graph, options, work) throws(Diagnostic) in
    let spread = options.flag("useWassermanFaust")
    let sums = try work.run(graph.nodeCount, of: 0)
    let counts = try work.run(graph.nodeCount, of: 0)
    try forEachStep(of: graph, work) { node, step, reached in
      sums[node] &+= step &* reached
      counts[node] &+= reached
    }
    let scores = try work.run(graph.nodeCount, of: 0.0)
    for node in 0..<graph.nodeCount where sums[node] > 0 {
      scores[node] = Double(counts[node]) / Double(sums[node])
      if spread { scores[node] *= Double(counts[node]) / Double(graph.nodeCount - 1) }
    }
    return .scores(scores, of: graph)
  }

  static let harmonic = GraphAlgorithm(
    "gds.closeness.harmonic.stream", yields: [.nodeID, .init("score", .float)],
    summary: "The mean of one divided by the distance from each other node.",
    complexity: "O(n · m / 64 · depth), memory O(n)",
    source: "Marchiori and Latora, Harmony in the small-world, Physica A 285 (2000)",
    undefined:
      "Nodes from which the node is not reached add 0. In a graph of one node the score is 0."
  ) { (graph, _, work) throws(Diagnostic) in
    let scores = try work.run(graph.nodeCount, of: 0.0)
    try forEachStep(of: graph, work) { node, step, reached in
      scores[node] += Double(reached) / Double(step)
    }
    if graph.nodeCount > 1 {
      for node in 0..<graph.nodeCount { scores[node] /= Double(graph.nodeCount - 1) }
    }
    return .scores(scores, of: graph)
  }

  /// Calls `body` with a node, a distance, and from how many nodes it is at that distance.
  ///
  /// Searches from 64 nodes run at a time, a bit each: what is new at a node in a step is one number.
  private static func forEachStep(
    of graph: CompactGraph, _ work: AlgorithmWork,
    _ body: (_ node: Int, _ step: Int, _ reached: Int) -> Void
  ) throws(Diagnostic) {
    let (offsets, targets) = (graph.offsets, graph.targets)
    let seen = try work.run(graph.nodeCount, of: UInt64(0))
    var fresh = try work.run(graph.nodeCount, of: UInt64(0))
    var coming = try work.run(graph.nodeCount, of: UInt64(0))
    var active = try work.run(graph.nodeCount, of: UInt32(0))
    var next = try work.run(graph.nodeCount, of: UInt32(0))
    for first in stride(from: 0, to: graph.nodeCount, by: 64) {
      seen.fill(0)
      var activeCount = 0
      for node in first..<min(first + 64, graph.nodeCount) {
        seen[node] = 1 << UInt64(node - first)
        fresh[node] = seen[node]
        active[activeCount] = UInt32(truncatingIfNeeded: node)
        activeCount += 1
      }
      var step = 0
      while activeCount > 0 {
        step += 1
        var nextCount = 0
        for index in 0..<activeCount {
          let node = active[index]
          let bits = fresh[node]
          fresh[node] = 0
          let row = offsets[Int(node)]..<offsets[Int(node) &+ 1]
          for entry in row {
            let target = targets[entry]
            let new = bits & ~seen[target]
            if new == 0 { continue }
            if coming[target] == 0 {
              next[nextCount] = target
              nextCount &+= 1
            }
            coming[target] |= new
          }
          try work.note(row.count &+ 1)
        }
        for index in 0..<nextCount {
          let node = next[index]
          seen[node] |= coming[node]
          body(Int(node), step, coming[node].nonzeroBitCount)
        }
        swap(&fresh, &coming)
        swap(&active, &next)
        activeCount = nextCount
      }
      fresh.fill(0)
      coming.fill(0)
    }
  }
}
