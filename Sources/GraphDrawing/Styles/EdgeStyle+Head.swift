import FigureKit
import GraphLayout

extension EdgeStyle {
  /// The lengths of strokes and gaps, as SVG has them; empty for a line that is not broken.
  public static func dashes(_ line: Line) -> String {
    switch line {
    case .solid: ""
    case .dashed: "6 3"
    case .dotted: "1.6 2.6"
    }
  }

  /// What fills a head.
  public enum HeadFill: Sendable {
    /// The colour of the line.
    case color
    /// White, so that the line does not show through.
    case white
    /// Nothing: it is drawn by lines only.
    case none
  }

  /// What fills the head.
  public var headFill: HeadFill {
    switch head {
    case .normal, .diamond: .color
    case .empty, .dot: .white
    case .tee, .vee, .none: .none
    }
  }

  /// The head at the end of a way, as data of an SVG path; empty where it has none.
  public func headPath(at route: Route) -> String {
    guard head != .none, let tip = route.points.last,
      let before = route.points.dropLast().last(where: { $0 != tip })
    else { return "" }
    let (dx, dy) = (tip.x - before.x, tip.y - before.y)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0 else { return "" }
    let (x, y) = (dx / length, dy / length)
    /// A place so far back from the tip, and so far to the side.
    func at(_ back: Double, _ side: Double) -> Point {
      Point(tip.x - x * back - y * side, tip.y - y * back + x * side)
    }
    var path = PathData()
    switch head {
    case .normal, .empty: path.polygon([tip, at(9, 3.6), at(9, -3.6)])
    case .vee: path.polyline([at(8, 4), tip, at(8, -4)])
    case .tee: path.polyline([at(2, 5), at(2, -5)])
    case .diamond: path.polygon([tip, at(5.5, 3.4), at(11, 0), at(5.5, -3.4)])
    case .dot: path.ellipse(Rectangle(center: at(3.2, 0), Size(6.4, 6.4)))
    case .none: break
    }
    return path.text
  }
}

extension Route {
  /// The way as data of an SVG path.
  public var pathData: String {
    var path = PathData()
    guard let first = points.first else { return "" }
    guard isCurved else {
      path.polyline(points)
      return path.text
    }
    path.move(to: first)
    for start in stride(from: 1, to: points.count - 2, by: 3) {
      path.curve(points[start], points[start + 1], to: points[start + 2])
    }
    return path.text
  }
}
