/// What a join keeps from run to run.
final class JoinMemory {
  /// The rows of the inner plan, and those whose keys raise an error.
  struct Table {
    var table: JoinTable
    var totals: [UInt64]
    var failed: [Int32]
    var bytes: Int
  }
  /// How often the join has run.
  var runs = 0
  var table: Table?

  /// The table, where the graph is as it was when the table was made: the inner plan reads nothing of
  /// the rows, so that only what the statement writes can change it.
  func table(in context: ExecutionContext) -> Table? {
    if context.isUpdating, let known = table {
      context.release(known.bytes)
      table = nil
    }
    return table
  }
}
