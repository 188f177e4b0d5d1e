/// A date as a record states it, and what of it can be said in numbers.
///
///     2001            the year alone
///     2001/03//       2001-03
///     2001 Mar 15     2001-03-15
///     2001a           2001, and the letter
///     2001///Spring   2001; the text is kept as it stands
///     n.d.            no year; the text is kept as it stands
struct StatedDate: Hashable, Sendable {
  private(set) var year: Int?
  private(set) var month: Int?
  private(set) var day: Int?
  /// The letter after the year.
  private(set) var suffix: String?
  /// `2001-03-15` where numbers say all of it; otherwise as it was stated.
  private(set) var text: String

  /// Whether more is stated than year and letter.
  var saysMore: Bool { isPartial || month != nil }
  /// Whether numbers do not say all of it.
  private(set) var isPartial = false

  init(_ stated: String) {
    text = stated.trimmed
    let parts = Self.parts(text)
    guard !parts.isEmpty else {
      isPartial = true
      return
    }
    if readNumbers(parts) || readWords(parts) {
      text = isoText
      return
    }
    // A single year may be read out of a text that says more; two are a range, and neither is it.
    let years = Set(parts.filter { $0.utf8.count == 4 }.compactMap(Self.plainYear))
    year = years.count == 1 ? years.first : nil
    month = nil
    day = nil
    isPartial = true
  }

  init(year: Int, month: Int? = nil, day: Int? = nil) {
    self.year = year
    self.month = month
    self.day = month == nil ? nil : day
    text = ""
    text = isoText
  }

  private var isoText: String {
    var iso = year.map { Self.padded($0, 4) } ?? ""
    if let month { iso += "-\(Self.padded(month, 2))" }
    if let day { iso += "-\(Self.padded(day, 2))" }
    return iso
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  /// Runs of letters and digits.
  private static func parts(_ text: String) -> [String] {
    text.unicodeScalars.split { !($0.properties.isAlphabetic || ("0"..."9").contains($0)) }
      .map { String($0) }
  }

  private static func plainYear(_ text: String) -> Int? {
    guard text.isDigits, let year = Int(text), (1000...2999).contains(year) else { return nil }
    return year
  }

  /// `2001`, `2001a`, `2001/03/15/`, `2001-3`, `20010315`.
  private mutating func readNumbers(_ parts: [String]) -> Bool {
    // Brackets, a question mark, a range by hyphen or a dash say more than the numbers.
    let allowed = text.unicodeScalars.allSatisfy {
      ("0"..."9").contains($0) || "/-. ".unicodeScalars.contains($0)
        || ("a"..."z").contains($0)
    }
    guard allowed, parts.count <= 3 else { return false }
    if parts.count == 1, parts[0].utf8.count == 5, let last = parts[0].unicodeScalars.last,
      ("a"..."z").contains(last), let found = Self.plainYear(String(parts[0].dropLast()))
    {
      year = found
      suffix = String(last)
      return true
    }
    if parts.count == 1, parts[0].utf8.count == 8, parts[0].isDigits,
      let found = Self.plainYear(String(parts[0].prefix(4)))
    {
      return setDay(found, String(parts[0].dropFirst(4).prefix(2)), String(parts[0].suffix(2)))
    }
    guard let found = Self.plainYear(parts[0]) else { return false }
    return setDay(found, parts.count > 1 ? parts[1] : nil, parts.count > 2 ? parts[2] : nil)
  }

  private mutating func setDay(_ found: Int, _ month: String?, _ day: String?) -> Bool {
    var numbers: [Int] = []
    for part in [month, day] {
      guard let part else { break }
      guard part.isDigits, part.utf8.count <= 2, let number = Int(part) else { return false }
      // `2001-00-00` is how some databases leave month and day open.
      if number > 0 { numbers.append(number) } else { break }
    }
    if numbers.count > 0, !(1...12).contains(numbers[0]) { return false }
    if numbers.count > 1, !(1...31).contains(numbers[1]) { return false }
    year = found
    self.month = numbers.first
    self.day = numbers.count > 1 ? numbers[1] : nil
    return true
  }

  /// `2001 Mar 15`, `15 March 2001`, `March 15, 2001`, `Mar 2001`.
  private mutating func readWords(_ parts: [String]) -> Bool {
    guard parts.count == 2 || parts.count == 3 else { return false }
    let allowed = text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || "/-., ".unicodeScalars.contains($0)
    }
    let years = parts.filter { Self.plainYear($0) != nil }
    let months = parts.compactMap(Self.month)
    let days = parts.filter { $0.isDigits && $0.utf8.count <= 2 }
    guard allowed, years.count == 1, months.count == 1, days.count == parts.count - 2,
      let year = Self.plainYear(years[0])
    else { return false }
    self.year = year
    month = months[0]
    day = days.first.flatMap { Int($0) }
    return day.map { (1...31).contains($0) } ?? true
  }

  /// The number of a month that is named in English, whole or by three letters.
  static func month(_ name: String) -> Int? {
    let name = name.lowercased()
    guard name.utf8.count >= 3 else { return nil }
    return monthNames.firstIndex {
      $0 == name || name == $0.prefix(3) || name == "sept" && $0 == "september"
    }.map { $0 + 1 }
  }

  static let monthNames = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
}
