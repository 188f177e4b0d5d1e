import GraphEngine
import GraphModel

extension ShellCommand {
  /// Chooses how rows are shown.
  static let format = ShellCommand(
    "format", aliases: ["mode"], argument: "[NAME]", summary: Words.summary,
    details: { _ in Words.details(RowFormats.all) }, completion: [.rowFormat]
  ) { state, argument in
    var words = ArgumentReader(argument)
    guard let name = words.word() else { return [.text(Words.current(state.format.name))] }
    state.format = try RowFormats.required(name)
    return []
  }
}

extension RowFormats {
  /// The format called `name`.
  ///
  /// - Throws: ``ShellFailure`` where there is none, with the nearest name.
  public static func required(_ name: String) throws(ShellFailure) -> any RowFormat {
    if let format = named(name) { return format }
    throw ShellFailure(.query, Words.unknown(name, all.map(\.name)))
  }
}

private enum Words {
  static let summary = "Choose how rows are shown"

  static func details(_ formats: [any RowFormat]) -> String {
    let width = formats.map(\.name.utf8.count).max() ?? 0
    return formats.map { format in
      let space = String(repeating: " ", count: width - format.name.utf8.count + 2)
      return "  \(format.name)\(space)\(format.summary)"
    }.joined(separator: "\n")
  }

  static func current(_ name: String) -> String { "Rows are shown as \(name)" }

  static func unknown(_ name: String, _ names: [String]) -> String {
    let advice = didYouMean(name, in: names) ?? "The formats are \(names.joined(separator: ", "))"
    return "There is no format '\(name)'\nhint: \(advice)"
  }
}
