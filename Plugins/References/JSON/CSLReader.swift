import GraphModel
import PluginKit

/// Reads CSL-JSON: an array of items, one item, or items one after the other.
struct CSLReader: ReferenceReader {
  func read(
    _ source: ImportSource, encoding: CharacterEncoding?,
    _ give: (ReferenceEvent) throws -> Void
  ) throws {
    try JSONReferences.read(source, encoding, within: ["items"], named: "CSL-JSON") { item, place in
      var mapping = CSLMapping(item, place)
      mapping.map()
      if mapping.reference.isEmpty { return try give(.empty(place)) }
      for warning in mapping.warnings { try give(.warning(warning, place)) }
      try give(.reference(mapping.reference))
    } reject: { error, text in
      try give(.fault(error, text: text))
    }
  }

  static func recognizes(_ head: FileHead) -> Bool {
    JSONReferences.kind(of: head) == .csl
  }
}

/// What an item of CSL-JSON says of a reference.
struct CSLMapping {
  private(set) var reference: Reference
  private(set) var warnings: [String] = []
  private let item: MapValue

  init(_ item: MapValue, _ place: SourcePlace) {
    self.item = item
    reference = Reference(at: place)
  }

  mutating func map() {
    for (name, value) in item.entries where !value.isNull { map(name.string, value) }
    reference.takeDOIFromAddresses()
    if reference.type == nil { warnings.append("The item has no type; it was kept without one") }
  }

  private mutating func map(_ name: String, _ value: Value) {
    switch name {
    case "id", "citation-key":
      if let id = JSONReferences.text(value), reference.key == nil { return reference.key = id }
      if JSONReferences.text(value) == reference.key { return }
    case "type": if let type = JSONReferences.text(value) { return mapType(type) }
    case "issued": if case .map(let date) = value { return mapIssued(date) }
    case "year-suffix":
      if let text = JSONReferences.text(value) { return reference.yearSuffix = text }
    case "keyword", "keywords", "categories":
      if mapKeywords(value) { return }
    case "note": if let text = JSONReferences.text(value) { return addNotes(text) }
    case "URL": if let text = JSONReferences.text(value) { return reference.add(text, to: .urls) }
    case "ISSN", "ISBN":
      if mapSerials(value, name) { return }
    case "DOI":
      if let text = JSONReferences.text(value), let doi = Identifier.doi(text),
        reference.offer(doi, for: .doi)
      {
        return
      }
    case "PMID":
      if let text = JSONReferences.text(value), let pmid = Identifier.pmid(text),
        reference.offer(pmid, for: .pmid)
      {
        return
      }
    case "custom":
      if case .map(let custom) = value { return mapCustom(custom) }
    default:
      if mapField(name, value) { return }
    }
    keep(value, as: name)
  }

  private mutating func mapType(_ type: String) {
    reference.type = type
    reference.kind =
      ReferenceKind.isKnown(type) ? ReferenceKind(rawValue: type) : TypeTable.csl.kind(of: type)
    if reference.kind == nil {
      warnings.append("The type '\(type)' is none of CSL-JSON; it was kept")
    }
  }

  private mutating func mapField(_ name: String, _ value: Value) -> Bool {
    if let role = CSLVariables.names.first(where: { $0.name == name })?.role,
      case .list(let list) = value
    {
      reference[role] += list.compactMap(Self.name)
      return true
    }
    if let field = CSLVariables.dates.first(where: { $0.name == name })?.field,
      case .map(let date) = value, let text = Self.dateText(date)
    {
      return reference.offer(StatedDate(text).text, for: field)
    }
    let field = CSLVariables.texts.first { $0.name == name }?.field ?? CSLVariables.others[name]
    guard let field, let text = JSONReferences.text(value) else { return false }
    return reference.offer(field == .pages ? text.normalizedRange : text, for: field)
  }

  private mutating func mapIssued(_ date: MapValue) {
    let parts = Self.parts(date["date-parts"])
    if parts.count == 1, let year = parts[0].first {
      reference.setDate(
        StatedDate(
          year: year, month: parts[0].count > 1 ? parts[0][1] : nil,
          day: parts[0].count > 2 ? parts[0][2] : nil
        ).text)
      let more = (date["literal"] ?? date["raw"]).flatMap(JSONReferences.text)
      if let more { return reference.setDate(more) }
      if let season = date["season"].flatMap(JSONReferences.text) {
        reference.setDate("\(Self.seasons[season] ?? season) \(year)")
      }
    } else if let text = Self.dateText(date) {
      reference.setDate(text)
    }
  }

  /// CSL has numbers for the seasons.
  private static let seasons = ["1": "Spring", "2": "Summer", "3": "Autumn", "4": "Winter"]

  private static func parts(_ value: Value?) -> [[Int]] {
    guard case .list(let list)? = value else { return [] }
    return list.compactMap { part -> [Int]? in
      guard case .list(let numbers) = part else { return nil }
      let all = numbers.compactMap { JSONReferences.text($0).flatMap { Int($0) } }
      return all.isEmpty ? nil : all
    }
  }

  private static func dateText(_ date: MapValue) -> String? {
    if let text = (date["literal"] ?? date["raw"]).flatMap(JSONReferences.text) { return text }
    let dates = parts(date["date-parts"]).map { part in
      StatedDate(
        year: part[0], month: part.count > 1 ? part[1] : nil, day: part.count > 2 ? part[2] : nil
      ).text
    }
    return dates.isEmpty ? nil : dates.joined(separator: "/")
  }

  private mutating func mapKeywords(_ value: Value) -> Bool {
    if case .list(let list) = value {
      for one in list.compactMap(JSONReferences.text) { reference.add(one, to: .keywords) }
      return list.allSatisfy { JSONReferences.text($0) != nil }
    }
    guard let text = JSONReferences.text(value) else { return false }
    let separator: Character = text.contains(";") ? ";" : ","
    for word in text.split(separator: separator) { reference.add(String(word), to: .keywords) }
    return true
  }

  private mutating func mapSerials(_ value: Value, _ name: String) -> Bool {
    var texts: [String] = []
    if case .list(let list) = value { texts = list.compactMap(JSONReferences.text) }
    if let text = JSONReferences.text(value) { texts = [text] }
    var isAll = !texts.isEmpty
    for text in texts {
      let (issn, isbn, isWhole) = Identifier.serials(text)
      for one in issn { reference.add(one, to: .issn) }
      for one in isbn { reference.add(one, to: .isbn) }
      isAll = isAll && isWhole
    }
    return isAll
  }

  private mutating func addNotes(_ text: String) {
    for note in text.split(separator: "\n\n") { reference.add(String(note), to: .notes) }
  }

  /// What our own files have beside the variables of CSL.
  private mutating func mapCustom(_ custom: MapValue) {
    for (name, value) in custom.entries where !value.isNull {
      if let field = TextField(rawValue: name.string), let text = JSONReferences.text(value),
        reference.offer(text, for: field)
      {
        continue
      }
      if let field = ListField(rawValue: name.string), case .list(let list) = value {
        for one in list.compactMap(JSONReferences.text) { reference.add(one, to: field) }
        continue
      }
      keep(value, as: name.string)
    }
  }

  private mutating func keep(_ value: Value, as name: String) {
    for one in JSONReferences.kept(value) { reference.keep(one, as: name) }
  }

  static func name(_ value: Value) -> PersonName? {
    guard case .map(let name) = value else {
      return JSONReferences.text(value).flatMap { PersonName(inverted: $0) }
    }
    func part(_ key: Text) -> String? { name[key].flatMap(JSONReferences.text) }
    if let literal = part("literal") ?? part("name") { return PersonName(corporate: literal) }
    let particles = [part("dropping-particle"), part("non-dropping-particle")].compactMap { $0 }
    guard let family = part("family") else {
      return part("given").map { PersonName(family: $0) }
    }
    return PersonName(
      family: (particles + [family]).joined(separator: " "), given: part("given"),
      suffix: part("suffix"))
  }
}
