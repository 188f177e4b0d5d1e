/// Counts the work of making a statement ready to run, and ends it where its time is over or nobody
/// waits for it any more.
///
/// Reading, binding and planning take time in proportion to the statement, which may be long: they look
/// at the flag as running does. The count is what tests compare to see that twice the statement is twice
/// the work, whatever the machine.
///
///     let meter = WorkMeter { () throws(Diagnostic) in try limits.check() }
///     for clause in clauses {
///       try meter.note()
///       …
///     }
package final class WorkMeter {
  /// How much was done so far, in expressions, clauses and steps.
  package private(set) var count = 0
  private var sinceCheck = 0
  private let look: () throws(Diagnostic) -> Void

  /// How much is done between two looks at the flag: well below a millisecond's work.
  private static let interval = 256

  /// A meter that `look` may end by throwing; without one, it only counts.
  package init(_ look: @escaping () throws(Diagnostic) -> Void = { () throws(Diagnostic) in }) {
    self.look = look
  }

  /// Notes that so much was done.
  ///
  /// - Throws: What the check throws, where the statement is to be ended.
  package func note(_ amount: Int = 1) throws(Diagnostic) {
    count &+= amount
    sinceCheck &+= amount
    if sinceCheck >= Self.interval { try check() }
  }

  /// Looks at the flag now.
  ///
  /// - Throws: What the check throws, where the statement is to be ended.
  package func check() throws(Diagnostic) {
    sinceCheck = 0
    try look()
  }
}
