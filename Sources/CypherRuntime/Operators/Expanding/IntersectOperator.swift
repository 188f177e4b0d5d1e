import CypherPlan
import GraphIndex
import GraphModel

/// The nodes that two bound nodes both lead to.
///
/// The anchor's neighbours are marked once for as many rows as share the anchor; the neighbours of the
/// other node are then looked up in the marks.
///
/// - Complexity: O(degree of the other node) a row, and O(degree of the anchor) whenever it changes.
final class IntersectOperator: Operator {
  private let intersect: Intersect
  /// How often each node is a neighbour of the anchor.
  private var marks: [UInt32] = []
  private var marked: [NodePosition] = []
  private var anchor = noNode

  init(_ intersect: Intersect, _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    self.intersect = intersect
    super.init(step, input: input, context: context)
  }

  override var streams: Bool { true }

  override func reset() {
    clear()
    super.reset()
  }

  private func clear() {
    for node in marked { marks[Int(node)] = 0 }
    marked = []
    anchor = noNode
  }

  override func produce() throws -> Batch? {
    guard let batch = try input?.next() else { return nil }
    if marks.count < view.nodeLimit {
      try context.reserve((view.nodeLimit - marks.count) * 4)
      clear()
      marks = Array(repeating: 0, count: view.nodeLimit)
    }
    let anchors = try batch.nodes(intersect.anchor.from, view)
    let others = try batch.nodes(intersect.other.from, view)
    let anchorTypes = view.types(intersect.anchor.types)
    let otherTypes = view.types(intersect.other.types)
    let masks = intersect.toLabels.map { view.labelMask($0) }
    func hasLabels(_ node: NodePosition) -> Bool {
      masks.allSatisfy { $0[view.labelSet(of: node)] }
    }
    var output = Output(batch, countsOnly: intersect.countsOnly)
    try batch.rows.forEach { row in
      guard anchors[row] != noNode, others[row] != noNode else { return }
      if anchors[row] != anchor { try mark(anchors[row], anchorTypes) }
      if marked.isEmpty { return }
      if intersect.countsOnly, masks.isEmpty {
        try output.multiply(row, by: try count(others[row], otherTypes))
      } else {
        var total: UInt64 = 0
        try forEachNeighbor(of: others[row], intersect.other, otherTypes) { node in
          let times = marks[Int(node)]
          guard times > 0, hasLabels(node) else { return }
          if intersect.countsOnly {
            total += UInt64(times)
          } else {
            try output.add(row, node, times: UInt64(times))
          }
        }
        if intersect.countsOnly { try output.multiply(row, by: total) }
      }
    }
    return output.batch(keeping: step.live, slot: intersect.to)
  }

  private func mark(_ node: NodePosition, _ types: [Int]) throws {
    clear()
    anchor = node
    try forEachNeighbor(of: node, intersect.anchor, types) { neighbor in
      if marks[Int(neighbor)] == 0 { marked.append(neighbor) }
      marks[Int(neighbor)] += 1
    }
  }

  /// The sum of the marks of the node's neighbours.
  private func count(_ node: NodePosition, _ types: [Int]) throws -> UInt64 {
    var total: UInt64 = 0
    let direction = Direction(intersect.other.direction)
    for type in types {
      guard !view.isTouched(type: type) else {
        view.forEachNeighbor(of: node, type: type, direction: direction) { neighbor, _ in
          total += UInt64(marks[Int(neighbor)])
        }
        continue
      }
      guard let adjacency = view.adjacency(type: type) else { continue }
      let side = adjacency.side(direction)
      let slots = side.slots(of: node)
      let neighbors = side.neighbors.pointer
      marks.withUnsafeBufferPointer { marks in
        var slot = slots.lowerBound
        while slot < slots.upperBound {
          total &+= UInt64(marks[Int(neighbors[slot])])
          slot &+= 1
        }
      }
      countEdges(slots.count)
      try context.tick(slots.count + 1)
    }
    return total
  }

  private func forEachNeighbor(
    of node: NodePosition, _ arm: Intersect.Arm, _ types: [Int],
    _ body: (NodePosition) throws -> Void
  ) throws {
    var seen = 0
    for type in types {
      try view.forEachNeighbor(of: node, type: type, direction: Direction(arm.direction)) {
        neighbor, _ in
        seen += 1
        try body(neighbor)
      }
    }
    countEdges(seen)
    try context.tick(seen + 1)
  }

  /// The rows that come out: new ones, or old ones with a greater multiplicity.
  private struct Output {
    private let input: Batch
    private let countsOnly: Bool
    private var owners: [Int32] = []
    private var nodes: [NodePosition] = []
    private var multiplicity: [UInt64]

    init(_ input: Batch, countsOnly: Bool) {
      self.input = input
      self.countsOnly = countsOnly
      multiplicity =
        countsOnly ? input.multiplicity ?? [UInt64](repeating: 1, count: input.count) : []
    }

    mutating func multiply(_ row: Int, by count: UInt64) throws {
      guard count > 0 else { return }
      owners.append(Int32(row))
      multiplicity[row] = try product(multiplicity[row], count)
    }

    mutating func add(_ row: Int, _ node: NodePosition, times: UInt64) throws {
      owners.append(Int32(row))
      nodes.append(node)
      multiplicity.append(try product(input.times(row), times))
    }

    func batch(keeping live: SlotSet, slot: Int) -> Batch {
      if countsOnly {
        var result = input
        result.selection = owners
        result.multiplicity = multiplicity
        return result
      }
      var result = input.gathered(owners, keeping: live)
      result.columns[slot] = .nodes(nodes)
      result.multiplicity = multiplicity
      return result
    }
  }
}

extension OperatorMaker {
  func make(_ intersect: Intersect) -> Operator {
    IntersectOperator(intersect, step, input: input, context: context)
  }
}
