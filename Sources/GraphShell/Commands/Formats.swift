import GraphEngine
import GraphModel
import PluginKit

extension ShellCommand {
  /// Lists the formats of rows and of graphs.
  static let formats = ShellCommand("formats", summary: Words.summary) { state, _ in
    [ShellCommand.formatList(state.plugins)]
  }

  /// The formats as rows.
  static func formatList(_ plugins: PluginRegistry) -> ShellEffect {
    .rows(
      columns: [Words.name, Words.use, Words.meaning],
      RowFormats.all.map { [.string($0.name), .string(Words.rows), .string($0.summary)] }
        + GraphTransfer.list(plugins))
  }
}

private enum Words {
  static let summary = "List the formats of rows and of graphs"
  static let name = "format"
  static let use = "for"
  static let meaning = "what it is"
  static let rows = "rows"
}
