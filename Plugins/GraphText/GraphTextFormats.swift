import PluginKit

extension FormatPlugin {
  /// A list of edges as plain text.
  public static let edgeList = FormatPlugin(
    FormatInfo(
      name: "edge-list", title: "Edge list",
      summary: "Two names on each line, and what the edge has",
      extensions: ["edgelist", "edges", "ncol"],
      likeness: EdgeListLikeness.of, holds: []),
    importing: FormatAbility(EdgeListImporter.init))

  /// A list of neighbours as plain text.
  public static let adjacencyList = FormatPlugin(
    FormatInfo(
      name: "adjacency-list", title: "Adjacency list",
      summary: "A name on each line, and the names of its neighbours",
      extensions: ["adjlist", "multiline-adjlist"], holds: []),
    importing: FormatAbility(AdjacencyListImporter.init))

  /// The format of Large Graph Layout.
  public static let lgl = FormatPlugin(
    FormatInfo(
      name: "lgl", title: "LGL",
      summary: "A line '# a', then a line for each neighbour of a, as igraph writes it",
      extensions: ["lgl"], signature: beginsAsLGL, holds: []),
    importing: FormatAbility(LGLImporter.init))

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

/// Whether a file begins as LGL does: a node, and a neighbour on the next line, which comes again as a node.
private func beginsAsLGL(_ head: FileHead) -> Bool {
  let lines = head.lines.map { $0.split { $0 == " " || $0 == "\t" } }.filter { !$0.isEmpty }
  guard lines.count > 2, lines[0].count == 2, lines[0][0] == "#",
    lines.allSatisfy({ $0.count == 1 || $0.count == 2 && ($0[0] == "#" || Double($0[1]) != nil) })
  else { return false }
  let nodes = Set(lines.filter { $0[0] == "#" }.map { $0[1] })
  return lines.contains { $0[0] != "#" && nodes.contains($0[0]) }
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
