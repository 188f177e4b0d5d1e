import GraphEngine
import GraphModel
import PluginKit

extension CommandDescription {
  /// `:export` and `dolen export`.
  package static let exportFile = CommandDescription(
    "export", { $0.exportSummary },
    shell: ShellForm(
      [
        .required("FORMAT", .exportFormat), .required("FILE", .file),
        .optional("QUERY", .exportOptionsOrQuery),
      ],
      details: { words, plugins in
        let names = Set(plugins.exporters.map(\.name))
        return [
          words.exportShellDetails,
          plugins.exporters.compactMap { $0.listed($0.exportOptions) }.joined(separator: "\n"),
          words.rowFormatsForExport(RowFormats.all.map(\.name).filter { !names.contains($0) }),
        ].joined(separator: "\n\n")
      }),
    program: ProgramForm(
      [.graphFile, .exportTarget],
      options: [
        .exportFormat, .output, .exportQuery, .exportAround, .exportHops, .exportAs, .salvage,
        .exportForce, .formatOption,
      ] + .queryRunning + .plugins + [.language],
      details: { $0.exportDetails },
      examples: [
        "dolen export evidence.dolen backup.jsonl",
        "dolen export damaged.dolen rescued.jsonl --salvage",
        """
        dolen export evidence.dolen --format dot -o factors.dot \\
          --query 'MATCH p = (:Study)-[:SUPPORTS]->(:Factor) RETURN p'
        """,
        "dolen export evidence.dolen harden.graphml --around Study:id=harden-2015 --hops 2",
        """
        dolen export evidence.dolen factors.xlsx \\
          --query 'MATCH (f:Factor) RETURN f.id AS id, f.name_en AS factor ORDER BY id'
        """,
      ]))
}

extension CommandArgument {
  package static let exportTarget = optional("path", .file) { $0.exportTargetHelp }
}

extension CommandOption {
  package static let exportFormat = CommandOption("format", value: "name", .exportFormat) {
    $0.exportFormatHelp
  }
  package static let output = CommandOption(
    "output", short: "o", value: "path", .file, takesHyphens: true
  ) { $0.outputHelp }
  package static let exportQuery = CommandOption(
    "query", value: "query", .cypher, takesHyphens: true
  ) { $0.exportQueryHelp }
  package static let exportAround = CommandOption(
    "around", value: "node", takesHyphens: true
  ) { $0.exportAroundHelp }
  package static let exportHops = CommandOption("hops", value: "number") { $0.exportHopsHelp }
  package static let exportAs = CommandOption(
    "as", value: "what", .choice(ExportSelection.Form.allCases.map(\.rawValue))
  ) { $0.exportAsHelp }
  package static let salvage = CommandOption(flag: "salvage") { $0.salvageHelp }
  package static let exportForce = CommandOption(flag: "force") { $0.exportForceHelp }
}

extension ShellCommand {
  /// Exports the graph, what a query finds of it, or the rows of an answer.
  static let exportFile = ShellCommand(.exportFile, reachesOut: true) { state, argument in
    var words = ArgumentReader(argument)
    guard let format = words.word() else { throw CommandMisused() }
    let (path, replacing) = try words.target()
    var options = words.options()
    var query = words.rest
    if query.utf8.last == UInt8(ascii: ";") { query.removeLast() }
    let selection = try ExportSelection(
      query: query.isEmpty ? nil : query, takenFrom: &options, state.words)
    do {
      let transfer = state.transfer
      if let rowFormat = RowFormats.named(format), !transfer.exports(to: format) {
        guard !query.isEmpty, options.entries.isEmpty else {
          throw ShellFailure(.query, state.words.rowsNeedQuery)
        }
        let sink = try AnswerSink(try state.target(path, replacing: replacing))
        let count = try state.graph.run(query, parameters: state.parameters)
          .write(as: rowFormat, to: sink.output)
        let failure = try sink.finish(in: state.words)
        return [failure.map { .notice($0) } ?? .notice(state.words.written(path, rows: count))]
      }
      let report = try transfer.export(
        selection, to: try state.exportPath(path), format: format, options: options,
        parameters: state.parameters, replacing: replacing)
      return [.notice("\(path): \(report.text(state.words))")]
    } catch let diagnostic as Diagnostic {
      throw ShellFailure(diagnostic, at: ScriptPlace(source: query))
    }
  }
}

extension ShellState {
  /// The file or folder that an export writes; `-` stays standard output.
  fileprivate func exportPath(_ path: String) throws -> String {
    if path == "-" { return path }
    guard path.hasPrefix("|") else { return resolved(path) }
    throw ShellFailure(.query, words.noPipe(path))
  }
}
