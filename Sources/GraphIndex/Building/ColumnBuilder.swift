import GraphModel

/// Gathers the values of one key, in rising order of positions or not, and chooses the column's
/// shape.
///
/// Numbers and texts never become a `Value` on the way: ten million strengths are ten million
/// machine words, and a text is interned by its bytes.
struct ColumnBuilder {
  /// The positions; nil while each was one more than the one before.
  private var places: [UInt32]?
  private var first: UInt32 = 0
  private var shape = Shape.empty

  /// How many values there are.
  private(set) var count = 0

  private enum Shape {
    case empty
    case integers([Int])
    case floats([Double])
    case booleans([Bool])
    case texts([UInt32], TextPool)
    case values([Value])
  }

  /// Adds a value; null is none.
  mutating func add(_ content: ColumnContent, at position: UInt32) {
    switch content {
    case .integer(let number): add(number, at: position)
    case .text(let bytes): add(text: bytes, at: position)
    case .value(let value): if !value.isNull { add(value, at: position) }
    }
  }

  /// Adds a value that is not null.
  mutating func add(_ value: Value, at position: UInt32) {
    switch value {
    case .integer(let number): add(number, at: position)
    case .text(let text): text.withUTF8 { add(text: $0, at: position) }
    case .float(let number):
      if case .floats(var numbers) = shape {
        shape = .empty
        numbers.append(number)
        shape = .floats(numbers)
      } else if case .empty = shape {
        shape = .floats([number])
      } else {
        addGeneral(value)
      }
      note(position)
    case .boolean(let flag):
      if case .booleans(var flags) = shape {
        shape = .empty
        flags.append(flag)
        shape = .booleans(flags)
      } else if case .empty = shape {
        shape = .booleans([flag])
      } else {
        addGeneral(value)
      }
      note(position)
    default:
      addGeneral(value)
      note(position)
    }
  }

  /// Adds an integer.
  mutating func add(_ number: Int, at position: UInt32) {
    if case .integers(var numbers) = shape {
      // Taken out first, so that the array has one owner and grows in place.
      shape = .empty
      numbers.append(number)
      shape = .integers(numbers)
    } else if case .empty = shape {
      shape = .integers([number])
    } else {
      addGeneral(.integer(number))
    }
    note(position)
  }

  /// Adds a text in UTF-8.
  mutating func add(text: UnsafeBufferPointer<UInt8>, at position: UInt32) {
    if case .empty = shape { shape = .texts([], TextPool()) }
    if case .texts(var codes, var pool) = shape {
      shape = .empty
      codes.append(pool.intern(text))
      shape = .texts(codes, pool)
    } else {
      addGeneral(.text(Text(String(decoding: text, as: UTF8.self))))
    }
    note(position)
  }

  private mutating func addGeneral(_ value: Value) {
    var values: [Value]
    switch shape {
    case .empty: values = []
    case .integers(let numbers): values = numbers.map { .integer($0) }
    case .floats(let numbers): values = numbers.map { .float($0) }
    case .booleans(let flags): values = flags.map { .boolean($0) }
    case .texts(let codes, let pool):
      let dictionary = pool.dictionary()
      values = codes.map { .text(dictionary[Int($0)]) }
    case .values(let known):
      values = known
    }
    shape = .empty
    values.append(value)
    shape = .values(values)
  }

  private mutating func note(_ position: UInt32) {
    if count == 0 { first = position }
    if places == nil, Int(position) != Int(first) + count {
      places = Array(first..<(first + UInt32(count)))
    }
    places?.append(position)
    count += 1
  }

  /// The column, with positions passed through `renumber` where relationships were sorted; nil
  /// where there is no value.
  func column(renumber: [UInt32]? = nil) -> PropertyColumn? {
    guard count > 0 else { return nil }
    var places = self.places
    if let renumber {
      places = (places ?? Array(first..<(first + UInt32(count)))).map { renumber[Int($0)] }
    }
    let low = places?.min() ?? first
    let high = places?.max() ?? first + UInt32(count - 1)
    let extent = Int(high - low) + 1
    let layout = Layout(places: places, low: low, extent: extent, count: count)
    let validity =
      extent == count
      ? nil
      : FixedBuffer<Bool>(count: extent) { target in
        target.initialize(repeating: false)
        for index in 0..<count { target[layout.target(index)] = true }
      }
    return PropertyColumn(
      first: low, count: extent, storage: storage(layout), validity: validity, valueCount: count)
  }

  private func storage(_ layout: Layout) -> PropertyColumn.Storage {
    switch shape {
    case .empty: return .values(GeneralValues([]))
    case .integers(let numbers): return .integers(layout.spread(numbers, empty: 0))
    case .floats(let numbers): return .floats(layout.spread(numbers, empty: 0))
    case .booleans(let flags): return .booleans(layout.spread(flags, empty: false))
    case .texts(let codes, let pool):
      let (dictionary, ranks) = pool.sorted()
      return .codes(layout.spread(codes.map { ranks[Int($0)] }, empty: 0), dictionary)
    case .values(let values):
      var all = [Value](repeating: .null, count: layout.extent)
      for (index, value) in values.enumerated() { all[layout.target(index)] = value }
      return .values(GeneralValues(all))
    }
  }

  /// Where the values go.
  private struct Layout {
    let places: [UInt32]?
    let low: UInt32
    let extent: Int
    let count: Int

    func target(_ index: Int) -> Int { places.map { Int($0[index] - low) } ?? index }

    func spread<Element: SegmentElement>(
      _ values: [Element], empty: Element
    ) -> FixedBuffer<Element> {
      guard places != nil else { return FixedBuffer(values) }
      return FixedBuffer(count: extent) { target in
        if extent != count { target.initialize(repeating: empty) }
        for (index, value) in values.enumerated() { target[self.target(index)] = value }
      }
    }
  }
}
