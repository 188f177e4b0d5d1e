import FigureKit

/// Turns layers and places in them into coordinates, and leads each line from box to box.
///
/// Within a layer a line runs straight, at the place that was kept for it; it bends only between two
/// layers, where there are no boxes. So no line crosses a box.
struct LayeredRouting {
  var graph: LayoutGraph
  var items: LayeredItems
  var order: LayerOrder
  var centers: [Double]
  var isReversed: [Bool]
  var direction: LayoutDirection
  var loops: Loops

  /// Where a layer begins and ends, across the layers.
  private struct Band {
    var start = 0.0
    var end = 0.0
  }

  private var bands: [Band] = []
  private var boxes: [Rectangle] = []
  private var total = 0.0

  init(
    graph: LayoutGraph, items: LayeredItems, order: LayerOrder, centers: [Double],
    isReversed: [Bool], direction: LayoutDirection, loops: Loops
  ) {
    self.graph = graph
    self.items = items
    self.order = order
    self.centers = centers
    self.isReversed = isReversed
    self.direction = direction
    self.loops = loops
  }

  /// The placement, its work not counted.
  mutating func placement() -> Placement {
    setBands()
    boxes = graph.nodes.indices.map { node in
      let size = loops.sizes[node]
      let band = bands[items.items[node].layer]
      let middle = point(centers[node], (band.start + band.end) / 2)
      return loops.box(graph.nodes[node], in: Rectangle(center: middle, size))
    }
    var placement = Placement()
    placement.nodes = boxes
    placement.labels = [Rectangle?](repeating: nil, count: graph.edges.count)
    let ports = self.ports()
    for (index, edge) in graph.edges.enumerated() {
      if edge.start == edge.end {
        placement.routes.append(loops.route(of: index, at: boxes[edge.start]))
        placement.labels[index] = loops.label(of: edge, index, at: boxes[edge.start])
        if edge.label != nil, placement.labels[index] == nil { placement.labelsLeftOut += 1 }
      } else if items.chains[index].isEmpty {
        placement.routes.append(straight(edge))
        if edge.label != nil { placement.labelsLeftOut += 1 }
      } else {
        let route = self.route(of: index, ports)
        placement.routes.append(isReversed[index] ? route.reversed : route)
        if let item = items.labelItems[index], let size = edge.label {
          let band = bands[items.items[item].layer]
          placement.labels[index] = Rectangle(
            center: point(centers[item], (band.start + band.end) / 2), size)
        }
      }
    }
    fit(&placement)
    return placement
  }

  /// Bands as thick as what stands in them; the more the lines between two of them lean, the more
  /// room they have.
  private mutating func setBands() {
    var lean = [Double](repeating: 0, count: order.layers.count)
    var count = lean
    for segment in items.segments {
      let layer = items.items[segment.upper].layer
      lean[layer] += (centers[segment.upper] - centers[segment.lower]).magnitude
      count[layer] += 1
    }
    var depth = 0.0
    for (layer, members) in order.layers.enumerated() {
      let thickness = members.map { items.items[$0].depth }.max() ?? 0
      bands.append(Band(start: depth, end: depth + thickness))
      let mean = count[layer] > 0 ? lean[layer] / count[layer] : 0
      depth += thickness + 34 + min(170, mean * 0.45) + min(60, count[layer])
    }
    total = bands.last?.end ?? 0
  }

  /// A place from how far along its layer and how far across the layers it is.
  private func point(_ along: Double, _ across: Double) -> Point {
    let across = direction.isReversed ? total - across : across
    return direction.isHorizontal ? Point(across, along) : Point(along, across)
  }

  /// How far along the layer a box lies; a box with loops is not in the middle of its room.
  private func along(_ box: Rectangle) -> Double {
    direction.isHorizontal ? box.center.y : box.center.x
  }

  /// An end of a line: how far from the middle of the box's side.
  private struct Ports {
    var low: [Double]
    var high: [Double]
  }

  /// Lines that meet at one side of a box, in the order in which they come, with a little room between
  /// them.
  private func ports() -> Ports {
    var ports = Ports(
      low: [Double](repeating: 0, count: graph.edges.count),
      high: [Double](repeating: 0, count: graph.edges.count))
    var before = [[(edge: Int, next: Int)]](repeating: [], count: graph.nodes.count)
    var behind = before
    for (index, chain) in items.chains.enumerated() where !chain.isEmpty {
      behind[chain[0]].append((index, chain[1]))
      before[chain[chain.count - 1]].append((index, chain[chain.count - 2]))
    }
    func spread(_ ends: [(edge: Int, next: Int)], _ node: Int, _ set: (Int, Double) -> Void) {
      guard ends.count > 1 else { return }
      let breadth = direction.isHorizontal ? boxes[node].size.height : boxes[node].size.width
      let step = min(9, breadth * 0.72 / Double(ends.count - 1))
      let sorted = ends.sorted {
        (order.places[$0.next], $0.edge) < (order.places[$1.next], $1.edge)
      }
      for (place, end) in sorted.enumerated() {
        set(end.edge, (Double(place) - Double(ends.count - 1) / 2) * step)
      }
    }
    for node in graph.nodes.indices {
      spread(behind[node], node) { ports.low[$0] = $1 }
      spread(before[node], node) { ports.high[$0] = $1 }
    }
    return ports
  }

  /// The way from the lower layer to the higher one.
  private func route(of edge: Int, _ ports: Ports) -> Route {
    let chain = items.chains[edge]
    var builder = CurveBuilder()
    for (place, item) in chain.enumerated() {
      let band = bands[items.items[item].layer]
      let isFirst = place == 0
      let isLast = place == chain.count - 1
      var at = centers[item]
      var (from, to) = (band.start, band.end)
      if isFirst || isLast {
        let box = boxes[item]
        let node = graph.nodes[item]
        let offset = isFirst ? ports.low[edge] : ports.high[edge]
        let (breadth, depth) =
          direction.isHorizontal
          ? (box.size.height, box.size.width) : (box.size.width, box.size.height)
        at = along(box) + offset
        let inset = node.inset(at: offset, breadth: breadth, depth: depth)
        let middle = across(box)
        if isFirst { from = middle + depth / 2 - inset } else { to = middle - depth / 2 + inset }
      }
      builder.pass(at, from: from, to: to)
    }
    return Route(builder.stations.map { point($0.along, $0.across) }, isCurved: true)
  }

  /// How far across the layers the middle of a box is.
  private func across(_ box: Rectangle) -> Double {
    let coordinate = direction.isHorizontal ? box.center.x : box.center.y
    return direction.isReversed ? total - coordinate : coordinate
  }

  private func straight(_ edge: LayoutGraph.Edge) -> Route {
    let (a, b) = (boxes[edge.start], boxes[edge.end])
    return Route([
      graph.nodes[edge.start].border(of: a, towards: b.center),
      graph.nodes[edge.end].border(of: b, towards: a.center),
    ])
  }

  /// Moves all so that it begins at the corner.
  private func fit(_ placement: inout Placement) {
    placement.fit(
      rooms: graph.nodes.indices.map { node in
        let box = placement.nodes[node]
        let size = loops.sizes[node]
        return Rectangle(Point(box.center.x - size.width / 2, box.maxY - size.height), size)
      })
  }
}

/// Gathers the points of a line: straight through each layer, in the shape of an S between two.
private struct CurveBuilder {
  private(set) var stations: [(along: Double, across: Double)] = []

  mutating func pass(_ along: Double, from start: Double, to end: Double) {
    if let last = stations.last {
      let pull = (start - last.across) / 2
      stations += [(last.along, last.across + pull), (along, start - pull), (along, start)]
    } else {
      stations.append((along, start))
    }
    guard end - start > 0.01 else { return }
    let third = (end - start) / 3
    stations += [(along, start + third), (along, end - third), (along, end)]
  }
}

extension Placement {
  /// Moves all so that boxes, their rooms, lines and labels begin at the corner, and takes their size.
  mutating func fit(rooms: [Rectangle]) {
    var bounds = rooms.first ?? Rectangle(Point(0, 0), Size(0, 0))
    for room in rooms { bounds = bounds.union(room) }
    for label in labels {
      if let label { bounds = bounds.union(label) }
    }
    for route in routes {
      for point in route.points { bounds = bounds.union(Rectangle(point, Size(0, 0))) }
    }
    move(0 - bounds.minX, 0 - bounds.minY)
    size = bounds.size
  }
}
