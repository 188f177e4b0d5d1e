import GraphModel

/// What a number of an Excel workbook stands for, by the format in which it is shown.
enum ExcelNumberFormat: Sendable {
  case number
  case date
  case time

  /// The format of a number (ECMA-376, part 1, 18.8.30), or of the code that the workbook gives it.
  init(_ id: Int, code: String?) {
    if let code {
      self = Self.kind(of: code)
      return
    }
    switch id {
    case 14...17, 22, 27...31, 36, 50...54, 57, 58: self = .date
    case 18...21, 32...35, 45, 47, 55, 56: self = .time
    default: self = .number
    }
  }

  private static func kind(of code: String) -> ExcelNumberFormat {
    var letters: Set<Character> = []
    var isQuoted = false
    var isInBrackets = false
    var isEscaped = false
    for character in code.lowercased() {
      if isEscaped {
        isEscaped = false
      } else if isQuoted {
        isQuoted = character != "\""
      } else if isInBrackets {
        isInBrackets = character != "]"
      } else if character == ";" {
        // Further parts are for other signs.
        break
      } else {
        switch character {
        case "\"": isQuoted = true
        case "\\", "_", "*": isEscaped = true
        case "[": isInBrackets = true
        default: letters.insert(character)
        }
      }
    }
    if code.lowercased().contains("general") { return .number }
    if letters.contains("y") || letters.contains("d") { return .date }
    if letters.contains("h") || letters.contains("s") { return .time }
    return letters.contains("m") && letters.isDisjoint(with: ["0", "#"]) ? .date : .number
  }

  /// The value of a number; nil where the text is none.
  ///
  /// - Parameter isOf1904: Whether day 0 is 1 January 1904, as workbooks of old Macintoshes have it.
  func value(of text: String, isOf1904: Bool) -> Value? {
    if self == .number, let integer = Int(text) { return .integer(integer) }
    guard let number = Double(text), number.isFinite else { return nil }
    if self == .number { return .float(number) }
    guard number >= 0, number < 2_958_466 else { return .float(number) }
    var day = Int(number)
    var seconds = Int(((number - Double(day)) * 86_400).rounded())
    if seconds == 86_400 { (day, seconds) = (day + 1, 0) }
    let time = LocalTimeValue(nanosecondOfDay: seconds * 1_000_000_000)
    if self == .time, day == 0 { return .localTime(time) }
    // Excel counts a 29 February 1900 that there never was, as number 60.
    let epoch = isOf1904 ? -24_107 : day < 60 ? -25_568 : -25_569
    let date = DateValue(epochDay: day + epoch)
    return seconds == 0 ? .date(date) : .localDateTime(LocalDateTimeValue(date: date, time: time))
  }
}
