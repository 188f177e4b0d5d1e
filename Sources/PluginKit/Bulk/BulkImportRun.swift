import GraphEngine
import GraphModel
import WordCatalog

/// How many rows go by between two looks at the user and the memory.
private let bulkInterval = 65_536

/// A bulk load while it runs: takes the rows of table after table into the store.
final class BulkImportRun<Target: BulkTarget> {
  private(set) var report: ImportReport
  private let observer: ImportObserver
  fileprivate let target: Target
  fileprivate let groups: BulkGroups
  private let policy: BulkPolicy
  /// The identifier in the graph of the load's first node.
  private var firstNode = 0

  init(
    _ target: Target, groups: BulkGroups, policy: BulkPolicy, report: ImportReport,
    observer: ImportObserver
  ) {
    self.target = target
    self.groups = groups
    self.policy = policy
    self.report = report
    self.observer = observer
  }

  /// Takes all rows of a table.
  func load(_ source: BulkSource) throws {
    switch source.table.kind {
    case .nodes(let labels):
      noteUnknowable(source, labels.first)
      var table = try NodeTable<Target>(source.header, labels, target, groups)
      try forEachRow(of: source, .node) { csv in try add(&table, csv) }
    case .relationships(let type):
      var table = try RelationshipTable<Target>(source.header, type, target, groups)
      try forEachRow(of: source, .relationship) { csv in
        try add(&table, csv)
        return true
      }
      noteUncompared(source, table)
    }
  }

  private func forEachRow(
    of source: BulkSource, _ kind: RecordKind, _ add: (CSVReader) throws -> Bool
  ) throws {
    // `add` says whether the row has made something that was not in the graph before.
    let counts = kind == .node ? \ImportReport.nodes : \ImportReport.relationships
    var files = 0
    while let csv = try source.next() {
      files += 1
      var isFirstRow = files > 1
      var read = 0
      var skipped = 0
      var merged = 0
      defer {
        report[keyPath: counts].read += read
        report[keyPath: counts].skipped += skipped
        report[keyPath: counts].created += read - skipped - merged
        report[keyPath: counts].merged += merged
      }
      while true {
        do {
          guard try csv.next() else { break }
        } catch let error as ImportError {
          read += 1
          skipped += 1
          try csv.skipLine()
          try skip(BulkRowError("it is not CSV", error), kind, csv)
          continue
        }
        if isFirstRow {
          isFirstRow = false
          if try source.header.isRepeatedAtStart(of: csv) { continue }
        }
        read += 1
        do {
          try source.header.checkRow(csv)
          if try !add(csv) { merged += 1 }
        } catch let error as BulkRowError {
          skipped += 1
          try skip(error, kind, csv)
        } catch let error as ImportError {
          skipped += 1
          try skip(BulkRowError(error), kind, csv)
        }
        if read % bulkInterval == 0 { try tick(report.read + read) }
      }
    }
  }

  private func skip(_ bad: BulkRowError, _ kind: RecordKind, _ csv: CSVReader) throws {
    guard policy.onError == .skip else { throw bad.error }
    report.noteWarning(bad.error.message, at: bad.error.place)
    let entry = report.noteSkip(
      kind, bad.reason, at: bad.error.place, text: csv.recordText, detail: bad.error.message)
    try observer.skipped?(entry)
  }

  /// Tells the observer how far the load is.
  func tick(_ rows: Int) throws {
    try observer.progress?(ImportProgress(records: rows))
    let bytes = groups.byteCount
    guard bytes <= policy.memory else {
      throw Diagnostic(
        .limitExceeded, .runtime, "MemoryLimit",
        "The ids of the nodes take \(bytes >> 20) MB, more than the \(policy.memory >> 20) MB "
          + "that the load may use; nothing was changed",
        hint: "Allow more: --id-memory MB. Integer ids ({id-type:int}) take the least.")
    }
  }

  // MARK: Nodes

  private func add(_ table: inout NodeTable<Target>, _ csv: CSVReader) throws -> Bool {
    let node = UInt32(truncatingIfNeeded: target.nodeCount)
    // All of the row is read before the id is taken, so that a row that is skipped takes none.
    let properties = try table.writer.properties(of: csv)
    let labels = try table.labels(csv)
    if let id = table.id, let earlier = try insert(id, node, csv) {
      guard let identifier = groups.known.identifier(of: earlier) else {
        throw duplicate(id, earlier, csv)
      }
      try merge(try table.labelNames(csv), properties, into: identifier, id, csv)
      return false
    }
    let identifier = try target.addNode(labels: labels, properties: properties)
    if node == 0 { firstNode = identifier }
    groups.noteNode(line: csv.line, file: csv.name)
    return true
  }

  /// Holds a row against the node of the graph that it means.
  private func merge(
    _ labels: [Text], _ properties: BulkProperties?, into identifier: Int, _ id: IDColumn,
    _ csv: CSVReader
  ) throws {
    guard let node = try target.node(identifier) else { return }
    let row = try properties.map { try JSONReader().map(of: $0.json) } ?? MapValue()
    let differences = ElementDifference.of(
      labels, row, from: Node.Contents(labels: node.labels, properties: node.properties))
    guard !differences.isEmpty else { return }
    let met = MetNode(
      id: identifier, name: groups.shown(csv.string(id.field), in: id.group),
      differences: differences, place: csv.place(of: id.field))
    do {
      _ = try met.settle(
        policy.existing, in: &report, telling: observer,
        hint: "Mend one of the two, or load with --existing keep, which leaves the graph's as it "
          + "is, or --existing update, which corrects it"
      ) { labels, properties in
        try target.updateNode(identifier, adding: labels, setting: properties)
      }
    } catch let error as ImportError {
      throw BulkRowError("its node is in the graph with other contents", error)
    }
  }

  /// Warns of nodes that cannot be told from those that the graph has.
  private func noteUnknowable(_ source: BulkSource, _ label: Text?) {
    guard let label, let count = groups.labelCounts[label], count > 0,
      !source.header.columns.contains(where: { $0.keepsID })
    else { return }
    report.noteWarning(
      "The graph had \(Words.english.nodes(count)) with the label \(label) already; those of this "
        + "table were not "
        + "compared with them, for no column such as id:ID(\(label)) keeps an id as a property",
      at: SourcePlace(source.table.files[0], line: 1))
  }

  /// Warns of relationships between old nodes that the graph may have already.
  private func noteUncompared(_ source: BulkSource, _ table: RelationshipTable<Target>) {
    guard table.oldEnds > 0, table.isOfKnownType else { return }
    report.noteWarning(
      "\(Words.counted(table.oldEnds, "relationship", "relationships")) of this table "
        + "\(table.oldEnds == 1 ? "joins" : "join") nodes that were there before, and the graph "
        + "knew their type; whether it had them already was not looked at",
      at: SourcePlace(source.table.files[0], line: 1))
  }

  /// Gives the row's id to `node`, or returns the node that has it.
  private func insert(_ id: IDColumn, _ node: UInt32, _ csv: CSVReader) throws -> UInt32? {
    if id.ids.kind == .integer { return id.ids.insert(try id.integer(csv), node: node) }
    try id.checkPresent(csv)
    return csv.withBytes(of: id.field) { id.ids.insert($0, node: node) }
  }

  private func duplicate(_ id: IDColumn, _ earlier: UInt32, _ csv: CSVReader) -> BulkRowError {
    BulkRowError(
      "its id occurs twice",
      ImportError(
        "\(groups.shown(csv.string(id.field), in: id.group)) occurs twice; the first is at "
          + "\(groups.place(of: earlier))", at: csv.place(of: id.field),
        hint: "Give each node of a group an id of its own, or leave repeated lines out: "
          + "--on-error skip"))
  }

  // MARK: Relationships

  private func add(_ table: inout RelationshipTable<Target>, _ csv: CSVReader) throws {
    let start = try node(table.start, csv)
    let end = try node(table.end, csv)
    let type = try table.type(csv)
    try target.addRelationship(
      type: type, start: start.identifier, end: end.identifier,
      properties: try table.writer.properties(of: csv))
    if start.isOld, end.isOld { table.oldEnds += 1 }
  }

  @inline(__always)
  private func node(
    _ id: IDColumn, _ csv: CSVReader
  ) throws -> (identifier: Int, isOld: Bool) {
    let found: UInt32?
    if id.ids.kind == .integer {
      found = id.ids.find(try id.integer(csv))
    } else {
      try id.checkPresent(csv)
      found = csv.withBytes(of: id.field) { id.ids.find($0) }
    }
    guard let found else { throw missing(id, csv) }
    guard let old = groups.known.identifier(of: found) else {
      return (firstNode &+ Int(found), false)
    }
    if let rivals = groups.known.rivals(of: found) { throw ambiguous(id, rivals, csv) }
    return (old, true)
  }

  private func ambiguous(
    _ id: IDColumn, _ rivals: (first: Int, second: Int), _ csv: CSVReader
  ) -> BulkRowError {
    let key = groups.origins[id.group].key ?? "id"
    return BulkRowError(
      "it \(id.isStart ? "starts" : "ends") at one of several nodes",
      ImportError(
        "\(groups.shown(csv.string(id.field), in: id.group)) is ambiguous: the nodes "
          + "\(rivals.first) and \(rivals.second) of the graph both have that \(key)",
        at: csv.place(of: id.field),
        hint: "Make the nodes' \(key) unique, or leave such lines out: --on-error skip"))
  }

  private func missing(_ id: IDColumn, _ csv: CSVReader) -> BulkRowError {
    let text = csv.string(id.field)
    var hint: String?
    // Beyond that the search for a near name would take longer than it is worth.
    let ids = id.ids
    if policy.onError == .stop, ids.kind == .text, ids.count <= 100_000 {
      hint = didYouMean(text, in: ids.shown)
    }
    return BulkRowError(
      "it \(id.isStart ? "starts" : "ends") at a node that is missing",
      ImportError(
        "The relationship \(id.isStart ? "starts" : "ends") at "
          + "\(groups.shown(text, in: id.group)), which is not there",
        at: csv.place(of: id.field),
        hint: hint ?? whereToFind(id)))
  }
}

extension BulkImportRun {
  /// Says by which property nodes of the graph were looked for.
  fileprivate func whereToFind(_ id: IDColumn) -> String {
    let skip = "leave such lines out: --on-error skip"
    let origin = groups.origins[id.group]
    guard !target.isNew, let key = origin.key else { return "Add the node, or \(skip)" }
    let nodes = origin.label.map { "Nodes with the label \($0)" } ?? "Nodes"
    return "\(nodes) of the graph are found by their \(key). Add the node, or \(skip)"
  }
}

/// A row that cannot be taken: the error, and the reason under which the report counts it.
struct BulkRowError: Error {
  var reason: String
  var error: ImportError

  init(_ reason: String, _ error: ImportError) {
    self.reason = reason
    self.error = error
  }

  /// What is wrong with a field or with the number of fields.
  init(_ error: ImportError) {
    self.init("a field is wrong", error)
  }
}
