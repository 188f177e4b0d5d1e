import PluginKit

/// Reads the triples of Turtle, and so of N-Triples, and of TriG.
struct RDFParser {
  private var scanner: RDFScanner
  private var prefixes: [String: String] = [:]
  private var base = ""
  private var blankCount = 0
  private var depth = 0
  private var graph: RDFTerm?
  /// Triples that were read and not handed out yet.
  private var ready: [(triple: RDFTriple, place: SourcePlace)] = []

  private static let depthLimit = 100

  init(_ text: DecodedText) { scanner = RDFScanner(text) }

  /// The triples of the next sentence; nil at the end.
  ///
  /// - Throws: ``ImportError`` where the text is none of the languages.
  mutating func next() throws -> [(triple: RDFTriple, place: SourcePlace)]? {
    ready = []
    while ready.isEmpty {
      scanner.skipBlanks()
      if scanner.peek() == nil {
        if graph != nil {
          throw scanner.error("The file ends within a graph", hint: "It lacks a '}'")
        }
        return nil
      }
      try sentence()
    }
    return ready
  }

  private mutating func sentence() throws {
    if graph != nil || isInDefaultGraph, scanner.take("}") {
      graph = nil
      isInDefaultGraph = false
      return
    }
    if scanner.peek() == UInt8(ascii: "@") {
      scanner.advance()
      try directive(endsWithPoint: true)
      return
    }
    for word in ["prefix", "base"] where scanner.take(word: word) {
      return try setDirective(word, endsWithPoint: false)
    }
    if graph == nil, scanner.take("{") {
      isInDefaultGraph = true
      return
    }
    let isNamed = scanner.take(word: "graph")
    let place = scanner.place
    let isList = scanner.peek() == UInt8(ascii: "[")
    let subject = try self.subject()
    if graph == nil, !isInDefaultGraph, scanner.take("{") {
      graph = subject
      return
    }
    if isNamed { throw scanner.error("Expected '{' behind the name of a graph") }
    scanner.skipBlanks()
    // A blank node with properties can be a sentence of its own.
    if !(isList && (scanner.peek() == UInt8(ascii: ".") || scanner.peek() == UInt8(ascii: "}"))) {
      try predicates(of: subject, at: place)
    }
    scanner.skipBlanks()
    if scanner.take(".") { return }
    let isInGraph = graph != nil || isInDefaultGraph
    guard isInGraph, scanner.peek() == UInt8(ascii: "}") else {
      throw scanner.error(
        "Expected '.' at the end of the sentence",
        hint: "Write ';' between properties of one subject, ',' between values of one property")
    }
  }

  private var isInDefaultGraph = false

  private mutating func directive(endsWithPoint: Bool) throws {
    for word in ["prefix", "base"] where scanner.take(word: word) {
      return try setDirective(word, endsWithPoint: endsWithPoint)
    }
    throw scanner.error("Expected @prefix or @base")
  }

  private mutating func setDirective(_ word: String, endsWithPoint: Bool) throws {
    scanner.skipBlanks()
    var name = ""
    if word == "prefix" {
      name = scanner.name()
      guard scanner.take(":") else { throw scanner.error("Expected ':' behind the prefix") }
      scanner.skipBlanks()
    }
    guard scanner.peek() == UInt8(ascii: "<") else { throw scanner.error("Expected a name in < >") }
    let iri = resolved(try scanner.bracketedIRI())
    if word == "prefix" { prefixes[name] = iri } else { base = iri }
    if endsWithPoint, !scanner.take(".") { throw scanner.error("Expected '.'") }
  }

  // MARK: Triples

  private mutating func add(
    _ subject: RDFTerm, _ predicate: String, _ object: RDFTerm, at place: SourcePlace
  ) {
    ready.append(
      (
        RDFTriple(subject: subject, predicate: predicate, object: object, graph: graph), place
      ))
  }

  private mutating func predicates(of subject: RDFTerm, at place: SourcePlace) throws {
    while true {
      scanner.skipBlanks()
      let predicate: String
      if scanner.peek() == UInt8(ascii: "a"), let after = scanner.peek(1),
        after <= 0x20 || after == UInt8(ascii: "<") || after == UInt8(ascii: "[")
      {
        scanner.advance()
        predicate = RDFName.type
      } else {
        predicate = try iri()
      }
      repeat {
        scanner.skipBlanks()
        let place = scanner.place
        add(subject, predicate, try object(), at: place)
      } while scanner.take(",")
      guard scanner.take(";") else { return }
      while scanner.take(";") {}
      scanner.skipBlanks()
      guard let byte = scanner.peek(), byte != UInt8(ascii: "."), byte != UInt8(ascii: "]"),
        byte != UInt8(ascii: "}")
      else { return }
    }
  }

  private mutating func subject() throws -> RDFTerm {
    scanner.skipBlanks()
    switch scanner.peek() {
    case UInt8(ascii: "["): return try blankWithProperties()
    case UInt8(ascii: "("): return try collection()
    case UInt8(ascii: "_"): return try blank()
    default: return .iri(try iri())
    }
  }

  private mutating func object() throws -> RDFTerm {
    scanner.skipBlanks()
    guard let byte = scanner.peek() else { throw scanner.error("The file ends within a sentence") }
    switch byte {
    case UInt8(ascii: "["): return try blankWithProperties()
    case UInt8(ascii: "("): return try collection()
    case UInt8(ascii: "_"): return try blank()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return try literal()
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "."):
      return try number()
    default:
      for word in ["true", "false"] where scanner.take(word: word) {
        return .literal(word, datatype: RDFName.xsd + "boolean", language: nil)
      }
      return .iri(try iri())
    }
  }

  private mutating func iri() throws -> String {
    scanner.skipBlanks()
    if scanner.peek() == UInt8(ascii: "<") { return resolved(try scanner.bracketedIRI()) }
    let place = scanner.place
    let prefix = scanner.name()
    guard scanner.peek() == UInt8(ascii: ":") else {
      throw ImportError(
        "Expected a name", at: place,
        hint: "Names stand in < >, or behind a prefix and a colon, as in cito:supports")
    }
    scanner.advance()
    guard let start = prefixes[prefix] else {
      throw ImportError(
        "The prefix '\(prefix):' is not declared", at: place,
        hint: "Write above: @prefix \(prefix): <http://…> .")
    }
    return start + scanner.name(withColons: true)
  }

  private mutating func blank() throws -> RDFTerm {
    guard scanner.peek(1) == UInt8(ascii: ":") else { return .iri(try iri()) }
    scanner.advance(2)
    let label = scanner.name()
    guard !label.isEmpty else { throw scanner.error("Expected a label behind '_:'") }
    return .blank(label)
  }

  private mutating func newBlank() -> RDFTerm {
    blankCount += 1
    // No label of a file can have a blank in it.
    return .blank("made \(blankCount)")
  }

  private mutating func enter() throws {
    depth += 1
    if depth > Self.depthLimit {
      throw scanner.error("Brackets are nested deeper than \(Self.depthLimit)")
    }
  }

  private mutating func blankWithProperties() throws -> RDFTerm {
    let place = scanner.place
    try enter()
    defer { depth -= 1 }
    scanner.advance()
    let node = newBlank()
    if scanner.take("]") { return node }
    try predicates(of: node, at: place)
    guard scanner.take("]") else { throw scanner.error("Expected ']'") }
    return node
  }

  private mutating func collection() throws -> RDFTerm {
    let place = scanner.place
    try enter()
    defer { depth -= 1 }
    scanner.advance()
    var items: [RDFTerm] = []
    while !scanner.take(")") {
      guard scanner.peek() != nil else { throw scanner.error("The file ends within a list") }
      items.append(try object())
    }
    var rest = RDFTerm.iri(RDFName.rdf + "nil")
    for item in items.reversed() {
      let node = newBlank()
      add(node, RDFName.rdf + "first", item, at: place)
      add(node, RDFName.rdf + "rest", rest, at: place)
      rest = node
    }
    return rest
  }

  private mutating func literal() throws -> RDFTerm {
    let text = try scanner.quoted()
    if scanner.peek() == UInt8(ascii: "@") {
      scanner.advance()
      let language = scanner.name()
      guard !language.isEmpty else { throw scanner.error("Expected a language behind '@'") }
      return .literal(text, datatype: nil, language: language)
    }
    if scanner.peek() == UInt8(ascii: "^"), scanner.peek(1) == UInt8(ascii: "^") {
      scanner.advance(2)
      return .literal(text, datatype: try iri(), language: nil)
    }
    return .literal(text, datatype: nil, language: nil)
  }

  private mutating func number() throws -> RDFTerm {
    let place = scanner.place
    var bytes: [UInt8] = []
    while let byte = scanner.peek() {
      let isDigit = (0x30...0x39).contains(byte)
      let isPoint =
        byte == UInt8(ascii: ".") && scanner.peek(1).map { (0x30...0x39).contains($0) } ?? false
      guard isDigit || isPoint || [0x2B, 0x2D, 0x45, 0x65].contains(byte) else { break }
      bytes.append(byte)
      scanner.advance()
    }
    let text = String(decoding: bytes, as: UTF8.self)
    guard Double(text) != nil else {
      throw ImportError("'\(text)' is no number", at: place)
    }
    let isDouble = text.contains("e") || text.contains("E")
    let type = isDouble ? "double" : text.contains(".") ? "decimal" : "integer"
    return .literal(text, datatype: RDFName.xsd + type, language: nil)
  }

  /// A name in relation to the base, where it is no whole one.
  private func resolved(_ iri: String) -> String { RDFName.resolved(iri, against: base) }
}
