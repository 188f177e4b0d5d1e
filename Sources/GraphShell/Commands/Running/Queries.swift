import GraphModel
import WordCatalog

extension CommandDescription {
  /// `:queries` and `dolen queries`.
  package static let queries = CommandDescription(
    "queries", { $0.queriesSummary }, shell: ShellForm([.optional("TOPIC")]),
    program: ProgramForm([.topic], options: .rowShowing + [.language]))
}

extension CommandArgument {
  package static let topic = optional("topic") { $0.topicHelp }
}

extension ShellCommand {
  /// Lists the saved queries.
  static let queries = ShellCommand(.queries) { state, argument in
    try state.library.effects(topic: argument, words: state.words)
  }
}

extension QueryLibrary {
  /// The list of saved queries as rows; of one topic where it is not empty.
  func effects(topic: String, words: Words) throws -> [ShellEffect] {
    guard folder != nil else { return [.notice(words.noSavedQueries)] }
    let queries = try all().filter { topic.isEmpty || $0.topic == topic }
    return [
      .rows(
        columns: [
          words.topicHeading, words.nameHeading, words.questionHeading, words.parametersHeading,
        ],
        queries.map { query in
          let parameters = query.parameters.map { "$\($0.name) = \($0.expression)" }
          return [
            query.topic.isEmpty ? .null : .string(query.topic), .string(query.name),
            .string(query.question),
            parameters.isEmpty ? .null : .string(parameters.joined(separator: ", ")),
          ]
        })
    ]
  }
}
