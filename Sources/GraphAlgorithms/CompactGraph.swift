/// A subgraph as algorithms read it: nodes numbered from 0, and for each node a row of the nodes that its
/// relationships lead to, sorted by number (compressed sparse rows).
///
/// It is made once a call, from whatever is named by labels, types and direction. In an undirected graph
/// each relationship stands in the rows of both its ends, a loop twice in the row of its only one.
public final class CompactGraph: Sendable {
  /// How many nodes there are.
  public let nodeCount: Int
  /// Where each row begins, and one more for the end of the last.
  public let offsets: Run<Int>
  /// The node that each entry of a row leads to.
  public let targets: Run<UInt32>
  /// What each entry weighs; nil where all weigh 1.
  public let weights: Run<Double>?
  /// The relationship behind each entry, by the engine's handle; nil where nobody asks.
  public let relationships: Run<UInt64>?
  /// Whether each relationship stands in the rows of both its ends.
  public let isUndirected: Bool
  /// What each node is called outside: the stored identifier, by number.
  public let identifiers: Run<Int>
  /// The stored identifier of a relationship, by its handle; nil where nobody asks.
  let relationshipIdentifier: (@Sendable (UInt64) -> Int)?

  init(
    identifiers: Run<Int>, offsets: Run<Int>, targets: Run<UInt32>, weights: Run<Double>?,
    relationships: Run<UInt64>?, isUndirected: Bool,
    relationshipIdentifier: (@Sendable (UInt64) -> Int)? = nil
  ) {
    nodeCount = identifiers.count
    self.identifiers = identifiers
    self.offsets = offsets
    self.targets = targets
    self.weights = weights
    self.relationships = relationships
    self.isUndirected = isUndirected
    self.relationshipIdentifier = relationshipIdentifier
  }

  /// How many entries the rows have together.
  public var entryCount: Int { targets.count }

  /// The entries of `node`.
  @inlinable public func row(_ node: Int) -> Range<Int> {
    offsets[node]..<offsets[node &+ 1]
  }

  /// The entries of `node`.
  @inlinable public func row(_ node: UInt32) -> Range<Int> { row(Int(node)) }

  /// How many entries `node` has.
  @inlinable public func degree(_ node: Int) -> Int { offsets[node &+ 1] &- offsets[node] }

  /// What an entry weighs.
  @inlinable public func weight(_ entry: Int) -> Double {
    guard let weights else { return 1 }
    return weights[entry]
  }

  /// The same graph with every relationship turned round; an undirected graph is its own.
  ///
  /// - Complexity: O(*n* + *m*).
  public func reversed() -> CompactGraph { isUndirected ? self : transposed() }

  /// The rows by target: those of the transposed matrix, each sorted by number.
  func transposed() -> CompactGraph {
    let offsets = Run<Int>(nodeCount + 1, of: 0)
    for entry in 0..<entryCount { offsets[Int(targets[entry]) &+ 1] &+= 1 }
    for node in 0..<nodeCount { offsets[node &+ 1] &+= offsets[node] }
    let next = Run<Int>(nodeCount + 1, of: 0)
    for node in 0..<nodeCount { next[node] = offsets[node] }
    let sources = Run<UInt32>(entryCount, of: 0)
    let turnedWeights = weights.map { _ in Run<Double>(entryCount, of: 0) }
    let turnedHandles = relationships.map { _ in Run<UInt64>(entryCount, of: 0) }
    for node in 0..<nodeCount {
      for entry in row(node) {
        let target = targets[entry]
        let place = next[target]
        next[target] = place &+ 1
        sources[place] = UInt32(truncatingIfNeeded: node)
        if let weights { turnedWeights?[place] = weights[entry] }
        if let relationships { turnedHandles?[place] = relationships[entry] }
      }
    }
    return CompactGraph(
      identifiers: identifiers, offsets: offsets, targets: sources, weights: turnedWeights,
      relationships: turnedHandles, isUndirected: isUndirected,
      relationshipIdentifier: relationshipIdentifier)
  }

  /// The graph of which node leads to which other: without loops, without relationships beside another,
  /// without weights, and in both directions.
  ///
  /// - Complexity: O(*n* + *m*).
  func simplified() -> CompactGraph {
    let both = isUndirected ? self : union(with: transposed())
    let offsets = Run<Int>(nodeCount + 1, of: 0)
    var kept = 0
    let targets = Run<UInt32>(both.entryCount, of: 0)
    for node in 0..<nodeCount {
      offsets[node] = kept
      var last = UInt32.max
      for entry in both.row(node) {
        let target = both.targets[entry]
        if Int(target) == node || target == last { continue }
        last = target
        targets[kept] = target
        kept &+= 1
      }
    }
    offsets[nodeCount] = kept
    return CompactGraph(
      identifiers: identifiers, offsets: offsets, targets: targets.prefix(kept), weights: nil,
      relationships: nil, isUndirected: true)
  }

  /// The rows of both graphs, merged by number, without weights.
  private func union(with other: CompactGraph) -> CompactGraph {
    let offsets = Run<Int>(nodeCount + 1, of: 0)
    let targets = Run<UInt32>(entryCount + other.entryCount, of: 0)
    var place = 0
    for node in 0..<nodeCount {
      offsets[node] = place
      var (left, right) = (row(node), other.row(node))
      while !left.isEmpty || !right.isEmpty {
        let takesLeft =
          right.isEmpty
          || !left.isEmpty && self.targets[left.lowerBound] <= other.targets[right.lowerBound]
        if takesLeft {
          targets[place] = self.targets[left.lowerBound]
          left = left.dropFirst()
        } else {
          targets[place] = other.targets[right.lowerBound]
          right = right.dropFirst()
        }
        place &+= 1
      }
    }
    offsets[nodeCount] = place
    return CompactGraph(
      identifiers: identifiers, offsets: offsets, targets: targets, weights: nil,
      relationships: nil, isUndirected: true)
  }

  /// The number of the node that is called `identifier` outside; nil where it is not in the subgraph.
  ///
  /// - Complexity: O(log *n*): numbers follow identifiers where the graph was not changed, O(*n*) otherwise.
  public func node(called identifier: Int) -> Int? {
    var (low, high) = (0, nodeCount)
    while low < high {
      let middle = (low &+ high) / 2
      if identifiers[middle] < identifier { low = middle &+ 1 } else { high = middle }
    }
    if low < nodeCount, identifiers[low] == identifier { return low }
    return (0..<nodeCount).first { identifiers[$0] == identifier }
  }
}
