import GraphModel
import PluginKit

/// Writes a triple a line.
struct NTriplesExporter: GraphExporter {
  init(options: NoOptions) {}

  /// Writes every node, then every relationship, by rising id.
  func write(_ subject: ExportSubject, to output: some ExportSink) throws -> ExportReport {
    var writing = try RDFWriting(subject)
    try subject.forEachNode { node, contents in
      for triple in try writing.node(node.id, contents) {
        try output.write(NTriplesText.line(triple))
      }
    }
    try subject.forEachRelationship { relationship, contents in
      for triple in try writing.relationship(relationship.id, contents) {
        try output.write(NTriplesText.line(triple))
      }
    }
    return writing.report
  }
}

/// Writes Turtle: the triples of a subject together, under prefixes.
struct TurtleExporter: GraphExporter {
  init(options: NoOptions) {}

  /// The prefixes of a file of Turtle.
  static let prefixes: [(name: String, iri: String)] = [
    ("rdf", RDFName.rdf), ("xsd", RDFName.xsd), ("cito", RDFName.cito), ("skos", RDFName.skos),
    ("node", "\(RDFName.base)node/"), ("rel", "\(RDFName.base)relationship/"),
    ("label", "\(RDFName.base)label/"), ("type", "\(RDFName.base)type/"),
    ("prop", "\(RDFName.base)property/"), ("dolen", RDFName.base),
  ]

  /// Writes every node, then every relationship, by rising id.
  func write(_ subject: ExportSubject, to output: some ExportSink) throws -> ExportReport {
    var writing = try RDFWriting(subject)
    for (name, iri) in Self.prefixes { try output.write("@prefix \(name): <\(iri)> .\n") }
    try subject.forEachNode { node, contents in
      try output.write(Self.block(try writing.node(node.id, contents)))
    }
    try subject.forEachRelationship { relationship, contents in
      try output.write(Self.block(try writing.relationship(relationship.id, contents)))
    }
    return writing.report
  }

  /// Triples, those of one subject as one sentence.
  static func block(_ triples: [RDFTriple]) -> String {
    var text = ""
    var subject: RDFTerm?
    for triple in triples {
      if triple.subject == subject {
        text += " ;\n  "
      } else {
        text += (subject == nil ? "\n" : " .\n") + term(triple.subject) + " "
        subject = triple.subject
      }
      text += triple.predicate == RDFName.type ? "a" : term(.iri(triple.predicate))
      text += " " + term(triple.object)
    }
    return text + (subject == nil ? "" : " .\n")
  }

  /// A term, shortened by a prefix where what follows it needs no escape.
  private static func term(_ term: RDFTerm) -> String {
    switch term {
    case .iri(let iri):
      for (name, start) in prefixes where iri.hasPrefix(start) {
        let rest = iri.dropFirst(start.utf8.count)
        let isPlain =
          !rest.isEmpty
          && rest.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
              || $0 == 0x5F
          }
        return isPlain ? "\(name):\(rest)" : "<\(iri)>"
      }
      return "<\(iri)>"
    case .literal(let text, let datatype?, _) where datatype == RDFName.xsd + "integer":
      return text
    case .literal(let text, let datatype?, _) where datatype == RDFName.xsd + "boolean":
      return text
    case .literal(let text, let datatype?, nil):
      return NTriplesText.term(.literal(text, datatype: nil, language: nil)) + "^^"
        + self.term(.iri(datatype))
    default: return NTriplesText.term(term)
    }
  }
}
