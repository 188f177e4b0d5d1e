import GraphEngine
import GraphModel
import Platform

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

    private struct Kept {
      var columns: [String] = []
      var rows: [[Value]]? = []
      var bytes = 0
      var count = 0
    }

    private let kept = Monitor(Kept())

    func begin(_ columns: [String]) { kept.withLock { $0.columns = columns } }

    func add(_ row: [Value]) {
      kept.withLock { kept in
        kept.count += 1
        guard kept.rows != nil else { return }
        for value in row { kept.bytes += value.footprint }
        if kept.bytes > Self.mostBytes { kept.rows = nil } else { kept.rows?.append(row) }
      }
    }

    /// Gives up the rows: whoever looked at them has not waited for all.
    func forget() { kept.withLock { $0.rows = nil } }

    /// What was kept; nil for a statement without columns.
    var answer: KeptAnswer? {
      kept.withLock { kept in
        guard !kept.columns.isEmpty else { return nil }
        return KeptAnswer(columns: kept.columns, rows: kept.rows, count: kept.count)
      }
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
