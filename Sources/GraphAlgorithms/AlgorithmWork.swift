import GraphModel

/// What an algorithm tells of its work while it runs, so that it can be ended and kept within its memory.
///
/// The count is what tests compare to guard speed, whatever the machine.
public final class AlgorithmWork {
  /// How many entries and nodes were looked at so far.
  public private(set) var count = 0
  private var sinceLook = 0
  private var bytes = 0
  /// Called with what was done since the last time; throws where the statement is to end.
  public let look: (_ amount: Int) throws(Diagnostic) -> Void
  private let need: (_ bytes: Int) throws(Diagnostic) -> Void

  /// Work that `look` may end, and for which `need` finds room; without them, it only counts.
  public init(
    look: @escaping (_ amount: Int) throws(Diagnostic) -> Void = { (_) throws(Diagnostic) in },
    need: @escaping (_ bytes: Int) throws(Diagnostic) -> Void = { (_) throws(Diagnostic) in }
  ) {
    self.look = look
    self.need = need
  }

  /// Notes that so many entries or nodes were looked at.
  ///
  /// - Throws: `Diagnostic` where the statement is to end.
  @inline(__always)
  func note(_ amount: Int) throws(Diagnostic) {
    count &+= amount
    sinceLook &+= amount
    if sinceLook >= 1 << 15 { try lookNow() }
  }

  private func lookNow() throws(Diagnostic) {
    let amount = sinceLook
    sinceLook = 0
    try look(amount)
  }

  /// Makes sure that there is room for `bytes` beside what was taken before.
  ///
  /// - Throws: `Diagnostic` where the statement may not have them.
  public func take(_ bytes: Int) throws(Diagnostic) {
    self.bytes &+= bytes
    try need(self.bytes)
  }

  /// Gives back what is not needed any more.
  func give(_ bytes: Int) { self.bytes &-= bytes }

  /// A run of `count` numbers, for which there is room.
  func run<Element: BitwiseCopyable & Sendable>(
    _ count: Int, of element: Element
  ) throws(Diagnostic) -> Run<Element> {
    try take(count * MemoryLayout<Element>.stride)
    return Run(count, of: element)
  }
}
