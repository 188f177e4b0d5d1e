/// The order of things within their layers, with few crossings of lines.
///
/// Sugiyama, Tagawa and Toda, "Methods for visual understanding of hierarchical system structures"
/// (1981): layer by layer, down and up, each thing goes to the mean place of its neighbours; what is
/// best of all sweeps is kept, and then neighbours change places where that helps (Gansner et al.
/// 1993, *transpose*).
struct LayerOrder {
  /// The things of each layer in their order.
  private(set) var layers: [[Int]]
  /// The place of each thing in its layer.
  private(set) var places: [Int]
  /// For each thing those in the layer before that it is joined to.
  private(set) var upper: [[Int]]
  /// For each thing those in the layer behind.
  private(set) var lower: [[Int]]
  /// Steps of work.
  private(set) var work = 0

  private static let sweeps = 16
  private static let patience = 4

  /// - Complexity: O(*m* log *n*) in the lines between neighbouring layers, times a constant number of
  ///   sweeps.
  init(layerOfItem: [Int], layerCount: Int, segments: [(upper: Int, lower: Int)]) {
    let count = layerOfItem.count
    upper = [[Int]](repeating: [], count: count)
    lower = upper
    for segment in segments {
      lower[segment.upper].append(segment.lower)
      upper[segment.lower].append(segment.upper)
    }
    layers = [[Int]](repeating: [], count: layerCount)
    places = [Int](repeating: 0, count: count)
    placeAsFound(layerOfItem)
    improve()
  }

  /// The first order: as a walk through the graph meets things, so that trees come out whole.
  private mutating func placeAsFound(_ layerOfItem: [Int]) {
    var isMet = [Bool](repeating: false, count: layerOfItem.count)
    var stack: [Int] = []
    for first in layerOfItem.indices where !isMet[first] {
      stack.append(first)
      while let item = stack.popLast() {
        if isMet[item] { continue }
        isMet[item] = true
        places[item] = layers[layerOfItem[item]].count
        layers[layerOfItem[item]].append(item)
        for next in lower[item].reversed() + upper[item].reversed() where !isMet[next] {
          stack.append(next)
        }
      }
    }
  }

  private mutating func improve() {
    var best = layers
    var fewest = crossings()
    var idle = 0
    for sweep in 0..<Self.sweeps where fewest > 0 {
      if sweep % 2 == 0 {
        for layer in layers.indices.dropFirst() { arrange(layer, by: upper) }
      } else {
        for layer in layers.indices.dropLast().reversed() { arrange(layer, by: lower) }
      }
      transpose(rounds: 1)
      let now = crossings()
      if now < fewest {
        (fewest, best, idle) = (now, layers, 0)
      } else {
        idle += 1
        if idle == Self.patience { break }
      }
    }
    layers = best
    for layer in layers {
      for (place, item) in layer.enumerated() { places[item] = place }
    }
    transpose(rounds: 4)
  }

  /// Orders one layer by the mean places of the things in the next one; what has no neighbours there
  /// stays about where it is.
  private mutating func arrange(_ layer: Int, by neighbors: [[Int]]) {
    var keyed: [(mean: Double, item: Int)] = []
    keyed.reserveCapacity(layers[layer].count)
    for (place, item) in layers[layer].enumerated() {
      let near = neighbors[item]
      work += near.count + 1
      if near.isEmpty {
        keyed.append((Double(place), item))
      } else {
        var sum = 0
        for other in near { sum += places[other] }
        keyed.append((Double(sum) / Double(near.count), item))
      }
    }
    let sorted = keyed.enumerated().sorted {
      ($0.element.mean, $0.offset) < ($1.element.mean, $1.offset)
    }
    for (place, entry) in sorted.enumerated() {
      layers[layer][place] = entry.element.item
      places[entry.element.item] = place
    }
  }

  /// Lets neighbours change places where their lines cross less then.
  private mutating func transpose(rounds: Int) {
    for _ in 0..<rounds {
      var hasChanged = false
      for layer in layers.indices where layers[layer].count > 1 {
        var above = layers[layer].map { sortedPlaces(upper[$0]) }
        var below = layers[layer].map { sortedPlaces(lower[$0]) }
        for place in 0..<layers[layer].count - 1 {
          work += above[place].count + below[place].count + 1
          let now =
            Self.crossings(above[place], above[place + 1])
            + Self.crossings(below[place], below[place + 1])
          guard now > 0 else { continue }
          let then =
            Self.crossings(above[place + 1], above[place])
            + Self.crossings(below[place + 1], below[place])
          guard then < now else { continue }
          layers[layer].swapAt(place, place + 1)
          above.swapAt(place, place + 1)
          below.swapAt(place, place + 1)
          places[layers[layer][place]] = place
          places[layers[layer][place + 1]] = place + 1
          hasChanged = true
        }
      }
      if !hasChanged { break }
    }
  }

  private func sortedPlaces(_ items: [Int]) -> [Int] { items.map { places[$0] }.sorted() }

  /// How often the lines of a thing cross those of the one to its right, both to the same layer, by
  /// merging their sorted ends.
  private static func crossings(_ left: [Int], _ right: [Int]) -> Int {
    var (count, passed) = (0, 0)
    for end in left {
      while passed < right.count, right[passed] < end { passed += 1 }
      count += passed
    }
    return count
  }

  /// How many lines cross.
  ///
  /// Barth, Jünger and Mutzel, "Simple and efficient bilayer cross counting" (2004).
  mutating func crossings() -> Int {
    var count = 0
    for (layer, next) in zip(layers, layers.dropFirst()) {
      var tree = [Int](repeating: 0, count: next.count + 1)
      var seen = 0
      for item in layer {
        let ends = sortedPlaces(lower[item])
        work += ends.count + 1
        for end in ends {
          var before = 0
          var index = end + 1
          while index > 0 {
            before += tree[index]
            index -= index & (0 - index)
          }
          count += seen - before
        }
        for end in ends {
          var index = end + 1
          while index < tree.count {
            tree[index] += 1
            index += index & (0 - index)
          }
        }
        seen += ends.count
      }
    }
    return count
  }
}
