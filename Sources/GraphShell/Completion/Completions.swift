import CypherSyntax
import GraphModel

/// The ways to go on with the word at the cursor; none inside texts and comments.
///
///     completions(for: "MATCH (s:St", cursor: 11, in: context)   // Study, Step
///
/// - Parameters:
///   - buffer: What is typed, from the beginning of the statement.
///   - cursor: Where the cursor stands in it, in bytes.
///   - context: The names that there are.
/// - Complexity: O(length of the text + number of names).
public func completions(
  for buffer: String, cursor: Int, in context: CompletionContext
) -> [Completion] {
  let cursor = min(max(0, cursor), buffer.utf8.count)
  if let first = buffer.utf8.first(where: { $0 > 0x20 }),
    first == UInt8(ascii: ":") || first == UInt8(ascii: ".")
  {
    return CommandCompletion(buffer, cursor: cursor, context: context).completions
  }
  return queryCompletions(CursorContext(buffer, cursor: cursor), in: context)
}

/// The ways to go on with a query, or with a lone expression.
func queryCompletions(
  _ cursor: CursorContext, in context: CompletionContext, isExpression: Bool = false
) -> [Completion] {
  let words = WordList(prefix: cursor.prefix, start: cursor.start)
  switch cursor.place {
  case .nothing: return []
  case .statement where !isExpression: return words.keywords(Keyword.statementStarts)
  case .label: return words.matching(context.labels, .label)
  case .type: return words.matching(context.types, .type)
  case .key: return words.matching(keys(cursor.holderAtBrace, cursor, context), .key)
  case .parameter: return words.matching(context.parameters, .parameter)
  case .procedure:
    return words.dotted(context.procedures, .procedure, after: cursor.dottedName)
  case .member(let name):
    let functions = name.map { words.dotted(context.functions, .function, after: $0 + ".") } ?? []
    return functions.isEmpty
      ? words.matching(keys(name, cursor, context), .key) : functions
  case .statement, .expression:
    // Without a letter the list of functions would only be in the way.
    let functions =
      cursor.prefix.isEmpty ? [] : words.matching(context.functions.map { $0 + "(" }, .function)
    return words.matching(cursor.variables, .variable) + words.keywords(Keyword.allCases)
      + functions
  }
}

/// The keys of what a variable is bound to, as far as its labels are written; all where none are.
private func keys(
  _ variable: String?, _ cursor: CursorContext, _ context: CompletionContext
) -> [String] {
  guard let variable else { return context.keys }
  let kinds = cursor.kinds(of: variable)
  let keys = context.keysOf(kinds.labels, kinds.types)
  return keys.isEmpty ? context.keys : keys
}

extension CursorContext {
  /// The dotted name before the word, with its last dot; empty where there is none.
  var dottedName: String {
    var name = ""
    var index = tokens.count - 1
    while index >= 1, tokens[index] == .sign(UInt8(ascii: ".")),
      case .word(let word) = tokens[index - 1]
    {
      name = "\(word).\(name)"
      index -= 2
    }
    return name
  }
}

/// Picks from lists of names those that go on with a typed part.
struct WordList {
  let prefix: String
  let start: Int

  /// The names that begin with the typed part, in any letter case, sorted.
  func matching(_ names: some Sequence<String>, _ kind: Completion.Kind) -> [Completion] {
    let wanted = prefix.lowercased()
    return Set(names).filter { $0.lowercased().hasPrefix(wanted) }.sorted { Text($0) < Text($1) }
      .map { Completion($0, kind, start: start) }
  }

  /// The next parts of the dotted names that begin with `stem`.
  func dotted(
    _ names: some Sequence<String>, _ kind: Completion.Kind, after stem: String
  ) -> [Completion] {
    let parts = names.compactMap { name -> String? in
      guard name.lowercased().hasPrefix(stem.lowercased()) else { return nil }
      let rest = name.dropFirst(stem.count)
      guard let dot = rest.firstIndex(of: ".") else { return rest + "(" }
      return String(rest[...dot])
    }
    return matching(parts, kind)
  }

  /// The keywords that begin with the typed part, in its letter case.
  func keywords(_ keywords: [Keyword]) -> [Completion] {
    matching(keywords.map(\.rawValue), .keyword).map { completion in
      var completion = completion
      completion.text = cased(completion.text)
      return completion
    }
  }

  /// A keyword as the hand at the keyboard writes keywords: `match`, `Match` or `MATCH`.
  private func cased(_ keyword: String) -> String {
    guard let first = prefix.unicodeScalars.first, keyword == keyword.uppercased() else {
      return keyword
    }
    let hasLower = prefix.unicodeScalars.contains { $0.properties.isLowercase }
    if !hasLower { return keyword }
    if first.properties.isLowercase { return keyword.lowercased() }
    return keyword.prefix(1).uppercased() + keyword.dropFirst().lowercased()
  }
}
