import PluginKit
import WordCatalog
import XMLParsing

/// A workbook in Office Open XML (ECMA-376, part 1, SpreadsheetML).
struct ExcelWorkbook: Workbook {
  private(set) var sheets: [SheetTitle] = []
  private let archive: ZIPArchive
  private var strings: [String] = []
  /// How numbers of each style are shown.
  private var styles: [ExcelNumberFormat] = []
  /// Whether days are counted from 1904.
  private var isOf1904 = false

  /// - Throws: `ImportError` where the archive is no workbook.
  init(_ archive: ZIPArchive) throws {
    self.archive = archive
    let path = try Self.workbookPath(archive)
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    let targets = try Self.targets(archive, of: path)
    var found: [SheetTitle] = []
    var is1904 = false
    try archive.forEachElement(["sheet", "workbookPr"], of: path) { element in
      if element.name == "workbookPr" {
        is1904 = ["1", "true"].contains(element["date1904"])
        return
      }
      guard let name = element["name"], let id = element["r:id"] ?? element["id"],
        let target = targets[id]
      else { return }
      found.append(
        SheetTitle(
          name: name, isHidden: element["state"].map { $0 != "visible" } ?? false,
          reference: Self.path(target, in: folder)))
    }
    sheets = found
    isOf1904 = is1904
    let others = Set(targets.values.map { Self.path($0, in: folder) })
    if let path = others.first(where: { $0.lowercased().hasSuffix("sharedstrings.xml") }),
      archive.contains(path)
    {
      try readStrings(path)
    }
    if let path = others.first(where: { $0.lowercased().hasSuffix("styles.xml") }),
      archive.contains(path)
    {
      try readStyles(path)
    }
  }

  /// The member that holds the workbook.
  private static func workbookPath(_ archive: ZIPArchive) throws -> String {
    if archive.contains("_rels/.rels") {
      var path: String?
      try archive.forEachElement(["Relationship"], of: "_rels/.rels") { element in
        if element["Type"]?.hasSuffix("/officeDocument") == true { path = element["Target"] }
      }
      if let path {
        let plain = Self.path(path, in: "")
        if archive.contains(plain) { return plain }
      }
    }
    guard archive.contains("xl/workbook.xml") else {
      throw ImportError(
        "The archive holds no Excel workbook", in: archive.name,
        hint: "Save it as .xlsx; other files of Office are not tables")
    }
    return "xl/workbook.xml"
  }

  /// What the parts of a member are called, by their identifiers.
  private static func targets(_ archive: ZIPArchive, of path: String) throws -> [String: String] {
    var parts = path.split(separator: "/").map(String.init)
    let file = parts.removeLast()
    let rels = (parts + ["_rels", "\(file).rels"]).joined(separator: "/")
    guard archive.contains(rels) else { return [:] }
    var targets: [String: String] = [:]
    try archive.forEachElement(["Relationship"], of: rels) { element in
      guard let id = element["Id"], let target = element["Target"] else { return }
      targets[id] = target
    }
    return targets
  }

  private static func path(_ target: String, in folder: String) -> String {
    if target.hasPrefix("/") { return String(target.dropFirst()) }
    return folder.isEmpty ? target : "\(folder)/\(target)"
  }

  // MARK: Strings and styles

  private mutating func readStrings(_ path: String) throws {
    var strings: [String] = []
    try archive.forEachElement(["si"], of: path) { strings.append(Self.text(of: $0)) }
    self.strings = strings
  }

  /// The text of an item: plain, or in runs of one look each, without what says how it is spoken.
  private static func text(of item: XMLElement) -> String {
    var text = item.all("t").map(\.text).joined()
    for run in item.all("r") { text += run.all("t").map(\.text).joined() }
    return text.contains("_x") ? unescaped(text) : text
  }

  /// The text with characters for `_x000D_` and the like, by which those are written that XML lacks.
  private static func unescaped(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "_x") {
      result += rest[..<start.lowerBound]
      let digits = rest[start.upperBound...].prefix(4)
      let end = rest[start.upperBound...].dropFirst(4)
      if digits.count == 4, end.first == "_", let number = UInt32(digits, radix: 16),
        let scalar = Unicode.Scalar(number)
      {
        result.unicodeScalars.append(scalar)
        rest = end.dropFirst()
      } else {
        result += "_x"
        rest = rest[start.upperBound...]
      }
    }
    return result + rest
  }

  private mutating func readStyles(_ path: String) throws {
    var codes: [Int: String] = [:]
    var styles: [ExcelNumberFormat] = []
    try archive.forEachElement(["numFmt", "cellXfs"], of: path) { element in
      if element.name == "numFmt" {
        if let id = element["numFmtId"].flatMap({ Int($0) }) { codes[id] = element["formatCode"] }
        return
      }
      styles = element.all("xf").map { format in
        let id = format["numFmtId"].flatMap { Int($0) } ?? 0
        return ExcelNumberFormat(id, code: codes[id])
      }
    }
    self.styles = styles
  }

  // MARK: Cells

  func sheet(_ title: SheetTitle, notes: inout [String]) throws -> Sheet {
    var sheet = Sheet("\(archive.name)#\(title.name)")
    guard archive.contains(title.reference) else {
      throw ImportError(
        "The archive has no member '\(title.reference)', which the sheet '\(title.name)' is",
        in: archive.name, hint: "Save the workbook anew")
    }
    var merged: [(rows: ClosedRange<Int>, columns: ClosedRange<Int>)] = []
    var unstored = 0
    let reader = try archive.reader(title.reference)
    var row = -1
    while true {
      switch try reader.next() {
      case .start(let start) where start.localName == "row":
        let element = try reader.element(start)
        row = element["r"].flatMap { Int($0) }.map { $0 - 1 } ?? row + 1
        var column = -1
        for cell in element.all("c") {
          column = cell["r"].flatMap(Self.position)?.column ?? column + 1
          if cell.first("f") != nil, cell.first("v")?.text ?? "" == "" { unstored += 1 }
          let content = try content(of: cell, sheet.name, row, column)
          if !content.isBlank { try sheet.set(row, column, content) }
        }
      case .start(let start) where start.localName == "mergeCell":
        if let area = start["ref"].flatMap(Self.area) { merged.append(area) }
      case .done:
        try fill(merged, &sheet, &notes)
        if unstored > 0 {
          notes.append(
            "\(Words.counted(unstored, "formula has", "formulas have")) no stored value, and none "
              + "was run: open the workbook in a "
              + "spreadsheet and save it, which stores them")
        }
        return sheet
      default: break
      }
    }
  }

  private func fill(
    _ merged: [(rows: ClosedRange<Int>, columns: ClosedRange<Int>)], _ sheet: inout Sheet,
    _ notes: inout [String]
  ) throws {
    let down = merged.filter { $0.rows.count > 1 }
    for area in down { try sheet.fillDown(area.rows, area.columns.lowerBound) }
    if !down.isEmpty {
      notes.append(
        "\(down.count) merged areas span several rows; each of their rows has the value of the first"
      )
    }
  }

  private func content(
    of cell: XMLElement, _ file: String, _ row: Int, _ column: Int
  ) throws -> SheetCell {
    let place = SourcePlace(file, line: row + 1, column: column + 1)
    let text = cell.first("v")?.text ?? ""
    switch cell["t"] ?? "n" {
    case "s":
      guard let index = Int(text.trimmedBlanks), strings.indices.contains(index) else {
        throw ImportError(
          "The cell refers to a text that the workbook lacks", at: place,
          hint: "The workbook is damaged; save it anew")
      }
      return strings[index].isEmpty ? .blank : .text(strings[index])
    case "str": return text.isEmpty ? .blank : .text(Self.unescaped(text))
    case "inlineStr":
      let inline = cell.first("is").map { Self.text(of: $0) } ?? ""
      return inline.isEmpty ? .blank : .text(inline)
    case "b": return text.isEmpty ? .blank : .value(.boolean(text.trimmedBlanks == "1"))
    case "e": return .fault(text)
    case "d": return text.isEmpty ? .blank : .text(text)
    default:
      let number = text.trimmedBlanks
      if number.isEmpty { return .blank }
      let style = cell["s"].flatMap { Int($0) } ?? 0
      let format = styles.indices.contains(style) ? styles[style] : .number
      guard let value = format.value(of: number, isOf1904: isOf1904) else {
        throw ImportError(
          "'\(number.prefix(40))' is no number", at: place,
          hint: "The workbook is damaged; save it anew")
      }
      return .value(value)
    }
  }

  /// The row and column of `C12`, from 0.
  private static func position(_ name: String) -> (row: Int, column: Int)? {
    var column = 0
    var row = 0
    for byte in name.utf8 {
      switch byte {
      case 0x41...0x5A where row == 0: column = column * 26 + Int(byte) - 0x40
      case 0x30...0x39: row = row * 10 + Int(byte) - 0x30
      default: return nil
      }
      guard column < 1 << 20, row < 1 << 24 else { return nil }
    }
    return column > 0 && row > 0 ? (row - 1, column - 1) : nil
  }

  private static func area(
    _ reference: String
  ) -> (rows: ClosedRange<Int>, columns: ClosedRange<Int>)? {
    let parts = reference.split(separator: ":").map { position(String($0)) }
    guard parts.count == 2, let first = parts[0], let last = parts[1], first.row <= last.row,
      first.column <= last.column
    else { return nil }
    return (first.row...last.row, first.column...last.column)
  }
}
