import PluginKit

/// Reads BibTeX and BibLaTeX.
struct BibTeXReader: ReferenceTextReader {
  func read(_ text: DecodedText, _ give: (ReferenceEvent) throws -> Void) throws {
    var said: Set<String> = []
    let places = TextPlaces(text)
    var parser = BibTeXParser(text, places)
    let parents = try BibTeXParents(text, places)
    try parser.read { entry in
      let (completed, problem) = parents.completed(entry)
      if let problem { try give(.warning(problem, places.place(entry.offset))) }
      var mapping = BibTeXMapping(completed, places)
      mapping.map()
      for (message, offset) in mapping.warnings {
        try give(.warning(message, places.place(offset)))
      }
      for (name, keeps, offset) in mapping.unknownCommands where said.insert(name).inserted {
        let outcome = keeps ? "the text in it was kept" : "it stays as it is written"
        try give(
          .warning(
            "The command '\\\(name)' of LaTeX is not known; \(outcome)", places.place(offset)))
      }
      try give(.reference(mapping.reference))
    } warn: { message, place in
      try give(.warning(message, place))
    } reject: { error, text in
      try give(.fault(error, text: text))
    }
    if !parser.hasEntries, let first = text.bytes.firstIndex(where: { $0 > 0x20 }),
      !text.bytes.contains(UInt8(ascii: "@"))
    {
      throw ImportError(
        "The file has no entry of BibTeX", at: places.place(first),
        hint: "An entry begins with its type and key, as in '@article{harden2015,'")
    }
  }

  /// Whether a line among the first ones begins an entry of a type that is known, or a macro.
  static func recognizes(_ head: FileHead) -> Bool {
    let text = String(decoding: head.bytes, as: UTF8.self)
    for line in text.split(whereSeparator: \.isNewline) {
      let line = String(line).trimmed
      guard line.hasPrefix("@") else { continue }
      let rest = line.dropFirst().drop { $0 == " " }
      let type = rest.prefix { $0.isLetter || $0.isNumber || "_-+.:".contains($0) }
      let next = rest[type.endIndex...].drop { $0 == " " }.first
      let known = ["string", "preamble", "comment"].contains(type.lowercased())
      if known || TypeTable.bibTeX.kind(of: String(type)) != nil, next == "{" || next == "(" {
        return true
      }
    }
    return false
  }
}

/// What the fields of an entry say of a reference.
struct BibTeXMapping {
  private(set) var reference: Reference
  private(set) var warnings: [(message: String, offset: Int)] = []
  private let entry: BibTeXEntry

  init(_ entry: BibTeXEntry, _ places: TextPlaces) {
    self.entry = entry
    reference = Reference(at: places.place(entry.offset))
  }

  mutating func map() {
    reference.type = entry.type
    reference.kind = TypeTable.bibTeX.kind(of: entry.type)
    reference.key = entry.key
    if reference.kind == nil {
      warnings.append(("The type '\(entry.type)' is none of BibTeX; it was kept", entry.offset))
    }
    if entry.key == nil {
      warnings.append(("The entry has no key; it was kept without one", entry.offset))
    }
    mapDate()
    for field in entry.fields { map(field) }
    reference.takeDOIFromAddresses()
  }

  /// Year, month and day; BibLaTeX has them in one field.
  private mutating func mapDate() {
    let year = entry.first("year").map(Self.line)
    if let year { reference.setDate(year) }
    let month = entry.first("month").map(Self.line)?.nonEmpty
    let day = entry.first("day").map(Self.line)?.nonEmpty
    if let month {
      // The month of a year that is no number is kept beside it.
      if let number = reference.year, reference.date == nil {
        let isNumeric = month.isDigits && (day?.isDigits ?? true)
        let stated =
          ([isNumeric ? String(number) : "\(number) \(month)"]
          + (isNumeric ? [month] : []) + (day.map { [$0] } ?? []))
          .joined(separator: isNumeric ? "-" : " ")
        reference.setDate(stated)
      } else {
        reference.keep(month, as: "month")
      }
    }
    if let day, month == nil { reference.keep(day, as: "day") }
    if let date = entry.first("date").map(Self.line) {
      let before = reference.date
      reference.setDate(date)
      if before != nil, StatedDate(date).text != before { reference.keep(date, as: "date") }
    }
  }

  private mutating func map(_ field: BibTeXEntry.Field) {
    let name = field.name.lowercased()
    if ["year", "month", "day", "date"].contains(name) { return }
    if let role = BibTeXFields.names[name] ?? NameRole(rawValue: name) {
      reference[role] += BibTeXNames.names(field.value)
      return
    }
    if BibTeXFields.verbatim.contains(name) { return mapVerbatim(field, name) }
    if mapList(field, name) { return }
    let text = Self.paragraphs(field.value)
    if text.isEmpty { return }
    if name == "pages" {
      let range = LaTeXText.plain(field.value, isVerbatim: true).singleSpaced.normalizedRange
      return offer(range, for: .pages, field)
    }
    if name == "number" {
      return offer(text, for: BibTeXFields.number(in: reference.kind), field)
    }
    if let part = BibTeXFields.texts[name] ?? TextField(rawValue: name) {
      return offer(part == .abstract ? text : text.singleSpaced, for: part, field)
    }
    reference.keep(text, as: field.name)
  }

  private mutating func offer(_ text: String, for part: TextField, _ field: BibTeXEntry.Field) {
    if reference.offer(text, for: part) { return }
    reference.keep(text, as: field.name)
  }

  private mutating func mapVerbatim(_ field: BibTeXEntry.Field, _ name: String) {
    if name == "file" || name == "pdf" {
      return reference.keep(field.value.singleSpaced, as: field.name)
    }
    let text = LaTeXText.plain(field.value, isVerbatim: true).singleSpaced
    if text.isEmpty { return }
    switch name {
    case "url": reference.add(text, to: .urls)
    case "urls":
      for line in field.value.split(whereSeparator: \.isNewline) {
        reference.add(
          LaTeXText.plain(String(line), isVerbatim: true).singleSpaced, to: .urls)
      }
    case "doi":
      if let doi = Identifier.doi(text) { return offer(doi, for: .doi, field) }
      warnings.append(("'\(text)' is no DOI; it was kept as property \(field.name)", field.offset))
      reference.keep(text, as: field.name)
    case "pmid":
      guard let pmid = Identifier.pmid(text) else { return reference.keep(text, as: field.name) }
      offer(pmid, for: .pmid, field)
    case "pmcid": offer(Identifier.pmcid(text) ?? text, for: .pmcid, field)
    default: reference.keep(text, as: field.name)
    }
  }

  /// Fields that are lists: keywords, notes, numbers of serials.
  private mutating func mapList(_ field: BibTeXEntry.Field, _ name: String) -> Bool {
    let text = Self.paragraphs(field.value)
    func paragraphs() -> [String] { text.split(separator: "\n\n").map(String.init) }
    switch name {
    case "keywords", "keyword":
      let separator: Character = text.contains(";") ? ";" : ","
      for word in text.singleSpaced.split(separator: separator) {
        reference.add(String(word), to: .keywords)
      }
    case "note": for note in paragraphs() { reference.add(note, to: .notes) }
    case "affiliation": for address in paragraphs() { reference.add(address, to: .addresses) }
    case "issn", "isbn":
      let (issn, isbn, isAll) = Identifier.serials(text)
      for one in issn { reference.add(one, to: .issn) }
      for one in isbn { reference.add(one, to: .isbn) }
      if !isAll { reference.keep(text.singleSpaced, as: "stated_\(name)") }
    default:
      guard let list = ListField(rawValue: name) else { return false }
      for one in paragraphs() { reference.add(one, to: list) }
    }
    return true
  }

  /// Commands of LaTeX in the fields that are not known, and whether the text in them is kept.
  var unknownCommands: [(name: String, keepsText: Bool, offset: Int)] {
    entry.fields.flatMap { field in
      BibTeXFields.verbatim.contains(field.name.lowercased())
        ? []
        : LaTeXText.unknownCommands(in: field.value).map { ($0.name, $0.keepsText, field.offset) }
    }
  }

  private static func line(_ value: String) -> String { LaTeXText.plain(value).singleSpaced }

  /// The plain text; an empty line, or `\par`, parts paragraphs.
  private static func paragraphs(_ value: String) -> String {
    let plain = LaTeXText.plain(value)
    var paragraphs: [String] = []
    var lines: [String] = []
    for line in plain.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let text = String(line).singleSpaced
      if text.isEmpty {
        if !lines.isEmpty { paragraphs.append(lines.joined(separator: " ")) }
        lines = []
      } else {
        lines.append(text)
      }
    }
    if !lines.isEmpty { paragraphs.append(lines.joined(separator: " ")) }
    return paragraphs.joined(separator: "\n\n")
  }
}
