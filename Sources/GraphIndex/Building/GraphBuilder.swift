import GraphModel

/// Gathers nodes and relationships, in rising order of identifiers, into a ``GraphBase``.
public struct GraphBuilder {
  private var ids = IdentifierRun()
  private var sets: [UInt32] = []
  private var nodeColumns: [ColumnBuilder] = []
  private var types: [TypeBuilder] = []

  /// What is known of one relationship type.
  private struct TypeBuilder {
    var adjacency = AdjacencyBuilder()
    var columns = ColumnBuilders()
  }

  /// A builder of an empty graph.
  public init() {}

  /// How many nodes were added.
  public var nodeCount: Int { sets.count }

  /// Makes room for `count` nodes.
  public mutating func reserve(nodes count: Int) { sets.reserveCapacity(count) }

  /// Adds a node and returns its position.
  ///
  /// - Parameters:
  ///   - id: Greater than the identifier of the node before.
  ///   - labelSet: The number of its label set.
  @discardableResult
  public mutating func addNode(id: Int, labelSet: Int) -> UInt32 {
    ids.append(id)
    sets.append(UInt32(labelSet))
    return UInt32(sets.count - 1)
  }

  /// Sets a property of the node at `position`.
  public mutating func setProperty(
    ofNode position: UInt32, key: Int, _ content: ColumnContent
  ) {
    while nodeColumns.count <= key { nodeColumns.append(ColumnBuilder()) }
    nodeColumns[key].add(content, at: position)
  }

  /// Adds a relationship between two positions and returns its place among those of its type, which
  /// serves to set its properties and means nothing afterwards.
  @discardableResult
  public mutating func addRelationship(id: Int, type: Int, start: UInt32, end: UInt32) -> UInt32 {
    while types.count <= type { types.append(TypeBuilder()) }
    return types[type].adjacency.add(id: id, start: start, end: end)
  }

  /// Sets a property of the relationship at `place` among those of `type`.
  public mutating func setProperty(
    ofRelationship place: UInt32, type: Int, key: Int, _ content: ColumnContent
  ) {
    types[type].columns.add(content, key: key, at: place)
  }

  /// The position of a node that was added, by its identifier.
  ///
  /// - Complexity: O(log *n*).
  public func position(ofNode id: Int) -> UInt32? {
    if id >= 0, id < sets.count, ids[id] == id { return UInt32(id) }
    let place = lowerBound(sets.count) { ids[$0] < id }
    return place < sets.count && ids[place] == id ? UInt32(place) : nil
  }

  /// The index of all that was added.
  ///
  /// - Complexity: O(*n* + *r* + *p* log *p*) for *p* distinct texts a key.
  public func build(labelSets table: LabelSetTable) -> GraphBase {
    var parts: [(Adjacency?, ColumnTable)] = []
    for type in types { parts.append(Self.built(type)) }
    return GraphBase(
      nodeIDs: ids.isIdentity ? nil : ids.buffer(count: sets.count), labelSets: FixedBuffer(sets),
      labels: extents(table), adjacency: parts.map(\.0),
      nodeColumns: ColumnTable(nodeColumns.map { $0.column() }),
      relationshipColumns: parts.map(\.1))
  }

  /// Builds part after part, writes each to `sink` and gives its memory back, for graphs of which
  /// not everything should be in memory twice.
  ///
  /// - Returns: What ``GraphBase/init(manifest:reader:)`` reads the graph from.
  /// - Throws: Whatever `sink` throws.
  public consuming func store(
    in sink: any SegmentSink, names: GraphNames
  ) throws -> GraphManifest {
    var manifest = GraphManifest(names: names)
    let nodeSets = FixedBuffer(sets)
    try manifest.setNodes(
      ids: ids.isIdentity ? nil : ids.buffer(count: sets.count), labelSets: nodeSets,
      labels: extents(names.labelSets), in: sink)
    for key in nodeColumns.indices {
      let column = nodeColumns[key].column()
      nodeColumns[key] = ColumnBuilder()
      try manifest.addNodeColumn(column, key: key, in: sink)
    }
    for number in types.indices {
      let type = types[number]
      types[number] = TypeBuilder()
      let (adjacency, columns) = Self.built(type)
      let ends = adjacency.map { Self.endLabels(of: $0, nodeSets) }
      try manifest.addType(adjacency, columns: columns, ends: ends, number: number, in: sink)
    }
    return manifest
  }

  private static func built(_ type: consuming TypeBuilder) -> (Adjacency?, ColumnTable) {
    guard type.adjacency.count > 0 else { return (nil, .empty) }
    let columns = type.columns
    let (adjacency, positions) = type.adjacency.adjacency()
    return (adjacency, columns.table(renumber: positions))
  }

  static func endLabels(of adjacency: Adjacency, _ sets: FixedBuffer<UInt32>) -> EndLabels {
    EndLabels(
      starts: labelSets(at: adjacency.outgoing, sets), ends: labelSets(at: adjacency.incoming, sets)
    )
  }

  /// The label sets of the nodes that have a slot.
  private static func labelSets(
    at side: Adjacency.Side, _ sets: FixedBuffer<UInt32>
  ) -> Set<Int> {
    let offsets = side.offsets.buffer
    let sets = sets.buffer
    var seen: [Bool] = []
    for index in 0..<max(0, offsets.count - 1) where offsets[index] != offsets[index + 1] {
      let set = Int(sets[Int(side.first) + index])
      while seen.count <= set { seen.append(false) }
      seen[set] = true
    }
    return Set(seen.indices.filter { seen[$0] })
  }

  private func extents(_ table: LabelSetTable) -> [GraphBase.LabelExtent] {
    Self.extents(of: sets, table)
  }

  /// For each label how many of the nodes with the given label sets have it, and between which
  /// positions they lie.
  static func extents(of sets: [UInt32], _ table: LabelSetTable) -> [GraphBase.LabelExtent] {
    let labelCount = (table.sets.flatMap { $0 }.max() ?? -1) + 1
    var counts = [Int](repeating: 0, count: table.count)
    var lows = [UInt32](repeating: .max, count: table.count)
    var highs = [UInt32](repeating: 0, count: table.count)
    for (position, set) in sets.enumerated() {
      let set = Int(set)
      counts[set] += 1
      lows[set] = min(lows[set], UInt32(position))
      highs[set] = max(highs[set], UInt32(position) + 1)
    }
    var extents = [GraphBase.LabelExtent](
      repeating: .init(count: 0, range: 0..<0), count: labelCount)
    for set in table.sets.indices where counts[set] > 0 {
      for label in table.sets[set] {
        let known = extents[label]
        let isFirst = known.count == 0
        let low = isFirst ? lows[set] : min(lows[set], known.range.lowerBound)
        let high = isFirst ? highs[set] : max(highs[set], known.range.upperBound)
        extents[label] = .init(count: known.count + counts[set], range: low..<high)
      }
    }
    return extents
  }
}

/// The names that numbers stand for in a ``GraphBase``.
public struct GraphNames: Sendable {
  /// Labels by number.
  public var labels: NameTable
  /// Relationship types by number.
  public var types: NameTable
  /// Property keys by number.
  public var keys: NameTable
  /// Label sets by number.
  public var labelSets: LabelSetTable

  /// The given names.
  public init(
    labels: NameTable = NameTable(), types: NameTable = NameTable(),
    keys: NameTable = NameTable(), labelSets: LabelSetTable = LabelSetTable()
  ) {
    self.labels = labels
    self.types = types
    self.keys = keys
    self.labelSets = labelSets
  }
}
