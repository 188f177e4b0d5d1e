import PluginKit
import XMLParsing

extension FormatPlugin {
  /// EndNote's XML.
  public static let endNoteXML = FormatPlugin(
    FormatInfo(
      name: "endnote-xml", title: "EndNote XML",
      summary: "References as EndNote exports them as XML",
      extensions: ["enl.xml"], borrowedExtensions: ["xml"],
      signature: { head in
        XMLReferenceReader.recognizes(head, ["<records>", "<records "])
          && (head.contains("<ref-type") || head.contains("<source-app")
            || head.contains("<rec-number")
            || head.contains("<record>"))
      }, holds: .references),
    importing: .references(
      XMLReferenceReader(title: "EndNote XML", records: ["record"]) { EndNoteXML.map($0, &$1) },
      format: "endnote", title: "EndNote XML"))
}

/// What the elements of a record of EndNote say.
enum EndNoteXML {
  private static let texts: [String: TextField] = [
    "volume": .volume, "number": .issue, "edition": .edition, "section": .section,
    "num-vols": .numberOfVolumes, "pub-location": .publisherPlace, "publisher": .publisher,
    "accession-num": .accessionNumber, "call-num": .callNumber, "abstract": .abstract,
    "language": .language, "remote-database-name": .database,
    "remote-database-provider": .databaseProvider, "work-type": .genre, "access-date": .accessed,
  ]

  private static let people: [String: NameRole] = [
    "authors": .authors, "secondary-authors": .editors, "tertiary-authors": .collectionEditors,
    "translated-authors": .translators, "subsidiary-authors": .contributors,
  ]

  static func map(
    _ record: XMLElement, _ reference: inout Reference
  ) -> [(message: String, place: SourcePlace)] {
    var warnings: [(message: String, place: SourcePlace)] = []
    mapType(record, &reference, &warnings)
    for part in record.children {
      switch part.name {
      case "ref-type", "database", "source-app", "foreign-keys": break
      case "rec-number": if reference.key == nil { reference.key = part.line.nonEmpty }
      case "contributors": mapPeople(part, &reference)
      case "titles": mapTitles(part, &reference)
      case "periodical", "alt-periodical":
        for title in part.children {
          let isShort = title.name.hasPrefix("abbr")
          keep(title, isShort ? .containerShort : .containerTitle, &reference)
        }
      case "pages": reference.offer(part.line.normalizedRange, for: .pages, else: "endnote_pages")
      case "keywords":
        for keyword in part.children {
          for word in keyword.text.split(whereSeparator: { $0.isNewline || $0 == ";" }) {
            reference.add(String(word).singleSpaced, to: .keywords)
          }
        }
      case "dates": mapDates(part, &reference)
      case "isbn": reference.addSerials(part.line, else: "endnote_isbn")
      case "notes":
        let lines = part.text.split(whereSeparator: \.isNewline).map { String($0).trimmed }
        reference.add(lines.joined(separator: "\n"), to: .notes)
      case "auth-address": reference.add(part.line, to: .addresses)
      case "urls": for url in part.children.flatMap(\.children) { addURL(url, part, &reference) }
      case "electronic-resource-num": mapDOI(part, &reference, &warnings)
      default:
        if let field = texts[part.name] {
          keep(part, field, &reference)
        } else {
          for text in part.leaves { reference.keep(text, as: "endnote_\(part.name)") }
        }
      }
    }
    if reference[.pmid] == nil, let number = reference[.accessionNumber],
      let database = reference[.database]?.lowercased(),
      database.contains("medline") || database.contains("pubmed")
    {
      reference[.pmid] = Identifier.pmid(number)
    }
    return warnings
  }

  private static func keep(_ part: XMLElement, _ field: TextField, _ reference: inout Reference) {
    let text = field == .abstract ? part.text.trimmed : part.line
    if !text.isEmpty { reference.offer(text, for: field, else: "endnote_\(part.name)") }
  }

  private static func mapType(
    _ record: XMLElement, _ reference: inout Reference,
    _ warnings: inout [(message: String, place: SourcePlace)]
  ) {
    guard let type = record.first("ref-type") else { return }
    reference.type = type["name"] ?? type.line.nonEmpty
    reference.kind = reference.type.flatMap { TypeTable.endNote.kind(of: $0) }
    if let name = reference.type, reference.kind == nil {
      warnings.append(("The type '\(name)' is none of EndNote's; it was kept", type.place))
    }
  }

  private static func mapPeople(_ part: XMLElement, _ reference: inout Reference) {
    for group in part.children {
      guard let role = people[group.name] else {
        for text in group.leaves { reference.keep(text, as: "endnote_\(group.name)") }
        continue
      }
      for person in group.children {
        // One element may hold several names, a line each.
        for line in person.text.split(whereSeparator: \.isNewline) {
          if let name = PersonName(inverted: String(line).singleSpaced) {
            reference[role].append(name)
          }
        }
      }
    }
  }

  private static func mapTitles(_ part: XMLElement, _ reference: inout Reference) {
    let isSeries = reference.kind?.isWhole ?? false
    for title in part.children where !title.line.isEmpty {
      switch title.name {
      case "title": keep(title, .title, &reference)
      case "secondary-title": keep(title, isSeries ? .collectionTitle : .containerTitle, &reference)
      case "tertiary-title": keep(title, .collectionTitle, &reference)
      case "short-title": keep(title, .shortTitle, &reference)
      case "translated-title": keep(title, .translatedTitle, &reference)
      case "alt-title" where !isSeries:
        let full = reference[.containerTitle] ?? ""
        let isShort = RISMapping.isShort(title.line, of: full)
        if isShort { keep(title, .containerShort, &reference) } else { fallthrough }
      default: reference.keep(title.line, as: "endnote_\(title.name)")
      }
    }
  }

  private static func mapDates(_ part: XMLElement, _ reference: inout Reference) {
    let year = part.text("year")
    if let year { reference.setDate(year) }
    for date in part.first("pub-dates")?.children ?? [] where !date.line.isEmpty {
      var stated = StatedDate(date.line)
      if stated.year == nil, let year = reference.year {
        let whole = StatedDate("\(year) \(date.line)")
        if whole.month != nil { stated = whole }
      }
      if reference.date == nil,
        reference.year == nil || stated.year == reference.year
          || stated.year == nil
      {
        reference.setDate(stated.text)
      } else {
        reference.keep(date.line, as: "endnote_pub-dates")
      }
    }
  }

  private static func addURL(
    _ url: XMLElement, _ group: XMLElement, _ reference: inout Reference
  ) {
    for address in Identifier.addresses(url.text) {
      let isFile = address.hasPrefix("internal-pdf:") || address.hasPrefix("file:")
      if isFile {
        reference.keep(address, as: "endnote_pdf-urls")
      } else {
        reference.add(address, to: .urls)
      }
    }
  }

  private static func mapDOI(
    _ part: XMLElement, _ reference: inout Reference,
    _ warnings: inout [(message: String, place: SourcePlace)]
  ) {
    guard let text = part.line.nonEmpty else { return }
    guard let doi = Identifier.doi(text) else {
      warnings.append(
        ("'\(text)' is no DOI; it was kept as property endnote_\(part.name)", part.place))
      return reference.keep(text, as: "endnote_\(part.name)")
    }
    reference.offer(doi, for: .doi, else: "endnote_\(part.name)")
  }
}
