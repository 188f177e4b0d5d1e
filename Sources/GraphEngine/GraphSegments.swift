import GraphIndex
import GraphModel
import GraphStore

/// Joins the index to the file: reads the index's chunks from segments, and writes them.
final class GraphSegments: SegmentSource {
  private let bytes: SegmentBytes

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
    return try manifest.map { ($0, try $0.base(reader: SegmentReader(segments))) }
  }

  /// Writes what `write` stores as the index of all that the store holds, within the
  /// open transaction.
  ///
  /// Parts that lie in the file already stay where they are.
  /// - Throws: Whatever `write` throws; `StoreError`. The transaction must be taken back then.
  /// - Returns: What to call when the transaction has been committed.
  static func replace(
    in store: GraphStore, _ write: (any SegmentSink) throws -> GraphManifest
  ) throws -> () -> Void {
    let sink = SegmentWriter(store)
    let list = try write(sink).sealed()
    let number = try list.withUnsafeBytes { try store.insertSegment(part: "list", $0) }
    try store.finishSegments(list: number, keeping: sink.kept)
    return { for body in sink.pending { body() } }
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
