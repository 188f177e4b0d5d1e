import GraphModel

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
  public var columns: [BulkColumn]

  /// A header of the given columns.
  public init(_ columns: [BulkColumn]) { self.columns = columns }

  /// Reads the next record of `csv` as a header.
  ///
  /// - Throws: ``ImportError`` where there is none, a type is unknown, or a key occurs twice.
  public init(_ csv: CSVReader) throws {
    guard try csv.next() else {
      throw ImportError(
        "The file is empty", in: csv.name,
        hint: "Its first line names the columns, such as id:ID(Study),name_en,year:int")
    }
    columns = []
    for field in 0..<csv.count {
      let column: BulkColumn
      do throws(OptionError) {
        column = try BulkColumn(parsing: csv.string(field))
      } catch {
        throw ImportError(error.message, at: csv.place(of: field), hint: error.hint)
      }
      let isRepeated = columns.contains {
        column.key.isEmpty
          ? $0.role == column.role && column.role != .ignored && column.role != .label
          : $0.key == column.key
      }
      if isRepeated {
        throw ImportError("The column '\(column.text)' occurs twice", at: csv.place(of: field))
      }
      columns.append(column)
    }
  }

  /// The position of the first column for which `test` holds.
  public func position(where test: (BulkColumn.Role) -> Bool) -> Int? {
    columns.firstIndex { test($0.role) }
  }

  /// Goes to the next row of `csv`; false after the last.
  ///
  /// - Throws: ``ImportError`` where a row has more or fewer fields than the header.
  public func nextRow(_ csv: CSVReader) throws -> Bool {
    guard try csv.next() else { return false }
    try checkRow(csv)
    return true
  }

  /// Holds the current row of `csv` against the header.
  ///
  /// - Throws: ``ImportError`` where it has more or fewer fields.
  func checkRow(_ csv: CSVReader) throws(ImportError) {
    guard csv.count == columns.count else {
      let isBlank = csv.count == 1 && csv.isAbsent(0)
      throw ImportError(
        isBlank
          ? "The line is empty, where a row of \(columns.count) fields was expected"
          : "The row has \(csv.count) fields, the header \(columns.count)",
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
