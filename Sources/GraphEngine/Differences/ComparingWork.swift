import CypherRuntime
import GraphModel

/// Ends the comparing of two graphs where somebody cancels it.
final class ComparingWork {
  private let flags: [CancelFlag]
  /// How many elements and entries were looked at.
  private(set) var count = 0

  private var ticks = 0

  init(_ flags: [CancelFlag]) { self.flags = flags }

  /// Counts what a search has looked at.
  func add(_ looked: Int) { count &+= looked }

  func tick() throws(Diagnostic) {
    count &+= 1
    ticks &+= 1
    guard ticks & 0xFFF == 0, let set = flags.first(where: \.isSet) else { return }
    set.clear()
    throw Diagnostic(
      .interrupted, .runtime, "Interrupted", "It was interrupted; nothing was changed")
  }
}
