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
    case values(GeneralValues)
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

  /// How many different texts there are; nil where the values are not texts.
  public var textCount: Int? {
    if case .codes(_, let dictionary) = storage { dictionary.count } else { nil }
  }

  /// Whether any value can be read without reading from the file, or from one place of it only.
  var isInMemory: Bool {
    switch storage {
    case .integers(let buffer): buffer.isInMemory
    case .floats(let buffer): buffer.isInMemory
    case .booleans(let buffer): buffer.isInMemory
    case .codes(let buffer, let dictionary): buffer.isInMemory && dictionary.isInMemory
    case .values: false
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
