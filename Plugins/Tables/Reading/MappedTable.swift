import PluginKit

/// A table and its mapping, given or guessed, on the way into a graph.
struct MappedTable {
  private var mapping: TableMapping
  private let savesMap: Bool
  /// How many rows are looked at to find the header.
  private static let headSize = 60

  init(_ mapping: TableMapping, savesMap: Bool) {
    self.mapping = mapping
    self.savesMap = savesMap
  }

  /// Reads all rows of `table`, which `source` holds.
  mutating func read<Table: TableSource>(
    _ table: Table, of source: ImportSource, into sink: inout some GraphSink
  ) throws {
    let start = SourcePlace(source.name, line: 1)
    let head = try Self.head(of: table)
    guard head.contains(where: { $0.contains { !$0.isEmpty } }) else { return }
    let header = TableHeader(finding: head, mapping.dialect)
    try BulkTableSign.check(header, in: source.name)
    for note in header.notes { sink.warn(note, at: start) }
    tell(header, start, &sink)
    if !mapping.hasRules {
      try guess(table, header, source, into: &sink)
    }
    var binder = MappingBinder(mapping, header)
    let bound = try binder.bind()
    if !bound.unused.isEmpty {
      sink.warn(
        "The mapping leaves out \(bound.unused.map { "'\($0)'" }.joined(separator: ", ")); "
          + "ignore=… leaves out without a word", at: start)
    }
    var writer = TableWriter(table, header, bound, CellValues(mapping))
    try writer.write(into: &sink)
  }

  /// The first rows, as texts.
  private static func head(of table: some TableSource) throws -> [[String]] {
    let rows = try table.rows()
    var head: [[String]] = []
    while head.count < headSize {
      do {
        guard try rows.next() else { break }
        head.append(rows.strings)
      } catch is ImportError {
        // It is told, with its place, where the rows are read.
        try rows.recover()
        head.append([])
      }
    }
    return head
  }

  private func tell(
    _ header: TableHeader, _ start: SourcePlace, _ sink: inout some GraphSink
  ) {
    if header.skippedRows > 0, mapping.dialect.skippedRows == nil {
      sink.warn(
        "\(header.skippedRows) rows above the header were passed over; skip=0 reads them",
        at: start)
    }
    if header.headerRows > 1, mapping.dialect.headerRows == nil {
      sink.warn(
        "The header is \(header.headerRows) rows, joined to names such as "
          + "'\(header.names.last { $0.contains(": ") } ?? header.names[0])'", at: start)
    }
  }

  /// Guesses what becomes of the rows, tells it, and writes it down for a person to correct.
  private mutating func guess<Table: TableSource>(
    _ table: Table, _ header: TableHeader, _ source: ImportSource,
    into sink: inout some GraphSink
  ) throws {
    let start = SourcePlace(source.name, line: 1)
    let guess = try MappingGuess(table, header, named: source.name)
    let draft = guess.draft(for: mapping)
    let text = draft.text(for: source.name)
    var parser = MappingParser()
    try parser.read(text, file: "the guessed mapping")
    parser.override(with: mapping)
    mapping = parser.mapping
    sink.warn("No mapping was given; one was guessed (\(draft.reason))", at: start)
    for note in draft.notes { sink.warn(note, at: start) }
    for statement in draft.statements { sink.warn("guessed: \(statement)", at: start) }
    guard savesMap, let path = source.path else { return }
    let file = path + ".map"
    do {
      let output = try AtomicFile(file)
      try Array(text.utf8).withUnsafeBytes { try output.write($0) }
      try output.commit()
      sink.warn(
        "The guessed mapping was written to \(file): correct it, and import with map=\(file)",
        at: start)
    } catch let error as FileError {
      sink.warn(
        "The guessed mapping was not written (\(error)); there may be one that you have corrected: "
          + "import with map=\(file)", at: start)
    }
  }
}

/// Tells a table for a bulk load by its header.
enum BulkTableSign {
  /// - Throws: `ImportError` with the command that loads it.
  static func check(_ header: TableHeader, in file: String) throws(ImportError) {
    let kinds = [":START_ID", ":END_ID", ":ID", ":LABEL", ":TYPE"]
    for name in header.names {
      guard let kind = kinds.first(where: { name.contains($0) }),
        let column = try? BulkColumn(parsing: name)
      else { continue }
      switch column.role {
      case .property, .ignored: continue
      case .id, .label:
        throw ImportError(
          "The column '\(name)' is of a table of nodes for a bulk load (\(kind))", in: file,
          hint: "Load it as one: dolen import GRAPH --nodes LABEL=\(file)")
      case .start, .end, .type:
        throw ImportError(
          "The column '\(name)' is of a table of relationships for a bulk load (\(kind))", in: file,
          hint: "Load it with the tables of its nodes: "
            + "dolen import GRAPH --nodes LABEL=NODES.csv --relationships TYPE=\(file)")
      }
    }
  }
}
