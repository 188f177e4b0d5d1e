import Platform
import Synchronization

/// What all queries of a database may take together.
///
/// A query that is alone is held by its own limits only: a budget is there to be shared.
package final class SharedBudget: Sendable {
  private let limits: Monitor<(memory: Int, threads: Int)>
  private let bytes = Atomic<Int>(0)
  private let helpers = Atomic<Int>(0)

  /// A budget of so many bytes and threads.
  package init(memory: Int, threads: Int) { limits = Monitor((memory, threads)) }

  /// How many bytes the queries may take together.
  package var memory: Int {
    get { limits.withLock { $0.memory } }
    set { limits.withLock { $0.memory = newValue } }
  }

  /// How many threads may work on the queries together.
  package var threads: Int {
    get { limits.withLock { $0.threads } }
    set { limits.withLock { $0.threads = newValue } }
  }

  /// Takes bytes for a query that has `own` of them then; false where the queries have too many.
  func take(_ count: Int, own: Int) -> Bool {
    let all = bytes.wrappingAdd(count, ordering: .relaxed).newValue
    return all <= own || all <= memory
  }

  /// Gives bytes back.
  func give(_ count: Int) { bytes.wrappingSubtract(count, ordering: .relaxed) }

  /// How many of the wanted helpers a query may have beside its own thread.
  func takeHelpers(_ wanted: Int) -> HelperThreads {
    let all = helpers.wrappingAdd(wanted, ordering: .relaxed)
    // The first may have what it wants; who comes later shares what is left.
    let granted =
      all.oldValue == 0 ? wanted : max(0, min(wanted, threads - 1 - all.oldValue))
    helpers.wrappingSubtract(wanted - granted, ordering: .relaxed)
    return HelperThreads(granted, of: self)
  }

  fileprivate func giveHelpers(_ count: Int) {
    helpers.wrappingSubtract(count, ordering: .relaxed)
  }
}

/// The right of a query to so many threads beside its own, given back when it goes.
final class HelperThreads {
  let count: Int
  private let budget: SharedBudget

  fileprivate init(_ count: Int, of budget: SharedBudget) {
    self.count = count
    self.budget = budget
  }

  deinit { budget.giveHelpers(count) }
}
