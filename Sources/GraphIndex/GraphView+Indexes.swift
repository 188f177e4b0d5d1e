import GraphModel

extension GraphView {
  /// Adds an index and fills it.
  public func add(_ index: ValueIndex) {
    index.rebuild(from: self)
    indexes.append(index)
    schemaVersion += 1
  }

  /// Adds an index whose entries the manifest of the base may know.
  ///
  /// - Throws: ``SegmentDamage`` where the manifest says what cannot be.
  public func add(_ index: ValueIndex, storedIn manifest: GraphManifest) throws(SegmentDamage) {
    let reader = base.reader
    let stored =
      try reader.map { reader throws(SegmentDamage) in
        try manifest.entries(ofIndex: index.name, reader: reader)
      } ?? nil
    index.rebuild(from: self, stored: stored)
    indexes.append(index)
    schemaVersion += 1
  }

  /// Nodes whose entries in an index may differ from the base's.
  var touchedNodes: Set<NodePosition> {
    guard !overlay.isEmpty else { return [] }
    var touched = Set(overlay.labelSets.keys)
    touched.formUnion(overlay.nodeProperties.keys)
    touched.formUnion(NodePosition(base.nodeCount)..<NodePosition(nodeLimit))
    overlay.deletedNodes.forEach { touched.insert($0) }
    return touched
  }

  /// Relationships of `type` whose entries in an index may differ from the base's.
  func touchedRelationships(ofType type: Int) -> Set<RelationshipHandle> {
    guard !overlay.isEmpty else { return [] }
    var touched = Set(
      overlay.relationshipProperties.keys.filter { relationshipType($0) == type })
    if let changes = overlay.types[type] {
      let known = UInt32(baseCount(ofType: type))
      for position in known..<(known + UInt32(changes.added.count)) {
        touched.insert(relationshipHandle(type: type, position: position))
      }
      changes.deleted.forEach { touched.insert(relationshipHandle(type: type, position: $0)) }
    }
    return touched
  }

  /// Drops the index or constraint `name`.
  public func dropIndex(_ name: Text) {
    indexes.removeAll { $0.name == name }
    schemaVersion += 1
  }

  /// The index on exactly `label` and `keys` of nodes, if there is one.
  public func index(label: Int, keys: [Int]) -> ValueIndex? {
    indexes.first { !$0.ofRelationships && $0.label == label && $0.keys == keys }
  }

  /// Brings every index up to date with a change to a node.
  public func refreshIndexes(node position: NodePosition) {
    for index in indexes where !index.ofRelationships { index.refresh(node: position, in: self) }
  }

  /// Brings every index up to date with a change to a relationship.
  public func refreshIndexes(relationship handle: RelationshipHandle) {
    for index in indexes where index.ofRelationships {
      index.refresh(relationship: handle, in: self)
    }
  }
}
