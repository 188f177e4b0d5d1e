import GraphModel

extension GraphAlgorithm {
  static let dijkstra = GraphAlgorithm(
    "gds.shortestPath.dijkstra.stream", yields: wayColumns,
    options: [
      .init(required: "sourceNode", .node, "where paths begin"),
      .init("targetNode", .nodes, .null, "where they end"),
      .init("targetNodes", .nodes, .null, "where they end, where there are several ends"),
    ],
    weights: .nonNegative, keepsRelationships: true,
    summary: "A shortest path from a node to each of some others.",
    complexity: "O(m + n log n)",
    source: "Dijkstra, A note on two problems in connexion with graphs, Numer. Math. 1 (1959)",
    undefined:
      "An end that cannot be reached has no row. Of several shortest paths one is shown, always "
      + "the same."
  ) { (graph, options, work) throws(Diagnostic) in
    let targets = options.nodes("targetNode") + options.nodes("targetNodes")
    guard !targets.isEmpty else {
      throw Diagnostic(
        .argumentError, .runtime, "MissingOption",
        "gds.shortestPath.dijkstra.stream needs targetNode or targetNodes",
        hint: "gds.allShortestPaths.dijkstra.stream goes to all nodes that can be reached.")
    }
    var left = Set(targets)
    let search = try ShortestPaths(graph, work)
    try search.settle(from: options.nodes("sourceNode")[0]) { node in
      left.remove(node) != nil && left.isEmpty
    }
    var ways: [Way] = []
    let wanted = Set(targets)
    for index in 0..<search.settledCount where wanted.contains(Int(search.settled[index])) {
      ways.append(search.way(to: Int(search.settled[index])))
    }
    return rows(of: ways, in: graph)
  }

  static let allShortestPaths = GraphAlgorithm(
    "gds.allShortestPaths.dijkstra.stream", yields: wayColumns,
    options: [.init(required: "sourceNode", .node, "where paths begin")],
    weights: .nonNegative, keepsRelationships: true,
    summary: "A shortest path from a node to each that can be reached, the nearest first.",
    complexity: "O(m + n log n)",
    source: "Dijkstra (1959)",
    undefined:
      "Of several shortest paths one is shown, always the same. The first row is the path from the "
      + "node to itself."
  ) { (graph, options, work) throws(Diagnostic) in
    let search = try ShortestPaths(graph, work)
    try search.settle(from: options.nodes("sourceNode")[0])
    // Each way is made when its row is asked for: together they may be longer than the graph.
    return AlgorithmRows(search.settledCount) { index in
      row(index, of: search.way(to: Int(search.settled[index])), in: graph)
    }
  }
}
