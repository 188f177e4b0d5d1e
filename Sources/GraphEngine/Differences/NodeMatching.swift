import GraphIndex
import GraphModel

/// Which nodes of two graphs are the same.
///
/// First those of one key; then, in two states of one file, those of one number, whatever was changed of them;
/// then, of nodes without a key, those of the same labels and properties, before all where their neighbours are
/// the same as well.
struct NodeMatching {
  /// How nodes without a key are told to be the same.
  enum Unnamed {
    /// By labels and properties, if need be.
    case byContents
    /// By labels and properties and the same neighbours: what is equal by chance is not the same.
    case byNeighbours
  }

  /// By position in one graph: the position in the other; `noNode` where it is not there.
  private(set) var after: [NodePosition]
  private(set) var before: [NodePosition]

  private let a: GraphView
  private let b: GraphView
  private let keysA: ElementKeys
  private let keysB: ElementKeys
  private let work: ComparingWork

  /// - Parameter sharesNumbers: Whether both are states of one file.
  /// - Complexity: O(*n* log *n*) in the nodes; 8 bytes a node of both, 16 a key of the one with fewer nodes.
  init(
    _ a: GraphView, _ b: GraphView, _ keysA: ElementKeys, _ keysB: ElementKeys,
    sharesNumbers: Bool, unnamed: Unnamed, _ work: ComparingWork
  ) throws {
    (self.a, self.b, self.keysA, self.keysB, self.work) = (a, b, keysA, keysB, work)
    after = [NodePosition](repeating: noNode, count: a.nodeLimit)
    before = [NodePosition](repeating: noNode, count: b.nodeLimit)
    if sharesNumbers { try matchNumbers(whereKeysAgree: true) }
    try matchKeys()
    if sharesNumbers { try matchNumbers(whereKeysAgree: false) }
    try matchUnnamed(byNeighbours: true)
    if unnamed == .byContents { try matchUnnamed(byNeighbours: false) }
  }

  private mutating func pair(_ p: NodePosition, _ q: NodePosition) {
    after[Int(p)] = q
    before[Int(q)] = p
  }

  // MARK: Numbers

  private mutating func matchNumbers(whereKeysAgree: Bool) throws {
    for p in 0..<NodePosition(a.nodeLimit) where after[Int(p)] == noNode && a.isLive(p) {
      try work.tick()
      guard let q = b.position(ofNode: a.nodeID(p)), before[Int(q)] == noNode, b.isLive(q) else {
        continue
      }
      if whereKeysAgree {
        guard keysA.keys(of: p).contains(where: { keysB.has($0, of: keysA, at: q) }) else {
          continue
        }
      }
      pair(p, q)
    }
  }

  // MARK: Keys

  private mutating func matchKeys() throws {
    // Who has several labels with keys goes to whom it shares all of them with, if there is one.
    if hasSeveralKeys(a), hasSeveralKeys(b) {
      try matchKeys { keys, all in
        all.count < 2 ? [] : [all.reduce(0) { $0 &+ keys.hash($1) }]
      }
    }
    try matchKeys { keys, all in all.map(keys.hash) }
  }

  private func hasSeveralKeys(_ view: GraphView) -> Bool {
    view.labelSets.sets.contains { $0.count > 1 }
  }

  /// One of the graphs, and the keys of its nodes.
  private typealias Side = (view: GraphView, keys: ElementKeys, isFirst: Bool)

  private mutating func matchKeys(
    by hashes: (ElementKeys, [ElementKeys.NodeKey]) -> [Int]
  ) throws {
    let sides: [Side] = [(a, keysA, true), (b, keysB, false)]
    let (small, large) =
      a.nodeCount <= b.nodeCount ? (sides[0], sides[1]) : (sides[1], sides[0])
    var entries = HashedEntries()
    entries.reserve(small.view.nodeCount)
    for p in 0..<NodePosition(small.view.nodeLimit) where isFree(p, small) {
      try work.tick()
      for hash in hashes(small.keys, small.keys.keys(of: p)) { entries.add(UInt64(p), hash) }
    }
    guard !entries.isEmpty else { return }
    entries.sort()
    defer { work.add(entries.looked) }
    let shared = entries.shared
    if !shared.isEmpty {
      try matchTwins(small, large) { keys, all in
        !shared.isDisjoint(with: hashes(keys, all))
      }
    }
    for q in 0..<NodePosition(large.view.nodeLimit) where isFree(q, large) {
      try work.tick()
      let keys = large.keys.keys(of: q)
      for hash in hashes(large.keys, keys) {
        let found = entries.take(
          hash, unless: { isMatched(NodePosition($0), inFirst: small.isFirst) },
          where: { p in
            keys.contains { small.keys.has($0, of: large.keys, at: NodePosition(p)) }
          })
        guard let found else { continue }
        pair(NodePosition(found), q, small)
        break
      }
    }
  }

  /// Pairs, of nodes that share a key with others of their graph, those that are the same in all.
  private mutating func matchTwins(
    _ small: Side, _ large: Side, _ isTwin: (ElementKeys, [ElementKeys.NodeKey]) -> Bool
  ) throws {
    var entries = HashedEntries()
    for p in 0..<NodePosition(small.view.nodeLimit)
    where isFree(p, small) && isTwin(small.keys, small.keys.keys(of: p)) {
      try work.tick()
      entries.add(UInt64(p), contentHash(small.view, p))
    }
    entries.sort()
    defer { work.add(entries.looked) }
    for q in 0..<NodePosition(large.view.nodeLimit)
    where isFree(q, large) && isTwin(large.keys, large.keys.keys(of: q)) {
      try work.tick()
      let found = entries.take(
        contentHash(large.view, q),
        unless: { isMatched(NodePosition($0), inFirst: small.isFirst) },
        where: { isSame(small.view, NodePosition($0), large.view, q) })
      if let found { pair(NodePosition(found), q, small) }
    }
  }

  /// Pairs a node of one side with one of the other.
  private mutating func pair(_ p: NodePosition, _ q: NodePosition, _ side: Side) {
    if side.isFirst { pair(p, q) } else { pair(q, p) }
  }

  private func isFree(_ position: NodePosition, _ side: Side) -> Bool {
    !isMatched(position, inFirst: side.isFirst) && side.view.isLive(position)
  }

  private func isMatched(_ position: NodePosition, inFirst: Bool) -> Bool {
    (inFirst ? after : before)[Int(position)] != noNode
  }

  // MARK: Nodes without a key

  private mutating func matchUnnamed(byNeighbours: Bool) throws {
    let unnamedA = try unnamed(a, keysA, after)
    guard !unnamedA.isEmpty else { return }
    let unnamedB = try unnamed(b, keysB, before)
    guard !unnamedB.isEmpty else { return }
    var entries = HashedEntries()
    entries.reserve(unnamedA.count)
    for p in unnamedA {
      try work.tick()
      entries.add(
        UInt64(p),
        contentHash(a, p) &+ (byNeighbours ? neighbourHash(a, p, keysA) { Int($0) } : 0))
    }
    entries.sort()
    defer { work.add(entries.looked) }
    // All of them before the first is matched: a match changes what neighbours are called.
    let hashes = try unnamedB.map { q in
      try work.tick()
      return contentHash(b, q)
        &+ (byNeighbours ? neighbourHash(b, q, keysB) { Int(before[Int($0)]) } : 0)
    }
    for (q, hash) in zip(unnamedB, hashes) {
      let found = entries.take(
        hash, unless: { after[Int($0)] != noNode },
        where: { isSame(a, NodePosition($0), b, q) })
      if let found { pair(NodePosition(found), q) }
    }
  }

  private func unnamed(
    _ view: GraphView, _ keys: ElementKeys, _ matched: [NodePosition]
  ) throws -> [NodePosition] {
    var found: [NodePosition] = []
    for p in 0..<NodePosition(view.nodeLimit) where matched[Int(p)] == noNode && view.isLive(p) {
      try work.tick()
      if keys.keys(of: p).isEmpty { found.append(p) }
    }
    return found
  }

  /// Whether two nodes have the same labels and properties.
  private func isSame(
    _ first: GraphView, _ p: NodePosition, _ second: GraphView, _ q: NodePosition
  ) -> Bool {
    labels(first, p) == labels(second, q)
      && first.nodeProperties(p).isSame(as: second.nodeProperties(q))
  }

  private func labels(_ view: GraphView, _ position: NodePosition) -> Set<Text> {
    Set(view.labels(of: position))
  }

  private func contentHash(_ view: GraphView, _ position: NodePosition) -> Int {
    var hasher = Hasher()
    hasher.combine(labels(view, position))
    hasher.combine(view.nodeProperties(position).sameHash)
    return hasher.finalize()
  }

  /// A number for what the relationships of a node are: their types, directions, properties, and the nodes at
  /// the other ends.
  ///
  /// - Parameter place: What a node is called that is the same in both graphs; nil for others.
  private func neighbourHash(
    _ view: GraphView, _ position: NodePosition, _ keys: ElementKeys,
    _ place: (NodePosition) -> Int?
  ) -> Int {
    var sum = 0
    let isFirst = view === a
    // What a merge has noted about a node makes it no other.
    for type in 0..<view.types.count where view.types[type] != MergeConflict.type {
      for direction in [Direction.outgoing, .incoming] {
        view.forEachNeighbor(of: position, type: type, direction: direction) { other, handle in
          var hasher = Hasher()
          hasher.combine(view.types[type])
          hasher.combine(direction)
          hasher.combine(view.relationshipProperties(handle).sameHash)
          let isMatched = isFirst ? after[Int(other)] != noNode : before[Int(other)] != noNode
          if isMatched, let called = place(other) {
            hasher.combine(called)
          } else {
            hasher.combine(contentHash(view, other))
          }
          sum &+= hasher.finalize()
        }
      }
    }
    return sum
  }
}
