/// What became of every record of an import.
///
///     2311 records: 2311 created (922 nodes, 1389 relationships)
///
/// Nothing is lost in silence: for nodes and relationships alike, records read = created + merged +
/// skipped.
public struct ImportReport: Sendable {
  /// The import: format, files, options, time.
  public var run: ImportRun
  /// What became of the nodes.
  public internal(set) var nodes = Counts()
  /// What became of the relationships.
  public internal(set) var relationships = Counts()
  /// Why records were skipped.
  public internal(set) var skips: [Skip] = []
  /// What the user should look at, in the order of the source; at most ``warningLimit``.
  public internal(set) var warnings: [Warning] = []
  /// The number of all warnings.
  public internal(set) var warningCount = 0
  /// The run's node, where the policy asked for one.
  public internal(set) var recordNode: Int?

  /// How many warnings are kept; the rest are only counted.
  public static let warningLimit = 1_000

  /// What became of records of one kind.
  public struct Counts: Hashable, Sendable {
    /// Records of the source.
    public var read = 0
    /// New ones in the graph.
    public var created = 0
    /// Those that the graph had already.
    public var merged = 0
    /// Those left out.
    public var skipped = 0

    /// None.
    public init() {}
  }

  /// A reason for which records were left out.
  public struct Skip: Hashable, Sendable {
    /// The kind of the records.
    public var record: RecordKind
    /// The reason.
    public var reason: String
    /// How many records.
    public var count: Int
    /// The first of them.
    public var first: SourcePlace
  }

  /// Something that the user should look at.
  public struct Warning: Hashable, Sendable {
    /// What it is.
    public var message: String
    /// Where.
    public var place: SourcePlace
  }

  init(run: ImportRun) { self.run = run }

  /// Records of the source.
  public var read: Int { nodes.read + relationships.read }

  mutating func noteWarning(_ message: String, at place: SourcePlace) {
    warningCount += 1
    if warnings.count < Self.warningLimit {
      warnings.append(Warning(message: message, place: place))
    }
  }

  mutating func noteSkip(_ record: RecordKind, _ reason: String, at place: SourcePlace) {
    let index = skips.firstIndex { $0.record == record && $0.reason == reason }
    if let index {
      skips[index].count += 1
    } else {
      skips.append(Skip(record: record, reason: reason, count: 1, first: place))
    }
  }
}

extension ImportReport: CustomStringConvertible {
  /// The counts on one line; then reasons and the first warnings, a line each.
  public var description: String {
    var parts: [String] = []
    func part(_ count: Int, _ word: String, _ nodes: Int, _ relationships: Int) {
      guard count > 0 else { return }
      parts.append("\(count) \(word) (\(nodes) nodes, \(relationships) relationships)")
    }
    let (n, r) = (nodes, relationships)
    part(n.created + r.created, "created", n.created, r.created)
    part(n.merged + r.merged, "in the graph already", n.merged, r.merged)
    part(n.skipped + r.skipped, "skipped", n.skipped, r.skipped)
    let outcome = parts.isEmpty ? "nothing to import" : parts.joined(separator: ", ")
    var lines = ["\(read) records: \(outcome)"]
    for skip in skips {
      lines.append(
        "skipped \(skip.count) \(skip.record.rawValue)s: \(skip.reason) (first at \(skip.first))")
    }
    for warning in warnings.prefix(20) {
      lines.append("warning: \(warning.place): \(warning.message)")
    }
    if warningCount > 20 { lines.append("… \(warningCount - 20) more warnings") }
    return lines.joined(separator: "\n")
  }
}
