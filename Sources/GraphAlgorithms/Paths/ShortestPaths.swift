import GraphModel

/// The shortest ways from one node to others, by Dijkstra's method with a heap of four children a node.
///
/// Dijkstra, *A note on two problems in connexion with graphs* (1959).
final class ShortestPaths: @unchecked Sendable {
  // Sendable by hand: it searches on one thread, and is only read after that.

  /// How far each node is that was reached; infinite for the others.
  let distances: Run<Double>
  /// The entry by which the shortest way comes to a node; undefined where none does.
  let arrivals: Run<Int>
  /// The node that it comes from.
  let parents: Run<UInt32>
  /// The nodes whose distance is final, by rising distance.
  let settled: Run<UInt32>
  /// How many these are.
  private(set) var settledCount = 0
  /// Nodes that no way may lead over.
  let closed: Run<Bool>
  /// Nodes that no way may lead to from its first node.
  let closedAtFirst: Run<Bool>

  private let graph: CompactGraph
  private let work: AlgorithmWork
  private let heap: Run<UInt32>
  private let places: Run<UInt32>
  private var heapCount = 0
  private let touched: Run<UInt32>
  private var touchedCount = 0

  init(_ graph: CompactGraph, _ work: AlgorithmWork) throws(Diagnostic) {
    self.graph = graph
    self.work = work
    distances = try work.run(graph.nodeCount, of: .infinity)
    arrivals = try work.run(graph.nodeCount, of: -1)
    parents = try work.run(graph.nodeCount, of: .max)
    settled = try work.run(graph.nodeCount, of: 0)
    closed = try work.run(graph.nodeCount, of: false)
    closedAtFirst = try work.run(graph.nodeCount, of: false)
    heap = try work.run(graph.nodeCount, of: 0)
    places = try work.run(graph.nodeCount, of: 0)
    touched = try work.run(graph.nodeCount, of: 0)
  }

  /// Finds the ways from `source`, until `isEnough` says so of a node whose distance is final.
  func settle(
    from source: Int, until isEnough: (Int) -> Bool = { _ in false }
  ) throws(Diagnostic) {
    forget()
    let (offsets, targets) = (graph.offsets, graph.targets)
    improve(source, to: 0, from: .max, by: -1)
    while heapCount > 0 {
      let node = Int(heap[0])
      removeFirst()
      settled[settledCount] = UInt32(truncatingIfNeeded: node)
      settledCount &+= 1
      if isEnough(node) { return }
      let distance = distances[node]
      let row = offsets[node]..<offsets[node &+ 1]
      for entry in row {
        let target = Int(targets[entry])
        let new = distance + graph.weight(entry)
        guard new < distances[target], !closed[target], node != source || !closedAtFirst[target]
        else { continue }
        improve(target, to: new, from: UInt32(truncatingIfNeeded: node), by: entry)
      }
      try work.note(row.count &+ 1)
    }
  }

  /// Makes ready for the next search; what is closed stays closed.
  func forget() {
    for index in 0..<touchedCount { distances[touched[index]] = .infinity }
    (touchedCount, settledCount, heapCount) = (0, 0, 0)
  }

  /// The way to a node that was reached.
  func way(to node: Int) -> Way {
    var way = Way(nodes: [node], entries: [], costs: [distances[node]])
    var at = node
    while arrivals[at] >= 0 {
      way.entries.append(arrivals[at])
      at = Int(parents[at])
      way.nodes.append(at)
      way.costs.append(distances[at])
    }
    way.nodes.reverse()
    way.entries.reverse()
    way.costs.reverse()
    return way
  }

  private func improve(_ node: Int, to distance: Double, from parent: UInt32, by entry: Int) {
    if distances[node] == .infinity {
      touched[touchedCount] = UInt32(truncatingIfNeeded: node)
      touchedCount &+= 1
      places[node] = UInt32(truncatingIfNeeded: heapCount)
      heap[heapCount] = UInt32(truncatingIfNeeded: node)
      heapCount &+= 1
    }
    distances[node] = distance
    parents[node] = parent
    arrivals[node] = entry
    rise(Int(places[node]))
  }

  private func rise(_ place: Int) {
    var place = place
    let node = heap[place]
    let distance = distances[node]
    while place > 0 {
      let above = (place &- 1) >> 2
      let other = heap[above]
      if distances[other] <= distance { break }
      heap[place] = other
      places[other] = UInt32(truncatingIfNeeded: place)
      place = above
    }
    heap[place] = node
    places[node] = UInt32(truncatingIfNeeded: place)
  }

  private func removeFirst() {
    heapCount &-= 1
    if heapCount == 0 { return }
    let node = heap[heapCount]
    let distance = distances[node]
    var place = 0
    while true {
      var least = (place << 2) &+ 1
      if least >= heapCount { break }
      for child in (least &+ 1)..<max(least &+ 1, min(least &+ 4, heapCount))
      where distances[heap[child]] < distances[heap[least]] {
        least = child
      }
      let other = heap[least]
      if distances[other] >= distance { break }
      heap[place] = other
      places[other] = UInt32(truncatingIfNeeded: place)
      place = least
    }
    heap[place] = node
    places[node] = UInt32(truncatingIfNeeded: place)
  }
}

/// A way through a graph.
struct Way: Sendable {
  /// The nodes by number, in order.
  var nodes: [Int]
  /// The entries between them.
  var entries: [Int]
  /// How far each node is from the first.
  var costs: [Double]

  /// How long it is.
  var cost: Double { costs.last ?? 0 }
}

extension GraphAlgorithm {
  /// The columns of ways, as GDS has them.
  static let wayColumns: [Column] = [
    .init("index", .integer), .init("sourceNode", .integer), .init("targetNode", .integer),
    .init("totalCost", .float), .init("nodeIds", .list), .init("costs", .list),
    .init("path", .path),
  ]

  /// A row for each way.
  static func rows(of ways: [Way], in graph: CompactGraph) -> AlgorithmRows {
    AlgorithmRows(ways.count) { row($0, of: ways[$0], in: graph) }
  }

  /// The row of a way.
  static func row(_ index: Int, of way: Way, in graph: CompactGraph) -> [Value] {
    let nodes = way.nodes.map { graph.identifiers[$0] }
    let path = Path(
      nodes: nodes.map { Node(id: $0) },
      relationships: way.entries.map { entry in
        let handle = graph.relationships?[entry] ?? 0
        return Relationship(
          id: graph.relationshipIdentifier?(handle) ?? Int(handle), handle: handle)
      })
    return [
      .integer(index), .integer(nodes.first ?? -1), .integer(nodes.last ?? -1),
      .float(way.cost), .list(nodes.map { .integer($0) }),
      .list(way.costs.map { .float($0) }), .path(path),
    ]
  }
}
