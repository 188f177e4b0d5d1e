import GraphModel

/// Moves nodes, one by one, to the community of a neighbour that gains most, until no node gains.
///
/// Only nodes whose neighbourhood has changed are looked at again: Traag, Waltman and van Eck, *From Louvain
/// to Leiden* (Scientific Reports 9, 2019), algorithm A.2.
struct LocalMoving {
  let graph: CommunityGraph
  let resolution: Double
  /// How often as many nodes are looked at as there are, at most.
  var rounds = Int.max
  let work: AlgorithmWork

  /// Improves `partition`.
  ///
  /// - Returns: Whether a node has moved.
  func improve(
    _ partition: Run<UInt32>, _ chance: inout SeededChance
  ) throws(Diagnostic) -> Bool {
    let count = graph.nodeCount
    guard graph.total > 0 else { return false }
    let sums = try work.run(count, of: 0.0)
    for node in 0..<count { sums[partition[node]] += graph.strengths[node] }
    let sizes = try work.run(count, of: 0)
    for node in 0..<count { sizes[partition[node]] &+= 1 }
    var empty = (0..<count).filter { sizes[$0] == 0 }.map { UInt32(truncatingIfNeeded: $0) }
    let links = try work.run(count, of: 0.0)
    let isMet = try work.run(count, of: false)
    let met = try work.run(count, of: UInt32(0))
    // A ring of the nodes that wait: none waits twice.
    let ring = try work.run(max(count, 1), of: UInt32(0))
    let waits = try work.run(count, of: true)
    let order = shuffled(count, &chance)
    for (index, node) in order.enumerated() { ring[index] = node }
    var (first, waiting, moved) = (0, count, false)
    var left =
      rounds.multipliedReportingOverflow(by: max(count, 1)).overflow ? .max : rounds * count
    let factor = resolution / graph.total
    while waiting > 0, left > 0 {
      left &-= 1
      let node = Int(ring[first])
      first = first &+ 1 == count ? 0 : first &+ 1
      waiting &-= 1
      waits[node] = false
      let own = partition[node]
      let row = graph.row(node)
      var metCount = 0
      for entry in row {
        let target = graph.targets[entry]
        if Int(target) == node { continue }
        let community = partition[target]
        if !isMet[community] {
          isMet[community] = true
          met[metCount] = community
          metCount &+= 1
        }
        links[community] += graph.weights[entry]
      }
      try work.note(row.count &+ 1)
      let strength = graph.strengths[node]
      sums[own] -= strength
      var best = own
      var gain = links[own] - factor * strength * sums[own]
      for index in 0..<metCount {
        let community = met[index]
        let other = links[community] - factor * strength * sums[community]
        // Not for less than rounding makes: two nodes would change places for ever.
        if other > gain + 1e-12 * strength {
          gain = other
          best = community
        }
      }
      if gain < -1e-12 * strength, sizes[own] > 1, let alone = empty.last { best = alone }
      for index in 0..<metCount {
        links[met[index]] = 0
        isMet[met[index]] = false
      }
      sums[best] += strength
      if best == own { continue }
      moved = true
      partition[node] = best
      sizes[own] &-= 1
      if sizes[own] == 0 { empty.append(own) }
      if sizes[best] == 0 { empty.removeLast() }
      sizes[best] &+= 1
      for entry in row {
        let target = graph.targets[entry]
        if waits[target] || partition[target] == best || Int(target) == node { continue }
        waits[target] = true
        let last = first &+ waiting
        ring[last >= count ? last &- count : last] = target
        waiting &+= 1
      }
    }
    return moved
  }
}

/// The numbers from 0 to `count` in an order of chance.
func shuffled(_ count: Int, _ chance: inout SeededChance) -> [UInt32] {
  var order = (0..<count).map { UInt32(truncatingIfNeeded: $0) }
  for index in stride(from: count - 1, to: 0, by: -1) {
    order.swapAt(index, chance.below(index + 1))
  }
  return order
}
