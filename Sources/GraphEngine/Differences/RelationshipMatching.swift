import GraphIndex
import GraphModel

/// Which relationships of two graphs are the same, type by type.
///
/// First those of one `id`, wherever they lead; then those between the same nodes with the same properties; then,
/// in two states of one file, those of one number; then one that is left between two nodes on either side.
struct RelationshipMatching {
  /// A relationship of both graphs, or of one.
  typealias Pair = (before: RelationshipHandle?, after: RelationshipHandle?)

  let a: GraphView
  let b: GraphView
  let keysA: ElementKeys
  let keysB: ElementKeys
  let nodes: NodeMatching
  let sharesNumbers: Bool
  let work: ComparingWork

  /// Calls `body` with each pair, and with each relationship that one graph has alone.
  ///
  /// - Complexity: O(*r* log *r*) in the relationships; memory for those of one node, and for those that are not
  ///   between the same nodes in both graphs.
  func forEachPair(_ body: (Pair) throws -> Void) throws {
    for type in Set(a.types.names + b.types.names).sorted() {
      try forEachPair(a.types.number(of: type), b.types.number(of: type), body)
    }
  }

  /// What has found no partner among those between the same nodes.
  private struct Rest {
    var before: [RelationshipHandle] = []
    var after: [RelationshipHandle] = []
  }

  private func forEachPair(_ typeA: Int?, _ typeB: Int?, _ body: (Pair) throws -> Void) throws {
    var rest = Rest()
    if let typeA {
      for p in 0..<NodePosition(a.nodeLimit) where a.isLive(p) {
        try work.tick()
        let q = nodes.after[Int(p)]
        guard let typeB, q != noNode else {
          a.forEachNeighbor(of: p, type: typeA, direction: .outgoing) { _, handle in
            rest.before.append(handle)
          }
          continue
        }
        try forEachPair(from: p, q, typeA, typeB, &rest, body)
      }
    }
    if let typeB {
      for q in 0..<NodePosition(b.nodeLimit)
      where b.isLive(q) && (typeA == nil || nodes.before[Int(q)] == noNode) {
        try work.tick()
        b.forEachNeighbor(of: q, type: typeB, direction: .outgoing) { _, handle in
          rest.after.append(handle)
        }
      }
    }
    try matchRest(&rest, body)
  }

  // MARK: Between the same nodes

  private struct Led {
    /// The end in the second graph; `noNode` where that does not have it.
    var end: NodePosition
    var handle: RelationshipHandle
  }

  private func forEachPair(
    from p: NodePosition, _ q: NodePosition, _ typeA: Int, _ typeB: Int, _ rest: inout Rest,
    _ body: (Pair) throws -> Void
  ) throws {
    var first: [Led] = []
    a.forEachNeighbor(of: p, type: typeA, direction: .outgoing) { other, handle in
      first.append(Led(end: nodes.after[Int(other)], handle: handle))
    }
    var second: [Led] = []
    b.forEachNeighbor(of: q, type: typeB, direction: .outgoing) { other, handle in
      second.append(Led(end: other, handle: handle))
    }
    if first.isEmpty {
      rest.after += second.map(\.handle)
      return
    }
    first.sort { ($0.end, $0.handle) < ($1.end, $1.handle) }
    second.sort { ($0.end, $0.handle) < ($1.end, $1.handle) }
    var (i, j) = (0, 0)
    while i < first.count || j < second.count {
      try work.tick()
      if j >= second.count || (i < first.count && first[i].end < second[j].end)
        || (i < first.count && first[i].end == noNode)
      {
        rest.before.append(first[i].handle)
        i += 1
        continue
      }
      if i >= first.count || second[j].end < first[i].end {
        rest.after.append(second[j].handle)
        j += 1
        continue
      }
      let end = first[i].end
      let from = (i, j)
      while i < first.count, first[i].end == end { i += 1 }
      while j < second.count, second[j].end == end { j += 1 }
      try pair(first[from.0..<i], second[from.1..<j], &rest, body)
    }
  }

  /// Pairs the relationships between two nodes.
  private func pair(
    _ first: ArraySlice<Led>, _ second: ArraySlice<Led>, _ rest: inout Rest,
    _ body: (Pair) throws -> Void
  ) throws {
    if first.count == 1, second.count == 1, let x = first.first?.handle,
      let y = second.first?.handle
    {
      if mayBeOne(x, y) { return try body((x, y)) }
      rest.before.append(x)
      rest.after.append(y)
      return
    }
    var left = Rest(before: first.map(\.handle), after: second.map(\.handle))
    // Equal identifiers first, so that what has one never goes to what is alike by chance.
    try match(&left, body) { view, keys, handle in
      let id = keys.id(of: handle)
      return id.isNull ? nil : id.hashValue
    } where: {
      keysA.id(of: $0) == keysB.id(of: $1)
    }
    try match(&left, body) { view, _, handle in
      view.relationshipProperties(handle).sameHash
    } where: {
      a.relationshipProperties($0).isSame(as: b.relationshipProperties($1))
    }
    if left.before.count == 1, left.after.count == 1, mayBeOne(left.before[0], left.after[0]) {
      return try body((left.before[0], left.after[0]))
    }
    rest.before += left.before
    rest.after += left.after
  }

  /// Whether two that lie between the same nodes can be one, of which something was changed.
  private func mayBeOne(_ x: RelationshipHandle, _ y: RelationshipHandle) -> Bool {
    let (idX, idY) = (keysA.id(of: x), keysB.id(of: y))
    if idX.isNull || idY.isNull || idX == idY { return true }
    return sharesNumbers && a.relationshipID(x) == b.relationshipID(y)
  }

  // MARK: Wherever they lead

  private func matchRest(_ rest: inout Rest, _ body: (Pair) throws -> Void) throws {
    try match(&rest, body) { _, keys, handle in
      let id = keys.id(of: handle)
      return id.isNull ? nil : id.hashValue
    } where: {
      keysA.id(of: $0) == keysB.id(of: $1)
    }
    if sharesNumbers {
      try match(&rest, body) { view, _, handle in
        view.relationshipID(handle)
      } where: {
        a.relationshipID($0) == b.relationshipID($1)
      }
    }
    for handle in rest.before { try body((handle, nil)) }
    for handle in rest.after { try body((nil, handle)) }
    rest = Rest()
  }

  /// Pairs those that have one hash and fit, in their order, and takes them from what is left.
  private func match(
    _ left: inout Rest, _ body: (Pair) throws -> Void,
    by hash: (GraphView, ElementKeys, RelationshipHandle) -> Int?,
    where fits: (RelationshipHandle, RelationshipHandle) -> Bool
  ) throws {
    guard !left.before.isEmpty, !left.after.isEmpty else { return }
    var entries = HashedEntries()
    entries.reserve(left.before.count)
    for handle in left.before {
      try work.tick()
      if let hash = hash(a, keysA, handle) { entries.add(handle, hash) }
    }
    guard !entries.isEmpty else { return }
    entries.sort()
    defer { work.add(entries.looked) }
    var taken: Set<RelationshipHandle> = []
    var unpaired: [RelationshipHandle] = []
    for handle in left.after {
      try work.tick()
      guard let hash = hash(b, keysB, handle),
        let found = entries.take(
          hash, unless: taken.contains, where: { fits($0, handle) })
      else {
        unpaired.append(handle)
        continue
      }
      taken.insert(found)
      try body((found, handle))
    }
    left.before.removeAll(where: taken.contains)
    left.after = unpaired
  }
}
