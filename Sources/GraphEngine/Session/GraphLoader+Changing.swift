import GraphIndex
import GraphModel

/// Reading and changing what is there, in the middle of a load.
extension GraphLoader {
  /// The relationships of a node, with their contents, by rising identifier; a loop comes once.
  ///
  /// - Complexity: O(relationships of the node).
  public func relationships(of id: Int) -> [Relationship] {
    let view = writer.view
    guard let position = view.position(ofNode: id), view.isLive(position) else { return [] }
    var found: [Relationship] = []
    for type in 0..<view.types.count {
      view.forEachNeighbor(of: position, type: type, direction: .either) { _, handle in
        found.append(view.fullRelationship(handle))
      }
    }
    return found.sorted { $0.id < $1.id }
  }

  /// The relationships of a type, with their contents, by rising identifier.
  ///
  /// - Complexity: O(*n* log *n*) in the relationships of the type.
  public func relationships(ofType type: Text) -> [Relationship] {
    let view = writer.view
    guard let number = view.types.number(of: type) else { return [] }
    var found: [Relationship] = []
    view.forEachRelationship(type: number) { handle, _, _ in
      found.append(view.fullRelationship(handle))
    }
    return found.sorted { $0.id < $1.id }
  }

  /// The relationships of the given identifiers, with their contents; those that are not there are left out.
  ///
  /// - Complexity: O(relationships of the graph), however many are asked for.
  public func relationships(_ ids: Set<Int>) -> [Int: Relationship] {
    let view = writer.view
    var found: [Int: Relationship] = [:]
    guard !ids.isEmpty else { return found }
    for type in 0..<view.types.count {
      view.forEachRelationship(type: type) { handle, _, _ in
        let id = view.relationshipID(handle)
        if ids.contains(id) { found[id] = view.fullRelationship(handle) }
      }
    }
    return found
  }

  /// Leads a relationship from and to other nodes; its type, properties and identifier stay.
  ///
  /// - Parameter relationship: One that this load has given.
  /// - Returns: The relationship as it is now.
  /// - Throws: `Diagnostic` where it, or a node, is not there.
  public func moveRelationship(
    _ relationship: Relationship, start: Int, end: Int
  ) throws -> Relationship {
    let moved = try writer.moveRelationship(
      handle(of: relationship), start: try position(start), end: try position(end))
    return writer.view.fullRelationship(moved)
  }

  /// Sets properties of a relationship that this load has given; a null takes a property away.
  ///
  /// - Throws: `Diagnostic` where it is not there or a property cannot be stored.
  public func update(_ relationship: Relationship, setting properties: MapValue) throws {
    try writer.setProperties(
      ofRelationship: handle(of: relationship), try assignments(properties))
  }

  /// Deletes a relationship.
  ///
  /// - Parameter relationship: One that this load has given.
  /// - Throws: `Diagnostic` where it is not there.
  public func delete(_ relationship: Relationship) throws {
    try writer.deleteRelationship(handle(of: relationship))
  }

  /// Deletes a node that has no relationships.
  ///
  /// - Throws: `Diagnostic` where it is not there, or has any.
  /// - Complexity: O(types), and O(relationships of the node) in those types that this load has changed.
  public func deleteNode(_ id: Int) throws {
    let position = try position(id)
    let view = writer.view
    let isConnected = (0..<view.types.count).contains { type in
      view.degree(of: position, type: type, direction: .outgoing) > 0
        || view.degree(of: position, type: type, direction: .incoming) > 0
    }
    guard !isConnected else {
      throw Diagnostic(
        .constraintVerificationFailed, .runtime, "DeleteConnectedNode",
        "The node \(id) has relationships and cannot be deleted")
    }
    try writer.deleteNode(position)
  }

  /// Takes labels from a node.
  ///
  /// - Throws: `Diagnostic` where there is no such node.
  public func removeLabels(_ labels: [Text], from id: Int) throws {
    try writer.removeLabels(labels, from: try position(id))
  }

  private func handle(of relationship: Relationship) throws -> RelationshipHandle {
    guard let handle = relationship.handle, writer.view.isLive(handle) else {
      throw Diagnostic.noRelationship(relationship.id)
    }
    return handle
  }
}
