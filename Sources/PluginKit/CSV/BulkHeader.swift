import GraphModel
import WordCatalog

/// The header of a bulk CSV file, in the convention of Neo4j's bulk import.
///
///     id:ID(Study){id-type:int},name_en,year:int,variants:string[],:LABEL
///     :START_ID(Study),:END_ID(Factor),:TYPE,line_start:int
///
/// A column is `key:type`; without a type it holds text. `[]` behind the type makes lists, of which
/// `;` parts the items. An id belongs to a group in parentheses, within which it is unique. An
/// unquoted empty field is an absent property.
public struct BulkHeader: Hashable, Sendable {
  /// The columns in order.
  public let columns: [BulkColumn]
  /// How the first field of a row begins that could be this header.
  private let probe: [UInt8]

  /// A header of the given columns.
  public init(_ columns: [BulkColumn]) {
    self.columns = columns
    let key = columns.first.map { Array($0.key.string.utf8) } ?? []
    probe = key.isEmpty ? [UInt8(ascii: ":")] : key
  }

  /// Reads the next record of `csv` as a header.
  ///
  /// - Throws: ``ImportError`` where there is none, a type is unknown, or a key occurs twice.
  public init(_ csv: CSVReader) throws {
    guard try csv.next() else {
      throw ImportError(
        "The file is empty", in: csv.name,
        hint: "Its first line names the columns, such as id:ID(Study),name_en,year:int")
    }
    var columns: [BulkColumn] = []
    for field in 0..<csv.count {
      let column: BulkColumn
      do throws(OptionError) {
        column = try BulkColumn(parsing: csv.string(field))
      } catch {
        throw ImportError(error.message, at: csv.place(of: field), hint: error.hint)
      }
      if let earlier = columns.first(where: { $0.clashes(with: column) }) {
        let isSame = earlier.text == column.text
        throw ImportError(
          "The column '\(column.text)' occurs twice"
            + (isSame ? "" : ", first as '\(earlier.text)'"),
          at: csv.place(of: field), hint: earlier.clashHint(column))
      }
      columns.append(column)
    }
    if columns.count == 1, !csv.isQuoted(0), let other = Self.delimiter(in: csv.string(0)) {
      throw ImportError(
        "The header is one column, '\(columns[0].text)', which holds '\(other.shown)'",
        at: csv.place(of: 0),
        hint: "Where that parts the fields, say so: --delimiter \(other.option); "
          + "else put the name in quotes")
    }
    self.init(columns)
  }

  /// What parts the fields of a header that was read as one column.
  private static func delimiter(in text: String) -> (shown: String, option: String)? {
    if text.contains(";") { return (";", "';'") }
    if text.contains("\t") { return ("\\t", "tab") }
    if text.contains("|") { return ("|", "'|'") }
    return nil
  }

  /// The position of the first column for which `test` holds.
  public func position(where test: (BulkColumn.Role) -> Bool) -> Int? {
    columns.firstIndex { test($0.role) }
  }

  /// Calls `body` with the sink for each row of `csv`; a row that is wrong is the sink's to refuse.
  ///
  /// - Returns: The number of rows.
  /// - Throws: ``FileError``; what `sink` and `body` throw.
  public func forEachRow<Sink: GraphSink>(
    of csv: CSVReader, _ record: RecordKind, into sink: inout Sink,
    _ body: (inout Sink) throws -> Void
  ) throws -> Int {
    var count = 0
    while true {
      do {
        guard try csv.next() else { return count }
      } catch let error as ImportError {
        count += 1
        try csv.skipLine()
        try sink.reject(record, error, text: csv.recordText)
        continue
      }
      count += 1
      do {
        try checkRow(csv)
        try body(&sink)
      } catch let error as ImportError {
        try sink.reject(record, error, text: csv.recordText)
      }
    }
  }

  /// Goes to the next row of `csv`; false after the last.
  ///
  /// - Throws: ``ImportError`` where a row has more or fewer fields than the header.
  public func nextRow(_ csv: CSVReader) throws -> Bool {
    guard try csv.next() else { return false }
    try checkRow(csv)
    return true
  }

  /// Whether the current row of `csv` says what the header says: the same columns, or their names.
  func isRepeated(in csv: CSVReader) -> Bool {
    guard csv.count == columns.count, csv.count > 0,
      csv.withBytes(of: 0, { $0.withoutMark.starts(with: probe) })
    else { return false }
    // A lone name without a type may be a value as well.
    var isSure = columns.count > 1
    for (field, column) in columns.enumerated() {
      // Files that were put end to end have their byte order marks in between.
      let text = csv.withBytes(of: field) {
        String(decoding: $0.withoutMark.drop { $0 == UInt8(ascii: " ") }, as: UTF8.self)
      }
      if text == column.key.string, !text.isEmpty { continue }
      guard let read = try? BulkColumn(parsing: text), read == column else { return false }
      isSure = true
    }
    return isSure
  }

  /// Holds the first row of a further file of the table against this header; whether that row is the
  /// header again.
  ///
  /// - Throws: ``ImportError`` where it is another header, by which the rows would mean another thing.
  func isRepeatedAtStart(of csv: CSVReader) throws -> Bool {
    if isRepeated(in: csv) { return true }
    let names = (0..<csv.count).map { csv.string($0) }
    let isOfRoles = names.contains { name in
      guard name.contains(":"), let column = try? BulkColumn(parsing: name) else { return false }
      return column.role != .property
    }
    let isReordered =
      names.count == columns.count && names.count > 1
      && Set(names) == Set(columns.map(\.key.string)) && Set(names).count == names.count
    if isOfRoles || isReordered {
      throw ImportError(
        "The file begins with a header of its own, which is not that of the table", at: csv.place,
        hint: "The header of the table reads: \(columns.map(\.text.string).joined(separator: ","))")
    }
    return false
  }

  /// Holds the current row of `csv` against the header.
  ///
  /// - Throws: ``ImportError`` where it has more or fewer fields.
  func checkRow(_ csv: CSVReader) throws {
    if isRepeated(in: csv) {
      throw ImportError(
        "The line is the header again, and no row", at: csv.place,
        hint: "Only the first line of a table, and of each further file of it, may be the header")
    }
    guard csv.count == columns.count else {
      let isBlank = csv.count == 1 && csv.isAbsent(0)
      throw ImportError(
        isBlank
          ? "The line is empty, where a row of \(Words.counted(columns.count, "field", "fields")) was expected"
          : "The row has \(Words.counted(csv.count, "field", "fields")), the header \(columns.count)",
        at: isBlank ? csv.place : csv.place(of: min(csv.count, columns.count)),
        hint: csv.count > columns.count ? "A text with a comma belongs in quotes" : nil)
    }
  }

  /// The properties that the current row states, in the order of the columns.
  ///
  /// - Throws: ``ImportError`` where a field is no value of its type.
  public func properties(in csv: CSVReader) throws -> MapValue {
    var map = MapValue()
    for (field, column) in columns.enumerated() where !column.key.isEmpty {
      switch column.role {
      case .ignored, .label, .type: continue
      case .property, .id, .start, .end:
        if let value = try column.value(of: field, in: csv) { map.entries[column.key] = value }
      }
    }
    return map
  }
}
