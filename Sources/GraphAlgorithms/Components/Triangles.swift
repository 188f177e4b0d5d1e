import GraphModel

extension GraphAlgorithm {
  static let triangleCount = GraphAlgorithm(
    "gds.triangleCount.stream", yields: [.nodeID, .init("triangleCount", .integer)],
    orientations: [.undirected],
    summary: "In how many triangles each node is: three nodes, each a neighbour of both others.",
    complexity: "O(m^1.5)",
    source: "Latapy, Main-memory triangle computations, Theoretical Computer Science 407 (2008)",
    undefined: "Neighbours are counted once, and a loop makes no neighbour."
  ) { (graph, _, work) throws(Diagnostic) in
    let (counts, _) = try triangles(of: graph, work)
    return .integers(counts, of: graph)
  }

  static let localClustering = GraphAlgorithm(
    "gds.localClusteringCoefficient.stream",
    yields: [.nodeID, .init("localClusteringCoefficient", .float)],
    orientations: [.undirected],
    summary:
      "How many of the pairs of each node's neighbours are neighbours themselves, of all pairs.",
    complexity: "O(m^1.5)",
    source: "Watts and Strogatz, Collective dynamics of small-world networks, Nature 393 (1998)",
    undefined:
      "A node with fewer than two neighbours has no pair, and 0, as in GDS and networkx. Neighbours "
      + "are counted once, and a loop makes no neighbour."
  ) { (graph, _, work) throws(Diagnostic) in
    let (counts, simple) = try triangles(of: graph, work)
    let scores = try work.run(graph.nodeCount, of: 0.0)
    for node in 0..<graph.nodeCount where simple.degree(node) > 1 {
      let degree = Double(simple.degree(node))
      scores[node] = 2 * Double(counts[node]) / (degree * (degree - 1))
    }
    return .scores(scores, of: graph)
  }

  /// The number of triangles at each node, and the graph of neighbours.
  ///
  /// Each triangle is met once, at the node of the least degree: its neighbours of greater degree are few.
  private static func triangles(
    of graph: CompactGraph, _ work: AlgorithmWork
  ) throws(Diagnostic) -> (counts: Run<Int>, simple: CompactGraph) {
    try work.take(graph.entryCount * 8)
    let simple = graph.simplified()
    let count = simple.nodeCount
    let offsets = try work.run(count + 1, of: 0)
    let upward = Run<UInt32>(simple.entryCount, of: 0)
    var kept = 0
    for node in 0..<count {
      offsets[node] = kept
      let degree = simple.degree(node)
      for entry in simple.row(node) {
        let target = simple.targets[entry]
        let other = simple.degree(Int(target))
        if other > degree || other == degree && Int(target) > node {
          upward[kept] = target
          kept &+= 1
        }
      }
    }
    offsets[count] = kept
    let counts = try work.run(count, of: 0)
    let marks = try work.run(count, of: UInt32.max)
    for node in 0..<count {
      let row = offsets[node]..<offsets[node &+ 1]
      if row.count < 2 { continue }
      let mark = UInt32(truncatingIfNeeded: node)
      for entry in row { marks[upward[entry]] = mark }
      for entry in row {
        let second = Int(upward[entry])
        var met = 0
        for other in offsets[second]..<offsets[second &+ 1] where marks[upward[other]] == mark {
          counts[upward[other]] &+= 1
          met &+= 1
        }
        counts[second] &+= met
        counts[node] &+= met
        try work.note(offsets[second &+ 1] &- offsets[second] &+ 1)
      }
    }
    return (counts, simple)
  }
}
