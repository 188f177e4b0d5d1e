import GraphEngine
import GraphModel
import WordCatalog

extension CommandDescription {
  static let format = CommandDescription(
    "format", aliases: ["mode"], { $0.formatSummary },
    shell: ShellForm([.optional("NAME", .rowFormat)], details: { _, _ in RowFormats.list }))
}

extension ShellCommand {
  /// Chooses how rows are shown.
  static let format = ShellCommand(.format) { state, argument in
    var words = ArgumentReader(argument)
    guard let name = words.word() else {
      return [.text(state.words.rowFormatState(state.format.name))]
    }
    state.format = try RowFormats.required(name, words: state.words)
    return []
  }
}

extension RowFormats {
  /// The format called `name`.
  ///
  /// - Throws: ``ShellFailure`` where there is none, with the nearest name.
  public static func required(
    _ name: String, words: Words
  ) throws(ShellFailure) -> any RowFormat {
    if let format = named(name) { return format }
    let names = all.map(\.name)
    throw ShellFailure(
      .query,
      words.noRowFormat(name, nearest: nearest(to: name, in: names), known: names))
  }

  /// The formats with what they are for, one a line.
  fileprivate static var list: String {
    let width = all.map(\.name.utf8.count).max() ?? 0
    return all.map { format in
      let space = String(repeating: " ", count: width - format.name.utf8.count + 2)
      return "  \(format.name)\(space)\(format.summary)"
    }.joined(separator: "\n")
  }
}
