import GraphModel

/// Which node has which value of a property by which nodes with a label are known.
///
/// Texts and integers, which keys mostly are, are kept as bytes and words in open hash tables; other
/// values as they are. As everywhere in the language, 1 and 1.0 are one value.
///
/// - Complexity: O(1) on average to add and to find.
struct NodeKeys {
  private struct Table {
    var label: Text?
    var property: Text
    var texts = NumberedIDs(.text)
    var integers = NumberedIDs(.integer)
    var others: [Value: UInt32] = [:]
  }

  private var tables: [Table] = []
  /// The nodes, by the numbers that the tables give.
  private var nodes: [Int] = []

  /// About how many bytes of memory the keys take.
  var byteCount: Int {
    tables.reduce(8 * nodes.capacity) {
      $0 + $1.texts.byteCount + $1.integers.byteCount + 128 * $1.others.count
    }
  }

  /// The node that has the value.
  func node(_ label: Text?, _ property: Text, _ value: Value) -> Int? {
    guard let table = position(label, property) else { return nil }
    return number(value, in: table).map { nodes[Int($0)] }
  }

  /// Notes the node that has the value, where none is noted.
  mutating func add(_ label: Text?, _ property: Text, _ value: Value, id: Int) {
    let table = table(label, property)
    if number(value, in: table) == nil { insert(value, id, in: table) }
  }

  /// Notes the node that has the value, in place of another.
  mutating func set(_ label: Text?, _ property: Text, _ value: Value, to id: Int) {
    let table = table(label, property)
    if let number = insert(value, id, in: table) { nodes[Int(number)] = id }
  }

  private func position(_ label: Text?, _ property: Text) -> Int? {
    // Sources have few kinds of nodes, and records of one kind follow each other.
    tables.lastIndex { $0.label == label && $0.property == property }
  }

  private mutating func table(_ label: Text?, _ property: Text) -> Int {
    if let position = position(label, property) { return position }
    tables.append(Table(label: label, property: property))
    return tables.count - 1
  }

  private func number(_ value: Value, in table: Int) -> UInt32? {
    switch value {
    case .text(let text): text.withUTF8 { tables[table].texts.find($0) }
    case .integer(let integer): tables[table].integers.find(integer)
    case .float(let float):
      Int(exactly: float).map { tables[table].integers.find($0) } ?? tables[table].others[value]
    default: tables[table].others[value]
    }
  }

  /// Gives the value to the node, or returns the number of the one that has it.
  @discardableResult
  private mutating func insert(_ value: Value, _ id: Int, in table: Int) -> UInt32? {
    let number = UInt32(truncatingIfNeeded: nodes.count)
    let earlier: UInt32?
    switch value {
    case .text(let text):
      earlier = text.withUTF8 { tables[table].texts.insert($0, node: number) }
    case .integer(let integer): earlier = tables[table].integers.insert(integer, node: number)
    case .float(let float):
      if let integer = Int(exactly: float) { return insert(.integer(integer), id, in: table) }
      fallthrough
    default:
      earlier = tables[table].others[value]
      if earlier == nil { tables[table].others[value] = number }
    }
    if earlier == nil { nodes.append(id) }
    return earlier
  }
}
