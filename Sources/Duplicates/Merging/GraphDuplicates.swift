import GraphEngine
import GraphModel

/// The pairs and merges of a graph as a person works through them: listed, accepted, rejected, undone.
///
///     let duplicates = GraphDuplicates(graph)
///     for entry in try duplicates.list() { print(entry.number, entry.state, entry.score) }
///     try duplicates.accept("3")
///     try duplicates.undo("3")      // the graph is as before
public struct GraphDuplicates {
  let graph: GraphSession

  /// The pairs and merges of `graph`.
  public init(_ graph: GraphSession) { self.graph = graph }

  /// A pair, or a merge.
  public struct Entry: Sendable {
    /// What a person calls it: its number, or `r` and the identifier of a relationship that has none.
    public var number: String
    /// What became of it.
    public var state: State
    /// How likely it is one work; nil where nobody has said.
    public var score: Double?
    /// What speaks for and against it.
    public var reasons: [String]
    /// The record that was there earlier, or that stands for both.
    public var first: Work
    /// The later one, or the merged one.
    public var second: Work
  }

  /// What became of a pair.
  public enum State: String, Sendable {
    case open, merged, rejected
  }

  /// A record as a list shows it.
  public struct Work: Sendable {
    /// The node's identifier.
    public var node: Int
    /// The record's key; its node where it has none.
    public var name: String
    /// The title, where it is stated.
    public var title: String?
    /// The year, where it is stated.
    public var year: Int?
    /// The DOI, where it is stated.
    public var doi: String?
  }

  /// All pairs and merges: open pairs, the likeliest first, then merges, then what was rejected.
  ///
  /// - Complexity: O(*n* log *n*) in them.
  public func list() throws -> [Entry] {
    let pairs = try entries(of: MergedRecord.pair)
    let merges = try entries(of: MergedRecord.type)
    let open = pairs.filter { $0.state == .open }
      .sorted {
        ($0.score ?? 0) != ($1.score ?? 0)
          ? ($0.score ?? 0) > ($1.score ?? 0) : $0.second.node < $1.second.node
      }
    return open + merges + pairs.filter { $0.state == .rejected }
  }

  private func entries(of type: Text) throws -> [Entry] {
    guard graph.statistics.types.contains(where: { $0.name == type.string }) else { return [] }
    let rows = try graph.run("MATCH (a)-[r:\(type)]->(b) RETURN a, r, b ORDER BY id(r)")
    return try rows.all().compactMap { row -> Entry? in
      let relationship = try row["r", as: Relationship.self]
      let (start, end) = (try row["a", as: Node.self], try row["b", as: Node.self])
      guard let properties = relationship.contents?.properties else { return nil }
      let isPair = type == MergedRecord.pair
      // A pair of which a record is part of another waits for that merge to be undone.
      if isPair, MergedRecord.isMerged(start.contents) || MergedRecord.isMerged(end.contents) {
        return nil
      }
      let isRejected = properties[MergedRecord.status] == MergedRecord.rejected
      return Entry(
        number: relationship.number.map(String.init) ?? "r\(relationship.id)",
        state: isPair ? (isRejected ? .rejected : .open) : .merged,
        score: (properties[MergedRecord.score] ?? properties["confidence"])?.number,
        reasons: properties[MergedRecord.reasons]?.items?.compactMap { $0.textValue?.string }
          ?? properties["note"].flatMap { $0.textValue.map { [$0.string] } } ?? [],
        first: Work(end), second: Work(start))
    }
  }

  /// Looks over the graph as it stands.
  ///
  /// - Parameter isDryRun: Whether it is only tried.
  /// - Throws: What reading or writing the graph throws; it is then as it was.
  public func find(
    _ handling: DuplicateHandling, isDryRun: Bool = false
  ) throws -> DuplicateReport {
    var report = DuplicateReport()
    try graph.load(onlyTrying: isDryRun) { loader in
      var search = DuplicateSearch(graph, loader)
      report = try search.run(handling)
    }
    return report
  }

  /// Merges pairs: of each, the later record into the earlier.
  ///
  /// - Throws: ``DuplicateError`` where one is no open pair; nothing is changed then.
  public func accept(_ numbers: [String], isDryRun: Bool = false) throws {
    try graph.load(onlyTrying: isDryRun) { loader in
      let merger = RecordMerger(loader)
      for number in numbers {
        let pair = try self.pair(number, loader)
        guard let contents = pair.contents else { continue }
        let (survivor, record) = (
          min(contents.start, contents.end), max(contents.start, contents.end)
        )
        var reasons: MapValue = [MergedRecord.verdict: "accepted"]
        reasons[MergedRecord.score] =
          contents.properties[MergedRecord.score] ?? contents.properties["confidence"]
        reasons[MergedRecord.reasons] = contents.properties[MergedRecord.reasons]
        try merger.merge(
          record, into: survivor, number: pair.number ?? merger.takeNumber(), because: reasons)
      }
    }
  }

  /// Marks pairs as different works: they are not proposed again.
  ///
  /// - Throws: ``DuplicateError`` where one is no pair; nothing is changed then.
  public func reject(_ numbers: [String], isDryRun: Bool = false) throws {
    try graph.load(onlyTrying: isDryRun) { loader in
      for number in numbers {
        try loader.update(
          try self.pair(number, loader), setting: [MergedRecord.status: MergedRecord.rejected])
      }
    }
  }

  /// Takes merges and rejections back, the last one first: the graph is as before, byte for byte in an
  /// export.
  ///
  /// - Throws: ``DuplicateError`` where one is neither, or rests on a later merge; nothing is changed then.
  public func undo(_ numbers: [String], isDryRun: Bool = false) throws {
    try graph.load(onlyTrying: isDryRun) { loader in
      let merger = RecordMerger(loader)
      for number in numbers {
        if let merge = relationship(number, MergedRecord.type, loader) {
          try merger.undo(merge)
        } else if let pair = relationship(number, MergedRecord.pair, loader) {
          guard pair.contents?.properties[MergedRecord.status] == MergedRecord.rejected else {
            throw DuplicateError.isNotMerged(number)
          }
          try loader.update(pair, setting: [MergedRecord.status: .null])
        } else {
          throw DuplicateError.unknown(number)
        }
      }
    }
  }

  private func relationship(
    _ number: String, _ type: Text, _ loader: GraphLoader
  ) -> Relationship? {
    let all = loader.relationships(ofType: type)
    if number.hasPrefix("r"), let id = Int(number.dropFirst()) { return all.first { $0.id == id } }
    return Int(number).flatMap { number in all.first { $0.number == number } }
  }

  /// The open pair of a number.
  private func pair(_ number: String, _ loader: GraphLoader) throws -> Relationship {
    guard let pair = relationship(number, MergedRecord.pair, loader), let contents = pair.contents
    else {
      let isMerge = relationship(number, MergedRecord.type, loader) != nil
      throw isMerge ? DuplicateError.isMerged(number) : DuplicateError.unknown(number)
    }
    for node in [contents.start, contents.end] {
      guard MergedRecord.isMerged(loader.node(node)?.contents) else { continue }
      let merge = loader.relationships(of: node).first {
        $0.contents?.type == MergedRecord.type && $0.contents?.start == node
      }
      guard merge?.number == nil || merge?.number != pair.number else {
        throw DuplicateError.isMerged(number)
      }
      throw DuplicateError.recordMerged(number, by: merge?.number ?? 0)
    }
    return pair
  }
}

extension GraphDuplicates.Work {
  init(_ node: Node) {
    let properties = node.contents?.properties ?? MapValue()
    self.node = node.id
    switch properties["id"] {
    case .text(let key)?: name = key.string
    case .integer(let key)?: name = String(key)
    default: name = "node \(node.id)"
    }
    title = (properties["title"] ?? properties["name_en"])?.textValue?.string
    if case .integer(let stated)? = properties["year"] { year = stated }
    doi = properties["doi"]?.textValue?.string
  }
}

extension Value {
  fileprivate var number: Double? {
    switch self {
    case .float(let number): number
    case .integer(let number): Double(number)
    default: nil
    }
  }
}
