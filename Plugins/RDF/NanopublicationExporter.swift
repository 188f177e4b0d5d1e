import GraphModel
import PluginKit

/// Writes TriG: a nanopublication for each relationship, and what is known of nodes in the default graph.
///
/// Source: *Nanopublication Guidelines*, Concept Web Alliance (nanopub.net/guidelines): a head, an
/// assertion, its provenance, and information on the publication, each a graph of its own.
struct NanopublicationExporter: GraphExporter {
  /// How nanopublications are written.
  struct Options: FormatOptions {
    /// Who publishes them.
    var creator = ""

    static let list: [FormatOption<Options>] = [
      .text(
        "creator", \.creator, "NAME", "Who publishes them: a name, or an IRI such as an ORCID's")
    ]
  }

  private static let np = "http://www.nanopub.org/nschema#"
  private static let prov = "http://www.w3.org/ns/prov#"
  private static let terms = "http://purl.org/dc/terms/"

  private let options: Options

  init(options: Options) { self.options = options }

  /// Writes every node, then a nanopublication for every relationship, by rising id.
  func write(_ subject: ExportSubject, to output: some ExportSink) throws -> ExportReport {
    var writing = try RDFWriting(subject)
    for (name, iri) in TurtleExporter.prefixes + [
      ("np", Self.np), ("prov", Self.prov), ("dct", Self.terms),
    ] {
      try output.write("@prefix \(name): <\(iri)> .\n")
    }
    try output.write("\n{\n")
    try subject.forEachNode { node, contents in
      try output.write(TurtleExporter.block(try writing.node(node.id, contents)))
    }
    try output.write("}\n")
    try subject.forEachRelationship { relationship, contents in
      let triples = try writing.relationship(relationship.id, contents)
      if let assertion = triples.first {
        try output.write(publication(relationship.id, assertion, triples.dropFirst()))
      }
    }
    var report = writing.report
    report.note(
      "Nanopublications are for publishing: read again, their parts are nodes; turtle keeps the graph"
    )
    return report
  }

  private func publication(
    _ id: Int, _ assertion: RDFTriple, _ more: ArraySlice<RDFTriple>
  ) -> String {
    let name = "\(RDFName.base)nanopub/\(id)"
    func part(_ part: String) -> String { "<\(name)#\(part)>" }
    var provenance =
      "  \(part("assertion")) prov:wasDerivedFrom "
      + "\(NTriplesText.term(assertion.subject)) .\n"
    // The properties of a relationship say how and where its assertion is made.
    for triple in more where !triple.predicate.hasPrefix(RDFName.rdf) {
      provenance +=
        "  \(part("assertion")) <\(triple.predicate)> "
        + "\(NTriplesText.term(triple.object)) .\n"
    }
    var publication = "  <\(name)> prov:wasGeneratedBy dolen:program .\n"
    if !options.creator.isEmpty {
      let isIRI =
        options.creator.hasPrefix("http")
        && !options.creator.contains { $0 <= " " || "<>\"{}|\\^`".contains($0) }
      let creator: RDFTerm =
        isIRI ? .iri(options.creator) : .literal(options.creator, datatype: nil, language: nil)
      publication += "  <\(name)> dct:creator \(NTriplesText.term(creator)) .\n"
    }
    return """

      \(part("head")) {
        <\(name)> a np:Nanopublication ; np:hasAssertion \(part("assertion")) ;
          np:hasProvenance \(part("provenance")) ; np:hasPublicationInfo \(part("pubinfo")) .
      }
      \(part("assertion")) {
        \(NTriplesText.line(assertion))}
      \(part("provenance")) {
      \(provenance)}
      \(part("pubinfo")) {
      \(publication)}

      """
  }
}
