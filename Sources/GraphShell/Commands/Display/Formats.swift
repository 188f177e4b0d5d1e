import GraphEngine
import GraphModel
import PluginKit
import WordCatalog

extension CommandDescription {
  /// `:formats` and `dolen formats`.
  package static let formats = CommandDescription(
    "formats", { $0.formatsSummary }, shell: ShellForm(),
    program: ProgramForm(options: .rowShowing + .plugins + [.language]))
}

extension ShellCommand {
  /// Lists the formats of rows and of graphs.
  static let formats = ShellCommand(.formats) { state, _ in
    [ShellCommand.formatList(state.plugins, in: state.words)]
  }

  /// The formats as rows.
  static func formatList(_ plugins: PluginRegistry, in words: Words) -> ShellEffect {
    .rows(
      columns: [words.formatHeading, words.useHeading, words.meaningHeading],
      RowFormats.all.map { [.string($0.name), .string(words.rowsCell), .string($0.summary)] }
        + GraphTransfer.list(plugins, in: words))
  }
}
