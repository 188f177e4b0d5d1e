import GraphModel
import Platform

/// Looks for communities level by level, and again from what was found: nodes of a community that was
/// joined to another may still move.
struct CommunitySearch {
  let graph: CommunityGraph
  let resolution: Double
  /// How much chance there is in refining; nil for communities that need not hang together.
  let theta: Double?
  let maxLevels: Int
  /// How often as many nodes are looked at in a level as there are, at most.
  var rounds = Int.max
  let work: AlgorithmWork
  var chance: SeededChance

  /// How often the search begins anew at most; it ends after three or four where there are
  /// communities, and late where relationships are by chance.
  private static let mostTurns = 60

  /// The communities of the nodes, level by level.
  mutating func levels(tolerance: Double) throws(Diagnostic) -> [Run<UInt32>] {
    var partition = try identity(graph.nodeCount)
    var levels: [Run<UInt32>] = []
    var best = -Double.infinity
    for _ in 0..<Self.mostTurns {
      let found = try turn(from: partition)
      guard let last = found.last else { break }
      let copy = try work.run(last.count, of: UInt32(0))
      for node in 0..<last.count { copy[node] = last[node] }
      let count = try renumber(copy, work)
      let modularity = graph.modularity(of: copy, count, resolution: resolution)
      if modularity <= best + (levels.isEmpty ? 0 : tolerance) { break }
      best = modularity
      levels = found
      partition = copy
    }
    return levels
  }

  /// One descent through all levels, from a partition of the nodes.
  private mutating func turn(from start: Run<UInt32>) throws(Diagnostic) -> [Run<UInt32>] {
    var level = graph
    var partition = try identity(graph.nodeCount)
    for node in 0..<graph.nodeCount { partition[node] = start[node] }
    let members = try identity(graph.nodeCount)
    var levels: [Run<UInt32>] = []
    while levels.count < maxLevels {
      let moving = LocalMoving(
        graph: level, resolution: resolution, rounds: rounds, work: work)
      let moved = try moving.improve(partition, &chance)
      if !moved, !levels.isEmpty { break }
      let flat = try work.run(graph.nodeCount, of: UInt32(0))
      for node in 0..<graph.nodeCount { flat[node] = partition[members[node]] }
      levels.append(flat)
      let count = try renumber(partition, work)
      if count == level.nodeCount { break }
      let refined: Run<UInt32>
      if let theta {
        refined = try refine(level, partition, count, theta)
      } else {
        refined = partition
      }
      let parts = try renumber(refined, work)
      if parts == level.nodeCount, !moved { break }
      let next = try work.run(parts, of: UInt32(0))
      for node in 0..<level.nodeCount { next[refined[node]] = partition[node] }
      for node in 0..<graph.nodeCount { members[node] = refined[members[node]] }
      level = try level.joined(by: refined, parts, work)
      partition = next
    }
    return levels
  }

  /// Parts of the communities of `partition`, each of which hangs together well.
  private mutating func refine(
    _ level: CommunityGraph, _ partition: Run<UInt32>, _ count: Int, _ theta: Double
  ) throws(Diagnostic) -> Run<UInt32> {
    let nodeCount = level.nodeCount
    let parts = try identity(nodeCount)
    let sums = try work.run(count, of: 0.0)
    for node in 0..<nodeCount { sums[partition[node]] += level.strengths[node] }
    // Of each part: what its nodes weigh, what leads from it to the rest of its community, its size.
    let strengths = try work.run(nodeCount, of: 0.0)
    let cuts = try work.run(nodeCount, of: 0.0)
    let isAlone = try work.run(nodeCount, of: true)
    for node in 0..<nodeCount {
      strengths[node] = level.strengths[node]
      for entry in level.row(node) {
        let target = level.targets[entry]
        if Int(target) != node, partition[target] == partition[node] {
          cuts[node] += level.weights[entry]
        }
      }
    }
    let factor = level.total > 0 ? resolution / level.total : 0
    let links = try work.run(nodeCount, of: 0.0)
    var met: [UInt32] = []
    var choices: [(part: UInt32, gain: Double)] = []
    for next in shuffled(nodeCount, &chance) {
      let node = Int(next)
      let sum = sums[partition[node]]
      let strength = level.strengths[node]
      try work.note(level.row(node).count &+ 1)
      guard isAlone[node], parts[node] == next,
        cuts[node] >= factor * strength * (sum - strength)
      else { continue }
      for entry in level.row(node) {
        let target = level.targets[entry]
        let part = parts[target]
        guard Int(target) != node, partition[target] == partition[node],
          level.weights[entry] > 0
        else { continue }
        if links[part] == 0 { met.append(part) }
        links[part] += level.weights[entry]
      }
      choices.removeAll(keepingCapacity: true)
      var greatest = 0.0
      for part in met where cuts[part] >= factor * strengths[part] * (sum - strengths[part]) {
        let gain = links[part] - factor * strength * strengths[part]
        guard gain >= 0 else { continue }
        greatest = max(greatest, gain)
        choices.append((part, gain))
      }
      // To stay alone gains nothing, and is as likely as what gains nothing.
      choices.append((next, 0))
      let part = choose(choices, greatest, theta)
      if part != next {
        parts[node] = part
        cuts[part] += cuts[node] - 2 * links[part]
        strengths[part] += strength
        isAlone[part] = false
      }
      for part in met { links[part] = 0 }
      met.removeAll(keepingCapacity: true)
    }
    return parts
  }

  /// One of the choices, the likelier the more it gains.
  private mutating func choose(
    _ choices: [(part: UInt32, gain: Double)], _ greatest: Double, _ theta: Double
  ) -> UInt32 {
    let shares = choices.map { exp(($0.gain - greatest) / theta) }
    var left = chance.fraction() * shares.reduce(0, +)
    for (choice, share) in zip(choices, shares) {
      left -= share
      if left < 0 { return choice.part }
    }
    return choices.max { $0.gain < $1.gain }?.part ?? 0
  }

  private func identity(_ count: Int) throws(Diagnostic) -> Run<UInt32> {
    let run = try work.run(count, of: UInt32(0))
    for node in 0..<count { run[node] = UInt32(truncatingIfNeeded: node) }
    return run
  }
}
