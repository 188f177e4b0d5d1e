import FigureKit

extension LayoutGraph.Node {
  /// Where a line from the middle of the shape towards `point` leaves it.
  func border(of box: Rectangle, towards point: Point) -> Point {
    let center = box.center
    let (dx, dy) = (point.x - center.x, point.y - center.y)
    guard dx != 0 || dy != 0 else { return center }
    let (halfWidth, halfHeight) = (box.size.width / 2, box.size.height / 2)
    let part: Double
    if isRound {
      let (x, y) = (dx / halfWidth, dy / halfHeight)
      part = 1 / (x * x + y * y).squareRoot()
    } else {
      part = min(
        dx == 0 ? .infinity : halfWidth / dx.magnitude,
        dy == 0 ? .infinity : halfHeight / dy.magnitude)
    }
    return center.moved(dx * part, dy * part)
  }

  /// How far within the side of its box the shape begins, so far from the middle of the side.
  ///
  /// - Parameters:
  ///   - offset: The distance from the middle of the side.
  ///   - breadth: The length of that side.
  ///   - depth: The extent of the box across it.
  func inset(at offset: Double, breadth: Double, depth: Double) -> Double {
    guard isRound, breadth > 0 else { return 0 }
    let part = min(1, (offset / (breadth / 2)).magnitude)
    return depth / 2 * (1 - (1 - part * part).squareRoot())
  }
}
