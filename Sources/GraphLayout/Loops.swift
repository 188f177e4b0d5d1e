import FigureKit

/// Lines from a box to itself, which need room above it.
struct Loops {
  /// Each box with the room for its loops, which lies above it.
  private(set) var sizes: [Size]
  /// The number of each loop at its box, from 0; 0 for other lines.
  private var numbers: [Int]
  /// The height of the loops of each box.
  private var reach: [Double]

  /// - Complexity: O(*n* + *m*).
  init(_ graph: LayoutGraph) {
    sizes = graph.nodes.map(\.size)
    numbers = [Int](repeating: 0, count: graph.edges.count)
    reach = [Double](repeating: 0, count: graph.nodes.count)
    var counts = [Int](repeating: 0, count: graph.nodes.count)
    var labels = [Size](repeating: Size(0, 0), count: graph.nodes.count)
    for (index, edge) in graph.edges.enumerated() where edge.start == edge.end {
      let node = edge.start
      numbers[index] = counts[node]
      if counts[node] == 0, let label = edge.label { labels[node] = label }
      counts[node] += 1
    }
    for node in graph.nodes.indices where counts[node] > 0 {
      reach[node] = Self.height(counts[node] - 1) + 2
      sizes[node].height += reach[node] + labels[node].height
      sizes[node].width = max(sizes[node].width, labels[node].width)
    }
  }

  /// The box within the room that was reserved for it and its loops.
  func box(_ node: LayoutGraph.Node, in room: Rectangle) -> Rectangle {
    Rectangle(
      Point(room.center.x - node.size.width / 2, room.maxY - node.size.height), node.size)
  }

  /// The way of a loop above its box.
  func route(of edge: Int, at box: Rectangle) -> Route {
    let number = numbers[edge]
    let half = max(0, min(9 + Double(number) * 4, box.size.width / 2 - 2))
    let (left, right) = (box.center.x - half, box.center.x + half)
    // A curve of two equal pulls reaches three quarters of the way to them.
    let top = box.minY - Self.height(number) / 0.75
    let foot = box.minY + min(1, box.size.height)
    return Route(
      [Point(left, foot), Point(left, top), Point(right, top), Point(right, foot)],
      isCurved: true)
  }

  /// Where the label of the first loop of a box lies; the others have no room.
  func label(of edge: LayoutGraph.Edge, _ index: Int, at box: Rectangle) -> Rectangle? {
    guard let size = edge.label, numbers[index] == 0 else { return nil }
    return Rectangle(
      Point(box.center.x - size.width / 2, box.minY - reach[edge.start] - size.height), size)
  }

  private static func height(_ number: Int) -> Double { 16 + 7 * Double(number) }
}
