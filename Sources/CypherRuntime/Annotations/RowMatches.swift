import GraphIndex
import GraphModel

/// The matches that a row stands for, by the sources that each needs.
///
/// Nothing is left out while rows are joined: a match that needs more than another may be as good in the
/// end, and its claims count then. What needs one source is kept in any number; of what needs more, so
/// many that a person could ever look at them.
struct RowMatches {
  /// What is known of the matches that need the same sources.
  struct Entry {
    var claims: [RelationshipHandle] = []
    /// Whether each of them rests on something not being there.
    var restsOnAbsence = false
  }

  /// How many sets of several sources are told apart.
  static let most = 4_096

  /// By the sources, in rising order.
  private(set) var entries: [[NodePosition]: Entry] = [:]
  /// How many of them have more than one source.
  private var largeCount = 0
  /// What occurs, where there are more sets than are told apart; `entries` is then empty.
  private(set) var overflow: (sources: Set<NodePosition>, claims: Set<RelationshipHandle>)?
  /// Whether some match of a group rests on something not being there, so that its values do.
  var valueRestsOnAbsence = false

  /// No match.
  init() {}

  /// One match that needs nothing.
  static var one: RowMatches {
    var one = RowMatches()
    one.add([], Entry())
    return one
  }

  /// Adds matches that need the same sources.
  mutating func add(_ sources: [NodePosition], _ entry: Entry) {
    if overflow != nil {
      overflow?.sources.formUnion(sources)
      overflow?.claims.formUnion(entry.claims)
      return
    }
    if let index = entries.index(forKey: sources) {
      entries.values[index].claims += entry.claims
      entries.values[index].restsOnAbsence =
        entries.values[index].restsOnAbsence && entry.restsOnAbsence
      return
    }
    entries[sources] = entry
    if sources.count > 1 {
      largeCount += 1
      if largeCount > Self.most { giveUp() }
    }
  }

  /// Adds the matches of another row, which this one stands for too.
  mutating func add(_ other: RowMatches) {
    valueRestsOnAbsence = valueRestsOnAbsence || other.valueRestsOnAbsence
    if let lost = other.overflow {
      giveUp()
      overflow?.sources.formUnion(lost.sources)
      overflow?.claims.formUnion(lost.claims)
      return
    }
    for (sources, entry) in other.entries { add(sources, entry) }
  }

  /// Each match of this row with each of another.
  func joined(with other: RowMatches) -> RowMatches {
    var result = RowMatches()
    result.valueRestsOnAbsence = valueRestsOnAbsence || other.valueRestsOnAbsence
    if overflow != nil || other.overflow != nil {
      var (a, b) = (self, other)
      a.giveUp()
      b.giveUp()
      a.overflow?.sources.formUnion(b.overflow?.sources ?? [])
      a.overflow?.claims.formUnion(b.overflow?.claims ?? [])
      a.valueRestsOnAbsence = result.valueRestsOnAbsence
      return a
    }
    for (x, first) in entries {
      for (y, second) in other.entries {
        result.add(
          mergedSources(x, y),
          Entry(
            claims: first.claims + second.claims,
            restsOnAbsence: first.restsOnAbsence || second.restsOnAbsence))
      }
    }
    return result
  }

  private mutating func giveUp() {
    guard overflow == nil else { return }
    overflow = (
      Set(entries.keys.joined()), entries.values.reduce(into: []) { $0.formUnion($1.claims) }
    )
    entries = [:]
  }

  /// The sets in which no other lies: smaller ones first, then by their sources.
  ///
  /// - Complexity: O(sets²) in those of several sources, of which there are few.
  var least: [[NodePosition]] {
    if entries[[]] != nil { return [[]] }
    var singles: Set<NodePosition> = []
    var larger: [[NodePosition]] = []
    for sources in entries.keys {
      if sources.count == 1 { singles.insert(sources[0]) } else { larger.append(sources) }
    }
    larger = larger.filter { $0.allSatisfy { !singles.contains($0) } }
    larger.sort { ($0.count, $0) < ($1.count, $1) }
    var kept: [[NodePosition]] = []
    for set in larger {
      let members = Set(set)
      if !kept.contains(where: { members.isSuperset(of: $0) }) { kept.append(set) }
    }
    return singles.sorted().map { [$0] } + kept
  }
}

private func < (a: (Int, [NodePosition]), b: (Int, [NodePosition])) -> Bool {
  a.0 != b.0 ? a.0 < b.0 : a.1.lexicographicallyPrecedes(b.1)
}

/// The sources of both, once, in rising order.
func mergedSources(_ a: [NodePosition], _ b: [NodePosition]) -> [NodePosition] {
  if a.isEmpty || a == b { return b }
  if b.isEmpty { return a }
  var merged: [NodePosition] = []
  merged.reserveCapacity(a.count + b.count)
  var (i, j) = (0, 0)
  while i < a.count, j < b.count {
    if a[i] == b[j] {
      merged.append(a[i])
      (i, j) = (i + 1, j + 1)
    } else if a[i] < b[j] {
      merged.append(a[i])
      i += 1
    } else {
      merged.append(b[j])
      j += 1
    }
  }
  return merged + a[i...] + b[j...]
}
