import ArgumentParser
import GraphModel
import GraphShell
import PluginKit
import WordCatalog

/// `dolen help [COMMAND]`, and all of it as a page for `man` or as Markdown.
struct HelpCommand: DescribedCommand {
  static let described = CommandDescription(
    "help", { $0.programHelpSummary },
    program: .init(
      [.command], options: [.manual, .markdown, .language],
      examples: ["dolen help import", "dolen help --man > dolen.1"]))

  @Argument(.command) var command: String?

  @Flag(.manual) var man = false

  @Flag(.markdown) var markdown = false

  @OptionGroup var spoken: LanguageOptions

  mutating func validate() throws {
    if man, markdown { throw ValidationError(words.excludeEachOther("--man", "--markdown")) }
  }

  func perform(with plugins: PluginRegistry) -> Int32 {
    let console = TerminalConsole(color: .auto, isInteractive: false, words: words)
    do {
      try console.output.write(try text(plugins) + "\n")
      try console.flush()
      return 0
    } catch {
      return console.report(error)
    }
  }

  private func text(_ plugins: PluginRegistry) throws(ShellFailure) -> String {
    let manual = RootCommand.manual(in: words)
    if man { return manual.page(plugins) }
    if markdown { return manual.markdown }
    guard let command else { return RootCommand.help(of: nil, in: words) }
    guard let type = RootCommand.command(command) else {
      let nearest = nearest(to: command, in: RootCommand.commandNames)
      throw ShellFailure(.usage, words.noProgramCommand(command, nearest: nearest))
    }
    return RootCommand.help(of: type, in: words)
  }
}

extension RootCommand {
  /// The help of the program or of a command: the parser's where English is spoken.
  static func help(of command: (any DescribedCommand.Type)?, in words: Words) -> String {
    guard words.language == .en else { return manual(in: words).help(of: command?.described) }
    return command?.helpMessage() ?? helpMessage()
  }
}

extension CommandArgument {
  fileprivate static let command = optional("command", .command) { $0.helpCommandHelp }
}

extension CommandOption {
  fileprivate static let manual = CommandOption(flag: "man") { $0.manualHelp }
  fileprivate static let markdown = CommandOption(flag: "markdown") { $0.markdownHelp }
}
