import GraphModel

extension GraphAlgorithm {
  static let cycles = GraphAlgorithm(
    "graph.cycles.stream",
    yields: [.init("index", .integer), .init("length", .integer), .init("nodeIds", .list)],
    options: [
      .init("maxLength", .integer(from: 1), .null, "how many relationships a cycle has at most"),
      .init("limit", .integer(from: 1), .null, "how many cycles are wanted at most"),
    ],
    orientations: [.natural, .undirected],
    summary: "The cycles that visit no node twice, each once.",
    complexity: "O((n + m) · (n + c)) for c cycles, of which there may be exponentially many; with "
      + "maxLength O(n · d ^ maxLength) for d relationships a node",
    source:
      "Johnson, Finding all the elementary circuits of a directed graph, SIAM J. Comput. 4 (1975)",
    undefined:
      "Cycles differ by their nodes, so that relationships beside another make no cycle of their "
      + "own, and in an undirected graph a cycle has 3 nodes at least; a loop is a cycle of one. A cycle "
      + "begins with the node of the smallest number. Cycles that do not fit the memory of the statement "
      + "end it with an error: give limit or maxLength."
  ) { (graph, options, work) throws(Diagnostic) in
    var search = try CycleSearch(
      graph.merged(by: .single), longest: options.integer("maxLength") ?? .max,
      limit: options.integer("limit") ?? .max, work)
    try search.run()
    let found = search.found
    let identifiers = graph.identifiers
    return AlgorithmRows(found.count) { index in
      [
        .integer(index), .integer(found[index].count),
        .list(found[index].map { .integer(identifiers[Int($0)]) }),
      ]
    }
  }
}

/// Finds the cycles whose smallest node is each in turn, by walks that go on only where the way back is not
/// known to be barred.
private struct CycleSearch {
  private(set) var found: [[UInt32]] = []
  private let graph: CompactGraph
  private let longest: Int
  private let limit: Int
  private let work: AlgorithmWork
  private let isBlocked: Run<Bool>
  /// The nodes that were barred since the search from the last root began.
  private var blocked: [UInt32] = []
  /// Whom a node waits for that is barred, and which wait for it.
  private var waiting: [UInt32: [UInt32]] = [:]
  private let parts: Run<Int>
  private var path: [UInt32] = []

  /// A node of the walk: its entries that are still to be looked at.
  private struct Step {
    var node: UInt32
    var rest: Range<Int>
    var closes = false
  }

  init(
    _ graph: CompactGraph, longest: Int, limit: Int, _ work: AlgorithmWork
  ) throws(Diagnostic) {
    self.graph = graph
    self.longest = longest
    self.limit = limit
    self.work = work
    isBlocked = try work.run(graph.nodeCount, of: false)
    // A cycle stays within a strongly connected part.
    parts = try StrongComponents(graph, work).components()
  }

  mutating func run() throws(Diagnostic) {
    for root in 0..<graph.nodeCount where found.count < limit {
      try search(from: UInt32(truncatingIfNeeded: root))
    }
  }

  private mutating func search(from root: UInt32) throws(Diagnostic) {
    for node in blocked { isBlocked[node] = false }
    blocked = []
    waiting = [:]
    var steps = [enter(root)]
    while var step = steps.popLast() {
      var entered = false
      while let entry = step.rest.first {
        step.rest = step.rest.dropFirst()
        try work.note(1)
        let target = graph.targets[entry]
        if target < root || parts[target] != parts[root] { continue }
        if target == root {
          step.closes = true
          try report()
          if found.count >= limit { return }
        } else if !isBlocked[target], path.count < longest {
          steps.append(step)
          steps.append(enter(target))
          entered = true
          break
        }
      }
      if entered { continue }
      leave(step)
      if step.closes, !steps.isEmpty { steps[steps.count - 1].closes = true }
    }
  }

  private mutating func enter(_ node: UInt32) -> Step {
    path.append(node)
    isBlocked[node] = true
    blocked.append(node)
    return Step(node: node, rest: graph.row(node))
  }

  private mutating func leave(_ step: Step) {
    path.removeLast()
    // Where the length is bounded, a node that led nowhere may lead back on a shorter way.
    if step.closes || longest != .max {
      unblock(step.node)
    } else {
      for entry in graph.row(step.node) {
        waiting[graph.targets[entry], default: []].append(step.node)
      }
    }
  }

  private mutating func unblock(_ node: UInt32) {
    var left = [node]
    while let node = left.popLast() {
      guard isBlocked[node] else { continue }
      isBlocked[node] = false
      left += waiting.removeValue(forKey: node) ?? []
    }
  }

  private mutating func report() throws(Diagnostic) {
    // In an undirected graph each cycle is walked both ways; a way to and fro is none.
    if graph.isUndirected, path.count > 1 {
      guard path.count > 2, path[1] < path[path.count - 1] else { return }
    }
    try work.take(48 + path.count * 4)
    found.append(path)
  }
}
