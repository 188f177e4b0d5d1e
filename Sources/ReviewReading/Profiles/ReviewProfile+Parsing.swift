/// What is wrong with a profile, and where.
public struct ProfileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file.
  public var file: String
  /// The line, from 1.
  public var line: Int
  /// What is wrong.
  public var message: String
  /// What to write.
  public var hint: String

  /// The error `message` at a line.
  public init(file: String, line: Int, message: String, hint: String) {
    self.file = file
    self.line = line
    self.message = message
    self.hint = hint
  }

  /// `profile.txt:3: message`, and the hint on a line of its own.
  public var description: String { "\(file):\(line): \(message)\nhint: \(hint)" }
}

extension ReviewProfile {
  /// Reads the text form of a profile: a statement a line, `name: value`; lines that are indented say more
  /// of the part above; `#` begins a remark.
  ///
  /// - Throws: ``ProfileError`` with the line of the first mistake.
  public init(parsing text: String, name: String) throws(ProfileError) {
    self.init()
    var number = 0
    for raw in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      let line = Self.trimmed(raw)
      if line.isEmpty || line.hasPrefix("#") || line == "\u{FEFF}" { continue }
      guard let colon = line.firstIndex(of: ":") else {
        throw ProfileError(
          file: name, line: number, message: "The line says no name and value",
          hint: "Write name: value, such as language: cy")
      }
      let key = Self.trimmed(line[..<colon]).lowercased()
      let value = Self.trimmed(line[line.index(after: colon)...])
      do throws(Mistake) {
        if raw.first == " " || raw.first == "\t" {
          try setDetail(key, value)
        } else {
          try setStatement(key, value, original: Self.trimmed(line[..<colon]), line: number)
        }
      } catch {
        throw ProfileError(file: name, line: number, message: error.message, hint: error.hint)
      }
    }
    if let part = parts.first(where: { part in
      part.category.map { id in !parts.contains { $0.kind == .category && $0.id == id } } ?? false
    }) {
      throw ProfileError(
        file: name, line: part.line, message: "There is no category '\(part.category ?? "")'",
        hint: "Write category \(part.category ?? ""): its heading")
    }
  }

  private struct Mistake: Error {
    var message: String
    var hint: String
  }

  private static let statements = [
    "language", "title", "published", "style", "page-break", "headings", "running-head",
    "conjunctions", "colleagues", "references", "acronym", "study", "section", "factor", "category",
    "model", "helps", "hinders", "mixed",
  ]

  private mutating func setStatement(
    _ key: String, _ value: String, original: String, line: Int
  ) throws(Mistake) {
    switch key {
    case "language":
      language = try Self.choice(value, ["cy", "en", "guessed"], of: key)
      if language == "guessed" { language = nil }
    case "title": title = value
    case "published":
      guard let year = Int(value), (1000...9999).contains(year) else {
        throw Mistake(message: "'\(value)' is no year", hint: "Write published: 2023")
      }
      published = year
    case "style":
      style =
        Style(rawValue: try Self.choice(value, Style.allCases.map(\.rawValue), of: key))
        ?? .guessed
    case "page-break":
      pageBreak =
        PageBreak(
          rawValue: try Self.choice(value, PageBreak.allCases.map(\.rawValue), of: key)) ?? .guessed
    case "headings":
      headings =
        Headings(
          rawValue: try Self.choice(value, Headings.allCases.map(\.rawValue), of: key)) ?? .guessed
    case "running-head": runningHeads.append(value)
    case "conjunctions": conjunctions += Self.list(value)
    case "colleagues": colleagues += Self.list(value)
    case "references": referenceHeadings.append(value)
    case "helps": helps += Self.list(value)
    case "hinders": hinders += Self.list(value)
    case "mixed": mixed += Self.list(value)
    default: try setNamed(original, value, line: line)
    }
  }

  /// A statement whose name has an identifier behind it: `factor F1: Trust`.
  private mutating func setNamed(
    _ original: String, _ value: String, line: Int
  ) throws(Mistake) {
    let pieces = original.split(separator: " ").map(String.init)
    let kind = pieces.first?.lowercased() ?? ""
    guard Self.statements.contains(kind) else {
      throw Mistake(
        message: "There is no statement '\(kind)'",
        hint: "Write one of \(Self.statements.joined(separator: ", "))")
    }
    guard pieces.count == 2 || (kind == "model" && pieces.count == 4 && pieces[2] == "in"),
      !value.isEmpty
    else {
      throw Mistake(
        message: "'\(original)' needs one identifier and a value",
        hint: kind == "model"
          ? "Write model time-banks in access: Time banks" : "Write \(kind) F1: what is printed")
    }
    switch kind {
    case "acronym": acronyms[pieces[1]] = value
    case "study": studies.append(NamedStudy(id: pieces[1], cited: value))
    default:
      guard let kind = Part.Kind(rawValue: kind) else {
        throw Mistake(message: "'\(original)' takes no identifier", hint: "Write \(kind): value")
      }
      if parts.contains(where: { $0.kind == kind && $0.id == pieces[1] }) {
        throw Mistake(
          message: "There are two of '\(kind.rawValue) \(pieces[1])'",
          hint: "Write another form of the heading as an indented line: as: …")
      }
      var part = Part(kind, pieces[1], titles: [value])
      part.category = pieces.count == 4 ? pieces[3] : nil
      part.line = line
      parts.append(part)
    }
  }

  private mutating func setDetail(_ key: String, _ value: String) throws(Mistake) {
    guard !parts.isEmpty else {
      throw Mistake(
        message: "An indented line says more of a part, and none stands above",
        hint: "Begin the line without blanks")
    }
    let last = parts.count - 1
    switch key {
    case "as": parts[last].titles.append(value)
    case "en": parts[last].english = value
    case "cy": parts[last].welsh = value
    case "also-in": parts[last].otherCategories += Self.list(value)
    case "level":
      guard let level = Int(value), (1...6).contains(level) else {
        throw Mistake(message: "'\(value)' is no level", hint: "Write level: 1, to 6")
      }
      parts[last].level = level
    case "holds":
      let kinds = Part.Contents.allCases.map(\.rawValue)
      var all: [Part.Contents] = []
      for word in value.split(whereSeparator: { " ,;".contains($0) }) {
        let name = try Self.choice(String(word), kinds, of: key)
        if let contents = Part.Contents(rawValue: name), !all.contains(contents) {
          all.append(contents)
        }
      }
      guard !all.isEmpty else {
        throw Mistake(
          message: "'\(key)' says nothing",
          hint: "Write one or more of \(kinds.joined(separator: ", "))")
      }
      parts[last].holds = all
    default:
      throw Mistake(
        message: "A part has no '\(key)'", hint: "Write as, en, cy, level, also-in or holds")
    }
  }

  private static func choice(
    _ value: String, _ words: [String], of key: String
  ) throws(Mistake) -> String {
    if words.contains(value.lowercased()) { return value.lowercased() }
    throw Mistake(
      message: "'\(value)' is no \(key)", hint: "Write one of \(words.joined(separator: ", "))")
  }

  private static func list(_ value: String) -> [String] {
    value.split(separator: ",").map { trimmed($0) }.filter { !$0.isEmpty }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    var view = Substring(text)
    while let first = view.first, first.isWhitespace { view.removeFirst() }
    while let last = view.last, last.isWhitespace { view.removeLast() }
    return String(view)
  }
}

extension ReviewProfile {
  /// The text form.
  public var text: String {
    var lines: [String] = []
    func say(_ name: String, _ value: String?) {
      if let value { lines.append("\(name): \(value)") }
    }
    say("language", language)
    say("title", title)
    say("published", published.map(String.init))
    if style != .guessed { say("style", style.rawValue) }
    if pageBreak != .guessed { say("page-break", pageBreak.rawValue) }
    if headings != .guessed { say("headings", headings.rawValue) }
    for head in runningHeads { say("running-head", head) }
    for (name, words) in [
      ("conjunctions", conjunctions), ("colleagues", colleagues), ("helps", helps),
      ("hinders", hinders), ("mixed", mixed),
    ] where !words.isEmpty { say(name, words.joined(separator: ", ")) }
    for heading in referenceHeadings { say("references", heading) }
    for (short, long) in acronyms.sorted(by: { $0.key < $1.key }) { say("acronym \(short)", long) }
    for study in studies { say("study \(study.id)", study.cited) }
    for part in parts {
      let category = part.category.map { " in \($0)" } ?? ""
      say("\(part.kind.rawValue) \(part.id)\(category)", part.titles.first)
      for title in part.titles.dropFirst() { say("    as", title) }
      say("    en", part.english)
      say("    cy", part.welsh)
      say("    level", part.level.map(String.init))
      if !part.otherCategories.isEmpty {
        say("    also-in", part.otherCategories.joined(separator: ", "))
      }
      if part.holds != [.text] {
        say("    holds", part.holds.map(\.rawValue).joined(separator: ", "))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
