import GraphEngine
import GraphModel

/// The answer that was shown last, for whoever wants to see it again, in another format or uncut.
public struct KeptAnswer: Sendable {
  /// The columns.
  let columns: [String]
  /// The rows; nil where they were too many to be kept.
  let rows: [[Value]]?
  /// How many rows there were.
  let count: Int
}

/// Keeps the rows of an answer while another format shows them, as long as they are of bounded size.
struct KeepingFormat: RowFormat {
  /// What shows the rows.
  let base: any RowFormat
  let keeper: Keeper

  var name: String { base.name }
  var summary: String { base.summary }

  func writer(into output: any ByteOutput, layout: RowLayout) -> any RowWriter {
    KeepingRowWriter(base: base.writer(into: output, layout: layout), keeper: keeper)
  }

  /// Where the rows of an answer are gathered.
  final class Keeper: Sendable {
    /// About how many bytes of values are kept at most.
    static let mostBytes = 1 << 26

    // Sendable by hand: an answer is shown by one thread, and its rows are asked for afterwards.
    nonisolated(unsafe) private var columns: [String] = []
    nonisolated(unsafe) private var rows: [[Value]]? = []
    nonisolated(unsafe) private var bytes = 0
    nonisolated(unsafe) private var count = 0

    func begin(_ columns: [String]) { self.columns = columns }

    func add(_ row: [Value]) {
      count += 1
      guard rows != nil else { return }
      for value in row { bytes += value.footprint }
      if bytes > Self.mostBytes { rows = nil } else { rows?.append(row) }
    }

    /// What was kept; nil for a statement without columns.
    var answer: KeptAnswer? {
      columns.isEmpty ? nil : KeptAnswer(columns: columns, rows: rows, count: count)
    }
  }
}

private struct KeepingRowWriter: RowWriter {
  var base: any RowWriter
  let keeper: KeepingFormat.Keeper

  mutating func begin(_ columns: [String]) throws {
    keeper.begin(columns)
    try base.begin(columns)
  }

  mutating func write(_ row: [Value]) throws {
    keeper.add(row)
    try base.write(row)
  }

  mutating func end(_ summary: Summary) throws { try base.end(summary) }

  mutating func stop() throws { try base.stop() }
}
