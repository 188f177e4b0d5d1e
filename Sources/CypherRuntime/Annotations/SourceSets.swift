import GraphIndex

/// What a row rests on: the least groups of sources with which alone it would be in the answer.
package enum Witnesses: Hashable, Sendable {
  /// Each group suffices, and none is in another; smaller groups come first, and the sources of each
  /// rise. One empty group: the row needs no source.
  case groups([[NodePosition]])
  /// More groups than are kept; these sources occur in them, in rising order.
  case tooMany([NodePosition])

  /// Every source that occurs, once, in rising order.
  package var sources: [NodePosition] {
    switch self {
    case .groups(let groups): Set(groups.joined()).sorted()
    case .tooMany(let sources): sources
    }
  }

  /// About how many bytes it takes, with its place in tables.
  fileprivate var footprint: Int {
    switch self {
    case .groups(let groups): groups.reduce(96) { $0 + 48 + 4 * $1.count }
    case .tooMany(let sources): 96 + 4 * sources.count
    }
  }
}

/// Sets of sets of sources, each kept once under a number: the least groups of sources that each suffice
/// to make a row hold.
///
/// The semiring is PosBool(X): a product joins each group of one with each of the other, a sum has the
/// groups of both, and a group that has another in it is left out. (Buneman, Khanna and Tan, "Why and
/// Where", ICDT 2001; Green, Karvounarakis and Tannen, "Provenance Semirings", PODS 2007.)
///
///     var sets = SourceSets()
///     let either = sets.sum(sets.alone(3), sets.alone(7))
///     sets[sets.product(either, sets.alone(3))]  // [[3]]: 3 alone suffices
///
/// What has more groups than `limit` keeps only which sources occur, and says so: never a set from
/// which some are missing.
struct SourceSets {
  /// How many groups a row may have.
  let limit: Int
  private var families: [Witnesses] = [.groups([[]]), .groups([])]
  private var numbers: [Witnesses: UInt32] = [.groups([[]]): 0, .groups([]): 1]
  private var products: [Pair: AnnotationHandle] = [:]
  private var sums: [Pair: AnnotationHandle] = [:]
  /// The bytes taken since they were last asked for.
  private(set) var bytes = 0
  /// The sets compared since they were last asked for.
  private(set) var comparisons = 0

  /// Two numbers, the smaller first.
  private struct Pair: Hashable {
    let first: UInt32
    let second: UInt32

    init(_ a: AnnotationHandle, _ b: AnnotationHandle) {
      (first, second) = (min(a.number, b.number), max(a.number, b.number))
    }
  }

  init(limit: Int = 64) { self.limit = limit }

  /// What a number stands for.
  subscript(handle: AnnotationHandle) -> Witnesses { families[Int(handle.number)] }

  /// The bytes and comparisons since this was last asked.
  mutating func spent() -> (bytes: Int, elements: Int) {
    defer { (bytes, comparisons) = (0, 0) }
    return (bytes, comparisons)
  }

  /// One source.
  mutating func alone(_ source: NodePosition) -> AnnotationHandle { number(.groups([[source]])) }

  /// Several sources, each of which suffices.
  mutating func anyOf(_ sources: [NodePosition]) -> AnnotationHandle {
    number(least(sources.map { [$0] }))
  }

  /// What needs both.
  ///
  /// - Complexity: O(groups × groups) sets the first time, a look-up later.
  mutating func product(_ a: AnnotationHandle, _ b: AnnotationHandle) -> AnnotationHandle {
    if a == .one || a == b { return b }
    if b == .one { return a }
    if a == .zero || b == .zero { return .zero }
    let pair = Pair(a, b)
    if let known = products[pair] { return known }
    let result: Witnesses
    switch (self[a], self[b]) {
    case (.groups(let x), .groups(let y)):
      result = least(x.flatMap { one in y.map { merged(one, $0) } })
    case (let x, let y): result = .tooMany(merged(x.sources, y.sources))
    }
    let handle = number(result)
    products[pair] = handle
    bytes += 32
    return handle
  }

  /// What is content with either.
  ///
  /// - Complexity: O(groups × groups) comparisons the first time, a look-up later.
  mutating func sum(_ a: AnnotationHandle, _ b: AnnotationHandle) -> AnnotationHandle {
    if a == .zero || a == b { return b }
    if b == .zero { return a }
    if a == .one || b == .one { return .one }
    let pair = Pair(a, b)
    if let known = sums[pair] { return known }
    let result: Witnesses
    switch (self[a], self[b]) {
    case (.groups(let x), .groups(let y)): result = least(x + y)
    case (let x, let y): result = .tooMany(merged(x.sources, y.sources))
    }
    let handle = number(result)
    sums[pair] = handle
    bytes += 32
    return handle
  }

  /// The groups that have no other in them.
  private mutating func least(_ groups: [[NodePosition]]) -> Witnesses {
    var kept: [[NodePosition]] = []
    // A group can only have smaller ones in it, which come first.
    for group in Set(groups).sorted(by: precedes) {
      comparisons += kept.count + 1
      if !kept.contains(where: { isSubset($0, of: group) }) { kept.append(group) }
    }
    if kept.count > limit { return .tooMany(Witnesses.groups(kept).sources) }
    return .groups(kept)
  }

  private mutating func number(_ witnesses: Witnesses) -> AnnotationHandle {
    if let known = numbers[witnesses] { return AnnotationHandle(known) }
    let number = UInt32(families.count)
    families.append(witnesses)
    numbers[witnesses] = number
    bytes += witnesses.footprint
    return AnnotationHandle(number)
  }

  private func isSubset(_ a: [NodePosition], of b: [NodePosition]) -> Bool {
    if a.count > b.count { return false }
    var place = 0
    for source in a {
      while place < b.count, b[place] < source { place += 1 }
      guard place < b.count, b[place] == source else { return false }
      place += 1
    }
    return true
  }
}

/// Whether one group comes before another: the smaller first, then by sources.
private func precedes(_ a: [NodePosition], _ b: [NodePosition]) -> Bool {
  a.count != b.count ? a.count < b.count : a.lexicographicallyPrecedes(b)
}

/// Two rising lists as one, each source once.
private func merged(_ a: [NodePosition], _ b: [NodePosition]) -> [NodePosition] {
  var result: [NodePosition] = []
  result.reserveCapacity(a.count + b.count)
  var (i, j) = (0, 0)
  while i < a.count, j < b.count {
    if a[i] == b[j] {
      j += 1
    } else if b[j] < a[i] {
      result.append(b[j])
      j += 1
      continue
    }
    result.append(a[i])
    i += 1
  }
  return result + a[i...] + b[j...]
}
