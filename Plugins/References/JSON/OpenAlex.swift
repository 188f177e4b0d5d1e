import GraphModel
import PluginKit

extension FormatPlugin {
  /// Works of OpenAlex.
  public static let openAlex = FormatPlugin(
    FormatInfo(
      name: "openalex", title: "OpenAlex works",
      summary: "Works as the service OpenAlex answers with, one or many",
      extensions: ["openalex.json", "openalex.jsonl"],
      borrowedExtensions: ["json", "jsonl", "ndjson"],
      signature: { JSONReferences.kind(of: $0) == .openAlex }, holds: .references),
    importing: .references(OpenAlexReader(), format: "openalex", title: "OpenAlex works"))
}

/// Reads works of OpenAlex: one, a list, an answer with `results`, or one a line.
struct OpenAlexReader: ReferenceReader {
  func read(
    _ source: ImportSource, encoding: CharacterEncoding?,
    _ give: (ReferenceEvent) throws -> Void
  ) throws {
    try JSONReferences.read(source, encoding, within: ["results"], named: "OpenAlex") {
      work, place in
      var reference = Reference(at: place)
      OpenAlexWork.map(work, &reference)
      try give(reference.isEmpty ? .empty(place) : .reference(reference))
    } reject: { error, text in
      try give(.fault(error, text: text))
    }
  }
}

/// What a work of OpenAlex says.
private enum OpenAlexWork {
  private static let texts: [String: TextField] = ["title": .title, "language": .language]

  static func map(_ work: MapValue, _ reference: inout Reference) {
    if let id = work["id"].flatMap(JSONReferences.text) {
      let short = id.split(separator: "/").last.map(String.init) ?? id
      reference[.openAlexID] = short
      reference.key = short
    }
    reference.type = (work["type"] ?? work["type_crossref"]).flatMap(JSONReferences.text)
    reference.kind = kind(work)
    if let date = work["publication_date"].flatMap(JSONReferences.text) { reference.setDate(date) }
    if let year = work["publication_year"].flatMap(JSONReferences.text) { reference.setDate(year) }
    for (key, value) in work.entries where !value.isNull { map(key.string, value, &reference) }
  }

  private static func kind(_ work: MapValue) -> ReferenceKind? {
    let names = ["type_crossref", "type"].compactMap { work[Text($0)].flatMap(JSONReferences.text) }
    for name in names {
      // `article` is any article here, but a preprint in CSL.
      if name == "article" { return "article-journal" }
      if let kind = TypeTable.csl.kind(of: name) { return kind }
      if ReferenceKind.isKnown(name) { return ReferenceKind(rawValue: name) }
    }
    return nil
  }

  private static func map(_ key: String, _ value: Value, _ reference: inout Reference) {
    if let field = texts[key], let text = JSONReferences.text(value) {
      return reference.offer(text.singleSpaced, for: field, else: "openalex_\(key)")
    }
    switch (key, value) {
    case ("id", _), ("type", _), ("publication_date", _), ("publication_year", _): return
    case ("display_name", _):
      if let text = JSONReferences.text(value) {
        reference.offer(text.singleSpaced, for: .title, else: "openalex_display_name")
      }
    case ("doi", _):
      guard let text = JSONReferences.text(value) else { return }
      if let doi = Identifier.doi(text), reference.offer(doi, for: .doi) { return }
      reference.keep(text, as: "openalex_doi")
    case ("ids", .map(let ids)): mapIdentifiers(ids, &reference)
    case ("authorships", .list(let list)): mapAuthors(list, &reference)
    case ("biblio", .map(let biblio)): mapPages(biblio, &reference)
    case ("primary_location", .map(let location)): mapLocation(location, &reference)
    case ("abstract_inverted_index", .map(let index)): reference[.abstract] = abstract(index)
    case ("keywords", .list(let list)):
      for word in list.compactMap(name) { reference.add(word, to: .keywords) }
    case ("topics", .list(let list)), ("concepts", .list(let list)), ("mesh", .list(let list)):
      for word in list.compactMap(name) { reference.keep(word, as: "openalex_\(key)") }
    case ("referenced_works", .list(let list)), ("related_works", .list(let list)):
      for work in list.compactMap(JSONReferences.text) {
        reference.keep(
          work.split(separator: "/").last.map(String.init) ?? work, as: "openalex_\(key)")
      }
    default: for one in JSONReferences.kept(value) { reference.keep(one, as: "openalex_\(key)") }
    }
  }

  /// The name of an object: of a keyword, a topic, a heading of MeSH.
  private static func name(_ value: Value) -> String? {
    guard case .map(let map) = value else { return JSONReferences.text(value) }
    let name = map["display_name"] ?? map["keyword"] ?? map["descriptor_name"]
    guard let text = name.flatMap(JSONReferences.text) else { return nil }
    return text + (map["qualifier_name"].flatMap(JSONReferences.text).map { "/\($0)" } ?? "")
  }

  private static func mapIdentifiers(_ ids: MapValue, _ reference: inout Reference) {
    for (key, value) in ids.entries {
      guard let text = JSONReferences.text(value) else { continue }
      switch key.string {
      case "openalex": break
      case "doi":
        if let doi = Identifier.doi(text), reference.offer(doi, for: .doi) { continue }
        reference.keep(text, as: "openalex_doi")
      case "pmid": reference[.pmid] = Identifier.pmid(text) ?? text
      case "pmcid": reference[.pmcid] = Identifier.pmcid(text) ?? text
      default: reference.keep(text, as: "openalex_\(key)")
      }
    }
  }

  /// The names as a work shows them; where the family name ends, it does not say.
  private static func mapAuthors(_ list: [Value], _ reference: inout Reference) {
    for case .map(let authorship) in list {
      guard case .map(let author)? = authorship["author"],
        let name = (author["display_name"] ?? authorship["raw_author_name"])
          .flatMap(JSONReferences.text),
        let person = PersonName(inverted: name.singleSpaced)
      else { continue }
      reference[.authors].append(person)
      if let orcid = author["orcid"].flatMap(JSONReferences.text).flatMap(Identifier.orcid) {
        reference.add("\(person.text): \(orcid)", to: .orcids)
      }
      if let id = author["id"].flatMap(JSONReferences.text) {
        reference.keep(
          "\(person.text): \(id.split(separator: "/").last.map(String.init) ?? id)",
          as: "openalex_author_ids")
      }
      if case .list(let institutions)? = authorship["institutions"] {
        for place in institutions.compactMap(self.name) {
          reference.add("\(person.text): \(place)", to: .affiliations)
        }
      }
    }
  }

  private static func mapPages(_ biblio: MapValue, _ reference: inout Reference) {
    func text(_ key: Text) -> String? { biblio[key].flatMap(JSONReferences.text) }
    reference[.volume] = text("volume")
    reference[.issue] = text("issue")
    let pages = [text("first_page"), text("last_page")].compactMap { $0 }
    if !pages.isEmpty {
      reference[.pages] =
        pages.count == 2 && pages[0] == pages[1] ? pages[0] : pages.joined(separator: "-")
    }
  }

  private static func mapLocation(_ location: MapValue, _ reference: inout Reference) {
    for key: Text in ["landing_page_url", "pdf_url"] {
      if let url = location[key].flatMap(JSONReferences.text) { reference.add(url, to: .urls) }
    }
    guard case .map(let source)? = location["source"] else { return }
    reference[.containerTitle] = source["display_name"].flatMap(JSONReferences.text)
    reference[.publisher] = source["host_organization_name"].flatMap(JSONReferences.text)
    if case .list(let list)? = source["issn"] {
      for one in list.compactMap(JSONReferences.text) {
        reference.addSerials(one, else: "openalex_issn")
      }
    }
  }

  /// The text whose words the index has with their places.
  private static func abstract(_ index: MapValue) -> String? {
    var words: [(place: Int, word: String)] = []
    for (word, places) in index.entries {
      guard case .list(let places) = places else { continue }
      for case .integer(let place) in places { words.append((place, word.string)) }
    }
    return words.sorted { $0.place < $1.place }.map(\.word).joined(separator: " ").nonEmpty
  }
}
