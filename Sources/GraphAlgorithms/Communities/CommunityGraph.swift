import GraphModel

/// An undirected graph whose nodes stand for communities of another, or for the nodes that it began with.
///
/// Entries of a row that lead back to its own node hold what a community weighs inside, each relationship
/// twice, so that a row adds up to what leaves all of its members.
struct CommunityGraph {
  let nodeCount: Int
  let offsets: Run<Int>
  let targets: Run<UInt32>
  let weights: Run<Double>
  /// What each row adds up to.
  let strengths: Run<Double>
  /// What all rows add up to: twice what all relationships weigh.
  let total: Double

  /// The graph that communities are looked for in.
  init(_ graph: CompactGraph, _ work: AlgorithmWork) throws(Diagnostic) {
    let weights: Run<Double>
    if let given = graph.weights {
      weights = given
    } else {
      weights = try work.run(graph.entryCount, of: 1)
    }
    try self.init(graph.offsets, graph.targets, weights, work)
  }

  private init(
    _ offsets: Run<Int>, _ targets: Run<UInt32>, _ weights: Run<Double>, _ work: AlgorithmWork
  ) throws(Diagnostic) {
    nodeCount = offsets.count - 1
    self.offsets = offsets
    self.targets = targets
    self.weights = weights
    strengths = try work.run(nodeCount, of: 0)
    var total = 0.0
    for node in 0..<nodeCount {
      var sum = 0.0
      for entry in offsets[node]..<offsets[node &+ 1] { sum += weights[entry] }
      strengths[node] = sum
      total += sum
    }
    self.total = total
  }

  func row(_ node: Int) -> Range<Int> { offsets[node]..<offsets[node &+ 1] }

  /// The graph of the communities of a partition that is numbered from 0 without gaps.
  func joined(
    by partition: Run<UInt32>, _ count: Int, _ work: AlgorithmWork
  ) throws(Diagnostic) -> CommunityGraph {
    let members = try Members(of: partition, count, work)
    let offsets = try work.run(count + 1, of: 0)
    let links = try work.run(count, of: 0.0)
    let isMet = try work.run(count, of: false)
    var targets: [UInt32] = []
    var weights: [Double] = []
    var met: [UInt32] = []
    for community in 0..<count {
      for index in members.range(of: community) {
        let row = row(Int(members.nodes[index]))
        for entry in row {
          let other = partition[self.targets[entry]]
          if !isMet[other] {
            isMet[other] = true
            met.append(other)
          }
          links[other] += self.weights[entry]
        }
        try work.note(row.count &+ 1)
      }
      for other in met {
        targets.append(other)
        weights.append(links[other])
        links[other] = 0
        isMet[other] = false
      }
      met.removeAll(keepingCapacity: true)
      offsets[community + 1] = targets.count
    }
    try work.take(targets.count * 12)
    return try CommunityGraph(offsets, Run(targets), Run(weights), work)
  }

  /// How much more lies within the communities than by chance.
  func modularity(of partition: Run<UInt32>, _ count: Int, resolution: Double) -> Double {
    guard total > 0 else { return 0 }
    var sums = [Double](repeating: 0, count: count)
    var inside = 0.0
    for node in 0..<nodeCount {
      let own = partition[node]
      sums[Int(own)] += strengths[node]
      for entry in row(node) where partition[targets[entry]] == own { inside += weights[entry] }
    }
    let expected = sums.reduce(0) { $0 + $1 / total * ($1 / total) }
    return inside / total - resolution * expected
  }
}

/// The nodes of each community.
struct Members {
  let nodes: Run<UInt32>
  private let offsets: Run<Int>

  init(
    of partition: Run<UInt32>, _ count: Int, _ work: AlgorithmWork
  ) throws(Diagnostic) {
    offsets = try work.run(count + 1, of: 0)
    nodes = try work.run(partition.count, of: 0)
    for node in 0..<partition.count { offsets[Int(partition[node]) &+ 1] &+= 1 }
    for community in 0..<count { offsets[community &+ 1] &+= offsets[community] }
    let next = try work.run(count, of: 0)
    for community in 0..<count { next[community] = offsets[community] }
    for node in 0..<partition.count {
      let place = next[partition[node]]
      nodes[place] = UInt32(truncatingIfNeeded: node)
      next[partition[node]] = place &+ 1
    }
  }

  /// The places of a community's nodes.
  func range(of community: Int) -> Range<Int> { offsets[community]..<offsets[community &+ 1] }
}

/// Numbers the communities of a partition from 0 in the order of their first nodes, without gaps.
///
/// - Returns: How many there are.
func renumber(_ partition: Run<UInt32>, _ work: AlgorithmWork) throws(Diagnostic) -> Int {
  var greatest = 0
  for node in 0..<partition.count { greatest = max(greatest, Int(partition[node])) }
  let names = try work.run(greatest + 1, of: UInt32.max)
  var next: UInt32 = 0
  for node in 0..<partition.count {
    if names[partition[node]] == .max {
      names[partition[node]] = next
      next += 1
    }
    partition[node] = names[partition[node]]
  }
  return Int(next)
}
