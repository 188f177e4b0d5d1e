import CypherPlan
import GraphIndex
import GraphModel

/// Multiplies each row's multiplicity by the number of matches of parts of the pattern that nobody
/// reads, and drops the rows that have none.
final class TallyOperator: Operator {
  private let tally: Tally
  private var counters: [Counter]?

  /// A part of the product.
  private enum Counter {
    case free(HopCounter)
    case ofRow(RowHop)
    case pair(Pair)
  }

  /// Two hops that may not end alike: the product of their matches without those that do.
  private struct Pair {
    var first: RowHop
    var second: RowHop
    /// What each far node of the first counts.
    var sums: NodeMemory<UInt64>
    /// The relationships that could be both, where only those must differ.
    var common: NeighborReader?
  }

  init(_ tally: Tally, _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    self.tally = tally
    super.init(step, input: input, context: context)
  }

  override func knownTotal() throws -> UInt64? {
    var factors: [DegreeProduct.Factor] = []
    guard let scan = try degreeFactors(&factors), let extent = try scan.wholeExtent() else {
      return nil
    }
    let sets = view.base.labelSets
    var product = DegreeProduct(factors, scanStep: scan.step.number, context)
    var total: UInt64 = 0
    let mask = extent.mask.map { (sets: sets.pointer, holds: $0) }
    for range in extent.ranges {
      total = try sum(total, try product.sum(over: range, where: mask))
    }
    return total
  }

  override func degreeFactors(
    _ factors: inout [DegreeProduct.Factor]
  ) throws -> ScanOperator? {
    guard let scan = try input?.degreeFactors(&factors), tally.apart.isEmpty, counters == nil,
      !context.isUpdating
    else { return nil }
    for hop in tally.hops {
      guard hop.isFree, hop.from == scan.slot, hop.edgePredicates.isEmpty,
        hop.nodePredicates.isEmpty, hop.toLabels.isEmpty, hop.children.isEmpty
      else { return nil }
      let reader = NeighborReader(view, types: view.types(hop.types), Direction(hop.direction))
      guard reader.isPlain else { return nil }
      factors.append(.init(reader: reader, kind: hop.kind, step: step.number))
    }
    return scan
  }

  override var streams: Bool { true }

  override func produce() throws -> Batch? {
    guard var batch = try input?.next() else { return nil }
    // What was counted holds for as long as the graph does.
    let counters = try (context.isUpdating ? nil : self.counters) ?? makeCounters()
    self.counters = counters
    for counter in counters where batch.selectedCount > 0 {
      if case .free(let hop) = counter, multiplyDegrees(&batch, hop) { continue }
      let rows = batch.selection ?? Array(0..<Int32(batch.count))
      var counts = [UInt64](repeating: 1, count: rows.count)
      try count(counter, batch, rows, &counts)
      try multiply(&batch, rows, counts)
    }
    try context.tick(batch.selectedCount)
    return batch
  }

  /// Multiplies by degrees of nodes that lie side by side, in one pass over the offsets; false, with
  /// nothing done, where that is not what there is to do.
  private func multiplyDegrees(_ batch: inout Batch, _ hop: HopCounter) -> Bool {
    guard hop.isPlain, hop.reader.isPlain, hop.hop.edgePredicates.isEmpty,
      case .nodes(let nodes)? = batch.columns[hop.hop.from], let first = nodes.first,
      batch.selectedCount * 2 > batch.count, nodes.lieSideBySide
    else { return false }
    var products = batch.multiplicity ?? [UInt64](repeating: 1, count: batch.count)
    // Rows that do not count may hold any number; theirs must not overflow for the others.
    guard products.reduce(0, |) >> 32 == 0 else { return false }
    batch.multiplicity = nil
    var rest = 0
    products.withUnsafeMutableBufferPointer { products in
      hop.reader.multiply(products, byDegreesFrom: first, hop.hop.kind)
      for product in products { rest &+= product == 0 ? 0 : 1 }
    }
    if rest < batch.count || batch.selection != nil {
      batch.selection = products.withUnsafeBufferPointer { products in
        batch.rows.filtered { products[$0] != 0 }.indices
      }
    }
    batch.multiplicity = products
    return true
  }

  private func makeCounters() throws -> [Counter] {
    var paired: Set<Int> = []
    var counters: [Counter] = []
    for apart in tally.apart {
      paired.formUnion([apart.first, apart.second])
      try context.reserve(view.nodeLimit * 8)
      let (first, second) = (tally.hops[apart.first], tally.hops[apart.second])
      counters.append(
        .pair(
          Pair(
            first: try RowHop(first, context), second: try RowHop(second, context),
            sums: NodeMemory(count: view.nodeLimit),
            common: apart.byNode ? nil : common(first, second))))
    }
    for (index, hop) in tally.hops.enumerated() where !paired.contains(index) {
      counters.append(
        hop.isFree ? .free(try HopCounter(hop, context)) : .ofRow(try RowHop(hop, context)))
    }
    return counters
  }

  /// The relationships that both hops may cross.
  private func common(_ first: Tally.Hop, _ second: Tally.Hop) -> NeighborReader {
    let types = Set(view.types(first.types)).intersection(view.types(second.types)).sorted()
    let (a, b) = (Direction(first.direction), Direction(second.direction))
    if a == b || b == .either { return NeighborReader(view, types: types, a) }
    if a == .either { return NeighborReader(view, types: types, b) }
    // What leaves and enters the same node is a loop.
    return NeighborReader(view, types: types, .outgoing, loopsOnly: true)
  }

  private func count(
    _ counter: Counter, _ batch: Batch, _ rows: [Int32], _ counts: inout [UInt64]
  ) throws {
    switch counter {
    case .free(let hop):
      let nodes = try batch.nodes(hop.hop.from, view)
      let selected = batch.selection == nil ? nodes : gather(nodes, rows)
      try counts.withUnsafeMutableBufferPointer { counts in
        try selected.withUnsafeBufferPointer { try hop.multiply(counts, from: $0) }
      }
      countEdges(hop.takeEdges())
    case .ofRow(let hop):
      try hop.prepare(batch)
      try hop.sums(rows, into: &counts)
      countEdges(hop.takeEdges())
    case .pair(let pair):
      try pair.first.prepare(batch)
      try pair.second.prepare(batch)
      for (index, row) in rows.enumerated() { counts[index] = try count(pair, Int(row)) }
      countEdges(pair.first.takeEdges() + pair.second.takeEdges())
    }
  }

  /// The matches of a pair whose lists are short: each with each.
  private func countEach(_ pair: Pair, _ row: Int) throws -> UInt64? {
    guard pair.common == nil, pair.first.isFree, pair.second.isFree else { return nil }
    let ones = pair.first.list(row)
    let others = pair.second.list(row)
    guard ones.count * others.count <= 64 else { return nil }
    var total: UInt64 = 0
    for one in ones {
      let weight = try pair.first.counter.count(at: one)
      for other in others where other != one {
        total = try sum(total, try product(weight, try pair.second.counter.count(at: other)))
      }
    }
    return total
  }

  private func count(_ pair: Pair, _ row: Int) throws -> UInt64 {
    if let total = try countEach(pair, row) { return total }
    let first = try pair.first.sum(row)
    if first == 0 { return 0 }
    let all = try product(first, try pair.second.sum(row))
    if all == 0 { return 0 }
    if let common = pair.common {
      return all - (try pair.first.shared(row, with: pair.second, over: common))
    }
    var touched: [NodePosition] = []
    try pair.first.spread(row, over: pair.sums, &touched)
    defer { for node in touched { pair.sums[node] = 0 } }
    return all - (try pair.second.gather(row, from: pair.sums))
  }

  /// Multiplies the multiplicities and keeps the rows that are left.
  private func multiply(_ batch: inout Batch, _ rows: [Int32], _ counts: [UInt64]) throws {
    var multiplicity = batch.multiplicity ?? [UInt64](repeating: 1, count: batch.count)
    var overflows = false
    batch.multiplicity = nil
    let kept = [Int32](unsafeUninitializedCapacity: rows.count) { kept, filled in
      multiplicity.withUnsafeMutableBufferPointer { multiplicity in
        counts.withUnsafeBufferPointer { counts in
          rows.withUnsafeBufferPointer { rows in
            var filling = 0
            for index in 0..<rows.count {
              let row = rows[index]
              let (result, overflow) = multiplicity[Int(row)]
                .multipliedReportingOverflow(by: counts[index])
              overflows = overflows || overflow
              multiplicity[Int(row)] = result
              kept[filling] = row
              filling &+= counts[index] == 0 ? 0 : 1
            }
            filled = filling
          }
        }
      }
    }
    if overflows { throw Diagnostic.countOverflow }
    batch.selection = kept.count == batch.count ? nil : kept
    batch.multiplicity = multiplicity
  }
}

extension [NodePosition] {
  /// Whether each is one more than the one before.
  fileprivate var lieSideBySide: Bool {
    guard let first, count <= Int(NodePosition.max - first) else { return false }
    return withUnsafeBufferPointer { nodes in
      var difference: NodePosition = 0
      for index in 0..<nodes.count {
        difference |= nodes[index] ^ (first &+ NodePosition(truncatingIfNeeded: index))
      }
      return difference == 0
    }
  }
}

extension OperatorMaker {
  func make(_ tally: Tally) -> Operator {
    TallyOperator(tally, step, input: input, context: context)
  }
}
