import FigureKit

/// A first drawing that shows the graph's large shape: distances to a few boxes, laid into the plane.
///
/// Brandes and Pich, "Eigensolver methods for progressive multidimensional scaling of large data"
/// (2007), *PivotMDS*: each next pivot is the box farthest from those before; the squared distances
/// are centred, and the two directions in which they differ most become the axes.
struct PivotStart {
  /// Where each box begins, at distances of 1 for each line.
  private(set) var points: [Point]
  /// Steps of work.
  private(set) var work = 0

  private static let pivotCount = 40
  private static let powerSteps = 60

  /// - Complexity: O(*n* + *m*), times the number of pivots.
  init(_ count: Int, neighbors: [[Int]]) {
    let pivots = min(Self.pivotCount, count)
    var nearest = [Int](repeating: .max, count: count)
    var columns: [[Double]] = []
    var pivot = 0
    for _ in 0..<pivots {
      let distances = Self.distances(from: pivot, neighbors, &work)
      var farthest = 0
      for node in 0..<count {
        nearest[node] = min(nearest[node], distances[node])
        if nearest[node] > nearest[farthest] { farthest = node }
      }
      columns.append(distances.map { Double($0 * $0) })
      if nearest[farthest] == 0 { break }
      pivot = farthest
    }
    Self.center(&columns, count)
    points = Self.projected(columns, count)
    work += columns.count * columns.count * count / 16
    // Boxes that are equally far from everything begin in one place; forces part only what is apart.
    var numbers = SeededNumbers(seed: UInt64(count))
    for node in 0..<count {
      points[node] = points[node].moved(numbers.next() * 0.3, numbers.next() * 0.3)
    }
  }

  /// Steps from one box to every other.
  private static func distances(from start: Int, _ neighbors: [[Int]], _ work: inout Int) -> [Int] {
    var distances = [Int](repeating: -1, count: neighbors.count)
    distances[start] = 0
    var queue = [start]
    var head = 0
    while head < queue.count {
      let node = queue[head]
      head += 1
      work += neighbors[node].count + 1
      for next in neighbors[node] where distances[next] < 0 {
        distances[next] = distances[node] + 1
        queue.append(next)
      }
    }
    return distances
  }

  /// Takes the means of rows and columns away, and halves, as classical scaling does.
  private static func center(_ columns: inout [[Double]], _ count: Int) {
    let means = columns.map { $0.reduce(0, +) / Double(count) }
    let mean = means.reduce(0, +) / Double(columns.count)
    for node in 0..<count {
      var row = 0.0
      for column in columns { row += column[node] }
      row /= Double(columns.count)
      for index in columns.indices {
        columns[index][node] = (row + means[index] - columns[index][node] - mean) / 2
      }
    }
  }

  private static func projected(_ columns: [[Double]], _ count: Int) -> [Point] {
    let size = columns.count
    var products = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
    for a in 0..<size {
      for b in a..<size {
        var sum = 0.0
        for node in 0..<count { sum += columns[a][node] * columns[b][node] }
        products[a][b] = sum
        products[b][a] = sum
      }
    }
    var axes: [[Double]] = []
    var values: [Double] = []
    for _ in 0..<2 {
      let (axis, value) = leading(products, besides: axes)
      axes.append(axis)
      values.append(value)
    }
    // An axis is as long as its share of the distances, which are squares of lengths.
    func coordinate(_ axis: Int, _ node: Int) -> Double {
      guard values[axis] > 1e-9 else { return 0 }
      var sum = 0.0
      for index in 0..<size { sum += columns[index][node] * axes[axis][index] }
      let share = values[axis].squareRoot().squareRoot()
      return sum / values[axis].squareRoot() * share
        * (Double(count) / Double(size)).squareRoot()
        .squareRoot()
    }
    return (0..<count).map { Point(coordinate(0, $0), coordinate(1, $0)) }
  }

  /// The direction in which a symmetric matrix stretches most, by powers of it.
  private static func leading(
    _ matrix: [[Double]], besides others: [[Double]]
  ) -> (axis: [Double], value: Double) {
    var numbers = SeededNumbers(seed: 7)
    var axis = matrix.map { _ in numbers.next() }
    var value = 0.0
    for _ in 0..<powerSteps {
      var next = matrix.map { row in
        var sum = 0.0
        for (index, entry) in row.enumerated() { sum += entry * axis[index] }
        return sum
      }
      for other in others {
        var shared = 0.0
        for index in next.indices { shared += next[index] * other[index] }
        for index in next.indices { next[index] -= shared * other[index] }
      }
      var square = 0.0
      for entry in next { square += entry * entry }
      value = square.squareRoot()
      guard value > 1e-9 else { return (axis, 0) }
      axis = next.map { $0 / value }
    }
    return (axis, value)
  }
}
