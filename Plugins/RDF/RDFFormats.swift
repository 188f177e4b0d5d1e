import PluginKit

extension FormatPlugin {
  /// Turtle, in which people write RDF.
  public static let turtle = FormatPlugin(
    FormatInfo(
      name: "turtle", title: "Turtle",
      summary: "RDF for people, with terms of CiTO and SKOS; keeps every value",
      extensions: ["ttl"],
      signature: { TurtleSigns($0).map { !$0.hasGraphs } ?? false }, holds: .everything),
    importing: FormatAbility(RDFImporter.init),
    exporting: FormatAbility(TurtleExporter.init))

  /// N-Triples, one triple a line.
  public static let nTriples = FormatPlugin(
    FormatInfo(
      name: "ntriples", title: "N-Triples",
      summary: "RDF with one triple a line, for programs; keeps every value",
      extensions: ["nt"], holds: .everything),
    importing: FormatAbility(RDFImporter.init),
    exporting: FormatAbility(NTriplesExporter.init))

  /// TriG, Turtle with named graphs, as nanopublications are published.
  public static let triG = FormatPlugin(
    FormatInfo(
      name: "trig", title: "TriG", summary: "RDF in named graphs, such as nanopublications",
      extensions: ["trig"], borrowedExtensions: ["ttl"],
      signature: { TurtleSigns($0)?.hasGraphs ?? false }, includes: ["turtle", "ntriples"],
      holds: []),
    importing: FormatAbility(RDFImporter.init),
    exporting: FormatAbility(NanopublicationExporter.init))

  /// JSON-LD, RDF for programs that read JSON.
  public static let jsonLD = FormatPlugin(
    FormatInfo(
      name: "json-ld", title: "JSON-LD",
      summary: "RDF as JSON, with terms of CiTO and SKOS; keeps every value",
      extensions: ["jsonld"], borrowedExtensions: ["json"],
      signature: { head in
        // CX version 1 has contexts and ids of that name as well.
        guard let json = head.json, !json.elements.contains(where: { $0["metaData"] != nil }),
          !json.elements.contains(where: { $0["numberVerification"] != nil })
        else { return false }
        return json.mentions(["@context", "@graph", "@id"])
      },
      holds: .everything),
    importing: FormatAbility(JSONLDImporter.init),
    exporting: FormatAbility(JSONLDExporter.init))
}
