import GraphModel

/// What a stored index consists of: names, counts, and where each array lies in the file.
///
/// It is one JSON object, small and read at every opening; the arrays wait until a query needs
/// them. `docs/file-format.md` lists its fields.
///
/// Storing a part that lies in the file already costs nothing: its place is written down again.
public struct GraphManifest: Sendable {
  /// What the numbers of labels, types, keys and label sets stand for.
  public let names: GraphNames
  private var nodes = MapValue()
  private var nodeColumns: [Value] = []
  private var types: [Value] = []
  private var indexes = MapValue()

  /// The format of the arrays, apart from that of the tables around them.
  private static let version = 1

  /// A manifest without parts.
  public init(names: GraphNames) { self.names = names }

  // MARK: Writing

  /// Stores all parts of `base`.
  ///
  /// - Throws: Whatever `sink` throws.
  public init(_ base: GraphBase, names: GraphNames, in sink: any SegmentSink) throws {
    self.init(names: names)
    try setNodes(ids: base.nodeIDs, labelSets: base.labelSets, labels: base.labels, in: sink)
    for key in 0..<base.nodeColumns.limit {
      try addNodeColumn(base.nodeColumns[key], key: key, in: sink)
    }
    for (number, adjacency) in base.adjacency.enumerated() {
      try addType(
        adjacency, columns: base.relationshipColumns[number],
        ends: base.endLabels(ofType: number), number: number, in: sink)
    }
  }

  mutating func setNodes(
    ids: FixedBuffer<Int>?, labelSets: FixedBuffer<UInt32>, labels: [GraphBase.LabelExtent],
    in sink: any SegmentSink
  ) throws {
    nodes = [
      "label_sets": try labelSets.entry(sink, "node label sets"),
      "labels": .list(
        labels.map {
          .list([
            .integer($0.count), .integer(Int($0.range.lowerBound)),
            .integer(Int($0.range.upperBound)),
          ])
        }),
    ]
    if let ids { nodes["ids"] = try ids.entry(sink, "node ids") }
  }

  mutating func addNodeColumn(
    _ column: PropertyColumn?, key: Int, in sink: any SegmentSink
  ) throws {
    nodeColumns.append(try column.map { try $0.entry(sink, "node property \(key)") } ?? .null)
  }

  mutating func addType(
    _ adjacency: Adjacency?, columns: ColumnTable, ends: EndLabels?, number: Int,
    in sink: any SegmentSink
  ) throws {
    guard let adjacency else { return types.append(.null) }
    let name = "relationship type \(number)"
    var entry: MapValue = [
      "ids": try adjacency.ids.entry(sink, "\(name) ids"),
      "loops": .boolean(adjacency.hasLoops),
      "outgoing": try adjacency.outgoing.entry(sink, "\(name) outgoing"),
      "incoming": try adjacency.incoming.entry(sink, "\(name) incoming"),
      "columns": try columns.entry(sink, name),
    ]
    if let ends {
      entry["start_sets"] = .list(ends.starts.sorted().map { .integer($0) })
      entry["end_sets"] = .list(ends.ends.sorted().map { .integer($0) })
    }
    types.append(.map(entry))
  }

  /// Stores the entries of an index.
  public mutating func add(_ index: ValueIndex, in sink: any SegmentSink) throws {
    indexes[index.name] = try index.segment.entries.entry(sink, "index \(index.name)")
  }

  /// The manifest with its checksum: XXH64, eight bytes, of the JSON text that follows.
  public func sealed() throws -> [UInt8] {
    let text = try json()
    let sum = text.withUnsafeBytes { XXHash64.hash($0) }
    return withUnsafeBytes(of: sum.littleEndian) { Array($0) } + text
  }

  /// Reads what ``sealed()`` has made.
  ///
  /// - Throws: ``SegmentDamage`` where it is not as it was.
  public init(sealed bytes: UnsafeRawBufferPointer) throws(SegmentDamage) {
    guard bytes.count >= 8 else { throw SegmentDamage("the list of stored parts is cut short") }
    let sum = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
    let text = UnsafeRawBufferPointer(rebasing: bytes[8...])
    guard XXHash64.hash(text) == sum else {
      throw SegmentDamage("the checksum of the list of stored parts does not agree with it")
    }
    try self.init(json: Array(text))
  }

  /// The manifest as JSON text.
  func json() throws -> [UInt8] {
    func list(_ table: NameTable) -> Value { .list(table.names.map { .text($0) }) }
    let map: MapValue = [
      "version": .integer(Self.version), "chunk": .integer(1 << chunkBits),
      "labels": list(names.labels), "types": list(names.types), "keys": list(names.keys),
      "label_sets": .list(
        names.labelSets.sets.map { .list($0.map { .integer($0) }) }),
      "nodes": .map(nodes), "node_columns": .list(nodeColumns), "relationships": .list(types),
      "indexes": .map(indexes),
    ]
    var writer = JSONWriter()
    try writer.write(map)
    return writer.bytes
  }

  // MARK: Reading

  /// Reads a manifest.
  ///
  /// - Throws: ``SegmentDamage`` where the text is none, or one of another version.
  init(json: [UInt8]) throws(SegmentDamage) {
    let value: Value
    do { value = try JSONReader().value(of: json) } catch {
      throw SegmentDamage("the list of stored parts is not JSON: \(error.message)")
    }
    guard case .map(let map) = value else {
      throw SegmentDamage("the list of stored parts is no JSON object")
    }
    let fields = ManifestFields(map)
    guard try fields.integer("version") == Self.version,
      try fields.integer("chunk") == 1 << chunkBits
    else { throw SegmentDamage("the stored parts are of another version") }
    names = try fields.names()
    nodes = try fields.map("nodes").map
    nodeColumns = try fields.list("node_columns")
    types = try fields.list("relationships")
    indexes = try fields.map("indexes").map
  }

  /// The graph of which this is the manifest; its arrays are read as they are needed.
  ///
  /// - Throws: ``SegmentDamage`` where the parts do not fit together.
  /// - Complexity: O(types × keys).
  public func base(reader: SegmentReader) throws(SegmentDamage) -> GraphBase {
    let fields = ManifestFields(nodes)
    let labelSets: FixedBuffer<UInt32> = try fields.buffer(
      "label_sets", reader, limit: Int64(names.labelSets.count))
    let nodeLimit = Int64(labelSets.count)
    var labels: [GraphBase.LabelExtent] = []
    for extent in try fields.list("labels") {
      let numbers = try ManifestFields.integers(extent)
      guard numbers.count == 3, 0...numbers[2] ~= numbers[1], numbers[2] <= labelSets.count else {
        throw SegmentDamage("the extent of a label cannot be")
      }
      labels.append(
        .init(count: numbers[0], range: UInt32(numbers[1])..<UInt32(numbers[2])))
    }
    var columns: [PropertyColumn?] = []
    for entry in nodeColumns {
      columns.append(try ManifestFields.column(entry, reader, positions: labelSets.count))
    }
    var adjacency: [Adjacency?] = []
    var relationshipColumns: [ColumnTable] = []
    var ends: [Int: EndLabels] = [:]
    for (number, entry) in types.enumerated() {
      guard case .map(let map) = entry else {
        adjacency.append(nil)
        relationshipColumns.append(.empty)
        continue
      }
      let fields = ManifestFields(map)
      let ids: FixedBuffer<Int> = try fields.buffer("ids", reader, limit: nil)
      adjacency.append(
        Adjacency(
          outgoing: try fields.side("outgoing", ids.count, nodeLimit, reader),
          incoming: try fields.side("incoming", ids.count, nodeLimit, reader),
          ids: ids, hasLoops: try fields.boolean("loops")))
      relationshipColumns.append(try fields.columns("columns", reader, positions: ids.count))
      if let starts = map["start_sets"], let last = map["end_sets"] {
        ends[number] = EndLabels(
          starts: Set(try ManifestFields.integers(starts)),
          ends: Set(try ManifestFields.integers(last)))
      }
    }
    let ids: FixedBuffer<Int>? =
      nodes["ids"] == nil ? nil : try fields.buffer("ids", reader, limit: nil)
    guard ids.map({ $0.count == labelSets.count }) ?? true else {
      throw SegmentDamage("there are more nodes than identifiers, or fewer")
    }
    return GraphBase(
      nodeIDs: ids, labelSets: labelSets, labels: labels, adjacency: adjacency,
      nodeColumns: ColumnTable(columns), relationshipColumns: relationshipColumns, reader: reader,
      endLabels: ends)
  }

  /// The stored entries of the index `name`; nil where it has none.
  func entries(
    ofIndex name: Text, reader: SegmentReader
  ) throws(SegmentDamage) -> FixedBuffer<UInt32>? {
    guard indexes[name] != nil else { return nil }
    return try ManifestFields(indexes).buffer(name, reader, limit: nil)
  }
}

// MARK: - Entries

extension ColumnTable {
  /// What a manifest says of the columns: a list by key, or an object where most keys have none.
  fileprivate func entry(_ sink: any SegmentSink, _ name: String) throws -> Value {
    var entries = [Value](repeating: .null, count: limit <= 4 * keys.count + 64 ? limit : 0)
    var map = MapValue()
    for (key, column) in zip(keys, columns) {
      let entry = try column.entry(sink, "\(name) property \(key)")
      if entries.isEmpty { map[Text(String(key))] = entry } else { entries[key] = entry }
    }
    return map.isEmpty ? .list(entries) : .map(map)
  }
}

extension FixedBuffer {
  /// What a manifest says of the buffer: the number of its first chunk and how long it is.
  fileprivate func entry(_ sink: any SegmentSink, _ key: String) throws -> Value {
    let run = try stored(in: sink, key: key)
    return .list([.integer(run.first), .integer(run.count)])
  }
}

extension Adjacency.Side {
  fileprivate func entry(_ sink: any SegmentSink, _ key: String) throws -> Value {
    var map: MapValue = [
      "first": .integer(Int(first)), "offsets": try offsets.entry(sink, "\(key) offsets"),
      "neighbors": try neighbors.entry(sink, "\(key) neighbors"),
    ]
    if let positions { map["positions"] = try positions.entry(sink, "\(key) positions") }
    return .map(map)
  }
}

extension TextDictionary {
  fileprivate func entry(_ sink: any SegmentSink, _ key: String) throws -> Value {
    .map([
      "offsets": try offsets.entry(sink, "\(key) text offsets"),
      "bytes": try bytes.entry(sink, "\(key) texts"),
    ])
  }
}

extension PropertyColumn {
  fileprivate func entry(_ sink: any SegmentSink, _ key: String) throws -> Value {
    var map: MapValue = [
      "first": .integer(Int(first)), "count": .integer(count), "values": .integer(valueCount),
    ]
    if let validity { map["validity"] = try validity.entry(sink, "\(key) validity") }
    switch storage {
    case .integers(let buffer):
      map["shape"] = "integers"
      map["data"] = try buffer.entry(sink, key)
    case .floats(let buffer):
      map["shape"] = "floats"
      map["data"] = try buffer.entry(sink, key)
    case .booleans(let buffer):
      map["shape"] = "booleans"
      map["data"] = try buffer.entry(sink, key)
    case .codes(let buffer, let dictionary):
      map["shape"] = "texts"
      map["data"] = try buffer.entry(sink, key)
      map["dictionary"] = try dictionary.entry(sink, key)
    case .values(let values):
      map["shape"] = "values"
      map["dictionary"] = try values.texts().entry(sink, key)
    }
    return .map(map)
  }
}
