import PluginKit

/// What the tags of RIS say of a reference.
struct RISMapping {
  private var reference: Reference
  private let record: RISRecords.Record
  private var warnings: [(message: String, place: SourcePlace)] = []

  /// Gives the reference of a record, and what is to be said of it.
  static func give(
    _ record: RISRecords.Record, _ give: (ReferenceEvent) throws -> Void
  ) throws {
    var mapping = RISMapping(record)
    mapping.map()
    for (message, place) in mapping.warnings { try give(.warning(message, place)) }
    if mapping.reference.isEmpty {
      return try give(.empty(record.place))
    }
    try give(.reference(mapping.reference))
  }

  private init(_ record: RISRecords.Record) {
    self.record = record
    reference = Reference(at: record.place)
  }

  private mutating func map() {
    reference.type = record.tagged.first("TY")
    reference.kind = reference.type.flatMap { TypeTable.ris.kind(of: $0) }
    if let type = reference.type, reference.kind == nil {
      warn("The type '\(type)' is none of RIS; it was kept", record.tagged.fields[0])
    }
    for field in record.tagged.fields { map(field) }
    mapTitles()
    mapPages()
    mapIdentifiers()
  }

  private mutating func warn(_ message: String, _ field: TaggedRecord.Field) {
    warnings.append((message, record.lines.place(field.line, column: 1)))
  }

  private mutating func map(_ field: TaggedRecord.Field) {
    let text = field.text
    guard !text.isEmpty else { return }
    if let role = RISTags.names.first(where: { $0.tag == field.tag })?.role {
      return addNames(field, role)
    }
    if field.tag == "Y2" { return map(StatedDate(text).text, as: .accessed, field) }
    if let part = RISTags.texts.first(where: { $0.tag == field.tag })?.field {
      return map(text, as: part, field)
    }
    switch field.tag {
    case "TY": break
    // A second one goes on the first: a copyright, the abstract in another language.
    case "AB":
      if let before = reference[.abstract], before != text {
        reference[.abstract] = "\(before)\n\n\(text)"
      } else {
        reference[.abstract] = text
      }
    case "ID":
      if reference.key == nil { reference.key = text } else { reference.keep(text, as: "ID") }
    case "PY", "Y1", "DA": mapDate(text, field)
    case "KW": addKeywords(field)
    case "UR", "LK": addAddresses(field)
    case "AD": reference.add(text.singleSpaced, to: .addresses)
    case "C3" where reference.kind == "paper-conference": map(text, as: .eventTitle, field)
    case "SN": mapSerials(text)
    case "N1", "NO": addNote(field.linedText)
    case "N2": break
    case "TI", "T1", "CT", "BT", "T2", "T3", "JF", "JO", "JA", "J1", "J2", "TA", "SP", "EP", "DO",
      "DI", "PMID", "PM":
      break
    default: reference.keep(text, as: field.tag)
    }
  }

  private mutating func map(_ text: String, as part: TextField, _ field: TaggedRecord.Field) {
    if reference.offer(text, for: part) { return }
    reference.keep(text, as: field.tag)
    warn(
      "\(field.tag) says something else than before; it was kept as property \(field.tag)", field)
  }

  private mutating func addNames(_ field: TaggedRecord.Field, _ role: NameRole) {
    for line in field.lines {
      for part in line.split(separator: ";") {
        if let name = PersonName(inverted: String(part).singleSpaced) {
          reference[role].append(name)
        }
      }
    }
  }

  private mutating func mapDate(_ text: String, _ field: TaggedRecord.Field) {
    let stated = StatedDate(text)
    if let before = reference.year, let year = stated.year, year != before {
      warn(
        "\(field.tag) says \(year), another tag of the record \(before); the first was taken", field
      )
      return reference.keep(text, as: field.tag)
    }
    let before = reference.date
    reference.setDate(text)
    guard let before, stated.saysMore, before != stated.text, !before.hasPrefix(stated.text) else {
      return
    }
    // A month says more than a year, a day more than a month.
    if stated.text.hasPrefix(before) {
      reference.date = stated.text
    } else {
      reference.keep(text, as: field.tag)
    }
  }

  /// One keyword a line, or several with semicolons between; EndNote writes only the first line with
  /// a tag.
  private mutating func addKeywords(_ field: TaggedRecord.Field) {
    for line in field.lines {
      for part in line.split(separator: ";") { reference.add(String(part), to: .keywords) }
    }
  }

  private mutating func addAddresses(_ field: TaggedRecord.Field) {
    for address in Identifier.addresses(field.lines.joined(separator: " ")) {
      reference.add(address, to: .urls)
    }
  }

  private mutating func mapSerials(_ text: String) {
    let (issn, isbn, isAll) = Identifier.serials(text)
    for one in issn { reference.add(one, to: .issn) }
    for one in isbn { reference.add(one, to: .isbn) }
    if !isAll { reference.keep(text, as: "SN") }
  }

  private mutating func addNote(_ text: String) {
    if text.hasPrefix("PMID:"), let pmid = Identifier.pmid(text),
      reference.offer(pmid, for: .pmid)
    {
      return
    }
    if text.hasPrefix("PMCID:"), let pmcid = Identifier.pmcid(text),
      reference.offer(pmcid, for: .pmcid)
    {
      return
    }
    reference.add(text, to: .notes)
  }
}

extension RISMapping {
  /// What title, container and series are depends on the type, and on who wrote the file.
  private mutating func mapTitles() {
    for tag in ["TI", "T1", "CT"] { take(tag, for: .title) }
    take("N2", for: .abstract)
    let kind = reference.kind
    if kind?.isInSerial ?? false {
      mapJournal()
      take("T3", for: .collectionTitle)
      take("BT", for: .containerTitle)
    } else if kind?.isWhole ?? false {
      take("BT", for: .title)
      take("T3", for: .collectionTitle)
      take("T2", for: .collectionTitle)
      mapJournal()
    } else {
      take("BT", for: .containerTitle)
      mapJournal()
      take("T3", for: .collectionTitle)
    }
    for tag in ["JA", "J2", "J1", "TA"] { take(tag, for: .containerShort) }
  }

  /// The journal stands in JF, JO or T2. Zotero has its full name in T2 and the short one in JO;
  /// EBSCO has it in JF or JO, and a subtitle in T2.
  private mutating func mapJournal() {
    let second = record.tagged.first("T2")
    let isSeries = reference.kind?.isWhole ?? false
    take("JF", for: .containerTitle)
    if let other = record.tagged.first("JO") {
      if let second, !isSeries, reference[.containerTitle] == nil,
        Self.isShort(other, of: second)
      {
        reference[.containerTitle] = second
      }
      if let full = reference[.containerTitle], full != other {
        if Self.isShort(other, of: full) {
          take("JO", for: .containerShort)
        } else if let field = record.tagged.fields.first(where: { $0.tag == "JO" }) {
          map(other, as: .containerTitle, field)
        }
      } else {
        reference[.containerTitle] = other
      }
    }
    if !isSeries { take("T2", for: .containerTitle) }
  }

  /// Whether `short` abbreviates `full`: each of its words begins the next word there that fits.
  static func isShort(_ short: String, of full: String) -> Bool {
    func words(_ text: String) -> [String] {
      text.lowercased().unicodeScalars.split { !$0.properties.isAlphabetic }.map { String($0) }
    }
    let shorts = words(short)
    var rest = words(full)[...]
    if short.utf8.count >= full.utf8.count { return false }
    // Initials: `BMJ`.
    if shorts.count == 1, rest.count > 1,
      rest.filter({ !["of", "the", "and", "for", "in", "on"].contains($0) })
        .compactMap(\.unicodeScalars.first).elementsEqual(shorts[0].unicodeScalars)
    {
      return true
    }
    for word in shorts {
      guard let index = rest.firstIndex(where: { $0.hasPrefix(word) }) else { return false }
      rest = rest[(index + 1)...]
    }
    return !shorts.isEmpty
  }

  /// Offers all texts of a tag to a field; what differs is kept under the tag.
  private mutating func take(_ tag: String, for part: TextField) {
    for field in record.tagged.fields where field.tag == tag && !field.text.isEmpty {
      let text = part == .abstract ? field.text : field.text.singleSpaced
      if reference.offer(text, for: part) { continue }
      reference.keep(text, as: tag)
      warn("\(tag) says something else than before; it was kept as property \(tag)", field)
    }
  }

  private mutating func mapPages() {
    let start = record.tagged.first("SP")
    let end = record.tagged.first("EP")
    guard let start else {
      reference[.pages] = end
      return
    }
    let range = start.normalizedRange
    if let end, end != start {
      // Embase has the whole range in SP, and its end in EP again.
      reference[.pages] = range.hasSuffix("-\(end)") ? range : "\(range)-\(end)"
    } else if reference.kind?.isWhole ?? false, end == nil, !range.contains("-") {
      reference[.numberOfPages] = start
    } else {
      reference[.pages] = range
    }
    for tag in ["SP", "EP"] {
      for other in record.tagged.all(tag).dropFirst() { reference.keep(other, as: tag) }
    }
  }

  private mutating func mapIdentifiers() {
    for field in record.tagged.fields where field.tag == "DO" || field.tag == "DI" {
      let text = field.text
      if text.isEmpty { continue }
      guard let doi = Identifier.doi(text) else {
        warn("'\(text)' is no DOI; it was kept as property \(field.tag)", field)
        reference.keep(text, as: field.tag)
        continue
      }
      if !reference.offer(doi, for: .doi) {
        warn("The record has a second DOI, \(doi); it was kept as property \(field.tag)", field)
        reference.keep(doi, as: field.tag)
      }
    }
    // Where no tag says it, an address or a note may: `doi: 10.1000/xyz`.
    reference.takeDOIFromAddresses()
    // EBSCO and others write one alone where links, numbers or kinds of work stand.
    let fields = record.tagged.fields
    for tag in ["L3", "M3", "L1", "L2", "L4", "M1", "M2", "AN"] where reference[.doi] == nil {
      reference[.doi] =
        fields.lazy.filter { $0.tag == tag }.compactMap { Identifier.doi($0.text) }
        .first
    }
    if reference[.doi] == nil {
      let notes = reference[.notes] + reference.extra("L3") + [reference[.genre] ?? ""]
      reference[.doi] = notes.lazy.compactMap { Identifier.doi(within: $0) }.first
    }
    if let genre = reference[.genre], let doi = Identifier.doi(genre), doi == reference[.doi] {
      reference[.genre] = nil
    }
    for field in record.tagged.fields where field.tag == "PMID" || field.tag == "PM" {
      guard let pmid = Identifier.pmid(field.text), reference.offer(pmid, for: .pmid) else {
        reference.keep(field.text, as: field.tag)
        continue
      }
    }
    if reference[.pmid] == nil, let number = reference[.accessionNumber],
      let database = (reference[.database] ?? reference[.databaseProvider])?.lowercased(),
      database.contains("medline") || database.contains("pubmed") || database.contains("nlm")
    {
      reference[.pmid] = Identifier.pmid(number)
    }
  }
}

extension String {
  /// A range of numbers with one hyphen, whatever dash it was written with.
  var normalizedRange: String {
    let isRange = unicodeScalars.contains { $0 == "–" || $0 == "\u{2010}" || $0 == "\u{2011}" }
    guard isRange || contains("--") else { return self }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      let isDash = scalar == "–" || scalar == "\u{2010}" || scalar == "\u{2011}" || scalar == "-"
      if isDash, result.last == "-" { continue }
      result.append(isDash ? "-" : scalar)
    }
    return String(result)
  }
}
