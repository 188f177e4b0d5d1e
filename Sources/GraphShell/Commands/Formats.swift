import GraphEngine
import GraphModel

extension ShellCommand {
  /// Lists the formats of rows and of graphs.
  static let formats = ShellCommand("formats", summary: Words.summary) { _, _ in
    [ShellCommand.formatList]
  }

  /// The formats as rows.
  public static var formatList: ShellEffect {
    .rows(
      columns: [Words.name, Words.use, Words.meaning],
      RowFormats.all.map { [.string($0.name), .string(Words.rows), .string($0.summary)] }
        + GraphTransfer.list())
  }
}

private enum Words {
  static let summary = "List the formats of rows and of graphs"
  static let name = "format"
  static let use = "for"
  static let meaning = "what it is"
  static let rows = "rows"
}
