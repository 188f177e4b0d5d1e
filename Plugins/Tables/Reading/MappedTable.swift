import PluginKit
import WordCatalog

/// A table and its mapping, given or guessed, on the way into a graph.
final class MappedTable<Table: TableSource>: TableRecords {
  private let table: Table
  private let source: ImportSource
  private var mapping: TableMapping
  private let savesMap: Bool
  private var reading: TableReading<Table>?
  private var isBegun = false
  /// What a person should know before the first record.
  private var notes: [TableRecord] = []
  /// How many rows are looked at to find the header.
  private static var headSize: Int { 60 }

  /// - Parameter source: What holds the table.
  init(_ table: Table, of source: ImportSource, _ mapping: TableMapping, savesMap: Bool) {
    self.table = table
    self.source = source
    self.mapping = mapping
    self.savesMap = savesMap
  }

  func next() throws -> [TableRecord] {
    if !isBegun {
      isBegun = true
      try begin()
      if !notes.isEmpty { return notes }
    }
    return try reading?.next() ?? []
  }

  private func begin() throws {
    let head = try Self.head(of: table)
    guard head.contains(where: { $0.contains { !$0.isEmpty } }) else { return }
    let header = TableHeader(finding: head, mapping.dialect)
    try BulkTableSign.check(header, in: source.name)
    for note in header.notes { warn(note) }
    tell(header)
    if !mapping.hasRules { try guess(header) }
    var binder = MappingBinder(mapping, header)
    let bound = try binder.bind()
    if !bound.unused.isEmpty {
      warn(
        "The mapping leaves out \(bound.unused.map { "'\($0)'" }.joined(separator: ", ")); "
          + "ignore=… leaves out without a word")
    }
    for kind in bound.statedRelationships { notes.append(.stated(kind)) }
    reading = try TableReading(table, header, bound, CellValues(mapping))
  }

  private func warn(_ message: String) {
    notes.append(.warning(message, SourcePlace(source.name, line: 1)))
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

  private func tell(_ header: TableHeader) {
    if header.skippedRows > 0, mapping.dialect.skippedRows == nil {
      warn(
        "\(Words.counted(header.skippedRows, "row", "rows")) above the header "
          + "\(header.skippedRows == 1 ? "was" : "were") passed over; skip=0 reads them")
    }
    if header.headerRows > 1, mapping.dialect.headerRows == nil {
      warn(
        "The header is \(header.headerRows) rows, joined to names such as "
          + "'\(header.names.last { $0.contains(": ") } ?? header.names[0])'")
    }
  }

  /// Guesses what becomes of the rows, tells it, and writes it down for a person to correct.
  private func guess(_ header: TableHeader) throws {
    let guess = try MappingGuess(table, header, named: source.name)
    let draft = guess.draft(for: mapping)
    let text = draft.text(for: source.name)
    var parser = MappingParser()
    try parser.read(text, file: "the guessed mapping")
    parser.override(with: mapping)
    mapping = parser.mapping
    warn("No mapping was given; one was guessed (\(draft.reason))")
    for note in draft.notes { warn(note) }
    for statement in draft.statements { warn("guessed: \(statement)") }
    guard savesMap, let path = source.path else { return }
    let file = path + ".map"
    if source.isTrial {
      return warn(
        "Nothing is written in a trial; the import writes the guessed mapping to \(file), to be "
          + "corrected")
    }
    if let there = try? InputFile.bytes(of: file), there == Array(text.utf8) {
      return warn(
        "The guessed mapping stands in \(file): correct it, and import with map=\(file)")
    }
    do {
      let output = try AtomicFile(file, advice: "an import replaces none")
      try Array(text.utf8).withUnsafeBytes { try output.write($0) }
      try output.commit()
      warn(
        "The guessed mapping was written to \(file): correct it, and import with map=\(file)")
    } catch let error as FileError {
      warn(
        "The guessed mapping was not written (\(error)); there may be one that you have corrected: "
          + "import with map=\(file)")
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
