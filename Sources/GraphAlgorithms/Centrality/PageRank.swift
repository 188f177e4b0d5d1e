import GraphModel

extension GraphAlgorithm {
  static let pageRank = GraphAlgorithm(
    "gds.pageRank.stream", yields: [.nodeID, .init("score", .float)],
    options: [
      .init("dampingFactor", .number(0...0.999_999), .float(0.85), "how often a walk goes on"),
      .init("maxIterations", .integer(from: 1), .integer(1000), "how often scores are improved"),
      .init(
        "tolerance", .number(0...1), .float(1e-12), "the change a node at which scores are good"),
      .init("sourceNodes", .nodes, .null, "where walks begin; everywhere where none is given"),
      .init(
        "scaler", .word(["NONE", "L1NORM", "L2NORM", "MAX", "MEAN", "MINMAX"]), "NONE",
        "what scores are divided by; with L1NORM they add up to 1"),
    ],
    weights: .nonNegative,
    summary:
      "How often a walk that follows relationships, and now and then begins anew, is at each "
      + "node: high where those point that are high themselves.",
    complexity: "O(iterations · (n + m))",
    source:
      "Page, Brin, Motwani and Winograd, The PageRank citation ranking (1999); by the method of "
      + "Gauss and Seidel, each node with the newest scores of the others",
    undefined:
      "A walk ends at a node without relationships, as in GDS; with the scaler L1NORM that is "
      + "the same as going on anywhere, as networkx and igraph have it. Scores are as exact as "
      + "tolerance says; GDS stops at 20 iterations or 1e-7 unless told otherwise."
  ) { (graph, options, work) throws(Diagnostic) in
    let scores = try PageRank(graph, options, work).scores()
    scale(scores, by: options.word("scaler"))
    return .scores(scores, of: graph)
  }

  private static func scale(_ scores: Run<Double>, by scaler: String) {
    var (sum, squares, greatest, least) = (0.0, 0.0, 0.0, Double.infinity)
    for node in 0..<scores.count {
      sum += scores[node]
      squares += scores[node] * scores[node]
      greatest = max(greatest, scores[node])
      least = min(least, scores[node])
    }
    guard greatest > 0 else { return }
    switch scaler {
    case "L1NORM": for node in 0..<scores.count { scores[node] /= sum }
    case "L2NORM": for node in 0..<scores.count { scores[node] /= squares.squareRoot() }
    case "MAX": for node in 0..<scores.count { scores[node] /= greatest }
    case "MEAN", "MINMAX":
      let from = scaler == "MEAN" ? sum / Double(scores.count) : least
      let span = greatest - least
      for node in 0..<scores.count { scores[node] = span > 0 ? (scores[node] - from) / span : 0 }
    default: break
    }
  }
}

/// The scores of a walk, improved until they stay.
private struct PageRank {
  private let graph: CompactGraph
  private let work: AlgorithmWork
  private let damping: Double
  private let tolerance: Double
  private let iterations: Int
  private let beginnings: Run<Double>

  init(
    _ graph: CompactGraph, _ options: AlgorithmOptions, _ work: AlgorithmWork
  ) throws(Diagnostic) {
    self.graph = graph
    self.work = work
    damping = options.number("dampingFactor")
    tolerance = options.number("tolerance")
    iterations = options.count("maxIterations")
    let sources = options.nodes("sourceNodes")
    beginnings = try work.run(graph.nodeCount, of: sources.isEmpty ? 1 - damping : 0)
    for source in sources { beginnings[source] = 1 - damping }
  }

  func scores() throws(Diagnostic) -> Run<Double> {
    try work.take(graph.entryCount * 12)
    let incoming = graph.reversed()
    // What each node gives on by each unit of weight.
    let shares = try work.run(graph.nodeCount, of: 0.0)
    for node in 0..<graph.nodeCount {
      var sum = 0.0
      for entry in graph.row(node) { sum += graph.weight(entry) }
      shares[node] = sum > 0 ? damping / sum : 0
    }
    let scores = try work.run(graph.nodeCount, of: 0.0)
    let given = try work.run(graph.nodeCount, of: 0.0)
    for node in 0..<graph.nodeCount {
      scores[node] = beginnings[node]
      given[node] = scores[node] * shares[node]
    }
    let (offsets, targets, weights) = (incoming.offsets, incoming.targets, incoming.weights)
    for _ in 0..<iterations {
      var change = 0.0
      for node in 0..<graph.nodeCount {
        var sum = 0.0
        let row = offsets[node]..<offsets[node &+ 1]
        if let weights {
          for entry in row { sum += given[targets[entry]] * weights[entry] }
        } else {
          for entry in row { sum += given[targets[entry]] }
        }
        let score = beginnings[node] + sum
        change += abs(score - scores[node])
        scores[node] = score
        given[node] = score * shares[node]
        try work.note(row.count &+ 1)
      }
      if change <= tolerance * Double(graph.nodeCount) { break }
    }
    return scores
  }
}
