import PluginKit

extension FormatPlugin {
  /// A list of edges as plain text.
  public static let edgeList = FormatPlugin(
    FormatInfo(
      name: "edge-list", title: "Edge list",
      summary: "Two names on each line, and what the edge has", extensions: ["edgelist", "edges"],
      likeness: EdgeListLikeness.of, holds: []),
    importing: FormatAbility(EdgeListImporter.init))

  /// A list of neighbours as plain text.
  public static let adjacencyList = FormatPlugin(
    FormatInfo(
      name: "adjacency-list", title: "Adjacency list",
      summary: "A name on each line, and the names of its neighbours",
      extensions: ["adjlist", "multiline-adjlist"], holds: []),
    importing: FormatAbility(AdjacencyListImporter.init))

  /// The simple interaction format of Cytoscape.
  public static let sif = FormatPlugin(
    FormatInfo(
      name: "sif", title: "SIF", summary: "Cytoscape's simple interaction format: a, type, b, c",
      extensions: ["sif"], holds: []),
    importing: FormatAbility(SIFImporter.init))

  /// The format of Pajek's networks.
  public static let pajek = FormatPlugin(
    FormatInfo(
      name: "pajek", title: "Pajek network", summary: "Vertices, arcs and edges of Pajek",
      extensions: ["net"],
      signature: { head in
        let text = String(decoding: head.bytes.prefix(FileHead.limit), as: UTF8.self).lowercased()
        return text.contains("*vertices")
      }, holds: []),
    importing: FormatAbility(PajekImporter.init))

  /// The Graph Modelling Language.
  public static let gml = FormatPlugin(
    FormatInfo(
      name: "gml", title: "GML",
      summary:
        "The Graph Modelling Language, for networkx, igraph, Gephi and yEd; keeps every value",
      extensions: ["gml"], signature: beginsAsGML, holds: .everything),
    importing: FormatAbility(GMLImporter.init),
    exporting: FormatAbility(GMLExporter.init))
}

/// Whether a file begins as GML does: words and texts, then the list of the graph.
private func beginsAsGML(_ head: FileHead) -> Bool {
  let starts = ["graph", "Creator", "Version", "comment", "#"]
  guard starts.contains(where: { head.begins(with: $0) }),
    let bracket = head.bytes.firstIndex(of: UInt8(ascii: "["))
  else { return false }
  let before = head.bytes[..<bracket].reversed().drop { $0 <= 0x20 }
  return before.starts(with: "graph".utf8.reversed())
}
