import GraphIndex
import GraphModel

/// Gives each distinct combination of key values a number, in order of appearance.
///
/// Keys whose columns are plain words (nodes, relationships, integers, booleans, codes of one
/// dictionary) are compared as words: where the combinations that there can be are few, by a table with
/// a place for each, otherwise by hashing. The first batch that is not words makes the table fall back
/// to values, once.
struct GroupTable {
  private var shape: Shape
  private let width: Int
  /// Words of all groups, `width` a group.
  private var words: [UInt64] = []
  private var slots: [Int32] = []
  /// Where the keys have few values: groups by place.
  private var dense: DenseGroups?
  private var decoders: [Decoder] = []
  private var values: [[Value]: Int32] = [:]
  private var valueKeys: [[Value]] = []
  /// The bytes of texts, lists and the like in the keys.
  private var contents = 0
  private var told = 0

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

  /// The bytes that the table has grown by since this was last asked, for the query's budget; what
  /// it takes at its greatest, while an array or a table moves into a larger one.
  mutating func growth() -> Int {
    // Words double; slots, of which there are two to eight a group, become four times as many.
    // A dictionary doubles at three quarters, and each key is an array.
    let each = shape == .values ? 176 + width * MemoryLayout<Value>.stride : 40 + 16 * width
    let now = contents + count * each
    defer { told = max(told, now) }
    return max(0, now - told)
  }

  /// The group of each row that counts, for a batch with these key columns; `isNew` is called for each
  /// new group.
  mutating func groups(
    of columns: [Column], ordinals: [Int32]?, _ rows: Selection, _ context: ExecutionContext
  ) throws(Diagnostic) -> [Int32] {
    let view = context.view
    if shape != .values {
      if let readers = wordReaders(columns, ordinals, view) {
        shape = .words
        return wordGroups(readers, rows)
      }
      becomeValues(view)
    }
    var result = [Int32](repeating: 0, count: rows.count)
    for row in rows.indices ?? Array(0..<Int32(rows.count)) {
      let row = Int(row)
      var key: [Value] = []
      key.reserveCapacity(width)
      if let ordinals { key.append(.integer(Int(ordinals[row]))) }
      for column in columns {
        let value = column.value(row, view)
        try context.pace(value)
        key.append(value)
      }
      result[row] = valueGroup(key)
    }
    return result
  }

  /// The group here of each group of `other` in `range`.
  mutating func groups(
    of range: Range<Int>, in other: GroupTable, _ context: ExecutionContext
  ) throws(Diagnostic) -> [Int32] {
    let view = context.view
    let rows = Selection(indices: nil, count: range.count)
    if width > 0, shape != .values, other.shape == .words,
      shape == .unknown || zip(decoders, other.decoders).allSatisfy(Self.isSame)
    {
      if shape == .unknown {
        shape = .words
        begin(other.decoders, view)
      }
      return wordGroups(
        Array(other.words[(range.lowerBound * width)..<(range.upperBound * width)]), rows)
    }
    let columns = (0..<width).map { other.column($0, range, view) }
    return try groups(of: columns, ordinals: nil, rows, context)
  }

  /// Adds, to an empty table without keys, the only group that there can be: one for each of `ordinals`,
  /// or one at all.
  mutating func addEmptyGroups(ordinals: Int?) {
    shape = .words
    guard let ordinals else {
      words = [1]
      return
    }
    decoders = [.ordinal]
    words = (0..<UInt64(ordinals)).map { $0 }
    slots = Array(repeating: -1, count: 1024)
    while ordinals * 2 > slots.count { slots += slots }
    rehash()
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

  /// Stops where keys and their places do not agree, in the configuration of the tests.
  ///
  /// - Complexity: O(groups).
  func checkInvariants() {
    #if INTERNAL_CHECKS
      precondition(valueKeys.count == values.count, "every key is listed once")
      for (group, key) in valueKeys.enumerated() {
        precondition(values[key] == Int32(group), "a key must lead to its own group")
      }
      guard shape == .words, width > 0 else { return }
      precondition(words.count.isMultiple(of: width), "every group has a word for each key")
      let keys = (0..<count).map { Array(words[($0 * width)..<(($0 + 1) * width)]) }
      precondition(Set(keys).count == count, "no two groups have the same key")
      guard dense == nil else { return }
      let listed = slots.filter { $0 >= 0 }.sorted()
      precondition(listed == (0..<Int32(count)).map { $0 }, "every group has one slot")
    #endif
  }

  // MARK: Words

  private mutating func wordReaders(
    _ columns: [Column], _ ordinals: [Int32]?, _ view: GraphView
  ) -> [WordColumn]? {
    var readers: [WordColumn] = []
    readers.reserveCapacity(width)
    if let ordinals { readers.append(.ordinals(ordinals)) }
    for column in columns {
      switch column {
      case .nodes(let nodes): readers.append(.nodes(nodes))
      case .relationships(let handles): readers.append(.handles(handles))
      case .integers(let values, nil): readers.append(.integers(values))
      case .booleans(let values): readers.append(.booleans(values))
      case .codes(let codes, let dictionary): readers.append(.codes(codes, dictionary))
      default: return nil
      }
    }
    if shape == .words {
      guard zip(decoders, readers.map(Self.decoder)).allSatisfy(Self.isSame) else { return nil }
    } else {
      begin(readers.map(Self.decoder), view)
    }
    return readers
  }

  /// Gets ready for keys that are read back so.
  private mutating func begin(_ decoders: [Decoder], _ view: GraphView) {
    self.decoders = decoders
    dense = DenseGroups(domains: decoders.map { Self.domain($0, view) })
    if dense == nil { slots = Array(repeating: -1, count: 1024) }
  }

  private static func decoder(_ column: WordColumn) -> Decoder {
    switch column {
    case .nodes: .node
    case .handles: .relationship
    case .integers: .integer
    case .booleans: .boolean
    case .codes(_, let dictionary): .code(dictionary)
    case .ordinals: .ordinal
    }
  }

  private static func isSame(_ a: Decoder, _ b: Decoder) -> Bool {
    switch (a, b) {
    case (.node, .node), (.relationship, .relationship), (.integer, .integer),
      (.boolean, .boolean), (.ordinal, .ordinal):
      true
    case (.code(let x), .code(let y)): x === y
    default: false
    }
  }

  /// How many values a key may have, null included.
  private static func domain(_ decoder: Decoder, _ view: GraphView) -> UInt64 {
    switch decoder {
    case .node: UInt64(view.nodeLimit) + 1
    case .boolean: 4
    case .code(let dictionary): UInt64(dictionary.count) + 1
    case .relationship, .integer, .ordinal: .max
    }
  }

  private mutating func wordGroups(_ readers: [WordColumn], _ rows: Selection) -> [Int32] {
    if width == 0 {
      if words.isEmpty, rows.selectedCount > 0 { words = [1] }
      return [Int32](repeating: 0, count: rows.count)
    }
    // The words of the rows that count, row by row.
    let keys = [UInt64](unsafeUninitializedCapacity: rows.selectedCount * width) { keys, count in
      for (place, reader) in readers.enumerated() {
        reader.write(rows, to: keys, from: place, by: width)
      }
      count = rows.selectedCount * width
    }
    return wordGroups(keys, rows)
  }

  private mutating func wordGroups(_ keys: [UInt64], _ rows: Selection) -> [Int32] {
    if var dense {
      // The only reference is the local one, so that the table grows in place.
      self.dense = nil
      if let result = dense.groups(of: keys, rows, words: &words) {
        self.dense = dense
        return result
      }
      slots = Array(repeating: -1, count: 1024)
      while words.count / width * 2 > slots.count { slots += slots }
      rehash()
    }
    var result = [Int32](repeating: 0, count: rows.count)
    keys.withUnsafeBufferPointer { keys in
      var place = 0
      rows.forEach { row in
        result[row] = hashedGroup(UnsafeBufferPointer(rebasing: keys[place..<(place &+ width)]))
        place &+= width
      }
    }
    return result
  }

  private mutating func hashedGroup(_ key: UnsafeBufferPointer<UInt64>) -> Int32 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for word in key { hash = mix(hash ^ word) }
    let mask = slots.count &- 1
    let width = width
    var index = Int(truncatingIfNeeded: hash) & mask
    let found: Int32? = slots.withUnsafeBufferPointer { slots in
      words.withUnsafeBufferPointer { words in
        while slots[index] >= 0 {
          let start = Int(slots[index]) &* width
          var part = 0
          while part < width, words[start &+ part] == key[part] { part &+= 1 }
          if part == width { return slots[index] }
          index = (index &+ 1) & mask
        }
        return nil
      }
    }
    if let found { return found }
    let group = Int32(words.count / width)
    words.append(contentsOf: key)
    slots[index] = group
    if Int(group) * 2 > slots.count {
      slots = Array(repeating: -1, count: slots.count * 4)
      rehash()
    }
    return group
  }

  /// Puts every group into the empty slots.
  private mutating func rehash() {
    for index in slots.indices { slots[index] = -1 }
    for group in 0..<(words.count / width) {
      var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
      for place in 0..<width { hash = mix(hash ^ words[group * width + place]) }
      var index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[index] >= 0 { index = (index + 1) & (slots.count - 1) }
      slots[index] = Int32(group)
    }
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
    dense = nil
  }

  private mutating func valueGroup(_ key: [Value]) -> Int32 {
    if let group = values[key] { return group }
    let group = Int32(valueKeys.count)
    values[key] = group
    valueKeys.append(key)
    for value in key { contents += value.footprint }
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
  case codes([UInt32], TextDictionary)
  case ordinals([Int32])

  /// Writes the words of the rows that count to every `step`th place from `start` on.
  func write(
    _ rows: Selection, to target: UnsafeMutableBufferPointer<UInt64>, from start: Int, by step: Int
  ) {
    switch self {
    case .nodes(let nodes): write(nodes, rows, target, start, step) { UInt64($0) }
    case .handles(let handles): write(handles, rows, target, start, step) { $0 }
    case .integers(let values):
      write(values, rows, target, start, step) { UInt64(bitPattern: Int64($0)) }
    case .booleans(let values): write(values, rows, target, start, step) { UInt64($0) }
    case .codes(let codes, _): write(codes, rows, target, start, step) { UInt64($0) }
    case .ordinals(let ordinals):
      write(ordinals, rows, target, start, step) { UInt64(truncatingIfNeeded: $0) }
    }
  }

  @inline(__always)
  private func write<Element>(
    _ source: [Element], _ rows: Selection, _ target: UnsafeMutableBufferPointer<UInt64>,
    _ start: Int, _ step: Int, _ word: (Element) -> UInt64
  ) {
    source.withUnsafeBufferPointer { source in
      var place = start
      rows.forEach { row in
        target[place] = word(source[row])
        place &+= step
      }
    }
  }
}
