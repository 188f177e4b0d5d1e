import PluginKit

extension FormatPlugin {
  /// A file of openCypher statements that make a graph.
  public static let cypherScript = FormatPlugin(
    FormatInfo(
      name: "cypher", title: "openCypher script",
      summary:
        "Statements that make the graph: read by running them, written for any openCypher engine",
      extensions: ["cypher", "cql", "cyp"],
      // The language stores no list within a list.
      holds: [.properties, .anyLabels, .temporal, .special, .anyText]),
    importing: FormatAbility(CypherScriptImporter.init),
    exporting: FormatAbility(CypherScriptExporter.init))
}
