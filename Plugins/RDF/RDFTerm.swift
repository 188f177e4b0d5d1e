import GraphModel

/// What stands in a triple.
enum RDFTerm: Hashable {
  case iri(String)
  /// A node without a name, by the label that the file or its reader gave it.
  case blank(String)
  case literal(String, datatype: String?, language: String?)
}

/// A statement, and the graph that it stands in.
struct RDFTriple: Hashable {
  var subject: RDFTerm
  var predicate: String
  var object: RDFTerm
  var graph: RDFTerm?
}

/// The vocabularies that graphs and RDF are translated by.
enum RDFName {
  static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  static let xsd = "http://www.w3.org/2001/XMLSchema#"
  static let cito = "http://purl.org/spar/cito/"
  static let skos = "http://www.w3.org/2004/02/skos/core#"
  static let type = rdf + "type"
  /// The datatype of values that are JSON with tags.
  static let json = "urn:dolen:json"
  /// What names begin with that this program makes.
  static let base = "urn:dolen:"

  /// Relationship types that are terms of CiTO.
  private static let ofCiTO: Set<String> = [
    "agreesWith", "cites", "citesAsAuthority", "citesAsDataSource", "citesAsEvidence",
    "citesAsRelated", "citesForInformation", "confirms", "containsAssertionFrom", "contests",
    "corrects", "credits", "critiques", "disagreesWith", "discusses", "disputes", "documents",
    "extends", "isCitedBy", "isSupportedBy", "obtainsBackgroundFrom", "obtainsSupportFrom",
    "qualifies", "refutes", "repliesTo", "retracts", "reviews", "supports", "updates",
    "usesConclusionsFrom", "usesDataFrom", "usesMethodIn",
  ]
  /// Relationship types that are terms of SKOS.
  private static let ofSKOS: Set<String> = [
    "broadMatch", "broader", "broaderTransitive", "closeMatch", "exactMatch", "hasTopConcept",
    "inScheme", "mappingRelation", "member", "narrowMatch", "narrower", "narrowerTransitive",
    "related", "relatedMatch", "semanticRelation", "topConceptOf",
  ]
  /// Properties that are terms of SKOS.
  private static let propertiesOfSKOS: Set<String> = [
    "altLabel", "changeNote", "definition", "editorialNote", "example", "hiddenLabel",
    "historyNote", "notation", "note", "prefLabel", "scopeNote",
  ]
  private static let classesOfSKOS: Set<String> = ["Collection", "Concept", "ConceptScheme"]

  /// The predicate of a relationship type: `SUPPORTS` is `cito:supports`.
  static func predicate(ofType type: String) -> String {
    if let term = camel(type) {
      if ofCiTO.contains(term) { return cito + term }
      if ofSKOS.contains(term) { return skos + term }
    }
    return "\(base)type/\(encoded(type))"
  }

  /// The predicate of a property.
  static func predicate(ofProperty name: String) -> String {
    propertiesOfSKOS.contains(name) ? skos + name : "\(base)property/\(encoded(name))"
  }

  /// The class of a label.
  static func type(ofLabel label: String) -> String {
    classesOfSKOS.contains(label) ? skos + label : "\(base)label/\(encoded(label))"
  }

  /// The relationship type that a predicate means.
  static func type(of predicate: String) -> String {
    for (vocabulary, terms) in [(cito, ofCiTO), (skos, ofSKOS)]
    where predicate.hasPrefix(vocabulary) {
      let term = String(predicate.dropFirst(vocabulary.utf8.count))
      if terms.contains(term) { return snake(term) }
    }
    return local(predicate, own: "type/")
  }

  /// The property that a predicate means.
  static func property(of predicate: String) -> String { local(predicate, own: "property/") }

  /// The label that a class means.
  static func label(of type: String) -> String { local(type, own: "label/") }

  /// The last part of a name, which people call it by.
  private static func local(_ iri: String, own: String) -> String {
    let prefix = base + own
    if iri.hasPrefix(prefix) { return String(iri.dropFirst(prefix.utf8.count)).percentDecoded }
    guard let cut = iri.lastIndex(where: { $0 == "#" || $0 == "/" || $0 == ":" }) else {
      return iri
    }
    let name = iri[iri.index(after: cut)...]
    return name.isEmpty ? iri : String(name).percentDecoded
  }

  /// A name in relation to the base, where it is no whole one.
  ///
  /// Only what files need day to day: fragments, paths within and from the root of the base.
  static func resolved(_ iri: String, against base: String) -> String {
    if base.isEmpty || iri.prefix(while: { $0 != "/" && $0 != "#" }).contains(":") { return iri }
    let whole = base.prefix { $0 != "#" }
    if iri.isEmpty { return String(whole) }
    if iri.hasPrefix("#") { return String(whole) + iri }
    if let scheme = whole.firstRange(of: "://") {
      let afterScheme = whole[scheme.upperBound...]
      let root = whole[..<(afterScheme.firstIndex(of: "/") ?? whole.endIndex)]
      if iri.hasPrefix("//") { return String(whole[..<scheme.lowerBound]) + ":" + iri }
      if iri.hasPrefix("/") { return String(root) + iri }
      guard let slash = afterScheme.lastIndex(of: "/") else { return String(root) + "/" + iri }
      return String(whole[...slash]) + iri
    }
    return String(whole) + iri
  }

  /// `DISAGREES_WITH` as `disagreesWith`; nil for what is not written so.
  private static func camel(_ type: String) -> String? {
    guard
      type.utf8.allSatisfy({ (0x41...0x5A).contains($0) || $0 == 0x5F }), !type.hasPrefix("_"),
      !type.hasSuffix("_"), !type.contains("__")
    else { return nil }
    let words = type.lowercased().split(separator: "_")
    guard let first = words.first else { return nil }
    let rest = words.dropFirst().map { String($0.prefix(1)).uppercased() + String($0.dropFirst()) }
    return String(first) + rest.joined()
  }

  private static func snake(_ term: String) -> String {
    term.map { $0.isUppercase ? "_\($0)" : $0.uppercased() }.joined()
  }

  /// `text` with all but letters, digits, `-`, `.`, `_` and `~` as percent signs and numbers.
  static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte) || [0x2D, 0x2E, 0x5F, 0x7E].contains(byte)
      if isPlain {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return result
  }
}
