/// Counts the work of making a statement ready to run, and ends it where its time is over or nobody
/// waits for it any more.
///
/// Reading, binding and planning take time and memory in proportion to the statement, which may be long:
/// they look at the flag as running does, and at how much of the query's memory is left. The count is what
/// tests compare to see that twice the statement is twice the work, whatever the machine.
///
///     let meter = WorkMeter { (bytes) throws(Diagnostic) in try limits.check(bytes) }
///     for clause in clauses {
///       try meter.note()
///       …
///     }
package final class WorkMeter {
  /// How much was done so far, in expressions, clauses and steps.
  package private(set) var count = 0
  private var sinceCheck = 0
  private let look: (_ bytes: Int) throws(Diagnostic) -> Void
  /// What was there before it began to count.
  private var earlierBytes = 0

  /// How much is done between two looks at the flag: well below a millisecond's work.
  private static let interval = 256

  /// A meter that `look` may end by throwing; without one, it only counts.
  package init(
    _ look: @escaping (_ bytes: Int) throws(Diagnostic) -> Void = { (_) throws(Diagnostic) in }
  ) {
    self.look = look
  }

  /// About how many bytes what was made takes: expressions, scopes, steps and what the rules that rewrite
  /// them hold for a moment.
  ///
  /// An estimate: of long statements of every clause, what was measured is between a fifth of it and
  /// all of it.
  package var bytes: Int { earlierBytes + count * Self.bytesOfStep }

  /// What a step of the work leaves, and a byte of the text with its tokens and its tree.
  private static let (bytesOfStep, bytesOfTextByte) = (200, 80)

  /// Notes that a text of so many bytes is read.
  ///
  /// - Throws: What the check throws, where the statement is to be ended.
  package func note(textLength: Int) throws(Diagnostic) {
    try note(earlierBytes: textLength * Self.bytesOfTextByte)
  }

  /// Notes that so much was there before.
  ///
  /// - Throws: What the check throws, where the statement is to be ended.
  package func note(earlierBytes: Int) throws(Diagnostic) {
    self.earlierBytes += earlierBytes
    try check()
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
    try look(bytes)
  }
}
