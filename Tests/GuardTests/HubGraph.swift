import GraphEngine
import GraphModel
import GraphTestKit

/// A graph of 200,000 relationships with hubs, as plain arrays and in the engine.
struct HubGraph {
  static let nodeCount = 50_000
  static let relationshipCount = 200_000

  /// A number per node, below 10.
  let group: [Int]
  /// One of five words per node.
  let kind: [String]
  /// A number per node.
  let score: [Int]
  /// Where the neighbours of each node begin; one more than there are nodes.
  let offsets: [Int]
  /// The ends of the relationships, sorted by their start.
  let neighbours: [Int]
  /// The same graph in the engine, in memory.
  let engine: Graph

  /// A graph that is the same for the same seed.
  ///
  /// - Parameter hasLoops: Whether relationships may lead back to where they start.
  init(seed: UInt64, hasLoops: Bool = true) throws {
    var random = SeededGenerator(seed: seed)
    let words = ["study", "model", "factor", "sector", "outcome"]
    group = (0..<Self.nodeCount).map { _ in random.number(0...9) }
    kind = (0..<Self.nodeCount).map { _ in random.pick(words) }
    score = (0..<Self.nodeCount).map { _ in random.number(0...1000) }
    var starts: [Int] = []
    var ends: [Int] = []
    for _ in 0..<Self.relationshipCount {
      // The cube of a uniform number makes few nodes the ends of many relationships.
      starts.append(Self.skewed(&random))
      let end = random.chance(0.5) ? Self.skewed(&random) : random.number(0...Self.nodeCount - 1)
      ends.append(!hasLoops && end == starts[starts.count - 1] ? (end + 1) % Self.nodeCount : end)
    }
    let order = starts.indices.sorted { (starts[$0], ends[$0]) < (starts[$1], ends[$1]) }
    neighbours = order.map { ends[$0] }
    var offsets = [Int](repeating: 0, count: Self.nodeCount + 1)
    for start in starts { offsets[start + 1] += 1 }
    for node in 0..<Self.nodeCount { offsets[node + 1] += offsets[node] }
    self.offsets = offsets

    let (group, kind, score) = (group, kind, score)
    engine = Graph()
    try engine.load { loader in
      let ids = try (0..<Self.nodeCount).map { node in
        try loader.addNode(
          labels: ["N"],
          properties: [
            "id": .integer(node), "group": .integer(group[node]), "kind": .string(kind[node]),
            "score": .integer(score[node]),
          ])
      }
      for i in starts.indices {
        _ = try loader.addRelationship(
          type: "R", start: ids[starts[i]], end: ids[ends[i]], properties: [:])
      }
    }
  }

  private static func skewed(_ random: inout SeededGenerator) -> Int {
    let x = Double.random(in: 0..<1, using: &random)
    return min(nodeCount - 1, Int(x * x * x * Double(nodeCount)))
  }
}

// MARK: - The plain loops

extension HubGraph {
  /// Paths of two relationships from `node`, walked one by one.
  func twoPaths(from node: Int) -> Int {
    var count = 0
    for i in offsets[node]..<offsets[node + 1] {
      let middle = neighbours[i]
      for j in offsets[middle]..<offsets[middle + 1] where i != j { count += 1 }
    }
    return count
  }

  /// All paths of two relationships, walked one by one.
  func twoPaths() -> Int { (0..<Self.nodeCount).reduce(0) { $0 + twoPaths(from: $1) } }

  /// The ten nodes with most relationships, counted one by one.
  func busiest() -> [(id: Int, degree: Int)] {
    var degrees: [(id: Int, degree: Int)] = []
    for node in 0..<Self.nodeCount {
      var degree = 0
      for _ in offsets[node]..<offsets[node + 1] { degree += 1 }
      if degree > 0 { degrees.append((node, degree)) }
    }
    degrees.sort { $0.degree != $1.degree ? $0.degree > $1.degree : $0.id < $1.id }
    return Array(degrees.prefix(10))
  }

  /// A pair of properties to group by.
  struct Key: Hashable {
    let group: Int
    let kind: String
  }

  /// The number of nodes and the sum of their scores by group and kind.
  func groups() -> [Key: (count: Int, sum: Int)] {
    var groups: [Key: (count: Int, sum: Int)] = [:]
    for node in 0..<Self.nodeCount {
      let key = Key(group: group[node], kind: kind[node])
      groups[key, default: (0, 0)].count += 1
      groups[key, default: (0, 0)].sum += score[node]
    }
    return groups
  }
}
