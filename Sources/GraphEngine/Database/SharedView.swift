import GraphIndex
import Platform

/// The index of a database as its sessions share it: what was last committed, and what the session
/// that has the turn to write is changing.
///
/// There is one view that is written to, in place, with an undo log; readers have frozen copies. While
/// a session is alone no copy is kept for others, so that a commit costs what it changes.
final class SharedView: Sendable {
  /// What a session reads, and the number of the commit that it is.
  struct Commit: Sendable {
    var view: GraphView
    var number: Int
  }

  private struct State: Sendable {
    /// Written to by whoever has the turn.
    var current: GraphView
    /// The last commit, frozen; nil where nobody has asked for it, and where it would cost a copy.
    var committed: GraphView?
    /// Where the changes begin that are not committed; nil where there are none.
    var uncommitted: Int?
    /// Whether a statement is changing `current` just now.
    var isRunning = false
    var sessions = 0
    /// How many commits there have been; those of other processes count as well.
    var number = 0
    /// The identifiers that a graph in memory gives out next.
    var ids = GraphWriter.MemoryIDs()
  }

  private let state: Monitor<State>

  init(_ view: GraphView) { state = Monitor(State(current: view)) }

  // MARK: Reading

  /// The last commit.
  ///
  /// Only for sessions that do not have the turn. It waits for the statement of another session where
  /// that session was alone when it began to write: its changes are then taken back in a copy.
  ///
  /// - Parameter isOver: Whether to wait no longer; nil is answered then.
  func committed(until isOver: () -> Bool) -> Commit? {
    state.wait(until: isOver) { state in
      if let known = state.committed { return Commit(view: known, number: state.number) }
      let view: GraphView
      if let mark = state.uncommitted {
        if state.isRunning { return nil }
        view = state.current.frozen(before: mark)
      } else {
        view = state.current.frozen()
      }
      state.committed = view
      return Commit(view: view, number: state.number)
    }
  }

  /// How many commits there have been.
  var number: Int { state.withLock { $0.number } }

  /// Whether there are changes that are not committed.
  var hasChanges: Bool { state.withLock { $0.uncommitted != nil } }

  /// The view that is written to, for the session that has the turn.
  var current: GraphView { state.withLock { $0.current } }

  // MARK: Sessions

  /// A session begins.
  func join() { state.withLock { $0.sessions += 1 } }

  /// A session ends.
  func leave() { state.withLock { $0.sessions -= 1 } }

  // MARK: Writing, by the session that has the turn

  /// The identifiers that a graph in memory gives out next.
  var memoryIDs: GraphWriter.MemoryIDs {
    get { state.withLock { $0.ids } }
    set { state.withLock { $0.ids = newValue } }
  }

  /// A statement that may write begins.
  func beginStatement() -> GraphView {
    state.withLock { state in
      state.isRunning = true
      return state.current
    }
  }

  /// It has ended.
  func endStatement() { state.change { $0.isRunning = false } }

  /// Told before a statement's first change: keeps what was committed for the others.
  func willChange() {
    state.withLock { state in
      guard state.uncommitted == nil else { return }
      if state.sessions > 1 {
        if state.committed == nil { state.committed = state.current.frozen() }
      } else {
        // Kept alive it would make the change copy all changes before it.
        state.committed = nil
      }
      state.uncommitted = state.current.mark
    }
  }

  /// What was changed is committed from now on. Many changes become the new base.
  func commit() {
    let changed = state.withLock { state -> GraphView? in
      guard state.uncommitted != nil else { return nil }
      state.isRunning = true
      return state.current
    }
    guard let view = changed else { return }
    view.forgetUndo()
    let size =
      view.base.nodeCount + (0..<view.types.count).reduce(0) { $0 + view.count(ofType: $1) }
    if view.changeCount > 4_096, view.changeCount * 2 > size { view.fold() }
    settle()
  }

  /// Takes back what was changed since `mark`.
  func undo(to mark: Int) {
    beginStatement().undo(to: mark)
    state.change { state in
      if let begin = state.uncommitted, begin >= mark { state.uncommitted = nil }
      state.isRunning = false
    }
  }

  /// Changes the view in a way that is committed when `body` returns: the base is written or built
  /// anew, an index is made or dropped. Where it fails, what the graph holds must be as it was. No
  /// transaction has changed it.
  func change<R>(_ body: (GraphView) throws -> R) rethrows -> R {
    let view = beginStatement()
    willChange()
    do {
      let result = try body(view)
      settle()
      return result
    } catch {
      state.change { state in
        state.uncommitted = nil
        state.isRunning = false
      }
      throw error
    }
  }

  /// Forgets all there is.
  func reset() {
    replace(by: GraphView())
    memoryIDs = .init()
  }

  private func settle() {
    state.change { state in
      state.committed = nil
      state.uncommitted = nil
      state.number += 1
      state.isRunning = false
    }
  }

  /// Puts another view in the place of the one there is: plans that were made for it are stale.
  func replace(by view: GraphView) {
    state.change { state in
      view.supersede(state.current)
      state.current = view
      state.committed = nil
      state.uncommitted = nil
      state.number += 1
    }
  }
}
