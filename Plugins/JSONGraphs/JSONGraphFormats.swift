import PluginKit

extension FormatPlugin {
  /// The JSON of hetnets, as of Hetionet.
  public static let hetio = FormatPlugin(
    FormatInfo(
      name: "hetio", title: "hetio JSON",
      summary: "Networks of many kinds of nodes, as Hetionet is published",
      extensions: ["hetio.json"],
      borrowedExtensions: ["json"],
      signature: { head in
        head.json?["metanode_kinds"] != nil
          || head.json?["nodes"]?.elements.first.map { node in
            node["kind"] != nil && node["identifier"] != nil
          } ?? false
      },
      holds: [.properties, .lists]),
    importing: FormatAbility(HetioImporter.init))

  /// The JSON of Kumu.
  public static let kumu = FormatPlugin(
    FormatInfo(
      name: "kumu", title: "Kumu JSON",
      summary: "Blueprints and exports of Kumu: elements and connections",
      extensions: ["kumu.json"], borrowedExtensions: ["json"],
      signature: { head in
        guard let json = head.json else { return false }
        let elements = json["elements"]?.elements ?? []
        return json["connections"]?.isArray == true
          || elements.contains { element in
            element["data"] == nil && (element["label"] != nil || element["attributes"] != nil)
          }
      },
      holds: [.properties, .lists]),
    importing: FormatAbility(KumuImporter.init))

  /// The JSON of networkx and D3.
  public static let nodeLink = FormatPlugin(
    FormatInfo(
      name: "node-link", title: "Node-link JSON",
      summary: "Networks as networkx, D3 and others write them: nodes and links",
      extensions: ["nodelink.json"], borrowedExtensions: ["json"],
      signature: { head in
        guard let json = head.json, json["nodes"]?.isArray == true, json["metanode_kinds"] == nil
        else { return false }
        if json["links"]?.isArray == true { return true }
        let ends = [("source", "target"), ("from", "to")]
        return json["edges"]?.elements.contains { edge in
          ends.contains { edge[$0.0] != nil && edge[$0.1] != nil }
        } ?? false
      },
      holds: [.properties, .lists]),
    importing: FormatAbility(NodeLinkImporter.init))
}
