import GraphIndex
import Synchronization

/// Ranges of nodes that several threads take one after the other, until there are none or one of them
/// has failed.
///
/// Ranges are handed out in rising order, so that when one fails, all before it have been taken and
/// are worked to their end: the error of the lowest range is the one that a single thread would have
/// met first.
final class Morsels: Sendable {
  let ranges: [Range<NodePosition>]
  private let next = Atomic<Int>(0)
  private let hasFailed = Atomic<Bool>(false)

  /// Cuts `extent` into about `count` ranges.
  init(_ extent: [Range<NodePosition>], count: Int) {
    let total = extent.reduce(0) { $0 + $1.count }
    let size = max(1, (total + count - 1) / max(1, count))
    ranges = extent.flatMap { range in
      stride(from: Int(range.lowerBound), to: Int(range.upperBound), by: size).map { start in
        NodePosition(start)..<NodePosition(min(start + size, Int(range.upperBound)))
      }
    }
  }

  /// The number of the next range, or nil where nothing is left to do.
  func take() -> Int? {
    if hasFailed.load(ordering: .relaxed) { return nil }
    let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return number < ranges.count ? number : nil
  }

  /// Lets nobody begin another range.
  func fail() { hasFailed.store(true, ordering: .relaxed) }
}
