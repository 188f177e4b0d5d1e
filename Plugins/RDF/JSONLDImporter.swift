import ExchangeKit
import GraphModel
import PluginKit

/// Reads JSON-LD 1.1 as the triples that it says.
struct JSONLDImporter: GraphImporter {
  /// How to read JSON-LD.
  struct Options: FormatOptions {
    var rdf = RDFImporter.Options()
    /// A file whose context stands in for those that are on other computers.
    var context = ""

    static let list: [FormatOption<Options>] = [
      .text("uri", \.rdf.uri, "PROPERTY", "Takes the IRIs of nodes; empty: they are left out"),
      .text(
        "graph", \.rdf.graph, "PROPERTY",
        "Takes the named graph that a relationship stands in; empty: it is left out"),
      .nodeKey(\.rdf.key),
      .text(
        "context", \.context, "FILE",
        "Stands in for contexts on other computers, from which nothing is loaded"),
    ]
  }

  private let options: Options

  init(options: Options) { self.options = options }

  /// Reads every triple, then hands on nodes in the order in which they were met.
  func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    let text = try DecodedText(source, limit: Self.limit, parts: .quoted, warning: &sink)
    if text.bytes.allSatisfy({ $0 <= 0x20 }) { return }
    let file = SourcePlace(text.name, line: 1)
    let document = try Self.json(text.bytes, file)
    var given: Value?
    if !options.context.isEmpty {
      let place = SourcePlace(options.context, line: 1)
      given = try Self.json(try InputFile.bytes(of: options.context), place)
      if case .map(let map)? = given, let context = map["@context"] { given = context }
    }
    var reading = JSONLDReading()
    let place = JSONLDPlace(file: file)
    switch document {
    case .map, .list:
      try reading.read(
        document, JSONLDContext(KnownContexts(given: given)), in: nil, at: place)
    default:
      throw place.error(
        "The document is of type \(document.typeName)",
        hint: "JSON-LD is an object, or a list of them")
    }
    for warning in reading.warnings { sink.warn(warning, at: file) }
    if reading.graph.isEmpty, let warning = reading.warnings.first {
      throw ImportError(
        "Nothing of the file says anything as JSON-LD: \(warning)", at: file,
        hint:
          "Give what its members mean by -O context=FILE, or name the format that the file is of "
          + "by --format")
    }
    try reading.graph.write(to: &sink, options.rdf)
  }

  /// The longest document, which is read as a whole, in bytes.
  private static let limit = 256 << 20

  private static func json(_ bytes: [UInt8], _ place: SourcePlace) throws(ImportError) -> Value {
    do {
      return try JSONReader(tags: .ignore).value(of: bytes)
    } catch {
      throw ImportError(
        "The JSON is not valid: \(error.message)",
        at: SourcePlace(place.file, line: error.line, column: error.column))
    }
  }
}

/// The triples of a document (*JSON-LD 1.1 Processing Algorithms and API*, sections 5.1, 7 and 8).
private struct JSONLDReading {
  var graph = RDFGraph()
  private(set) var warnings: [String] = []
  private var said: Set<String> = []
  private var blankCount = 0

  /// Names that no node of the document can have.
  private mutating func blank() -> RDFTerm {
    blankCount += 1
    return .blank("anonymous \(blankCount)")
  }

  private mutating func warn(_ text: String) {
    if said.insert(text).inserted { warnings.append(text) }
  }

  private mutating func add(
    _ subject: RDFTerm, _ predicate: String, _ object: RDFTerm, in name: RDFTerm?,
    at place: JSONLDPlace
  ) {
    graph.add(
      RDFTriple(subject: subject, predicate: predicate, object: object, graph: name),
      at: place.file)
  }

  /// Reads nodes that stand by themselves.
  mutating func read(
    _ value: Value, _ context: JSONLDContext, in name: RDFTerm?, at place: JSONLDPlace
  ) throws {
    switch value {
    case .list(let list):
      for (index, item) in list.enumerated() {
        try read(item, context, in: name, at: place[index])
      }
    case .map(let map): _ = try node(map, context, in: name, at: place)
    default: break
    }
  }

  // MARK: Nodes

  /// Reads an object that is a node, and says what it is called.
  private mutating func node(
    _ map: MapValue, _ outer: JSONLDContext, in name: RDFTerm?, at place: JSONLDPlace
  ) throws -> RDFTerm? {
    var context = outer
    if let local = map["@context"] { try context.add(local, at: place["@context"]) }
    let base = context
    // Contexts of classes hold for what is said of a node of theirs, in the order of their names.
    let types = map.entries.filter { context.iri($0.key.string) == "@type" }
    for name in types.flatMap({ Self.items($0.value).compactMap(\.scalarText) }).sorted() {
      if let scoped = base[name]?.scoped { try context.add(scoped, at: place) }
    }
    var members: [(key: String, iri: String, value: Value)] = []
    for (key, value) in map.entries where key != "@context" {
      guard let iri = context.iri(key.string), iri.hasPrefix("@") || iri.contains(":") else {
        warn("Members such as '\(key)', of which no context says what they mean, were left out")
        continue
      }
      members.append((key.string, iri, value))
    }
    let subject = try subject(members, context, place)
    let isOnlyGraph = members.allSatisfy { ["@graph", "@id"].contains($0.iri) }
    for (key, iri, value) in members {
      let place = place[key]
      switch iri {
      case "@id", "@index": break
      case "@type":
        for item in Self.items(value) {
          guard case .text(let type) = item, let iri = context.iri(type.string) else { continue }
          add(subject, RDFName.type, .iri(context.reference(iri)), in: name, at: place)
        }
      case "@graph":
        // At the top of a document without a name, it is the document's own graph.
        let hasName = members.contains { $0.iri == "@id" }
        try read(value, context, in: isOnlyGraph && !hasName ? name : subject, at: place)
      case "@included": try read(value, context, in: name, at: place)
      case "@reverse":
        guard case .map(let reversed) = value else { continue }
        for (key, value) in reversed.entries {
          guard let iri = context.iri(key.string), iri.contains(":") else { continue }
          try reverse(value, subject, iri, key.string, context, in: name, at: place[key.string])
        }
      case _ where iri.hasPrefix("@"):
        warn("Members '\(iri)' were left out")
      default:
        if context[key]?.isReverse == true {
          try reverse(value, subject, iri, key, context, in: name, at: place)
        } else {
          try property(value, subject, iri, key, context, in: name, at: place)
        }
      }
    }
    return subject
  }

  private mutating func subject(
    _ members: [(key: String, iri: String, value: Value)], _ context: JSONLDContext,
    _ place: JSONLDPlace
  ) throws -> RDFTerm {
    guard let id = members.first(where: { $0.iri == "@id" }) else { return blank() }
    guard case .text(let text) = id.value else {
      throw place[id.key].error(
        "The name of a node is a text, and this is of type \(id.value.typeName)",
        hint: "Write an IRI in quotes")
    }
    return Self.term(context.reference(text.string))
  }

  private static func term(_ name: String) -> RDFTerm {
    name.hasPrefix("_:") ? .blank(String(name.dropFirst(2))) : .iri(name)
  }

  private static func items(_ value: Value) -> [Value] {
    if case .list(let list) = value { return list }
    return [value]
  }

  private mutating func reverse(
    _ value: Value, _ object: RDFTerm, _ predicate: String, _ key: String,
    _ context: JSONLDContext, in name: RDFTerm?, at place: JSONLDPlace
  ) throws {
    for item in Self.items(value) {
      guard let subject = try term(of: item, key, context, in: name, at: place) else { continue }
      if case .literal = subject {
        throw place.error(
          "A reversed property has a value that is no node", hint: "Write {\"@id\": \"…\"}")
      }
      add(subject, predicate, object, in: name, at: place)
    }
  }

  // MARK: Values

  private mutating func property(
    _ value: Value, _ subject: RDFTerm, _ predicate: String, _ key: String,
    _ outer: JSONLDContext, in name: RDFTerm?, at place: JSONLDPlace
  ) throws {
    var context = outer
    let term = outer[key]
    if let scoped = term?.scoped { try context.add(scoped, at: place) }
    let containers = term?.containers ?? []
    if term?.type == "@json" {
      return add(subject, predicate, try Self.json(value, place), in: name, at: place)
    }
    if case .map(let map) = value, !containers.isDisjoint(with: ["@language", "@index", "@id"]),
      !map.entries.keys.contains(where: { $0.string.hasPrefix("@") && $0 != "@none" })
    {
      for (key, value) in map.entries {
        for item in Self.items(value) {
          let object: RDFTerm?
          if containers.contains("@language"), case .text(let text) = item {
            let language = key == "@none" ? nil : key.string.lowercased()
            object = .literal(text.string, datatype: nil, language: language)
          } else if containers.contains("@id"), case .map(var map) = item {
            map["@id"] = map["@id"] ?? .text(key)
            object = try node(map, context, in: name, at: place[key.string])
          } else {
            object = try self.term(of: item, key.string, context, term, in: name, at: place)
          }
          if let object { add(subject, predicate, object, in: name, at: place) }
        }
      }
      return
    }
    if containers.contains("@list"), !Self.isObject(value, with: "@list") {
      let list = try list(Self.items(value), context, term, in: name, at: place)
      return add(subject, predicate, list, in: name, at: place)
    }
    for (index, item) in Self.items(value).enumerated() {
      if case .map(let map) = item, let set = Self.member("@set", of: map, context) {
        for value in Self.items(set) {
          if let object = try self.term(of: value, key, context, term, in: name, at: place) {
            add(subject, predicate, object, in: name, at: place)
          }
        }
      } else if let object = try self.term(
        of: item, key, context, term, in: name, at: place[index])
      {
        add(subject, predicate, object, in: name, at: place)
      }
    }
  }

  private static func isObject(_ value: Value, with key: Text) -> Bool {
    if case .map(let map) = value { return map[key] != nil }
    return false
  }

  /// The member of an object that is the keyword, by that name or another for it.
  private static func member(
    _ keyword: String, of map: MapValue, _ context: JSONLDContext
  ) -> Value? {
    map.entries.first { context.iri($0.key.string) == keyword }?.value
  }

  private mutating func list(
    _ items: [Value], _ context: JSONLDContext, _ term: JSONLDContext.Term?, in name: RDFTerm?,
    at place: JSONLDPlace
  ) throws -> RDFTerm {
    var cells: [RDFTerm] = []
    for (index, item) in items.enumerated() {
      let place = place[index]
      guard let object = try self.term(of: item, "", context, term, in: name, at: place) else {
        continue
      }
      let cell = blank()
      if let last = cells.last { add(last, RDFName.rdf + "rest", cell, in: name, at: place) }
      add(cell, RDFName.rdf + "first", object, in: name, at: place)
      cells.append(cell)
    }
    let end = RDFTerm.iri(RDFName.rdf + "nil")
    guard let first = cells.first, let last = cells.last else { return end }
    add(last, RDFName.rdf + "rest", end, in: name, at: place)
    return first
  }

  private mutating func term(
    of value: Value, _ key: String, _ context: JSONLDContext, in name: RDFTerm?,
    at place: JSONLDPlace
  ) throws -> RDFTerm? {
    try term(of: value, key, context, context[key], in: name, at: place)
  }

  /// What a value says; nil for null.
  private mutating func term(
    of value: Value, _ key: String, _ context: JSONLDContext, _ term: JSONLDContext.Term?,
    in name: RDFTerm?, at place: JSONLDPlace
  ) throws -> RDFTerm? {
    switch value {
    case .null: return nil
    case .list(let items): return try list(items, context, term, in: name, at: place)
    case .map(let map):
      var context = context
      if let local = map["@context"] { try context.add(local, at: place) }
      if let value = Self.member("@value", of: map, context) {
        return try literal(value, map, context, place)
      }
      if let value = Self.member("@list", of: map, context) {
        return try list(Self.items(value), context, term, in: name, at: place)
      }
      return try node(map, context, in: name, at: place)
    case .text(let text):
      switch term?.type {
      case "@id": return Self.term(context.reference(text.string))
      case "@vocab": return Self.term(context.reference(context.iri(text.string) ?? text.string))
      case "@none", nil:
        let language = term?.language ?? context.language
        return .literal(text.string, datatype: nil, language: language.isEmpty ? nil : language)
      case let datatype?: return .literal(text.string, datatype: datatype, language: nil)
      }
    default:
      let datatype = term?.type.flatMap { $0.hasPrefix("@") ? nil : $0 }
      return try Self.literal(value, datatype, place)
    }
  }

  private mutating func literal(
    _ value: Value, _ map: MapValue, _ context: JSONLDContext, _ place: JSONLDPlace
  ) throws -> RDFTerm? {
    let type = Self.member("@type", of: map, context)?.scalarText
    if type == "@json" { return try Self.json(value, place) }
    let datatype = type.map { context.iri($0) ?? $0 }
    if case .text(let text) = value {
      let language = Self.member("@language", of: map, context)?.scalarText?.lowercased()
      return .literal(text.string, datatype: datatype, language: language)
    }
    if value.isNull { return nil }
    return try Self.literal(value, datatype, place)
  }

  private static func literal(
    _ value: Value, _ datatype: String?, _ place: JSONLDPlace
  ) throws -> RDFTerm {
    switch value {
    case .boolean(let boolean):
      return .literal(
        boolean ? "true" : "false", datatype: datatype ?? RDFName.xsd + "boolean", language: nil)
    case .integer(let integer):
      return .literal(
        String(integer), datatype: datatype ?? RDFName.xsd + "integer", language: nil)
    case .float(let float):
      return .literal(
        Value.floatText(float), datatype: datatype ?? RDFName.xsd + "double", language: nil)
    default:
      throw place.error(
        "What is of type \(value.typeName) is no value",
        hint: "Write a text, a number, true or false")
    }
  }

  private static func json(_ value: Value, _ place: JSONLDPlace) throws -> RDFTerm {
    .literal(
      try AttributeType.json.text(of: value), datatype: RDFName.rdf + "JSON", language: nil)
  }
}
