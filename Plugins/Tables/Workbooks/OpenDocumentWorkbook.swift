import GraphModel
import PluginKit
import XMLParsing

/// A spreadsheet in OpenDocument (OASIS OpenDocument 1.3, part 3).
struct OpenDocumentWorkbook: Workbook {
  private(set) var sheets: [SheetTitle] = []
  private let archive: ZIPArchive
  private static let contents = "content.xml"

  /// - Throws: `ImportError` where the archive is no spreadsheet.
  init(_ archive: ZIPArchive) throws {
    self.archive = archive
    guard archive.contains(Self.contents) else {
      throw ImportError(
        "The archive holds no OpenDocument spreadsheet", in: archive.name,
        hint: "Save it as .ods")
    }
    // Styles that do not show a table, and the tables with their styles.
    var hidden: Set<String> = []
    var style: String?
    var depth = 0
    let reader = try archive.reader(Self.contents)
    while true {
      switch try reader.next() {
      case .start(let start):
        switch start.localName {
        case "style": style = start["style:name"]
        case "table-properties":
          if let style, start["table:display"] == "false" { hidden.insert(style) }
        case "table":
          // A table within a cell is none of the sheets.
          if depth == 0 {
            sheets.append(
              SheetTitle(
                name: start["table:name"] ?? "sheet \(sheets.count + 1)",
                isHidden: start["table:style-name"].map(hidden.contains) ?? false,
                reference: String(sheets.count)))
          }
          depth += 1
        default: break
        }
      case .end(let name): if name.hasSuffix(":table") || name == "table" { depth -= 1 }
      case .text: break
      case .done: return
      }
    }
  }

  func sheet(_ title: SheetTitle, notes: inout [String]) throws -> Sheet {
    var sheet = Sheet("\(archive.name)#\(title.name)")
    var merged: [(rows: ClosedRange<Int>, column: Int)] = []
    var number = -1
    var depth = 0
    var row = 0
    let reader = try archive.reader(Self.contents)
    while true {
      switch try reader.next() {
      case .start(let start) where start.localName == "table":
        if depth == 0 { number += 1 }
        depth += 1
      case .start(let start) where start.localName == "table-row":
        let element = try reader.element(start)
        if String(number) == title.reference, depth == 1 {
          try read(element, at: &row, into: &sheet, &merged)
        }
      case .end(let name) where name.hasSuffix(":table") || name == "table": depth -= 1
      case .done:
        for area in merged { try sheet.fillDown(area.rows, area.column) }
        if !merged.isEmpty {
          notes.append(
            "\(merged.count) merged areas span several rows; each of their rows has the value of the "
              + "first")
        }
        return sheet
      default: break
      }
    }
  }

  /// Reads a row, which may stand for several that are alike.
  private func read(
    _ element: XMLElement, at row: inout Int, into sheet: inout Sheet,
    _ merged: inout [(rows: ClosedRange<Int>, column: Int)]
  ) throws {
    let rows = Self.count(element["table:number-rows-repeated"])
    var cells: [(column: Int, cell: SheetCell)] = []
    var column = 0
    for cell in element.children
    where cell.name == "table-cell" || cell.name == "covered-table-cell" {
      let columns = Self.count(cell["table:number-columns-repeated"])
      let content = try content(
        of: cell, at: SourcePlace(sheet.name, line: row + 1, column: column + 1))
      if !content.isBlank {
        let spanned = Self.count(cell["table:number-rows-spanned"])
        if spanned > 1 { merged.append((row...row + spanned - 1, column)) }
        guard columns <= 1 << 15 else {
          throw ImportError(
            "A cell is repeated \(columns) times", at: SourcePlace(sheet.name, line: row + 1),
            hint: "Clear the cells behind the table")
        }
        for repeated in 0..<columns { cells.append((column + repeated, content)) }
      }
      column += columns
    }
    if !cells.isEmpty {
      // Rows without contents fill the sheet to its end, and are not made.
      for repeated in 0..<rows {
        for (column, cell) in cells { try sheet.set(row + repeated, column, cell) }
      }
    }
    row += rows
  }

  private static func count(_ text: String?) -> Int {
    max(1, min(text.flatMap { Int($0) } ?? 1, 1 << 24))
  }

  private func content(of cell: XMLElement, at place: SourcePlace) throws -> SheetCell {
    let text = cell.all("p").map(\.text).joined(separator: "\n")
    if cell["calcext:value-type"] == "error" || text.hasPrefix("Err:") {
      return .fault(text.isEmpty ? "Err" : text)
    }
    func value(_ type: BulkType, _ text: String) throws -> SheetCell {
      do throws(OptionError) {
        return .value(try type.value(of: Text(text)))
      } catch {
        throw ImportError(error.message, at: place, hint: "Correct the cell, and save it anew")
      }
    }
    switch cell["office:value-type"] {
    case "float", "percentage", "currency":
      guard let number = cell["office:value"] else { return .blank }
      return Int(number) == nil ? try value(.float, number) : try value(.int, number)
    case "boolean": return .value(.boolean(cell["office:boolean-value"] == "true"))
    case "date":
      let date = cell["office:date-value"] ?? ""
      return try value(date.contains("T") ? .localDateTime : .date, date)
    case "time":
      // A time of day is written as the duration since midnight: PT09H30M00S.
      guard let clock = cell["office:time-value"].flatMap(Self.clock) else {
        return text.isEmpty ? .blank : .text(text)
      }
      return try value(.localTime, clock)
    default:
      let string = cell["office:string-value"] ?? text
      return string.isEmpty ? .blank : .text(string)
    }
  }

  private static func clock(_ duration: String) -> String? {
    guard duration.hasPrefix("PT"), duration.hasSuffix("S") else { return nil }
    let parts = duration.dropFirst(2).dropLast().split { $0 == "H" || $0 == "M" }
    guard parts.count == 3, let hours = Int(parts[0]), hours < 24 else { return nil }
    return parts.map { $0.prefix { $0 != "." } }.map { $0.count == 1 ? "0\($0)" : String($0) }
      .joined(separator: ":")
  }
}
