import GraphIndex

/// How often each node is a neighbour of one node.
///
/// A bit a node says whether it is one at all, so that the marks of a large graph lie in the nearest
/// cache; numbers are kept only for a node that has a neighbour more than once.
final class Marks {
  /// 64 nodes a word.
  let bits: UnsafeMutablePointer<UInt64>
  private let limit: Int
  private let memory: NodeMemory<UInt64>
  private var counts: NodeMemory<UInt32>?
  private var marked: [NodePosition] = []
  /// The node whose neighbours are marked.
  private(set) var node = noNode
  /// Whether no neighbour is there more than once, so that the bits tell everything.
  private(set) var areSimple = true

  init(limit: Int) {
    self.limit = limit
    memory = NodeMemory(count: limit / 64 + 1)
    bits = memory.pointer
  }

  /// By node, where some neighbour is there more than once.
  var numbers: UnsafeMutablePointer<UInt32>? { areSimple ? nil : counts?.pointer }

  @inline(__always)
  subscript(node: NodePosition) -> UInt64 {
    areSimple ? bits.mark(of: node) : counts.map { UInt64($0[node]) } ?? 0
  }

  /// Marks the neighbours of `node`, and no others.
  func set(_ node: NodePosition, _ neighbors: UnsafeBufferPointer<NodePosition>) {
    for node in marked { bits[Int(node &>> 6)] = 0 }
    if !areSimple, let counts { for node in marked { counts[node] = 0 } }
    marked.removeAll(keepingCapacity: true)
    marked.append(contentsOf: neighbors)
    var repeated: UInt64 = 0
    for neighbor in neighbors {
      repeated |= bits.mark(of: neighbor)
      bits[Int(neighbor &>> 6)] |= 1 &<< UInt64(neighbor & 63)
    }
    areSimple = repeated == 0
    self.node = node
    if areSimple { return }
    let counts = self.counts ?? NodeMemory(count: limit)
    self.counts = counts
    for neighbor in neighbors { counts[neighbor] &+= 1 }
  }
}

extension UnsafeMutablePointer<UInt64> {
  /// 1 where the bit of `node` is set, else 0.
  @inline(__always)
  func mark(of node: NodePosition) -> UInt64 {
    (self[Int(node &>> 6)] &>> UInt64(node & 63)) & 1
  }
}
