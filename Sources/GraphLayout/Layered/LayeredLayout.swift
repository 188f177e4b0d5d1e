import FigureKit

/// Places a connected graph in layers along its lines, and leads the lines between the boxes.
///
/// The steps are those of Sugiyama, Tagawa and Toda (1981), each in a file of its own:
/// ``AcyclicOrder``, ``LayerAssignment``, ``LayeredItems``, ``LayerOrder``, ``BreadthAssignment``,
/// ``LayeredRouting``.
struct LayeredLayout {
  var direction: LayoutDirection
  var gap: Double

  func place(_ graph: LayoutGraph) -> Placement {
    let acyclic = AcyclicOrder(graph)
    let links = Adjacency(
      graph.nodes.count,
      graph.edges.lazy.enumerated().filter { $1.start != $1.end }.map { index, edge in
        acyclic.isReversed[index] ? (edge.end, edge.start, index) : (edge.start, edge.end, index)
      })
    // A label has a layer of its own between those of the boxes.
    let length = graph.edges.contains { $0.label != nil && $0.start != $0.end } ? 2 : 1
    let assignment = LayerAssignment(order: acyclic.order, links: links, length: length)
    let loops = Loops(graph)
    let items = LayeredItems(
      graph, sizes: loops.sizes, layers: assignment.layers, isReversed: acyclic.isReversed,
      isHorizontal: direction.isHorizontal)
    let order = LayerOrder(
      layerOfItem: items.items.map(\.layer), layerCount: assignment.count,
      segments: items.segments)
    let breadths = BreadthAssignment(order, items.items, gap: gap)
    var routing = LayeredRouting(
      graph: graph, items: items, order: order, centers: breadths.centers,
      isReversed: acyclic.isReversed, direction: direction, loops: loops)
    var placement = routing.placement()
    placement.straightLines = items.straightCount
    placement.work = order.work + items.items.count + items.segments.count
    return placement
  }
}
