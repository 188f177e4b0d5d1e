import GraphIndex

/// How often each node is a neighbour of one node.
final class Marks {
  private let counts: NodeMemory<UInt32>
  private var marked: [NodePosition] = []
  /// The node whose neighbours are marked.
  private(set) var node = noNode

  init(limit: Int) { counts = NodeMemory(count: limit) }

  /// By node.
  var pointer: UnsafeMutablePointer<UInt32> { counts.pointer }

  @inline(__always)
  subscript(node: NodePosition) -> UInt32 { counts[node] }

  /// Marks the neighbours of `node`, and no others.
  func set(_ node: NodePosition, _ neighbors: UnsafeBufferPointer<NodePosition>) {
    let counts = counts.pointer
    for node in marked { counts[Int(node)] = 0 }
    marked.removeAll(keepingCapacity: true)
    marked.append(contentsOf: neighbors)
    for neighbor in neighbors { counts[Int(neighbor)] &+= 1 }
    self.node = node
  }
}
