import GraphModel

/// The values of one property key over a run of positions, in the narrowest shape that holds them.
public final class PropertyColumn: Sendable {
  /// The first position covered.
  public let first: UInt32
  /// How many positions are covered.
  public let count: Int
  /// The values.
  public let storage: Storage
  /// Which positions have a value, counted from `first`; nil where all have.
  public let validity: FixedBuffer<Bool>?
  /// How many positions have a value.
  public let valueCount: Int

  /// The shapes of a column.
  public enum Storage: Sendable {
    case integers(FixedBuffer<Int>)
    case floats(FixedBuffer<Double>)
    case booleans(FixedBuffer<Bool>)
    /// Texts by number into a dictionary that is sorted by bytes.
    case codes(FixedBuffer<UInt32>, TextDictionary)
    /// Anything else, and keys with values of several types.
    case values([Value])
  }

  /// Whether `position` has a value.
  @inlinable public func isValid(_ position: UInt32) -> Bool {
    let index = Int(position) - Int(first)
    guard index >= 0, index < count else { return false }
    return validity.map { $0[index] } ?? true
  }

  /// The value at `position`, null where there is none.
  public subscript(position: UInt32) -> Value {
    guard isValid(position) else { return .null }
    let index = Int(position) - Int(first)
    switch storage {
    case .integers(let buffer): return .integer(buffer[index])
    case .floats(let buffer): return .float(buffer[index])
    case .booleans(let buffer): return .boolean(buffer[index])
    case .codes(let buffer, let dictionary): return .text(dictionary[Int(buffer[index])])
    case .values(let values): return values[index]
    }
  }

  init(
    first: UInt32, count: Int, storage: Storage, validity: FixedBuffer<Bool>?, valueCount: Int
  ) {
    self.first = first
    self.count = count
    self.storage = storage
    self.validity = validity
    self.valueCount = valueCount
  }
}

/// The distinct texts of a column, sorted by bytes, so that the order of codes is the order of texts.
public final class TextDictionary: Sendable {
  /// The texts.
  public let texts: [Text]

  init(sorted texts: [Text]) { self.texts = texts }

  /// The text of `code`.
  public subscript(code: Int) -> Text { texts[code] }

  /// The number of texts.
  public var count: Int { texts.count }

  /// The code of `text`, or nil where it does not occur.
  ///
  /// - Complexity: O(log *n*) comparisons.
  public func code(of text: Text) -> UInt32? {
    var low = 0
    var high = texts.count
    while low < high {
      let middle = (low + high) / 2
      if texts[middle] < text { low = middle + 1 } else { high = middle }
    }
    return low < texts.count && texts[low] == text ? UInt32(low) : nil
  }
}

/// Gathers the values of one key in any order of positions and chooses the column's shape.
struct PropertyColumnBuilder {
  private var positions: [UInt32] = []
  private var values: [Value] = []

  mutating func add(_ value: Value, at position: UInt32) {
    positions.append(position)
    values.append(value)
  }

  /// The column with positions passed through `renumber`, where relationships are sorted later.
  func column(renumber: [UInt32]? = nil) -> PropertyColumn? {
    let places = renumber.map { map in positions.map { map[Int($0)] } } ?? positions
    guard let low = places.min(), let high = places.max() else { return nil }
    let count = Int(high - low) + 1
    let full = count == places.count
    let validity =
      full
      ? nil
      : FixedBuffer<Bool>(count: count) { target in
        target.initialize(repeating: false)
        for place in places { target[Int(place - low)] = true }
      }
    let storage = self.storage(places: places, low: low, count: count)
    return PropertyColumn(
      first: low, count: count, storage: storage, validity: validity, valueCount: places.count)
  }

  private func storage(places: [UInt32], low: UInt32, count: Int) -> PropertyColumn.Storage {
    if values.allSatisfy({ if case .integer = $0 { true } else { false } }) {
      return .integers(
        filled(places, low, count, empty: 0) { if case .integer(let v) = $0 { v } else { 0 } })
    }
    if values.allSatisfy({ if case .float = $0 { true } else { false } }) {
      return .floats(
        filled(places, low, count, empty: 0) { if case .float(let v) = $0 { v } else { 0 } })
    }
    if values.allSatisfy({ if case .boolean = $0 { true } else { false } }) {
      return .booleans(
        filled(places, low, count, empty: false) {
          if case .boolean(let v) = $0 { v } else { false }
        })
    }
    if values.allSatisfy({ if case .text = $0 { true } else { false } }) {
      return texts(places: places, low: low, count: count)
    }
    var all = [Value](repeating: .null, count: count)
    for (place, value) in zip(places, values) { all[Int(place - low)] = value }
    return .values(all)
  }

  private func texts(places: [UInt32], low: UInt32, count: Int) -> PropertyColumn.Storage {
    var numbers: [Text: UInt32] = [:]
    var distinct: [Text] = []
    var codes = [UInt32](repeating: 0, count: count)
    for (place, value) in zip(places, values) {
      guard case .text(let text) = value else { continue }
      let code: UInt32
      if let known = numbers[text] {
        code = known
      } else {
        code = UInt32(distinct.count)
        numbers[text] = code
        distinct.append(text)
      }
      codes[Int(place - low)] = code
    }
    let order = distinct.indices.sorted { distinct[$0] < distinct[$1] }
    var sortedCode = [UInt32](repeating: 0, count: distinct.count)
    for (new, old) in order.enumerated() { sortedCode[old] = UInt32(new) }
    let buffer = FixedBuffer<UInt32>(count: count) { target in
      for (index, code) in codes.enumerated() {
        target[index] = sortedCode.isEmpty ? 0 : sortedCode[Int(code)]
      }
    }
    return .codes(buffer, TextDictionary(sorted: order.map { distinct[$0] }))
  }

  private func filled<Element: BitwiseCopyable>(
    _ places: [UInt32], _ low: UInt32, _ count: Int, empty: Element, _ read: (Value) -> Element
  ) -> FixedBuffer<Element> {
    FixedBuffer(count: count) { target in
      target.initialize(repeating: empty)
      for (place, value) in zip(places, values) { target[Int(place - low)] = read(value) }
    }
  }
}
