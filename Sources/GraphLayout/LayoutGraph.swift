import FigureKit

/// A graph as a layout sees it: boxes and lines between them, by their numbers.
public struct LayoutGraph: Sendable {
  /// The boxes.
  public var nodes: [Node]
  /// The lines.
  public var edges: [Edge]

  /// A box that is to be placed.
  public struct Node: Hashable, Sendable {
    /// How large it is.
    public var size: Size
    /// Whether it is an ellipse, at which lines end further in than at a box.
    public var isRound: Bool

    /// A box, or an ellipse, of the given size.
    public init(_ size: Size, isRound: Bool = false) {
      self.size = size
      self.isRound = isRound
    }
  }

  /// A line from one box to another, or back to the same.
  public struct Edge: Hashable, Sendable {
    /// The number of the box where it begins.
    public var start: Int
    /// The number of the box where it ends.
    public var end: Int
    /// How large what is written on it is; nil for nothing.
    public var label: Size?

    /// A line between two boxes.
    public init(_ start: Int, _ end: Int, label: Size? = nil) {
      self.start = start
      self.end = end
      self.label = label
    }
  }

  /// The given boxes and lines.
  public init(nodes: [Node], edges: [Edge]) {
    self.nodes = nodes
    self.edges = edges
  }
}

/// The way of a line.
public struct Route: Hashable, Sendable {
  /// Corners of straight pieces; or, where ``isCurved``, a beginning and three points for each cubic
  /// Bézier curve: two that pull and its end.
  public var points: [Point]
  /// Whether it is made of curves.
  public var isCurved: Bool

  /// The way through the given points.
  public init(_ points: [Point], isCurved: Bool = false) {
    self.points = points
    self.isCurved = isCurved
  }

  /// The same way from its end.
  var reversed: Route { Route(points.reversed(), isCurved: isCurved) }
}

/// Where everything of a graph lies.
public struct Placement: Sendable {
  /// The boxes, by their numbers.
  public var nodes: [Rectangle] = []
  /// The lines, by their numbers, from start to end.
  public var routes: [Route] = []
  /// Where the labels of lines lie; nil where there is none, or no room for it.
  public var labels: [Rectangle?] = []
  /// How large the whole is, from (0, 0).
  public var size = Size(0, 0)
  /// Steps of work that were counted, for tests of how the cost grows.
  public var work = 0
  /// Labels that no room was found for.
  public var labelsLeftOut = 0
  /// Lines that were drawn straight through, because their detours would have been too many.
  public var straightLines = 0

  /// Moves everything.
  mutating func move(_ dx: Double, _ dy: Double) {
    for index in nodes.indices { nodes[index] = nodes[index].moved(dx, dy) }
    for index in routes.indices {
      routes[index].points = routes[index].points.map { $0.moved(dx, dy) }
    }
    for index in labels.indices { labels[index] = labels[index]?.moved(dx, dy) }
  }
}

/// Which way a graph is laid out.
public enum LayoutKind: String, CaseIterable, Hashable, Sendable {
  /// In layers where the graph has a direction and few boxes, by forces else.
  case auto
  /// In layers along the lines.
  case layered
  /// By lines that pull and boxes that push.
  case force
}

/// Where lines lead in a layered layout.
public enum LayoutDirection: String, CaseIterable, Hashable, Sendable {
  /// From left to right.
  case lr
  /// From top to bottom.
  case tb
  /// From right to left.
  case rl
  /// From bottom to top.
  case bt

  /// Whether layers stand side by side.
  var isHorizontal: Bool { self == .lr || self == .rl }
  /// Whether layers go against the axis.
  var isReversed: Bool { self == .rl || self == .bt }
}
