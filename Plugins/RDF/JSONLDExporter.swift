import GraphModel
import PluginKit

/// Writes JSON-LD 1.1: an object for each node and each statement, under a context that stands in the
/// file.
///
/// Source: *JSON-LD 1.1*, W3C Recommendation, 16 July 2020.
struct JSONLDExporter: GraphExporter {
  init(options: NoOptions) {}

  /// Writes every node, then every relationship, by rising id.
  func write(_ subject: ExportSubject, to output: some ExportSink) throws -> ExportReport {
    var writing = try RDFWriting(subject)
    var objects = JSONLDObjects(besides: writing.schemes)
    try output.write(objects.head)
    try subject.forEachNode { node, contents in
      try output.write(try objects.text(of: try writing.node(node.id, contents)))
    }
    try subject.forEachRelationship { relationship, contents in
      try output.write(try objects.text(of: try writing.relationship(relationship.id, contents)))
    }
    try output.write("\n]}\n")
    return writing.report
  }
}

/// Triples as the objects of a document.
private struct JSONLDObjects {
  /// Prefixes, but those that are the scheme of a name: `node:7` would read as another.
  private let prefixes: [(name: String, iri: String)]
  private var isFirst = true

  init(besides schemes: Set<String>) {
    prefixes = TurtleExporter.prefixes.filter { !schemes.contains($0.name) }
  }

  /// The context, and the beginning of the list of objects.
  var head: String {
    let entries = prefixes.map { prefix in
      // A prefix that does not end in a mark of its own has to say that it is one.
      "\n    \"\(prefix.name)\": {\"@id\": \"\(prefix.iri)\", \"@prefix\": true}"
    }
    return "{\"@context\": {\(entries.joined(separator: ","))\n  },\n\"@graph\": ["
  }

  /// The objects of triples, one for each subject.
  mutating func text(of triples: [RDFTriple]) throws(ExportError) -> String {
    var text = ""
    var rest = triples[...]
    while let subject = rest.first?.subject {
      let own = rest.prefix { $0.subject == subject }
      rest = rest.dropFirst(own.count)
      text += isFirst ? "\n" : ",\n"
      isFirst = false
      text += "{\"@id\": \(Self.quoted(id(subject)))"
      var predicates: [String] = []
      for triple in own where !predicates.contains(triple.predicate) {
        predicates.append(triple.predicate)
      }
      for predicate in predicates {
        let isType = predicate == RDFName.type
        let values = own.filter { $0.predicate == predicate }.map {
          isType ? Self.quoted(id($0.object)) : value($0.object)
        }
        text += ", \(isType ? "\"@type\"" : Self.quoted(short(predicate))): "
        text += values.count == 1 ? values[0] : "[\(values.joined(separator: ", "))]"
      }
      text += "}"
    }
    return text
  }

  private func value(_ term: RDFTerm) -> String {
    guard case .literal(let text, let datatype, let language) = term else {
      return "{\"@id\": \(Self.quoted(id(term)))}"
    }
    if let language {
      return "{\"@value\": \(Self.quoted(text)), \"@language\": \(Self.quoted(language))}"
    }
    switch datatype {
    case nil: return Self.quoted(text)
    case RDFName.xsd + "boolean": return text
    // Beyond 2 to the power of 53 readers of JSON may round.
    case RDFName.xsd + "integer" where (Int(text)?.magnitude ?? .max) < 1 << 53: return text
    case let datatype?:
      return "{\"@value\": \(Self.quoted(text)), \"@type\": \(Self.quoted(short(datatype)))}"
    }
  }

  private func id(_ term: RDFTerm) -> String {
    switch term {
    case .iri(let iri): short(iri)
    case .blank(let label): "_:\(label)"
    case .literal(let text, _, _): text
    }
  }

  private func short(_ iri: String) -> String {
    for (name, start) in prefixes where iri.hasPrefix(start) {
      let rest = iri.dropFirst(start.utf8.count)
      return rest.isEmpty || rest.hasPrefix("//") ? iri : "\(name):\(rest)"
    }
    return iri
  }

  private static func quoted(_ text: String) -> String {
    var writer = JSONWriter()
    writer.write(Text(text))
    return writer.text
  }
}
