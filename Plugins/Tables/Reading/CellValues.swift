import GraphModel
import PluginKit

/// What texts of cells mean: which of them state nothing, how numbers and dates are written.
struct CellValues {
  private let missing: [[UInt8]]
  let hasDecimalComma: Bool
  let dateOrder: DateOrder?
  let ticks: Set<String>
  private let blanks: Set<String>

  init(_ mapping: TableMapping) {
    missing = mapping.missing.map { Array($0.utf8) }
    hasDecimalComma = mapping.dialect.hasDecimalComma ?? false
    dateOrder = mapping.dateOrder
    ticks = Set((mapping.ticks ?? TableMapping.usualTicks).map { $0.lowercased() })
    blanks = Set(TableMapping.usualBlanks).subtracting(ticks)
  }

  /// Whether a text without blanks around it states nothing.
  func isMissing(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.isEmpty || !missing.isEmpty && missing.contains { bytes.elementsEqual($0) }
  }

  /// Whether a cell is ticked; nil where it says something else.
  func isTicked(_ text: String) -> Bool? {
    let lower = text.lowercased()
    return ticks.contains(lower) ? true : blanks.contains(lower) ? false : nil
  }

  /// The value of a text that is written as most are: digits, or characters of which nothing is asked;
  /// nil for all else, which ``value(of:as:)`` knows.
  func plainValue(of text: UnsafeBufferPointer<UInt8>, as type: BulkType?) -> Value? {
    switch type {
    case nil, .string: return .text(Text(String(decoding: text, as: UTF8.self)))
    case .int, .long: return Int(plain: text).map { .integer($0) }
    default: return nil
    }
  }

  /// The value that `text` is of a type.
  ///
  /// - Throws: `OptionError` where it is none.
  func value(of text: String, as type: BulkType) throws(OptionError) -> Value {
    switch type {
    case .string: return .string(text)
    case .int, .long, .short, .byte: return try type.value(of: Text(integer(text)))
    case .float, .double: return try type.value(of: Text(number(text)))
    case .boolean:
      switch text.lowercased() {
      case "true", "yes", "y", "1", "x", "✓", "✔": return true
      case "false", "no", "n", "0": return false
      default: throw OptionError("'\(text)' is neither true nor false", hint: "Write yes or no")
      }
    case .date:
      guard let order = dateOrder, let date = Self.date(text, order) else { break }
      return try type.value(of: Text(date))
    default: break
    }
    return try type.value(of: Text(text))
  }

  /// The number with a decimal point, and nothing between its digits.
  private func number(_ text: String) -> String {
    // Most numbers are written so that nothing has to be taken out of them.
    if !hasDecimalComma, text.utf8.allSatisfy({ Self.isOfPlainNumber($0) }) { return text }
    var text = text.filter { $0 != "\u{A0}" && $0 != "\u{202F}" && $0 != " " }
    if hasDecimalComma {
      text = text.filter { $0 != "." }
      return String(text.map { $0 == "," ? "." : $0 })
    }
    return Self.isGrouped(text, by: ",") ? text.filter { $0 != "," } : text
  }

  private static func isOfPlainNumber(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "-")
  }

  private func integer(_ text: String) -> String {
    let number = number(text)
    // A spreadsheet writes 3 as 3.0 where the column has blank cells.
    return number.hasSuffix(".0") && number.count > 2 ? String(number.dropLast(2)) : number
  }

  /// Whether a number has its thousands parted, as in 1,234,567, with nothing but digits behind the decimal
  /// mark.
  static func isGrouped(
    _ text: String, by mark: Character, decimal: Character = "."
  ) -> Bool {
    let whole = text.prefix { $0 != decimal }.drop { $0 == "-" || $0 == "+" }
    guard text[whole.endIndex...].dropFirst().allSatisfy(\.isASCIIDigit) else { return false }
    let groups = whole.split(separator: mark, omittingEmptySubsequences: false)
    return groups.count > 1 && (1...3).contains(groups[0].count)
      && groups.dropFirst().allSatisfy { $0.count == 3 && $0.allSatisfy(\.isASCIIDigit) }
      && groups[0].allSatisfy(\.isASCIIDigit)
  }

  /// `3/4/2021`, `3.4.2021` or `3-4-2021` as ISO 8601 has it; nil where it is none.
  static func date(_ text: String, _ order: DateOrder) -> String? {
    guard let (first, second, year) = dateParts(text) else { return nil }
    let (day, month) = order == .dayMonthYear ? (first, second) : (second, first)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(day))"
  }

  /// The two numbers before a year of four digits.
  static func dateParts(_ text: String) -> (first: Int, second: Int, year: String)? {
    let parts = text.split(omittingEmptySubsequences: false) { "/.-".contains($0) }
    guard parts.count == 3, parts[2].count == 4, (1...2).contains(parts[0].count),
      (1...2).contains(parts[1].count), parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }),
      let first = Int(parts[0]), let second = Int(parts[1])
    else { return nil }
    return (first, second, String(parts[2]))
  }
}

extension Int {
  /// The integer that `digits` are; nil where there are more than 18, or anything else but a minus sign.
  init?(plain digits: UnsafeBufferPointer<UInt8>) {
    guard let integer = IntegerText(digits) else { return nil }
    self = integer.value
  }
}

extension Character {
  var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}

extension Value {
  /// The value as an id or the text of a cell.
  var cellText: String {
    switch self {
    case .text(let text): text.string
    default: scalarText ?? cypherText
    }
  }
}
