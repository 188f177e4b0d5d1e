import GraphIndex
import GraphModel

/// What far nodes count whatever the row is, in a shape that a loop can read without a call.
enum NodeWeights {
  /// Each counts one.
  case one
  /// By node: what it counts and one more.
  case known(UnsafeMutablePointer<UInt64>)
  /// Its degree over one type in one direction.
  case degree(NeighborReader.Arm)
  /// One where the label set of the node is wanted.
  case labelled(UnsafePointer<UInt32>, UnsafePointer<Bool>)

  /// The sum over the list of what the nodes count, each times what joins it to the marked node.
  ///
  /// - Parameter other: A node that does not count.
  func total(
    _ list: UnsafeBufferPointer<NodePosition>, without other: NodePosition, joined: JoinedNode?
  ) throws -> UInt64 {
    switch self {
    case .one:
      if other == noNode, let joined, joined.closing.kind == .all, joined.marks.areSimple {
        return Self.count(list, joined.marks.bits)
      }
      return try Self.total(list, without: other, joined) { _ in 1 }
    case .known(let weights):
      return try Self.total(list, without: other, joined) { weights[Int($0)] &- 1 }
    case .degree(let arm):
      return try Self.total(list, without: other, joined) { arm.degree(of: $0) }
    case .labelled(let sets, let mask):
      return try Self.total(list, without: other, joined) { mask[Int(sets[Int($0)])] ? 1 : 0 }
    }
  }

  /// Adds the nodes of the list to `front`, each `number` times what it counts and what joins it to the
  /// marked node.
  @inline(__always)
  func append(
    _ list: UnsafeBufferPointer<NodePosition>, times number: UInt64, joined: JoinedNode?,
    to front: WalkFront
  ) throws {
    switch self {
    case .one: try Self.append(list, number, joined, front) { _ in 1 }
    case .known(let weights):
      try Self.append(list, number, joined, front) { weights[Int($0)] &- 1 }
    case .degree(let arm): try Self.append(list, number, joined, front) { arm.degree(of: $0) }
    case .labelled(let sets, let mask):
      try Self.append(list, number, joined, front) { mask[Int(sets[Int($0)])] ? 1 : 0 }
    }
  }

  @inline(__always)
  private static func append(
    _ list: UnsafeBufferPointer<NodePosition>, _ number: UInt64, _ joined: JoinedNode?,
    _ front: WalkFront, _ weight: (NodePosition) -> UInt64
  ) throws {
    guard let joined else { return try front.append(list, times: number, weight) }
    let (kind, marks, bits) = (joined.closing.kind, joined.marks, joined.marks.bits)
    if kind == .all, marks.areSimple {
      try front.append(list, times: number) { bits.mark(of: $0) == 0 ? 0 : weight($0) }
    } else {
      try front.append(list, times: number) { node in
        let factor = kind.result(marks[node])
        if factor == 0 { return 0 }
        // The greatest number is too many however it is added up.
        let (product, overflow) = factor.multipliedReportingOverflow(by: weight(node))
        return overflow ? .max : product
      }
    }
  }

  /// How many nodes of the list are marked.
  @inline(__always)
  static func count(
    _ list: UnsafeBufferPointer<NodePosition>, _ bits: UnsafeMutablePointer<UInt64>
  ) -> UInt64 {
    var total: UInt64 = 0
    for node in list { total &+= bits.mark(of: node) }
    return total
  }

  @inline(__always)
  private static func total(
    _ list: UnsafeBufferPointer<NodePosition>, without other: NodePosition, _ joined: JoinedNode?,
    _ weight: (NodePosition) -> UInt64
  ) throws -> UInt64 {
    guard let joined else { return try sum(list, without: other, weight) { _ in 1 } }
    let bits = joined.marks.bits
    switch joined.closing.kind {
    case .all:
      guard let numbers = joined.marks.numbers else {
        return try sum(list, without: other, weight) { bits.mark(of: $0) }
      }
      return try sum(list, without: other, weight) { UInt64(numbers[Int($0)]) }
    case .exists: return try sum(list, without: other, weight) { bits.mark(of: $0) }
    case .none: return try sum(list, without: other, weight) { bits.mark(of: $0) ^ 1 }
    case .optional:
      return try sum(list, without: other, weight) { max(1, joined.marks[$0]) }
    }
  }

  @inline(__always)
  private static func sum(
    _ list: UnsafeBufferPointer<NodePosition>, without other: NodePosition,
    _ weight: (NodePosition) -> UInt64, _ factor: (NodePosition) -> UInt64
  ) throws -> UInt64 {
    var total: UInt64 = 0
    var overflows = false
    for node in list where node != other {
      let factor = factor(node)
      if factor == 0 { continue }
      let (part, tooMuch) = factor.multipliedReportingOverflow(by: weight(node))
      let (sum, tooMany) = total.addingReportingOverflow(part)
      total = sum
      overflows = overflows || tooMuch || tooMany
    }
    if overflows { throw Diagnostic.countOverflow }
    return total
  }
}
