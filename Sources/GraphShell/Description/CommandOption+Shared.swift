import GraphEngine
import WordCatalog

/// Arguments that several commands have.
extension CommandArgument {
  package static let graphFile = required("db", .file) { $0.graphFileHelp }
  package static let graphFileOrMemory = optional("db", .file) { $0.graphFileOrMemoryHelp }
}

/// Options that several commands have.
extension CommandOption {
  package static let language = CommandOption(
    "lang", value: "code", .choice(Language.allCases.map(\.rawValue))
  ) { $0.languageHelp }
  package static let help = CommandOption(flag: "help", short: "h") { $0.helpHelp }
  package static let create = CommandOption(flag: "create") { $0.createHelp }
  package static let readOnly = CommandOption(flag: "read-only") { $0.readOnlyHelp }
  package static let force = CommandOption(flag: "force") { $0.forceHelp }
  package static let noColor = CommandOption(flag: "no-color") { $0.noColorHelp }

  package static let color = CommandOption(
    "color", value: "when", .choice(["auto", "always", "never"])
  ) { $0.colorHelp }
  package static let plain = CommandOption(flag: "plain") { $0.plainHelp }
  package static let errors = CommandOption(
    "errors", value: "form", .choice(["text", "json"])
  ) { $0.errorsHelp }
  package static let muteWarning = CommandOption(
    "no-warning", value: "name", .choice(ShellWarning.names)
  ) { $0.muteWarningHelp }

  package static let parameter = CommandOption(
    "param", short: "P", value: "name=expression", takesHyphens: true
  ) { $0.parameterHelp }
  package static let timeout = CommandOption(
    "timeout", value: "seconds", takesHyphens: true
  ) { $0.timeoutHelp }
  package static let memory = CommandOption(
    "memory", value: "MB", takesHyphens: true
  ) { $0.memoryHelp }
  package static let threads = CommandOption(
    "threads", value: "number", takesHyphens: true
  ) { $0.threadsHelp }

  package static let rowFormat = CommandOption("format", value: "name", .rowFormat) {
    $0.rowFormatHelp(RowFormats.all.map(\.name))
  }
  package static let queries = CommandOption("queries", value: "folder", .file) { $0.queriesHelp }
  package static let evidence = CommandOption(flag: "evidence") { $0.evidenceHelp }
  package static let yes = CommandOption(flag: "yes") { $0.yesHelp }

  package static let formatOption = CommandOption(
    "option", short: "O", value: "name=value", takesHyphens: true
  ) { $0.formatOptionHelp }

  package static let pluginDir = CommandOption(
    "plugin-dir", value: "folder", .file, takesHyphens: true, group: { $0.pluginsHeading }
  ) { $0.pluginDirHelp }
  package static let pluginTrace = CommandOption(
    "plugin-trace", value: "file", .file, group: { $0.pluginsHeading }
  ) { $0.pluginTraceHelp }
  package static let noPlugins = CommandOption(
    flag: "no-plugins", group: { $0.pluginsHeading }
  ) { $0.noPluginsHelp }
}

/// Options that go together.
extension [CommandOption] {
  /// Those of plugins in any language.
  package static let plugins: [CommandOption] = [.pluginDir, .pluginTrace, .noPlugins]
  /// How much a query may use.
  package static let limits: [CommandOption] = [.timeout, .memory, .threads]
  /// Those of every command that runs queries.
  package static let queryRunning: [CommandOption] = [.parameter] + limits + [.noColor]
  /// Those of every command that shows rows.
  package static let rowShowing: [CommandOption] =
    [.rowFormat] + queryRunning + [
      .queries, .yes, .evidence, .at, .color, .plain, .errors, .muteWarning,
    ]
}
