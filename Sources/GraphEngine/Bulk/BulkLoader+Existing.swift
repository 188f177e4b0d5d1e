import GraphModel
import GraphStore

/// What the graph's file held before a bulk load, for tables that refer to it.
extension BulkLoader {
  /// Whether the file holds nodes from before the load.
  public var hasNodes: Bool { !isNew && store.nodeCount > 0 }

  /// Whether the file knew a relationship type before the load.
  public func knows(type: Text) -> Bool {
    store.symbolID(kind: .relationshipType, name: type) != nil && !newTypes.contains(type)
  }

  /// The one property that a unique constraint makes identify the nodes of a label; nil where no
  /// constraint does, or several do.
  public func uniqueKey(of label: Text) -> Text? {
    guard let symbol = store.symbolID(kind: .label, name: label) else { return nil }
    let keys = store.indexes.filter {
      $0.kind == .unique && $0.entity == .node && $0.symbol == symbol && $0.keys.count == 1
    }.compactMap { store.symbol($0.keys[0])?.name }
    return keys.count == 1 ? keys[0] : nil
  }

  /// How many of the file's nodes have each label.
  ///
  /// - Complexity: O(*n*) in the nodes.
  public func labelCounts() throws -> [Text: Int] {
    var counts: [Int: Int] = [:]
    try store.forEachNode { row in for label in row.labels { counts[label, default: 0] += 1 } }
    var named: [Text: Int] = [:]
    for (symbol, count) in counts {
      if let name = store.symbol(symbol)?.name { named[name] = count }
    }
    return named
  }

  /// Calls `body` with the identifier, labels and properties of every node of the file, those of the
  /// load among them.
  ///
  /// - Throws: What `body` throws; `StoreError` where a row cannot be read.
  /// - Complexity: O(*n*) in the nodes.
  public func forEachNode(
    _ body: (_ id: Int, _ labels: [Text], _ properties: MapValue) throws -> Void
  ) throws {
    try store.forEachNode { row in
      let (labels, properties) = try contents(of: row)
      try body(row.id, labels, properties)
    }
  }

  /// Calls `body` with every relationship of the file, those of the load among them.
  ///
  /// - Throws: What `body` throws; `StoreError` where a row cannot be read.
  /// - Complexity: O(*n*) in the relationships.
  public func forEachRelationship(
    _ body: (_ id: Int, _ contents: Relationship.Contents) throws -> Void
  ) throws {
    try addWaitingRows()
    try store.forEachRelationship { row in
      let properties = try properties(of: row)
      try body(
        row.id,
        Relationship.Contents(
          type: store.symbol(row.type)?.name ?? "", start: row.start, end: row.end,
          properties: properties))
    }
  }

  /// The labels and properties of the node with the identifier `id`; nil where there is none.
  ///
  /// - Throws: `StoreError` where its row cannot be read.
  public func node(_ id: Int) throws -> (labels: [Text], properties: MapValue)? {
    var found: (labels: [Text], properties: MapValue)?
    try store.withNode(id) { row in
      if let row { found = try contents(of: row) }
    }
    return found
  }

  /// Adds labels to a node of the file, and sets properties of it; a null takes a property away.
  ///
  /// - Throws: `StoreError` where its row cannot be read or written, `Diagnostic` where there is no such
  ///   node, or a value cannot be stored.
  public func updateNode(
    _ id: Int, adding labels: [Text], setting properties: MapValue
  ) throws {
    guard let old = try node(id) else { throw Diagnostic.noNode(id) }
    try store.updateNode(
      id: id, labels: try self.labels(old.labels + labels).symbols,
      properties: try json(of: old.properties, setting: properties))
    noteChangedRow()
  }

  /// Sets properties of a relationship of the file; a null takes a property away.
  ///
  /// - Throws: As ``updateNode(_:adding:setting:)``.
  public func updateRelationship(_ id: Int, setting properties: MapValue) throws {
    try addWaitingRows()
    var old: MapValue?
    try store.forEachRelationship(in: [id..<id + 1]) { old = try self.properties(of: $0) }
    guard let old else { throw Diagnostic.noRelationship(id) }
    try store.updateRelationshipProperties(
      id: id, properties: try json(of: old, setting: properties))
    noteChangedRow()
  }

  private func json(of old: MapValue, setting properties: MapValue) throws -> [UInt8] {
    var all = old
    for (key, value) in properties.entries {
      try value.checkStorable(as: key)
      try note(key: key)
      all[key] = value.isNull ? nil : value
    }
    var writer = JSONWriter()
    if !all.isEmpty { try writer.write(all) }
    return writer.bytes
  }

  private func properties(of row: RelationshipRow) throws -> MapValue {
    guard let bytes = row.properties else { return MapValue() }
    return try JSONReader.stored.properties(bytes, store, "relationship \(row.id)")
  }

  private func contents(of row: NodeRow) throws -> (labels: [Text], properties: MapValue) {
    let labels = row.labels.compactMap { store.symbol($0)?.name }
    guard let bytes = row.properties else { return (labels, MapValue()) }
    return (labels, try JSONReader.stored.properties(bytes, store, "node \(row.id)"))
  }
}
