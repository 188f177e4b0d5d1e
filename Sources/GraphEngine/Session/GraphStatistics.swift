import GraphIndex
import GraphModel
import GraphStore

/// How much of what a graph holds.
public struct GraphStatistics: Sendable {
  /// The number of nodes.
  public var nodeCount: Int
  /// The number of relationships.
  public var relationshipCount: Int
  /// Labels that some node has, by name, with the number of nodes.
  public var labels: [(name: String, count: Int)]
  /// Types that some relationship has, by name, with the number of relationships.
  public var types: [(name: String, count: Int)]
  /// Property keys that the graph has seen, by name.
  public var propertyKeys: [String]
  /// Indexes and unique constraints, by name.
  public var indexes: [IndexDescription]
}

/// An index or a unique constraint.
public struct IndexDescription: Sendable, Hashable {
  /// The name.
  public var name: String
  /// Whether relationships are covered, not nodes.
  public var ofRelationships: Bool
  /// The label or type.
  public var label: String
  /// The keys.
  public var keys: [String]
  /// Whether no two may have equal values.
  public var isUnique: Bool
}

extension GraphSession {
  /// How much of what the graph holds.
  ///
  /// - Complexity: O(labels + types + changes since the graph was opened).
  public var statistics: GraphStatistics {
    // Where another process keeps the file, they are those of the last time it could be read.
    let lease = try? lease()
    defer { withExtendedLifetime(lease) {} }
    let view = view
    let labels = (0..<view.labels.count)
      .map { (name: view.labels[$0].string, count: view.count(ofLabel: $0)) }
      .filter { $0.count > 0 }.sorted { Text($0.name) < Text($1.name) }
    let types = (0..<view.types.count)
      .map { (name: view.types[$0].string, count: view.count(ofType: $0)) }
      .filter { $0.count > 0 }.sorted { Text($0.name) < Text($1.name) }
    return GraphStatistics(
      nodeCount: view.nodeCount, relationshipCount: view.relationshipCount, labels: labels,
      types: types, propertyKeys: view.keys.names.sorted().map(\.string),
      indexes: view.indexes.map { index in
        IndexDescription(
          name: index.name.string, ofRelationships: index.ofRelationships,
          label: (index.ofRelationships ? view.types[index.label] : view.labels[index.label])
            .string,
          keys: index.keys.map { view.keys[$0].string }, isUnique: index.isUnique)
      }.sorted { Text($0.name) < Text($1.name) })
  }

  /// Calls `body` with every node and its contents, by rising identifier.
  ///
  /// - Throws: Whatever `body` throws; `StoreError` where a part of the index turns out to be damaged
  ///   after some nodes were given. Done again, it reads them from the rows.
  public func forEachNode(_ body: (Node) throws -> Void) throws {
    try readingSound { view, beforeGiving in
      for position in 0..<UInt32(view.nodeLimit) where view.isLive(position) {
        let node = view.fullNode(position)
        try beforeGiving()
        try body(node)
      }
    }
  }

  /// Calls `body` with every relationship and its contents, by rising identifier.
  ///
  /// - Throws: As ``forEachNode(_:)``.
  public func forEachRelationship(_ body: (Relationship) throws -> Void) throws {
    try readingSound { view, beforeGiving in
      var all: [(id: Int, handle: UInt64)] = []
      for type in 0..<view.types.count {
        view.forEachRelationship(type: type) { handle, _, _ in
          all.append((view.relationshipID(handle), handle))
        }
      }
      all.sort { $0.id < $1.id }
      for one in all {
        let relationship = view.fullRelationship(one.handle)
        try beforeGiving()
        try body(relationship)
      }
    }
  }

  /// Runs `read`, which calls its second argument before it gives anybody what it has read of the
  /// view: what could not be read of the index is zeros, and goes nowhere.
  ///
  /// As long as nothing was given, the index is built from the rows, and reading begins anew.
  private func readingSound(
    _ read: (_ view: GraphView, _ beforeGiving: () throws -> Void) throws -> Void
  ) throws {
    let lease = try lease()
    defer { withExtendedLifetime(lease) {} }
    var hasGiven = false
    func attempt() throws {
      let view = try viewToRead().frozen()
      try read(view) {
        if let fault = view.base.fault { throw fault }
        hasGiven = true
      }
      // Where there was nothing to be given, that may have been read from zeros, too.
      if let fault = view.base.fault { throw fault }
    }
    do {
      try attempt()
    } catch let fault as SegmentDamage {
      try rebuildIndex(because: fault)
      guard !hasGiven else {
        throw StoreError(
          .damaged, path: path ?? "", operation: "read the graph",
          cause: "a part of the index is damaged, which showed only after some had been read",
          hint: "Do it again: the index has been built from the rows, which are sound.")
      }
      try attempt()
    }
  }

  /// Problems in the file and in the index, one sentence each; empty where all is sound.
  ///
  /// - Throws: `StoreError` where the check itself cannot be done, `Diagnostic` where ``cancel()``
  ///   ended it.
  public func check() throws -> [String] {
    var problems = try checkRows()
    if let fault = schemaFault { problems.append(fault.message) }
    return problems
  }

  private func checkRows() throws -> [String] {
    var problems: [String] = []
    if let file = database.file {
      let reader = JSONReader.stored
      // What another session has not committed is not compared with what it has.
      problems = try withTurn {
        try cancellable(file) { store in
          try store.check(.full) { bytes in
            do {
              _ = try reader.map(of: bytes)
              return nil
            } catch let error as JSONError {
              return "are not a JSON object: \(error.message)"
            } catch {
              return "cannot be read: \(error)"
            }
          }.map(\.message)
        }
      }
    }
    for index in view.indexes where index.isUnique {
      if let (value, _, _) = index.duplicate() {
        problems.append("constraint '\(index.name)' is broken: \(value) occurs twice")
      }
    }
    return problems
  }
}
