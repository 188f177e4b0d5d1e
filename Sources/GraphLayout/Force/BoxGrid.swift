import FigureKit

/// Boxes by the squares of a grid that they lie in, to find those near a place.
struct BoxGrid {
  private struct Square: Hashable {
    var column: Int
    var row: Int
  }

  private var members: [Square: [Int]] = [:]
  private let cell: Double

  /// A grid of squares of the given side, of about a box each.
  init(cell: Double) { self.cell = cell }

  /// - Complexity: O(1) in squares that the box covers.
  mutating func insert(_ number: Int, _ box: Rectangle) {
    let (rows, columns) = squares(of: box)
    for row in rows {
      for column in columns {
        members[Square(column: column, row: row), default: []].append(number)
      }
    }
  }

  /// The boxes that may lie within `distance` of `box`, by their numbers, each once.
  func near(_ box: Rectangle, by distance: Double = 0) -> [Int] {
    let grown = Rectangle(
      box.origin.moved(0 - distance, 0 - distance),
      Size(box.size.width + 2 * distance, box.size.height + 2 * distance))
    var found: [Int] = []
    let (rows, columns) = squares(of: grown)
    for row in rows {
      for column in columns {
        if let numbers = members[Square(column: column, row: row)] { found += numbers }
      }
    }
    found.sort()
    var unique: [Int] = []
    for number in found where unique.last != number { unique.append(number) }
    return unique
  }

  private func squares(of box: Rectangle) -> (rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    (index(box.minY)...index(box.maxY), index(box.minX)...index(box.maxX))
  }

  private func index(_ coordinate: Double) -> Int { Int((coordinate / cell).rounded(.down)) }
}
