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

// Buffers are generic and used from other modules, where nothing of theirs is specialized. Requirements
// are called through the type's own table of witnesses, which are: these loops over its elements.
extension SegmentElement {
  /// The elements as a chunk.
  public static func encoded(_ elements: UnsafeBufferPointer<Self>) -> [UInt8] {
    SegmentChunk.encode(elements)
  }

  /// Fills `target` with the elements of a chunk.
  public static func decode(
    _ bytes: UnsafeRawBufferPointer, into target: UnsafeMutableBufferPointer<Self>, limit: Int64?
  ) throws(SegmentDamage) { try SegmentChunk.decode(bytes, into: target, limit: limit) }
}

extension UInt32: SegmentElement {
  /// The bits of the number.
  @inlinable public var segmentBits: Int64 { Int64(self) }
  /// The number of the given bits.
  @inlinable public init(segmentBits: Int64) { self.init(truncatingIfNeeded: segmentBits) }
}

extension Int: SegmentElement {
  /// The bits of the number.
  @inlinable public var segmentBits: Int64 { Int64(self) }
  /// The number of the given bits.
  @inlinable public init(segmentBits: Int64) { self.init(segmentBits) }
}

extension UInt8: SegmentElement {
  /// The bits of the number.
  @inlinable public var segmentBits: Int64 { Int64(self) }
  /// The number of the given bits.
  @inlinable public init(segmentBits: Int64) { self.init(truncatingIfNeeded: segmentBits) }
}

extension Double: SegmentElement {
  /// The bits of the number.
  @inlinable public var segmentBits: Int64 { Int64(bitPattern: bitPattern) }
  /// The number of the given bits.
  @inlinable public init(segmentBits: Int64) {
    self.init(bitPattern: UInt64(bitPattern: segmentBits))
  }
}

extension Bool: SegmentElement {
  /// The bits of the number.
  @inlinable public var segmentBits: Int64 { self ? 1 : 0 }
  /// The number of the given bits.
  @inlinable public init(segmentBits: Int64) { self = segmentBits != 0 }
}
