/// A plain number that chunks can hold.
public protocol SegmentElement: BitwiseCopyable {
  /// The number as 64 bits, so that near numbers have near bits.
  var segmentBits: Int64 { get }
  /// The number of such bits; those that no number has are never given.
  init(segmentBits: Int64)
  /// The elements as a chunk.
  static func encoded(_ elements: UnsafeBufferPointer<Self>) -> [UInt8]
  /// Fills `target` with the elements of a chunk, each from 0 to less than `limit` where there is
  /// one.
  static func decode(
    _ bytes: UnsafeRawBufferPointer, into target: UnsafeMutableBufferPointer<Self>, limit: Int64?
  ) throws(SegmentDamage)
}

// Buffers are generic and used from other modules, where nothing of theirs is specialized; each type
// therefore brings the loops over its own elements.

extension UInt32: SegmentElement {
  /// The bits of the number.
  @inlinable public var segmentBits: Int64 { Int64(self) }
  /// The number of the given bits.
  @inlinable public init(segmentBits: Int64) { self.init(truncatingIfNeeded: segmentBits) }
  /// The elements as a chunk.
  public static func encoded(_ elements: UnsafeBufferPointer<UInt32>) -> [UInt8] {
    SegmentChunk.encode(elements)
  }
  /// Fills `target` with the elements of a chunk.
  public static func decode(
    _ bytes: UnsafeRawBufferPointer, into target: UnsafeMutableBufferPointer<UInt32>, limit: Int64?
  ) throws(SegmentDamage) { try SegmentChunk.decode(bytes, into: target, limit: limit) }
}

extension Int: SegmentElement {
  /// The bits of the number.
  @inlinable public var segmentBits: Int64 { Int64(self) }
  /// The number of the given bits.
  @inlinable public init(segmentBits: Int64) { self.init(segmentBits) }
  /// The elements as a chunk.
  public static func encoded(_ elements: UnsafeBufferPointer<Int>) -> [UInt8] {
    SegmentChunk.encode(elements)
  }
  /// Fills `target` with the elements of a chunk.
  public static func decode(
    _ bytes: UnsafeRawBufferPointer, into target: UnsafeMutableBufferPointer<Int>, limit: Int64?
  ) throws(SegmentDamage) { try SegmentChunk.decode(bytes, into: target, limit: limit) }
}

extension UInt8: SegmentElement {
  /// The bits of the number.
  @inlinable public var segmentBits: Int64 { Int64(self) }
  /// The number of the given bits.
  @inlinable public init(segmentBits: Int64) { self.init(truncatingIfNeeded: segmentBits) }
  /// The elements as a chunk.
  public static func encoded(_ elements: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    SegmentChunk.encode(elements)
  }
  /// Fills `target` with the elements of a chunk.
  public static func decode(
    _ bytes: UnsafeRawBufferPointer, into target: UnsafeMutableBufferPointer<UInt8>, limit: Int64?
  ) throws(SegmentDamage) { try SegmentChunk.decode(bytes, into: target, limit: limit) }
}

extension Double: SegmentElement {
  /// The bits of the number.
  @inlinable public var segmentBits: Int64 { Int64(bitPattern: bitPattern) }
  /// The number of the given bits.
  @inlinable public init(segmentBits: Int64) {
    self.init(bitPattern: UInt64(bitPattern: segmentBits))
  }
  /// The elements as a chunk.
  public static func encoded(_ elements: UnsafeBufferPointer<Double>) -> [UInt8] {
    SegmentChunk.encode(elements)
  }
  /// Fills `target` with the elements of a chunk.
  public static func decode(
    _ bytes: UnsafeRawBufferPointer, into target: UnsafeMutableBufferPointer<Double>, limit: Int64?
  ) throws(SegmentDamage) { try SegmentChunk.decode(bytes, into: target, limit: limit) }
}

extension Bool: SegmentElement {
  /// The bits of the number.
  @inlinable public var segmentBits: Int64 { self ? 1 : 0 }
  /// The number of the given bits.
  @inlinable public init(segmentBits: Int64) { self = segmentBits != 0 }
  /// The elements as a chunk.
  public static func encoded(_ elements: UnsafeBufferPointer<Bool>) -> [UInt8] {
    SegmentChunk.encode(elements)
  }
  /// Fills `target` with the elements of a chunk.
  public static func decode(
    _ bytes: UnsafeRawBufferPointer, into target: UnsafeMutableBufferPointer<Bool>, limit: Int64?
  ) throws(SegmentDamage) { try SegmentChunk.decode(bytes, into: target, limit: limit) }
}
