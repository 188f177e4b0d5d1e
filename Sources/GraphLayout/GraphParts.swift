import FigureKit

/// The connected parts of a graph, and how they come together again.
struct GraphParts {
  /// One connected part, with the numbers that its boxes and lines have in the whole.
  struct Part {
    var graph = LayoutGraph(nodes: [], edges: [])
    var nodes: [Int] = []
    var edges: [Int] = []
  }

  private(set) var parts: [Part] = []

  /// - Complexity: O(*n* + *m*), with near-constant finds (Tarjan 1975, union by the smaller number
  ///   and halving of paths).
  init(_ graph: LayoutGraph) {
    var parent = Array(graph.nodes.indices)
    func find(_ node: Int) -> Int {
      var node = node
      while parent[node] != node {
        parent[node] = parent[parent[node]]
        node = parent[node]
      }
      return node
    }
    for edge in graph.edges {
      let (a, b) = (find(edge.start), find(edge.end))
      if a != b { parent[max(a, b)] = min(a, b) }
    }
    var partOfRoot = [Int](repeating: -1, count: graph.nodes.count)
    var place = [Int](repeating: 0, count: graph.nodes.count)
    for node in graph.nodes.indices {
      let root = find(node)
      if partOfRoot[root] < 0 {
        partOfRoot[root] = parts.count
        parts.append(Part())
      }
      let part = partOfRoot[root]
      place[node] = parts[part].nodes.count
      parts[part].nodes.append(node)
      parts[part].graph.nodes.append(graph.nodes[node])
    }
    for (index, edge) in graph.edges.enumerated() {
      let part = partOfRoot[find(edge.start)]
      parts[part].edges.append(index)
      parts[part].graph.edges.append(
        LayoutGraph.Edge(place[edge.start], place[edge.end], label: edge.label))
    }
  }

  /// The whole, its parts in rows of about the width of a screen; the largest come first.
  func joined(_ placements: [Placement], of graph: LayoutGraph, gap: Double) -> Placement {
    var whole = Placement()
    whole.nodes = [Rectangle](
      repeating: Rectangle(Point(0, 0), Size(0, 0)), count: graph.nodes.count)
    whole.routes = [Route](repeating: Route([]), count: graph.edges.count)
    whole.labels = [Rectangle?](repeating: nil, count: graph.edges.count)
    let order = placements.indices.sorted {
      let (a, b) = (placements[$0].size, placements[$1].size)
      if a.height != b.height { return a.height > b.height }
      return $0 < $1
    }
    let width = rowWidth(placements, gap)
    var corner = Point(0, 0)
    var rowHeight = 0.0
    for index in order {
      var placement = placements[index]
      if corner.x > 0, corner.x + placement.size.width > width {
        corner = Point(0, corner.y + rowHeight + gap)
        rowHeight = 0
      }
      placement.move(corner.x, corner.y)
      for (place, node) in parts[index].nodes.enumerated() {
        whole.nodes[node] = placement.nodes[place]
      }
      for (place, edge) in parts[index].edges.enumerated() {
        whole.routes[edge] = placement.routes[place]
        whole.labels[edge] = placement.labels[place]
      }
      whole.size = Size(
        max(whole.size.width, corner.x + placement.size.width),
        max(whole.size.height, corner.y + placement.size.height))
      rowHeight = max(rowHeight, placement.size.height)
      corner.x += placement.size.width + gap
      whole.work += placement.work + 1
      whole.labelsLeftOut += placement.labelsLeftOut
      whole.straightLines += placement.straightLines
    }
    return whole
  }

  /// The width at which the whole comes out about three wide to two high.
  private func rowWidth(_ placements: [Placement], _ gap: Double) -> Double {
    var area = 0.0
    var widest = 0.0
    for placement in placements {
      area += (placement.size.width + gap) * (placement.size.height + gap)
      widest = max(widest, placement.size.width)
    }
    return max(widest, (area * 1.5).squareRoot())
  }
}
