import CypherPlan
import GraphIndex
import GraphModel

/// The sum over a range of nodes of the product of their degrees: how many rows a scan has when every
/// step after it is a relationship into nothing further.
///
/// No row is made. The degrees of nodes that lie side by side are differences of neighbouring offsets,
/// so that each factor is one pass over an array that the processor works through several at a time.
///
/// - Complexity: O(nodes × factors); O(1) a range for one factor of all nodes.
struct DegreeProduct {
  /// One step of the plan.
  struct Factor {
    let reader: NeighborReader
    let kind: Tally.Kind
    /// The number of the plan's step that it belongs to.
    let step: Int
  }
  let factors: [Factor]
  /// The number of the scan's step.
  let scanStep: Int
  private let context: ExecutionContext
  private var products = [UInt64](repeating: 0, count: Self.blockSize)

  private static let blockSize = 1024

  init(_ factors: [Factor], scanStep: Int, _ context: ExecutionContext) {
    self.factors = factors
    self.scanStep = scanStep
    self.context = context
  }

  /// The sum over the nodes in `range` whose label set `mask` holds of; nil where all count.
  mutating func sum(
    over range: Range<NodePosition>, where mask: (sets: UnsafePointer<UInt32>, holds: [Bool])?
  ) throws -> UInt64 {
    if mask == nil, factors.count == 1, factors[0].kind == .all, !context.measures {
      return UInt64(factors[0].reader.total(of: range))
    }
    var total: UInt64 = 0
    var start = range.lowerBound
    while start < range.upperBound {
      let end = min(range.upperBound, start &+ NodePosition(Self.blockSize))
      total = try CypherRuntime.sum(total, try block(start..<end, mask))
      try context.tick(Int(end - start))
      start = end
    }
    return total
  }

  private mutating func block(
    _ range: Range<NodePosition>, _ mask: (sets: UnsafePointer<UInt32>, holds: [Bool])?
  ) throws -> UInt64 {
    let count = range.count
    let context = context
    return try products.withUnsafeMutableBufferPointer { products in
      let products = UnsafeMutableBufferPointer(rebasing: products[..<count])
      if let mask {
        let sets = mask.sets + Int(range.lowerBound)
        mask.holds.withUnsafeBufferPointer { holds in
          for index in 0..<count { products[index] = holds[Int(sets[index])] ? 1 : 0 }
        }
      } else {
        products.update(repeating: 1)
      }
      if context.measures { context.noteRows(try Self.sum(of: products), step: scanStep) }
      for (place, factor) in factors.enumerated() {
        // Ones and degrees fit in 32 bits; only a third factor can meet more.
        if place < 2 || products.reduce(0, |) >> 32 == 0 {
          factor.reader.multiply(products, byDegreesFrom: range.lowerBound, factor.kind)
        } else {
          try factor.reader.multiplyChecked(
            products, byDegreesFrom: range.lowerBound, factor.kind)
        }
        let isLastOfStep = place == factors.count - 1 || factors[place + 1].step != factor.step
        if context.measures, isLastOfStep {
          context.noteRows(try Self.sum(of: products), step: factor.step)
        }
      }
      return try Self.sum(of: products)
    }
  }

  private static func sum(of products: UnsafeMutableBufferPointer<UInt64>) throws -> UInt64 {
    var total: UInt64 = 0
    var union: UInt64 = 0
    for product in products {
      total &+= product
      union |= product
    }
    // A thousand of such fit.
    if union >> 53 == 0 { return total }
    total = 0
    for product in products { total = try CypherRuntime.sum(total, product) }
    return total
  }
}

extension NeighborReader {
  /// Multiplies each of `products`, which fit in 32 bits, by what `kind` makes of the degree of the
  /// node beside it; the nodes lie side by side from `first` on. Only where ``isPlain``.
  func multiply(
    _ products: UnsafeMutableBufferPointer<UInt64>, byDegreesFrom first: NodePosition,
    _ kind: Tally.Kind
  ) {
    let (skipped, offsets, covered) = offsets(from: first, count: products.count)
    let ends = offsets + 1
    func fill(_ range: Range<Int>) {
      let nothing = kind.result(0)
      for index in range { products[index] &*= nothing }
    }
    fill(0..<skipped)
    fill((skipped + covered)..<products.count)
    guard covered > 0, let inner = products.baseAddress.map({ $0 + skipped }) else { return }
    // Two numbers of 32 bits have a product of 64. A loop of its own for each kind is one that the
    // processor works through several at a time.
    switch kind {
    case .all:
      for index in 0..<covered {
        inner[index] = inner[index].low &* UInt64(ends[index] &- offsets[index])
      }
    case .optional:
      for index in 0..<covered {
        inner[index] = inner[index].low &* UInt64(max(1, ends[index] &- offsets[index]))
      }
    case .exists:
      for index in 0..<covered { inner[index] &*= ends[index] == offsets[index] ? 0 : 1 }
    case .none:
      for index in 0..<covered { inner[index] &*= ends[index] == offsets[index] ? 1 : 0 }
    }
  }

  /// The same for products of any size.
  ///
  /// - Throws: `Diagnostic` where one does not fit.
  func multiplyChecked(
    _ products: UnsafeMutableBufferPointer<UInt64>, byDegreesFrom first: NodePosition,
    _ kind: Tally.Kind
  ) throws {
    for index in 0..<products.count {
      let degree = degree(of: first &+ NodePosition(truncatingIfNeeded: index))
      products[index] = try product(products[index], kind.result(UInt64(degree)))
    }
  }

  /// The number of relationships of the nodes in `range`. Only where ``isPlain``.
  func total(of range: Range<NodePosition>) -> Int {
    let (_, offsets, covered) = offsets(from: range.lowerBound, count: range.count)
    return covered == 0 ? 0 : Int(offsets[covered]) - Int(offsets[0])
  }
}

extension UInt64 {
  /// The lower half: what tells the compiler that a product of two of them is one instruction.
  @inline(__always)
  fileprivate var low: UInt64 { UInt64(UInt32(truncatingIfNeeded: self)) }
}
