import GraphModel

extension GraphAlgorithm {
  static let betweenness = GraphAlgorithm(
    "gds.betweenness.stream", yields: [.nodeID, .init("score", .float)],
    options: [
      .init(
        "samplingSize", .integer(from: 1), .null,
        "from how many nodes, chosen by chance, paths are looked at; from all where it is left out"),
      .init("samplingSeed", .integer(from: 0), .integer(0), "where chance begins"),
    ],
    weights: .positive,
    summary:
      "How many of the shortest paths between other nodes lead over each node, each path counted "
      + "by its share of all between its ends.",
    complexity: "O(k · m), weighted O(k · (m + n log n)), from k nodes",
    source:
      "Brandes, A faster algorithm for betweenness centrality, J. Math. Sociology 25 (2001); sampled: "
      + "Brandes and Pich, Centrality estimation in large networks (2007)",
    undefined:
      "In an undirected graph each pair counts once. Relationships beside another are paths of "
      + "their own; aggregation: 'SINGLE' makes them one. Of a sample, scores are multiplied by n / k, so "
      + "that they estimate those of all. Lengths of weighted paths are compared as they are, without "
      + "tolerance."
  ) { (graph, options, work) throws(Diagnostic) in
    var sources = Array(0..<graph.nodeCount)
    if let size = options.integer("samplingSize"), size < sources.count {
      var chance = SeededChance(options.count("samplingSeed"))
      sources = chance.choice(of: size, from: sources)
    }
    let search = try BetweennessSearch(graph, work)
    for source in sources { try search.add(pathsFrom: source) }
    let scale = Double(graph.nodeCount) / Double(max(sources.count, 1))
    let factor = (graph.isUndirected ? 0.5 : 1) * (sources.count < graph.nodeCount ? scale : 1)
    for node in 0..<graph.nodeCount { search.scores[node] *= factor }
    return .scores(search.scores, of: graph)
  }
}

/// Counts the shortest paths from one node after another.
private struct BetweennessSearch {
  let scores: Run<Double>
  private let graph: CompactGraph
  private let work: AlgorithmWork
  /// The nodes that were reached, by rising distance.
  private let order: Run<UInt32>
  private let steps: Run<UInt32>
  private let paths: Run<Double>
  private let carried: Run<Double>
  private let weighted: ShortestPaths?

  init(_ graph: CompactGraph, _ work: AlgorithmWork) throws(Diagnostic) {
    self.graph = graph
    self.work = work
    scores = try work.run(graph.nodeCount, of: 0)
    order = try work.run(graph.nodeCount, of: 0)
    steps = try work.run(graph.nodeCount, of: .max)
    paths = try work.run(graph.nodeCount, of: 0)
    carried = try work.run(graph.nodeCount, of: 0)
    weighted = graph.weights == nil ? nil : try ShortestPaths(graph, work)
  }

  func add(pathsFrom source: Int) throws(Diagnostic) {
    if let weighted { try addByWeight(source, weighted) } else { try addByCounting(source) }
  }

  private func addByCounting(_ source: Int) throws(Diagnostic) {
    let (offsets, targets) = (graph.offsets, graph.targets)
    steps[source] = 0
    paths[source] = 1
    order[0] = UInt32(truncatingIfNeeded: source)
    var (read, reached) = (0, 1)
    while read < reached {
      let node = Int(order[read])
      read &+= 1
      let next = steps[node] &+ 1
      let ways = paths[node]
      let row = offsets[node]..<offsets[node &+ 1]
      for entry in row {
        let target = targets[entry]
        if steps[target] == .max {
          steps[target] = next
          order[reached] = target
          reached &+= 1
          paths[target] = ways
        } else if steps[target] == next {
          paths[target] += ways
        }
      }
      try work.note(row.count &+ 1)
    }
    // Back from the farthest: what the nodes one step on carry is shared out by their paths.
    var index = reached
    while index > 1 {
      index &-= 1
      let node = Int(order[index])
      let next = steps[node] &+ 1
      var sum = 0.0
      for entry in offsets[node]..<offsets[node &+ 1] {
        let target = targets[entry]
        if steps[target] == next { sum += carried[target] }
      }
      let own = sum * paths[node]
      scores[node] += own
      carried[node] = (1 + own) / paths[node]
    }
    for index in 0..<reached { steps[order[index]] = .max }
  }

  private func addByWeight(_ source: Int, _ search: ShortestPaths) throws(Diagnostic) {
    try search.settle(from: source)
    let (order, reached) = (search.settled, search.settledCount)
    let (offsets, targets, distances) = (graph.offsets, graph.targets, search.distances)
    for index in 0..<reached { paths[order[index]] = 0 }
    paths[source] = 1
    for index in 0..<reached {
      let node = Int(order[index])
      for entry in offsets[node]..<offsets[node &+ 1]
      where distances[targets[entry]] == distances[node] + graph.weight(entry) {
        paths[targets[entry]] += paths[node]
      }
    }
    var index = reached
    while index > 1 {
      index &-= 1
      let node = Int(order[index])
      var sum = 0.0
      for entry in offsets[node]..<offsets[node &+ 1]
      where distances[targets[entry]] == distances[node] + graph.weight(entry) {
        sum += carried[targets[entry]]
      }
      let own = sum * paths[node]
      scores[node] += own
      carried[node] = (1 + own) / paths[node]
    }
    search.forget()
  }
}
