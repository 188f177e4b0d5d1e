import GraphModel

/// A search in a full-text index, as people write it, and the expression of FTS5 that means it.
///
/// The form is that of Lucene, reduced to what FTS5 can say:
///
/// | written | means |
/// |---|---|
/// | `sleep shift` | one of the words; `OR` and `\|\|` say the same |
/// | `sleep AND shift`, `+sleep +shift` | both; `&&` says the same |
/// | `sleep NOT shift`, `sleep -shift` | the first without the second; also `!` |
/// | `"shift work"` | the words in this order |
/// | `shi*` | words that begin so |
/// | `title:sleep`, `title:(sleep shift)` | in this property only |
/// | `\+` | the character itself |
///
/// `AND` binds closer than `OR`. Beside a word that must be there, words that may be there change
/// nothing but the order in Lucene, and nothing at all here.
struct FullTextSearch {
  /// The expression of FTS5; nil where there is no word to search for.
  let expression: Text?

  /// Reads `text`.
  ///
  /// - Parameter keys: The names of the index's keys, in order: the columns of its table.
  /// - Throws: `Diagnostic` where the text is unfinished or asks for what FTS5 cannot say.
  init(_ text: Text, keys: [String]) throws(Diagnostic) {
    var reader = SearchReader(text, keys: keys)
    expression = try reader.search().map { Text($0) }
  }
}

/// Reads a search, character by character.
private struct SearchReader {
  private let characters: [Unicode.Scalar]
  private let keys: [String]
  private var place = 0
  private var depth = 0

  private static let deepest = 64

  init(_ text: Text, keys: [String]) {
    characters = Array(text.string.unicodeScalars)
    self.keys = keys
  }

  /// A part of a search, and whether it must be there, may be, or must not be.
  private struct Clause {
    enum Need { case must, may, mustNot }
    var need: Need
    var expression: String
  }

  mutating func search() throws(Diagnostic) -> String? {
    let found = try alternatives()
    if let rest = peek() { throw unexpected(rest) }
    return found
  }

  // alternatives ::= both { [OR] both }
  private mutating func alternatives() throws(Diagnostic) -> String? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw .invalidSearch("Parentheses are nested more than \(Self.deepest) deep")
    }
    var clauses: [Clause] = []
    while let next = peek(), next != ")" {
      if takeWord("OR") || take("||") {
        guard !clauses.isEmpty, let next = peek(), next != ")" else {
          throw .invalidSearch("OR needs something on both sides")
        }
        continue
      }
      clauses.append(contentsOf: try together())
    }
    return try combined(clauses)
  }

  // both ::= clause { AND clause }
  private mutating func together() throws(Diagnostic) -> [Clause] {
    var clauses = try clause()
    while takeWord("AND") || take("&&") {
      guard let next = peek(), next != ")" else {
        throw .invalidSearch("AND needs something on both sides")
      }
      let more = try clause()
      clauses = (clauses + more).map { one in
        Clause(need: one.need == .may ? .must : one.need, expression: one.expression)
      }
    }
    guard clauses.count > 1 else { return clauses }
    // Of `a AND b c` the last is an alternative to the first two together.
    return try combined(clauses).map { [Clause(need: .may, expression: "(\($0))")] } ?? []
  }

  // clause ::= ['+' | '-' | '!' | NOT] [key ':'] ( '(' alternatives ')' | phrase | word )
  private mutating func clause() throws(Diagnostic) -> [Clause] {
    var need = Clause.Need.may
    if take("+") {
      need = .must
    } else if take("-") || take("!") || takeWord("NOT") {
      need = .mustNot
    }
    guard let next = peek(), next != ")" else {
      throw .invalidSearch("A word is missing at the end")
    }
    if take("+") || take("-") { return try clause() }
    guard let expression = try primary() else { return [] }
    return [Clause(need: need, expression: expression)]
  }

  private mutating func primary() throws(Diagnostic) -> String? {
    if take("(") {
      let inner = try alternatives()
      guard take(")") else { throw .invalidSearch("A parenthesis is not closed") }
      try refuseModifiers()
      return inner.map { "(\($0))" }
    }
    if take("\"") {
      let phrase = try phrase()
      try refuseModifiers()
      return phrase
    }
    guard let (word, isPrefix) = try word() else { return nil }
    if take(":") {
      guard let column = keys.firstIndex(of: word) else {
        throw .invalidSearch(
          "The index has no property '\(word)'",
          hint: didYouMean(word, in: keys) ?? "It covers \(keys.joined(separator: ", "))."
            + " A colon that is meant is written \\:")
      }
      guard let next = peek(), next != ")" else {
        throw .invalidSearch("A word is missing after '\(word):'")
      }
      return try primary().map { "{c\(column)} : (\($0))" }
    }
    try refuseModifiers()
    return quoted(word) + (isPrefix ? "*" : "")
  }

  private mutating func phrase() throws(Diagnostic) -> String {
    var text = ""
    while place < characters.count {
      let character = characters[place]
      place += 1
      if character == "\"" { return quoted(text) }
      if character == "\\", place < characters.count {
        text.unicodeScalars.append(characters[place])
        place += 1
      } else {
        text.unicodeScalars.append(character)
      }
    }
    throw .invalidSearch("A phrase in quotation marks is not closed")
  }

  /// A word, and whether a star stands behind it.
  private mutating func word() throws(Diagnostic) -> (String, isPrefix: Bool)? {
    skipSpace()
    if place < characters.count, "[{/^~".unicodeScalars.contains(characters[place]) {
      throw .unsupportedSearch(characters[place])
    }
    var text = ""
    while place < characters.count {
      let character = characters[place]
      if character == "\\", place + 1 < characters.count {
        text.unicodeScalars.append(characters[place + 1])
        place += 2
        continue
      }
      if character.properties.isWhitespace || "():\"^~[]{}".unicodeScalars.contains(character) {
        break
      }
      if character == "?" { throw .unsupportedSearch("?") }
      place += 1
      if character == "*" {
        let isEnd =
          place == characters.count || characters[place].properties.isWhitespace
          || characters[place] == ")"
        guard isEnd, !text.isEmpty else { throw .unsupportedSearch("*") }
        return (text, true)
      }
      text.unicodeScalars.append(character)
    }
    if text.isEmpty, let rest = peek() { throw unexpected(rest) }
    return text.isEmpty ? nil : (text, false)
  }

  private func refuseModifiers() throws(Diagnostic) {
    if place < characters.count, "^~".unicodeScalars.contains(characters[place]) {
      throw .unsupportedSearch(characters[place])
    }
  }

  /// The clauses as one expression; nil where there is none.
  private func combined(_ clauses: [Clause]) throws(Diagnostic) -> String? {
    let must = clauses.filter { $0.need == .must }.map(\.expression)
    let may = clauses.filter { $0.need == .may }.map(\.expression)
    let not = clauses.filter { $0.need == .mustNot }.map(\.expression)
    guard !clauses.isEmpty else { return nil }
    let wanted =
      must.isEmpty ? may.joined(separator: " OR ") : must.joined(separator: " AND ")
    guard !wanted.isEmpty else {
      throw .invalidSearch(
        "A search needs a word that is to be found, beside those that are not",
        hint: "Write: wanted NOT unwanted.")
    }
    return not.isEmpty ? wanted : "(\(wanted)) NOT (\(not.joined(separator: " OR ")))"
  }

  private func quoted(_ text: String) -> String {
    var quoted = "\""
    for character in text.unicodeScalars {
      quoted.unicodeScalars.append(character)
      if character == "\"" { quoted += "\"" }
    }
    return quoted + "\""
  }

  private func unexpected(_ character: Unicode.Scalar) -> Diagnostic {
    "[{/^~".unicodeScalars.contains(character)
      ? .unsupportedSearch(character)
      : .invalidSearch(
        "'\(character)' cannot stand here",
        hint: "A character that is meant is written \\\(character)")
  }

  // MARK: Characters

  private mutating func skipSpace() {
    while place < characters.count, characters[place].properties.isWhitespace { place += 1 }
  }

  /// The next character that is no space.
  private mutating func peek() -> Unicode.Scalar? {
    skipSpace()
    return place < characters.count ? characters[place] : nil
  }

  private mutating func take(_ text: String) -> Bool {
    skipSpace()
    let wanted = Array(text.unicodeScalars)
    guard characters[place...].starts(with: wanted) else { return false }
    place += wanted.count
    return true
  }

  /// Takes one of the words in capitals that join clauses.
  private mutating func takeWord(_ word: String) -> Bool {
    skipSpace()
    let wanted = Array(word.unicodeScalars)
    let end = place + wanted.count
    guard characters[place...].starts(with: wanted),
      end == characters.count || characters[end].properties.isWhitespace
        || characters[end] == "(" || characters[end] == "\""
    else { return false }
    place = end
    return true
  }
}
