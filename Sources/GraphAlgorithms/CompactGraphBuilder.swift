import GraphModel

/// Gathers the relationships of a subgraph and makes rows of them.
///
///     var builder = CompactGraphBuilder(identifiers: [11, 12], orientation: .natural, weighted: false)
///     builder.add(from: 0, to: 1, weight: 1, relationship: 7)
///     let graph = builder.graph(merging: .none)
public struct CompactGraphBuilder {
  private let identifiers: [Int]
  private let orientation: GraphProjection.Orientation
  private var sources: [UInt32] = []
  private var targets: [UInt32] = []
  private var weights: [Double]?
  private var relationships: [UInt64]?
  /// Whether everything came by rising source and target, as an index gives the relationships of a type.
  private var isSorted = true

  /// A builder of a graph of the given nodes.
  ///
  /// - Parameter keepsRelationships: Whether paths will name the relationships that they walk.
  public init(
    identifiers: [Int], orientation: GraphProjection.Orientation, weighted: Bool,
    keepsRelationships: Bool = false
  ) {
    self.identifiers = identifiers
    self.orientation = orientation
    weights = weighted ? [] : nil
    relationships = keepsRelationships ? [] : nil
  }

  /// Makes room for so many relationships.
  public mutating func reserve(_ count: Int) {
    let entries = orientation == .undirected ? 2 * count : count
    sources.reserveCapacity(entries)
    targets.reserveCapacity(entries)
    weights?.reserveCapacity(entries)
    relationships?.reserveCapacity(entries)
  }

  /// Adds a relationship by the numbers of its ends.
  public mutating func add(
    from start: UInt32, to end: UInt32, weight: Double = 1, relationship: UInt64 = 0
  ) {
    if orientation != .reverse { append(start, end, weight, relationship) }
    if orientation != .natural { append(end, start, weight, relationship) }
  }

  private mutating func append(
    _ start: UInt32, _ end: UInt32, _ weight: Double, _ relationship: UInt64
  ) {
    if isSorted, let last = sources.last, let lastEnd = targets.last {
      isSorted = last < start || last == start && lastEnd <= end
    }
    sources.append(start)
    targets.append(end)
    weights?.append(weight)
    relationships?.append(relationship)
  }

  /// The rows of what was added, each sorted by number.
  ///
  /// - Parameters:
  ///   - aggregation: What becomes of relationships beside another.
  ///   - identifier: The stored identifier of a relationship, by its handle.
  /// - Complexity: O(*n* + *m*): two passes of sorting by counting.
  public func graph(
    merging aggregation: GraphProjection.Aggregation,
    relationshipIdentifier identifier: (@Sendable (UInt64) -> Int)? = nil
  ) -> CompactGraph {
    let graph = isSorted ? rows(identifier) : columns(identifier).transposed()
    return aggregation == .none ? graph : graph.merged(by: aggregation)
  }

  /// The rows, where everything came in their order.
  private func rows(_ identifier: (@Sendable (UInt64) -> Int)?) -> CompactGraph {
    let offsets = Run<Int>(identifiers.count + 1, of: 0)
    for source in sources { offsets[Int(source) &+ 1] &+= 1 }
    for node in 0..<identifiers.count { offsets[node &+ 1] &+= offsets[node] }
    return CompactGraph(
      identifiers: Run(identifiers), offsets: offsets, targets: Run(targets),
      weights: weights.map { Run($0) }, relationships: relationships.map { Run($0) },
      isUndirected: orientation == .undirected, relationshipIdentifier: identifier)
  }

  /// The rows of the transposed matrix, each in the order in which everything came: rows of these are sorted
  /// by source and target.
  private func columns(_ identifier: (@Sendable (UInt64) -> Int)?) -> CompactGraph {
    let offsets = Run<Int>(identifiers.count + 1, of: 0)
    for target in targets { offsets[Int(target) &+ 1] &+= 1 }
    for node in 0..<identifiers.count { offsets[node &+ 1] &+= offsets[node] }
    let next = Run<Int>(identifiers.count + 1, of: 0)
    for node in 0..<identifiers.count { next[node] = offsets[node] }
    let bySource = Run<UInt32>(targets.count, of: 0)
    let byWeight = weights.map { _ in Run<Double>(targets.count, of: 0) }
    let byHandle = relationships.map { _ in Run<UInt64>(targets.count, of: 0) }
    for index in targets.indices {
      let place = next[targets[index]]
      next[targets[index]] = place &+ 1
      bySource[place] = sources[index]
      if let weights { byWeight?[place] = weights[index] }
      if let relationships { byHandle?[place] = relationships[index] }
    }
    return CompactGraph(
      identifiers: Run(identifiers), offsets: offsets, targets: bySource, weights: byWeight,
      relationships: byHandle, isUndirected: orientation == .undirected,
      relationshipIdentifier: identifier)
  }
}

extension CompactGraph {
  /// The graph with one entry of a row for each node that it leads to.
  func merged(by aggregation: GraphProjection.Aggregation) -> CompactGraph {
    var offsets: [Int] = [0]
    var targets: [UInt32] = []
    var weights: [Double] = []
    var relationships: [UInt64] = []
    for node in 0..<nodeCount {
      let first = targets.count
      for entry in row(node) {
        let value = aggregation == .count ? 1 : weight(entry)
        if targets.count > first, targets[targets.count - 1] == self.targets[entry] {
          let last = weights.count - 1
          switch aggregation {
          case .sum, .count: weights[last] += value
          case .min: weights[last] = Swift.min(weights[last], value)
          case .max: weights[last] = Swift.max(weights[last], value)
          case .single, .none: break
          }
        } else {
          targets.append(self.targets[entry])
          weights.append(value)
          relationships.append(self.relationships?[entry] ?? 0)
        }
      }
      offsets.append(targets.count)
    }
    // A count is a weight, even where nothing weighed anything before.
    let keepsWeights = self.weights != nil || aggregation == .count
    return CompactGraph(
      identifiers: identifiers, offsets: Run(offsets), targets: Run(targets),
      weights: keepsWeights ? Run(weights) : nil,
      relationships: self.relationships.map { _ in Run(relationships) },
      isUndirected: isUndirected, relationshipIdentifier: relationshipIdentifier)
  }
}
