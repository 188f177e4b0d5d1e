import GraphModel
import Platform

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
  private let state: Monitor<State>

  /// What is known so far.
  private struct State {
    var entries: FixedBuffer<UInt32>?
    var distinctCount: Int?
  }

  /// A segment over `base`.
  ///
  /// - Parameter stored: The entries, where they lie in the file.
  init(_ definition: Definition, base: GraphBase, stored: FixedBuffer<UInt32>? = nil) {
    self.base = base
    self.definition = definition
    let all =
      definition.ofRelationships
      ? (definition.label < base.relationshipColumns.count
        ? base.relationshipColumns[definition.label] : .empty)
      : base.nodeColumns
    columns = definition.keys.map { all[$0] }
    state = Monitor(State(entries: stored))
  }

  /// The positions of the entities, by value and then by position.
  ///
  /// - Complexity: O(*n* log *n*) at the first question, where nothing is stored.
  var entries: FixedBuffer<UInt32> {
    state.withLock { known in
      if let entries = known.entries { return entries }
      let built = FixedBuffer(sortedPositions())
      known.entries = built
      return built
    }
  }

  /// Whether the entries lie in the file.
  var isStored: Bool { state.withLock { $0.entries?.isStored ?? false } }

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

  // MARK: Searching

  /// The first place whose value does not come before `value`, or that comes after it.
  ///
  /// - Complexity: O(log *n*).
  private func place(of value: Value, after: Bool) -> Int {
    let entries = entries
    if columns.count == 1, let column = columns[0] {
      switch (column.storage, value) {
      case (.integers(let buffer), .integer(let number)):
        return lowerBound(entries.count) {
          let own = buffer[column.index(of: entries[$0])]
          return own < number || (after && own == number)
        }
      case (.codes(let buffer, let dictionary), .text(let text)):
        let equal = dictionary.codes(equalTo: text)
        let bound = after ? equal.upperBound : equal.lowerBound
        return lowerBound(entries.count) { Int(buffer[column.index(of: entries[$0])]) < bound }
      default: break
      }
    }
    return lowerBound(entries.count) {
      let order = Value.order(self.value(of: entries[$0]) ?? .null, value)
      return order < 0 || (after && order == 0)
    }
  }

  /// The places of the values that are equivalent to `value`, or at least come where it would.
  func places(equalTo value: Value) -> Range<Int> {
    let start = place(of: value, after: false)
    return start..<max(start, place(of: value, after: true))
  }

  /// The places between two bounds, with all that can be compared with a bound where the other is
  /// missing.
  func places(
    from low: (value: Value, inclusive: Bool)?, to high: (value: Value, inclusive: Bool)?
  ) -> Range<Int> {
    var start = 0
    var end = entries.count
    if let low {
      start = place(of: low.value, after: !low.inclusive)
    } else if let least = high.flatMap({ $0.value.kindBounds?.least }) {
      start = place(of: least, after: false)
    }
    if let high {
      end = place(of: high.value, after: high.inclusive)
    } else if let next = low.flatMap({ $0.value.kindBounds?.next }) {
      end = place(of: next, after: false)
    }
    return start..<max(start, end)
  }

  /// The places of the texts that begin with `prefix`.
  func places(startingWith prefix: Text) -> Range<Int> {
    let entries = entries
    if columns.count == 1, let column = columns[0],
      case .codes(let buffer, let dictionary) = column.storage
    {
      let codes = dictionary.codes(startingWith: prefix)
      func place(_ bound: Int) -> Int {
        lowerBound(entries.count) { Int(buffer[column.index(of: entries[$0])]) < bound }
      }
      return place(codes.lowerBound)..<place(codes.upperBound)
    }
    let start = place(of: .text(prefix), after: false)
    let count = lowerBound(entries.count - start) {
      guard case .text(let text)? = value(of: entries[start + $0]) else { return false }
      return text.hasPrefix(prefix)
    }
    return start..<(start + count)
  }

  /// Whether every value can be compared with every value of the kind of `value`, so that the places
  /// between bounds of that kind are all that lie between them.
  func isComparable(with value: Value) -> Bool {
    guard columns.count == 1, let column = columns[0] else { return false }
    switch (column.storage, value) {
    case (.integers, .integer), (.codes, .text), (.booleans, .boolean): return true
    case (.integers, .float(let number)), (.floats, .float(let number)): return !number.isNaN
    case (.floats, .integer): return true
    default: return false
    }
  }

  /// About how many different values there are; nil where nobody can tell without reading much.
  ///
  /// - Complexity: O(log *n*): a few entries are looked at, and how many are like each of them.
  var distinctCount: Int? {
    if let known = state.withLock({ $0.distinctCount }) { return known }
    if columns.count == 1, case .codes(_, let dictionary)? = columns[0]?.storage {
      // The dictionary is that of all nodes with the key.
      return min(dictionary.count, entries.count)
    }
    let entries = entries
    guard entries.isInMemory, columns.allSatisfy({ $0?.isInMemory ?? true }), entries.count > 0
    else { return nil }
    let looks = min(entries.count, 32)
    // One over the number of entries like it, averaged over entries, is values by entries.
    var part = 0.0
    for look in 0..<looks {
      let place = look * entries.count / looks
      let run = value(of: entries[place]).map { places(equalTo: $0).count } ?? 1
      part += 1 / Double(max(1, run))
    }
    let count = max(1, Int(part / Double(looks) * Double(entries.count)))
    state.withLock { $0.distinctCount = count }
    return count
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

extension Value {
  /// The first value of those that can be compared with this one, and the first that comes after all
  /// of them, in the order of ORDER BY; nil where only looking at each tells.
  fileprivate var kindBounds: (least: Value, next: Value)? {
    switch self {
    case .integer, .float: (.float(-.infinity), .float(.nan))
    case .boolean: (.boolean(false), .float(-.infinity))
    case .text: (.text(""), .boolean(false))
    default: nil
    }
  }
}
