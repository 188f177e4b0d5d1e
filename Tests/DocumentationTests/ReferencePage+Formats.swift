import GraphEngine
import GraphShell
import PluginKit
import StandardPlugins
import WordCatalog

extension ReferencePage {
  static var formats: ReferencePage {
    let rowFormats = RowFormats.all.map { ["`\($0.name)`", $0.summary] }
    let graphFormats = StandardPlugins.registry.plugins.map { plugin in
      [
        "`\(plugin.name)`", plugin.format.title,
        plugin.format.extensions.map { "`.\($0)`" }.joined(separator: ", "),
        plugin.isRead ? "yes" : "", writes(plugin),
        plugin.format.holds.description,
      ]
    }
    let details = StandardPlugins.registry.plugins.map { plugin in
      var text = "### \(plugin.name)\n\n\(plugin.format.summary)\n"
      text += options("Options of import", plugin.importOptions)
      text += options("Options of export", plugin.exportOptions)
      return text
    }
    return ReferencePage(
      "docs/reference/formats.md", title: "Formats",
      body: """
        ## Formats of rows

        What the answer to a query is shown in.

        \(table(["name", "what it is for"], rowFormats))

        ## Formats of graphs

        What a graph, a part of one, or the answer to a query is read from and written to. Each is a plugin.

        \(table(["name", "title", "endings", "reads", "writes", "holds"], graphFormats))

        \(details.joined(separator: "\n"))
        """)
  }

  /// What is written of a format: graphs, the rows of answers, or both.
  private static func writes(_ plugin: FormatPlugin) -> String {
    [(plugin.exporting != nil, "graphs"), (plugin.answering != nil, "rows")]
      .filter(\.0).map(\.1).joined(separator: ", ")
  }

  private static func options(_ title: String, _ options: [OptionDescriptor]?) -> String {
    guard let options, !options.isEmpty else { return "" }
    let rows = options.map { option in
      [
        "`\(option.name)`", "`\(option.values.description)`", option.summary,
        option.standard.isEmpty ? "" : "`\(option.standard)`",
      ]
    }
    return "\n\(title):\n\n\(table(["option", "values", "what it does", "standard"], rows))\n"
  }

  static var shellCommands: ReferencePage {
    let plugins = StandardPlugins.registry
    let words = Words.english
    let rows = ShellCommand.all.map { ["`\($0.usage)`", $0.described.summary(words)] }
    let details = ShellCommand.all.compactMap { command -> String? in
      let details = command.form.explained(in: words, plugins)
      let aliases = command.described.aliases.map { "`:\($0)`" }.joined(separator: ", ")
      guard !details.isEmpty || !aliases.isEmpty else { return nil }
      var text = "## \(command.name)\n\n`\(command.usage)`\n\n"
      text += "\(command.described.summary(words)).\n"
      if !aliases.isEmpty { text += "\nAlso: \(aliases).\n" }
      if !details.isEmpty { text += "\n\(details)\n" }
      return text
    }
    return ReferencePage(
      "docs/reference/shell.md", title: "Commands of the shell",
      body: """
        Statements are openCypher and end with `;`. What begins with a colon is a command; a dot will
        do for the colon.

        \(table(["command", "what it does"], rows))

        \(details.joined(separator: "\n"))
        """)
  }
}
