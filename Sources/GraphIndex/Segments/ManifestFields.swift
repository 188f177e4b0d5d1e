import GraphModel

/// Reads the fields of a manifest and of the entries in it.
struct ManifestFields {
  let map: MapValue

  init(_ map: MapValue) { self.map = map }

  private static func missing(_ name: Text) -> SegmentDamage {
    SegmentDamage("the list of stored parts lacks '\(name)'")
  }

  func integer(_ name: Text) throws(SegmentDamage) -> Int {
    guard case .integer(let number)? = map[name] else { throw Self.missing(name) }
    return number
  }

  func boolean(_ name: Text) throws(SegmentDamage) -> Bool {
    guard case .boolean(let flag)? = map[name] else { throw Self.missing(name) }
    return flag
  }

  func list(_ name: Text) throws(SegmentDamage) -> [Value] {
    guard case .list(let values)? = map[name] else { throw Self.missing(name) }
    return Array(values)
  }

  func map(_ name: Text) throws(SegmentDamage) -> ManifestFields {
    guard case .map(let map)? = map[name] else { throw Self.missing(name) }
    return ManifestFields(map)
  }

  static func integers(_ value: Value) throws(SegmentDamage) -> [Int] {
    guard case .list(let values) = value else { throw missing("numbers") }
    var numbers: [Int] = []
    for value in values {
      guard case .integer(let number) = value, number >= 0 else { throw missing("numbers") }
      numbers.append(number)
    }
    return numbers
  }

  /// The names, each once.
  func names() throws(SegmentDamage) -> GraphNames {
    func table(_ name: Text) throws(SegmentDamage) -> NameTable {
      var table = NameTable()
      for value in try list(name) {
        guard case .text(let text) = value, table.number(of: text) == nil else {
          throw Self.missing(name)
        }
        _ = table.intern(text)
      }
      return table
    }
    let labels = try table("labels")
    var sets = LabelSetTable()
    for (number, value) in try list("label_sets").enumerated() {
      let members = try Self.integers(value)
      guard members.allSatisfy({ $0 < labels.count }), sets.intern(members) == number else {
        throw Self.missing("label_sets")
      }
    }
    return GraphNames(
      labels: labels, types: try table("types"), keys: try table("keys"), labelSets: sets)
  }

  /// The array that the field `name` tells the place of.
  ///
  /// - Parameters:
  ///   - count: How long it must be; nil where any length is possible.
  ///   - limit: What every element must be less than.
  func buffer<Element: SegmentElement>(
    _ name: Text, _ reader: SegmentReader, count: Int? = nil, limit: Int64?
  ) throws(SegmentDamage) -> FixedBuffer<Element> {
    guard let entry = map[name] else { throw Self.missing(name) }
    let numbers = try Self.integers(entry)
    guard numbers.count == 2, numbers[1] <= Int(UInt32.max) * 64, count ?? numbers[1] == numbers[1]
    else { throw SegmentDamage("the stored part '\(name)' has another length than it must have") }
    return FixedBuffer(
      stored: StoredRun(first: numbers[0], count: numbers[1]), reader: reader, limit: limit)
  }

  /// One direction of an adjacency of `count` relationships.
  func side(
    _ name: Text, _ count: Int, _ nodeLimit: Int64, _ reader: SegmentReader
  ) throws(SegmentDamage) -> Adjacency.Side {
    let fields = try map(name)
    let offsets: FixedBuffer<UInt32> = try fields.buffer(
      "offsets", reader, limit: Int64(count) + 1)
    let first = try fields.integer("first")
    guard first >= 0, Int64(first + offsets.count - 1) <= nodeLimit, offsets.count > 0 else {
      throw SegmentDamage("there are offsets of nodes that do not exist")
    }
    return Adjacency.Side(
      first: UInt32(first), offsets: offsets,
      neighbors: try fields.buffer("neighbors", reader, count: count, limit: nodeLimit),
      positions: fields.map["positions"] == nil
        ? nil : try fields.buffer("positions", reader, count: count, limit: Int64(count)))
  }

  /// The columns of one type, as a list by key or as an object of those that there are.
  func columns(
    _ name: Text, _ reader: SegmentReader, positions: Int
  ) throws(SegmentDamage) -> ColumnTable {
    var columns: [(key: Int, column: PropertyColumn)] = []
    func add(_ key: Int, _ entry: Value) throws(SegmentDamage) {
      if let column = try Self.column(entry, reader, positions: positions) {
        columns.append((key, column))
      }
    }
    if case .map(let entries)? = map[name] {
      for (text, entry) in entries.entries {
        guard let key = Int(text.string), key > columns.last?.key ?? -1 else {
          throw SegmentDamage("the keys of stored columns are no rising numbers")
        }
        try add(key, entry)
      }
    } else {
      for (key, entry) in try list(name).enumerated() { try add(key, entry) }
    }
    return ColumnTable(columns)
  }

  /// A column over at most `positions` positions; nil for null.
  static func column(
    _ entry: Value, _ reader: SegmentReader, positions: Int
  ) throws(SegmentDamage) -> PropertyColumn? {
    guard case .map(let map) = entry else { return nil }
    let fields = ManifestFields(map)
    let (first, count) = (try fields.integer("first"), try fields.integer("count"))
    guard first >= 0, count >= 0, count <= positions, first <= positions - count,
      case .text(let shape)? = map["shape"]
    else { throw SegmentDamage("a stored column covers positions that do not exist") }
    return PropertyColumn(
      first: UInt32(first), count: count,
      storage: try fields.storage(shape, count, reader),
      validity: map["validity"] == nil
        ? nil : try fields.buffer("validity", reader, count: count, limit: 2),
      valueCount: try fields.integer("values"))
  }

  private func storage(
    _ shape: Text, _ count: Int, _ reader: SegmentReader
  ) throws(SegmentDamage) -> PropertyColumn.Storage {
    switch shape {
    case "integers": return .integers(try buffer("data", reader, count: count, limit: nil))
    case "floats": return .floats(try buffer("data", reader, count: count, limit: nil))
    case "booleans": return .booleans(try buffer("data", reader, count: count, limit: 2))
    case "texts":
      let dictionary = try dictionary(reader)
      return .codes(
        try buffer("data", reader, count: count, limit: Int64(dictionary.count)), dictionary)
    case "values":
      let texts = try dictionary(reader)
      guard texts.count == count else { throw Self.missing("dictionary") }
      return .values(GeneralValues(stored: texts, reader: reader))
    default: throw SegmentDamage("there is no column shape '\(shape)'")
    }
  }

  private func dictionary(_ reader: SegmentReader) throws(SegmentDamage) -> TextDictionary {
    let fields = try map("dictionary")
    let bytes: FixedBuffer<UInt8> = try fields.buffer("bytes", reader, limit: nil)
    return TextDictionary(
      offsets: try fields.buffer("offsets", reader, limit: Int64(bytes.count) + 1), bytes: bytes)
  }
}
