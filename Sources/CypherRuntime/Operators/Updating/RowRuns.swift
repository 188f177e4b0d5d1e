import CypherPlan
import GraphIndex
import GraphModel

extension SetItemOrder {
  /// Calls `body` with the rows of `batch` in order, as many at a time as may go together.
  ///
  /// - Complexity: O(rows), with a hash table of the entities that the rows touch.
  func forEachRun(of batch: Batch, _ view: GraphView, _ body: (Batch) throws -> Void) throws {
    switch self {
    case .together: try body(batch)
    case .rowByRow:
      for row in batch.selection ?? Array(0..<Int32(batch.count)) { try body(batch.rows([row])) }
    case .apart(let read, let written):
      let rows = batch.selection ?? Array(0..<Int32(batch.count))
      var touched = TouchedEntities(read: read, written: written, batch, view)
      var start = 0
      for (index, row) in rows.enumerated() {
        if touched.add(Int(row)) { continue }
        try body(batch.rows(Array(rows[start..<index])))
        start = index
        touched.removeAll()
        _ = touched.add(Int(row))
      }
      try body(start == 0 ? batch : batch.rows(Array(rows[start...])))
    }
  }
}

extension Batch {
  fileprivate func rows(_ rows: [Int32]) -> Batch { gathered(rows) }
}

/// The entities that the rows of a run have read and written.
private struct TouchedEntities {
  /// Nodes by their position, relationships by their handle with the sign bit set.
  private typealias Entity = UInt64

  private let batch: Batch
  private let view: GraphView
  private let readSlots: [Int]
  private let writtenSlots: [Int]
  private var read: Set<Entity> = []
  private var written: Set<Entity> = []

  init(read: [Int], written: [Int], _ batch: Batch, _ view: GraphView) {
    self.batch = batch
    self.view = view
    readSlots = read
    writtenSlots = written
  }

  /// Adds what a row touches; false, and nothing is added, where an earlier row is in the way.
  mutating func add(_ row: Int) -> Bool {
    let reads = readSlots.compactMap { entity($0, row) }
    let writes = writtenSlots.compactMap { entity($0, row) }
    if !written.isDisjoint(with: reads) || !written.isDisjoint(with: writes)
      || !read.isDisjoint(with: writes)
    {
      return false
    }
    read.formUnion(reads)
    written.formUnion(writes)
    return true
  }

  mutating func removeAll() {
    read.removeAll(keepingCapacity: true)
    written.removeAll(keepingCapacity: true)
  }

  private func entity(_ slot: Int, _ row: Int) -> Entity? {
    guard let column = batch.columns[slot] else { return nil }
    switch column {
    case .nodes(let nodes): return nodes[row] == noNode ? nil : Entity(nodes[row])
    case .relationships(let handles):
      return handles[row] == noRelationship ? nil : handles[row] | 1 << 63
    default: break
    }
    switch column.value(row, view) {
    case .node(let node): return view.position(ofNode: node.id).map { Entity($0) }
    case .relationship(let relationship): return view.handle(of: relationship).map { $0 | 1 << 63 }
    default: return nil
    }
  }
}
