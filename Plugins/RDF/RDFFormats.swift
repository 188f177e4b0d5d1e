import PluginKit

extension FormatPlugin {
  /// Turtle, in which people write RDF.
  public static let turtle = FormatPlugin(
    FormatInfo(
      name: "turtle", title: "Turtle",
      summary: "RDF for people, with terms of CiTO and SKOS; keeps every value",
      extensions: ["ttl"],
      signature: { $0.begins(with: "@prefix") || $0.begins(with: "PREFIX") }, holds: .everything),
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
      extensions: ["trig"], holds: []),
    importing: FormatAbility(RDFImporter.init),
    exporting: FormatAbility(NanopublicationExporter.init))

  /// JSON-LD, RDF for programs that read JSON.
  public static let jsonLD = FormatPlugin(
    FormatInfo(
      name: "json-ld", title: "JSON-LD",
      summary: "RDF as JSON, with terms of CiTO and SKOS; keeps every value",
      extensions: ["jsonld"], borrowedExtensions: ["json"],
      signature: {
        $0.contains("\"@context\"") || $0.contains("\"@graph\"") || $0.contains("\"@id\"")
      },
      holds: .everything),
    importing: FormatAbility(JSONLDImporter.init),
    exporting: FormatAbility(JSONLDExporter.init))
}
