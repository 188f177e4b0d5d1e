import FigureKit

/// Leads lines straight from box to box, several of one pair in bows, and finds room for what is
/// written on them.
struct LineRouting {
  var graph: LayoutGraph
  var loops: Loops

  private struct Pair: Hashable {
    var a: Int
    var b: Int
  }

  /// Sets routes and labels for the boxes of `placement`.
  ///
  /// - Complexity: O(*n* + *m*), for boxes of about one size.
  func route(_ placement: inout Placement) {
    var counts: [Pair: Int] = [:]
    for edge in graph.edges { counts[pair(edge), default: 0] += 1 }
    var used: [Pair: Int] = [:]
    placement.labels = [Rectangle?](repeating: nil, count: graph.edges.count)
    for (index, edge) in graph.edges.enumerated() {
      if edge.start == edge.end {
        placement.routes.append(loops.route(of: index, at: placement.nodes[edge.start]))
        continue
      }
      let pair = pair(edge)
      let number = used[pair, default: 0]
      used[pair] = number + 1
      let bow = Double(number) - Double((counts[pair] ?? 1) - 1) / 2
      // A bow is to the same side whichever way the line leads.
      placement.routes.append(
        self.route(edge, bow: edge.start < edge.end ? bow : 0 - bow, placement.nodes))
    }
    placeLabels(&placement)
  }

  private func pair(_ edge: LayoutGraph.Edge) -> Pair {
    Pair(a: min(edge.start, edge.end), b: max(edge.start, edge.end))
  }

  private func route(_ edge: LayoutGraph.Edge, bow: Double, _ boxes: [Rectangle]) -> Route {
    let (start, end) = (boxes[edge.start], boxes[edge.end])
    let (from, to) = (graph.nodes[edge.start], graph.nodes[edge.end])
    let (dx, dy) = (end.center.x - start.center.x, end.center.y - start.center.y)
    let distance = max(1e-6, (dx * dx + dy * dy).squareRoot())
    if bow == 0 {
      return Route([
        from.border(of: start, towards: end.center), to.border(of: end, towards: start.center),
      ])
    }
    let reach = bow * 22
    let middle = Point(
      (start.center.x + end.center.x) / 2 - dy / distance * reach,
      (start.center.y + end.center.y) / 2 + dx / distance * reach)
    let first = from.border(of: start, towards: middle)
    let last = to.border(of: end, towards: middle)
    let pull = { (a: Point) in
      Point(a.x + (middle.x - a.x) * 0.6, a.y + (middle.y - a.y) * 0.6)
    }
    return Route([first, pull(first), pull(last), last], isCurved: true)
  }

  /// Puts each label upon its line, where it covers neither a box nor another label.
  private func placeLabels(_ placement: inout Placement) {
    guard graph.edges.contains(where: { $0.label != nil }) else { return }
    var grid = BoxGrid(cell: 90)
    var taken = placement.nodes
    for (index, box) in taken.enumerated() { grid.insert(index, box) }
    for (index, edge) in graph.edges.enumerated() {
      guard let size = edge.label else { continue }
      if edge.start == edge.end {
        placement.labels[index] = loops.label(of: edge, index, at: placement.nodes[edge.start])
      } else {
        for part in [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8] {
          let box = Rectangle(center: placement.routes[index].point(at: part), size)
          placement.work += 1
          if grid.near(box).contains(where: { taken[$0].overlaps(box) }) { continue }
          placement.labels[index] = box
          break
        }
      }
      if let box = placement.labels[index] {
        grid.insert(taken.count, box)
        taken.append(box)
      } else {
        placement.labelsLeftOut += 1
      }
    }
  }
}

extension Route {
  /// A place so far along a way of one piece, from 0 to 1.
  func point(at part: Double) -> Point {
    guard points.count >= 2 else { return points.first ?? Point(0, 0) }
    let rest = 1 - part
    if isCurved, points.count >= 4 {
      let weights = [
        rest * rest * rest, 3 * rest * rest * part, 3 * rest * part * part, part * part * part,
      ]
      var (x, y) = (0.0, 0.0)
      for (weight, point) in zip(weights, points) {
        x += weight * point.x
        y += weight * point.y
      }
      return Point(x, y)
    }
    return Point(
      points[0].x * rest + points[1].x * part, points[0].y * rest + points[1].y * part)
  }
}
