import GraphEngine
import GraphModel

/// A bulk load while it runs: takes the rows of table after table into the store.
final class BulkRun {
  private(set) var report: ImportReport
  let progress: (Int) throws -> Void
  private let loader: BulkLoader
  private let groups: BulkGroups
  private let policy: BulkPolicy
  /// The identifier in the graph of the load's first node.
  private var firstNode = 0
  /// How many rows go by between two looks at the user and the memory.
  private static let interval = 65_536

  init(
    _ loader: BulkLoader, groups: BulkGroups, policy: BulkPolicy, report: ImportReport,
    progress: @escaping (Int) throws -> Void
  ) {
    self.loader = loader
    self.groups = groups
    self.policy = policy
    self.report = report
    self.progress = progress
  }

  /// Takes all rows of a table.
  func load(_ source: BulkSource) throws {
    switch source.table.kind {
    case .nodes(let labels):
      var table = try NodeTable(source.header, labels, loader, groups)
      try forEachRow(of: source, .node) { csv in try add(&table, csv) }
    case .relationships(let type):
      var table = try RelationshipTable(source.header, type, loader, groups)
      try forEachRow(of: source, .relationship) { csv in try add(&table, csv) }
    }
  }

  private func forEachRow(
    of source: BulkSource, _ kind: RecordKind, _ add: (CSVReader) throws -> Void
  ) throws {
    let counts = kind == .node ? \ImportReport.nodes : \ImportReport.relationships
    while let csv = try source.next() {
      var read = 0
      var skipped = 0
      defer {
        report[keyPath: counts].read += read
        report[keyPath: counts].skipped += skipped
        report[keyPath: counts].created += read - skipped
      }
      while true {
        do {
          guard try csv.next() else { break }
        } catch let error as ImportError {
          read += 1
          skipped += 1
          try skip(BulkRowError("it is not CSV", error), kind)
          try csv.skipLine()
          continue
        }
        read += 1
        do {
          try source.header.checkRow(csv)
          try add(csv)
        } catch let error as BulkRowError {
          skipped += 1
          try skip(error, kind)
        } catch let error as ImportError {
          skipped += 1
          try skip(BulkRowError(error), kind)
        }
        if read % Self.interval == 0 { try tick(report.read + read) }
      }
    }
  }

  private func skip(_ bad: BulkRowError, _ kind: RecordKind) throws {
    guard policy.onError == .skip else { throw bad.error }
    report.noteSkip(kind, bad.reason, at: bad.error.place)
    report.noteWarning(bad.error.message, at: bad.error.place)
  }

  private func tick(_ rows: Int) throws {
    try progress(rows)
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

  private func add(_ table: inout NodeTable, _ csv: CSVReader) throws {
    let node = UInt32(truncatingIfNeeded: loader.nodeCount)
    // All of the row is read before the id is taken, so that a row that is skipped takes none.
    let properties = try table.writer.properties(of: csv)
    let labels = try table.labels(csv)
    if let id = table.id {
      if let earlier = try insert(id, node, csv) { throw duplicate(id, earlier, csv) }
    }
    let identifier = try loader.addNode(labels: labels, properties: properties)
    if node == 0 { firstNode = identifier }
    groups.noteNode(line: csv.line, file: csv.name)
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

  private func add(_ table: inout RelationshipTable, _ csv: CSVReader) throws {
    let start = try node(table.start, csv)
    let end = try node(table.end, csv)
    let type = try table.type(csv)
    try loader.addRelationship(
      type: type, start: firstNode &+ Int(start), end: firstNode &+ Int(end),
      properties: try table.writer.properties(of: csv))
  }

  @inline(__always)
  private func node(_ id: IDColumn, _ csv: CSVReader) throws -> UInt32 {
    let found: UInt32?
    if id.ids.kind == .integer {
      found = id.ids.find(try id.integer(csv))
    } else {
      try id.checkPresent(csv)
      found = csv.withBytes(of: id.field) { id.ids.find($0) }
    }
    guard let found else { throw missing(id, csv) }
    return found
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
        hint: hint ?? "Add the node, or leave such lines out: --on-error skip"))
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
