import FigureKit
import GraphLayout
import Testing

/// That layouts cover nothing, lead lines to where they belong, and are the same each time.
@Suite struct LayoutTests {
  private static let layouts: [GraphLayout] =
    LayoutDirection.allCases.map { GraphLayout(kind: .layered, direction: $0) }
    + [GraphLayout(kind: .force), GraphLayout(kind: .auto)]

  @Test(arguments: SampleGraph.all)
  func nothingCoversAnything(_ sample: SampleGraph) {
    for layout in Self.layouts {
      let placement = layout.place(sample.graph)
      let label = "\(layout.kind) \(layout.direction)"
      let boxes = placement.nodes.enumerated().map { ("box \($0)", $1) }
      let texts = placement.labels.enumerated().compactMap { index, box in
        box.map { ("label \(index)", $0) }
      }
      let all = boxes + texts
      for (index, one) in all.enumerated() {
        for other in all.dropFirst(index + 1) where one.1.overlaps(other.1) {
          Issue.record("\(sample.name), \(label): \(one.0) and \(other.0) overlap")
        }
        #expect(one.1.minX >= -0.01 && one.1.minY >= -0.01, "\(label)")
        #expect(
          one.1.maxX <= placement.size.width + 0.01 && one.1.maxY <= placement.size.height + 0.01,
          "\(label)")
      }
      let wanted = sample.graph.edges.count { $0.label != nil }
      #expect(texts.count + placement.labelsLeftOut == wanted, "\(label)")
      if layout.kind == .layered, !sample.name.contains("loop") {
        #expect(placement.labelsLeftOut == 0, "\(label): layers have room for every label")
      }
    }
  }

  /// Places along a route, many for each piece.
  private func places(_ route: Route) -> [Point] {
    guard route.isCurved else {
      let (a, b) = (route.points[0], route.points[route.points.count - 1])
      return (0...20).map { step in
        let part = Double(step) / 20
        return Point(a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part)
      }
    }
    var places = [route.points[0]]
    for start in stride(from: 0, to: route.points.count - 3, by: 3) {
      let p = route.points[start...start + 3].map { $0 }
      for step in 1...16 {
        let t = Double(step) / 16
        let s = 1 - t
        let w = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t]
        places.append(
          Point(
            zip(w, p).reduce(0) { $0 + $1.0 * $1.1.x }, zip(w, p).reduce(0) { $0 + $1.0 * $1.1.y }))
      }
    }
    return places
  }

  private func distance(_ point: Point, _ box: Rectangle) -> Double {
    let dx = max(box.minX - point.x, 0, point.x - box.maxX)
    let dy = max(box.minY - point.y, 0, point.y - box.maxY)
    return (dx * dx + dy * dy).squareRoot()
  }

  @Test(arguments: SampleGraph.all)
  func linesJoinTheirBoxes(_ sample: SampleGraph) {
    for layout in Self.layouts {
      let placement = layout.place(sample.graph)
      #expect(placement.routes.count == sample.graph.edges.count)
      for (edge, route) in zip(sample.graph.edges, placement.routes) {
        guard let first = route.points.first, let last = route.points.last else {
          Issue.record("\(sample.name): a line without a way")
          continue
        }
        #expect(distance(first, placement.nodes[edge.start]) < 1.5, "\(layout.kind)")
        #expect(distance(last, placement.nodes[edge.end]) < 1.5, "\(layout.kind)")
        if route.isCurved { #expect(route.points.count % 3 == 1) }
      }
    }
  }

  @Test(arguments: SampleGraph.all)
  func inLayersNoLineCrossesABox(_ sample: SampleGraph) {
    for direction in LayoutDirection.allCases {
      let placement = GraphLayout(kind: .layered, direction: direction).place(sample.graph)
      guard placement.straightLines == 0 else { continue }
      for (edge, route) in zip(sample.graph.edges, placement.routes) where edge.start != edge.end {
        for place in places(route) {
          for (node, box) in placement.nodes.enumerated()
          where node != edge.start && node != edge.end && box.contains(place) {
            Issue.record("\(sample.name), \(direction): \(edge) runs through box \(node)")
            return
          }
        }
      }
    }
  }

  @Test func layersFollowTheLines() {
    let flow = SampleGraph("", 30, (1..<30).flatMap { [($0 / 2, $0), ($0 / 3, $0)] }).graph
    for (direction, isOnward) in [
      (.lr, { $0.maxX < $1.minX }), (.rl, { $0.minX > $1.maxX }), (.tb, { $0.maxY < $1.minY }),
      (.bt, { $0.minY > $1.maxY }),
    ] as [(LayoutDirection, (Rectangle, Rectangle) -> Bool)] {
      let placement = GraphLayout(kind: .layered, direction: direction).place(flow)
      for edge in flow.edges where edge.start != edge.end {
        #expect(isOnward(placement.nodes[edge.start], placement.nodes[edge.end]), "\(direction)")
      }
    }
  }

  @Test(arguments: SampleGraph.all)
  func theSameGraphIsPlacedTheSame(_ sample: SampleGraph) {
    for layout in Self.layouts {
      let (a, b) = (layout.place(sample.graph), layout.place(sample.graph))
      #expect(a.nodes == b.nodes && a.routes == b.routes && a.labels == b.labels)
    }
  }

  /// Lines between two layers that need not cross.
  @Test func aTreeHasNoCrossings() {
    let tree = SampleGraph("", 63, (1..<63).map { (($0 - 1) / 2, $0) }) { _ in Size(40, 20) }
    let placement = GraphLayout(kind: .layered, direction: .tb).place(tree.graph)
    // Children of a box to the left of another are to the left of its children.
    for a in tree.graph.edges {
      for other in tree.graph.edges where other.start != a.start {
        let (pa, po) = (placement.nodes[a.start], placement.nodes[other.start])
        guard pa.minY == po.minY else { continue }
        #expect(
          (pa.minX < po.minX)
            == (placement.nodes[a.end].minX < placement.nodes[other.end].minX))
      }
    }
  }

  @Test func forcesShowTheShape() {
    // Ends of a ring of 40 are farther apart than neighbours.
    let ring = SampleGraph("", 40, (0..<40).map { ($0, ($0 + 1) % 40) }) { _ in Size(20, 12) }
    let boxes = GraphLayout(kind: .force).place(ring.graph).nodes
    func apart(_ a: Int, _ b: Int) -> Double {
      let (p, q) = (boxes[a].center, boxes[b].center)
      return ((p.x - q.x) * (p.x - q.x) + (p.y - q.y) * (p.y - q.y)).squareRoot()
    }
    for node in 0..<40 {
      #expect(apart(node, (node + 20) % 40) > 3 * apart(node, (node + 1) % 40))
    }
  }

  @Test func layersOrForces() {
    func kind(_ sample: SampleGraph) -> Bool {
      let auto = GraphLayout(kind: .auto).place(sample.graph)
      return auto.nodes == GraphLayout(kind: .layered).place(sample.graph).nodes
    }
    #expect(kind(SampleGraph("", 31, (1..<31).map { (($0 - 1) / 2, $0) })))
    #expect(!kind(SampleGraph("", 300, (1..<300).map { (($0 - 1) / 2, $0) })))
    #expect(
      !kind(SampleGraph("", 9, (0..<9).flatMap { [($0, ($0 + 1) % 9), (($0 + 1) % 9, $0)] })))
  }
}
