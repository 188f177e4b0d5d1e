import PluginKit
import WordCatalog

/// All that is described of the program, to be shown as help, as Markdown or as a page for `man`.
public struct ProgramManual: Sendable {
  /// The program itself: what is done without a command.
  let program: CommandDescription
  /// Its commands.
  let commands: [CommandDescription]
  let version: String
  let words: Words

  /// A manual of the program, its commands, and those of the shell.
  public init(
    _ program: CommandDescription, commands: [CommandDescription], version: String, words: Words
  ) {
    self.program = program
    self.commands = commands
    self.version = version
    self.words = words
  }

  /// How a command is called on the command line.
  func title(of command: CommandDescription) -> String {
    command.name == program.name ? program.name : "\(program.name) \(command.name)"
  }

  /// How the program or a command is written, one line each way.
  func synopses(of command: CommandDescription) -> [String] {
    guard let form = command.program else { return [] }
    let own = form.synopsis(of: title(of: command), in: words)
    return command.name == program.name
      ? [own, "\(program.name) <\(words.commandPlaceholder)> …"] : [own]
  }

  /// The options of a command, with those that all have.
  func options(of command: CommandDescription) -> [CommandOption] {
    (command.program?.options ?? []) + [.help]
  }
}

/// Help as a terminal shows it.
extension ProgramManual {
  /// The help of the program, or of one of its commands.
  public func help(of command: CommandDescription? = nil) -> String {
    let described = command ?? program
    guard let form = described.program else { return "" }
    var parts = ["\(described.summary(words))."]
    parts.append(form.explained(in: words))
    parts.append(
      "\(words.usageHeading):\n" + synopses(of: described).map { "  \($0)" }.joined(separator: "\n")
    )
    parts.append(
      list(words.argumentsHeading, form.arguments.map { ("<\($0.name)>", $0.help(words)) }))
    var groups: [(title: String, rows: [(String, String)])] = []
    for option in options(of: described) {
      let title = option.group?(words) ?? words.optionsHeading
      let row = (option.usage, option.help(words))
      if let index = groups.firstIndex(where: { $0.title == title }) {
        groups[index].rows.append(row)
      } else {
        groups.append((title, [row]))
      }
    }
    parts += groups.map { list($0.title, $0.rows) }
    if command == nil {
      parts.append(list(words.commandsHeading, commands.map { ($0.name, $0.summary(words)) }))
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// Names with what they mean, as wide as a terminal of 80 columns.
  private func list(_ title: String, _ rows: [(String, String)]) -> String {
    guard !rows.isEmpty else { return "" }
    let lines = rows.map { name, help in
      let indent = String(repeating: " ", count: 26)
      var head = "  \(name)"
      var lines: [String] = []
      if head.count > 24 {
        lines.append(head)
        head = indent
      } else {
        head += String(repeating: " ", count: 26 - head.count)
      }
      var line = head
      for word in help.split(separator: " ") {
        let isFirst = line.count == 26
        if !isFirst, line.count + 1 + word.count > 80 {
          lines.append(line)
          line = indent + word
        } else {
          line += isFirst ? String(word) : " \(word)"
        }
      }
      return (lines + [line]).joined(separator: "\n")
    }
    return "\(title):\n\(lines.joined(separator: "\n"))"
  }
}
