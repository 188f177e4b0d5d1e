import GraphModel
import Synchronization

/// The sorted part of an index: the entities of the base that have a value, in the order of their
/// values.
///
/// Values are not kept twice; they are read from the base's columns, so that an entry is four bytes.
/// A segment is shared by all snapshots of one base and made, or read from the file, at the first
/// question.
final class IndexSegment: Sendable {
  /// Which entities are covered, and by which of their properties.
  struct Definition: Sendable {
    var ofRelationships: Bool
    var label: Int
    var keys: [Int]
    /// For each label set of the base, whether it has the label.
    var mask: [Bool]
  }

  private let base: GraphBase
  private let definition: Definition
  private let columns: [PropertyColumn?]
  private let state: Mutex<FixedBuffer<UInt32>?>

  /// A segment over `base`.
  ///
  /// - Parameter stored: The entries, where they lie in the file.
  init(_ definition: Definition, base: GraphBase, stored: FixedBuffer<UInt32>? = nil) {
    self.base = base
    self.definition = definition
    let all =
      definition.ofRelationships
      ? (definition.label < base.relationshipColumns.count
        ? base.relationshipColumns[definition.label] : [])
      : base.nodeColumns
    columns = definition.keys.map { $0 < all.count ? all[$0] : nil }
    state = Mutex(stored)
  }

  /// The positions of the entities, by value and then by position.
  ///
  /// - Complexity: O(*n* log *n*) at the first question, where nothing is stored.
  var entries: FixedBuffer<UInt32> {
    state.withLock { known in
      if let known { return known }
      let built = FixedBuffer(sortedPositions())
      known = built
      return built
    }
  }

  /// Whether the entries lie in the file.
  var isStored: Bool { state.withLock { $0?.isStored ?? false } }

  /// Whether `position` has an entry.
  func covers(_ position: UInt32) -> Bool { value(of: position) != nil }

  /// The value under which `position` is found: that of the only key, or a list of all.
  ///
  /// - Returns: Nothing where a value is missing or the label is.
  func value(of position: UInt32) -> Value? {
    guard hasLabel(position) else { return .none }
    if columns.count == 1 {
      guard let column = columns[0], column.isValid(position) else { return .none }
      return column[position]
    }
    var values: [Value] = []
    for column in columns {
      guard let column, column.isValid(position) else { return .none }
      values.append(column[position])
    }
    return .list(values)
  }

  private func hasLabel(_ position: UInt32) -> Bool {
    if definition.ofRelationships { return true }
    guard Int(position) < base.nodeCount else { return false }
    let set = Int(base.labelSets[Int(position)])
    return set < definition.mask.count && definition.mask[set]
  }

  /// Negative, zero or positive, as the value of an entry comes before, with or after `value`.
  func order(of position: UInt32, to value: Value) -> Int {
    if columns.count == 1, let column = columns[0] {
      let index = Int(position) - Int(column.first)
      switch (column.storage, value) {
      case (.integers(let buffer), .integer(let number)):
        let own = buffer[index]
        return own < number ? -1 : (own > number ? 1 : 0)
      case (.codes(let buffer, let dictionary), .text(let text)):
        return dictionary.withUTF8(of: Int(buffer[index])) { own in
          text.withUTF8 { byteOrder(own, $0) }
        }
      default: break
      }
    }
    return Value.order(self.value(of: position) ?? .null, value)
  }

  // MARK: Making

  private func sortedPositions() -> [UInt32] {
    let positions = coveredPositions()
    guard columns.count == 1, let column = columns[0] else { return sortedByValue(positions) }
    switch column.storage {
    case .integers(let buffer): return sorted(positions, by: buffer, from: column.first)
    case .codes(let buffer, _): return sorted(positions, by: buffer, from: column.first)
    default: return sortedByValue(positions)
    }
  }

  private func coveredPositions() -> [UInt32] {
    guard let first = columns.first ?? nil else { return [] }
    var range = first.first..<(first.first + UInt32(first.count))
    if !definition.ofRelationships {
      guard definition.label < base.labels.count else { return [] }
      range = range.clamped(to: base.labels[definition.label].range)
    }
    return range.filter { position in
      hasLabel(position) && columns.allSatisfy { $0?.isValid(position) ?? false }
    }
  }

  private func sorted<Element: SegmentElement & Comparable>(
    _ positions: [UInt32], by buffer: FixedBuffer<Element>, from first: UInt32
  ) -> [UInt32] {
    let pointer = buffer.pointer
    func key(_ position: UInt32) -> Element { pointer[Int(position - first)] }
    // Tables are mostly loaded in the order of their identifiers.
    if zip(positions, positions.dropFirst()).allSatisfy({ key($0) <= key($1) }) {
      return positions
    }
    var keyed = positions.map { (key: key($0), position: $0) }
    keyed.sort { $0.key != $1.key ? $0.key < $1.key : $0.position < $1.position }
    return keyed.map(\.position)
  }

  private func sortedByValue(_ positions: [UInt32]) -> [UInt32] {
    var keyed = positions.map { (value: value(of: $0) ?? .null, position: $0) }
    keyed.sort {
      let order = Value.order($0.value, $1.value)
      return order == 0 ? $0.position < $1.position : order < 0
    }
    return keyed.map(\.position)
  }
}
