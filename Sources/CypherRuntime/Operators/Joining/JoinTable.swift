import GraphIndex
import GraphModel

/// Rows by the values of their keys, as `=` finds them equal.
///
/// Rows whose keys are equal lie side by side, in the order in which they came. A key that is equal to
/// nothing, not even itself (null, NaN, a list with null in it), has no place.
struct JoinTable {
  /// All rows, side by side.
  let rows: Batch
  private let keys: [Column]
  private var slots: [Int32]
  private var hashes: [UInt64] = []
  /// A row of each group, whose keys stand for those of all.
  private var examples: [Int32] = []
  /// Where each group begins in ``members``, and one more for the end.
  private var offsets: [Int32] = []
  private var members: [Int32] = []

  /// Puts the rows into a table.
  ///
  /// - Parameters:
  ///   - keys: The key columns of the rows.
  ///   - hashes: A hash for each row; nil for those that are equal to nothing.
  init(
    _ rows: Batch, keys: [Column], hashes: JoinHashes, in context: ExecutionContext
  ) throws {
    self.rows = rows
    self.keys = keys
    var size = 1024
    while size < rows.count * 2 { size *= 2 }
    try context.reserve(size * 4 + rows.count * 12)
    slots = [Int32](repeating: -1, count: size)
    var groups = [Int32](repeating: -1, count: rows.count)
    var counts: [Int32] = []
    for row in 0..<rows.count where hashes.isEqualToItself(row) {
      let group = try place(row, hash: hashes.words[row], context.view, &counts, context)
      groups[row] = group
      counts[Int(group)] += 1
      if row & 0xFFF == 0 { try context.tick(0x1000) }
    }
    offsets = [Int32](repeating: 0, count: counts.count + 1)
    for group in counts.indices { offsets[group + 1] = offsets[group] + counts[group] }
    var next = offsets
    members = [Int32](repeating: 0, count: Int(offsets[counts.count]))
    for row in 0..<rows.count where groups[row] >= 0 {
      members[Int(next[Int(groups[row])])] = Int32(row)
      next[Int(groups[row])] += 1
    }
  }

  /// The bytes that a table of so many rows takes beside them.
  static func footprint(of rows: Int) -> Int { rows * 32 }

  /// How many different keys there are.
  var groupCount: Int { examples.count }

  /// The group of the row, which may be a new one.
  private mutating func place(
    _ row: Int, hash: UInt64, _ view: GraphView, _ counts: inout [Int32],
    _ context: ExecutionContext
  ) throws -> Int32 {
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index] >= 0 {
      let group = Int(slots[index])
      if hashes[group] == hash, Self.areEqual(keys, Int(examples[group]), keys, row, view) {
        return slots[index]
      }
      index = (index + 1) & mask
    }
    let group = Int32(examples.count)
    try context.reserve(24)
    slots[index] = group
    examples.append(Int32(row))
    hashes.append(hash)
    counts.append(0)
    return group
  }

  /// The group whose keys equal those of each row that counts; -1 where there is none.
  func groups(
    of columns: [Column], _ found: JoinHashes, _ rows: Selection, _ view: GraphView
  ) -> [Int32] {
    var result = [Int32](repeating: -1, count: rows.count)
    let mask = slots.count - 1
    let areWords = zip(keys, columns).allSatisfy { JoinWords($0, $1) != nil }
    let words = areWords ? zip(keys, columns).compactMap { JoinWords($0, $1) } : []
    slots.withUnsafeBufferPointer { slots in
      hashes.withUnsafeBufferPointer { hashes in
        rows.forEach { row in
          guard found.isEqualToItself(row) else { return }
          let hash = found.words[row]
          var index = Int(truncatingIfNeeded: hash) & mask
          while slots[index] >= 0 {
            let group = Int(slots[index])
            if hashes[group] == hash {
              let example = Int(examples[group])
              let isEqual =
                areWords
                ? words.allSatisfy { $0.areEqual(example, row) }
                : Self.areEqual(keys, example, columns, row, view)
              if isEqual {
                result[row] = slots[index]
                return
              }
            }
            index = (index &+ 1) & mask
          }
        }
      }
    }
    return result
  }

  /// The rows of a group.
  func rows(of group: Int32) -> ArraySlice<Int32> {
    members[Int(offsets[Int(group)])..<Int(offsets[Int(group) + 1])]
  }

  /// How many rows each group stands for.
  func totals() throws -> [UInt64] {
    try (0..<groupCount).map { group in
      guard let multiplicity = rows.multiplicity else {
        return UInt64(offsets[group + 1] - offsets[group])
      }
      var total: UInt64 = 0
      for row in rows(of: Int32(group)) { total = try sum(total, multiplicity[Int(row)]) }
      return total
    }
  }

  private static func areEqual(
    _ a: [Column], _ row: Int, _ b: [Column], _ other: Int, _ view: GraphView
  ) -> Bool {
    for (x, y) in zip(a, b) {
      if let words = JoinWords(x, y) {
        if !words.areEqual(row, other) { return false }
      } else if Value.equals(x.value(row, view), y.value(other, view)) != true {
        return false
      }
    }
    return true
  }
}

/// Two columns that are compared word by word.
private enum JoinWords {
  case integers([Int], [Int])
  case codes([UInt32], [UInt32])

  init?(_ a: Column, _ b: Column) {
    switch (a, b) {
    case (.integers(let x, _), .integers(let y, _)): self = .integers(x, y)
    case (.codes(let x, let one), .codes(let y, let other)) where one === other:
      self = .codes(x, y)
    case (.nodes(let x), .nodes(let y)): self = .codes(x, y)
    default: return nil
    }
  }

  @inline(__always)
  func areEqual(_ row: Int, _ other: Int) -> Bool {
    switch self {
    case .integers(let x, let y): x[row] == y[other]
    case .codes(let x, let y): x[row] == y[other]
    }
  }
}
