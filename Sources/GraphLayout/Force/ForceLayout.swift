import FigureKit

/// Places a connected graph by lines that pull and boxes that push.
///
/// It begins as ``PivotStart`` draws the large shape, goes on with the forces of Hu, "Efficient and
/// high quality force-directed graph drawing" (2005): lines pull by *d*²/*k*, boxes push by *k*²/*d*,
/// the push of those far away summed up in squares (``PointTree``), steps of falling length; and ends
/// with boxes moved apart (``BoxSeparation``).
struct ForceLayout {
  var gap: Double

  private static let steps = 120

  func place(_ graph: LayoutGraph) -> Placement {
    let loops = Loops(graph)
    let count = graph.nodes.count
    let pairs = Self.pairs(graph)
    var neighbors = [[Int]](repeating: [], count: count)
    for pair in pairs {
      neighbors[pair.a].append(pair.b)
      neighbors[pair.b].append(pair.a)
    }
    // Boxes are wider than high; squeezed to about squares, forces work the same both ways.
    let mean = Self.meanSize(loops.sizes, gap)
    let start = PivotStart(count, neighbors: neighbors)
    var work = start.work
    let points = settled(start.points, pairs, &work)
    let length = 1.25
    let rooms = loops.sizes.indices.map { node in
      Rectangle(
        center: Point(points[node].x * mean.width * length, points[node].y * mean.height * length),
        loops.sizes[node])
    }
    let separation = BoxSeparation(rooms, gap: gap)
    var placement = Placement()
    placement.nodes = graph.nodes.indices.map { node in
      loops.box(graph.nodes[node], in: separation.boxes[node])
    }
    LineRouting(graph: graph, loops: loops).route(&placement)
    placement.work = work + separation.work + placement.work
    placement.fit(rooms: separation.boxes)
    return placement
  }

  /// Two boxes that lines join, once.
  private struct Pair: Hashable {
    var a: Int
    var b: Int
  }

  private static func pairs(_ graph: LayoutGraph) -> [Pair] {
    var seen: Set<Pair> = []
    var pairs: [Pair] = []
    for edge in graph.edges where edge.start != edge.end {
      let pair = Pair(a: min(edge.start, edge.end), b: max(edge.start, edge.end))
      if seen.insert(pair).inserted { pairs.append(pair) }
    }
    return pairs
  }

  private static func meanSize(_ sizes: [Size], _ gap: Double) -> Size {
    var (width, height) = (0.0, 0.0)
    for size in sizes {
      width += size.width
      height += size.height
    }
    let count = Double(max(1, sizes.count))
    let mean = Size(width / count + 2 * gap, height / count + 2 * gap)
    // Lines need room to be seen in both directions.
    return Size(mean.width, max(mean.height, mean.width * 0.55))
  }

  /// Where forces come to rest, at distances of about 1.
  private func settled(_ start: [Point], _ pairs: [Pair], _ work: inout Int) -> [Point] {
    var points = start
    var tree = PointTree()
    var length = 0.35 * Double(points.count).squareRoot().squareRoot()
    let cooling = 0.955
    for _ in 0..<Self.steps {
      tree.build(points)
      work += points.count
      var forces = tree.pushes(on: points, &work)
      for pair in pairs {
        let (dx, dy) = (
          points[pair.b].x - points[pair.a].x, points[pair.b].y - points[pair.a].y
        )
        let distance = (dx * dx + dy * dy).squareRoot()
        forces[pair.a].x += dx * distance
        forces[pair.a].y += dy * distance
        forces[pair.b].x -= dx * distance
        forces[pair.b].y -= dy * distance
      }
      work += pairs.count
      for index in points.indices {
        let force = forces[index]
        let size = (force.x * force.x + force.y * force.y).squareRoot()
        guard size > 1e-9 else { continue }
        let step = min(length, size) / size
        points[index] = points[index].moved(force.x * step, force.y * step)
      }
      length *= cooling
    }
    return points
  }
}
