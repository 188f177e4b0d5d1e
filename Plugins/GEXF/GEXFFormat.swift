import PluginKit

extension FormatPlugin {
  /// GEXF, the format of Gephi.
  public static let gexf = FormatPlugin(
    FormatInfo(
      name: "gexf", title: "GEXF",
      summary: "XML for Gephi: versions 1.1 to 1.3 are read, 1.3 is written; keeps every value",
      extensions: ["gexf"], signature: { $0.contains("<gexf") }, holds: .everything),
    importing: FormatAbility(GEXFImporter.init),
    exporting: FormatAbility(GEXFExporter.init))
}

/// The names that GEXF and this program's marks have in its files.
enum GEXFName {
  static let namespace = "http://gexf.net/1.3"
  /// The namespace of what stands on attributes so that every value comes back.
  static let marks = "urn:dolen:gexf"
}
