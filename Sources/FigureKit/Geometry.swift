/// A place on a figure, in its units; y grows downwards.
public struct Point: Hashable, Sendable {
  /// To the right.
  public var x: Double
  /// Downwards.
  public var y: Double

  /// The place at the given distances from the corner.
  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  /// The place so far from this one.
  public func moved(_ dx: Double, _ dy: Double) -> Point { Point(x + dx, y + dy) }
}

/// How wide and high something is.
public struct Size: Hashable, Sendable {
  /// From left to right.
  public var width: Double
  /// From top to bottom.
  public var height: Double

  /// The given extent.
  public init(_ width: Double, _ height: Double) {
    self.width = width
    self.height = height
  }

  /// The size with width and height changed for each other.
  public var turned: Size { Size(height, width) }
}

/// A box that stands straight.
public struct Rectangle: Hashable, Sendable {
  /// Its upper left corner.
  public var origin: Point
  /// How large it is.
  public var size: Size

  /// The box of a corner and a size.
  public init(_ origin: Point, _ size: Size) {
    self.origin = origin
    self.size = size
  }

  /// The box around a middle.
  public init(center: Point, _ size: Size) {
    self.init(center.moved(-size.width / 2, -size.height / 2), size)
  }

  /// The left side.
  public var minX: Double { origin.x }
  /// The right side.
  public var maxX: Double { origin.x + size.width }
  /// The upper side.
  public var minY: Double { origin.y }
  /// The lower side.
  public var maxY: Double { origin.y + size.height }
  /// The middle.
  public var center: Point { origin.moved(size.width / 2, size.height / 2) }

  /// The box so far from this one.
  public func moved(_ dx: Double, _ dy: Double) -> Rectangle {
    Rectangle(origin.moved(dx, dy), size)
  }

  /// Whether both have some area in common, by more than rounding.
  public func overlaps(_ other: Rectangle) -> Bool {
    let slack = 1e-6
    return minX < other.maxX - slack && other.minX < maxX - slack && minY < other.maxY - slack
      && other.minY < maxY - slack
  }

  /// Whether a place lies within, the sides not included.
  public func contains(_ point: Point) -> Bool {
    point.x > minX && point.x < maxX && point.y > minY && point.y < maxY
  }

  /// The smallest box around both.
  public func union(_ other: Rectangle) -> Rectangle {
    let (left, top) = (min(minX, other.minX), min(minY, other.minY))
    return Rectangle(
      Point(left, top),
      Size(max(maxX, other.maxX) - left, max(maxY, other.maxY) - top))
  }
}
