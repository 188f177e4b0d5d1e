import GraphIndex
import GraphModel

/// Where rows that agree on the new node become one.
extension ExpandOperator {
  /// Takes in all rows and hands on one a neighbour, with the sum of the multiplicities.
  func produceMerged() throws -> Batch? {
    if merger == nil {
      let merger = RowMerger(limit: view.nodeLimit, context)
      while let batch = try input?.next() {
        try prepare(batch)
        outer = nil
        try merge(batch, into: merger)
      }
      self.merger = merger
    }
    return try merger?.next(batchSize, slot: expand.to)
  }

  private func merge(_ batch: Batch, into merger: RowMerger) throws {
    let (reader, from, times) = (currentReader(), from, batch.multiplicity)
    if bound != nil || (mask != nil && !excluded.isEmpty) {
      return try mergeChecked(batch, reader, into: merger)
    }
    var wanted: [NodePosition] = []
    var edges = 0
    var ticks = 0
    for row in rows {
      let node = from[Int(row)]
      let list = reader.list(of: node)
      let number = times?[Int(row)] ?? 1
      edges &+= list.count
      ticks &+= list.count &+ 1
      if mask != nil {
        keepLabelled(list, in: &wanted)
        try wanted.withUnsafeBufferPointer { try merger.add($0, times: number) }
      } else {
        try merger.add(list, times: number)
      }
      if !excluded.isEmpty { takeBack(from: merger, at: node, reader, Int(row), number) }
      if ticks > 65_536 {
        try context.tick(ticks)
        ticks = 0
      }
    }
    countEdges(edges)
    try context.tick(ticks)
  }

  /// Replaces `wanted` by the nodes of the list that have the labels.
  private func keepLabelled(
    _ list: UnsafeBufferPointer<NodePosition>, in wanted: inout [NodePosition]
  ) {
    wanted.removeAll(keepingCapacity: true)
    guard let mask else { return }
    if !isForFew, view.labelSetsAreBase {
      let sets = view.base.labelSets.pointer
      for node in list where mask[Int(sets[Int(node)])] { wanted.append(node) }
    } else {
      for node in list where mask[view.labelSet(of: node)] { wanted.append(node) }
    }
  }

  /// The same for relationships that are asked about one by one.
  private func mergeChecked(
    _ batch: Batch, _ reader: NeighborReader, into merger: RowMerger
  ) throws {
    for row in rows {
      let node = from[Int(row)]
      guard node != noNode else { continue }
      let handles = reader.handles(of: node)
      for (place, neighbor) in reader.list(of: node).enumerated()
      where accepts(neighbor, handles[place], Int(row)) {
        try merger.add(neighbor, times: batch.times(Int(row)))
      }
      countEdges(handles.count)
      try context.tick(handles.count + 1)
    }
  }

  /// Takes the ends of relationships that the row may not cross again out of the sums.
  private func takeBack(
    from merger: RowMerger, at node: NodePosition, _ reader: NeighborReader, _ row: Int,
    _ times: UInt64
  ) {
    if excluded.count == 1, case .relationships(let handles) = excluded[0] {
      if let end = reader.otherEnd(of: handles[row], at: node) {
        merger.subtract(end, times: times)
      }
      return
    }
    var seen: [RelationshipHandle] = []
    for column in excluded {
      column.forEachHandle(row) { handle in
        guard let end = reader.otherEnd(of: handle, at: node), !seen.contains(handle) else {
          return
        }
        seen.append(handle)
        merger.subtract(end, times: times)
      }
    }
  }
}
