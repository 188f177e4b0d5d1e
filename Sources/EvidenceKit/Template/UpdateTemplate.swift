import GraphEngine
import GraphModel
import WordCatalog

/// What an update of a review asks of the studies that it adds: what is extracted of each, and the criteria, with the
/// dates between which they hold.
///
///     dolen-template 1
///
///     label: Study
///     arrived: added
///
///     field year: int, required
///       The year of publication
///     field design: string, required, from 2026-03-01, one of trial; cohort
///     criterion recent: s.year >= 2015
///       from 2026-01-01
///       Published in 2015 or later
///
/// The first line says what the file is. Lines with `#` are comments; what is indented belongs to the line above it, and
/// is its description unless it says `from` or `to` with a date. Types of fields are those of a schema
/// (``EvidenceSchema/PropertyType``). A criterion is an expression of the query language over the study, `s`.
public struct UpdateTemplate: Hashable, Sendable {
  /// A time between two days, both of them included.
  public struct Period: Hashable, Sendable {
    /// The first day; nil for always.
    public var from: DateValue?
    /// The last day; nil for until further notice.
    public var to: DateValue?

    /// Whether it holds on a day; on an unknown one, whether it holds until further notice.
    func holds(on day: DateValue?) -> Bool {
      guard let day else { return to == nil }
      return from.map { $0.order(to: day) <= 0 } ?? true
        && to.map { day.order(to: $0) <= 0 } ?? true
    }
  }

  /// What is extracted of a study.
  public struct Field: Hashable, Sendable {
    /// The property.
    public var name: String
    /// The type of its values.
    public var type: EvidenceSchema.PropertyType
    /// Whether it must be there.
    public var isRequired: Bool
    /// The values that it can have; empty for any.
    public var values: [String]
    /// When studies came for which that holds.
    public var period: Period
    /// What it says.
    public var summary: String
    /// The line of the template.
    public var line: Int
  }

  /// What a study must be to be included.
  public struct Criterion: Hashable, Sendable {
    /// The name.
    public var name: String
    /// The condition, over `s`.
    public var condition: String
    /// When studies came for which it holds.
    public var period: Period
    /// What it says.
    public var summary: String
    /// The line of the template.
    public var line: Int
  }

  /// The label of studies.
  public var label = "Study"
  /// The property with the day on which a study came into the review; nil where none says so.
  public var arrived: String?
  /// What is extracted.
  public var fields: [Field] = []
  /// The criteria.
  public var criteria: [Criterion] = []

  /// What is wrong with a template, and where.
  public struct ReadingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The line.
    public var line: Int
    /// What is wrong and what to write instead, in one sentence or two.
    public var message: String

    /// `line 3: …`
    public var description: String { "line \(line): \(message)" }
  }
}

extension UpdateTemplate {
  /// Reads a template.
  ///
  /// - Parameter words: The language of messages.
  /// - Throws: ``ReadingError`` where the text is none.
  /// - Complexity: O(*n*) in the length of the text.
  public init(text: String, words: Words = .english) throws(ReadingError) {
    var reader = TemplateReader(words)
    var number = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      try reader.read(line, number)
    }
    self = try reader.template(at: number)
  }
}

private struct TemplateReader {
  private var found = UpdateTemplate()
  private var hasBegun = false
  /// What indented lines belong to.
  private var last = Last.nothing
  private var names: Set<String> = []
  private let words: Words

  private enum Last {
    case nothing, field, criterion
  }

  init(_ words: Words) { self.words = words }

  func template(at line: Int) throws(UpdateTemplate.ReadingError) -> UpdateTemplate {
    guard hasBegun else { throw error(max(1, line), words.templateBegins) }
    return found
  }

  private func error(_ line: Int, _ message: String) -> UpdateTemplate.ReadingError {
    UpdateTemplate.ReadingError(line: line, message: message)
  }

  mutating func read(_ line: Substring, _ number: Int) throws(UpdateTemplate.ReadingError) {
    let isIndented = line.first == " " || line.first == "\t"
    let text = line.trimmed
    if text.isEmpty || text.hasPrefix("#") { return }
    guard hasBegun else {
      guard text == "dolen-template 1" else { throw error(number, words.templateBegins) }
      hasBegun = true
      return
    }
    if isIndented { return try readMore(text, number) }
    guard let colon = text.firstIndex(of: ":") else {
      throw error(number, words.templateLine(String(text)))
    }
    let head = text[..<colon].trimmed.split(separator: " ", maxSplits: 1).map { $0.trimmed }
    let rest = text[text.index(after: colon)...].trimmed
    guard !rest.isEmpty else { throw error(number, words.templateEmpty(String(text))) }
    last = .nothing
    switch (head.first.map(String.init), head.count) {
    case ("label", 1): found.label = String(rest)
    case ("arrived", 1): found.arrived = String(rest)
    case ("field", 2):
      try claim(head[1], number)
      found.fields.append(try field(String(head[1]), rest, number))
      last = .field
    case ("criterion", 2):
      try claim(head[1], number)
      found.criteria.append(
        UpdateTemplate.Criterion(
          name: String(head[1]), condition: String(rest), period: .init(), summary: "",
          line: number))
      last = .criterion
    default: throw error(number, words.templateLine(String(text)))
    }
  }

  private mutating func claim(
    _ name: Substring, _ line: Int
  ) throws(UpdateTemplate.ReadingError) {
    guard names.insert(String(name)).inserted else {
      throw error(line, words.templateTwice(String(name)))
    }
  }

  private func field(
    _ name: String, _ text: Substring, _ line: Int
  ) throws(UpdateTemplate.ReadingError) -> UpdateTemplate.Field {
    var parts = text.split(separator: ",").map { $0.trimmed }
    let word = String(parts.removeFirst())
    guard let type = EvidenceSchema.PropertyType(rawValue: word) else {
      throw error(
        line,
        words.templateType(
          word, known: EvidenceSchema.PropertyType.allCases.map(\.rawValue)))
    }
    var field = UpdateTemplate.Field(
      name: name, type: type, isRequired: false, values: [], period: .init(), summary: "",
      line: line)
    for part in parts {
      if part == "required" {
        field.isRequired = true
      } else if part.hasPrefix("one of ") {
        field.values = part.dropFirst(7).split(separator: ";").map { String($0.trimmed) }
          .filter { !$0.isEmpty }
      } else if !(try read(period: &field.period, part, line)) {
        throw error(line, words.templatePart(String(part)))
      }
    }
    return field
  }

  /// Reads `from 2026-01-01` or `to 2026-12-31`; false where the text is neither.
  private func read(
    period: inout UpdateTemplate.Period, _ text: Substring, _ line: Int
  ) throws(UpdateTemplate.ReadingError) -> Bool {
    for (word, path) in [
      ("from ", \UpdateTemplate.Period.from), ("to ", \UpdateTemplate.Period.to),
    ] where text.hasPrefix(word) {
      let date = String(text.dropFirst(word.count).trimmed)
      guard let day = DateValue(day: date) else {
        // A description may begin with the word.
        guard date.first?.isNumber == true else { return false }
        throw error(line, words.templateDate(date))
      }
      period[keyPath: path] = day
      return true
    }
    return false
  }

  private mutating func readMore(
    _ text: Substring, _ line: Int
  ) throws(UpdateTemplate.ReadingError) {
    switch last {
    case .nothing: throw error(line, words.templateIndented)
    case .field:
      let place = found.fields.count - 1
      if try read(period: &found.fields[place].period, text, line) { return }
      found.fields[place].summary.append(
        (found.fields[place].summary.isEmpty ? "" : " ") + text)
    case .criterion:
      let place = found.criteria.count - 1
      if try read(period: &found.criteria[place].period, text, line) { return }
      found.criteria[place].summary.append(
        (found.criteria[place].summary.isEmpty ? "" : " ") + text)
    }
  }
}

extension Substring {
  /// Without blanks at both ends.
  fileprivate var trimmed: Substring {
    var text = self
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }
}

extension DateValue {
  /// The day that a text names in full, `2026-05-01`; nil where it names none.
  init?(day text: String) {
    let shape = text.map { $0.isASCII && $0.isNumber ? "0" : String($0) }.joined()
    guard shape == "0000-00-00", let day = try? DateValue(parsing: text) else { return nil }
    self = day
  }
}
