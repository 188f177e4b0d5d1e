import GraphModel
import PluginKit

extension FormatPlugin {
  /// Works of Crossref.
  public static let crossref = FormatPlugin(
    FormatInfo(
      name: "crossref", title: "Crossref works",
      summary: "Works as the service Crossref answers with, one or many",
      extensions: ["crossref.json", "crossref.jsonl"],
      borrowedExtensions: ["json", "jsonl", "ndjson"],
      signature: { JSONReferences.kind(of: $0) == .crossref }, holds: .references),
    importing: .references(CrossrefReader(), format: "crossref", title: "Crossref works"))
}

/// Reads works of Crossref: an answer with one or many, a list, or one a line.
struct CrossrefReader: ReferenceReader {
  func read(
    _ source: ImportSource, encoding: CharacterEncoding?,
    _ give: (ReferenceEvent) throws -> Void
  ) throws {
    try JSONReferences.read(source, encoding, within: ["message", "items"], named: "Crossref") {
      work, place in
      var reference = Reference(at: place)
      CrossrefWork.map(work, &reference)
      try give(reference.isEmpty ? .empty(place) : .reference(reference))
    } reject: { error, text in
      try give(.fault(error, text: text))
    }
  }
}

/// What a work of Crossref says.
private enum CrossrefWork {
  private static let texts: [String: TextField] = [
    "volume": .volume, "issue": .issue, "article-number": .articleNumber, "publisher": .publisher,
    "publisher-location": .publisherPlace, "language": .language, "edition-number": .edition,
  ]

  private static let titles: [String: TextField] = [
    "title": .title, "container-title": .containerTitle,
    "short-container-title": .containerShort, "short-title": .shortTitle,
    "original-title": .originalTitle,
  ]

  private static let names: [String: NameRole] = [
    "author": .authors, "editor": .editors, "translator": .translators, "chair": .contributors,
  ]

  /// Members that say of the record, not of the work.
  private static let ofRecord: Set<String> = ["indexed", "score", "prefix", "member", "source"]

  static func map(_ work: MapValue, _ reference: inout Reference) {
    reference.type = work["type"].flatMap(JSONReferences.text)
    reference.kind = reference.type.flatMap { type in
      TypeTable.csl.kind(of: type)
        ?? (ReferenceKind.isKnown(type) ? ReferenceKind(rawValue: type) : nil)
    }
    mapDate(work, &reference)
    for (key, value) in work.entries where !value.isNull { map(key.string, value, &reference) }
  }

  private static func mapDate(_ work: MapValue, _ reference: inout Reference) {
    guard case .map(let issued)? = work["issued"], case .list(let dates)? = issued["date-parts"],
      case .list(let parts)? = dates.first
    else { return }
    let numbers = parts.compactMap { part -> Int? in
      if case .integer(let number) = part { number } else { nil }
    }
    guard let year = numbers.first else { return }
    reference.setDate(
      StatedDate(
        year: year, month: numbers.count > 1 ? numbers[1] : nil,
        day: numbers.count > 2 ? numbers[2] : nil
      ).text)
  }

  private static func map(_ key: String, _ value: Value, _ reference: inout Reference) {
    if let field = texts[key], let text = JSONReferences.text(value) {
      return reference.offer(text, for: field, else: "crossref_\(key)")
    }
    if let field = titles[key], case .list(let list) = value {
      for title in list.compactMap(JSONReferences.text) {
        reference.offer(plain(title).singleSpaced, for: field, else: "crossref_\(key)")
      }
      return
    }
    if let role = names[key], case .list(let list) = value {
      return mapPeople(list, role, &reference)
    }
    switch (key, value) {
    case ("type", _), ("issued", _): return
    case ("DOI", _):
      guard let text = JSONReferences.text(value) else { return }
      if let doi = Identifier.doi(text), reference.offer(doi, for: .doi) { return }
      reference.keep(text, as: "crossref_DOI")
    case ("URL", _): if let text = JSONReferences.text(value) { reference.add(text, to: .urls) }
    case ("page", _):
      if let text = JSONReferences.text(value) {
        reference.offer(text.normalizedRange, for: .pages, else: "crossref_page")
      }
    case ("abstract", _):
      if let text = JSONReferences.text(value) { reference[.abstract] = plain(text) }
    case ("subject", .list(let list)):
      for word in list.compactMap(JSONReferences.text) { reference.add(word, to: .keywords) }
    case ("ISSN", .list(let list)), ("ISBN", .list(let list)):
      for one in list.compactMap(JSONReferences.text) {
        reference.addSerials(
          one.split(separator: "/").last.map(String.init) ?? one, else: "crossref_\(key)")
      }
    case ("event", .map(let event)):
      reference[.eventTitle] = event["name"].flatMap(JSONReferences.text)
      reference[.eventPlace] = event["location"].flatMap(JSONReferences.text)
    case ("reference", .list(let list)):
      for case .map(let cited) in list {
        let doi = cited["DOI"].flatMap(JSONReferences.text).flatMap { Identifier.doi($0) }
        reference.keep(doi ?? JSONReferences.json(.map(cited)), as: "crossref_reference")
      }
    default:
      if ofRecord.contains(key), JSONReferences.text(value) == nil { return }
      for one in JSONReferences.kept(value) { reference.keep(one, as: "crossref_\(key)") }
    }
  }

  private static func mapPeople(_ list: [Value], _ role: NameRole, _ reference: inout Reference) {
    for case .map(let map) in list {
      guard let name = CSLMapping.name(.map(map)) else { continue }
      reference[role].append(name)
      if let orcid = map["ORCID"].flatMap(JSONReferences.text).flatMap(Identifier.orcid) {
        reference.add("\(name.text): \(orcid)", to: .orcids)
      }
      guard case .list(let places)? = map["affiliation"] else { continue }
      for case .map(let place) in places {
        if let text = place["name"].flatMap(JSONReferences.text) {
          reference.add("\(name.text): \(text)", to: .affiliations)
        }
      }
    }
  }

  /// Text without the tags of JATS and HTML that abstracts and titles have.
  private static func plain(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "<")) || text.utf8.contains(UInt8(ascii: "&")) else {
      return text
    }
    var result = ""
    var rest = Substring(text)
    while let first = rest.first {
      if first == "<", let end = rest.firstIndex(of: ">"),
        rest.dropFirst().first.map({ $0.isLetter || $0 == "/" }) ?? false
      {
        let tag = rest[rest.index(after: rest.startIndex)..<end]
        let isBlock = tag.hasSuffix("p") || tag.hasSuffix("title") || tag.hasSuffix("sec")
        if isBlock, !result.isEmpty, !result.hasSuffix("\n") { result += "\n\n" }
        rest = rest[rest.index(after: end)...]
      } else if first == "&", let end = rest.firstIndex(of: ";"),
        let sign = entities[String(rest[..<end].dropFirst())]
      {
        result += sign
        rest = rest[rest.index(after: end)...]
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    let paragraphs = result.split(separator: "\n\n").map { String($0).singleSpaced }
    return paragraphs.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private static let entities = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ",
  ]
}
