import GraphModel
import PluginKit

/// What the cells of a column look like, all of them or those of the first rows.
struct ColumnSurvey {
  let name: String
  /// Cells that are not blank.
  private(set) var filled = 0
  private(set) var integers = 0
  private(set) var points = 0
  private(set) var commas = 0
  /// Of ``commas``, those with other than three digits behind the comma.
  private(set) var sureCommas = 0
  /// Of ``points``, those that have commas between their thousands.
  private(set) var surePoints = 0
  /// Of ``points`` and ``commas``, those that may part thousands instead: 1.234, or 1,234.
  private var grouped = (points: 0, commas: 0)
  private(set) var isoDates = 0
  private(set) var writtenDates = 0
  private(set) var latestFirst = 0
  private(set) var latestSecond = 0
  private(set) var yesOrNo = 0
  private(set) var marks = 0
  private(set) var typed = 0
  private(set) var longest = 0
  private(set) var missing: [String: Int] = [:]
  private(set) var dashes = 0
  private(set) var parted: [String: Int] = [:]
  /// Cells that are JSON: lists of texts and numbers, those of them with a text, and all else.
  private(set) var jsonLists = 0
  private(set) var jsonTextLists = 0
  private(set) var otherJSON = 0
  private(set) var distinct: Set<String> = []
  private(set) var isUnique = true

  /// Marks that mean that nothing is stated, wherever they stand.
  static let missingMarks: Set<String> = ["NA", "N/A", "n/a", "#N/A", "NULL", "NaN", "nan", "<NA>"]
  private static let dashMarks: Set<String> = ["-", "–", "—", "."]
  private static let markTexts: Set<String> = ["x", "✓", "✔", "☑", "✗", "•"]
  private static let separators = [";", "|", "\n"]
  private static let distinctLimit = 1 << 20

  init(_ name: String) { self.name = name }

  /// Takes in a cell that is not blank.
  mutating func add(_ text: String, isTyped: Bool) {
    filled += 1
    if isUnique, distinct.count < Self.distinctLimit, !distinct.insert(text).inserted {
      isUnique = false
    }
    let length = text.utf8.count
    longest = max(longest, length)
    if isTyped {
      typed += 1
      return
    }
    if addJSON(text) { return }
    for separator in Self.separators where text.contains(separator) {
      parted[separator, default: 0] += 1
    }
    guard length <= 40 else { return }
    if Self.missingMarks.contains(text) { missing[text, default: 0] += 1 }
    if Self.dashMarks.contains(text) { dashes += 1 }
    let lower = text.lowercased()
    if Self.markTexts.contains(lower) { marks += 1 }
    if ["yes", "no", "true", "false"].contains(lower) { yesOrNo += 1 }
    addNumber(text)
    if let parts = CellValues.dateParts(text) {
      writtenDates += 1
      latestFirst = max(latestFirst, parts.first)
      latestSecond = max(latestSecond, parts.second)
    } else if text.utf8.count == 10, (try? BulkType.date.value(of: Text(text))) != nil {
      isoDates += 1
    }
  }

  /// Takes in a cell that is a list or an object of JSON; false for any other.
  private mutating func addJSON(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last,
      first == UInt8(ascii: "[") && last == UInt8(ascii: "]")
        || first == UInt8(ascii: "{") && last == UInt8(ascii: "}"),
      let value = try? JSONReader(tags: .ignore).value(of: Text(text))
    else { return false }
    guard case .list(let values) = value,
      values.allSatisfy({
        if case .list = $0 { false } else if case .map = $0 { false } else { true }
      })
    else {
      otherJSON += 1
      return true
    }
    jsonLists += 1
    if values.contains(where: { if case .text = $0 { true } else { false } }) { jsonTextLists += 1 }
    return true
  }

  /// Whether cells are JSON that is not taken apart.
  var isOtherJSON: Bool { otherJSON > 0 && jsonLists + otherJSON == stated }

  private mutating func addNumber(_ text: String) {
    let digits = text.drop { $0 == "-" || $0 == "+" }
    guard let first = digits.first, first.isASCIIDigit || first == "." || first == "," else {
      return
    }
    let marks = digits.filter { !$0.isASCIIDigit }
    switch marks {
    case "":
      // A number of study, and no amount: 007 is another one than 7.
      if digits.count > 1, first == "0" || digits.count > 18 { return }
      integers += 1
    case ".":
      points += 1
      if CellValues.isGrouped(String(digits), by: ".", decimal: ",") { grouped.points += 1 }
    case ",":
      commas += 1
      let behind = digits.drop { $0 != "," }.count - 1
      if behind != 3 || digits.first == "," || digits.first == "0" { sureCommas += 1 }
      if CellValues.isGrouped(String(digits), by: ",") { grouped.commas += 1 }
    default:
      // 1.234,50 and 1.234.567, or 1,234.50 and 1,234,567: the marks tell each other apart.
      if CellValues.isGrouped(String(digits), by: ".", decimal: ",") {
        commas += 1
        sureCommas += 1
      } else if CellValues.isGrouped(String(digits), by: ",") {
        points += 1
        surePoints += 1
      }
    }
  }

  /// Cells that state something.
  var stated: Int { filled - missing.values.reduce(0, +) }

  private func areAll(_ count: Int) -> Bool {
    count > 0 && (count == stated || count + dashes == stated)
  }

  /// Whether dashes and points stand for nothing among values.
  var hasDashesForNothing: Bool { dashes > 0 && type != nil }
  var dashTexts: [String] { Self.dashMarks.filter { distinct.contains($0) }.sorted() }

  /// Whether numbers have a decimal comma for sure.
  var hasDecimalComma: Bool {
    sureCommas > 0 && surePoints == 0 && areAll(commas + integers + grouped.points)
  }

  /// Whether numbers have a decimal point for sure, and commas between thousands.
  private var hasPartedThousands: Bool {
    surePoints > 0 && sureCommas == 0 && areAll(points + integers + grouped.commas)
  }

  /// The type that all cells are of; nil for text.
  var type: BulkType? {
    // An identifier is a text, though it may look like a number.
    guard typed == 0, !["doi", "issn", "isbn"].contains(name.lowercased()) else { return nil }
    if areAll(integers) { return .int }
    if areAll(integers + points) || hasDecimalComma || hasPartedThousands { return .float }
    if areAll(isoDates) || areAll(writtenDates) && dateOrder != nil { return .date }
    if areAll(yesOrNo) { return .boolean }
    return nil
  }

  var hasWrittenDates: Bool { areAll(writtenDates) }

  /// The order that the dates show; nil where both orders fit, or neither does.
  var dateOrder: DateOrder? {
    if latestFirst > 12, latestSecond <= 12 { return .dayMonthYear }
    if latestSecond > 12, latestFirst <= 12 { return .monthDayYear }
    return nil
  }

  /// Whether the cells are ticked or not.
  ///
  /// A mark that nothing is stated is no tick, as a blank cell is none.
  var isTicks: Bool { marks > 0 && marks + yesOrNo + dashes >= stated }

  /// What parts the values of a cell, where enough cells hold several.
  var separator: CellSeparator? {
    // A number in brackets, such as [12], is a reference more often than a list.
    if jsonTextLists > 0, jsonLists == stated { return .json }
    guard longest <= 2_000, typed == 0 else { return nil }
    let mark = Self.separators.first { separator in
      let cells = parted[separator] ?? 0
      return cells > 1 && cells * 10 >= filled && !name.lowercased().contains("abstract")
    }
    return mark.map { .text($0) }
  }

  /// Whether every row has a value of its own.
  func isKey(ofRows rows: Int) -> Bool {
    filled == rows && rows > 0 && isUnique && missing.isEmpty && longest <= 500
  }
}
