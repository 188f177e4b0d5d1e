import GraphIndex
import GraphModel

/// Gives each distinct combination of key values a number, in order of appearance.
///
/// Keys whose columns are plain words (nodes, relationships, integers, booleans, codes of one
/// dictionary) are compared as words; the first batch that is not makes the table fall back to values,
/// once.
struct GroupTable {
  private var shape: Shape
  private let width: Int
  /// Words of all groups, `width` a group.
  private var words: [UInt64] = []
  private var slots: [Int32] = []
  private var decoders: [Decoder] = []
  private var values: [[Value]: Int32] = [:]
  private var valueKeys: [[Value]] = []

  private enum Shape {
    case unknown
    case words
    case values
  }

  /// How a word is read back as a value.
  private enum Decoder {
    case node
    case relationship
    case integer
    case boolean
    case code(TextDictionary)
    case ordinal
  }

  init(width: Int) {
    self.width = width
    shape = .unknown
  }

  /// How many groups there are.
  var count: Int {
    shape == .values
      ? valueKeys.count : (width == 0 ? (words.isEmpty ? 0 : 1) : words.count / width)
  }

  /// The group of each row that counts, for a batch with these key columns; `isNew` is called for each
  /// new group.
  mutating func groups(
    of columns: [Column], ordinals: [Int32]?, _ rows: Selection, _ view: GraphView
  ) -> [Int32] {
    var result = [Int32](repeating: 0, count: rows.count)
    if shape != .values {
      if let readers = wordReaders(columns, ordinals) {
        shape = .words
        rows.forEach { row in result[row] = wordGroup(readers, row) }
        return result
      }
      becomeValues(view)
    }
    rows.forEach { row in
      var key: [Value] = []
      key.reserveCapacity(width)
      if let ordinals { key.append(.integer(Int(ordinals[row]))) }
      for column in columns { key.append(column.value(row, view)) }
      result[row] = valueGroup(key)
    }
    return result
  }

  /// Adds a group of the given values where there is none, and returns its number.
  mutating func group(of key: [Value], _ view: GraphView) -> Int32 {
    if shape != .values { becomeValues(view) }
    return valueGroup(key)
  }

  /// The key values of a group, an ordinal first where there are ordinals.
  func key(_ group: Int, _ view: GraphView) -> [Value] {
    if shape == .values { return valueKeys[group] }
    return (0..<width).map { decode(words[group * width + $0], decoders[$0], view) }
  }

  /// One key of all groups from `range` as a column.
  func column(_ index: Int, _ range: Range<Int>, _ view: GraphView) -> Column {
    if shape == .values { return .values(range.map { valueKeys[$0][index] }) }
    func word(_ group: Int) -> UInt64 { words[group * width + index] }
    switch decoders[index] {
    case .node: return .nodes(range.map { NodePosition(truncatingIfNeeded: word($0)) })
    case .relationship: return .relationships(range.map { word($0) })
    case .code(let dictionary):
      return .codes(range.map { UInt32(truncatingIfNeeded: word($0)) }, dictionary)
    case .boolean: return .booleans(range.map { UInt8(truncatingIfNeeded: word($0)) })
    case .integer, .ordinal:
      return .integers(range.map { Int(bitPattern: UInt(word($0))) }, nulls: nil)
    }
  }

  // MARK: Words

  private mutating func wordReaders(_ columns: [Column], _ ordinals: [Int32]?) -> [WordColumn]? {
    var readers: [WordColumn] = []
    var decoders: [Decoder] = []
    if let ordinals {
      readers.append(.ordinals(ordinals))
      decoders.append(.ordinal)
    }
    for column in columns {
      switch column {
      case .nodes(let nodes):
        readers.append(.nodes(nodes))
        decoders.append(.node)
      case .relationships(let handles):
        readers.append(.handles(handles))
        decoders.append(.relationship)
      case .integers(let values, nil):
        readers.append(.integers(values))
        decoders.append(.integer)
      case .booleans(let values):
        readers.append(.booleans(values))
        decoders.append(.boolean)
      case .codes(let codes, let dictionary):
        readers.append(.codes(codes))
        decoders.append(.code(dictionary))
      default: return nil
      }
    }
    if shape == .words {
      for (known, new) in zip(self.decoders, decoders) where !Self.isSame(known, new) { return nil }
    } else {
      self.decoders = decoders
      slots = Array(repeating: -1, count: 1024)
    }
    return readers
  }

  private static func isSame(_ a: Decoder, _ b: Decoder) -> Bool {
    switch (a, b) {
    case (.node, .node), (.relationship, .relationship), (.integer, .integer), (.boolean, .boolean),
      (.ordinal, .ordinal):
      true
    case (.code(let x), .code(let y)): x === y
    default: false
    }
  }

  private mutating func wordGroup(_ readers: [WordColumn], _ row: Int) -> Int32 {
    if width == 0 {
      if words.isEmpty { words = [1] }
      return 0
    }
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for reader in readers { hash = mix(hash ^ reader[row]) }
    var index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[index] >= 0 {
      let group = Int(slots[index])
      var isSame = true
      for (place, reader) in readers.enumerated()
      where words[group &* width &+ place] != reader[row] {
        isSame = false
        break
      }
      if isSame { return slots[index] }
      index = (index &+ 1) & (slots.count - 1)
    }
    let group = Int32(words.count / width)
    for reader in readers { words.append(reader[row]) }
    slots[index] = group
    if Int(group) * 2 > slots.count { grow() }
    return group
  }

  private mutating func grow() {
    var larger = [Int32](repeating: -1, count: slots.count * 4)
    for group in 0..<(words.count / width) {
      var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
      for place in 0..<width { hash = mix(hash ^ words[group * width + place]) }
      var index = Int(truncatingIfNeeded: hash) & (larger.count - 1)
      while larger[index] >= 0 { index = (index + 1) & (larger.count - 1) }
      larger[index] = Int32(group)
    }
    slots = larger
  }

  /// A multiply-and-fold mix (Wang Yi, wyhash's final step).
  @inline(__always)
  private func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }

  // MARK: Values

  private mutating func becomeValues(_ view: GraphView) {
    let known = (0..<count).map { key($0, view) }
    shape = .values
    for key in known { _ = valueGroup(key) }
    words = []
    slots = []
  }

  private mutating func valueGroup(_ key: [Value]) -> Int32 {
    if let group = values[key] { return group }
    let group = Int32(valueKeys.count)
    values[key] = group
    valueKeys.append(key)
    return group
  }

  private func decode(_ word: UInt64, _ decoder: Decoder, _ view: GraphView) -> Value {
    switch decoder {
    case .node:
      let position = NodePosition(truncatingIfNeeded: word)
      return position == noNode ? .null : .node(view.node(position))
    case .relationship:
      return word == noRelationship ? .null : .relationship(view.relationship(word))
    case .integer, .ordinal: return .integer(Int(bitPattern: UInt(word)))
    case .boolean: return word == 2 ? .null : .boolean(word == 1)
    case .code(let dictionary):
      let code = UInt32(truncatingIfNeeded: word)
      return code == nullCode ? .null : .text(dictionary[Int(code)])
    }
  }
}

/// A key column whose rows are plain words.
enum WordColumn {
  case nodes([NodePosition])
  case handles([RelationshipHandle])
  case integers([Int])
  case booleans([UInt8])
  case codes([UInt32])
  case ordinals([Int32])

  @inline(__always)
  subscript(row: Int) -> UInt64 {
    switch self {
    case .nodes(let nodes): UInt64(nodes[row])
    case .handles(let handles): handles[row]
    case .integers(let values): UInt64(bitPattern: Int64(values[row]))
    case .booleans(let values): UInt64(values[row])
    case .codes(let codes): UInt64(codes[row])
    case .ordinals(let ordinals): UInt64(ordinals[row])
    }
  }
}
