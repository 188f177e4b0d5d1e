import GraphModel
import Platform

/// Whose turn it is to write to a database: one session's at a time.
final class WritingTurn: Sendable {
  /// A session that has the turn.
  struct Holder: Sendable {
    var session: Int
    var name: String
    var since: ContinuousClock.Instant
    /// Whether it has a transaction open, and keeps the turn until that has ended.
    var isInTransaction: Bool
  }

  private let state = Monitor<Holder?>(nil)

  /// Takes the turn.
  ///
  /// - Parameter isOver: Whether to wait no longer for the session that has it.
  /// - Returns: Nil once the turn is the session's; else who has it.
  func take(_ wanted: Holder, until isOver: () -> Bool) -> Holder? {
    let taken: Bool? = state.wait(until: isOver) { holder in
      guard holder == nil else { return nil }
      holder = wanted
      return true
    }
    return taken == true ? nil : holder ?? wanted
  }

  /// Takes the turn where nobody has it.
  func takeIfFree(_ wanted: Holder) -> Bool {
    state.withLock { holder in
      guard holder == nil else { return false }
      holder = wanted
      return true
    }
  }

  /// Ends the turn.
  func give() { state.change { $0 = nil } }

  /// Who has the turn; nil where nobody has.
  var holder: Holder? { state.withLock { $0 } }
}
