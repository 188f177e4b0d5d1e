/// How many bits of an index number the elements within a chunk: 65,536 elements a chunk.
@usableFromInline let chunkBits = 16

/// Where the elements of a ``FixedBuffer`` lie in a graph's file: in chunks with consecutive
/// numbers, each of 65,536 elements but the last.
struct StoredRun: Hashable, Sendable {
  /// The number of the first chunk.
  var first: Int
  /// The number of elements.
  var count: Int

  /// The number of chunks.
  var chunkCount: Int { Self.chunks(of: count) }

  static func chunks(of count: Int) -> Int { (count + (1 << chunkBits) - 1) >> chunkBits }

  /// The indexes of the elements in the chunk `number`, counted from 0.
  func elements(of number: Int) -> Range<Int> {
    let start = number << chunkBits
    return start..<min(count, start + (1 << chunkBits))
  }
}
