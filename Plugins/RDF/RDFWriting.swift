import ExchangeKit
import GraphModel
import PluginKit

/// The triples of a graph, one a line.
///
/// A relationship is a triple; one that has properties, or an equal beside it, is a statement of its own
/// as well (`rdf:Statement`), which the properties belong to.
struct RDFWriting {
  private(set) var report = ExportReport()
  private var iris: [Int: String] = [:]
  private var counts: [RDFTriple: Int] = [:]

  init(_ subject: ExportSubject) throws {
    var taken: Set<String> = []
    try subject.forEachNode { node, contents in
      // A node that came from RDF keeps its name.
      if case .text(let uri)? = contents.properties["uri"], Self.isIRI(uri.string),
        taken.insert(uri.string).inserted
      {
        iris[node.id] = uri.string
      }
    }
    try subject.forEachRelationship { _, contents in
      counts[triple(contents), default: 0] += 1
    }
  }

  /// What the names of nodes begin with that came from elsewhere, up to the colon.
  var schemes: Set<String> { Set(iris.values.map { String($0.prefix { $0 != ":" }) }) }

  private func iri(_ id: Int) -> String { iris[id] ?? "\(RDFName.base)node/\(id)" }

  private func triple(_ contents: Relationship.Contents) -> RDFTriple {
    RDFTriple(
      subject: .iri(iri(contents.start)),
      predicate: RDFName.predicate(ofType: contents.type.string), object: .iri(iri(contents.end)))
  }

  /// Whether `text` can stand between angle brackets as an absolute name.
  private static func isIRI(_ text: String) -> Bool {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), !text.hasPrefix(RDFName.base)
    else { return false }
    let scheme = text.utf8[..<colon]
    let isScheme =
      scheme.first.map { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) } ?? false
    return isScheme
      && scheme.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
          || [0x2B, 0x2D, 0x2E].contains($0)
      }
      && !text.unicodeScalars.contains {
        $0.value <= 0x20 || "<>\"{}|^`\\".unicodeScalars.contains($0)
      }
  }

  /// The triples of a node.
  mutating func node(_ id: Int, _ contents: Node.Contents) throws -> [RDFTriple] {
    report.nodes += 1
    let subject = RDFTerm.iri(iri(id))
    var triples = contents.labels.map {
      RDFTriple(
        subject: subject, predicate: RDFName.type, object: .iri(RDFName.type(ofLabel: $0.string)))
    }
    if contents.labels.isEmpty {
      triples.append(
        RDFTriple(
          subject: subject, predicate: RDFName.type, object: .iri("\(RDFName.base)Node")))
    }
    for (name, value) in contents.properties.entries {
      if name == "uri", iris[id] != nil { continue }
      triples.append(try triple(subject, name, value, of: "node \(id)"))
    }
    return triples
  }

  /// The triples of a relationship.
  mutating func relationship(
    _ id: Int, _ contents: Relationship.Contents
  ) throws -> [RDFTriple] {
    report.relationships += 1
    let whole = triple(contents)
    var triples = [whole]
    guard !contents.properties.isEmpty || counts[whole] != 1 else { return triples }
    let statement = RDFTerm.iri("\(RDFName.base)relationship/\(id)")
    for (name, term) in [
      ("type", RDFTerm.iri(RDFName.rdf + "Statement")), ("subject", whole.subject),
      ("predicate", .iri(whole.predicate)), ("object", whole.object),
    ] {
      triples.append(RDFTriple(subject: statement, predicate: RDFName.rdf + name, object: term))
    }
    for (name, value) in contents.properties.entries {
      triples.append(try triple(statement, name, value, of: "relationship \(id)"))
    }
    return triples
  }

  private mutating func triple(
    _ subject: RDFTerm, _ name: Text, _ value: Value, of element: String
  ) throws -> RDFTriple {
    let object: RDFTerm
    switch value {
    case .text(let text): object = .literal(text.string, datatype: nil, language: nil)
    case .boolean(let boolean):
      object = .literal(
        boolean ? "true" : "false", datatype: RDFName.xsd + "boolean", language: nil)
    case .integer(let integer):
      object = .literal(String(integer), datatype: RDFName.xsd + "integer", language: nil)
    case .float(let float):
      let text =
        float.isNaN
        ? "NaN" : float.isInfinite ? (float < 0 ? "-INF" : "INF") : Value.floatText(float)
      object = .literal(text, datatype: RDFName.xsd + "double", language: nil)
    case .date(let date) where date.isoText.utf8.count == 10:
      object = .literal(date.isoText, datatype: RDFName.xsd + "date", language: nil)
    default:
      report.note(
        "Lists, times, durations and points are literals of the datatype <\(RDFName.json)>, which "
          + "this program reads back")
      do {
        object = .literal(
          try AttributeType.json.text(of: value), datatype: RDFName.json, language: nil)
      } catch {
        throw ExportError(
          "The property '\(name)' of \(element) cannot be written: \(error.message)")
      }
    }
    return RDFTriple(
      subject: subject, predicate: RDFName.predicate(ofProperty: name.string), object: object)
  }
}

/// Writes triples as N-Triples, which are Turtle as well.
enum NTriplesText {
  /// A triple on a line of its own.
  static func line(_ triple: RDFTriple) -> String {
    "\(term(triple.subject)) <\(triple.predicate)> \(term(triple.object)) .\n"
  }

  static func term(_ term: RDFTerm) -> String {
    switch term {
    case .iri(let iri): return "<\(iri)>"
    case .blank(let label): return "_:\(label)"
    case .literal(let text, let datatype, let language):
      if let language { return "\(quoted(text))@\(language)" }
      return quoted(text) + (datatype.map { "^^<\($0)>" } ?? "")
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _
      where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
        || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
