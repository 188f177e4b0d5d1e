import GraphModel

extension GraphAlgorithm {
  static let degree = GraphAlgorithm(
    "gds.degree.stream", yields: [.nodeID, .init("score", .float)], weights: .any,
    summary: "How many relationships each node has, or what they weigh together.",
    complexity: "O(n + m)",
    source: "Freeman, Centrality in social networks, Social Networks 1 (1979)",
    undefined: "A loop counts once in a directed graph and twice in an undirected one."
  ) { (graph, _, work) throws(Diagnostic) in
    let scores = try work.run(graph.nodeCount, of: 0.0)
    for node in 0..<graph.nodeCount {
      try work.note(graph.degree(node) + 1)
      guard let weights = graph.weights else {
        scores[node] = Double(graph.degree(node))
        continue
      }
      for entry in graph.row(node) { scores[node] += weights[entry] }
    }
    return .scores(scores, of: graph)
  }
}
