import GraphModel

extension GraphAlgorithm {
  static let topologicalOrder = GraphAlgorithm(
    "gds.dag.topologicalSort.stream",
    yields: [.nodeID, .init("maxDistanceFromSource", .float)],
    options: [
      .init(
        "computeMaxDistanceFromSource", .boolean, .boolean(false),
        "whether the longest way to each node is measured")
    ],
    orientations: [.natural, .reverse], weights: .any,
    summary: "The nodes in an order in which every relationship leads on, never back.",
    complexity: "O(n + m)",
    source: "Kahn, Topological sorting of large networks, Comm. ACM 5 (1962)",
    undefined:
      "Where there is a cycle there is no order, and the call fails and names one; GDS leaves out "
      + "the nodes of the cycle and all after them. Without computeMaxDistanceFromSource the second column "
      + "is null."
  ) { (graph, options, work) throws(Diagnostic) in
    let measures = options.flag("computeMaxDistanceFromSource")
    let missing = try work.run(graph.nodeCount, of: 0)
    for entry in 0..<graph.entryCount { missing[graph.targets[entry]] &+= 1 }
    let order = try work.run(graph.nodeCount, of: UInt32(0))
    let distances = try work.run(graph.nodeCount, of: 0.0)
    var placed = 0
    for node in 0..<graph.nodeCount where missing[node] == 0 {
      order[placed] = UInt32(truncatingIfNeeded: node)
      placed += 1
    }
    let first = placed
    for index in first..<graph.nodeCount { order[index] = .max }
    // Nodes that others lead to are as far as the longest way, which may be less than 0.
    for node in 0..<graph.nodeCount where missing[node] > 0 { distances[node] = -.infinity }
    var next = 0
    while next < placed {
      let node = Int(order[next])
      next += 1
      for entry in graph.row(node) {
        let target = Int(graph.targets[entry])
        distances[target] = max(distances[target], distances[node] + graph.weight(entry))
        missing[target] &-= 1
        if missing[target] == 0 {
          order[placed] = UInt32(truncatingIfNeeded: target)
          placed += 1
        }
      }
      try work.note(graph.degree(node) + 1)
    }
    if placed < graph.nodeCount {
      throw .cycleFound(
        cycle(in: graph, leftOver: missing).map { graph.identifiers[$0] },
        of: "gds.dag.topologicalSort.stream")
    }
    let identifiers = graph.identifiers
    return AlgorithmRows(graph.nodeCount) { index in
      let node = order[index]
      return [.integer(identifiers[Int(node)]), measures ? .float(distances[node]) : .null]
    }
  }

  /// A cycle among the nodes that wait for others.
  private static func cycle(in graph: CompactGraph, leftOver missing: Run<Int>) -> [Int] {
    // Each of them is waited for by one that waits itself: walking back comes round.
    let incoming = graph.transposed()
    guard var node = (0..<graph.nodeCount).first(where: { missing[$0] > 0 }) else { return [] }
    var places: [Int: Int] = [:]
    var walked: [Int] = []
    while places[node] == nil {
      places[node] = walked.count
      walked.append(node)
      guard
        let before = incoming.row(node).map({ Int(incoming.targets[$0]) })
          .first(where: { missing[$0] > 0 })
      else { return [] }
      node = before
    }
    return walked[(places[node] ?? 0)...].reversed()
  }
}
