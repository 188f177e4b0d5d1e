import GraphModel

/// What an open transaction must remember to be taken back, in whole or in part.
struct Transaction {
  /// The state when the transaction began.
  let start: Mark
  /// `totalChanges` of the connection at that time.
  let changesBefore: Int
  /// Open savepoints, the outermost first.
  var savepoints: [(number: Int, mark: Mark)] = []
  /// The number of the next savepoint.
  var nextSavepoint = 0

  /// The state that lives in memory, at one moment.
  struct Mark {
    var counters: Counters
    var symbolCount: Int
    var indexes: [Text: StoredIndex]
    var changes: ChangeRecord
    var changedEntities: Int
    var hasFullTextNotes: Bool
    var snapshots: [StoredSnapshot]
  }
}
