import EvidenceKit
import GraphEngine
import GraphModel
import WordCatalog

extension CommandDescription {
  static let search = CommandDescription(
    "search", { $0.searchSummary },
    shell: ShellForm(
      [.required("TEXT")], details: { words, _ in words.searchDetails },
      examples: [":search cymuned", ":search Hatzidimitriou 2012"]))
}

extension ShellCommand {
  /// Shows where words stand in names, printed words and claims.
  static let search = ShellCommand(.search) { state, argument in
    guard !argument.isEmpty else { throw CommandMisused() }
    let words = state.words
    let answer = try state.graph.run(
      "CALL evidence.search($text) YIELD node, score, field, marked, relationship "
        + "RETURN node, score, field, marked, relationship",
      parameters: ["text": .string(argument)])
    var rows: [[Value]] = []
    while let row = try answer.next() {
      guard case .node(let node) = row.values[0] else { continue }
      rows.append([.string(words.name(of: node)), row.values[2], row.values[3], row.values[1]])
    }
    guard !rows.isEmpty else { return [.notice(words.nothingFound)] }
    return [
      .rows(
        columns: [
          words.nodeCell, words.fieldHeading, words.foundHeading, words.scoreHeading,
        ], rows)
    ]
  }
}
