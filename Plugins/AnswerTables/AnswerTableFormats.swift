import GraphEngine
import PluginKit

extension FormatPlugin {
  /// The rows of an answer as CSV, for R, Python and spreadsheets.
  public static let csv = FormatPlugin(
    FormatInfo(
      name: "csv", title: "CSV",
      summary: "The rows of an answer, for R, Python and spreadsheets; graphs are bulk-csv",
      extensions: ["csv"], holds: []),
    answering: FormatAbility(CSVAnswerExporter.init))

  /// The rows of an answer as a table of Markdown.
  public static let markdown = FormatPlugin(
    FormatInfo(
      name: "markdown", title: "Markdown table",
      summary: "The rows of an answer as a table, for notes, wikis and reports",
      extensions: ["md", "markdown"], holds: []),
    answering: FormatAbility(MarkdownAnswerExporter.init))
}
