import GraphIndex
import GraphModel

/// A number for each part of an index that depends on what the part says, not on how it is laid out.
///
/// Two indexes of the same rows have equal digests, whatever the order in which they came to be:
/// entities are named by their identifiers, labels and keys by their names, and the numbers of the
/// single facts are added up.
package struct IndexDigest: Hashable {
  /// The digests by the name of the part.
  package private(set) var parts: [String: UInt64] = [:]

  /// The digests of all parts of `view`.
  ///
  /// - Complexity: O(size of the graph).
  package init(_ view: GraphView) {
    for position in 0..<NodePosition(view.nodeLimit) where view.isLive(position) {
      let id = view.nodeID(position)
      let labels = view.labels(of: position).map(\.string).sorted().joined(separator: "\0")
      add("the nodes", "\(id) \(labels)")
      for key in 0..<view.keys.count {
        let value = view.nodeProperty(position, key: key)
        if !value.isNull {
          add("the property '\(view.keys[key])' of nodes", "\(id) \(Self.text(value))")
        }
      }
      for type in 0..<view.types.count {
        add(view, type, "outgoing", at: position, .outgoing)
        add(view, type, "incoming", at: position, .incoming)
      }
    }
    for type in 0..<view.types.count {
      view.forEachRelationship(type: type) { handle, _, _ in
        for key in 0..<view.keys.count {
          let value = view.relationshipProperty(handle, key: key)
          if !value.isNull {
            add(
              "the property '\(view.keys[key])' of \(view.types[type])",
              "\(view.relationshipID(handle)) \(Self.text(value))")
          }
        }
      }
    }
    for index in view.indexes {
      index.forEachEntry { value, entity in
        let id =
          index.ofRelationships
          ? view.relationshipID(entity) : view.nodeID(NodePosition(truncatingIfNeeded: entity))
        add("the index '\(index.name)'", "\(id) \(Self.text(value))")
      }
    }
  }

  private mutating func add(
    _ view: GraphView, _ type: Int, _ name: String, at node: NodePosition, _ direction: Direction
  ) {
    let part = "the \(name) relationships of \(view.types[type])"
    let id = view.nodeID(node)
    view.forEachNeighbor(of: node, type: type, direction: direction) { neighbor, handle in
      add(part, "\(id) \(view.nodeID(neighbor)) \(view.relationshipID(handle))")
    }
  }

  private mutating func add(_ part: String, _ fact: String) {
    var fact = fact
    parts[part, default: 0] &+= fact.withUTF8 { XXHash64.hash(UnsafeRawBufferPointer($0)) }
  }

  private static func text(_ value: Value) -> String {
    var writer = JSONWriter()
    do {
      try writer.write(value)
      return String(decoding: writer.bytes, as: UTF8.self)
    } catch {
      // Only values that no row can hold cannot be written; their kind still tells them apart.
      return value.typeName
    }
  }

  /// The parts in which two indexes differ, by name.
  package func differences(from other: IndexDigest) -> [String] {
    Set(parts.keys).union(other.parts.keys).filter { parts[$0] != other.parts[$0] }.sorted()
  }
}

extension GraphSession {
  /// Compares the index with one that is built from the rows now.
  ///
  /// - Returns: A sentence for each part of the index that is not as the rows are; nothing where all
  ///   is well, and for a graph in memory, which is its own truth.
  /// - Throws: `StoreError` where the rows cannot be read.
  /// - Complexity: O(size of the graph), and as much memory.
  public func checkIndex() throws -> [String] {
    guard let file = database.file else { return [] }
    let stored = IndexDigest(view)
    if let fault = view.base.fault { return ["a stored part of the index is damaged: \(fault)"] }
    let built = try withTurn { try file.withStore { try ViewBuilder.view(of: $0) } }
    return stored.differences(from: IndexDigest(built)).map {
      "\($0) in the index are not as the rows say; 'dolen compact' writes the index anew"
    }
  }
}
