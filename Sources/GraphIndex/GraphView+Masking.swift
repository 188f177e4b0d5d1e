import GraphModel

extension GraphView {
  /// The graph without some of its elements, in a view of its own: a mask over this one, of which nothing
  /// is copied but the changes since the base was built.
  ///
  /// Whatever reads the graph reads the view, so that nothing sees what is left out: not counts, degrees
  /// and indexes either.
  ///
  /// - Parameters:
  ///   - nodes: The nodes that are left out, with their relationships.
  ///   - relationships: Relationships that are left out besides.
  /// - Complexity: O(what is left out + changes since the base was built).
  public func without(
    nodes: some Sequence<NodePosition>, relationships: some Sequence<RelationshipHandle>
  ) -> GraphView {
    let masked = copy()
    masked.isMasked = true
    func leaveOut(_ handle: RelationshipHandle) {
      guard masked.isLive(handle) else { return }
      masked.deleteRelationship(handle)
      masked.refreshIndexes(relationship: handle)
    }
    for handle in relationships { leaveOut(handle) }
    for node in nodes where masked.isLive(node) {
      for type in 0..<masked.types.count {
        var found: [RelationshipHandle] = []
        masked.forEachNeighbor(of: node, type: type, direction: .either) { found.append($1) }
        for handle in found { leaveOut(handle) }
      }
      masked.deleteNode(node)
      masked.refreshIndexes(node: node)
    }
    masked.forgetUndo()
    return masked.frozen()
  }
}
