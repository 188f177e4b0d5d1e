import CypherPlan

/// The columns of a batch by slot: those that there are, in the order of their slots.
///
/// A long statement has many thousands of slots, of which a batch fills a few; what is done to a batch
/// takes time in proportion to these.
package struct Columns {
  private var entries: [(slot: Int, column: Column)] = []

  /// How many there are.
  package var count: Int { entries.count }

  /// The slots that have one.
  package var slots: some Sequence<Int> { entries.lazy.map(\.slot) }

  /// The column of a slot; nil where there is none.
  ///
  /// - Complexity: O(log columns) to read; O(columns) to give a column to a slot before others.
  package subscript(slot: Int) -> Column? {
    get {
      let place = place(of: slot)
      return place < entries.count && entries[place].slot == slot ? entries[place].column : nil
    }
    set {
      let place = place(of: slot)
      let isKnown = place < entries.count && entries[place].slot == slot
      switch (newValue, isKnown) {
      case (let column?, true): entries[place].column = column
      case (let column?, false): entries.insert((slot, column), at: place)
      case (nil, true): entries.remove(at: place)
      case (nil, false): break
      }
    }
  }

  /// The place of the first slot that is not below `slot`.
  private func place(of slot: Int) -> Int {
    guard let last = entries.last, slot <= last.slot else { return entries.count }
    var (low, high) = (0, entries.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].slot < slot { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Drops the columns of all other slots.
  mutating func keep(_ live: SlotSet) { entries.removeAll { !live.contains($0.slot) } }

  /// The bytes that `rows` rows of all columns take.
  func footprint(rows: Int) -> Int {
    entries.reduce(entries.count * 32) { $0 + $1.column.footprint(rows: rows) }
  }

  /// About how many bytes a row takes, besides what the values in it take.
  var bytesPerRow: Int { entries.reduce(0) { $0 + $1.column.bytesPerRow } }

  /// What `change` makes of the columns of the given slots, or of all.
  func mapped(keeping live: SlotSet?, _ change: (Column) -> Column) -> Columns {
    var result = Columns()
    if live == nil { result.entries.reserveCapacity(entries.count) }
    for (slot, column) in entries where live?.contains(slot) ?? true {
      result.entries.append((slot, change(column)))
    }
    return result
  }
}
