import GraphModel

/// Rows without their order, compared by text.
///
/// Lists are compared without their order too: that of `collect()` is not fixed where the rows are
/// not. Nor is it fixed which of two equivalent numbers stands for a group, so that `1.0` and `1`
/// have one text here.
public struct Bag: Equatable, CustomStringConvertible, Sendable {
  private var counts: [String: Int] = [:]

  /// The bag of `rows`.
  public init(_ rows: some Sequence<[Value]>) {
    for row in rows {
      counts[row.map(Bag.text).joined(separator: " | "), default: 0] += 1
    }
  }

  private static func text(_ value: Value) -> String {
    switch value {
    case .list(let list): "[\(list.map(text).sorted().joined(separator: ", "))]"
    case .float(let number): Int(exactly: number).map(String.init) ?? value.caseText
    default: value.caseText
    }
  }

  /// The number of rows.
  public var count: Int { counts.values.reduce(0, +) }

  /// One line for each different row, with the number of times it stands there.
  public var description: String {
    let lines = counts.sorted { $0.key < $1.key }
      .map { $0.value == 1 ? $0.key : "\($0.key)   (\($0.value) times)" }
    return lines.isEmpty ? "(no row)" : lines.joined(separator: "\n")
  }

  /// The rows that stand in `self` more often than in `other`.
  public func minus(_ other: Bag) -> String {
    counts.compactMap { row, count in
      let more = count - other.counts[row, default: 0]
      return more > 0 ? "\(row)   (\(more) more)" : nil
    }.sorted().joined(separator: "\n")
  }
}
