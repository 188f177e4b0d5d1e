import PluginKit

extension FormatPlugin {
  /// The coding reports of EPPI-Reviewer in JSON.
  public static let eppi = FormatPlugin(
    FormatInfo(
      name: "eppi", title: "EPPI-Reviewer JSON",
      summary: "Coding reports of EPPI-Reviewer: references, codes, and the words that were coded",
      extensions: ["eppi.json"], borrowedExtensions: ["json"],
      signature: { head in
        head.begins(with: "{")
          && (head.contains("\"CodeSets\"")
            || head.contains("\"References\"") && head.contains("\"Codes\""))
      },
      holds: [.properties, .lists]),
    importing: FormatAbility(EPPIImporter.init))
}
