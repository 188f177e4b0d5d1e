import PluginKit

extension ShellCommand {
  /// Imports a file or a folder.
  static let importFile = ShellCommand(
    "import", argument: "[FORMAT] FILE", summary: Words.summary,
    details: { Words.details($0.importers) }, completion: [.importFormat, .file]
  ) { state, argument in
    var words = ArgumentReader(argument)
    guard let first = words.word() else { throw CommandMisused() }
    let second = words.word { !$0.contains("=") }
    let options = words.options()
    guard words.rest.isEmpty else { throw CommandMisused() }
    let report: ImportReport
    if second == nil, state.plugins.isOfTables(first) {
      report = try state.transfer.importTables(
        format: first, options: options, folder: state.folder, isInterrupted: state.isInterrupted)
    } else {
      report = try state.transfer.importGraph(
        from: state.resolved(second ?? first), format: second == nil ? nil : first,
        options: options, isInterrupted: state.isInterrupted)
    }
    return [.notice(report.description)]
  }
}

extension ArgumentReader {
  /// The words of the form `name=value` that come next.
  mutating func options() -> OptionSettings {
    var options = OptionSettings()
    while let word = word(where: { $0.isOption }), let equals = word.firstIndex(of: "=") {
      options.add(String(word[..<equals]), String(word[word.index(after: equals)...]))
    }
    return options
  }
}

extension String {
  /// Whether this is `name=value`, the name in lower case with hyphens.
  fileprivate var isOption: Bool {
    guard let equals = utf8.firstIndex(of: UInt8(ascii: "=")), equals != startIndex else {
      return false
    }
    return utf8[..<equals].allSatisfy {
      $0 == UInt8(ascii: "-") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
    }
  }
}

private enum Words {
  static let summary = "Import a file or folder, all of it or nothing"

  static func details(_ plugins: [FormatPlugin]) -> String {
    let formats = plugins.compactMap { plugin in
      plugin.importOptions.map { options in
        (["  \(plugin.name)  \(plugin.format.summary)"] + options.map { "    \($0.line)" })
          .joined(separator: "\n")
      }
    }
    return """
      Without FORMAT it is recognised by the name or the first bytes. Options are written after FILE,
      as name=value. A format of tables has no FILE: its options name them.

      \(formats.joined(separator: "\n"))
      """
  }
}
