import GraphModel

extension GraphAlgorithm {
  static let coreness = GraphAlgorithm(
    "gds.kcore.stream", yields: [.nodeID, .init("coreValue", .integer)],
    orientations: [.undirected],
    summary: "The greatest k for which each node is in a k-core: a part in which each node has k "
      + "neighbours at least.",
    complexity: "O(n + m)",
    source: "Batagelj and Zaveršnik, An O(m) algorithm for cores decomposition of networks (2003)",
    undefined: "Neighbours are counted once, and a loop makes no neighbour."
  ) { (graph, _, work) throws(Diagnostic) in
    try work.take(graph.entryCount * 4)
    let graph = graph.simplified()
    let count = graph.nodeCount
    let degrees = try work.run(count, of: 0)
    var greatest = 0
    for node in 0..<count {
      degrees[node] = graph.degree(node)
      greatest = max(greatest, degrees[node])
    }
    // Nodes by degree, and where the nodes of each degree begin.
    let starts = try work.run(greatest + 2, of: 0)
    for node in 0..<count { starts[degrees[node] + 1] += 1 }
    for degree in 0...greatest { starts[degree + 1] += starts[degree] }
    let next = try work.run(greatest + 2, of: 0)
    for degree in 0...greatest { next[degree] = starts[degree] }
    let order = try work.run(count, of: 0)
    let places = try work.run(count, of: 0)
    for node in 0..<count {
      places[node] = next[degrees[node]]
      order[places[node]] = node
      next[degrees[node]] += 1
    }
    for index in 0..<count {
      let node = order[index]
      for entry in graph.row(node) {
        let neighbor = Int(graph.targets[entry])
        let degree = degrees[neighbor]
        if degree <= degrees[node] { continue }
        // The first node of the degree and this one change places; this one is then of the degree below.
        let first = max(starts[degree], index + 1)
        let other = order[first]
        if other != neighbor {
          order[places[neighbor]] = other
          places[other] = places[neighbor]
          order[first] = neighbor
          places[neighbor] = first
        }
        starts[degree] = first + 1
        degrees[neighbor] = degree - 1
      }
      try work.note(graph.degree(node) + 1)
    }
    return .integers(degrees, of: graph)
  }
}
