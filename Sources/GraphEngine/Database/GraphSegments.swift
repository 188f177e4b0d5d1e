import GraphIndex
import GraphModel
import GraphStore

/// Joins the index to the file: reads the index's chunks from segments, and writes them.
final class GraphSegments: SegmentSource, @unchecked Sendable {
  // Sendable by hand: other threads only read chunks; pins belong to the thread of the graph.

  private let bytes: SegmentBytes
  /// Which segments the indexes read from that are, or were, in use.
  private var pins: [Pin] = []

  /// The segments of an index, for as long as somebody has it.
  private struct Pin {
    weak var base: GraphBase?
    var chunks: [Range<Int>]
  }

  init(_ store: GraphStore) throws { bytes = try store.segmentBytes() }

  func withChunk(_ number: Int, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    do {
      try bytes.withSegment(number, body)
    } catch let error as StoreError where error.isDamage {
      throw SegmentDamage(error.cause)
    }
  }

  /// Ends the use, so that the file can be closed.
  func close() { bytes.close() }

  // MARK: The index of a store

  /// The index as it was last written; nil where there is none.
  ///
  /// - Throws: `SegmentDamage` where it is not as it was written, `StoreError` where the file cannot
  ///   be read.
  static func stored(
    in store: GraphStore, through segments: GraphSegments
  ) throws -> (manifest: GraphManifest, base: GraphBase)? {
    guard let list = try store.segmentList() else { return nil }
    var manifest: GraphManifest?
    try segments.withChunk(list) { bytes in
      manifest = try GraphManifest(sealed: bytes)
    }
    guard let manifest else { return nil }
    let base = try manifest.base(reader: SegmentReader(segments))
    segments.pin([0..<(list + 1)], for: base)
    return (manifest, base)
  }

  /// Keeps the given segments in the file until `base` is no longer in use, by a snapshot or by the
  /// graph itself.
  func pin(_ chunks: [Range<Int>], for base: GraphBase) {
    pins.removeAll { $0.base == nil || $0.base === base }
    pins.append(Pin(base: base, chunks: chunks))
  }

  /// Whether segments stay in the file for indexes other than `base`.
  func keepsMore(than base: GraphBase) -> Bool {
    pins.contains { $0.base !== base }
  }

  /// Writes what `write` stores as the index of all that the store holds, within the
  /// open transaction.
  ///
  /// Parts that lie in the file already stay where they are.
  /// - Throws: Whatever `write` throws; `StoreError`. The transaction must be taken back then.
  /// - Parameter segments: Knows which other segments somebody still reads.
  /// - Returns: What to call when the transaction has been committed; it returns the segments that
  ///   the index needs.
  static func replace(
    in store: GraphStore, besides segments: GraphSegments? = nil,
    _ write: (any SegmentSink) throws -> GraphManifest
  ) throws -> () -> [Range<Int>] {
    let sink = SegmentWriter(store)
    let list = try write(sink).sealed()
    let number = try list.withUnsafeBytes { try store.insertSegment(part: "list", $0) }
    let pinned = segments?.pins.filter { $0.base != nil }.flatMap(\.chunks) ?? []
    try store.finishSegments(list: number, keeping: sink.kept + pinned)
    return {
      for body in sink.pending { body() }
      return sink.kept
    }
  }
}

extension StoreError {
  /// Whether a segment is missing or cannot be read, while the file itself can.
  fileprivate var isDamage: Bool { kind == .damaged || code == 1 }
}

/// Writes chunks as segments.
private final class SegmentWriter: SegmentSink {
  private let store: GraphStore
  private(set) var kept: [Range<Int>] = []
  private(set) var pending: [() -> Void] = []

  init(_ store: GraphStore) { self.store = store }

  func write(chunk bytes: UnsafeRawBufferPointer, of key: String) throws -> Int {
    try store.insertSegment(part: Text(key), bytes)
  }

  func afterCommit(_ body: @escaping () -> Void) { pending.append(body) }

  func keep(chunks: Range<Int>) { kept.append(chunks) }
}
