import PluginKit

extension FormatPlugin {
  /// JSON Lines with one node or relationship on each line.
  public static let jsonLines = FormatPlugin(
    FormatInfo(
      name: "jsonl", title: "JSON Lines",
      summary: "One JSON object for each node and relationship; keeps every value exactly",
      extensions: ["jsonl", "ndjson"], signature: JSONRecordReader.recognizes, holds: .everything),
    importing: FormatAbility(JSONLinesImporter.init),
    exporting: FormatAbility(JSONLinesExporter.init))
}
