import GraphModel
import Synchronization

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
  /// What ``areValuesDistinct`` found: 0 while nobody has asked, 1 for no, 2 for yes.
  private let distinctness = Atomic<UInt8>(0)

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

  /// Where the value of a position that has one lies. One that a file was tampered with to name, and
  /// that has none, gives some other place.
  func index(of position: UInt32) -> Int { min(max(Int(position) - Int(first), 0), count - 1) }

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

  /// Whether no value occurs twice; no where that would take long to find out.
  ///
  /// - Complexity: O(positions) at the first call, O(1) after that.
  public var areValuesDistinct: Bool {
    let known = distinctness.load(ordering: .relaxed)
    if known != 0 { return known == 2 }
    let found = findDistinctness()
    distinctness.store(found ? 2 : 1, ordering: .relaxed)
    return found
  }

  private func findDistinctness() -> Bool {
    switch storage {
    case .codes(let buffer, let dictionary):
      guard dictionary.count >= valueCount else { return false }
      return isDistinct(buffer, from: 0, span: UInt64(dictionary.count))
    case .integers(let buffer):
      guard let (least, greatest) = extremes(of: buffer) else { return true }
      let (span, overflow) = greatest.subtractingReportingOverflow(least)
      guard !overflow, span >= valueCount - 1, span / 64 < valueCount else { return false }
      return isDistinct(buffer, from: least, span: UInt64(span) + 1)
    case .floats, .booleans, .values: return false
    }
  }

  private func extremes(of buffer: FixedBuffer<Int>) -> (least: Int, greatest: Int)? {
    let (values, valid) = (buffer.pointer, validity?.pointer)
    var result: (least: Int, greatest: Int)?
    for index in 0..<count where valid?[index] ?? true {
      let value = values[index]
      result = (min(result?.least ?? value, value), max(result?.greatest ?? value, value))
    }
    return result
  }

  /// Whether the values, which are less than `span` from `least` on, occur once each.
  private func isDistinct<Element: FixedWidthInteger>(
    _ buffer: FixedBuffer<Element>, from least: Element, span: UInt64
  ) -> Bool {
    var seen = [UInt64](repeating: 0, count: Int(span / 64) + 1)
    let (values, valid) = (buffer.pointer, validity?.pointer)
    return seen.withUnsafeMutableBufferPointer { seen in
      for index in 0..<count where valid?[index] ?? true {
        let offset = UInt64(truncatingIfNeeded: values[index] &- least)
        // A file that was tampered with may hold any number.
        guard offset < span else { return false }
        let bit: UInt64 = 1 << (offset & 63)
        if seen[Int(offset >> 6)] & bit != 0 { return false }
        seen[Int(offset >> 6)] |= bit
      }
      return true
    }
  }
}
