/// Builds the data of an SVG path.
///
///     var path = PathData()
///     path.polyline([Point(0, 0), Point(10, 0)])
///     path.text     // M0 0L10 0
public struct PathData: Sendable {
  /// The data so far.
  public private(set) var text = ""

  /// Nothing yet.
  public init() {}

  /// Begins at a place.
  public mutating func move(to point: Point) { add("M", [point]) }

  /// Goes straight to a place.
  public mutating func line(to point: Point) { add("L", [point]) }

  /// Goes to a place in a cubic Bézier curve that is pulled to two others.
  public mutating func curve(_ first: Point, _ second: Point, to point: Point) {
    add("C", [first, second, point])
  }

  /// Goes back to the beginning.
  public mutating func close() { text += "Z" }

  /// Goes through all points.
  public mutating func polyline(_ points: [Point]) {
    for (index, point) in points.enumerated() {
      if index == 0 { move(to: point) } else { line(to: point) }
    }
  }

  /// Goes through all points and back to the first.
  public mutating func polygon(_ points: [Point]) {
    polyline(points)
    close()
  }

  /// A box, its corners rounded by a radius.
  public mutating func box(_ box: Rectangle, radius: Double) {
    let (left, right, top, bottom) = (box.minX, box.maxX, box.minY, box.maxY)
    guard radius > 0 else {
      polygon([Point(left, top), Point(right, top), Point(right, bottom), Point(left, bottom)])
      return
    }
    let r = min(radius, box.size.width / 2, box.size.height / 2)
    let pull = r * (1 - Self.roundness)
    move(to: Point(left + r, top))
    line(to: Point(right - r, top))
    curve(Point(right - pull, top), Point(right, top + pull), to: Point(right, top + r))
    line(to: Point(right, bottom - r))
    curve(Point(right, bottom - pull), Point(right - pull, bottom), to: Point(right - r, bottom))
    line(to: Point(left + r, bottom))
    curve(Point(left + pull, bottom), Point(left, bottom - pull), to: Point(left, bottom - r))
    line(to: Point(left, top + r))
    curve(Point(left, top + pull), Point(left + pull, top), to: Point(left + r, top))
    close()
  }

  /// The largest ellipse in a box.
  public mutating func ellipse(_ box: Rectangle) {
    let (c, x, y) = (box.center, box.size.width / 2, box.size.height / 2)
    let (px, py) = (x * Self.roundness, y * Self.roundness)
    move(to: c.moved(0 - x, 0))
    curve(c.moved(0 - x, 0 - py), c.moved(0 - px, 0 - y), to: c.moved(0, 0 - y))
    curve(c.moved(px, 0 - y), c.moved(x, 0 - py), to: c.moved(x, 0))
    curve(c.moved(x, py), c.moved(px, y), to: c.moved(0, y))
    curve(c.moved(0 - px, y), c.moved(0 - x, py), to: c.moved(0 - x, 0))
    close()
  }

  /// A cylinder that stands, the rim of its lid in `lines`.
  public mutating func cylinder(_ box: Rectangle, cap: Double, _ lines: inout PathData) {
    let (left, right, top, bottom) = (box.minX, box.maxX, box.minY + cap, box.maxY - cap)
    // A curve of two equal pulls reaches three quarters of the way to them.
    let reach = cap / 0.75
    move(to: Point(left, top))
    curve(Point(left, top - reach), Point(right, top - reach), to: Point(right, top))
    line(to: Point(right, bottom))
    curve(Point(right, bottom + reach), Point(left, bottom + reach), to: Point(left, bottom))
    close()
    lines.move(to: Point(left, top))
    lines.curve(Point(left, top + reach), Point(right, top + reach), to: Point(right, top))
  }

  /// How far the pulls of a quarter of a circle reach, in parts of its radius.
  private static let roundness = 0.5523

  private mutating func add(_ letter: String, _ points: [Point]) {
    text += letter
    for (index, point) in points.enumerated() {
      if index > 0 { text += " " }
      text += "\(SVGWriter.number(point.x)) \(SVGWriter.number(point.y))"
    }
  }
}
