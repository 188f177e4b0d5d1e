import PluginKit

extension FormatPlugin {
  /// Web of Science's field-tagged format.
  public static let webOfScience = FormatPlugin(
    FormatInfo(
      name: "wos", title: "Web of Science",
      summary: "References as Web of Science gives them as plain text, with PT and UT",
      extensions: ["ciw", "isi"], borrowedExtensions: ["txt", "ris"],
      signature: WebOfScienceTags.recognizes, holds: .references),
    importing: .references(
      TaggedReader(format: .webOfScience) { WebOfScienceTags.map($0, &$1) }, format: "wos",
      title: "Web of Science"))
}

extension TaggedFormat {
  static let webOfScience = TaggedFormat(
    title: "Web of Science's format",
    line: { line in
      guard line.count >= 2 else { return nil }
      let (first, second) = (line[line.startIndex], line[line.startIndex + 1])
      guard (0x41...0x5A).contains(first),
        (0x41...0x5A).contains(second) || (0x30...0x39).contains(second),
        line.count == 2 || line[line.startIndex + 2] == 0x20
      else { return nil }
      return (String(decoding: line.prefix(2), as: UTF8.self), line.dropFirst(2))
    },
    start: "PT", end: "ER", ignored: ["FN", "VR", "EF"], example: "PT J")
}

/// What the tags of Web of Science say.
enum WebOfScienceTags {
  private static let texts: [String: TextField] = [
    "TI": .title, "SO": .containerTitle, "JI": .containerShort, "SE": .collectionTitle,
    "VL": .volume, "IS": .issue, "AR": .articleNumber, "AB": .abstract, "LA": .language,
    "PU": .publisher, "PI": .publisherPlace, "CT": .eventTitle, "CL": .eventPlace,
    "UT": .accessionNumber, "DT": .genre, "PG": .numberOfPages, "FT": .originalTitle,
  ]

  static func recognizes(_ head: FileHead) -> Bool {
    guard let text = try? DecodedText(Array(head.bytes), name: "", as: .utf8) else { return false }
    let lines = TextLines(text)
    let tags = (0..<min(lines.count, 40)).compactMap {
      TaggedFormat.webOfScience.line(lines[$0])
    }
    if let first = tags.first, first.tag == "FN" { return true }
    // Two letters may begin any line; a record has its type in one letter, and authors next.
    return tags.contains { $0.tag == "PT" && $0.value.trimmedText.utf8.count == 1 }
      && tags.contains { ["AU", "TI", "UT", "CA"].contains($0.tag) }
  }

  static func map(
    _ record: TaggedRecord, _ reference: inout Reference
  ) -> [(message: String, line: Int)] {
    var warnings: [(message: String, line: Int)] = []
    reference.type = record.first("PT")
    reference.kind = kind(record)
    mapNames(record, &reference)
    if let year = record.first("PY") { reference.setDate(year) }
    if let day = record.first("PD"), let year = reference.year {
      let whole = StatedDate("\(year) \(day)")
      if whole.month != nil {
        reference.setDate(whole.text)
      } else {
        reference.keep(day, as: "wos_PD")
      }
    }
    for field in record.fields where !field.text.isEmpty {
      let text = field.text
      let name = "wos_\(field.tag)"
      switch field.tag {
      case "PT", "PY", "AU", "AF", "CA", "GP", "BA", "BF", "BE", "ED", "BP", "EP": break
      case "PD": if reference.year == nil { reference.keep(text, as: name) }
      case "DE", "ID":
        for word in text.split(separator: ";") { reference.add(String(word), to: .keywords) }
      case "CR": reference.keep(list: field.lines, as: name)
      case "C1": for line in field.lines { reference.add(line, to: .addresses) }
      case "OI":
        for part in text.split(separator: ";") {
          let sides = part.split(separator: "/")
          if sides.count == 2, let orcid = Identifier.orcid(String(sides[1])) {
            reference.add("\(String(sides[0]).trimmed): \(orcid)", to: .orcids)
          } else {
            reference.keep(String(part), as: name)
          }
        }
      case "SN", "EI", "BN": reference.addSerials(text, else: name)
      case "DI":
        guard let doi = Identifier.doi(text) else {
          warnings.append(("'\(text)' is no DOI; it was kept as property \(name)", field.line))
          reference.keep(text, as: name)
          continue
        }
        reference.offer(doi, for: .doi, else: name)
      case "PM": reference.offer(Identifier.pmid(text) ?? text, for: .pmid, else: name)
      case "J9" where record.first("JI") == nil:
        reference.offer(text, for: .containerShort, else: name)
      default:
        if let part = texts[field.tag] {
          reference.offer(text, for: part, else: name)
        } else {
          reference.keep(text, as: name)
        }
      }
    }
    mapPages(record, &reference)
    return warnings
  }

  /// Full names stand in AF, in the order of the short ones in AU; not every record has them.
  private static func mapNames(_ record: TaggedRecord, _ reference: inout Reference) {
    func names(_ tag: String) -> [PersonName] {
      record.fields.filter { $0.tag == tag }.flatMap(\.lines).flatMap { line in
        line.split(separator: ";").compactMap { PersonName(inverted: String($0)) }
      }
    }
    func fuller(_ full: String, _ short: String) -> [PersonName] {
      let (fulls, shorts) = (names(full), names(short))
      return fulls.count >= shorts.count ? fulls : shorts
    }
    reference[.authors] = fuller("AF", "AU")
    if reference[.authors].isEmpty { reference[.authors] = fuller("BF", "BA") }
    for tag in ["CA", "GP"] {
      for text in record.fields.filter({ $0.tag == tag }).map(\.text) where !text.isEmpty {
        reference[.authors].append(PersonName(corporate: text))
      }
    }
    reference[.editors] = names("BE").isEmpty ? names("ED") : names("BE")
  }

  private static func kind(_ record: TaggedRecord) -> ReferenceKind? {
    let document = record.first("DT")?.lowercased() ?? ""
    if document.contains("proceedings paper"), record.first("PT") != "J" {
      return "paper-conference"
    }
    switch record.first("PT") {
    case "J": return "article-journal"
    case "B": return document.contains("chapter") || record.first("SO") != nil ? "chapter" : "book"
    case "S": return "chapter"
    case "P": return "patent"
    case "C": return "paper-conference"
    case "D": return "dataset"
    default: return nil
    }
  }

  private static func mapPages(_ record: TaggedRecord, _ reference: inout Reference) {
    let (start, end) = (record.first("BP"), record.first("EP"))
    guard let start else {
      reference[.pages] = end
      return
    }
    reference[.pages] = end == nil || end == start ? start.normalizedRange : "\(start)-\(end ?? "")"
  }
}
