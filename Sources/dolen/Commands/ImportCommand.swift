import ArgumentParser
import GraphEngine
import GraphShell
import Platform
import PluginKit
import WordCatalog

/// `dolen import DB SOURCE`: a file or a folder into a graph.
struct ImportCommand: DescribedCommand {
  static let described = CommandDescription.importFile

  @Argument(.graphFile) var file: String

  @Argument(.importSource) var source: String?

  @Option(.importFormat) var format: String?

  @OptionGroup var transfer: TransferOptions

  @OptionGroup(title: Words.english.importChoicesHeading) var choices: ImportChoices

  @OptionGroup(title: Words.english.mappingHeading) var mapping: TableMappingOptions

  @OptionGroup(title: Words.english.tablesHeading) var tables: BulkTables

  @OptionGroup var spoken: LanguageOptions

  @OptionGroup(title: Words.english.pluginsHeading) var pluginOptions: PluginOptions

  func validate() throws {
    if source == nil, !mapping.isEmpty { throw ValidationError(words.mappingNeedsSource) }
    if source == nil, tables.isEmpty, transfer.options.isEmpty {
      throw ValidationError(
        words.nothingToImport)
    }
    if source != nil, !tables.isEmpty {
      throw ValidationError(words.fileOrTables)
    }
  }

  func perform(with plugins: PluginRegistry) -> Int32 {
    let console = TerminalConsole(color: .auto, isInteractive: false, words: words)
    var takesReport = false
    do {
      try choices.check()
      takesReport = true
      var options = choices.settings
      for (name, text) in mapping.settings.entries { options.add(name, text) }
      for (name, text) in try transfer.values(words).entries { options.add(name, text) }
      let report =
        if let source {
          try importSource(source, options, plugins)
        } else {
          try tables.load(into: file, format: format, options, choices, plugins, words)
        }
      try choices.write(report, to: console, words)
      return 0
    } catch {
      let code =
        (error as? OptionError).map { console.report(ShellFailure(.usage, "\($0)")) }
        ?? console.report(error)
      guard takesReport else { return code }
      do {
        try choices.write(stoppedBy: error, of: source ?? tables.sources, to: console)
      } catch {
        _ = console.report(error)
      }
      return code
    }
  }

  private func importSource(
    _ source: String, _ options: OptionSettings, _ plugins: PluginRegistry
  ) throws -> ImportReport {
    let words = words
    let opening = GraphOpening(file: file, access: .create, words: words)
    if format == "review", opening.exists {
      return try importAgain(source, options, opening, plugins)
    }
    Interrupts.watch(Graph(), interactive: false)
    return try choices.followed(words) { observer in
      try Interrupts.whileBusy {
        try GraphTransfer.importGraph(
          into: GraphFile(file), from: source, plugins: plugins, words: words, format: format,
          options: options, isDryRun: choices.dryRun, observer: observer
        ) { graph in
          Interrupts.turn(to: graph)
          graph.tellNotices(in: words)
        }
      }
    }
  }
}

extension ImportCommand {
  /// Imports a review into a graph that may have it already: what an earlier import has put there gives way, and
  /// what a person has decided about it is done again.
  private func importAgain(
    _ source: String, _ options: OptionSettings, _ opening: GraphOpening, _ plugins: PluginRegistry
  ) throws -> ImportReport {
    let graph = try opening.graph()
    Interrupts.watch(graph, interactive: false)
    let isTrial = choices.dryRun
    var renewal = ReviewDesk.Renewal()
    var report = try choices.followed(words) { observer in
      let again = try Interrupts.whileBusy {
        try ReviewDesk.importAgain(
          source, into: graph, options: options, words: words, isTrial: isTrial
        ) { options in
          try GraphTransfer(graph, plugins: plugins, words: words).importGraph(
            from: source, format: format, options: options, writesFiles: !isTrial,
            observer: observer,
            isInterrupted: { Interrupts.hasArrived })
        }
      }
      renewal = again.renewal
      return again.report
    }
    renewal.restate(&report)
    let errors = StandardStream(STDERR_FILENO, words: words)
    for sentence in renewal.sentences(in: words) { _ = errors.write(line: sentence) }
    try graph.close()
    return report
  }
}

/// The options that plugins take.
struct TransferOptions: ParsableArguments {
  @Option(.formatOption) var options: [String] = []

  /// The options by name.
  ///
  /// - Throws: `OptionError` where one is not of the form `name=value`.
  func values(_ words: Words) throws -> OptionSettings {
    var values = OptionSettings()
    for option in options {
      guard let equals = option.firstIndex(of: "=") else {
        throw OptionError(words.optionNeedsValue(option))
      }
      values.add(String(option[..<equals]), String(option[option.index(after: equals)...]))
    }
    return values
  }
}
