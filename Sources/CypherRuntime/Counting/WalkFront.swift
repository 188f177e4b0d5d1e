import GraphIndex
import GraphModel

/// The nodes that a walk has come to, and how often: memory that grows, and is written and read by
/// pointer.
final class WalkFront {
  private(set) var nodes: UnsafeMutablePointer<NodePosition>
  private(set) var times: UnsafeMutablePointer<UInt64>
  private(set) var count = 0
  private var capacity = 64

  init() {
    nodes = .allocate(capacity: capacity)
    times = .allocate(capacity: capacity)
  }

  deinit {
    nodes.deallocate()
    times.deallocate()
  }

  func removeAll() { count = 0 }

  func append(_ node: NodePosition, times number: UInt64) {
    reserve(1)
    nodes[count] = node
    times[count] = number
    count &+= 1
  }

  /// Adds the nodes of `list`, each `number` times what `weight` says of it, but for those that count
  /// nothing.
  @inline(__always)
  func append(
    _ list: UnsafeBufferPointer<NodePosition>, times number: UInt64,
    _ weight: (NodePosition) -> UInt64
  ) throws {
    reserve(list.count)
    let (nodes, times) = (nodes, times)
    var end = count
    var overflows = false
    for node in list {
      let (product, overflow) = number.multipliedReportingOverflow(by: weight(node))
      nodes[end] = node
      times[end] = product
      overflows = overflows || overflow
      end &+= product == 0 ? 0 : 1
    }
    if overflows { throw Diagnostic.countOverflow }
    count = end
  }

  private func reserve(_ more: Int) {
    guard count &+ more > capacity else { return }
    let larger = max(capacity * 2, count + more)
    let (grownNodes, grownTimes) = (
      UnsafeMutablePointer<NodePosition>.allocate(capacity: larger),
      UnsafeMutablePointer<UInt64>.allocate(capacity: larger)
    )
    grownNodes.update(from: nodes, count: count)
    grownTimes.update(from: times, count: count)
    nodes.deallocate()
    times.deallocate()
    (nodes, times, capacity) = (grownNodes, grownTimes, larger)
  }
}
