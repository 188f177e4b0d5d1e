import GraphModel
import PluginKit

/// Writes the references among the nodes of a graph as RIS.
struct RISExporter: GraphExporter {
  private let options: ReferenceExportOptions

  init(options: ReferenceExportOptions) { self.options = options }

  /// Writes every reference, by rising id of its node.
  func write(_ subject: ExportSubject, to output: some ExportSink) throws -> ExportReport {
    var collection = try ReferenceCollection(subject, label: options.labelText, format: "ris")
    for reference in collection.references {
      var writer = RISWriter(reference)
      writer.write()
      for loss in writer.losses { collection.noteLoss(loss, example: reference.place.file) }
      try output.write(collection.storable(writer.text, of: reference))
    }
    return collection.report
  }
}

/// How references are written; the same for every format of references.
struct ReferenceExportOptions: FormatOptions {
  /// The label of the nodes that are references.
  var label = "Study"

  static let list: [FormatOption<ReferenceExportOptions>] = [
    .text("label", \.label, "LABEL", "The label of the nodes that are references")
  ]

  var labelText: Text { Text(label) }
}

/// One reference as RIS.
struct RISWriter {
  private let reference: Reference
  private(set) var text = ""
  private(set) var losses: [String] = []
  private var written: Set<TextField> = []

  init(_ reference: Reference) { self.reference = reference }

  mutating func write() {
    var type = TypeTable.ris.type(of: reference)
    if type == nil, reference.kind == nil, let own = reference.type, RISLine.isType(own) {
      type = own
    }
    if type == nil { losses.append("records without a type that RIS knows, written as GEN") }
    if let kind = reference.kind, TypeTable.ris.kind(of: type ?? "") != kind {
      losses.append("kinds that RIS has no type for (\(kind.rawValue))")
    }
    losses += reference.lossOfType(written: type ?? "GEN")
    line("TY", type ?? "GEN")
    if let key = reference.key { line("ID", key) }
    writeNames()
    write(.title, "TI")
    write(.shortTitle, "ST")
    write(.translatedTitle, "TT")
    write(.originalTitle, "OP")
    writeContainer()
    writeDate()
    for (tag, field) in [("VL", TextField.volume), ("IS", .issue)] { write(field, tag) }
    writePages()
    for (tag, field) in RISTags.texts where tag != "PP" && tag != "Y2" { write(field, tag) }
    if reference.kind == "paper-conference" { write(.eventTitle, "C3") }
    write(.accessed, "Y2")
    write(.abstract, "AB")
    for keyword in reference[.keywords] {
      let parts = keyword.split(separator: ";").map { String($0).trimmed }.filter { !$0.isEmpty }
      if parts.count > 1 { losses.append("keywords with a semicolon, parted there") }
      for part in parts { line("KW", part) }
    }
    for one in reference[.issn] + reference[.isbn] { line("SN", one) }
    write(.doi, "DO")
    if let pmid = reference[.pmid] { line("N1", "PMID: \(pmid)") }
    if let pmcid = reference[.pmcid] { line("N1", "PMCID: \(pmcid)") }
    written.formUnion([.pmid, .pmcid])
    for url in reference[.urls] { line("UR", url) }
    for address in reference[.addresses] { line("AD", address) }
    for note in reference[.notes] {
      lines("N1", note.split(whereSeparator: \.isNewline).map(String.init))
    }
    writeExtras()
    text += "ER  - \n\n"
    noteUnwritten()
  }

  private mutating func writeNames() {
    let tags: [(String, NameRole)] = [
      ("AU", .authors), ("A2", .editors), ("A3", .collectionEditors), ("A4", .translators),
    ]
    for (tag, role) in tags {
      for name in reference[role] {
        if name.isCorporate {
          // A comma at the end tells an organisation whose name has a comma.
          let hasComma = name.family.contains(",")
          if !hasComma { losses.append("marks of organisations among names") }
          line(tag, withoutSemicolons(hasComma ? "\(name.family)," : name.family))
        } else {
          line(tag, withoutSemicolons(name.text))
        }
      }
    }
    if !reference[.contributors].isEmpty { losses.append("contributors left out") }
  }

  /// A semicolon would part the name into two.
  private mutating func withoutSemicolons(_ name: String) -> String {
    guard name.utf8.contains(UInt8(ascii: ";")) else { return name }
    losses.append("semicolons in names, written as commas")
    // Read and written once more, so that commas in a row are those of a name.
    let text = name.replacing(";", with: ",")
    return PersonName(inverted: text)?.text ?? text
  }

  private mutating func writeContainer() {
    // A second title beside that of the journal, as EBSCO has it, keeps its tag.
    let isTaken =
      !reference.extra("T2").isEmpty || !reference.extra("JO").isEmpty
      || reference.kind?.isWhole ?? false
    write(.containerTitle, isTaken ? "JF" : "T2")
    write(.containerShort, "J2")
    write(.collectionTitle, "T3")
  }

  private mutating func writeDate() {
    if let year = reference.year {
      line("PY", StatedDate.padded(year, 4) + (reference.yearSuffix ?? ""))
    }
    guard let date = reference.date else { return }
    let stated = StatedDate(date)
    if stated.isPartial || stated.month == nil {
      line(reference.year == nil ? "PY" : "DA", date)
    } else {
      let parts = date.split(separator: "-").map(String.init)
      line("DA", (parts + ["", "", ""]).prefix(4).joined(separator: "/"))
    }
  }

  private mutating func writePages() {
    if let pages = reference[.pages] {
      let parts = pages.normalizedRange.split(separator: "-", omittingEmptySubsequences: false)
        .map { String($0).trimmed }
      if parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, parts[0] != parts[1],
        !pages.contains(","), parts.allSatisfy({ $0.utf8.contains { (0x30...0x39).contains($0) } })
      {
        line("SP", parts[0])
        line("EP", parts[1])
      } else {
        line("SP", pages)
      }
      written.insert(.pages)
    } else if reference.kind?.isWhole ?? false {
      write(.numberOfPages, "SP")
    }
  }

  private mutating func writeExtras() {
    for extra in reference.extras {
      let tag = extra.name.utf8
      guard tag.count == 2, RISLine(Array("\(extra.name)  - ".utf8)[...], indent: 0) != nil,
        extra.name != "TY", extra.name != "ER"
      else {
        losses.append("properties that RIS has no tag for (\(extra.name))")
        continue
      }
      for value in extra.texts { line(extra.name, value) }
    }
  }

  private mutating func noteUnwritten() {
    for field in TextField.allCases where reference[field] != nil && !written.contains(field) {
      losses.append("properties that RIS has no tag for (\(field.rawValue))")
    }
    for field in [ListField.orcids, .affiliations] where !reference[field].isEmpty {
      losses.append("properties that RIS has no tag for (\(field.rawValue))")
    }
  }

  private mutating func write(_ field: TextField, _ tag: String) {
    guard let value = reference[field], written.insert(field).inserted else { return }
    line(tag, value)
  }

  /// One tag; paragraphs of its text are parted by empty lines.
  private mutating func line(_ tag: String, _ value: String) {
    var paragraphs: [String] = []
    for part in value.split(separator: "\n\n") { paragraphs.append(String(part).singleSpaced) }
    if paragraphs.count < 2 || !RISTags.running.contains(tag)
      || !paragraphs.allSatisfy(Self.isPlain)
    {
      if value.singleSpaced != value { losses.append("ends of lines and double blanks in texts") }
      paragraphs = [value.singleSpaced]
    }
    put(tag, paragraphs.joined(separator: "\n\n"))
  }

  /// One tag whose text keeps its lines.
  private mutating func lines(_ tag: String, _ lines: [String]) {
    guard lines.allSatisfy(Self.isPlain) else {
      return line(tag, lines.joined(separator: " "))
    }
    put(tag, lines.map(\.trimmed).filter { !$0.isEmpty }.joined(separator: "\n"))
  }

  private mutating func put(_ tag: String, _ value: String) {
    if !value.isEmpty { text += "\(tag)  - \(value)\n" }
  }

  /// Whether a line is no tag by its looks, and no number of a record.
  private static func isPlain(_ line: String) -> Bool {
    RISLine(Array(line.utf8)[...], indent: .max) == nil && !line.isDigits
  }
}
