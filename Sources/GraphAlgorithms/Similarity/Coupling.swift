import GraphModel

extension GraphAlgorithm {
  static let coCitation = GraphAlgorithm(
    "graph.coCitation.stream", yields: pairColumns, options: pairOptions,
    orientations: [.natural],
    summary: "How many works cite both of two works.",
    complexity: "O(Σ d²) for d relationships that leave a node",
    source:
      "Small, Co-citation in the scientific literature, J. Am. Soc. Information Science 24 (1973)",
    undefined:
      "Each pair is shown once, the node with the smaller number first, the pairs most cited "
      + "together first. Relationships beside another each count."
  ) { (graph, options, work) throws(Diagnostic) in
    try pairs(of: graph.transposed(), back: graph, options, work)
  }

  static let bibliographicCoupling = GraphAlgorithm(
    "graph.bibliographicCoupling.stream", yields: pairColumns, options: pairOptions,
    orientations: [.natural],
    summary: "How many works are cited by both of two works.",
    complexity: "O(Σ d²) for d relationships that come to a node",
    source:
      "Kessler, Bibliographic coupling between scientific papers, American Documentation 14 (1963)",
    undefined:
      "Each pair is shown once, the node with the smaller number first, the pairs that share most "
      + "first. Relationships beside another each count."
  ) { (graph, options, work) throws(Diagnostic) in
    try pairs(of: graph, back: graph.transposed(), options, work)
  }

  private static let pairColumns: [Column] = [
    .init("node1", .integer), .init("node2", .integer), .init("count", .integer),
  ]

  private static let pairOptions: [AlgorithmOption] = [
    .init("minCount", .integer(from: 1), .integer(1), "how many there are at least"),
    .init(
      "topN", .integer(from: 0), .integer(0), "how many rows there are in all; 0 for all of them"),
  ]

  /// Pairs of nodes by the number of ways that lead from one to the other, out along `graph` and `back`.
  private static func pairs(
    of graph: CompactGraph, back: CompactGraph, _ options: AlgorithmOptions, _ work: AlgorithmWork
  ) throws(Diagnostic) -> AlgorithmRows {
    try work.take(graph.entryCount * 4)
    let least = options.count("minCount")
    let topN = options.count("topN")
    let counts = try work.run(graph.nodeCount, of: 0)
    var found: [(first: UInt32, second: UInt32, count: Int)] = []
    var met: [UInt32] = []
    for node in 0..<graph.nodeCount {
      for entry in graph.row(node) {
        let row = back.row(graph.targets[entry])
        for other in row.reversed() {
          let target = back.targets[other]
          if Int(target) <= node { break }
          if counts[target] == 0 { met.append(target) }
          counts[target] &+= 1
        }
        try work.note(row.count &+ 1)
      }
      try work.take(met.count * 16)
      for target in met {
        if counts[target] >= least {
          found.append((UInt32(truncatingIfNeeded: node), target, counts[target]))
        }
        counts[target] = 0
      }
      met.removeAll(keepingCapacity: true)
    }
    found.sort {
      $0.count == $1.count ? ($0.first, $0.second) < ($1.first, $1.second) : $0.count > $1.count
    }
    let pairs = topN > 0 ? Array(found.prefix(topN)) : found
    let identifiers = graph.identifiers
    return AlgorithmRows(pairs.count) { index in
      [
        .integer(identifiers[Int(pairs[index].first)]),
        .integer(identifiers[Int(pairs[index].second)]), .integer(pairs[index].count),
      ]
    }
  }
}
