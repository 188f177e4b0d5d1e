import PluginKit

extension FormatPlugin {
  /// The coding reports of EPPI-Reviewer in JSON.
  public static let eppi = FormatPlugin(
    FormatInfo(
      name: "eppi", title: "EPPI-Reviewer JSON",
      summary: "Coding reports of EPPI-Reviewer: references, codes, and the words that were coded",
      extensions: ["eppi.json"], borrowedExtensions: ["json"],
      signature: { head in
        guard let json = head.json else { return false }
        return json["CodeSets"] != nil
          || json["References"]?.elements.contains { $0["Codes"] != nil } ?? false
      },
      holds: [.properties, .lists]),
    importing: FormatAbility(EPPIImporter.init))
}
