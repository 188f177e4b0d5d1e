import GraphModel

extension ShellCommand {
  /// Lists the saved queries.
  static let queries = ShellCommand(
    "queries", argument: "[TOPIC]", summary: Words.summary
  ) { state, argument in try state.library.effects(topic: argument) }
}

extension QueryLibrary {
  /// The list of saved queries as rows; of one topic where it is not empty.
  func effects(topic: String) throws -> [ShellEffect] {
    guard folder != nil else { return [.notice(Words.none)] }
    let queries = try all().filter { topic.isEmpty || $0.topic == topic }
    return [
      .rows(
        columns: [Words.topic, Words.name, Words.question, Words.parameters],
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

private enum Words {
  static let summary = "List the saved queries with their questions"
  static let topic = "topic"
  static let name = "name"
  static let question = "question"
  static let parameters = "parameters"
  static let none =
    "There are no saved queries: no folder 'Queries' here or above, no --queries, no $DOLEN_QUERIES"
}
