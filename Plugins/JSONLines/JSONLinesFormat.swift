import PluginKit

/// JSON Lines with one node or relationship on each line.
enum JSONLinesFormat {
  static let info = FormatInfo(
    name: "jsonl", title: "JSON Lines",
    summary: "One JSON object for each node and relationship; keeps every value exactly",
    extensions: ["jsonl", "ndjson"], holds: .everything)
}
