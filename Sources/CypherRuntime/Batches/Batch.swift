import CypherPlan
import GraphIndex
import GraphModel

/// Rows on their way through a plan: a column a slot, which rows count, and how often each does.
package struct Batch {
  /// By slot; without those that have no value yet, or that nobody reads any more.
  package var columns = Columns()
  /// The number of rows, those that do not count included.
  package var count: Int
  /// The rows that count; nil for all.
  package var selection: [Int32]?
  /// How many equal rows each stands for; nil for one.
  package var multiplicity: [UInt64]?
  /// What the plan's annotation says of each; nil for ``AnnotationHandle/one``.
  package var annotations: [AnnotationHandle]?
  /// In an inner plan: the outer row that each belongs to.
  package var ordinals: [Int32]?
  /// What is taken from the query's memory for the values in the columns.
  package var claims: [Claim] = []

  package init(count: Int) { self.count = count }

  /// How many rows count, each once.
  package var selectedCount: Int { selection?.count ?? count }

  /// Which rows count.
  package var rows: Selection { Selection(indices: selection, count: count) }

  /// How many equal rows the row stands for.
  package func times(_ row: Int) -> UInt64 { multiplicity?[row] ?? 1 }

  /// How many rows the rows that count stand for.
  ///
  /// - Throws: `Diagnostic` where the number does not fit.
  package func total() throws(Diagnostic) -> UInt64 {
    guard let multiplicity else { return UInt64(selectedCount) }
    var total: UInt64 = 0
    var overflows = false
    multiplicity.withUnsafeBufferPointer { multiplicity in
      rows.forEach { row in
        let (result, overflow) = total.addingReportingOverflow(multiplicity[row])
        total = result
        overflows = overflows || overflow
      }
    }
    if overflows { throw .countOverflow }
    return total
  }

  /// The given rows with the given columns only, or with all.
  package func gathered(_ rows: [Int32], keeping live: SlotSet? = nil) -> Batch {
    var result = Batch(count: rows.count)
    result.columns = columns.mapped(keeping: live) { $0.gathered(rows) }
    if let multiplicity { result.multiplicity = gather(multiplicity, rows) }
    if let annotations { result.annotations = gather(annotations, rows) }
    if let ordinals { result.ordinals = gather(ordinals, rows) }
    result.claims = claims
    return result
  }

  /// The rows that count, side by side.
  package func compacted(keeping live: SlotSet? = nil) -> Batch {
    guard let selection else {
      var result = self
      if let live { result.columns.keep(live) }
      return result
    }
    return gathered(selection, keeping: live)
  }
}

/// Which rows of a batch count.
package struct Selection {
  /// The rows in rising order; nil for all.
  package let indices: [Int32]?
  /// The number of rows, those that do not count included.
  package let count: Int

  package init(indices: [Int32]?, count: Int) {
    self.indices = indices
    self.count = count
  }

  /// How many rows count.
  package var selectedCount: Int { indices?.count ?? count }

  /// Calls `body` with each row that counts.
  @inline(__always)
  package func forEach(_ body: (Int) throws -> Void) rethrows {
    if let indices {
      for row in indices { try body(Int(row)) }
    } else {
      var row = 0
      while row < count {
        try body(row)
        row &+= 1
      }
    }
  }

  /// The rows that count and satisfy `predicate`.
  @inline(__always)
  package func filtered(_ predicate: (Int) throws -> Bool) rethrows -> Selection {
    // Every row is written, and the next goes over it where it is not kept: no branch to be guessed.
    let kept = try [Int32](unsafeUninitializedCapacity: selectedCount) { target, filled in
      var found = 0
      try forEach { row in
        target[found] = Int32(truncatingIfNeeded: row)
        found &+= try predicate(row) ? 1 : 0
      }
      filled = found
    }
    return Selection(indices: kept, count: count)
  }
}

/// Multiplies multiplicities, or says that the count does not fit.
@inline(__always)
func product(_ a: UInt64, _ b: UInt64) throws(Diagnostic) -> UInt64 {
  let (result, overflow) = a.multipliedReportingOverflow(by: b)
  if overflow { throw .countOverflow }
  return result
}

/// Adds multiplicities, or says that the count does not fit.
@inline(__always)
func sum(_ a: UInt64, _ b: UInt64) throws(Diagnostic) -> UInt64 {
  let (result, overflow) = a.addingReportingOverflow(b)
  if overflow { throw .countOverflow }
  return result
}
