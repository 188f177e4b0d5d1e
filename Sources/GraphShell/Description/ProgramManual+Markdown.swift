import WordCatalog

/// The manual as Markdown.
extension ProgramManual {
  /// The program and its commands, a section each.
  public var markdown: String {
    ([program] + commands).map(section).joined(separator: "\n\n")
  }

  private func section(of command: CommandDescription) -> String {
    guard let form = command.program else { return "" }
    var parts = ["## \(title(of: command))", "\(command.summary(words))."]
    parts.append(Self.code(synopses(of: command)))
    parts.append(form.details(words))
    parts.append(Self.code(form.examples))
    parts.append(form.notes(words))
    var rows = form.arguments.map { ["`<\($0.name)>`", $0.help(words)] }
    rows += options(of: command).map { ["`\($0.usage)`", $0.help(words)] }
    let head = "| \(words.argumentHeading) | \(words.meaningHeading) |\n| --- | --- |\n"
    parts.append(
      head
        + rows.map { row in
          "| "
            + row.map { $0.split(separator: "|", omittingEmptySubsequences: false) }
            .map { $0.joined(separator: "\\|") }.joined(separator: " | ") + " |"
        }.joined(separator: "\n"))
    return parts.filter { !$0.isEmpty }.map(Self.fenced).joined(separator: "\n\n")
  }

  private static func code(_ lines: [String]) -> String {
    lines.isEmpty ? "" : "```console\n\(lines.joined(separator: "\n"))\n```"
  }

  /// The text, with lines that begin with blanks as code.
  private static func fenced(_ text: String) -> String {
    guard !text.hasPrefix("```") else { return text }
    var lines: [String] = []
    var isCode = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("  ") != isCode {
        isCode.toggle()
        lines.append("```")
      }
      lines.append(String(isCode ? line.dropFirst(2) : line))
    }
    if isCode { lines.append("```") }
    return lines.joined(separator: "\n")
  }
}
