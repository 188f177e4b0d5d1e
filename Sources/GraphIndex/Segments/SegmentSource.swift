import Platform
import Synchronization

/// Where stored chunks of the index are read from; `GraphEngine` joins it to the graph's file.
public protocol SegmentSource: AnyObject, Sendable {
  /// Calls `body` with the bytes of the chunk `number`.
  ///
  /// May be called from several threads at once.
  ///
  /// - Throws: Where there is no such chunk or the file cannot be read.
  func withChunk(_ number: Int, _ body: (UnsafeRawBufferPointer) throws -> Void) throws
}

/// Where chunks of the index are written to.
public protocol SegmentSink: AnyObject {
  /// Keeps the bytes of a chunk and returns its number, which is one more than that of the chunk
  /// that was written before.
  ///
  /// - Parameter key: What the chunk belongs to, for people and for checks.
  func write(chunk bytes: UnsafeRawBufferPointer, of key: String) throws -> Int

  /// Runs `body` once what was written is permanent, and never where it was taken back.
  func afterCommit(_ body: @escaping () -> Void)

  /// Is told which chunks the index needs from now on, written now or before.
  func keep(chunks: Range<Int>)
}

/// Reads chunks for buffers, and remembers the first thing that went wrong.
public final class SegmentReader: Sendable {
  private let source: any SegmentSource
  private let state = Monitor<(any Error)?>(nil)
  private let hasFailed = Atomic(false)
  private let bytesRead = Atomic(0)

  /// A reader of the chunks of `source`.
  public init(_ source: any SegmentSource) { self.source = source }

  /// What went wrong; nil while all that was read is sound.
  public var fault: (any Error)? {
    hasFailed.load(ordering: .acquiring) ? state.withLock { $0 } : nil
  }

  /// How many bytes have been read, for tests that count work.
  public var byteCount: Int { bytesRead.load(ordering: .relaxed) }

  /// Fills `target` with the elements of a chunk, or with zeros where it cannot be read.
  func read<Element: SegmentElement>(
    chunk: Int, into target: UnsafeMutableBufferPointer<Element>, limit: Int64?
  ) {
    do {
      try source.withChunk(chunk) { bytes in
        bytesRead.add(bytes.count, ordering: .relaxed)
        try Element.decode(bytes, into: target, limit: limit)
      }
    } catch {
      target.initialize(repeating: Element(segmentBits: 0))
      note(error)
    }
  }

  /// Notes that something stored is not as it must be.
  func note(_ error: any Error) {
    state.withLock { if $0 == nil { $0 = error } }
    hasFailed.store(true, ordering: .releasing)
  }
}

/// A stored part of the index that is not as it was written.
public struct SegmentDamage: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public let description: String

  /// Damage of the given kind.
  public init(_ description: String) { self.description = description }
}
