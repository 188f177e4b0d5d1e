import FigureKit

/// Moves boxes apart so that none overlaps another, each as little as that takes.
///
/// Pairs that overlap are pushed apart along the shorter way, a few rounds of it; what is left then is
/// settled from top to bottom, each box below those that it would cover, which always ends.
struct BoxSeparation {
  /// The boxes.
  private(set) var boxes: [Rectangle]
  /// Steps of work.
  private(set) var work = 0
  private let gap: Double

  private static let rounds = 60

  /// - Parameter gap: The least room between two boxes.
  init(_ boxes: [Rectangle], gap: Double) {
    self.boxes = boxes
    self.gap = gap
    for _ in 0..<Self.rounds {
      if !pushApart() { break }
    }
    settle()
  }

  /// One round; false where no two boxes overlap.
  ///
  /// - Complexity: O(*n* log *n* + *k*), *k* the pairs whose sides overlap from left to right.
  private mutating func pushApart() -> Bool {
    let order = boxes.indices.sorted { (boxes[$0].minX, $0) < (boxes[$1].minX, $1) }
    var grid = BoxGrid(cell: meanSize())
    for index in order { grid.insert(index, boxes[index]) }
    var moves = [Point](repeating: Point(0, 0), count: boxes.count)
    var hasOverlap = false
    for index in order {
      let box = boxes[index]
      for other in grid.near(box, by: gap) where other > index {
        work += 1
        let next = boxes[other]
        let (dx, dy) = (next.center.x - box.center.x, next.center.y - box.center.y)
        let overlapX = (box.size.width + next.size.width) / 2 + gap - dx.magnitude
        let overlapY = (box.size.height + next.size.height) / 2 + gap - dy.magnitude
        guard overlapX > 0.01, overlapY > 0.01 else { continue }
        hasOverlap = true
        // A little less than half each, as others may push the same way.
        if overlapX < overlapY {
          let push = overlapX * 0.5 * (dx < 0 || dx == 0 && other < index ? -1 : 1)
          moves[index].x -= push
          moves[other].x += push
        } else {
          let push = overlapY * 0.5 * (dy < 0 || dy == 0 && other < index ? -1 : 1)
          moves[index].y -= push
          moves[other].y += push
        }
      }
    }
    guard hasOverlap else { return false }
    for index in boxes.indices { boxes[index] = boxes[index].moved(moves[index].x, moves[index].y) }
    return true
  }

  private func meanSize() -> Double {
    var sum = 0.0
    for box in boxes { sum += box.size.width + box.size.height }
    return max(8, sum / Double(2 * max(1, boxes.count)) + gap)
  }

  /// From top to bottom: a box that would cover one above goes below it.
  private mutating func settle() {
    let order = boxes.indices.sorted { (boxes[$0].minY, $0) < (boxes[$1].minY, $1) }
    var grid = BoxGrid(cell: meanSize())
    for index in order {
      var box = boxes[index]
      while true {
        var lowest = box.minY
        for other in grid.near(box, by: gap) {
          work += 1
          let placed = boxes[other]
          let grown = Rectangle(
            placed.origin.moved(0 - gap * 0.9, 0 - gap * 0.9),
            Size(placed.size.width + gap * 1.8, placed.size.height + gap * 1.8))
          if grown.overlaps(box) { lowest = max(lowest, grown.maxY) }
        }
        if lowest <= box.minY { break }
        box.origin.y = lowest
      }
      boxes[index] = box
      grid.insert(index, box)
    }
  }
}
