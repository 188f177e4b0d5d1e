import GraphEngine
import GraphModel

extension GraphDuplicates {
  /// The pairs that ``find(_:isDryRun:)`` would join: records that may be one work, and that neither a person
  /// nor an earlier search has dealt with. Nothing is written.
  ///
  /// - Complexity: O(*n* log *n*) in the records, and a scan of the graph's nodes.
  public func candidates() throws -> [Entry] {
    let (records, works) = try readRecords()
    guard records.count > 1 else { return [] }
    var known: Set<[Int]> = []
    for type in [MergedRecord.pair, MergedRecord.type] where hasType(type) {
      let rows = try graph.run("MATCH (a)-[:\(type)]->(b) RETURN id(a) AS a, id(b) AS b")
      while let row = try rows.next() {
        guard case .integer(let a) = row.values[0], case .integer(let b) = row.values[1] else {
          continue
        }
        known.insert([min(a, b), max(a, b)])
      }
    }
    let finder = DuplicateFinder(
      records,
      isSettled: { one, two in known.contains([min(one.node, two.node), max(one.node, two.node)]) })
    return finder.pairs.compactMap { pair in
      let (earlier, later) = (finder.record(pair.first), finder.record(pair.second))
      guard !known.contains([earlier.node, later.node]), let first = works[earlier.node],
        let second = works[later.node]
      else { return nil }
      return Entry(
        number: "", state: .open, score: pair.comparison.shownScore,
        reasons: pair.comparison.reasons, first: first, second: second)
    }
  }

  private func hasType(_ type: Text) -> Bool {
    graph.statistics.types.contains { $0.name == type.string }
  }

  /// The records, and what lists show of each by its node.
  private func readRecords() throws -> (records: [WorkRecord], works: [Int: Work]) {
    var names: [Int: [(place: Int, id: Int, name: String)]] = [:]
    if hasType("AUTHORED") {
      let rows = try graph.run(
        "MATCH (p)-[r:AUTHORED]->(w) RETURN id(w) AS w, r, p.name AS name ORDER BY id(r)")
      while let row = try rows.next() {
        guard case .integer(let work) = row.values[0], case .relationship(let one) = row.values[1],
          let name = row.values[2].textValue
        else { continue }
        var place = Int.max
        if case .integer(let stated)? = one.contents?.properties["position"] { place = stated }
        names[work, default: []].append((place, one.id, name.string))
      }
    }
    var records: [WorkRecord] = []
    var works: [Int: Work] = [:]
    try graph.forEachNode { node in
      guard let contents = node.contents, !MergedRecord.isMerged(contents) else { return }
      let authors = (names[node.id] ?? []).sorted { ($0.place, $0.id) < ($1.place, $1.id) }
      if let record = WorkRecord(node: node.id, contents, authors: authors.map(\.name)) {
        records.append(record)
        works[node.id] = Work(node)
      }
    }
    return (records, works)
  }
}
