import GraphEngine
import WordCatalog

extension CommandDescription {
  static let last = CommandDescription(
    "last", { $0.lastSummary },
    shell: ShellForm(
      [.optional("FORMAT", .rowFormat)], details: { words, _ in words.lastDetails },
      examples: [":last", ":last line", ":last markdown"]))
}

extension ShellCommand {
  /// Shows the last answer again, all of it.
  static let last = ShellCommand(.last) { state, argument in
    var words = ArgumentReader(argument)
    let format = try words.word().map { try RowFormats.required($0, words: state.words) }
    guard words.rest.isEmpty else { throw CommandMisused() }
    guard let answer = state.lastAnswer else {
      throw ShellFailure(.query, state.words.noLastAnswer)
    }
    guard let rows = answer.rows else {
      throw ShellFailure(.query, state.words.lastAnswerTooLong(rows: answer.count))
    }
    return [.again(columns: answer.columns, rows, format ?? state.format)]
  }
}
