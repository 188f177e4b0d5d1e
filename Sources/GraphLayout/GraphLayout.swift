import FigureKit

/// Lays out graphs: each connected part on its own, then all parts side by side.
///
/// The same graph gives the same coordinates, bit for bit, on every system: all arithmetic is that of
/// IEEE 754, and where a choice is free the number of the box decides.
///
///     let graph = LayoutGraph(
///       nodes: [.init(Size(80, 24)), .init(Size(60, 24))], edges: [.init(0, 1)])
///     let placement = GraphLayout(kind: .layered).place(graph)
///     placement.nodes[1].minX > placement.nodes[0].maxX      // true
///
/// - Complexity: O((*n* + *m*) log *n*) in boxes and lines.
public struct GraphLayout: Sendable {
  /// Which way it is laid out.
  public var kind: LayoutKind
  /// Where lines lead, of a layered layout.
  public var direction: LayoutDirection
  /// The least room between two boxes.
  public var gap: Double

  /// A layout of the given kind.
  public init(
    kind: LayoutKind = .auto, direction: LayoutDirection = .lr, gap: Double = 12
  ) {
    self.kind = kind
    self.direction = direction
    self.gap = gap
  }

  /// The most boxes that are laid out in layers where nobody has chosen.
  static let layeredLimit = 220

  /// Places the boxes and lines of `graph`.
  public func place(_ graph: LayoutGraph) -> Placement {
    let parts = GraphParts(graph)
    var placements: [Placement] = []
    placements.reserveCapacity(parts.parts.count)
    for part in parts.parts {
      if part.graph.nodes.count == 1, part.graph.edges.isEmpty {
        placements.append(single(part.graph.nodes[0]))
        continue
      }
      switch chosenKind(for: part.graph, of: graph) {
      case .force: placements.append(ForceLayout(gap: gap).place(part.graph))
      default:
        placements.append(LayeredLayout(direction: direction, gap: gap).place(part.graph))
      }
    }
    return parts.joined(placements, of: graph, gap: gap * 2.5)
  }

  private func single(_ node: LayoutGraph.Node) -> Placement {
    var placement = Placement()
    placement.nodes = [Rectangle(Point(0, 0), node.size)]
    placement.size = node.size
    placement.work = 1
    return placement
  }

  /// Layers serve what flows; of a large or round graph they make a wall.
  func chosenKind(for part: LayoutGraph, of whole: LayoutGraph) -> LayoutKind {
    guard kind == .auto else { return kind }
    if part.nodes.count > Self.layeredLimit || part.edges.count > 2 * Self.layeredLimit {
      return .force
    }
    let order = AcyclicOrder(part)
    return order.reversedCount * 5 > part.edges.count ? .force : .layered
  }
}
