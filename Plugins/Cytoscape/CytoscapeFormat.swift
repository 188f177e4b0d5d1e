import PluginKit

extension FormatPlugin {
  /// The JSON of Cytoscape.js and of Cytoscape's desktop program.
  public static let cyjs = FormatPlugin(
    FormatInfo(
      name: "cyjs", title: "Cytoscape JSON",
      summary: "Elements for Cytoscape.js and Cytoscape; a bare array of them is read, too",
      extensions: ["cyjs"], borrowedExtensions: ["json"],
      signature: { head in
        (head.begins(with: "{") && head.contains("\"elements\"")
          || head.begins(with: "["))
          && head.contains("\"data\"") && !head.contains("\"CXVersion\"")
      },
      holds: .everything),
    importing: FormatAbility(CyJSImporter.init),
    exporting: FormatAbility(CyJSExporter.init))

  /// CX2, the exchange format of Cytoscape and NDEx.
  public static let cx2 = FormatPlugin(
    FormatInfo(
      name: "cx2", title: "CX2",
      summary: "The exchange format of Cytoscape and NDEx, with declared attributes",
      extensions: ["cx2"], borrowedExtensions: ["json", "cx"],
      signature: { $0.begins(with: "[") && $0.contains("\"CXVersion\"") }, holds: .everything),
    importing: FormatAbility(CX2Importer.init),
    exporting: FormatAbility(CX2Exporter.init))
}
