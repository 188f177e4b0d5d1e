import GraphEngine
import GraphModel
import WordCatalog

extension CommandDescription {
  /// `:diff` and `dolen diff`.
  package static let diff = CommandDescription(
    "diff", { $0.diffSummary },
    shell: ShellForm(
      [.required("SNAPSHOT"), .optional("SNAPSHOT")],
      details: { words, _ in words.diffShellDetails },
      examples: [":diff may", ":diff may june"]),
    program: ProgramForm(
      [.diffBefore, .diffAfter],
      options: [.diffFormat, .output, .exportForce, .diffQuery, .diffQueries]
        + .limits + [.color, .language],
      details: { $0.diffDetails },
      examples: [
        "dolen diff review.dolen@may", "dolen diff review.dolen@may @june --format markdown",
        "dolen diff last-year.dolen review.dolen --format dot | dot -Tsvg > changes.svg",
        "dolen diff review.dolen@may --queries Queries/overview",
      ]))
}

extension CommandArgument {
  package static let diffBefore = required("before", .file) { $0.diffBeforeHelp }
  package static let diffAfter = optional("after", .file) { $0.diffAfterHelp }
}

extension CommandOption {
  package static let diffFormat = CommandOption("format", value: "name", .rowFormat) {
    $0.diffFormatHelp
  }
  package static let diffQuery = CommandOption("query", value: "file", .file) { $0.diffQueryHelp }
  package static let diffQueries = CommandOption("queries", value: "folder", .file) {
    $0.diffQueriesHelp
  }
}

extension ShellCommand {
  /// Shows what lies between a snapshot and the graph at hand, or another snapshot.
  static let diff = ShellCommand(.diff) { state, argument in
    var reader = ArgumentReader(argument)
    guard let name = reader.word() else { throw CommandMisused() }
    let open = state.present ?? state.graph
    let before = try open.reader(at: name)
    let after = try reader.word().map { try open.reader(at: $0) } ?? state.graph
    let found = try DifferenceDesk(before, after, words: state.words).table()
    let said = ShellEffect.notice(found.counts.text(state.words))
    return found.rows.isEmpty ? [said] : [.rows(columns: found.columns, found.rows), said]
  }
}
