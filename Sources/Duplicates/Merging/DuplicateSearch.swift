import GraphEngine
import GraphModel

/// Looks for records of one work in a graph, in the middle of a load, and does what is to be done.
///
///     try graph.load { loader in
///       let found = try DuplicateSearch(graph, loader).run(.merge)
///     }
public struct DuplicateSearch {
  private let graph: GraphSession
  private let loader: GraphLoader
  private let merger: RecordMerger
  private var pairs: [Ends: Relationship] = [:]
  private var report = DuplicateReport()

  /// Two nodes in the order of their identifiers.
  private struct Ends: Hashable {
    var first: Int
    var second: Int

    init(_ one: Int, _ two: Int) {
      first = min(one, two)
      second = max(one, two)
    }
  }

  /// A search in `graph`, in which `loader` writes.
  public init(_ graph: GraphSession, _ loader: GraphLoader) {
    self.graph = graph
    self.loader = loader
    merger = RecordMerger(loader)
  }

  /// Searches.
  ///
  /// - Parameter firstNew: The identifier from which on nodes are new; a pair has one of them at least. Nil
  ///   to search the whole graph.
  /// - Returns: What was found and done.
  /// - Complexity: O(*n* log *n*) in the records, and a scan of the graph's nodes.
  public mutating func run(
    _ handling: DuplicateHandling, newFrom firstNew: Int? = nil
  ) throws -> DuplicateReport {
    guard handling != .off else { return report }
    let records = try readRecords()
    report.records = records.count
    for pair in loader.relationships(ofType: MergedRecord.pair) {
      guard let contents = pair.contents else { continue }
      pairs[Ends(contents.start, contents.end)] = pair
    }
    let known = pairs
    let finder = DuplicateFinder(
      records, isNew: { firstNew == nil || $0.node >= firstNew ?? 0 },
      isSettled: { one, two in
        guard let pair = known[Ends(one.node, two.node)] else { return false }
        return handling == .report || Self.isRejected(pair)
      })
    report.comparisons = finder.comparisonCount
    let merges = handling == .merge ? clusters(of: finder) : [:]
    let dropped = try dropRepeats(merges, finder, newFrom: firstNew)
    for pair in finder.pairs {
      let isMerged = merges[pair.first] != nil && merges[pair.first] == merges[pair.second]
      // What a repeated record may be, the record that it repeats may be, and is joined to already.
      if isMerged || dropped.contains(pair.first) || dropped.contains(pair.second) { continue }
      try join(pair, finder)
    }
    // The later ones of a work go into its first, in their order.
    for (position, survivor) in merges.sorted(by: { $0.key < $1.key })
    where position != survivor && !dropped.contains(position) {
      try merge(position, into: survivor, finder, newFrom: firstNew)
    }
    return report
  }

  private static func isRejected(_ pair: Relationship) -> Bool {
    pair.contents?.properties[MergedRecord.status] == MergedRecord.rejected
  }

  private func readRecords() throws -> [WorkRecord] {
    var names: [Int: [(Int, Int, String)]] = [:]
    for one in loader.relationships(ofType: "AUTHORED") {
      guard let contents = one.contents,
        case .text(let name)? = loader.node(contents.start)?.contents?.properties["name"]
      else { continue }
      var position = Int.max
      if case .integer(let stated)? = contents.properties["position"] { position = stated }
      names[contents.end, default: []].append((position, one.id, name.string))
    }
    var records: [WorkRecord] = []
    try graph.forEachNode { node in
      guard let contents = node.contents, !MergedRecord.isMerged(contents) else { return }
      let authors = (names[node.id] ?? []).sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
      if let record = WorkRecord(node: node.id, contents, authors: authors) {
        records.append(record)
      }
    }
    return records
  }

  // MARK: Clusters

  /// For each record that is one work with others for certain, the first of them.
  ///
  /// Two groups become one only where no record of one contradicts any of the other: that A is B by its DOI
  /// and B is C by its number of PubMed does not make A and C one, if their DOIs differ.
  private func clusters(of finder: DuplicateFinder) -> [Int: Int] {
    var leaders: [Int: Int] = [:]
    var members: [Int: [Int]] = [:]
    let certain = finder.pairs.filter { $0.comparison.verdict == .certain }
      .sorted {
        $0.comparison.score != $1.comparison.score
          ? $0.comparison.score > $1.comparison.score
          : ($0.first, $0.second) < ($1.first, $1.second)
      }
    for pair in certain {
      let (one, two) = (leaders[pair.first] ?? pair.first, leaders[pair.second] ?? pair.second)
      guard one != two else { continue }
      let (left, right) = (members[one] ?? [one], members[two] ?? [two])
      guard left.count * right.count <= Self.largestCluster,
        left.allSatisfy({ a in right.allSatisfy { b in agree(finder.record(a), finder.record(b)) } }
        )
      else { continue }
      let leader = min(one, two)
      members[max(one, two)] = nil
      members[leader] = (left + right).sorted()
      for member in left + right { leaders[member] = leader }
    }
    return leaders
  }

  /// How many comparisons it may take to bring two groups together.
  private static let largestCluster = 10_000

  private func agree(_ one: WorkRecord, _ two: WorkRecord) -> Bool {
    if let pair = pairs[Ends(one.node, two.node)], Self.isRejected(pair) { return false }
    return Comparison(one, two).isFreeOfContradictions
  }

  // MARK: What is done

  private mutating func join(_ pair: DuplicatePair, _ finder: DuplicateFinder) throws {
    let (earlier, later) = (finder.record(pair.first), finder.record(pair.second))
    guard pairs[Ends(earlier.node, later.node)] == nil else { return }
    let number = try merger.join(later.node, earlier.node, because: pair.comparison)
    if pair.comparison.verdict == .certain { report.certain += 1 } else { report.doubtful += 1 }
    note(pair.comparison, earlier, later, number: number, isMerged: false)
  }

  /// Removes new records that say word for word what the graph has, before anything is joined to them;
  /// returns their places.
  private mutating func dropRepeats(
    _ merges: [Int: Int], _ finder: DuplicateFinder, newFrom firstNew: Int?
  ) throws -> Set<Int> {
    var dropped: Set<Int> = []
    guard let firstNew else { return dropped }
    for (position, survivor) in merges.sorted(by: { $0.key < $1.key }) where position != survivor {
      let (earlier, later) = (finder.record(survivor), finder.record(position))
      guard later.node >= firstNew, try saysNothingNew(later.node, besides: earlier.node) else {
        continue
      }
      try loader.deleteNode(later.node)
      report.merged += 1
      report.newMerged += 1
      note(Comparison(earlier, later), earlier, later, number: nil, isMerged: true)
      dropped.insert(position)
    }
    return dropped
  }

  private mutating func merge(
    _ position: Int, into survivor: Int, _ finder: DuplicateFinder, newFrom firstNew: Int?
  ) throws {
    let (earlier, later) = (finder.record(survivor), finder.record(position))
    let comparison = Comparison(earlier, later)
    report.merged += 1
    let isNew = firstNew.map { later.node >= $0 } ?? false
    if isNew { report.newMerged += 1 }
    if isNew, try saysNothingNew(later.node, besides: earlier.node) {
      try loader.deleteNode(later.node)
      note(comparison, earlier, later, number: nil, isMerged: true)
      return
    }
    let number = pairs[Ends(earlier.node, later.node)]?.number ?? merger.takeNumber()
    try merger.merge(
      later.node, into: earlier.node, number: number,
      because: [
        MergedRecord.score: .float(comparison.shownScore),
        MergedRecord.reasons: .list(comparison.reasons.map { .string($0) }),
        MergedRecord.verdict: .string(DecisionRule.Verdict.certain.rawValue),
      ])
    note(comparison, earlier, later, number: number, isMerged: true)
  }

  /// Whether a record is, word for word, the one that stays or one that is part of it, and leads nowhere:
  /// what the same file says that is imported again.
  private func saysNothingNew(_ record: Int, besides survivor: Int) throws -> Bool {
    guard let contents = loader.node(record)?.contents, loader.relationships(of: record).isEmpty
    else { return false }
    let parts = loader.relationships(of: survivor).compactMap { relationship -> Int? in
      guard let part = relationship.contents, part.type == MergedRecord.type,
        part.end == survivor
      else { return nil }
      return part.start
    }
    return ([survivor] + parts).contains { node in
      guard let other = loader.node(node)?.contents else { return false }
      return MergedRecord.unmarked(other.properties) == contents.properties
    }
  }

  private mutating func note(
    _ comparison: Comparison, _ earlier: WorkRecord, _ later: WorkRecord, number: Int?,
    isMerged: Bool
  ) {
    report.note(
      DuplicateReport.Entry(
        number: number, isMerged: isMerged, verdict: comparison.verdict ?? .doubtful,
        score: comparison.shownScore, reasons: comparison.reasons, first: earlier.caption,
        second: later.caption))
  }
}

extension WorkRecord {
  /// What messages call it: its key, or else its node.
  var caption: String { key?.string ?? "node \(node)" }
}
