import FigureKit

/// Points in squares within squares, so that those far away push as one.
///
/// Barnes and Hut, "A hierarchical O(N log N) force-calculation algorithm" (1986).
struct PointTree {
  private struct Cell {
    var mass = 0.0
    var x = 0.0
    var y = 0.0
    /// The number of the first of its four parts; 0 where it has none.
    var parts: Int32 = 0
    /// The point in it, where it has no parts.
    var point: Int32 = -1
  }

  private var cells: [Cell] = []
  private var side = 1.0
  private var corner = Point(0, 0)
  /// A square so deep holds any number of points as one.
  private static let depthLimit = 24

  /// - Complexity: O(*n* log *n*), at most 24 steps for a point.
  mutating func build(_ points: [Point]) {
    cells.removeAll(keepingCapacity: true)
    cells.append(Cell())
    var (low, high) = (points[0], points[0])
    for point in points {
      low = Point(min(low.x, point.x), min(low.y, point.y))
      high = Point(max(high.x, point.x), max(high.y, point.y))
    }
    corner = low
    side = max(high.x - low.x, high.y - low.y, 1e-6) * 1.0001
    for index in points.indices { insert(Int32(index), points) }
  }

  private mutating func insert(_ point: Int32, _ points: [Point]) {
    let at = points[Int(point)]
    var (cell, depth) = (0, 0)
    var (left, top, width) = (corner.x, corner.y, side)
    while true {
      cells[cell].x += at.x
      cells[cell].y += at.y
      cells[cell].mass += 1
      if cells[cell].parts == 0 {
        if cells[cell].mass == 1 {
          cells[cell].point = point
          return
        }
        if depth == Self.depthLimit { return }
        let resident = cells[cell].point
        cells[cell].parts = Int32(cells.count)
        cells[cell].point = -1
        for _ in 0..<4 { cells.append(Cell()) }
        if resident >= 0 {
          let other = points[Int(resident)]
          let part =
            Int(cells[cell].parts) + quarter(other, left, top, width / 2)
          cells[part].x = other.x
          cells[part].y = other.y
          cells[part].mass = 1
          cells[part].point = resident
        }
      }
      width /= 2
      let quarter = quarter(at, left, top, width)
      if quarter & 1 == 1 { left += width }
      if quarter & 2 == 2 { top += width }
      cell = Int(cells[cell].parts) + quarter
      depth += 1
    }
  }

  private func quarter(_ point: Point, _ left: Double, _ top: Double, _ width: Double) -> Int {
    (point.x >= left + width ? 1 : 0) + (point.y >= top + width ? 2 : 0)
  }

  /// The push of all other points upon each: 1/distance from each other, in all directions.
  ///
  /// A square that is seen under less than about 50 degrees counts as one point.
  ///
  /// - Complexity: O(*n* log *n*).
  func pushes(on points: [Point], _ work: inout Int) -> [Point] {
    // What waits is at most three parts of each square on the way down.
    let room = 4 * (Self.depthLimit + 2)
    var steps = 0
    let pushes = cells.withUnsafeBufferPointer { cells in
      withUnsafeTemporaryAllocation(of: Waiting.self, capacity: room) { stack in
        points.map { Self.push(on: $0, from: cells, side: side, stack, &steps) }
      }
    }
    work += steps
    return pushes
  }

  /// A square that is still to be looked at.
  private struct Waiting {
    var cell: Int32
    var width: Double
  }

  private static func push(
    on point: Point, from cells: UnsafeBufferPointer<Cell>, side: Double,
    _ stack: UnsafeMutableBufferPointer<Waiting>, _ steps: inout Int
  ) -> Point {
    var push = Point(0, 0)
    stack[0] = Waiting(cell: 0, width: side)
    var count = 1
    while count > 0 {
      count -= 1
      let (index, width) = (stack[count].cell, stack[count].width)
      let cell = cells[Int(index)]
      guard cell.mass > 0 else { continue }
      steps &+= 1
      let dx = point.x - cell.x / cell.mass
      let dy = point.y - cell.y / cell.mass
      let square = dx * dx + dy * dy
      if cell.parts == 0 || width * width < 0.8 * square {
        guard square > 1e-9 else { continue }
        let force = cell.mass / square
        push.x += dx * force
        push.y += dy * force
      } else {
        for part in 0..<4 {
          stack[count] = Waiting(cell: cell.parts + Int32(part), width: width / 2)
          count += 1
        }
      }
    }
    return push
  }
}
