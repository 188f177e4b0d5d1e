import PluginKit

extension FormatPlugin {
  /// PubMed's own format, also called MEDLINE and NBIB.
  public static let nbib = FormatPlugin(
    FormatInfo(
      name: "nbib", title: "PubMed (NBIB)",
      summary: "References as PubMed gives them, with PMID- and FAU -",
      extensions: ["nbib", "medline"], borrowedExtensions: ["txt", "ris"],
      signature: PubMedTags.recognizes, holds: .references),
    importing: .references(
      TaggedReader(format: .nbib) { PubMedTags.map($0, &$1) }, format: "nbib",
      title: "PubMed (NBIB)"))
}

extension TaggedFormat {
  static let nbib = TaggedFormat(
    title: "PubMed's format",
    line: { line in
      // Four characters, filled up with blanks, and a hyphen.
      guard line.count >= 5, line[line.startIndex + 4] == UInt8(ascii: "-") else { return nil }
      let tag = line.prefix(4)
      guard let first = tag.first, (0x41...0x5A).contains(first) else { return nil }
      let name = tag.prefix { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) }
      guard name.count >= 2, tag.dropFirst(name.count).allSatisfy({ $0 == 0x20 }) else {
        return nil
      }
      let rest = line.dropFirst(5)
      guard rest.isEmpty || rest.first == 0x20 else { return nil }
      return (String(decoding: name, as: UTF8.self), rest)
    },
    start: "PMID", example: "PMID- 12345678")
}

/// What the tags of PubMed say.
enum PubMedTags {
  private static let texts: [String: TextField] = [
    "TI": .title, "TT": .originalTitle, "VI": .volume, "IP": .issue, "JT": .containerTitle,
    "TA": .containerShort, "AB": .abstract, "PMC": .pmcid, "PB": .publisher,
    "CTI": .collectionTitle,
    "EN": .edition, "VTI": .section,
  ]

  /// Tags that no other format writes so.
  private static let own: Set<String> = [
    "PMID", "FAU", "FED", "AUID", "LID", "AID", "OWN", "STAT", "JID", "MHDA", "PHST", "PMCR",
  ]

  /// Whether the first lines have tags of PubMed.
  static func recognizes(_ head: FileHead) -> Bool {
    guard let text = try? DecodedText(Array(head.bytes), name: "", as: .utf8) else { return false }
    let lines = TextLines(text)
    return (0..<lines.count).contains { index in
      TaggedFormat.nbib.line(lines[index]).map { own.contains($0.tag) } ?? false
    }
  }

  static func map(
    _ record: TaggedRecord, _ reference: inout Reference
  ) -> [(message: String, line: Int)] {
    var warnings: [(message: String, line: Int)] = []
    // The person whom an address or an ORCID on the next lines is of.
    var person: (name: PersonName, tag: String)?
    for field in record.fields {
      let text = field.text
      if text.isEmpty { continue }
      let name = "nbib_\(field.tag)"
      switch field.tag {
      case "PMID":
        if let pmid = Identifier.pmid(text) {
          reference.offer(pmid, for: .pmid, else: name)
        } else {
          warnings.append(("'\(text)' is no number of PubMed; it was kept", field.line))
          reference.keep(text, as: name)
        }
      case "FAU", "FED":
        guard let found = PersonName(inverted: text) else { continue }
        reference[field.tag == "FAU" ? .authors : .editors].append(found)
        person = (found, field.tag)
      case "AU", "ED":
        // The short form of the name before it.
        if person?.tag == "F\(field.tag)" {
          person?.tag = field.tag
          continue
        }
        let found = short(text)
        reference[field.tag == "AU" ? .authors : .editors].append(found)
        person = (found, "")
      case "CN":
        let found = PersonName(corporate: text)
        reference[.authors].append(found)
        person = (found, "")
      case "AD":
        reference.add(person.map { "\($0.name.text): \(text)" } ?? text, to: .affiliations)
      case "AUID":
        if let person, let orcid = orcid(text) {
          reference.add("\(person.name.text): \(orcid)", to: .orcids)
        } else {
          reference.keep(text, as: name)
        }
      case "DP": reference.setDate(text)
      case "PG": reference.offer(text.normalizedRange, for: .pages, else: name)
      case "IS", "ISBN": reference.addSerials(text, else: name)
      case "LID", "AID": mapIdentifier(text, name, &reference)
      case "LA": reference.offer(text, for: .language, else: name)
      case "BTI":
        reference.offer(text, for: reference[.title] == nil ? .title : .containerTitle, else: name)
      case "MH", "OT":
        // The star of a major topic is kept with the terms as they stand.
        reference.add(text.replacing("*", with: ""), to: .keywords)
        if text.contains("*") { reference.keep(text, as: name) }
      case "PT": reference.keep(text, as: name)
      default:
        if let part = texts[field.tag] {
          reference.offer(text, for: part, else: name)
        } else {
          reference.keep(text, as: name)
        }
      }
    }
    setKind(record, &reference)
    return warnings
  }

  /// `Harden A` and `Harden A Jr`: the family name, then initials in capitals.
  static func short(_ text: String) -> PersonName {
    let words = text.split(separator: " ").map(String.init)
    let initials = words.lastIndex { word in
      word.utf8.count <= 4 && word.unicodeScalars.allSatisfy { $0.properties.isUppercase }
    }
    guard let initials, initials > 0 else { return PersonName(family: text) }
    return PersonName(
      family: words[..<initials].joined(separator: " "), given: words[initials],
      suffix: initials + 1 < words.count ? words[(initials + 1)...].joined(separator: " ") : nil)
  }

  private static func orcid(_ text: String) -> String? {
    guard text.uppercased().hasPrefix("ORCID") else { return nil }
    return Identifier.orcid(text)
  }

  private static func mapIdentifier(
    _ text: String, _ name: String, _ reference: inout Reference
  ) {
    // Others than PubMed do not say in brackets what it is.
    if text.hasSuffix("[doi]") || !text.contains("["), let doi = Identifier.doi(text),
      reference.offer(doi, for: .doi)
    {
      return
    }
    reference.keep(text, as: name)
  }

  private static func setKind(_ record: TaggedRecord, _ reference: inout Reference) {
    let types = record.all("PT")
    reference.type = types.first
    if types.contains("Preprint") {
      reference.kind = "article"
    } else if record.first("JT") != nil || record.first("TA") != nil {
      reference.kind = "article-journal"
    } else if record.first("BTI") != nil {
      reference.kind = record.first("TI") == nil ? "book" : "chapter"
    }
    if types.count == 1 { reference.dropExtra("nbib_PT") }
  }
}

extension Identifier {
  /// An ORCID in groups of four, without its address; nil where `text` has none.
  static func orcid(_ text: String) -> String? {
    let signs = text.uppercased().unicodeScalars.filter { ("0"..."9").contains($0) || $0 == "X" }
    guard signs.count >= 16 else { return nil }
    let digits = Array(signs.suffix(16))
    guard !digits.dropLast().contains("X") else { return nil }
    return stride(from: 0, to: 16, by: 4).map { start in
      String(String.UnicodeScalarView(digits[start..<(start + 4)]))
    }.joined(separator: "-")
  }
}
