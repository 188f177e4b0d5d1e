/// Where things lie along their layers: lines straight, boxes balanced among their neighbours.
///
/// Brandes and Köpf, "Fast and simple horizontal coordinate assignment" (2001): four times, from each
/// corner, every thing is aligned with a median of its neighbours; the four results are laid upon
/// each other, and of the four places of a thing the mean of the middle two holds. How far the
/// aligned blocks stand apart is found by longest paths between them, as dagre does, which does
/// without the classes of the paper and so without the fault that Brandes, Walter and Zink, "Erratum"
/// (2020), correct.
struct BreadthAssignment {
  /// The middle of each thing.
  private(set) var centers: [Double]
  private let order: LayerOrder
  private let items: [LayeredItems.Item]
  private let gap: Double

  /// - Complexity: O(*n* + *m*) in things and the lines between them, but for sorting neighbours.
  init(_ order: LayerOrder, _ items: [LayeredItems.Item], gap: Double) {
    self.order = order
    self.items = items
    self.gap = gap
    centers = [Double](repeating: 0, count: items.count)
    let conflicts = self.conflicts()
    var results: [[Double]] = []
    for isUpward in [false, true] {
      for isRightmost in [false, true] {
        results.append(
          aligned(isUpward: isUpward, isRightmost: isRightmost, avoiding: conflicts))
      }
    }
    balance(results)
  }

  private func isPassing(_ item: Int) -> Bool { items[item].node == nil }

  /// A line that crosses one that passes straight on; it must not bend the other.
  private struct Conflict: Hashable {
    var upper: Int
    var lower: Int
  }

  private func conflicts() -> Set<Conflict> {
    var found: Set<Conflict> = []
    for (above, layer) in zip(order.layers, order.layers.dropFirst()) {
      var (left, scanned) = (0, 0)
      for (place, item) in layer.enumerated() {
        var inner: Int?
        if isPassing(item), let neighbor = order.upper[item].first, isPassing(neighbor) {
          inner = order.places[neighbor]
        }
        guard inner != nil || place == layer.count - 1 else { continue }
        let right = inner ?? above.count - 1
        while scanned <= place {
          for neighbor in order.upper[layer[scanned]] {
            let at = order.places[neighbor]
            if at < left || at > right {
              found.insert(Conflict(upper: neighbor, lower: layer[scanned]))
            }
          }
          scanned += 1
        }
        left = right
      }
    }
    return found
  }

  /// One of the four results.
  private func aligned(
    isUpward: Bool, isRightmost: Bool, avoiding conflicts: Set<Conflict>
  ) -> [Double] {
    var layers = isUpward ? order.layers.reversed() : order.layers
    if isRightmost { layers = layers.map { $0.reversed() } }
    var place = [Int](repeating: 0, count: items.count)
    for layer in layers {
      for (index, item) in layer.enumerated() { place[item] = index }
    }
    var root = Array(items.indices)
    var isTaken = [Bool](repeating: false, count: items.count)
    for layer in layers {
      var reach = -1
      for item in layer {
        let near = (isUpward ? order.lower[item] : order.upper[item])
          .sorted { place[$0] < place[$1] }
        guard !near.isEmpty else { continue }
        for median in Set([(near.count - 1) / 2, near.count / 2]).sorted() {
          let other = near[median]
          guard root[item] == item, !isTaken[other], place[other] > reach else { continue }
          let conflict =
            isUpward
            ? Conflict(upper: item, lower: other) : Conflict(upper: other, lower: item)
          guard !conflicts.contains(conflict) else { continue }
          root[item] = root[other]
          isTaken[other] = true
          reach = place[other]
        }
      }
    }
    let x = compacted(layers, root)
    return isRightmost ? x.map { 0 - $0 } : x
  }

  /// Blocks as close together as they may stand, and then each as near to those behind it as it can.
  private func compacted(_ layers: [[Int]], _ root: [Int]) -> [Double] {
    var next = [[(block: Int, distance: Double)]](repeating: [], count: items.count)
    var waiting = [Int](repeating: 0, count: items.count)
    for layer in layers {
      for (left, right) in zip(layer, layer.dropFirst()) where root[left] != root[right] {
        next[root[left]].append((root[right], separation(left, right)))
        waiting[root[right]] += 1
      }
    }
    var x = [Double](repeating: 0, count: items.count)
    var ordered: [Int] = []
    var ready = items.indices.filter { root[$0] == $0 && waiting[$0] == 0 }
    while let block = ready.popLast() {
      ordered.append(block)
      for (other, distance) in next[block] {
        x[other] = max(x[other], x[block] + distance)
        waiting[other] -= 1
        if waiting[other] == 0 { ready.append(other) }
      }
    }
    for block in ordered.reversed() {
      var limit = Double.infinity
      for (other, distance) in next[block] { limit = min(limit, x[other] - distance) }
      if limit < .infinity { x[block] = max(x[block], limit) }
    }
    return items.indices.map { x[root[$0]] }
  }

  /// How far the middles of neighbours must stand apart; lines that pass may run closer together.
  private func separation(_ a: Int, _ b: Int) -> Double {
    let room = isPassing(a) && isPassing(b) ? gap * 0.6 : gap
    return (items[a].breadth + items[b].breadth) / 2 + room
  }

  /// Lays the four results upon the narrowest one, and takes the mean of the middle two.
  private mutating func balance(_ results: [[Double]]) {
    func span(_ x: [Double]) -> (low: Double, high: Double) {
      var (low, high) = (Double.infinity, -Double.infinity)
      for (item, center) in x.enumerated() {
        low = min(low, center - items[item].breadth / 2)
        high = max(high, center + items[item].breadth / 2)
      }
      return (low, high)
    }
    let spans = results.map(span)
    guard let narrowest = spans.min(by: { $0.high - $0.low < $1.high - $1.low }) else { return }
    var shifts: [Double] = []
    for (index, own) in spans.enumerated() {
      shifts.append(index % 2 == 0 ? narrowest.low - own.low : narrowest.high - own.high)
    }
    for item in items.indices {
      let four = results.indices.map { results[$0][item] + shifts[$0] }.sorted()
      centers[item] = (four[1] + four[2]) / 2
    }
  }
}
