import PluginKit
import WordCatalog

/// The manual as a page for `man`.
extension ProgramManual {
  /// The page in the `man` macros of troff; with the commands of the shell and the formats of graphs.
  ///
  ///     dolen help --man > dolen.1 && man -l dolen.1
  public func page(_ plugins: PluginRegistry) -> String {
    var page = TroffPage()
    page.line(".TH DOLEN 1 \"\" \"Dolen \(TroffPage.escaped(version))\" \"Dolen\"")
    page.heading(words.manualNameHeading)
    let summary = program.summary(words)
    page.text("dolen - \(summary.prefix(1).lowercased())\(summary.dropFirst())")
    page.heading(words.synopsisHeading)
    page.code(synopses(of: program))
    page.heading(words.descriptionHeading)
    page.form(program, of: self)
    page.heading(words.commandsHeading)
    for command in commands {
      page.heading(title(of: command), below: true)
      page.code(synopses(of: command))
      page.text("\(command.summary(words)).")
      page.form(command, of: self)
    }
    page.heading(words.shellCommandsHeading)
    page.text(words.helpHead)
    for command in ShellCommand.all {
      page.item(command.usage)
      page.text("\(command.described.summary(words)).")
      let aliases = command.described.aliases.map { ":\($0)" }.joined(separator: ", ")
      if !aliases.isEmpty { page.text("\(words.alsoMark): \(aliases).") }
      page.indented { $0.text(command.form.explained(in: words, plugins)) }
    }
    return page.lines.joined(separator: "\n") + "\n"
  }
}

/// Lines of troff.
private struct TroffPage {
  var lines: [String] = []

  mutating func line(_ line: String) { lines.append(line) }

  mutating func heading(_ title: String, below: Bool = false) {
    line(below ? ".SS \(Self.escaped(title))" : ".SH \(Self.escaped(title.uppercased()))")
  }

  /// The details, arguments and options of a command.
  mutating func form(_ command: CommandDescription, of manual: ProgramManual) {
    guard let form = command.program else { return }
    let words = manual.words
    text(form.details(words))
    for argument in form.arguments {
      item("<\(argument.name)>")
      text(argument.help(words))
    }
    for option in manual.options(of: command) {
      item(option.usage)
      text(option.help(words))
    }
    if !form.examples.isEmpty {
      line(".PP")
      text("\(words.examplesHeading(form.examples.count)):")
      code(form.examples)
    }
    let notes = form.notes(words)
    if !notes.isEmpty {
      line(".PP")
      text(notes)
    }
  }

  /// What is explained by what follows.
  mutating func item(_ name: String) {
    line(".TP")
    line("\\fB\(Self.escaped(name))\\fR")
  }

  /// What belongs to the item before.
  mutating func indented(_ body: (inout TroffPage) -> Void) {
    var inner = TroffPage()
    body(&inner)
    guard !inner.lines.isEmpty else { return }
    lines += [".RS", ".PP"] + inner.lines + [".RE"]
  }

  /// Text that is filled; its lines that begin with blanks stay as they are.
  mutating func text(_ text: String) {
    guard !text.isEmpty else { return }
    var isCode = false
    for part in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if part.hasPrefix("  ") != isCode {
        isCode.toggle()
        line(isCode ? ".nf" : ".fi")
      }
      line(part.isEmpty ? ".PP" : Self.escaped(String(part)))
    }
    if isCode { line(".fi") }
  }

  /// Lines that stay as they are.
  mutating func code(_ code: [String]) {
    line(".nf")
    for line in code.flatMap({ $0.split(separator: "\n") }) { self.line(Self.escaped("  \(line)")) }
    line(".fi")
  }

  /// Text in which troff sees nothing but text.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "\\": escaped += "\\e"
      case "-": escaped += "\\-"
      case "'": escaped += "\\(aq"
      case "\"": escaped += "\\(dq"
      case "`": escaped += "\\(ga"
      case "^": escaped += "\\(ha"
      case "~": escaped += "\\(ti"
      default: escaped.append(character)
      }
    }
    return escaped.hasPrefix(".") ? "\\&" + escaped : escaped
  }
}
