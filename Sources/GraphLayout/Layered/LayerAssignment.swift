/// The layer of each box: all lines lead from a lower to a higher one, over few layers.
///
/// Longest paths give the lowest layer each can have; then boxes with more lines on one side move
/// towards that side, which shortens more lines than it stretches (the balance that the network
/// simplex of Gansner, Koutsofios, North and Vo, "A technique for drawing directed graphs" (1993),
/// finds exactly, in steps of linear cost).
struct LayerAssignment {
  /// The layer of each box, from 0.
  private(set) var layers: [Int]
  /// How many layers there are.
  private(set) var count = 0

  /// - Parameters:
  ///   - order: The boxes, so that every line of `links` leads onward.
  ///   - length: The fewest layers from one end of a line to the other.
  /// - Complexity: O(*n* + *m*).
  init(order: [Int], links: Adjacency, length: Int) {
    layers = [Int](repeating: 0, count: order.count)
    for node in order {
      for link in links.outgoing(node) {
        layers[link.node] = max(layers[link.node], layers[node] + length)
      }
    }
    for round in 0..<4 {
      var hasMoved = false
      for node in round % 2 == 0 ? order.reversed() : order {
        let (out, into) = (links.outgoing(node), links.incoming(node))
        var target = layers[node]
        if out.count > into.count {
          target = (out.map { layers[$0.node] }.min() ?? target) - length
        } else if into.count > out.count {
          target = (into.map { layers[$0.node] }.max() ?? target) + length
        }
        if target != layers[node] {
          layers[node] = target
          hasMoved = true
        }
      }
      if !hasMoved { break }
    }
    let lowest = layers.min() ?? 0
    for node in layers.indices { layers[node] -= lowest }
    count = (layers.max() ?? -1) + 1
  }
}
