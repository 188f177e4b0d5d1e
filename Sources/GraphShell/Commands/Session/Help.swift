import GraphEngine
import GraphModel
import PluginKit
import WordCatalog

extension CommandDescription {
  static let help = CommandDescription(
    "help", aliases: ["h", "?"], { $0.helpSummary },
    shell: ShellForm([.optional("COMMAND", .command)]))
}

extension ShellCommand {
  /// Lists the commands, or explains one.
  static let help = ShellCommand(.help) { state, argument in
    var words = ArgumentReader(argument)
    guard let word = words.word() else { return [.text(overview(in: state.words))] }
    let name = word.hasPrefix(":") || word.hasPrefix(".") ? String(word.dropFirst()) : word
    guard let command = ShellCommand.named(name) else {
      throw ShellFailure(.query, unknown(name, in: state.words))
    }
    return [.text(command.page(in: state.words, state.plugins))]
  }

  /// What is said of a name that no command has.
  package static func unknown(_ name: String, in words: Words) -> String {
    words.noShellCommand(name, nearest: nearest(to: name, in: ShellCommand.names))
  }

  private static func overview(in words: Words) -> String {
    let width = all.map { DisplayText.width(of: $0.usage) }.max() ?? 0
    let lines = all.map { command in
      let usage = command.usage
      let space = String(repeating: " ", count: width - DisplayText.width(of: usage) + 2)
      return "  \(usage)\(space)\(command.described.summary(words))"
    }
    return [words.helpHead, lines.joined(separator: "\n"), words.helpFoot]
      .joined(separator: "\n\n")
  }

  private func page(in words: Words, _ plugins: PluginRegistry) -> String {
    var page = "\(usage)\n  \(described.summary(words))"
    if !described.aliases.isEmpty {
      let names = described.aliases.map { ":\($0)" }.joined(separator: ", ")
      page += "\n  \(words.alsoMark): \(names)"
    }
    let details = form.explained(in: words, plugins)
    return details.isEmpty ? page : page + "\n\n" + details
  }
}
