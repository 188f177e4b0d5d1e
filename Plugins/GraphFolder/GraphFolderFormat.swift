import PluginKit

/// The folder format `dolen-graph-folder`, version 1.
enum GraphFolderFormat {
  static let info = FormatInfo(
    name: "graph-folder", title: "graph folder",
    summary: "A folder of CSV files that people can read, review and change line by line",
    extensions: ["graph"],
    layout: .folder(marker: manifest, owned: [nodes, relationships, schema]),
    holds: .everything)

  static let manifest = "manifest.json"
  static let schema = "schema.json"
  static let nodes = "nodes"
  static let relationships = "relationships"
  static let name = "dolen-graph-folder"
  static let version = 1
  /// The most bytes of a manifest or schema.
  static let manifestLimit = 64 << 20
}
