import GraphModel

extension GraphAlgorithm {
  static let nodeSimilarity = GraphAlgorithm(
    "gds.nodeSimilarity.stream",
    yields: [.init("node1", .integer), .init("node2", .integer), .init("similarity", .float)],
    options: [
      .init(
        "similarityMetric", .word(["JACCARD", "OVERLAP", "COSINE"]), "JACCARD",
        "what of two sets is compared with what they share"),
      .init("similarityCutoff", .number(0...1), .float(1e-42), "how alike nodes are at least"),
      .init(
        "degreeCutoff", .integer(from: 1), .integer(1), "how many neighbours they have at least"),
      .init("upperDegreeCutoff", .integer(from: 1), .null, "and at most"),
      .init(
        "topK", .integer(from: 1), .integer(10),
        "how many others are shown of each node, the most alike"),
      .init(
        "topN", .integer(from: 0), .integer(0), "how many rows there are in all; 0 for all of them"),
    ],
    weights: .nonNegative,
    summary: "How alike nodes are by the nodes that their relationships lead to.",
    complexity: "O(Σ d² + n log k) for d relationships that come to a node",
    source:
      "Jaccard (1901); overlap: Szymkiewicz (1934) and Simpson (1943); weighted as in GDS: least by "
      + "greatest weights",
    undefined:
      "A node to which several relationships lead is one neighbour; their weights are added. Of "
      + "nodes that are as alike, those with smaller numbers come first. Nodes that share nothing have "
      + "no row."
  ) { (graph, options, work) throws(Diagnostic) in
    let search = try SimilaritySearch(graph, options, work)
    let pairs = try search.pairs()
    let identifiers = graph.identifiers
    return AlgorithmRows(pairs.count) { index in
      let pair = pairs[index]
      return [
        .integer(identifiers[Int(pair.first)]), .integer(identifiers[Int(pair.second)]),
        .float(pair.similarity),
      ]
    }
  }
}

/// Compares the rows of nodes that have something in common.
private struct SimilaritySearch {
  private let graph: CompactGraph
  private let incoming: CompactGraph
  private let work: AlgorithmWork
  private let metric: String
  private let cutoff: Double
  private let degrees: ClosedRange<Int>
  private let topK: Int
  private let topN: Int
  /// What each row weighs together, or the root of its squares for the cosine.
  private let sizes: Run<Double>

  struct Pair: Sendable {
    var first: UInt32
    var second: UInt32
    var similarity: Double

    static func precedes(_ left: Pair, _ right: Pair) -> Bool {
      if left.similarity != right.similarity { return left.similarity > right.similarity }
      return (left.first, left.second) < (right.first, right.second)
    }
  }

  init(
    _ graph: CompactGraph, _ options: AlgorithmOptions, _ work: AlgorithmWork
  ) throws(Diagnostic) {
    try work.take(2 * graph.entryCount * (graph.weights == nil ? 4 : 12))
    self.graph = graph.merged(by: graph.weights == nil ? .single : .sum)
    self.work = work
    incoming = self.graph.transposed()
    metric = options.word("similarityMetric")
    cutoff = options.number("similarityCutoff")
    let least = options.count("degreeCutoff")
    degrees = least...max(least, options.integer("upperDegreeCutoff") ?? .max)
    topK = options.count("topK")
    topN = options.count("topN")
    sizes = try work.run(graph.nodeCount, of: 0)
    for node in 0..<graph.nodeCount {
      for entry in self.graph.row(node) {
        let weight = self.graph.weight(entry)
        sizes[node] += metric == "COSINE" ? weight * weight : weight
      }
      if metric == "COSINE" { sizes[node] = sizes[node].squareRoot() }
    }
  }

  func pairs() throws(Diagnostic) -> [Pair] {
    let shared = try work.run(graph.nodeCount, of: 0.0)
    let met = try work.run(graph.nodeCount, of: UInt32(0))
    var all: [Pair] = []
    for node in 0..<graph.nodeCount where degrees.contains(graph.degree(node)) {
      let metCount = try share(node, shared, met)
      var found: [Pair] = []
      for index in 0..<metCount {
        let other = met[index]
        let similarity = similarity(node, Int(other), shared[other])
        shared[other] = 0
        guard degrees.contains(graph.degree(Int(other))), similarity >= cutoff else { continue }
        found.append(
          Pair(
            first: UInt32(truncatingIfNeeded: node), second: other,
            similarity: min(similarity, 1)))
      }
      found.sort(by: Pair.precedes)
      let kept = found.prefix(topK)
      try work.take(kept.count * MemoryLayout<Pair>.stride)
      all += kept
    }
    guard topN > 0 else { return all }
    return Array(all.sorted(by: Pair.precedes).prefix(topN))
  }

  /// Adds up what each other node shares with `node`.
  private func share(
    _ node: Int, _ shared: Run<Double>, _ met: Run<UInt32>
  ) throws(Diagnostic) -> Int {
    var count = 0
    for entry in graph.row(node) {
      let weight = graph.weight(entry)
      let row = incoming.row(graph.targets[entry])
      for back in row {
        let other = incoming.targets[back]
        if Int(other) == node { continue }
        let value = incoming.weight(back)
        // Weights of 0 share nothing, and must not be met twice.
        let part = metric == "COSINE" ? weight * value : min(weight, value)
        guard part > 0 else { continue }
        if shared[other] == 0 {
          met[count] = other
          count &+= 1
        }
        shared[other] += part
      }
      try work.note(row.count &+ 1)
    }
    return count
  }

  private func similarity(_ left: Int, _ right: Int, _ shared: Double) -> Double {
    switch metric {
    case "OVERLAP": shared / min(sizes[left], sizes[right])
    case "COSINE": shared / (sizes[left] * sizes[right])
    default: shared / (sizes[left] + sizes[right] - shared)
    }
  }
}
