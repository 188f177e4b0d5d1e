import GraphIndex
import GraphModel

/// The trails that lead on from a node, level by level, each of them a shorter one and a step more.
///
/// - Complexity: O(trails) in time and memory, which is taken from the query's.
final class TrailTree {
  /// A trail: where it ends, over which relationship it came there, and the trail before that step.
  private struct Trail {
    let end: NodePosition
    let handle: RelationshipHandle
    let shorter: Int32
  }

  /// The trails that end at a node, as places in ``order``: those of all lengths, of which the ones of
  /// the greatest length begin at `longest`.
  private struct Place {
    var start: Int32
    var longest: Int32
    var end: Int32
  }

  private let context: ExecutionContext
  private let types: [Int]
  private let direction: Direction
  /// Where all trails begin.
  private(set) var root: NodePosition = noNode
  private var trails: [Trail] = []
  /// Where the trails of each length begin in ``trails``.
  private var levels: [Int] = []
  /// No fewer than the relationships that are looked at for the next level; 0 where no trail is longer.
  private(set) var nextEdges = 0
  /// What walking from the other end has cost while the root has been the same.
  private(set) var credit = 0
  private var order: [Int32] = []
  private var places: [NodePosition: Place] = [:]
  private var isIndexed = false
  private var reserved = 0

  /// About the bytes that a trail takes, its place in the index included.
  private static let footprint = 64
  /// A tree grows no further than to so many trails.
  private let most: Int

  init(types: [Int], _ direction: Direction, _ context: ExecutionContext) {
    self.types = types
    self.direction = direction
    self.context = context
    most = context.limits.batchSize * 128
  }

  /// The length of the longest trails.
  var depth: Int { levels.count - 1 }

  /// How many trails there are.
  var count: Int { trails.count }

  // MARK: Growing

  /// Begins at `node`.
  ///
  /// - Parameter isKept: Whether a tree that is already there may be that of another row.
  func start(at node: NodePosition, isKept: Bool) {
    if isKept, root == node { return }
    root = node
    credit = 0
    trails = [Trail(end: node, handle: noRelationship, shorter: -1)]
    levels = [0]
    grown()
    context.release(reserved)
    reserved = 0
  }

  /// Forgets all, and gives back the memory.
  func clear() {
    root = noNode
    trails = []
    levels = []
    order = []
    places = [:]
    context.release(reserved)
    reserved = 0
  }

  /// Says that a row has cost so many relationships that are no part of the tree.
  func add(credit edges: Int) { credit = min(credit &+ edges, most) }

  /// Whether one level more is within bounds.
  var mayGrow: Bool {
    trails.count + nextEdges <= most
      && (try? context.need(nextEdges * Self.footprint)) != nil
  }

  /// Reaches one level more; gives how many relationships were looked at.
  func grow(_ accepts: (RelationshipHandle) -> Bool) throws -> Int {
    let first = levels[depth]
    let last = trails.count
    credit = max(0, credit - nextEdges)
    levels.append(last)
    var seen = 0
    for place in first..<last {
      let before = seen
      forEachStep(from: trails[place].end) { node, handle in
        seen += 1
        guard !contains(handle, Int32(place)), accepts(handle) else { return }
        trails.append(Trail(end: node, handle: handle, shorter: Int32(place)))
      }
      try context.tick((seen - before) * depth + 1)
    }
    let bytes = (trails.count - last) * Self.footprint
    reserved += bytes
    try context.reserve(bytes)
    grown()
    return seen
  }

  private func grown() {
    isIndexed = false
    nextEdges = 0
    for place in levels[depth]..<trails.count {
      for type in types {
        nextEdges += context.view.degreeBound(
          of: trails[place].end, type: type, direction: direction)
      }
    }
  }

  /// Calls `body` with each relationship that leads on from `node`, and the node that it leads to.
  func forEachStep(
    from node: NodePosition, _ body: (NodePosition, RelationshipHandle) -> Void
  ) {
    for type in types {
      context.view.forEachNeighbor(of: node, type: type, direction: direction, body)
    }
  }

  // MARK: Looking up

  /// The trails that end at `node`: all, or only the longest.
  func trails(at node: NodePosition, onlyLongest: Bool) -> ArraySlice<Int32> {
    if !isIndexed { index() }
    guard let place = places[node] else { return [] }
    return order[Int(onlyLongest ? place.longest : place.start)..<Int(place.end)]
  }

  /// Whether one of the longest trails ends at `node`.
  func reaches(_ node: NodePosition) -> Bool {
    if !isIndexed { index() }
    return places[node].map { $0.longest < $0.end } ?? false
  }

  private func index() {
    isIndexed = true
    order = (0..<Int32(trails.count)).sorted {
      (trails[Int($0)].end, $0) < (trails[Int($1)].end, $1)
    }
    places.removeAll(keepingCapacity: true)
    let longest = levels[depth]
    var start = 0
    while start < order.count {
      let node = trails[Int(order[start])].end
      var place = Place(start: Int32(start), longest: -1, end: 0)
      var next = start
      while next < order.count, trails[Int(order[next])].end == node {
        if place.longest < 0, order[next] >= longest { place.longest = Int32(next) }
        next += 1
      }
      place.end = Int32(next)
      if place.longest < 0 { place.longest = place.end }
      places[node] = place
      start = next
    }
  }

  /// Adds the relationships of a trail, from its end to the root; false where one of them is in `list`
  /// already.
  func append(_ trail: Int32, to list: inout [RelationshipHandle]) -> Bool {
    let known = list.count
    var place = Int(trail)
    while trails[place].shorter >= 0 {
      let handle = trails[place].handle
      if list[..<known].contains(handle) { return false }
      list.append(handle)
      place = Int(trails[place].shorter)
    }
    return true
  }

  private func contains(_ handle: RelationshipHandle, _ trail: Int32) -> Bool {
    var place = Int(trail)
    while trails[place].shorter >= 0 {
      if trails[place].handle == handle { return true }
      place = Int(trails[place].shorter)
    }
    return false
  }
}
