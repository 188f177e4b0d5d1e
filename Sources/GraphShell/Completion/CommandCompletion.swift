import CypherSyntax

/// Completes the line of a command: its name, then its words by their kinds.
struct CommandCompletion {
  private let line: String
  private let cursor: Int
  private let context: CompletionContext

  init(_ line: String, cursor: Int, context: CompletionContext) {
    self.line = line
    self.cursor = cursor
    self.context = context
  }

  /// The ways to go on.
  var completions: [Completion] {
    let bytes = Array(line.utf8.prefix(cursor))
    let mark = bytes.firstIndex { $0 > 0x20 } ?? 0
    // The words after the colon, with where each begins.
    var words: [(text: String, start: Int)] = []
    var index = mark + 1
    while index < bytes.count {
      while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
      let start = index
      while index < bytes.count, bytes[index] > 0x20 { index += 1 }
      if index > start {
        words.append((String(decoding: bytes[start..<index], as: UTF8.self), start))
      }
    }
    if bytes.last.map({ $0 <= 0x20 }) ?? true || words.isEmpty { words.append(("", bytes.count)) }
    guard let last = words.last else { return [] }
    if words.count == 1 {
      return WordList(prefix: last.text, start: last.start)
        .matching(ShellCommand.all.map(\.name), .command)
    }
    guard let command = ShellCommand.named(words[0].text), !command.completion.isEmpty else {
      return []
    }
    // Cypher takes the rest of the line, whatever words it has.
    let kinds = command.completion
    // The options of a format stand between the file and the query, in which they are no words.
    if kinds.last == .exportOptionsOrQuery, words.count > 3 {
      let isOption = words.dropFirst(3).dropLast().allSatisfy {
        $0.text.contains("=") || $0.text == "--force"
      }
      if isOption {
        let list = WordList(prefix: last.text, start: last.start)
        let options = list.matching(context.exportOptions(words[1].text), .assignment)
        if !options.isEmpty { return options + list.keywords(Keyword.statementStarts) }
      }
      let start = words.dropFirst(3).first { !$0.text.contains("=") }?.start ?? last.start
      return queryCompletions(CursorContext(line, from: start, cursor: cursor), in: context)
    }
    let position = min(words.count - 2, kinds.count - 1)
    if kinds[position] == .cypher || kinds[position] == .expression {
      let start = words[min(kinds.count, words.count - 1)].start
      return queryCompletions(
        CursorContext(line, from: start, cursor: cursor), in: context,
        isExpression: kinds[position] == .expression)
    }
    // What takes one word is not completed with a second.
    if words.count - 2 >= kinds.count { return [] }
    if kinds[position] == .settingValue {
      let setting = context.settings.first { $0.name == words[1].text.lowercased() }
      return WordList(prefix: last.text, start: last.start)
        .matching(setting?.choices ?? [], .option)
    }
    return completions(of: last.text, at: last.start, kinds[position])
  }

  private func completions(
    of prefix: String, at start: Int, _ kind: ArgumentKind
  ) -> [Completion] {
    let words = WordList(prefix: prefix, start: start)
    switch kind {
    case .free, .cypher, .expression, .settingValue, .exportOptionsOrQuery: return []
    case .setting: return words.matching(context.settings.map(\.name), .option)
    case .labelOrType: return words.matching(context.labels + context.types, .label)
    case .file: return context.files(prefix).map { Completion($0, .file, start: start) }
    case .rowFormat: return words.matching(context.rowFormats, .option)
    case .importFormat:
      // It may be left out: a folder that is there comes before a format that is called alike.
      return context.files(prefix).map { Completion($0, .file, start: start) }
        + words.matching(context.importFormats, .option)
    case .exportFormat: return words.matching(context.exportFormats + context.rowFormats, .option)
    case .choice(let choices): return words.matching(choices, .option)
    case .command: return words.matching(ShellCommand.all.map(\.name), .command)
    case .query: return words.matching(context.queries, .query)
    case .parameter: return words.matching(context.parameters, .parameter)
    }
  }
}
