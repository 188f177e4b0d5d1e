import GraphModel

extension GraphView {
  /// Adds an index and fills it.
  public func add(_ index: ValueIndex) {
    index.rebuild(from: self)
    indexes.append(index)
    schemaVersion += 1
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
