import FigureKit

/// What stands in the layers: boxes, and for each line that passes a layer a place of its own, so that
/// it finds its way between the boxes.
struct LayeredItems {
  /// One thing in a layer.
  struct Item {
    /// The number of the box; nil where a line passes.
    var node: Int?
    /// The number of the layer.
    var layer: Int
    /// How much of the layer it takes.
    var breadth: Double
    /// How thick the layer must be for it.
    var depth: Double
  }

  /// All things; boxes first, by their numbers.
  private(set) var items: [Item] = []
  /// Lines between neighbouring layers, from lower to higher.
  private(set) var segments: [(upper: Int, lower: Int)] = []
  /// For each line the things it passes, from the lower layer to the higher, its ends included; empty
  /// where it is a loop, or drawn straight.
  private(set) var chains: [[Int]] = []
  /// For each line with a label, the thing that holds it.
  private(set) var labelItems: [Int?] = []
  /// Lines that take no part, because they pass too many layers.
  private(set) var straightCount = 0
  /// The most places for lines that pass.
  private let limit: Int

  /// - Complexity: O(*n* + *m*): there are at most twenty places for each box and line.
  init(
    _ graph: LayoutGraph, sizes: [Size], layers: [Int], isReversed: [Bool], isHorizontal: Bool
  ) {
    limit = 20 * (graph.nodes.count + graph.edges.count) + 1_000
    items.reserveCapacity(graph.nodes.count + graph.edges.count)
    for node in graph.nodes.indices {
      let size = isHorizontal ? sizes[node].turned : sizes[node]
      items.append(
        Item(node: node, layer: layers[node], breadth: size.width, depth: size.height))
    }
    chains = [[Int]](repeating: [], count: graph.edges.count)
    labelItems = [Int?](repeating: nil, count: graph.edges.count)
    var spans: [(edge: Int, length: Int)] = []
    for (index, edge) in graph.edges.enumerated() where edge.start != edge.end {
      spans.append((index, abs(layers[edge.end] - layers[edge.start])))
    }
    // Short lines first: where places run out, those that pass most layers go without.
    var room = limit
    var isStraight = [Bool](repeating: false, count: graph.edges.count)
    for span in spans.sorted(by: { ($0.length, $0.edge) < ($1.length, $1.edge) }) {
      room -= span.length - 1
      if room < 0 { isStraight[span.edge] = true }
    }
    for (index, edge) in graph.edges.enumerated() where edge.start != edge.end {
      if isStraight[index] {
        straightCount += 1
        continue
      }
      let (low, high) = isReversed[index] ? (edge.end, edge.start) : (edge.start, edge.end)
      var chain = [low]
      let middle = (layers[low] + layers[high]) / 2
      for layer in (layers[low] + 1)..<max(layers[high], layers[low] + 1) {
        var item = Item(node: nil, layer: layer, breadth: 2, depth: 0)
        if let label = edge.label, layer == middle {
          let size = isHorizontal ? label.turned : label
          (item.breadth, item.depth) = (size.width, size.height)
          labelItems[index] = items.count
        }
        chain.append(items.count)
        items.append(item)
      }
      chain.append(high)
      for (upper, lower) in zip(chain, chain.dropFirst()) { segments.append((upper, lower)) }
      chains[index] = chain
    }
  }
}
