import GraphEngine
import GraphModel

/// Loads tables of nodes and relationships, in the convention of Neo4j's bulk import, into a graph's
/// file: all of them, or nothing.
///
///     let load = BulkImport([
///       try BulkTable(nodes: "Study=studies.csv"),
///       try BulkTable(relationships: "CITES=cites.csv"),
///     ])
///     print(try load.run(into: "evidence.dolen"))
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
public struct BulkImport {
  /// The tables.
  public var tables: [BulkTable]
  /// What happens to bad lines, and how much memory may be used.
  public var policy: BulkPolicy

  /// A load of the given tables.
  public init(_ tables: [BulkTable], policy: BulkPolicy = BulkPolicy()) {
    self.tables = tables
    self.policy = policy
  }

  /// Loads into the file at `path`, which is made where there is none.
  ///
  /// - Parameter progress: Called every 65,536 rows with their number; what it throws ends the load.
  /// - Returns: What became of every row.
  /// - Throws: ``ImportError`` where a line is wrong, with its place; ``FileError`` where a table
  ///   cannot be read; `StoreError` where the graph's file cannot be used. Nothing has changed then.
  public func run(
    into path: String, progress: @escaping (Int) throws -> Void = { _ in }
  ) throws -> ImportReport {
    let sources = try nodeTablesFirst.map { try BulkSource($0, policy) }
    let report = ImportReport(
      run: ImportRun(
        format: "bulk-csv", source: tables.flatMap(\.files).joined(separator: ","),
        options: [
          ("on-error", policy.onError.rawValue), ("existing", policy.existing.rawValue),
        ]))
    let groups = try BulkGroups(sources, isNew: try FileSystem.kind(of: path) == .missing)
    // Every header has been read by now: what is wrong with one leaves not even a temporary file.
    let loader = try BulkLoader(path: path)
    let run = BulkRun(
      loader, groups: groups, policy: policy, report: report, progress: progress)
    do {
      try groups.readKnown(from: loader)
      for source in sources { try run.load(source) }
      try run.progress(run.report.read)
      try loader.finish()
    } catch let diagnostic as Diagnostic where diagnostic.type == .constraintValidationFailed {
      throw ImportError(diagnostic.message, in: path, hint: diagnostic.hint)
    } catch {
      loader.discard()
      throw error
    }
    return run.report
  }

  private var nodeTablesFirst: [BulkTable] {
    tables.filter(\.isOfNodes) + tables.filter { !$0.isOfNodes }
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
    ByteStream(
      descriptor: try InputFile.open(path), closes: true, memory: [], name: path, finished: nil)
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
