import GraphModel
import Synchronization

/// The memory that all threads of a query may take together.
package final class MemoryBudget: Sendable {
  private let limit: Int
  private let reserved = Atomic<Int>(0)
  private let shared: SharedBudget?

  init(_ limit: Int, within shared: SharedBudget?) {
    self.limit = limit
    self.shared = shared
  }

  deinit { shared?.give(reserved.load(ordering: .relaxed)) }

  /// Takes `bytes`, which stay taken also where that is too much.
  func reserve(_ bytes: Int) throws(Diagnostic) {
    let now = reserved.wrappingAdd(bytes, ordering: .relaxed).newValue
    let fits = shared?.take(bytes, own: now) ?? true
    if now > limit { throw .memoryLimit(limit) }
    if !fits, let shared { throw .sharedMemoryLimit(shared.memory) }
  }

  /// Makes sure that there is room for `bytes`.
  package func need(_ bytes: Int) throws(Diagnostic) {
    let (sum, overflow) = reserved.load(ordering: .relaxed).addingReportingOverflow(bytes)
    if overflow || sum > limit { throw .memoryLimit(limit) }
  }

  /// How many bytes are taken now.
  var taken: Int { reserved.load(ordering: .relaxed) }

  func release(_ bytes: Int) {
    reserved.wrappingSubtract(bytes, ordering: .relaxed)
    shared?.give(bytes)
  }
}

/// Memory that is taken from a query's budget as long as this object is there: held by what holds the
/// values that it was taken for.
package final class Claim: Sendable {
  private let budget: MemoryBudget
  private let bytes: Int

  fileprivate init(_ budget: MemoryBudget, reserved bytes: Int) {
    self.budget = budget
    self.bytes = bytes
  }

  deinit { budget.release(bytes) }
}

/// What the expressions that are being evaluated by one thread have made and still hold.
///
/// A stack: an expression that is done gives back all that its parts have made, and keeps what it has
/// made itself for the expression around it.
struct ExpressionMemory {
  /// What is held, and how much of it has been taken from the budget: small amounts are not worth that.
  fileprivate var held = 0
  fileprivate var reserved = 0
  /// What the last expression that made values has made.
  fileprivate var latest = 0

  fileprivate static let step = 1 << 16
}

extension ExecutionContext {
  /// What expressions hold now, to come back to.
  var memoryMark: Int { making.held }

  /// Pays for values that an expression has made.
  ///
  /// - Throws: `Diagnostic` where they are more than the query may have.
  func pay(_ bytes: Int) throws(Diagnostic) {
    making.held &+= bytes
    making.latest &+= bytes
    if making.held &- making.reserved > ExpressionMemory.step {
      let more = making.held &- making.reserved
      making.reserved = making.held
      try budget.reserve(more)
      // Who pays has also worked.
      try tick(more >> 5)
    }
  }

  /// Pays for a value, all of which is counted, what it shares with others as well.
  func pay(for value: Value) throws(Diagnostic) {
    let bytes = value.footprint
    if bytes == 0 { return }
    try check(size: bytes)
    try pay(bytes)
  }

  /// Begins the values that the expression makes itself, once its parts are done.
  func beginValues() { making.latest = 0 }

  /// What the expression that has ended last holds.
  var keptByLatest: Int { making.latest }

  /// Says that the values of the expression are those for which `bytes` have been paid.
  func keepValues(_ bytes: Int) { making.latest = bytes }

  /// Gives back what was made since `mark`, but for what the latest expression has made, where `keeps`.
  ///
  /// - Returns: What is kept.
  @discardableResult
  func endExpression(_ mark: Int, keepsValues keeps: Bool) -> Int {
    let kept = keeps ? min(making.latest, making.held &- mark) : 0
    making.held = mark &+ kept
    making.latest = kept
    if making.reserved > making.held {
      budget.release(making.reserved &- making.held)
      making.reserved = making.held
    }
    return kept
  }

  /// A claim on `bytes` for as long as somebody holds it; nil where they are too few.
  func claim(_ bytes: Int) throws(Diagnostic) -> Claim? {
    guard bytes > 1 << 12 else { return nil }
    try budget.reserve(bytes)
    return Claim(budget, reserved: bytes)
  }

  /// The bytes that a value takes, all that is in it counted.
  func footprint(of value: Value) throws(Diagnostic) -> Int {
    let bytes = value.footprint
    try check(size: bytes)
    if bytes > 1 << 12 { try tick(bytes >> 5) }
    return bytes
  }

  @inline(__always)
  private func check(size bytes: Int) throws(Diagnostic) {
    guard bytes > ValueLimit.treeBytes else { return }
    throw bytes >= ValueLimit.tooDeep ? .nestedTooDeeply : .valueTooLarge
  }

  /// Takes what a value takes from the budget, until it is released.
  func hold(_ value: Value) throws(Diagnostic) -> Int {
    let bytes = try footprint(of: value)
    if bytes > 0 { try budget.reserve(bytes) }
    return bytes
  }

  /// Makes sure that there is room for what comes of a value: a text or a list of its length, and the
  /// same while it is put together. Functions that make more of it ask for themselves.
  @inline(__always)
  func makeRoom(for value: Value) throws(Diagnostic) {
    switch value {
    case .text(let text) where text.string.utf8.count > 1 << 14:
      try check()
      try budget.need(2 * text.string.utf8.count)
    case .list(let values) where values.count > 1 << 10:
      try tick(values.count)
      try budget.need(2 * MemoryLayout<Value>.stride * values.count)
    default: break
    }
  }

  /// Looks at the flag and the clock before a value is walked that may be large.
  @inline(__always)
  func pace(_ value: Value) throws(Diagnostic) {
    switch value {
    case .list, .map, .path, .text: if value.isNested { try check() }
    default: break
    }
  }
}
