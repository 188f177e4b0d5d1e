import ExchangeKit
import GraphModel
import PluginKit

/// The looks of cells, by their numbers in the list of styles.
enum ExcelStyle: Int {
  case general
  case header
  case date
  case dateTime
  case dateTimeWithMilliseconds
  case time
  case text
  case lines

  /// The list. Cells of text have the format of text, so that one who edits `=1+1` makes no formula.
  static let sheet = """
    <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
    <numFmts count="4"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>\
    <numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/>\
    <numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss.000"/>\
    <numFmt numFmtId="167" formatCode="hh:mm:ss"/></numFmts>\
    <fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>\
    <font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>\
    <fills count="3"><fill><patternFill patternType="none"/></fill>\
    <fill><patternFill patternType="gray125"/></fill>\
    <fill><patternFill patternType="solid"><fgColor rgb="FFE7E6E6"/><bgColor indexed="64"/>\
    </patternFill></fill></fills>\
    <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
    <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
    <cellXfs count="8"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
    <xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" \
    applyFont="1" applyFill="1"/>\(formats)</cellXfs>\
    <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>\
    </styleSheet>
    """

  private static var formats: String {
    [164, 165, 166, 167, 49].map { format(of: $0) + "/>" }.joined()
      + format(of: 49) + " applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
  }

  private static func format(of number: Int) -> String {
    "<xf numFmtId=\"\(number)\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
      + "applyNumberFormat=\"1\""
  }
}

/// Values as cells of a sheet: numbers, booleans and dates as such, all else as text.
struct ExcelCells {
  private let sheet: String
  /// A text has at most so many characters, as Excel counts them: in UTF-16.
  static let textLimit = 32_767

  init(_ sheet: String) { self.sheet = sheet }

  /// The first row.
  func header(_ columns: [String], _ report: inout ExportReport) -> String {
    var text = "<row r=\"1\">"
    for (index, column) in columns.enumerated() {
      text += cell(column, .header, at: "\(Self.column(index))1", &report)
    }
    return text + "</row>"
  }

  /// A row of values; null is no cell.
  func row(
    _ number: Int, _ values: ArraySlice<Value>, _ report: inout ExportReport
  ) -> String {
    var text = "<row r=\"\(number)\">"
    for (index, value) in values.enumerated() {
      text += cell(value, at: "\(Self.column(index))\(number)", &report)
    }
    return text + "</row>"
  }

  private func cell(_ value: Value, at place: String, _ report: inout ExportReport) -> String {
    func number(_ text: String, _ style: ExcelStyle = .general) -> String {
      "<c r=\"\(place)\"" + (style == .general ? "" : " s=\"\(style.rawValue)\"")
        + "><v>\(text)</v></c>"
    }
    func asText(_ what: String) -> String {
      report.noteLoss("\(what) written as text", example: "\(sheet), \(place)")
      return cell(Self.text(of: value), .text, at: place, &report)
    }
    switch value {
    case .null: return ""
    case .boolean(let boolean): return "<c r=\"\(place)\" t=\"b\"><v>\(boolean ? 1 : 0)</v></c>"
    case .text(let text):
      let text = text.string
      if text.isEmpty { return asText("empty texts, which read as blank cells,") }
      return cell(text, text.contains("\n") ? .lines : .text, at: place, &report)
    case .integer(let integer):
      // Excel keeps 15 digits of a number.
      return integer.magnitude < 1_000_000_000_000_000
        ? number(String(integer)) : asText("integers of more than 15 digits")
    case .float(let float):
      guard float.isFinite else { return asText("NaN and infinities") }
      report.note(
        "Excel has numbers of one kind, so that a float without decimals reads as integer")
      return number(float.description)
    case .date(let date):
      return date.epochDay.excelSerial.map { number(String($0), .date) }
        ?? asText("dates that Excel does not count (before March 1900)")
    case .localDateTime(let time):
      guard let day = time.date.epochDay.excelSerial, let style = time.time.excelStyle else {
        return asText("times that Excel does not count (before March 1900, or below a millisecond)")
      }
      return number((Double(day) + time.time.dayFraction).description, style)
    case .localTime(let time) where time.nanosecondOfDay % 1_000_000_000 == 0:
      return number(time.dayFraction.description, .time)
    case .localTime: return asText("times with parts of a second")
    case .time, .dateTime: return asText("times with a zone")
    case .duration: return asText("durations")
    case .point: return asText("points")
    case .list: return asText("lists")
    case .map: return asText("maps")
    case .node, .relationship, .path: return asText("nodes, relationships and paths")
    }
  }

  private func cell(
    _ text: String, _ style: ExcelStyle, at place: String, _ report: inout ExportReport
  ) -> String {
    var text = text
    if text.utf16.count > Self.textLimit {
      report.noteLoss(
        "texts cut to \(Self.textLimit) characters, which a cell holds",
        example: "\(sheet), \(place)")
      text = Self.cut(text)
    }
    let keepsBlanks =
      text.utf8.first.map { $0 <= 0x20 } == true
      || text.utf8.last.map { $0 <= 0x20 } == true || text.contains("\n")
    return
      "<c r=\"\(place)\" s=\"\(style.rawValue)\" t=\"inlineStr\"><is>"
      + "<t\(keepsBlanks ? " xml:space=\"preserve\"" : "")>"
      + XMLText.escaped(Self.escaped(text)) + "</t></is></c>"
  }

  /// The beginning of a text with `…` at its end, as long as a cell may be.
  private static func cut(_ text: String) -> String {
    var result = ""
    var room = textLimit - 1
    for character in text {
      room -= character.utf16.count
      if room < 0 { break }
      result.append(character)
    }
    return result + "…"
  }

  /// A text with `_x0001_` for characters that XML lacks (ECMA-376, part 1, 22.9.2.19).
  private static func escaped(_ text: String) -> String {
    let isSpecial: (Unicode.Scalar) -> Bool = {
      ($0.value < 0x20 && $0 != "\n" && $0 != "\t") || $0.value == 0xFFFE || $0.value == 0xFFFF
    }
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0xEF }) || text.contains("_x") else {
      return text
    }
    var result = ""
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if isSpecial(scalar) {
        result += code(scalar)
      } else if scalar == "_", readsAsCode(rest) {
        result += code(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func code(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "_x" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + "_"
  }

  private static func readsAsCode(_ rest: Substring.UnicodeScalarView) -> Bool {
    let start = Array(rest.prefix(6))
    return start.count == 6 && start[0] == "x" && start[5] == "_"
      && start[1...4].allSatisfy { $0.properties.isASCIIHexDigit }
  }

  // MARK: Texts

  /// A value as a person reads it in a cell.
  static func text(of value: Value) -> String {
    switch value {
    case .text(let text): text.string
    case .list(let items): list(items)
    case .node(let node): node.contents?.caption ?? value.cypherText
    default: value.scalarText ?? value.cypherText
    }
  }

  /// The items with semicolons between them, or in Cypher's notation where one holds a semicolon.
  private static func list(_ items: [Value]) -> String {
    let texts = items.map { text(of: $0) }
    return texts.contains { $0.utf8.contains(UInt8(ascii: ";")) || $0.isEmpty }
      ? Value.list(items).cypherText : texts.joined(separator: "; ")
  }

  /// How many characters a column needs for a value.
  static func width(of value: Value) -> Int {
    switch value {
    case .null: 0
    case .date: 10
    case .localDateTime: 19
    case .text(let text): min(text.string.split(separator: "\n").map(\.count).max() ?? 0, 60)
    case .integer(let integer): String(integer).utf8.count
    default: min(text(of: value).count, 60)
    }
  }

  /// The letters of a column, which is counted from 0: A, B … Z, AA.
  static func column(_ index: Int) -> String {
    var (rest, name) = (index + 1, "")
    while rest > 0 {
      let (quotient, remainder) = (rest - 1).quotientAndRemainder(dividingBy: 26)
      name = String(Character(Unicode.Scalar(UInt8(65 + remainder)))) + name
      rest = quotient
    }
    return name
  }
}

extension Int {
  /// The number by which Excel knows a day after 1970-01-01, or nil where it knows none. Before March
  /// 1900 its days are one off, by a 29 February that there never was.
  fileprivate var excelSerial: Int? {
    (-25_508..<2_932_897).contains(self) ? self + 25_569 : nil
  }
}

extension LocalTimeValue {
  fileprivate var dayFraction: Double { Double(nanosecondOfDay) / 86_400_000_000_000 }

  /// The look that shows the time whole; nil where none does.
  fileprivate var excelStyle: ExcelStyle? {
    if nanosecondOfDay % 1_000_000_000 == 0 { return .dateTime }
    return nanosecondOfDay % 1_000_000 == 0 ? .dateTimeWithMilliseconds : nil
  }
}
