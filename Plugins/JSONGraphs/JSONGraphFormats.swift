import PluginKit

extension FormatPlugin {
  /// The JSON of hetnets, as of Hetionet.
  public static let hetio = FormatPlugin(
    FormatInfo(
      name: "hetio", title: "hetio JSON",
      summary: "Networks of many kinds of nodes, as Hetionet is published",
      extensions: ["hetio.json"],
      borrowedExtensions: ["json"],
      signature: { $0.begins(with: "{") && $0.contains("\"metanode_kinds\"") },
      holds: [.properties, .lists]),
    importing: FormatAbility(HetioImporter.init))

  /// The JSON of Kumu.
  public static let kumu = FormatPlugin(
    FormatInfo(
      name: "kumu", title: "Kumu JSON",
      summary: "Blueprints and exports of Kumu: elements and connections",
      extensions: ["kumu.json"], borrowedExtensions: ["json"],
      signature: { head in
        head.begins(with: "{")
          && (head.contains("\"connections\"")
            || head.contains("\"elements\"") && head.contains("\"label\"")
              && !head.contains("\"data\""))
      },
      holds: [.properties, .lists]),
    importing: FormatAbility(KumuImporter.init))
}
