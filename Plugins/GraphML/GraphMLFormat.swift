import PluginKit

extension FormatPlugin {
  /// GraphML, which networkx, Gephi, yEd, igraph and Neo4j's APOC read and write.
  public static let graphML = FormatPlugin(
    FormatInfo(
      name: "graphml", title: "GraphML",
      summary: "XML for networkx, Gephi, yEd, igraph and Neo4j's APOC; keeps every value",
      extensions: ["graphml"], signature: { $0.contains("<graphml") || $0.contains(":graphml") },
      holds: .everything),
    importing: FormatAbility(GraphMLImporter.init),
    exporting: FormatAbility(GraphMLExporter.init))
}

/// The names that GraphML and this program's marks have in its files.
enum GraphMLName {
  static let namespace = "http://graphml.graphdrawing.org/xmlns"
  /// The namespace of what stands on keys so that every value comes back.
  static let marks = "urn:dolen:graphml"
  static let yFiles = "http://www.yworks.com/xml/graphml"
}
