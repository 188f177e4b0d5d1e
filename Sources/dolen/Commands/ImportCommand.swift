import ArgumentParser
import GraphEngine
import GraphShell
import PluginKit

/// `dolen import DB SOURCE`: a file or a folder into a graph.
struct ImportCommand: ParsableCommand, DolenAction {
  static let configuration = CommandConfiguration(
    commandName: "import", _superCommandName: "dolen",
    abstract: "Import a file or a folder, all of it or nothing.",
    discussion: """
      The graph's file is made where it is missing. The report says what became
      of every record. 'dolen formats' lists the formats.

      Examples:
        dolen import evidence.dolen Graph
        dolen import evidence.dolen --format jsonl -  < backup.jsonl
        dolen import evidence.dolen Graph -O dangling=skip
        dolen import evidence.dolen --nodes Study=study.csv \\
          --relationships CITES=header.csv,cites.csv
      """)

  @Argument(help: ArgumentHelp("The graph's file.", valueName: "db"))
  var file: String

  @Argument(help: "The file or folder to import; '-' is standard input.")
  var source: String?

  @Option(
    help: ArgumentHelp(
      "The format; without it, the name or the first bytes tell.", valueName: "name"))
  var format: String?

  @OptionGroup var transfer: TransferOptions

  @OptionGroup(title: "Tables") var tables: BulkTables

  func validate() throws {
    if source == nil, tables.isEmpty, transfer.options.isEmpty {
      throw ValidationError(
        "Name a file or folder to import, or tables: --nodes and --relationships")
    }
    if source != nil, !tables.isEmpty {
      throw ValidationError("Import either a file or folder, or tables; not both at once")
    }
  }

  func perform(with plugins: PluginRegistry) -> Int32 {
    let console = TerminalConsole(color: true, isInteractive: false)
    guard let source else {
      return tables.load(into: file, format: format, transfer, plugins, console)
    }
    let opening = GraphOpening(file: file, access: .create)
    let isNew = !opening.exists
    do {
      let report: ImportReport
      do {
        report = try importSource(source, opening, plugins)
      } catch {
        if isNew { opening.removeFile() }
        throw error
      }
      try console.output.write("\(report)\n")
      try console.flush()
      return 0
    } catch let error as OptionError {
      return console.report(ShellFailure(.usage, "\(error)"))
    } catch {
      return console.report(error)
    }
  }

  private func importSource(
    _ source: String, _ opening: GraphOpening, _ plugins: PluginRegistry
  ) throws -> ImportReport {
    let options = try transfer.values()
    // A mistake in the source's name should not leave a file behind, not even for a moment.
    if source != "-" { _ = try ImportSource(path: source) }
    let graph = try opening.graph()
    Interrupts.watch(graph, interactive: false)
    let report = try Interrupts.whileBusy {
      try GraphTransfer(graph, plugins: plugins).importGraph(
        from: source, format: format, options: options,
        isInterrupted: { Interrupts.hasArrived })
    }
    try graph.close()
    return report
  }
}

/// The options that plugins take.
struct TransferOptions: ParsableArguments {
  @Option(
    name: [.customShort("O"), .customLong("option")], parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "An option of the format; ':help import' and ':help export' list them. Repeatable.",
      valueName: "name=value"))
  var options: [String] = []

  /// The options by name.
  ///
  /// - Throws: `OptionError` where one is not of the form `name=value`.
  func values() throws -> OptionSettings {
    var values = OptionSettings()
    for option in options {
      guard let equals = option.firstIndex(of: "=") else {
        throw OptionError("-O takes name=value, not '\(option)'")
      }
      values.add(String(option[..<equals]), String(option[option.index(after: equals)...]))
    }
    return values
  }
}
