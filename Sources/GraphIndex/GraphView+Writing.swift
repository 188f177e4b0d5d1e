import GraphModel

/// Changes to the graph in memory. Each is logged, so that a statement can go back as a whole.
///
/// `GraphEngine` calls these beside the rows that it writes; nobody else may.
extension GraphView {
  /// A point to which ``undo(to:)`` can return.
  public var mark: Int { undoLog.count }

  /// A frozen view of the graph as it was at `mark`, before the changes that lie over it.
  ///
  /// - Complexity: O(changes over the base).
  public func frozen(before mark: Int) -> GraphView {
    let copy = copy()
    copy.undoLog = undoLog
    copy.undo(to: mark)
    copy.forgetUndo()
    return copy.frozen()
  }

  /// Forgets how to go back, once a transaction has ended.
  public func forgetUndo() { undoLog = [] }

  /// How many single changes lie over the base.
  public var changeCount: Int { overlay.changeCount }

  /// The number of `label`, given now where it is new.
  public func intern(label: Text) -> Int { labels.intern(label) }
  /// The number of `type`, given now where it is new.
  public func intern(type: Text) -> Int { types.intern(type) }
  /// The number of `key`, given now where it is new.
  public func intern(key: Text) -> Int { keys.intern(key) }
  /// The number of the set of `labels`, given now where it is new.
  public func intern(labelSet labels: [Int]) -> Int { labelSets.intern(labels) }

  /// Adds a node; `id` is greater than that of every node before.
  public func insertNode(id: Int, labelSet: Int) -> NodePosition {
    overlay.nodes.append(.init(id: id, labelSet: UInt32(labelSet)))
    count(labelsOf: labelSet, 1)
    log(.node)
    return NodePosition(nodeLimit - 1)
  }

  /// Notes that so many more nodes have the labels of a set.
  private func count(labelsOf set: Int, _ difference: Int) {
    for label in labelSets[set] { overlay.labelCounts[label, default: 0] += difference }
  }

  /// The same where the node at `position`, which has or gets the set, is there.
  private func count(labelsOf set: Int, _ difference: Int, at position: NodePosition) {
    if isLive(position) { count(labelsOf: set, difference) }
  }

  /// Gives the node at `position` another label set.
  public func setLabelSet(_ labelSet: Int, of position: NodePosition) {
    count(labelsOf: self.labelSet(of: position), -1, at: position)
    count(labelsOf: labelSet, 1, at: position)
    let extra = Int(position) - base.nodeCount
    if extra >= 0 {
      log(.labelSet(position, overlay.nodes[extra].labelSet))
      overlay.nodes[extra].labelSet = UInt32(labelSet)
    } else {
      log(.labelSet(position, overlay.labelSets[position]))
      overlay.labelSets[position] = UInt32(labelSet)
    }
  }

  /// Deletes the node at `position`, which has no relationship left when the statement ends.
  public func deleteNode(_ position: NodePosition) {
    guard overlay.deletedNodes.insert(position) else { return }
    overlay.deletedNodeCount += 1
    count(labelsOf: labelSet(of: position), -1)
    log(.deletedNode(position))
  }

  /// Sets a property of a node; null removes it.
  public func setNodeProperty(_ position: NodePosition, key: Int, _ value: Value) {
    log(.nodeProperty(position, key: key, overlay.nodeProperties[position]?[key]))
    overlay.nodeProperties[position, default: [:]][key] = value
    overlay.touchedNodeKeys.insert(key)
  }

  /// Adds a relationship.
  public func insertRelationship(
    id: Int, type: Int, start: NodePosition, end: NodePosition
  ) -> RelationshipHandle {
    let known = baseCount(ofType: type)
    var changes = overlay.types.removeValue(forKey: type) ?? .init()
    let position = UInt32(known + changes.added.count)
    changes.added.append(.init(id: id, start: start, end: end))
    if start == end { changes.hasLoops = true }
    changes.outgoing[start, default: []].append(position)
    changes.incoming[end, default: []].append(position)
    overlay.types[type] = changes
    log(.relationship(type: type))
    return relationshipHandle(type: type, position: position)
  }

  /// Deletes a relationship.
  public func deleteRelationship(_ handle: RelationshipHandle) {
    var changes = overlay.types.removeValue(forKey: relationshipType(handle)) ?? .init()
    let isNew = changes.deleted.insert(relationshipPosition(handle))
    if isNew { changes.deletedCount += 1 }
    overlay.types[relationshipType(handle)] = changes
    if isNew { log(.deletedRelationship(handle)) }
  }

  /// Sets a property of a relationship; null removes it.
  public func setRelationshipProperty(_ handle: RelationshipHandle, key: Int, _ value: Value) {
    log(.relationshipProperty(handle, key: key, overlay.relationshipProperties[handle]?[key]))
    overlay.relationshipProperties[handle, default: [:]][key] = value
    overlay.touchedRelationshipKeys.insert(key)
  }

  private func log(_ step: Overlay.Undo) {
    assert(!isFrozen, "what readers hold is not changed")
    overlay.changeCount += 1
    undoLog.append(step)
  }

  /// Takes back every change after `mark`, last first, and brings the indexes along.
  public func undo(to mark: Int) {
    var touched: Set<NodePosition> = []
    var touchedHandles: Set<RelationshipHandle> = []
    while undoLog.count > mark, let step = undoLog.popLast() {
      undo(step, &touched, &touchedHandles)
    }
    for index in indexes {
      if index.ofRelationships {
        for handle in touchedHandles { index.refresh(relationship: handle, in: self) }
      } else {
        for position in touched { index.refresh(node: position, in: self) }
      }
    }
  }

  private func undo(
    _ step: Overlay.Undo, _ touched: inout Set<NodePosition>,
    _ touchedHandles: inout Set<RelationshipHandle>
  ) {
    switch step {
    case .node:
      touched.insert(NodePosition(nodeLimit - 1))
      count(labelsOf: labelSet(of: NodePosition(nodeLimit - 1)), -1)
      overlay.nodes.removeLast()
    case .labelSet(let position, let before):
      touched.insert(position)
      count(labelsOf: labelSet(of: position), -1, at: position)
      let extra = Int(position) - base.nodeCount
      if extra >= 0 {
        overlay.nodes[extra].labelSet = before ?? 0
      } else {
        overlay.labelSets[position] = before
      }
      count(labelsOf: labelSet(of: position), 1, at: position)
    case .deletedNode(let position):
      touched.insert(position)
      overlay.deletedNodes.remove(position)
      overlay.deletedNodeCount -= 1
      count(labelsOf: labelSet(of: position), 1)
    case .nodeProperty(let position, let key, let before):
      touched.insert(position)
      overlay.nodeProperties[position]?[key] = before
    case .relationship(let type):
      guard var changes = overlay.types.removeValue(forKey: type),
        let last = changes.added.popLast()
      else { return }
      changes.outgoing[last.start]?.removeLast()
      changes.incoming[last.end]?.removeLast()
      touchedHandles.insert(
        relationshipHandle(
          type: type, position: UInt32(baseCount(ofType: type) + changes.added.count)))
      overlay.types[type] = changes
    case .deletedRelationship(let handle):
      touchedHandles.insert(handle)
      overlay.types[relationshipType(handle)]?.deleted.remove(relationshipPosition(handle))
      overlay.types[relationshipType(handle)]?.deletedCount -= 1
    case .relationshipProperty(let handle, let key, let before):
      touchedHandles.insert(handle)
      overlay.relationshipProperties[handle]?[key] = before
    }
  }
}
