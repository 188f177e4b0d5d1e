import GraphModel

extension GraphView {
  /// Builds the base anew from base and changes; positions are renumbered, identifiers are not.
  ///
  /// What no change has touched is taken over as it is: the columns of other keys, the relationships
  /// of other types. Only where nodes were deleted do positions move, and everything with them.
  ///
  /// - Complexity: O(size of the touched parts); O(size of the graph) where nodes were deleted.
  public func fold() {
    overlay.checkInvariants(nodes: base.nodeCount, relationships: baseCount(ofType:))
    let live = livePositions()
    let isMoved = overlay.deletedNodeCount > 0
    let hasSameNodes = labelSetsAreBase && !isMoved
    var ids = IdentifierRun()
    var sets: [UInt32] = []
    if !hasSameNodes {
      for position in live {
        ids.append(nodeID(position))
        sets.append(UInt32(labelSet(of: position)))
      }
    }
    let renumbered = isMoved ? renumbering(live) : nil
    let touchedTypes = Set(overlay.types.keys).union(
      overlay.relationshipProperties.keys.map { relationshipType($0) })
    var adjacency: [Adjacency?] = []
    var relationshipColumns: [ColumnTable] = []
    var ends: [Int: EndLabels] = [:]
    for type in 0..<types.count {
      if isMoved || touchedTypes.contains(type) {
        let (built, columns) = folded(type: type, renumbered)
        adjacency.append(built)
        relationshipColumns.append(columns)
      } else {
        let isKnown = type < base.adjacency.count
        adjacency.append(isKnown ? base.adjacency[type] : nil)
        relationshipColumns.append(isKnown ? base.relationshipColumns[type] : .empty)
        if overlay.labelSets.isEmpty { ends[type] = base.knownEndLabels(ofType: type) }
      }
    }
    let folded = GraphBase(
      nodeIDs: hasSameNodes
        ? base.nodeIDs : (ids.isIdentity ? nil : ids.buffer(count: sets.count)),
      labelSets: hasSameNodes ? base.labelSets : FixedBuffer(sets),
      labels: hasSameNodes ? base.labels : GraphBuilder.extents(of: sets, labelSets),
      adjacency: adjacency,
      nodeColumns: foldedColumns(renumbered),
      relationshipColumns: relationshipColumns, reader: base.reader, isStored: false,
      endLabels: ends)
    replaceBase(folded)
    for index in indexes { index.rebuild(from: self) }
  }

  private func livePositions() -> [NodePosition] {
    let all = 0..<NodePosition(nodeLimit)
    return overlay.deletedNodeCount == 0 ? Array(all) : all.filter(isLive)
  }

  private func renumbering(_ live: [NodePosition]) -> [NodePosition] {
    var renumbered = [NodePosition](repeating: noNode, count: nodeLimit)
    for (new, old) in live.enumerated() { renumbered[Int(old)] = NodePosition(new) }
    return renumbered
  }

  /// The columns over nodes with what has changed; `renumbered` has the new positions where nodes move.
  private func foldedColumns(_ renumbered: [NodePosition]?) -> ColumnTable {
    var changes: [Int: [(position: NodePosition, value: Value)]] = [:]
    for (position, properties) in overlay.nodeProperties {
      for (key, value) in properties { changes[key, default: []].append((position, value)) }
    }
    let keys = Set(base.nodeColumns.keys).union(changes.keys).sorted()
    return ColumnTable(
      keys.compactMap { key in
        let known = base.nodeColumns[key]
        guard let changed = changes[key] ?? (renumbered == nil ? nil : []) else {
          return known.map { (key, $0) }
        }
        let sorted = changed.sorted { $0.position < $1.position }
        return folded(known, sorted, renumbered).map { (key, $0) }
      })
  }

  /// A column over nodes with its changes, which are in order of positions.
  private func folded(
    _ column: PropertyColumn?, _ changes: [(position: NodePosition, value: Value)],
    _ renumbered: [NodePosition]?
  ) -> PropertyColumn? {
    var builder = ColumnBuilder()
    func add(_ value: Value, at old: NodePosition) {
      let new = renumbered?[Int(old)] ?? old
      if !value.isNull, new != noNode { builder.add(value, at: new) }
    }
    var next = 0
    func addChanges(before limit: NodePosition) {
      while next < changes.count, changes[next].position < limit {
        add(changes[next].value, at: changes[next].position)
        next += 1
      }
    }
    if let column {
      for position in column.first..<(column.first + UInt32(column.count)) {
        addChanges(before: position)
        if next < changes.count, changes[next].position == position {
          addChanges(before: position + 1)
        } else if column.isValid(position) {
          add(column[position], at: position)
        }
      }
    }
    addChanges(before: noNode)
    return builder.column()
  }

  private func folded(type: Int, _ renumbered: [NodePosition]?) -> (Adjacency?, ColumnTable) {
    var builder = AdjacencyBuilder()
    var columns = ColumnBuilders()
    let known = type < base.relationshipColumns.count ? base.relationshipColumns[type] : .empty
    forEachRelationship(type: type) { handle, start, end in
      let place = builder.add(
        id: relationshipID(handle), start: renumbered?[Int(start)] ?? start,
        end: renumbered?[Int(end)] ?? end)
      let changed = overlay.relationshipProperties[handle]
      let position = relationshipPosition(handle)
      known.forEachKey(at: position) { key, column in
        if changed?[key] == nil { columns.add(.value(column[position]), key: key, at: place) }
      }
      for (key, value) in changed ?? [:] { columns.add(.value(value), key: key, at: place) }
    }
    guard builder.count > 0 else { return (nil, .empty) }
    let (adjacency, positions) = builder.adjacency()
    return (adjacency, columns.table(renumber: positions))
  }
}
