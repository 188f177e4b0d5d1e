import GraphModel
import PluginKit

/// What the names in a document of JSON-LD mean (JSON-LD 1.1, section 4.1; *Processing Algorithms and
/// API*, sections 4 and 5.2).
struct JSONLDContext {
  /// What a name stands for, and how its values are read.
  struct Term {
    /// The IRI, or a keyword; nil for a name that means nothing.
    var iri: String?
    /// `@id`, `@vocab`, `@json`, `@none` or a datatype.
    var type: String?
    var containers: Set<String> = []
    /// The language of texts: nil where that of the context holds, empty for none.
    var language: String?
    var isReverse = false
    /// A context that holds within values.
    var scoped: Value?
  }

  private var terms: [String: Term] = [:]
  private var vocabulary = ""
  private(set) var base = ""
  private(set) var language = ""
  private let contexts: KnownContexts

  /// A context that says nothing.
  init(_ contexts: KnownContexts) { self.contexts = contexts }

  subscript(name: String) -> Term? { terms[name] }

  /// Takes in what a document says.
  ///
  /// - Throws: `ImportError` where it is no context, or lies on another computer.
  mutating func add(_ local: Value, at place: JSONLDPlace) throws {
    switch local {
    case .null: self = JSONLDContext(contexts)
    case .list(let list):
      for (index, item) in list.enumerated() { try add(item, at: place[index]) }
    case .text(let address):
      let known = try contexts.context(at: address.string, place)
      try add(known, at: place)
    case .map(let map): try add(map, at: place)
    default:
      throw place.error(
        "A context is an object, and this is of type \(local.typeName)",
        hint: "Write {\"@context\": {\"name\": \"http://…\"}}")
    }
  }

  private mutating func add(_ map: MapValue, at place: JSONLDPlace) throws {
    if let address = map["@import"] {
      try add(address, at: place["@import"])
    }
    if let value = map["@base"] { base = resolved(try Self.text(value, place["@base"]) ?? "") }
    if let value = map["@vocab"] {
      let text = try Self.text(value, place["@vocab"]) ?? ""
      vocabulary = text.isEmpty ? "" : iri(text) ?? text
    }
    if let value = map["@language"] {
      language = try Self.text(value, place["@language"])?.lowercased() ?? ""
    }
    var defining: Set<Text> = []
    for name in map.entries.keys where !name.string.hasPrefix("@") {
      try define(name, map, &defining, place)
    }
  }

  /// Takes in the definition of a name; those that it uses come before it.
  private mutating func define(
    _ name: Text, _ map: MapValue, _ defining: inout Set<Text>, _ place: JSONLDPlace
  ) throws {
    guard let definition = map[name] else { return }
    let place = place[name.string]
    guard defining.insert(name).inserted else {
      // What is defined already, or is being defined and so means itself.
      return
    }
    var term = Term()
    switch definition {
    case .null: break
    case .text(let id): term.iri = try expanded(id, in: map, &defining, place, of: name)
    case .map(let parts):
      if let value = parts["@reverse"] {
        term.isReverse = true
        term.iri = try Self.text(value, place).flatMap {
          try expanded(Text($0), in: map, &defining, place, of: name)
        }
      } else if let value = parts["@id"] {
        term.iri = try Self.text(value, place).flatMap {
          try expanded(Text($0), in: map, &defining, place, of: name)
        }
      } else {
        term.iri = try expanded(name, in: map, &defining, place, of: name)
      }
      if let value = parts["@type"], let text = try Self.text(value, place) {
        term.type = try expanded(Text(text), in: map, &defining, place, of: name)
      }
      switch parts["@container"] {
      case .text(let container)?: term.containers = [container.string]
      case .list(let list)?: term.containers = Set(list.compactMap(\.scalarText))
      default: break
      }
      if let value = parts["@language"] {
        term.language = try Self.text(value, place)?.lowercased() ?? ""
      }
      term.scoped = parts["@context"]
    default:
      throw place.error(
        "A name is defined by a text or an object, and this is of type \(definition.typeName)",
        hint: "Write \"\(name)\": \"http://…\", or {\"@id\": \"http://…\", \"@type\": \"@id\"}")
    }
    terms[name.string] = term
  }

  private mutating func expanded(
    _ text: Text, in map: MapValue, _ defining: inout Set<Text>, _ place: JSONLDPlace,
    of name: Text
  ) throws -> String? {
    let word = text.string
    let prefix = Text(String(word.prefix { $0 != ":" }))
    for used in [text, prefix] where used != name && map[used] != nil {
      try define(used, map, &defining, place)
    }
    if text == name {
      // The name itself: in the vocabulary, or a short form of its own.
      return compact(word)
        ?? (word.contains(":") ? word : vocabulary.isEmpty ? nil : vocabulary + word)
    }
    return iri(word)
  }

  // MARK: Names

  /// The IRI or keyword that a name of a property, class or datatype stands for; nil where nothing says
  /// it.
  func iri(_ name: String) -> String? {
    if name.hasPrefix("@") { return name }
    if let term = terms[name] { return term.iri }
    if let short = compact(name) { return short }
    if name.contains(":") { return name }
    return vocabulary.isEmpty ? nil : vocabulary + name
  }

  /// The IRI of a node, which `name` names in relation to the document.
  func reference(_ name: String) -> String { compact(name) ?? resolved(name) }

  /// `cito:supports` written in full; nil where there is no such prefix.
  private func compact(_ name: String) -> String? {
    guard let colon = name.firstIndex(of: ":") else { return nil }
    let rest = name[name.index(after: colon)...]
    guard !rest.hasPrefix("//"), let start = terms[String(name[..<colon])]?.iri,
      !start.hasPrefix("@")
    else { return nil }
    return start + rest
  }

  private func resolved(_ name: String) -> String { RDFName.resolved(name, against: base) }

  private static func text(_ value: Value, _ place: JSONLDPlace) throws -> String? {
    switch value {
    case .null: return nil
    case .text(let text): return text.string
    default:
      throw place.error(
        "A text was expected, and this is of type \(value.typeName)",
        hint: "Write an IRI, or a name for one")
    }
  }
}

/// Contexts that documents name by an address. None is ever loaded from there.
struct KnownContexts {
  /// What the user gives in place of contexts that are elsewhere.
  let given: Value?

  /// Addresses whose contexts are, as far as names go, one vocabulary.
  private static let vocabularies: [(address: String, vocabulary: String)] = [
    ("schema.org", "http://schema.org/"),
    ("schema.org/docs/jsonldcontext.jsonld", "http://schema.org/"),
    ("schema.org/docs/jsonldcontext.json", "http://schema.org/"),
    ("w3id.org/ro/crate/1.0/context", "http://schema.org/"),
    ("w3id.org/ro/crate/1.1/context", "http://schema.org/"),
    ("w3id.org/ro/crate/1.2/context", "http://schema.org/"),
    ("www.w3.org/2004/02/skos/core", RDFName.skos),
    ("purl.org/spar/cito", RDFName.cito),
  ]

  /// The context at an address.
  ///
  /// - Throws: `ImportError` where it is not known, with what to do.
  func context(at address: String, _ place: JSONLDPlace) throws(ImportError) -> Value {
    var name = address
    for scheme in ["https://", "http://"] where name.hasPrefix(scheme) {
      name = String(name.dropFirst(scheme.utf8.count))
    }
    while name.hasSuffix("/") || name.hasSuffix("#") { name.removeLast() }
    if let known = Self.vocabularies.first(where: { $0.address == name }) {
      return .map([
        "@vocab": .string(known.vocabulary), "schema": "http://schema.org/",
        "skos": .string(RDFName.skos), "cito": .string(RDFName.cito),
        "id": "@id", "type": "@type",
      ])
    }
    guard let given else {
      throw place.error(
        "The context '\(address.prefix(200))' lies on another computer, and nothing is loaded from there",
        hint:
          "Save it as a file and name that, as in -O context=context.jsonld, or put its contents "
          + "in the place of its address")
    }
    return given
  }
}

/// A place in a document: the path of names and numbers that leads to it (RFC 6901).
struct JSONLDPlace {
  let file: SourcePlace
  var path = ""

  subscript(name: String) -> JSONLDPlace {
    let escaped = name.replacing("~", with: "~0").replacing("/", with: "~1")
    return JSONLDPlace(file: file, path: path + "/" + escaped.prefix(100))
  }

  subscript(index: Int) -> JSONLDPlace {
    JSONLDPlace(file: file, path: "\(path)/\(index)")
  }

  func error(_ message: String, hint: String) -> ImportError {
    ImportError("\(path.isEmpty ? "" : "At \(path): ")\(message)", at: file, hint: hint)
  }
}
