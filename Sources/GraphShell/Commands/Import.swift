import PluginKit
import StandardPlugins

extension ShellCommand {
  /// Imports a file or a folder.
  static let importFile = ShellCommand(
    "import", argument: "[FORMAT] FILE", summary: Words.summary,
    details: Words.details(StandardPlugins.registry.entries), completion: [.importFormat, .file]
  ) { state, argument in
    var words = ArgumentReader(argument)
    guard let first = words.word() else { throw CommandMisused() }
    let second = words.word { !$0.contains("=") }
    let options = words.options()
    guard words.rest.isEmpty else { throw CommandMisused() }
    let path = state.resolved(second ?? first)
    let report = try GraphTransfer(state.graph).importGraph(
      from: path, format: second == nil ? nil : first, options: options,
      isInterrupted: state.isInterrupted)
    return [.notice(report.description)]
  }
}

extension ArgumentReader {
  /// The words of the form `name=value` that come next.
  mutating func options() -> [String: String] {
    var options: [String: String] = [:]
    while let word = word(where: { $0.isOption }), let equals = word.firstIndex(of: "=") {
      options[String(word[..<equals])] = String(word[word.index(after: equals)...])
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

  static func details(_ entries: [PluginRegistry.Entry]) -> String {
    let formats = entries.compactMap { entry in
      entry.importOptions.map { options in
        (["  \(entry.format.name)  \(entry.format.summary)"] + options.map { "    \($0.line)" })
          .joined(separator: "\n")
      }
    }
    return """
      Without FORMAT it is known by the name. Options are written after FILE, as name=value.

      \(formats.joined(separator: "\n"))
      """
  }
}
