import CypherRuntime
import GraphModel
import Platform
import Synchronization

/// The rows of a query that reads, made as they are asked for.
///
/// An answer needs the graph's file to stay as it is. Where nobody has asked for a row for a while, the
/// rest is made at once by another thread and kept in memory, and the file is free for others.
final class AnswerStream: RowProducer, @unchecked Sendable {
  // Sendable by hand: `block` and what goes with it belong to the thread that reads, all else is
  // behind the lock.

  let summary = Summary()
  private let state: Monitor<State>
  /// How it is read, for whoever keeps the file.
  let reading = AnswerReading()
  /// Rows that were made and not yet read.
  private var block: [[Value]] = []
  private var index = 0
  private var blockSize = 1

  fileprivate struct State {
    /// Makes the rows that were not made yet; nil where all were.
    var rows: StreamedRows?
    var lease: FileLease?
    /// Rows that were made while nobody asked.
    var spooled: [[Value]] = []
    /// What comes after the last of them.
    var failure: (any Error)?
  }

  private static let largestBlock = 256

  init(_ rows: StreamedRows, _ lease: FileLease?) {
    // Whoever hands the rows over has no more to do with them.
    nonisolated(unsafe) let state = State(rows: rows, lease: lease)
    self.state = Monitor(state)
    reading.begin(self)
  }

  deinit { reading.end() }

  func next() throws -> [Value]? {
    if index >= block.count { try fill() }
    guard index < block.count else { return nil }
    index += 1
    return block[index - 1]
  }

  func nextBatch() throws -> RowBatch.Contents? {
    if index < block.count {
      defer { index = block.count }
      return RowBatch.Contents(block[index...])
    }
    reading.note()
    return try state.withLock { state in try state.takeBatch() }
  }

  private func fill() throws {
    reading.note()
    block = []
    index = 0
    let size = blockSize
    blockSize = min(blockSize * 2, Self.largestBlock)
    block = try state.withLock { state in try state.take(size) }
  }

  /// Makes all rows that are left and gives the file back.
  ///
  /// Where they need more memory than the query may take, the rest is made when it is asked for, and
  /// the file is kept.
  func spool() { state.withLock { $0.spool() } }
}

extension AnswerStream.State {
  /// A block of rows ends once so many bytes were made for them.
  private static let mostBytes = 1 << 20

  /// The next rows: one, and as many more as lie ready.
  fileprivate mutating func take(_ count: Int) throws -> [[Value]] {
    if !spooled.isEmpty {
      defer { spooled = [] }
      return spooled
    }
    if let failure {
      self.failure = nil
      throw failure
    }
    guard rows != nil else { return [] }
    var block: [[Value]] = []
    block.reserveCapacity(count)
    var bytes = 0
    do {
      while block.count < count, block.isEmpty || rows?.hasRowAtHand == true {
        guard let row = try rows?.next() else {
          end()
          break
        }
        block.append(row)
        // What was made for the rows of a block is there until all of it was read.
        bytes += rows?.bytesOfRow ?? 0
        if bytes > Self.mostBytes { break }
      }
    } catch {
      if block.isEmpty { throw error }
      failure = error
    }
    return block
  }

  /// The next rows as columns.
  fileprivate mutating func takeBatch() throws -> RowBatch.Contents? {
    if !spooled.isEmpty {
      defer { spooled = [] }
      return RowBatch.Contents(spooled)
    }
    if let failure {
      self.failure = nil
      throw failure
    }
    let batch = try rows?.nextBatch()
    if batch == nil { end() }
    return batch
  }

  fileprivate mutating func spool() {
    rows?.forgoRepair()
    do {
      while let row = try rows?.next() {
        spooled.append(row)
        guard rows?.reserve(row) == true else { return }
      }
    } catch {
      failure = error
    }
    end()
  }

  private mutating func end() {
    rows = nil
    lease = nil
  }
}

/// How an answer is read: an object of its own, because the answer gives its lease back when it goes,
/// which must not happen while somebody looks at who needs the file.
final class AnswerReading: Sendable {
  private struct Reference {
    weak var answer: AnswerStream?
  }

  private let counter = Atomic(0)
  private let ended = Atomic(false)
  private let reference = Monitor(Reference())

  /// How often rows were asked for.
  var count: Int { counter.load(ordering: .relaxed) }
  /// Whether the answer has gone.
  var isOver: Bool { ended.load(ordering: .relaxed) }
  /// The answer; nil once it has gone.
  var answer: AnswerStream? { reference.withLock { $0.answer } }

  fileprivate func begin(_ answer: AnswerStream) { reference.withLock { $0.answer = answer } }
  fileprivate func note() { counter.add(1, ordering: .relaxed) }
  fileprivate func end() { ended.store(true, ordering: .relaxed) }
}

extension GraphDatabase {
  /// The rows of a query as they are handed out: with an eye on who reads them, where the file has to
  /// stay as it is for them.
  func answer(_ rows: StreamedRows, _ lease: FileLease?) -> AnswerStream {
    let answer = AnswerStream(rows, lease)
    if lease != nil { note(answer.reading) }
    return answer
  }
}
