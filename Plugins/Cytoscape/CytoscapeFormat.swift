import PluginKit

extension FormatPlugin {
  /// The JSON of Cytoscape.js and of Cytoscape's desktop program.
  public static let cyjs = FormatPlugin(
    FormatInfo(
      name: "cyjs", title: "Cytoscape JSON",
      summary: "Elements for Cytoscape.js and Cytoscape; a bare array of them is read, too",
      extensions: ["cyjs"], borrowedExtensions: ["json"],
      signature: { $0.json.map(CyJSSigns.areMet) ?? false },
      holds: .everything),
    importing: FormatAbility(CyJSImporter.init),
    exporting: FormatAbility(CyJSExporter.init))

  /// CX2, the exchange format of Cytoscape and NDEx.
  public static let cx2 = FormatPlugin(
    FormatInfo(
      name: "cx2", title: "CX2",
      summary: "The exchange format of Cytoscape and NDEx, with declared attributes",
      extensions: ["cx2"], borrowedExtensions: ["json", "cx"],
      signature: { head in
        // Version 1 is known by what it begins with, so that its reader says what to do.
        head.json?.elements.contains { aspect in
          ["CXVersion", "numberVerification", "metaData"].contains { aspect[$0] != nil }
        } ?? false
      }, holds: .everything),
    importing: FormatAbility(CX2Importer.init),
    exporting: FormatAbility(CX2Exporter.init))
}

/// By what JSON of Cytoscape is known.
private enum CyJSSigns {
  static func areMet(_ json: JSONOutline) -> Bool {
    if json["target_cytoscapejs_version"] != nil { return true }
    if areElements(json) || areElements(json["nodes"]) || areElements(json["edges"]) { return true }
    guard let elements = json["elements"] else { return false }
    return areElements(elements) || elements["nodes"] != nil || elements["edges"] != nil
  }

  private static func areElements(_ array: JSONOutline?) -> Bool {
    array?.elements.contains(where: isElement) ?? false
  }

  /// Nodes of hetio have data, too, but say their kind beside them.
  private static func isElement(_ object: JSONOutline) -> Bool {
    object["data"]?.isObject == true
      && !["kind", "identifier", "source_id", "type"].contains { object[$0] != nil }
  }
}
