import PluginKit

/// The entries that others take fields from, by `crossref`: chapters from their book, papers from their
/// proceedings.
///
/// An entry has what its parent says and it does not say itself, as BibTeX has it. Where the types are
/// those of a part and a whole, the whole's title is the part's book title, as BibLaTeX has it (its
/// manual, appendix B). What identifies one work, and what sorts or labels an entry, is not passed on. A
/// parent may have a parent, and may stand anywhere in the file.
struct BibTeXParents {
  private var entries: [String: BibTeXEntry] = [:]

  /// Reads the entries of a text; none where no entry takes anything from another.
  init(_ text: DecodedText, _ places: TextPlaces) throws {
    guard Self.mentionsParents(text.bytes) else { return }
    var parser = BibTeXParser(text, places)
    var entries: [String: BibTeXEntry] = [:]
    try parser.read { entry in
      guard let key = entry.key?.lowercased(), entries[key] == nil else { return }
      entries[key] = entry
    } warn: { _, _ in
    } reject: { _, _ in
    }
    self.entries = entries
  }

  /// Whether `crossref` stands anywhere, in any letter case. Its first letter does not occur in it again.
  private static func mentionsParents(_ bytes: [UInt8]) -> Bool {
    let word = Array("crossref".utf8)
    var matched = 0
    for byte in bytes {
      let letter = byte | 0x20
      matched = letter == word[matched] ? matched + 1 : letter == word[0] ? 1 : 0
      if matched == word.count { return true }
    }
    return false
  }

  /// The entry with what it takes from its parents, and what is wrong with that.
  func completed(_ entry: BibTeXEntry) -> (entry: BibTeXEntry, problem: String?) {
    var completed = entry
    var current = entry
    var seen: Set<String> = [entry.key?.lowercased() ?? ""]
    while let key = current.first("crossref")?.singleSpaced.nonEmpty {
      guard seen.insert(key.lowercased()).inserted else {
        return (completed, "The entry takes fields from itself, by crossref '\(key)'")
      }
      guard let parent = entries[key.lowercased()] else {
        return (completed, "No entry has the key '\(key)', which crossref names")
      }
      completed.inherit(from: parent)
      current = parent
    }
    return (completed, nil)
  }
}

extension BibTeXEntry {
  /// What one entry says of itself alone.
  private static let own: Set<String> = [
    "crossref", "xref", "xdata", "ids", "entryset", "entrysubtype", "execute", "label", "options",
    "presort", "related", "relatedoptions", "relatedstring", "relatedtype", "shorthand",
    "shorthandintro", "sortkey", "sortname", "sortshorthand", "sorttitle", "sortyear", "key",
    "indextitle", "indexsorttitle", "shorttitle", "doi", "pmid", "pmcid", "pmc", "eprint",
    "eprinttype", "eprintclass", "archiveprefix", "primaryclass", "eid", "file", "pdf", "abstract",
    "pages", "timestamp", "owner", "date-added", "date-modified",
  ]
  private static let dates: Set<String> = ["date", "year", "month", "day"]

  /// Takes over from `parent` what is not stated here.
  fileprivate mutating func inherit(from parent: BibTeXEntry) {
    let renamed = names(inPartsOf: parent)
    let stated = Set(fields.map { $0.name.lowercased() })
    let hasDate = !stated.isDisjoint(with: Self.dates)
    for var field in parent.fields {
      let name = field.name.lowercased()
      if Self.own.contains(name) || (hasDate && Self.dates.contains(name)) { continue }
      if let new = renamed[name] {
        // BibTeX itself knows no other way than to state it twice.
        if parent.first(new) != nil { continue }
        field.name = new
      }
      if !stated.contains(field.name.lowercased()) { fields.append(field) }
    }
  }

  /// What the fields of `parent` that are its title are called in a part of it; none where the types are
  /// not those of a whole and a part.
  private func names(inPartsOf parent: BibTeXEntry) -> [String: String] {
    let prefix: String
    switch (parent.type.lowercased(), type.lowercased()) {
    case ("periodical", "article"), ("periodical", "suppperiodical"): prefix = "journal"
    case ("book", "inbook"), ("book", "bookinbook"), ("book", "suppbook"), ("book", "incollection"),
      ("collection", "incollection"), ("collection", "suppcollection"),
      ("reference", "inreference"), ("proceedings", "inproceedings"),
      ("proceedings", "conference"):
      prefix = "book"
    case ("mvbook", "book"), ("mvbook", "inbook"), ("mvbook", "bookinbook"),
      ("mvcollection", "collection"), ("mvcollection", "incollection"),
      ("mvproceedings", "proceedings"), ("mvproceedings", "inproceedings"),
      ("mvreference", "reference"), ("mvreference", "inreference"):
      prefix = "main"
    default: return [:]
    }
    return [
      "title": "\(prefix)title", "subtitle": "\(prefix)subtitle",
      "titleaddon": "\(prefix)titleaddon",
    ]
  }
}
