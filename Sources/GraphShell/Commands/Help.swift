import GraphEngine
import GraphModel
import PluginKit

extension ShellCommand {
  /// Lists the commands, or explains one.
  static let help = ShellCommand(
    "help", aliases: ["h", "?"], argument: "[COMMAND]", summary: Words.summary,
    completion: [.command]
  ) { state, argument in
    var words = ArgumentReader(argument)
    guard let word = words.word() else { return [.text(Words.overview(ShellCommand.all))] }
    let name = word.hasPrefix(":") || word.hasPrefix(".") ? String(word.dropFirst()) : word
    guard let command = ShellCommand.named(name) else {
      throw ShellFailure(
        .query, Words.unknown(name, didYouMean(name, in: ShellCommand.names)))
    }
    return [.text(Words.page(command, state.plugins))]
  }
}

private enum Words {
  static let summary = "List the commands, or explain one"

  static func overview(_ commands: [ShellCommand]) -> String {
    let width = commands.map { DisplayText.width(of: $0.usage) }.max() ?? 0
    let lines = commands.map { command in
      let usage = command.usage
      let space = String(repeating: " ", count: width - DisplayText.width(of: usage) + 2)
      return "  \(usage)\(space)\(command.summary)"
    }
    return """
      Statements are openCypher and end with ';'. EXPLAIN before a query shows its plan, PROFILE
      also runs it and counts; BEGIN, COMMIT and ROLLBACK group statements.

      \(lines.joined(separator: "\n"))

      ':help COMMAND' says more. A dot will do for the colon. Ctrl-C stops a query, Ctrl-D leaves.
      """
  }

  static func page(_ command: ShellCommand, _ plugins: PluginRegistry) -> String {
    var page = "\(command.usage)\n  \(command.summary)"
    if !command.aliases.isEmpty {
      page += "\n  Also: " + command.aliases.map { ":\($0)" }.joined(separator: ", ")
    }
    let details = command.details(plugins)
    return details.isEmpty ? page : page + "\n\n" + details
  }

  static func unknown(_ name: String, _ suggestion: String?) -> String {
    "There is no command ':\(name)'\nhint: \(suggestion ?? "':help' lists the commands")"
  }
}
