import Platform
import Synchronization

/// A run of plain numbers that never changes after it was made.
///
/// The numbers are in memory, or still in the graph's file: then each chunk is read when it is
/// first asked for. ``subscript(_:)`` and ``pointer(covering:)`` read only the chunks that they
/// need, which is right for a few nodes of a large graph; ``pointer`` and ``buffer`` read all that
/// is missing and then cost one load, without bounds check, reference counting or copy on the path
/// of a row.
///
/// Where the file cannot be read, or has been damaged, the numbers are zeros and the fault is noted
/// in the ``SegmentReader``; whoever runs a query asks it before a row leaves the engine.
public final class FixedBuffer<Element: SegmentElement>: @unchecked Sendable {
  // Sendable by hand: the memory of a chunk is written under the lock of `file`, before `isWhole` or
  // the chunk's flag says that it may be read.
  @usableFromInline let storage: UnsafeMutablePointer<Element>

  /// The number of elements.
  public let count: Int

  /// Whether all elements are in memory.
  @usableFromInline let isWhole: Atomic<Bool>
  private let file: Monitor<InFile>

  /// What of it is in the graph's file.
  private struct InFile {
    /// Where the elements lie; nil where they have not been written.
    var place: StoredRun?
    /// What has to be read from there; nil where nothing has.
    var missing: Missing?
  }

  private struct Missing {
    let reader: SegmentReader
    let run: StoredRun
    let limit: Int64?
    var isLoaded: [Bool]
    var left: Int
    /// How often a part was asked for.
    var questions = 0
  }

  /// Who asks as often does better with everything: each question waits for the lock.
  private static var mostQuestions: Int { 4096 }

  /// A buffer of the elements that `body` writes; all must be written.
  public init(count: Int, build body: (UnsafeMutableBufferPointer<Element>) throws -> Void) rethrows
  {
    storage = .allocate(capacity: max(count, 1))
    self.count = count
    isWhole = Atomic(true)
    file = Monitor(InFile())
    // Everything is initialized by now: where `body` throws, `deinit` gives the memory back.
    try body(UnsafeMutableBufferPointer(start: storage, count: count))
  }

  /// A buffer whose elements are read from `run` as they are needed.
  ///
  /// - Parameter limit: What every element must be less than; nil where any number is possible.
  init(stored run: StoredRun, reader: SegmentReader, limit: Int64?) {
    count = run.count
    storage = .allocate(capacity: max(count, 1))
    isWhole = Atomic(count == 0)
    let chunks = run.chunkCount
    file = Monitor(
      InFile(
        place: run,
        missing: count == 0
          ? nil
          : Missing(
            reader: reader, run: run, limit: limit,
            isLoaded: Array(repeating: false, count: chunks), left: chunks)))
  }

  /// A buffer of the given elements.
  public convenience init(_ elements: [Element]) {
    self.init(count: elements.count) { target in
      _ = target.initialize(fromContentsOf: elements)
    }
  }

  /// A buffer whose memory the caller fills before anyone else sees it.
  static func uninitialized(count: Int) -> FixedBuffer { FixedBuffer(count: count) { _ in } }

  deinit { storage.deallocate() }

  /// Whether all elements are in memory.
  var isInMemory: Bool { isWhole.load(ordering: .acquiring) }

  /// The elements, for as long as the buffer is held.
  @inlinable public var pointer: UnsafePointer<Element> {
    if !isWhole.load(ordering: .acquiring) { loadAll() }
    return UnsafePointer(storage)
  }

  /// The elements, for as long as the buffer is held.
  @inlinable public var buffer: UnsafeBufferPointer<Element> {
    UnsafeBufferPointer(start: pointer, count: count)
  }

  /// The element at `index`.
  @inlinable public subscript(index: Int) -> Element {
    assert(index >= 0 && index < count, "index \(index) is outside 0..<\(count)")
    if !isWhole.load(ordering: .acquiring) { load(index..<(index + 1)) }
    return storage[index]
  }

  /// All elements, of which only those in `range` are certain to be in memory.
  @inlinable public func pointer(covering range: Range<Int>) -> UnsafePointer<Element> {
    if !isWhole.load(ordering: .acquiring), !range.isEmpty { load(range) }
    return UnsafePointer(storage)
  }

  /// All elements, of which only those at the given indexes are certain to be in memory: the chunks
  /// of a few, everything for many.
  @inlinable public func pointer(
    touching indexes: some Collection<Int>
  ) -> UnsafePointer<Element> {
    if !isWhole.load(ordering: .acquiring) {
      if indexes.count > 64 { return pointer }
      for index in indexes where index >= 0 && index < count { load(index..<(index + 1)) }
    }
    return UnsafePointer(storage)
  }

  /// Reads every chunk that is missing.
  @usableFromInline func loadAll() { load(0..<count) }

  /// Reads the missing chunks that have a part in `range`.
  @usableFromInline func load(_ range: Range<Int>) {
    file.withLock { file in
      guard var missing = file.missing.take() else { return }
      missing.questions += 1
      let range = missing.questions > Self.mostQuestions ? 0..<count : range
      for chunk in (range.lowerBound >> chunkBits)...((range.upperBound - 1) >> chunkBits)
      where !missing.isLoaded[chunk] {
        let part = missing.run.elements(of: chunk)
        missing.reader.read(
          chunk: missing.run.first + chunk,
          into: UnsafeMutableBufferPointer(start: storage + part.lowerBound, count: part.count),
          limit: missing.limit)
        missing.isLoaded[chunk] = true
        missing.left -= 1
      }
      if missing.left > 0 {
        file.missing = consume missing
      } else {
        isWhole.store(true, ordering: .releasing)
      }
    }
  }

  // MARK: Writing

  /// Whether the elements lie in the file.
  var isStored: Bool { file.withLock { $0.place != nil } }

  /// Where the elements lie in the file, written now where they do not yet.
  func stored(in sink: SegmentSink, key: String) throws -> StoredRun {
    if let run = file.withLock({ $0.place }) {
      sink.keep(chunks: run.first..<(run.first + run.chunkCount))
      return run
    }
    let elements = buffer
    var first: Int?
    for chunk in 0..<StoredRun.chunks(of: count) {
      let part = StoredRun(first: 0, count: count).elements(of: chunk)
      let id = try Element.encoded(UnsafeBufferPointer(rebasing: elements[part]))
        .withUnsafeBytes { try sink.write(chunk: $0, of: key) }
      if first == nil { first = id }
    }
    let run = StoredRun(first: first ?? 0, count: count)
    sink.afterCommit { [weak self] in self?.file.withLock { $0.place = run } }
    sink.keep(chunks: run.first..<(run.first + run.chunkCount))
    return run
  }
}
