import GraphModel

extension GraphAlgorithm {
  static let strongComponents = GraphAlgorithm(
    "gds.scc.stream", yields: [.nodeID, .init("componentId", .integer)],
    summary:
      "The part of the graph that each node is in, where each node of a part is reached from "
      + "each other along relationships.",
    complexity: "O(n + m)",
    source: "Tarjan, Depth-first search and linear graph algorithms, SIAM J. Comput. 1 (1972)",
    undefined: "Parts are numbered from 0, in the order of their first nodes."
  ) { (graph, _, work) throws(Diagnostic) in
    .integers(try StrongComponents(graph, work).components(), of: graph)
  }
}

/// Finds the strongly connected parts in one search in depth, without recursion.
struct StrongComponents {
  private let graph: CompactGraph
  private let work: AlgorithmWork

  init(_ graph: CompactGraph, _ work: AlgorithmWork) {
    self.graph = graph
    self.work = work
  }

  /// The number of each node's part, from 0 in the order of first nodes.
  func components() throws(Diagnostic) -> Run<Int> {
    let found = try parts()
    // Tarjan numbers parts as they are closed.
    let renamed = try work.run(graph.nodeCount, of: -1)
    var next = 0
    for node in 0..<graph.nodeCount {
      if renamed[found[node]] < 0 {
        renamed[found[node]] = next
        next += 1
      }
      found[node] = renamed[found[node]]
    }
    return found
  }

  private func parts() throws(Diagnostic) -> Run<Int> {
    let count = graph.nodeCount
    let (offsets, targets) = (graph.offsets, graph.targets)
    let numbers = try work.run(count, of: 0)
    let parts = try work.run(count, of: -1)
    // The walk, and for each node of it the entry that comes next; the nodes without a part yet.
    let walk = try work.run(count, of: UInt32(0))
    let next = try work.run(count, of: 0)
    let open = try work.run(count, of: UInt32(0))
    var (depth, openCount, visited, partCount) = (0, 0, 0, 0)
    let lows = try work.run(count, of: 0)
    func enter(_ node: UInt32) {
      visited &+= 1
      numbers[node] = visited
      lows[node] = visited
      next[node] = offsets[Int(node)]
      walk[depth] = node
      depth &+= 1
      open[openCount] = node
      openCount &+= 1
    }
    for root in 0..<count where numbers[root] == 0 {
      enter(UInt32(truncatingIfNeeded: root))
      while depth > 0 {
        let node = walk[depth &- 1]
        if next[node] < offsets[Int(node) &+ 1] {
          let target = targets[next[node]]
          next[node] &+= 1
          if numbers[target] == 0 {
            enter(target)
          } else if parts[target] < 0 {
            lows[node] = min(lows[node], numbers[target])
          }
          continue
        }
        depth &-= 1
        try work.note(graph.degree(Int(node)) &+ 1)
        if lows[node] == numbers[node] {
          while true {
            openCount &-= 1
            let member = open[openCount]
            parts[member] = partCount
            if member == node { break }
          }
          partCount &+= 1
        }
        if depth > 0 {
          let above = walk[depth &- 1]
          lows[above] = min(lows[above], lows[node])
        }
      }
    }
    return parts
  }
}
