import PluginKit

extension FormatPlugin {
  /// A folder of CSV files, with a manifest.
  public static let graphFolder = FormatPlugin(
    FormatInfo(
      name: "graph-folder", title: "graph folder",
      summary: "A folder of CSV files that people can read, review and change line by line",
      extensions: ["graph"],
      layout: .folder(
        marker: GraphFolderFormat.manifest,
        owned: [
          GraphFolderFormat.nodes, GraphFolderFormat.relationships, GraphFolderFormat.schema,
        ]),
      signature: { $0.begins(with: "{") && $0.contains("\"\(GraphFolderFormat.name)\"") },
      holds: .everything),
    importing: FormatAbility(GraphFolderImporter.init),
    exporting: FormatAbility(GraphFolderExporter.init))
}

/// The folder format `dolen-graph-folder`, version 1.
enum GraphFolderFormat {
  static let manifest = "manifest.json"
  static let schema = "schema.json"
  static let nodes = "nodes"
  static let relationships = "relationships"
  static let name = "dolen-graph-folder"
  static let version = 1
  /// The most bytes of a manifest or schema.
  static let manifestLimit = 64 << 20
}
