import GraphModel

extension GraphAlgorithm {
  static let yen = GraphAlgorithm(
    "gds.shortestPath.yens.stream", yields: wayColumns,
    options: [
      .init(required: "sourceNode", .node, "where paths begin"),
      .init(required: "targetNode", .node, "where they end"),
      .init(required: "k", .integer(from: 1), "how many are wanted"),
    ],
    weights: .nonNegative, keepsRelationships: true,
    summary:
      "The k shortest paths from a node to another that visit no node twice, the shortest first.",
    complexity: "O(k · n · (m + n log n))",
    source:
      "Yen, Finding the k shortest loopless paths in a network, Management Science 17 (1971); a path "
      + "deviates only after the place where it was made: Lawler (1972)",
    undefined:
      "Paths differ by their nodes: of relationships beside another the lightest is taken. There "
      + "are fewer rows where there are fewer paths. Of paths of the same length, those come first whose "
      + "nodes have smaller numbers."
  ) { (graph, options, work) throws(Diagnostic) in
    let ways = try YenSearch(graph, work).ways(
      from: options.nodes("sourceNode")[0], to: options.nodes("targetNode")[0],
      atMost: options.count("k"))
    return rows(of: ways, in: graph)
  }
}

/// Finds loopless ways by rising length.
private struct YenSearch {
  private let graph: CompactGraph
  private let work: AlgorithmWork
  private let search: ShortestPaths

  /// A way that may be the next, and where it leaves the one that it was made of.
  private struct Candidate {
    var way: Way
    var branch: Int

    func precedes(_ other: Candidate) -> Bool {
      way.cost == other.way.cost
        ? way.nodes.lexicographicallyPrecedes(other.way.nodes) : way.cost < other.way.cost
    }
  }

  init(_ graph: CompactGraph, _ work: AlgorithmWork) throws(Diagnostic) {
    self.graph = graph
    self.work = work
    search = try ShortestPaths(graph, work)
  }

  func ways(from source: Int, to target: Int, atMost limit: Int) throws(Diagnostic) -> [Way] {
    try search.settle(from: source) { $0 == target }
    guard search.distances[target] < .infinity else { return [] }
    var found = [Candidate(way: search.way(to: target), branch: 0)]
    var candidates: [Candidate] = []
    var known: Set<[Int]> = [found[0].way.nodes]
    while found.count < limit, let last = found.last {
      try deviate(from: last, to: target, found, &candidates, &known)
      guard let next = candidates.indices.min(by: { candidates[$0].precedes(candidates[$1]) })
      else { break }
      found.append(candidates.remove(at: next))
      try work.note(candidates.count)
    }
    return found.map(\.way)
  }

  /// Adds the shortest ways that leave `last` at each of its nodes.
  private func deviate(
    from last: Candidate, to target: Int, _ found: [Candidate],
    _ candidates: inout [Candidate], _ known: inout Set<[Int]>
  ) throws(Diagnostic) {
    let nodes = last.way.nodes
    for node in nodes.prefix(last.branch) { search.closed[node] = true }
    defer { for node in nodes { search.closed[node] = false } }
    for branch in last.branch..<max(last.branch, nodes.count - 1) {
      let spur = nodes[branch]
      search.closed[spur] = true
      let root = nodes[...branch]
      let taken = found.filter {
        $0.way.nodes.starts(with: root) && $0.way.nodes.count > branch + 1
      }
      .map { $0.way.nodes[branch + 1] }
      for node in taken { search.closedAtFirst[node] = true }
      defer { for node in taken { search.closedAtFirst[node] = false } }
      try search.settle(from: spur) { $0 == target }
      guard search.distances[target] < .infinity else { continue }
      let rest = search.way(to: target)
      let base = last.way.costs[branch]
      let way = Way(
        nodes: Array(nodes[..<branch]) + rest.nodes,
        entries: Array(last.way.entries[..<branch]) + rest.entries,
        costs: Array(last.way.costs[..<branch]) + rest.costs.map { base + $0 })
      if known.insert(way.nodes).inserted {
        try work.take(256 + way.nodes.count * 48)
        candidates.append(Candidate(way: way, branch: branch))
      }
    }
  }
}
