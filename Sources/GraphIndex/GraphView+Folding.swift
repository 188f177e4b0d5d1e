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
    var relationshipColumns: [[PropertyColumn?]] = []
    var ends: [Int: EndLabels] = [:]
    for type in 0..<types.count {
      if isMoved || touchedTypes.contains(type) {
        let (built, columns) = folded(type: type, renumbered)
        adjacency.append(built)
        relationshipColumns.append(columns)
      } else {
        let isKnown = type < base.adjacency.count
        adjacency.append(isKnown ? base.adjacency[type] : nil)
        relationshipColumns.append(isKnown ? base.relationshipColumns[type] : [])
        if overlay.labelSets.isEmpty { ends[type] = base.knownEndLabels(ofType: type) }
      }
    }
    let folded = GraphBase(
      nodeIDs: hasSameNodes
        ? base.nodeIDs : (ids.isIdentity ? nil : ids.buffer(count: sets.count)),
      labelSets: hasSameNodes ? base.labelSets : FixedBuffer(sets),
      labels: hasSameNodes ? base.labels : GraphBuilder.extents(of: sets, labelSets),
      adjacency: adjacency,
      nodeColumns: (0..<keys.count).map { foldedColumn($0, live, isMoved: isMoved) },
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

  private func foldedColumn(
    _ key: Int, _ live: [NodePosition], isMoved: Bool
  ) -> PropertyColumn? {
    if !isMoved, !overlay.touchedNodeKeys.contains(key) {
      return key < base.nodeColumns.count ? base.nodeColumns[key] : nil
    }
    var builder = ColumnBuilder()
    for (new, old) in live.enumerated() {
      let value = nodeProperty(old, key: key)
      if !value.isNull { builder.add(value, at: NodePosition(new)) }
    }
    return builder.column()
  }

  private func folded(
    type: Int, _ renumbered: [NodePosition]?
  ) -> (Adjacency?, [PropertyColumn?]) {
    var builder = AdjacencyBuilder()
    var columns = (0..<keys.count).map { _ in ColumnBuilder() }
    let used = (0..<keys.count).filter {
      overlay.touchedRelationshipKeys.contains($0)
        || (type < base.relationshipColumns.count && $0 < base.relationshipColumns[type].count
          && base.relationshipColumns[type][$0] != nil)
    }
    forEachRelationship(type: type) { handle, start, end in
      let place = builder.add(
        id: relationshipID(handle), start: renumbered?[Int(start)] ?? start,
        end: renumbered?[Int(end)] ?? end)
      for key in used {
        let value = relationshipProperty(handle, key: key)
        if !value.isNull { columns[key].add(value, at: place) }
      }
    }
    guard builder.count > 0 else { return (nil, []) }
    let (adjacency, positions) = builder.adjacency()
    return (adjacency, columns.map { $0.column(renumber: positions) })
  }
}
