import GraphModel
import PluginKit

/// Writes the references among the nodes of a graph as BibTeX, in UTF-8.
struct BibTeXExporter: GraphExporter {
  private let options: ReferenceExportOptions

  init(options: ReferenceExportOptions) { self.options = options }

  /// Writes every reference, by rising id of its node.
  func write(_ subject: ExportSubject, to output: some ExportSink) throws -> ExportReport {
    var collection = try ReferenceCollection(subject, label: options.labelText, format: "bibtex")
    var keys = ReferenceKeys(collection.references, isAllowed: Self.isKeyScalar)
    for reference in collection.references {
      let (key, isOwn) = keys.key(of: reference, isAllowed: Self.isKeyScalar)
      if !isOwn {
        collection.noteLoss(
          "keys that BibTeX cannot hold, or that occur twice, changed",
          example: reference.place.file)
      }
      var writer = BibTeXWriter(reference)
      writer.write(key)
      for loss in writer.losses { collection.noteLoss(loss, example: reference.place.file) }
      try output.write(collection.storable(writer.text, of: reference))
    }
    return collection.report
  }

  private static func isKeyScalar(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0x20 && !scalar.properties.isWhitespace
      && !"{}(),=\\\"#%~'@".unicodeScalars.contains(scalar)
  }
}

/// One reference as an entry of BibTeX.
private struct BibTeXWriter {
  private let reference: Reference
  private(set) var text = ""
  private(set) var losses: [String] = []
  /// The fields that the entry has, in lower case.
  private var fields: Set<String> = []

  init(_ reference: Reference) { self.reference = reference }

  mutating func write(_ key: String) {
    var type = TypeTable.bibTeX.type(of: reference)
    if type == nil, reference.kind == nil, let own = reference.type, Self.isWord(own) { type = own }
    if type == nil { losses.append("records without a type that BibTeX knows, written as misc") }
    if let kind = reference.kind, TypeTable.bibTeX.kind(of: type ?? "") != kind {
      losses.append("kinds that BibTeX has no type for (\(kind.rawValue))")
    }
    losses += reference.lossOfType(written: type ?? "misc")
    text += "@\(type ?? "misc"){\(key)"
    for (role, field) in [
      (NameRole.authors, "author"), (.editors, "editor"), (.translators, "translator"),
      (.collectionEditors, "collection_editors"), (.contributors, "contributors"),
    ] where !reference[role].isEmpty {
      put(field, BibTeXNames.field(reference[role]))
    }
    for field in TextField.allCases {
      if field == .issue { writeDate() }
      write(field)
    }
    writeLists()
    for extra in reference.extras { write(extra) }
    text += "\n}\n\n"
  }

  private mutating func write(_ field: TextField) {
    guard let value = reference[field] else { return }
    let name = BibTeXFields.name(of: field, in: reference.kind)
    if BibTeXFields.verbatim.contains(name) {
      putVerbatim(name, value)
    } else if BibTeXFields.titles.contains(field) {
      put(name, LaTeXWriter.title(singleSpaced(value)))
    } else if field == .pages {
      let parts = value.split(separator: "-", omittingEmptySubsequences: false)
      put(name, LaTeXWriter.escaped(singleSpaced(value)).replacingHyphens(parts.count == 2))
    } else {
      put(name, field == .abstract ? paragraphs(value) : LaTeXWriter.escaped(singleSpaced(value)))
    }
  }

  private mutating func writeDate() {
    let year = reference.year.map { "\($0)\(reference.yearSuffix ?? "")" }
    if let year { put("year", year) }
    guard let date = reference.date else { return }
    let stated = StatedDate(date)
    if !stated.isPartial, let month = stated.month, stated.year == reference.year {
      put("month", StatedDate.monthNames[month - 1].prefix(3), isMacro: true)
      if let day = stated.day { put("day", String(day)) }
    } else {
      put(year == nil ? "year" : "date", LaTeXWriter.escaped(singleSpaced(date)))
    }
  }

  private mutating func writeLists() {
    if let first = reference[.urls].first { putVerbatim("url", first) }
    if reference[.urls].count > 1 {
      let others = reference[.urls].dropFirst().map { LaTeXWriter.address(singleSpaced($0)) }
      put("urls", others.joined(separator: "\n    "))
    }
    putParagraphs("note", reference[.notes])
    putKeywords()
    for (field, name) in [(ListField.issn, "issn"), (.isbn, "isbn")] where !reference[field].isEmpty
    {
      put(name, reference[field].joined(separator: ", "))
    }
    putParagraphs("affiliation", reference[.addresses])
    putParagraphs("author_orcids", reference[.orcids])
    putParagraphs("author_affiliations", reference[.affiliations])
  }

  private mutating func putKeywords() {
    let words = reference[.keywords].flatMap { word in word.split(separator: ";").map(String.init) }
      .map { singleSpaced($0.trimmed) }.filter { !$0.isEmpty }
    if words.count != reference[.keywords].count {
      losses.append("keywords with a semicolon, parted there")
    }
    guard !words.isEmpty else { return }
    // With a comma in a keyword, semicolons part them; one at the end tells that they do.
    let hasComma = words.contains { $0.contains(",") }
    put(
      "keywords",
      LaTeXWriter.escaped(words.joined(separator: hasComma ? "; " : ", "))
        + (hasComma && words.count == 1 ? ";" : ""))
  }

  private mutating func putParagraphs(_ name: String, _ values: [String]) {
    guard !values.isEmpty else { return }
    put(name, values.map { paragraphs($0) }.joined(separator: "\n\n"))
  }

  private mutating func write(_ extra: Reference.Extra) {
    let name = extra.name
    guard Self.isWord(name) else {
      losses.append("properties that cannot be a field (\(extra.name))")
      return
    }
    if extra.values.count > 1 { losses.append("lists written as paragraphs (\(extra.name))") }
    if name.lowercased() == "file" || name.lowercased() == "pdf" {
      return putVerbatim(name, extra.texts.joined(separator: ";"))
    }
    put(name, extra.texts.map { paragraphs($0) }.joined(separator: "\n\n"))
  }

  /// Whether a text may be the name of a field or type: BibTeX takes more signs, but a reader such as
  /// bibtexparser then leaves the whole entry out.
  private static func isWord(_ text: String) -> Bool {
    func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    return text.utf8.first.map(isLetter) == true
      && text.utf8.allSatisfy {
        isLetter($0) || (0x30...0x39).contains($0) || "_-.+".utf8.contains($0)
      }
  }

  private mutating func singleSpaced(_ value: String) -> String {
    let result = value.singleSpaced
    if result != value { losses.append("ends of lines and double blanks in texts") }
    return result
  }

  private mutating func paragraphs(_ value: String) -> String {
    let parts = value.split(separator: "\n\n").map { String($0).singleSpaced }
      .filter { !$0.isEmpty }
    if parts.joined(separator: "\n\n") != value {
      losses.append("ends of lines and double blanks in texts")
    }
    return parts.map(LaTeXWriter.escaped).joined(separator: "\n\n")
  }

  private mutating func put(
    _ name: some StringProtocol, _ value: some StringProtocol, isMacro: Bool = false
  ) {
    guard !value.isEmpty else { return }
    // A field that an entry has twice is a fault to some readers.
    var field = "\(name)"
    var number = 1
    while !fields.insert(field.lowercased()).inserted {
      number += 1
      field = "\(name)-\(number)"
    }
    text += ",\n  \(field) = " + (isMacro ? "\(value)" : "{\(value)}")
  }

  /// An address as it stands; braces that are not in pairs would end the entry.
  private mutating func putVerbatim(_ name: String, _ value: String) {
    var depth = 0
    var isPaired = true
    for byte in value.utf8 {
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") { depth -= 1 }
      isPaired = isPaired && depth >= 0
    }
    let isPlain = depth == 0 && isPaired && ["file", "pdf"].contains(name.lowercased())
    put(name, isPlain ? singleSpaced(value) : LaTeXWriter.address(singleSpaced(value)))
  }
}

extension LaTeXWriter {
  /// An address with only those signs written out that would not be read as themselves.
  static func address(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "{": result += "\\textbraceleft{}"
      case "}": result += "\\textbraceright{}"
      case "\\": result += "\\textbackslash{}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension String {
  /// The one hyphen of a range as the dash of LaTeX.
  fileprivate func replacingHyphens(_ isRange: Bool) -> String {
    isRange ? split(separator: "-", omittingEmptySubsequences: false).joined(separator: "--") : self
  }
}
