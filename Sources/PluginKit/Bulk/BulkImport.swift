import GraphEngine
import GraphModel
import Platform

/// Loads tables of nodes and relationships, in the convention of Neo4j's bulk import, into a graph: all
/// of them, or nothing.
///
///     let load = BulkImport([
///       try BulkTable(nodes: "Study=studies.csv"),
///       try BulkTable(relationships: "CITES=cites.csv"),
///     ])
///     print(try load.run(into: "evidence.dolen"))
///
/// Into a graph that is open they go as well, as part of its transaction, and with the same words.
///
/// Rows go from the file's bytes to the store without a value in between, so that memory holds the
/// ids of nodes and nothing else, whatever the number of relationships. The tables of nodes come
/// first, each in the order given. An end of a relationship is found by its group and its id: among
/// the nodes of this load, and in a graph that is there among the nodes that have the group's label
/// and keep the id as a property: the one that the table of nodes names (`id:ID(Study)`), else the
/// one of the label's unique constraint, else `id`. A row for a node that the graph has already adds
/// none.
///
/// - Complexity: O(*n*) in the bytes of the files, and in the nodes of a graph that is there.
public struct BulkImport: Sendable {
  /// The tables.
  public var tables: [BulkTable]
  /// What happens to bad lines, and how much memory may be used.
  public var policy: BulkPolicy
  /// The name of the format, for the record of the run.
  public var format = "bulk-csv"

  /// A load of the given tables.
  public init(_ tables: [BulkTable], policy: BulkPolicy = BulkPolicy()) {
    self.tables = tables
    self.policy = policy
  }

  /// Loads into the file at `path`, which is made where there is none.
  ///
  /// - Parameters:
  ///   - isDryRun: Whether the load is only tried, and the file stays as it is.
  ///   - observer: Who follows the load; told of progress every 65,536 rows.
  /// - Returns: What became of every row.
  /// - Throws: ``ImportError`` where a line is wrong, with its place; ``FileError`` where a table
  ///   cannot be read; `StoreError` where the graph's file cannot be used. Nothing has changed then.
  public func run(
    into path: String, isDryRun: Bool = false, observer: ImportObserver = ImportObserver()
  ) throws -> ImportReport {
    let sources = try self.sources()
    let groups = try BulkGroups(sources, isNew: try FileSystem.kind(of: path) == .missing)
    // Every header has been read by now: what is wrong with one leaves not even a temporary file.
    let loader = try BulkLoader(path: path)
    var report = try told(of: path) {
      try loader.load(onlyTrying: isDryRun) { loader in
        try load(sources, groups, into: loader, observer)
      }
    }
    report.isDryRun = isDryRun
    return report
  }

  /// Loads into a graph that is open, as part of its transaction where one is.
  ///
  /// - Throws: As ``run(into:isDryRun:observer:)-(String,_,_)``; `Diagnostic` where the graph cannot be written.
  public func run(
    into graph: Graph, isDryRun: Bool = false, observer: ImportObserver = ImportObserver()
  ) throws -> ImportReport {
    let sources = try self.sources()
    let groups = try BulkGroups(sources, isNew: graph.statistics.nodeCount == 0)
    var report = ImportReport(run: importRun)
    try told(of: graph.path ?? "the graph") {
      try graph.load(onlyTrying: isDryRun) { loader in
        report = try load(sources, groups, into: OpenGraph(graph, loader), observer)
      }
    }
    report.isDryRun = isDryRun
    return report
  }

  /// The tables with their headers, those of nodes first.
  private func sources() throws -> [BulkSource] {
    let ordered = tables.filter(\.isOfNodes) + tables.filter { !$0.isOfNodes }
    return try ordered.map { try BulkSource($0, policy) }
  }

  private var importRun: ImportRun {
    ImportRun(
      format: format, source: files.joined(separator: ","),
      options: [("on-error", policy.onError.rawValue), ("existing", policy.existing.rawValue)])
  }

  private func load(
    _ sources: [BulkSource], _ groups: BulkGroups, into target: some BulkTarget,
    _ observer: ImportObserver
  ) throws -> ImportReport {
    let run = BulkImportRun(
      target, groups: groups, policy: policy, report: ImportReport(run: importRun),
      observer: observer)
    try groups.readKnown(from: target)
    for source in sources { try run.load(source) }
    try run.tick(run.report.read)
    return run.report
  }

  /// Does `body`, and says of a constraint that does not hold in which graph that is.
  private func told<R>(of path: String, _ body: () throws -> R) throws -> R {
    do {
      return try body()
    } catch let diagnostic as Diagnostic where diagnostic.type == .constraintValidationFailed {
      throw ImportError(diagnostic.message, in: path)
    }
  }

  /// The files of all tables.
  public var files: [String] { tables.flatMap(\.files) }

  /// The same load, with files that are named from `folder`; empty for the working directory.
  public func relative(to folder: String) -> BulkImport {
    guard !folder.isEmpty else { return self }
    var load = self
    for index in load.tables.indices {
      load.tables[index].files = tables[index].files.map {
        $0.hasPrefix("/") ? $0 : "\(folder)/\($0)"
      }
    }
    return load
  }
}

extension BulkTable {
  var isOfNodes: Bool { if case .nodes = kind { true } else { false } }
}

/// A table that has been opened: its header has been read.
final class BulkSource {
  let table: BulkTable
  let header: BulkHeader
  private let dialect: CSVDialect
  private let first: CSVReader
  private var opened = 0

  init(_ table: BulkTable, _ policy: BulkPolicy) throws {
    self.table = table
    dialect = CSVDialect(delimiter: policy.delimiter)
    // A file that is missing should not be noticed after minutes.
    for file in table.files where try FileSystem.kind(of: file) == .missing {
      throw FileError("open", file, "There is no such file")
    }
    first = CSVReader(try Self.stream(table.files[0]), dialect: dialect)
    header = try BulkHeader(first)
    try check()
  }

  /// The next file to read rows from; nil after the last.
  func next() throws -> CSVReader? {
    guard opened < table.files.count else { return nil }
    opened += 1
    if opened == 1 { return first }
    return CSVReader(try Self.stream(table.files[opened - 1]), dialect: dialect)
  }

  /// The place of the header's column `field`, for messages.
  func place(_ field: Int) -> SourcePlace { first.place(of: field) }

  private static func stream(_ path: String) throws -> ByteStream {
    try ByteStream.unpacked(path)
  }

  private func check() throws {
    let isOfNodes = table.isOfNodes
    for (field, column) in header.columns.enumerated() {
      let isWrong =
        switch column.role {
        case .id, .label: !isOfNodes
        case .start, .end, .type: isOfNodes
        case .property, .ignored: false
        }
      if isWrong {
        throw ImportError(
          "A table of \(isOfNodes ? "nodes" : "relationships") has no column \(column.text)",
          at: place(field),
          hint: isOfNodes ? "Give it as --relationships" : "Give it as --nodes")
      }
    }
    guard !isOfNodes else { return }
    let roles = header.columns.map(\.role)
    let hasStart = roles.contains { if case .start = $0 { true } else { false } }
    let hasEnd = roles.contains { if case .end = $0 { true } else { false } }
    guard hasStart, hasEnd else {
      throw ImportError(
        "The header of a table of relationships needs a column \(hasStart ? ":END_ID" : ":START_ID")",
        at: first.place,
        hint: "Write :START_ID(GROUP),:END_ID(GROUP), with the groups of the nodes' ID columns")
    }
    if case .relationships(nil) = table.kind, header.position(where: { $0 == .type }) == nil {
      throw ImportError(
        "The relationships have no type", at: first.place,
        hint: "Write --relationships TYPE=FILE, or add a column :TYPE")
    }
  }
}
