import Duplicates
import GraphEngine
import GraphModel
import WordCatalog

/// What became of every record of an import.
///
///     2311 records: 2311 created (922 nodes, 1389 relationships)
///
/// Nothing is lost in silence: for nodes and relationships alike, records read = created + merged +
/// skipped.
public struct ImportReport: Sendable {
  /// The import: format, files, options, time.
  public var run: ImportRun
  /// Whether it was only tried, and the graph is as before.
  public internal(set) var isDryRun = false
  /// What became of the nodes.
  public internal(set) var nodes = Counts()
  /// What became of the relationships.
  public internal(set) var relationships = Counts()
  /// Nodes that were made because relationships refer to them; they are no records of the source.
  public internal(set) var madeNodes = 0
  /// Why records were skipped.
  public internal(set) var skips: [Skip] = []
  /// The records that were skipped, in the order of the source; at most ``listLimit``.
  public internal(set) var skipped: [Skipped] = []
  /// What changed of what the graph had; at most ``listLimit``.
  public internal(set) var changes: [Change] = []
  /// The number of all changes.
  public internal(set) var changeCount = 0
  /// Records that are part of a node which an earlier record of the source has made; they count as merged.
  public internal(set) var folded = 0
  /// The schema that came with the records, and where it stands.
  var schema: (bytes: [UInt8], place: SourcePlace)?
  /// What the user should look at, in the order of the source; at most ``warningLimit``.
  public internal(set) var warnings: [Warning] = []
  /// The number of all warnings.
  public internal(set) var warningCount = 0
  /// What was found and done about records of one work.
  public internal(set) var duplicates = DuplicateReport()
  /// The run's node, where the policy asked for one.
  public internal(set) var recordNode: Int?

  /// How many warnings are kept; the rest are only counted.
  public static let warningLimit = 1_000
  /// How many skipped records and changes are kept; the rest are counted, and ``ImportObserver`` is told
  /// of them.
  public static let listLimit = 100_000

  /// What became of records of one kind.
  public struct Counts: Hashable, Sendable {
    /// Records of the source.
    public var read = 0
    /// New ones in the graph.
    public var created = 0
    /// Those that the graph had already.
    public var merged = 0
    /// Those of the merged ones that changed what the graph had.
    public var updated = 0
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

  /// A record that was left out.
  public struct Skipped: Hashable, Sendable {
    /// The kind of the record.
    public var record: RecordKind
    /// Where it stands.
    public var place: SourcePlace
    /// Why.
    public var reason: String
    /// The record as it stands in the source; nil where it has no text of its own.
    public var text: String?
  }

  /// A change to a node or a relationship that the graph had.
  public struct Change: Hashable, Sendable {
    /// What was changed, as messages call it: `Study with id "harden-2015"`.
    public var element: String
    /// The property; nil where a label was added.
    public var property: Text?
    /// What was there before; nil where nothing was.
    public var before: Value?
    /// What is there now: a value, or the name of a label.
    public var after: Value
    /// The record that says so.
    public var place: SourcePlace
  }

  /// Something that the user should look at.
  public struct Warning: Hashable, Sendable {
    /// What it is.
    public var message: String
    /// Where.
    public var place: SourcePlace
  }

  init(run: ImportRun) { self.run = run }

  /// Counts the records anew for a caller who took out what an earlier import had made, and knows what came back as it
  /// was: of the records that are not skipped, those are new of which `created` tells, and the rest were there.
  ///
  /// - Parameters:
  ///   - nodes: How many nodes the graph did not have before, and how many are not as they were.
  ///   - relationships: The same of relationships.
  ///   - isDryRun: Whether all of it was taken back.
  public mutating func restate(
    nodes: (created: Int, updated: Int), relationships: (created: Int, updated: Int), isDryRun: Bool
  ) {
    func restated(_ counts: Counts, _ found: (created: Int, updated: Int)) -> Counts {
      var counts = counts
      counts.created = min(found.created, counts.read - counts.skipped)
      counts.merged = counts.read - counts.skipped - counts.created
      counts.updated = min(found.updated, counts.merged)
      return counts
    }
    self.nodes = restated(self.nodes, nodes)
    self.relationships = restated(self.relationships, relationships)
    self.isDryRun = isDryRun
  }

  /// Records of the source.
  public var read: Int { nodes.read + relationships.read }

  /// Takes in what became of records of one work: those that were merged are not new in the graph.
  mutating func take(_ found: DuplicateReport) {
    duplicates = found
    nodes.created -= found.newMerged
    nodes.merged += found.newMerged
  }

  mutating func noteWarning(_ message: String, at place: SourcePlace) {
    warningCount += 1
    if warnings.count < Self.warningLimit {
      warnings.append(Warning(message: message, place: place))
    }
  }

  /// Counts a record that is left out, and returns what its entry in the list says.
  mutating func noteSkip(
    _ record: RecordKind, _ reason: String, at place: SourcePlace, text: String? = nil,
    detail: String? = nil
  ) -> Skipped {
    let index = skips.firstIndex { $0.record == record && $0.reason == reason }
    if let index {
      skips[index].count += 1
    } else {
      skips.append(Skip(record: record, reason: reason, count: 1, first: place))
    }
    let entry = Skipped(record: record, place: place, reason: detail ?? reason, text: text)
    if skipped.count < Self.listLimit { skipped.append(entry) }
    return entry
  }

  /// Notes what a record has changed of an element, and tells the observer.
  mutating func noteChanges(
    _ differences: [ElementDifference], of element: String, at place: SourcePlace,
    telling observer: ImportObserver
  ) throws {
    for difference in differences {
      let change = difference.change(of: element, at: place)
      changeCount += 1
      if changes.count < Self.listLimit { changes.append(change) }
      try observer.changed?(change)
    }
  }
}

extension ImportReport: CustomStringConvertible {
  /// How many changes and warnings are shown on a screen.
  private static let shownLines = 20

  /// It in English; see ``text(_:)``.
  public var description: String { text(.english) }

  /// The counts on one line; then reasons, the first changes and the first warnings, a line each.
  public func text(_ words: Words) -> String {
    var parts: [String] = []
    let (n, r) = (nodes, relationships)
    if n.created + r.created > 0 {
      parts.append(words.importCreated(nodes: n.created, relationships: r.created))
    }
    let known = n.merged - duplicates.newMerged - folded
    if known + r.merged > 0 {
      parts.append(words.importKnown(nodes: known, relationships: r.merged))
    }
    if folded > 0 { parts.append(words.importFolded(folded)) }
    if duplicates.newMerged > 0 { parts.append(words.importMerged(duplicates.newMerged)) }
    if n.updated + r.updated > 0 {
      parts.append(words.importUpdated(nodes: n.updated, relationships: r.updated))
    }
    if n.skipped + r.skipped > 0 {
      parts.append(words.importSkipped(nodes: n.skipped, relationships: r.skipped))
    }
    var lines = [words.importOutcome(records: read, parts)]
    if madeNodes > 0 { lines.append(words.importMadeNodes(madeNodes)) }
    lines += duplicateLines(words)
    for skip in skips {
      lines.append(
        words.importSkippedFor(
          nodes: skip.record == .node ? skip.count : nil,
          relationships: skip.record == .relationship ? skip.count : nil, reason: skip.reason,
          first: "\(skip.first)"))
    }
    lines += changes.prefix(Self.shownLines).map { words.importChanged("\($0)") }
    if changeCount > Self.shownLines {
      lines.append(words.moreChanges(changeCount - Self.shownLines))
    }
    for warning in warnings.prefix(Self.shownLines) {
      lines.append(words.warning("\(warning.place): \(warning.message)"))
    }
    if warningCount > Self.shownLines {
      lines.append(words.moreWarnings(warningCount - Self.shownLines))
    }
    if isDryRun { lines.append(words.trialOnly) }
    // What of it is data, or a plugin's, begins no line and says nothing to a terminal.
    return lines.map(DisplayText.escaped).joined(separator: "\n")
  }

  /// What there is to say of records of one work, a line each.
  private func duplicateLines(_ words: Words) -> [String] {
    let open = duplicates.certain + duplicates.doubtful
    guard open + duplicates.merged > 0 else { return [] }
    var lines: [String] = []
    if open > 0 {
      lines.append(
        words.importPairs(certain: duplicates.certain, doubtful: duplicates.doubtful))
    }
    lines += duplicates.entries.prefix(Self.shownLines).map(\.description)
    if open + duplicates.merged > Self.shownLines {
      lines.append(words.more(open + duplicates.merged - Self.shownLines))
    }
    return lines
  }
}

extension ImportReport.Change: CustomStringConvertible {
  /// `Study with id "a": year 2015, now 2016 (studies.csv:7)`.
  public var description: String {
    let what =
      if let property {
        "\(property) \(before.map(ElementText.shown) ?? "absent"), now \(ElementText.shown(after))"
      } else {
        "the label \(ElementText.name(after)) added"
      }
    return "\(element): \(what) (\(place))"
  }
}
