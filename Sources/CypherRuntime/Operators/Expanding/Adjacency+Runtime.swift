import CypherPlan
import CypherSyntax
import GraphIndex
import GraphModel

extension Direction {
  init(_ direction: RelationshipPattern.Direction) {
    switch direction {
    case .outgoing: self = .outgoing
    case .incoming: self = .incoming
    case .either: self = .either
    }
  }
}

extension GraphView {
  /// The numbers of the types that satisfy the predicate.
  func types(_ predicate: LabelPredicate?) -> [Int] {
    guard let predicate else { return Array(0..<types.count) }
    if case .name(let name) = predicate { return types.number(of: name).map { [$0] } ?? [] }
    return (0..<types.count).filter { type in
      let name = types[type]
      return predicate.holds(isEmpty: false) { $0 == name }
    }
  }
}

extension Adjacency.Side {
  /// The position of the relationship in a slot.
  @inline(__always)
  func position(_ slot: Int) -> UInt32 {
    positions.map { $0[slot] } ?? UInt32(truncatingIfNeeded: slot)
  }

  /// The slots of `node` that lead to `target`: neighbours are sorted, so a binary search finds them.
  func slots(of node: NodePosition, to target: NodePosition) -> Range<Int> {
    let all = slots(of: node)
    let pointer = neighbors.pointer(covering: all)
    var low = all.lowerBound
    var high = all.upperBound
    while low < high {
      let middle = (low + high) / 2
      if pointer[middle] < target { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < all.upperBound, pointer[end] == target { end += 1 }
    return low..<end
  }
}

extension Column {
  /// Whether the row's relationship, or one of its list, is `handle`.
  func holds(_ handle: RelationshipHandle, _ row: Int) -> Bool {
    switch self {
    case .relationships(let handles): return handles[row] == handle
    case .relationshipLists(let lists): return lists.slice(row).contains(handle)
    case .values(let values): return Self.holds(values[row], handle)
    case .constant(let value): return Self.holds(value, handle)
    default: return false
    }
  }

  /// Calls `body` with the row's relationship, or each of its list.
  func forEachHandle(_ row: Int, _ body: (RelationshipHandle) -> Void) {
    switch self {
    case .relationships(let handles):
      if handles[row] != noRelationship { body(handles[row]) }
    case .relationshipLists(let lists): lists.slice(row).forEach(body)
    case .values(let values): Self.forEachHandle(in: values[row], body)
    case .constant(let value): Self.forEachHandle(in: value, body)
    default: break
    }
  }

  private static func forEachHandle(in value: Value, _ body: (RelationshipHandle) -> Void) {
    switch value {
    case .relationship(let relationship): if let handle = relationship.handle { body(handle) }
    case .list(let values): for value in values { forEachHandle(in: value, body) }
    default: break
    }
  }

  private static func holds(_ value: Value, _ handle: RelationshipHandle) -> Bool {
    switch value {
    case .relationship(let relationship): relationship.handle == handle
    case .list(let values): values.contains { holds($0, handle) }
    default: false
    }
  }
}

extension Batch {
  /// The nodes in a slot, whatever the shape of its column.
  func nodes(_ slot: Int, _ view: GraphView) throws -> [NodePosition] {
    guard let column = columns[slot] else { return Array(repeating: noNode, count: count) }
    if case .nodes(let nodes) = column { return nodes }
    var result = [NodePosition](repeating: noNode, count: count)
    try rows.forEach { row in
      switch column.value(row, view) {
      case .null: break
      case .node(let node):
        guard let position = view.position(ofNode: node.id), view.isLive(position) else {
          throw Diagnostic.deletedEntity
        }
        result[row] = position
      case let other: throw Diagnostic.notANode(other)
      }
    }
    return result
  }

  /// The relationships in a slot, whatever the shape of its column.
  func handles(_ slot: Int, _ view: GraphView) throws -> [RelationshipHandle] {
    guard let column = columns[slot] else { return Array(repeating: noRelationship, count: count) }
    if case .relationships(let handles) = column { return handles }
    var result = [RelationshipHandle](repeating: noRelationship, count: count)
    try rows.forEach { row in
      switch column.value(row, view) {
      case .null: break
      case .relationship(let relationship):
        guard let handle = view.handle(of: relationship) else { throw Diagnostic.deletedEntity }
        result[row] = handle
      case let other: throw Diagnostic.notARelationship(other)
      }
    }
    return result
  }
}
