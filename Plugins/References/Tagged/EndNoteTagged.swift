import PluginKit

extension FormatPlugin {
  /// EndNote's tagged format, which begins records with `%0`, and refer, from which it comes, which parts
  /// them by empty lines.
  public static let enw = FormatPlugin(
    FormatInfo(
      name: "enw", title: "EndNote tagged",
      summary: "References as EndNote and Google Scholar give them, with %0 and %T",
      extensions: ["enw"], borrowedExtensions: ["ris", "txt", "enl", "refer"],
      signature: { TaggedFormat.enw.recognizes($0) }, holds: .references),
    importing: .references(
      TaggedReader(format: .enw) { EndNoteTags.map($0, &$1) }, format: "enw",
      title: "EndNote tagged"))
}

extension TaggedFormat {
  static let enw = TaggedFormat(
    title: "EndNote's tagged format",
    line: { line in
      guard line.first == UInt8(ascii: "%"), line.count >= 2 else { return nil }
      let sign = line[line.startIndex + 1]
      let rest = line.dropFirst(2)
      guard sign > 0x20, sign < 0x7F, rest.first == 0x20 || rest.first == 0x09 || rest.isEmpty
      else {
        return nil
      }
      return ("%" + String(Unicode.Scalar(sign)), rest)
    },
    start: "%0", hasParagraphs: true,
    once: ["%0", "%T", "%D", "%J", "%V", "%N", "%P", "%R", "%F", "%M"], leading: ["%A", "%T"],
    example: "%0 Journal Article")
}

/// What the tags of EndNote say.
enum EndNoteTags {
  private static let texts: [String: TextField] = [
    "%T": .title, "%!": .shortTitle, "%Q": .translatedTitle, "%V": .volume, "%N": .issue,
    "%I": .publisher, "%C": .publisherPlace, "%X": .abstract, "%G": .language,
    "%L": .callNumber, "%M": .accessionNumber, "%W": .databaseProvider, "%~": .database,
    "%7": .edition, "%6": .numberOfVolumes, "%9": .genre, "%&": .section,
  ]

  private static let names: [String: NameRole] = [
    "%A": .authors, "%E": .editors, "%H": .translators, "%Y": .collectionEditors,
  ]

  static func map(
    _ record: TaggedRecord, _ reference: inout Reference
  ) -> [(message: String, line: Int)] {
    var warnings: [(message: String, line: Int)] = []
    reference.type = record.first("%0")
    reference.kind = reference.type.flatMap { TypeTable.endNote.kind(of: $0) }
    if let type = reference.type, reference.kind == nil {
      warnings.append(
        ("The type '\(type)' is none of EndNote's; it was kept", record.fields[0].line))
    }
    if let date = record.first("%D") { reference.setDate(date) }
    for field in record.fields {
      let text = field.text
      if text.isEmpty || field.tag == "%0" { continue }
      let name = "enw_\(field.tag.dropFirst())"
      if let role = names[field.tag] {
        for line in field.lines {
          for part in line.split(separator: ";") {
            if let person = PersonName(inverted: String(part)) { reference[role].append(person) }
          }
        }
      } else if let part = texts[field.tag] {
        reference.offer(part == .abstract ? text : text.singleSpaced, for: part, else: name)
      } else {
        map(field, text, name, &reference, &warnings)
      }
    }
    reference.takeDOIFromAddresses()
    return warnings
  }

  private static func map(
    _ field: TaggedRecord.Field, _ text: String, _ name: String, _ reference: inout Reference,
    _ warnings: inout [(message: String, line: Int)]
  ) {
    switch field.tag {
    case "%D":
      if StatedDate(text).year != reference.year { reference.keep(text, as: name) }
    case "%8": mapDate(text, &reference)
    case "%F":
      if reference.key == nil { reference.key = text } else { reference.keep(text, as: name) }
    case "%J": reference.offer(text, for: .containerTitle, else: name)
    case "%B":
      let isSeries = reference.kind?.isWhole ?? false
      reference.offer(text, for: isSeries ? .collectionTitle : .containerTitle, else: name)
    case "%S": reference.offer(text, for: .collectionTitle, else: name)
    case "%P":
      let isCount = reference.kind?.isWhole ?? false && !text.contains("-")
      reference.offer(text.normalizedRange, for: isCount ? .numberOfPages : .pages, else: name)
    case "%K":
      for line in field.lines {
        for word in line.split(separator: ";") { reference.add(String(word), to: .keywords) }
      }
    case "%@": reference.addSerials(text, else: name)
    case "%U": for one in Identifier.addresses(text) { reference.add(one, to: .urls) }
    case "%Z": reference.add(field.linedText, to: .notes)
    case "%+": reference.add(text, to: .addresses)
    case "%[": reference.offer(StatedDate(text).text, for: .accessed, else: name)
    case "%R":
      guard let doi = Identifier.doi(text) else {
        warnings.append(("'\(text)' is no DOI; it was kept as property \(name)", field.line))
        return reference.keep(text, as: name)
      }
      reference.offer(doi, for: .doi, else: name)
    default: reference.keep(text, as: name)
    }
  }

  /// `%8` is a day, with or without its year.
  private static func mapDate(_ text: String, _ reference: inout Reference) {
    let stated = StatedDate(text)
    if stated.year == nil, let year = reference.year {
      let whole = StatedDate("\(year) \(text)")
      if whole.month != nil { return reference.setDate(whole.text) }
    }
    if let year = stated.year, let before = reference.year, year != before {
      return reference.keep(text, as: "enw_8")
    }
    let before = reference.date
    reference.setDate(text)
    if let before, stated.saysMore, before != stated.text { reference.keep(text, as: "enw_8") }
  }
}

extension TypeTable {
  /// The types of EndNote, in its tagged format and its XML.
  static let endNote = TypeTable(types: [
    ("Journal Article", "article-journal"), ("Electronic Article", "article-journal"),
    ("Magazine Article", "article-magazine"), ("Newspaper Article", "article-newspaper"),
    ("Book", "book"), ("Edited Book", "book"), ("Electronic Book", "book"), ("Serial", "book"),
    ("Catalog", "book"), ("Book Section", "chapter"), ("Electronic Book Section", "chapter"),
    ("Conference Paper", "paper-conference"), ("Conference Proceedings", "paper-conference"),
    ("Conference Proceeding", "paper-conference"), ("Report", "report"),
    ("Government Document", "report"), ("Thesis", "thesis"), ("Web Page", "webpage"),
    ("Blog", "post-weblog"), ("Multimedia", "document"), ("Unpublished Work", "manuscript"),
    ("Manuscript", "manuscript"), ("Dataset", "dataset"), ("Online Database", "dataset"),
    ("Aggregated Database", "dataset"), ("Computer Program", "software"),
    ("Standard", "standard"), ("Patent", "patent"), ("Case", "legal_case"),
    ("Statute", "legislation"), ("Legal Rule or Regulation", "regulation"), ("Bill", "bill"),
    ("Hearing", "hearing"), ("Personal Communication", "personal_communication"),
    ("Interview", "interview"), ("Map", "map"), ("Artwork", "graphic"),
    ("Audiovisual Material", "motion_picture"), ("Film or Broadcast", "motion_picture"),
    ("Chart or Table", "figure"), ("Figure", "figure"), ("Equation", "figure"),
    ("Music", "musical_score"), ("Pamphlet", "pamphlet"), ("Dictionary", "entry-dictionary"),
    ("Encyclopedia", "entry-encyclopedia"), ("Ancient Text", "classic"),
    ("Classical Work", "classic"), ("Preprint", "article"), ("Press Release", "article"),
    ("Generic", "document"), ("Grant", "document"), ("Discussion Forum", "post"),
    ("Social Media", "post"), ("Podcast", "song"), ("Television Episode", "broadcast"),
  ])
}
