import CypherPlan
import GraphIndex
import GraphModel

/// From the node of each row over one relationship.
///
/// Three forms of one walk: new rows with relationship and neighbour; new rows only where the
/// neighbour is the node that is bound already; and, where nobody reads either, no new rows but a
/// multiplicity times their number.
final class ExpandOperator: Operator {
  let expand: Expand
  private let direction: Direction
  var outer: Batch?
  var rows: [Int32] = []
  var from: [NodePosition] = []
  var to: [NodePosition]?
  var bound: [RelationshipHandle]?
  var excluded: [Column] = []
  private var row = 0
  /// How many neighbours of the current row were looked at.
  private var place = 0
  /// Where neighbours are not read in place: those of the current row, which may be very many.
  private var listed: (nodes: [NodePosition], handles: [RelationshipHandle])?
  private var reader: NeighborReader?
  private var rowsSeen = 0
  var mask: [Bool]?
  var merger: RowMerger?

  init(_ expand: Expand, _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    self.expand = expand
    direction = Direction(expand.direction)
    super.init(step, input: input, context: context)
  }

  override var streams: Bool { !step.mergesRows }

  override func reset() {
    outer = nil
    merger = nil
    listed = nil
    super.reset()
  }

  override func produce() throws -> Batch? {
    if step.mergesRows { return try produceMerged() }
    if expand.countsOnly { return try produceCounts() }
    return try produceRows()
  }

  func prepare(_ batch: Batch) throws {
    outer = batch
    rows = batch.selection ?? Array(0..<Int32(batch.count))
    row = 0
    place = 0
    listed = nil
    rowsSeen += rows.count
    let labels = expand.toLabels.map { view.labelMask($0) }
    mask = labels.first.map { first in
      labels.dropFirst().reduce(first) { zip($0, $1).map { $0 && $1 } }
    }
    from = try batch.nodes(expand.from, view)
    to = expand.isInto ? try batch.nodes(expand.to, view) : nil
    bound = expand.isRelationshipBound ? try batch.handles(expand.relationship, view) : nil
    excluded = expand.distinctFrom.compactMap { batch.columns[$0.slot] }
  }

  /// Whether so few rows have come that what is still in the file is read in parts.
  var isForFew: Bool { rowsSeen <= 64 }

  /// What reads the neighbours; made anew for each batch where the graph may change between two.
  func currentReader() -> NeighborReader {
    if let reader, !context.isUpdating, isForFew || !reader.isPartial { return reader }
    let made = NeighborReader(
      view, types: view.types(expand.types), direction, isForFew: isForFew)
    reader = made
    return made
  }

  // MARK: New rows

  private func produceRows() throws -> Batch? {
    var output = Output(capacity: batchSize, wantsHandles: step.live.contains(expand.relationship))
    while output.count < batchSize {
      if outer == nil {
        guard output.count == 0 else { break }
        guard let batch = try input?.next() else { return nil }
        try prepare(batch)
      }
      guard row < rows.count else {
        if output.count == 0 {
          outer = nil
          continue
        }
        break
      }
      let reader = currentReader()
      let seen =
        if mask == nil, excluded.isEmpty, bound == nil, to == nil, reader.isPlain {
          fillPlain(reader, &output)
        } else if let mask, excluded.isEmpty, bound == nil, to == nil, reader.isPlain,
          view.labelSetsAreBase
        {
          fillMasked(reader, mask, &output)
        } else if let to, reader.isPlain {
          fillInto(reader, to, &output)
        } else {
          fillChecked(reader, &output)
        }
      countEdges(seen)
      try context.tick(seen + 1)
    }
    guard let outer else { return nil }
    var result = outer.gathered(output.owners, keeping: step.live)
    if !expand.isInto { result.columns[expand.to] = .nodes(output.nodes) }
    if output.wantsHandles { result.columns[expand.relationship] = .relationships(output.handles) }
    if row >= rows.count { self.outer = nil }
    return result
  }

  /// Adds neighbours of row after row until the batch is full; returns how many were looked at.
  private func fillPlain(_ reader: NeighborReader, _ output: inout Output) -> Int {
    var (row, place) = (self.row, self.place)
    var room = batchSize - output.count
    let neighbors = reader.neighborPointer
    let seen = output.count
    let wantsHandles = output.wantsHandles
    rows.withUnsafeBufferPointer { rows in
      from.withUnsafeBufferPointer { from in
        while row < rows.count, room > 0 {
          let owner = rows[row]
          let (start, end) = reader.slots(of: from[Int(owner)])
          let first = start &+ place
          let last = min(end, first &+ room)
          if last > first {
            output.nodes.append(
              contentsOf: UnsafeBufferPointer(start: neighbors + first, count: last &- first))
            output.owners.append(contentsOf: repeatElement(owner, count: last &- first))
            if wantsHandles {
              for slot in first..<last { output.handles.append(reader.handle(at: slot)) }
            }
            room &-= last &- first
          }
          if last >= end {
            row &+= 1
            place = 0
          } else {
            place = last &- start
          }
        }
      }
    }
    output.count = batchSize - room
    self.row = row
    self.place = place
    return output.count - seen
  }

  /// The same for neighbours whose label sets are wanted.
  private func fillMasked(
    _ reader: NeighborReader, _ mask: [Bool], _ output: inout Output
  ) -> Int {
    var (row, place) = (self.row, self.place)
    let neighbors = reader.neighborPointer
    let sets = view.base.labelSets.pointer
    let limit = batchSize
    var seen = 0
    mask.withUnsafeBufferPointer { mask in
      while row < rows.count, output.count < limit {
        let owner = rows[row]
        let (start, end) = reader.slots(of: from[Int(owner)])
        var slot = start &+ place
        let before = slot
        while slot < end, output.count < limit {
          let neighbor = neighbors[slot]
          if mask[Int(sets[Int(neighbor)])] {
            output.add(owner, neighbor)
            if output.wantsHandles { output.handles.append(reader.handle(at: slot)) }
          }
          slot &+= 1
        }
        seen &+= slot &- before
        if slot >= end {
          row &+= 1
          place = 0
        } else {
          place = slot &- start
        }
      }
    }
    self.row = row
    self.place = place
    return seen
  }

  /// Adds a row for each relationship between the two nodes of the rows that are left.
  private func fillInto(
    _ reader: NeighborReader, _ to: [NodePosition], _ output: inout Output
  ) -> Int {
    var seen = 0
    while row < rows.count, output.count < batchSize {
      let index = Int(rows[row])
      for slot in reader.slots(from: from[index], to: to[index]) {
        seen += 1
        let handle = reader.handle(at: slot)
        if accepts(to[index], handle, index) { output.add(Int32(index), to[index], handle) }
      }
      row += 1
    }
    return seen + rows.count
  }

  /// Adds the neighbours of the current row that are wanted.
  private func fillChecked(_ reader: NeighborReader, _ output: inout Output) -> Int {
    let index = Int(rows[row])
    let node = from[index]
    if !reader.isPlain {
      if place == 0, let to, reader.canSearch, reader.count(from: node, to: to[index]) == 0 {
        row += 1
        return 1
      }
      return fillListed(reader, node, &output)
    }
    let (start, end) = reader.slots(of: node)
    var slot = start + place
    let last = min(end, slot + batchSize - output.count)
    let seen = last - slot
    while slot < last {
      let (neighbor, handle) = (reader.neighbor(at: slot), reader.handle(at: slot))
      if accepts(neighbor, handle, index) { output.add(Int32(index), neighbor, handle) }
      slot += 1
    }
    if slot >= end {
      row += 1
      place = 0
    } else {
      place = slot - start
    }
    return seen
  }

  /// Adds neighbours of the current row, which are listed at once, until the batch is full.
  private func fillListed(
    _ reader: NeighborReader, _ node: NodePosition, _ output: inout Output
  ) -> Int {
    let wantsAll = mask == nil && bound == nil && to == nil && excluded.isEmpty
    let room = max(1, batchSize - output.count)
    if listed == nil {
      let handles = wantsAll && !output.wantsHandles ? [] : reader.handles(of: node)
      let nodes = reader.list(of: node)
      if nodes.count <= room {
        add(nodes, handles[...], wantsAll, &output)
        row += 1
        return nodes.count
      }
      // The reader's list is another's by the next batch.
      listed = (Array(nodes), handles)
    }
    guard let listed else { return 0 }
    let range = place..<min(listed.nodes.count, place + room)
    listed.nodes[range].withUnsafeBufferPointer {
      add($0, listed.handles.isEmpty ? [] : listed.handles[range], wantsAll, &output)
    }
    place = range.upperBound
    if place == listed.nodes.count {
      self.listed = nil
      row += 1
      place = 0
    }
    return range.count
  }

  /// Adds those neighbours of the current row that are wanted.
  private func add(
    _ nodes: UnsafeBufferPointer<NodePosition>, _ handles: ArraySlice<RelationshipHandle>,
    _ wantsAll: Bool, _ output: inout Output
  ) {
    guard wantsAll else {
      let index = Int(rows[row])
      for (node, handle) in zip(nodes, handles) where accepts(node, handle, index) {
        output.add(rows[row], node, handle)
      }
      return
    }
    output.nodes.append(contentsOf: nodes)
    output.owners.append(contentsOf: repeatElement(rows[row], count: nodes.count))
    if output.wantsHandles { output.handles.append(contentsOf: handles) }
    output.count += nodes.count
  }

  func accepts(_ neighbor: NodePosition, _ handle: RelationshipHandle, _ row: Int) -> Bool {
    if let to, to[row] != neighbor { return false }
    if let bound, bound[row] != handle { return false }
    if let mask, !mask[view.labelSet(of: neighbor)] { return false }
    for column in excluded where column.holds(handle, row) { return false }
    return true
  }

  /// Rows that come out.
  private struct Output {
    let wantsHandles: Bool
    var owners: [Int32] = []
    var nodes: [NodePosition] = []
    var handles: [RelationshipHandle] = []
    var count = 0

    init(capacity: Int, wantsHandles: Bool) {
      self.wantsHandles = wantsHandles
      owners.reserveCapacity(capacity)
      nodes.reserveCapacity(capacity)
      if wantsHandles { handles.reserveCapacity(capacity) }
    }

    @inline(__always)
    mutating func add(_ owner: Int32, _ node: NodePosition) {
      owners.append(owner)
      nodes.append(node)
      count &+= 1
    }

    @inline(__always)
    mutating func add(_ owner: Int32, _ node: NodePosition, _ handle: RelationshipHandle) {
      add(owner, node)
      if wantsHandles { handles.append(handle) }
    }
  }
}

extension OperatorMaker {
  func make(_ expand: Expand) -> Operator {
    ExpandOperator(expand, step, input: input, context: context)
  }
}
