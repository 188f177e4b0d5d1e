import GraphModel

extension GraphAlgorithm {
  static let weakComponents = GraphAlgorithm(
    "gds.wcc.stream", yields: [.nodeID, .init("componentId", .integer)],
    options: [
      .init(
        "threshold", .number(-.infinity ... .infinity), .null,
        "what a relationship weighs more than that joins its ends")
    ],
    weights: .any,
    summary:
      "The part of the graph that each node is in, where parts are joined by no relationship.",
    complexity: "O(m · α(n))",
    source: "Galler and Fischer, An improved equivalence algorithm, Comm. ACM 7 (1964)",
    undefined:
      "The direction of relationships plays no part. Parts are numbered from 0, in the order of "
      + "their first nodes."
  ) { (graph, options, work) throws(Diagnostic) in
    let parents = try work.run(graph.nodeCount, of: UInt32(0))
    for node in 0..<graph.nodeCount { parents[node] = UInt32(truncatingIfNeeded: node) }
    func root(of node: UInt32) -> UInt32 {
      var node = node
      while parents[node] != node {
        parents[node] = parents[parents[node]]
        node = parents[node]
      }
      return node
    }
    let threshold = options.isGiven("threshold") ? options.number("threshold") : -.infinity
    for node in 0..<graph.nodeCount {
      for entry in graph.row(node) where graph.weight(entry) > threshold {
        let left = root(of: UInt32(truncatingIfNeeded: node))
        let right = root(of: graph.targets[entry])
        if left == right { continue }
        parents[max(left, right)] = min(left, right)
      }
      try work.note(graph.degree(node) + 1)
    }
    let numbers = try work.run(graph.nodeCount, of: -1)
    var next = 0
    for node in 0..<graph.nodeCount {
      let root = root(of: UInt32(truncatingIfNeeded: node))
      if numbers[root] < 0 {
        numbers[root] = next
        next += 1
      }
      numbers[node] = numbers[root]
    }
    return .integers(numbers, of: graph)
  }
}
