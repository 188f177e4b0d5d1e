import PluginKit

extension CommandDescription {
  /// `:import` and `dolen import`.
  package static let importFile = CommandDescription(
    "import", { $0.importSummary },
    shell: ShellForm(
      [.optional("FORMAT", .importFormat), .required("FILE", .file)],
      details: { words, plugins in
        words.importShellDetails + "\n\n"
          + plugins.importers.compactMap { $0.listed($0.importOptions) }.joined(separator: "\n")
      }),
    program: ProgramForm(
      [.graphFile, .importSource],
      options: [.importFormat, .formatOption] + .importChoices + .mapping + .tables + .plugins
        + [.language],
      details: { $0.importDetails },
      examples: [
        "dolen import evidence.dolen Graph",
        "dolen import evidence.dolen --format jsonl -  < backup.jsonl",
        "dolen import evidence.dolen Graph --dangling skip",
        "dolen import evidence.dolen search.ris --dedup merge",
        "dolen import evidence.dolen corrected.jsonl --existing update --dry-run",
        "dolen import evidence.dolen coding.csv --map coding.csv.map",
        """
        dolen import evidence.dolen coding.csv --node Study:id=key,title --node Factor:id=factor \\
          --rel "Study-[:SUPPORTS]->Factor"
        """,
        """
        dolen import evidence.dolen --nodes Study=study.csv \\
          --relationships CITES=header.csv,cites.csv
        """,
      ]))
}

extension CommandArgument {
  package static let importSource = optional("source", .file) { $0.importSourceHelp }
}

extension CommandOption {
  package static let importFormat = CommandOption("format", value: "name", .importFormat) {
    $0.importFormatHelp
  }
  package static let nodesTable = table("nodes", "label[:label]=file,…") { $0.nodesTableHelp }
  package static let relationshipsTable = table("relationships", "type=file,…") {
    $0.relationshipsTableHelp
  }
  package static let dryRun = CommandOption(flag: "dry-run", group: { $0.importChoicesHeading }) {
    $0.dryRunHelp
  }
  package static let onError = choice("on-error", "what", .choice(["stop", "skip"])) {
    $0.onErrorHelp
  }
  package static let existing = choice("existing", "what", .choice(["stop", "keep", "update"])) {
    $0.existingHelp
  }
  package static let dangling = choice("dangling", "what", .choice(["stop", "skip", "make"])) {
    $0.danglingHelp
  }
  package static let dedup = choice("dedup", "what", .choice(["off", "report", "merge"])) {
    $0.dedupHelp
  }
  package static let importReport = choice("report", "file", .file) { $0.importReportHelp }
  package static let skippedFile = choice("skipped", "file", .file) { $0.skippedFileHelp }

  package static let mapFile = mapping("map", "file", .file) { $0.mapFileHelp }
  package static let nodeRule = mapping("node", "label:key=column,…") { $0.nodeRuleHelp }
  package static let relationshipRule = mapping("rel", "label-[:type]->label") {
    $0.relationshipRuleHelp
  }

  private static func mapping(
    _ name: String, _ value: String, _ kind: ArgumentKind = .free,
    help: @escaping CommandDescription.Saying
  ) -> CommandOption {
    CommandOption(name, value: value, kind, group: { $0.mappingHeading }, help: help)
  }

  private static func choice(
    _ name: String, _ value: String, _ kind: ArgumentKind,
    help: @escaping CommandDescription.Saying
  ) -> CommandOption {
    CommandOption(
      name, value: value, kind, group: { $0.importChoicesHeading }, help: help)
  }

  package static let delimiter = table("delimiter", "delimiter") { $0.delimiterHelp }
  package static let idMemory = table("id-memory", "MB") { $0.idMemoryHelp }

  private static func table(
    _ name: String, _ value: String, _ kind: ArgumentKind = .free,
    help: @escaping CommandDescription.Saying
  ) -> CommandOption {
    CommandOption(
      name, value: value, kind, takesHyphens: true, group: { $0.tablesHeading }, help: help)
  }
}

extension [CommandOption] {
  /// What an import does where the source alone does not say it, and what it leaves in writing.
  package static let importChoices: [CommandOption] = [
    .dryRun, .onError, .existing, .dangling, .dedup, .importReport, .skippedFile,
  ]
  /// What becomes of the rows of a table.
  package static let mapping: [CommandOption] = [.mapFile, .nodeRule, .relationshipRule]
  /// Those of tables.
  package static let tables: [CommandOption] = [
    .nodesTable, .relationshipsTable, .delimiter, .idMemory,
  ]
}

extension FormatPlugin {
  /// The format and its options, one a line; nil where it has no such ability.
  func listed(_ options: [OptionDescriptor]?) -> String? {
    options.map { options in
      (["  \(name)  \(format.summary)"] + options.map { "    \($0.line)" })
        .joined(separator: "\n")
    }
  }
}

extension ShellCommand {
  /// Imports a file or a folder.
  static let importFile = ShellCommand(.importFile, reachesOut: true) { state, argument in
    var words = ArgumentReader(argument)
    guard let first = words.word() else { throw CommandMisused() }
    let second = words.word { !$0.contains("=") }
    let options = words.options()
    guard words.rest.isEmpty else { throw CommandMisused() }
    let report: ImportReport
    if second == nil, state.plugins.isOfTables(first) {
      report = try state.transfer.importTables(
        format: first, options: options, folder: state.folder, isInterrupted: state.isInterrupted)
    } else {
      let path = state.resolved(second ?? first)
      func run(_ options: OptionSettings) throws -> ImportReport {
        try state.transfer.importGraph(
          from: path, format: second == nil ? nil : first, options: options,
          isInterrupted: state.isInterrupted)
      }
      guard second != nil, first.lowercased() == "review" else {
        return [.notice(try run(options).text(state.words))]
      }
      // A review that is read again keeps what a person has decided.
      var again = try ReviewDesk.importAgain(
        path, into: state.graph, options: options, words: state.words, run)
      again.renewal.restate(&again.report)
      return [.notice(again.report.text(state.words))]
        + again.renewal.sentences(in: state.words).map { .notice($0) }
    }
    return [.notice(report.text(state.words))]
  }
}

extension ArgumentReader {
  /// The words of the form `name=value` that come next.
  mutating func options() -> OptionSettings {
    var options = OptionSettings()
    while let word = word(where: { $0.isOption }), let equals = word.firstIndex(of: "=") {
      options.add(String(word[..<equals]), String(word[word.index(after: equals)...]))
    }
    return options
  }
}

extension String {
  /// Whether this is `name=value`, the name in lower case with hyphens.
  fileprivate var isOption: Bool {
    guard let equals = utf8.firstIndex(of: UInt8(ascii: "=")), equals != startIndex else {
      return false
    }
    return utf8[..<equals].allSatisfy {
      $0 == UInt8(ascii: "-") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
    }
  }
}
