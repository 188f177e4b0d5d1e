import GraphModel

/// Words of a document that were given a code, and where they stand.
struct CodedPassage {
  var quote: String
  var page: Int?

  /// The passages of a coded text.
  ///
  /// What was marked in a PDF is a text of pages, with marks around what was selected:
  ///
  ///     Page 3:
  ///     [¬s]"local people hold the knowledge"[¬e]
  ///
  /// Any other text is the words themselves.
  static func passages(of text: String) -> [CodedPassage] {
    guard text.contains("[¬s]") else {
      let quote = text.trimmedWhitespace
      return quote.isEmpty ? [] : [CodedPassage(quote: quote)]
    }
    var passages: [CodedPassage] = []
    var page: Int?
    for (index, part) in parts(of: text, before: "[¬s]").enumerated() {
      var outside = part
      if index > 0 {
        let pieces = parts(of: part, before: "[¬e]")
        let quote = unquoted(pieces[0].trimmedWhitespace)
        if !quote.isEmpty { passages.append(CodedPassage(quote: quote, page: page)) }
        outside = pieces.dropFirst().joined(separator: " ")
      }
      page = lastPage(in: outside) ?? page
    }
    return passages
  }

  private static func parts(of text: String, before mark: String) -> [String] {
    var parts: [[Character]] = [[]]
    let sign = Array(mark)
    for character in text {
      parts[parts.count - 1].append(character)
      if parts[parts.count - 1].suffix(sign.count) == sign[...] {
        parts[parts.count - 1].removeLast(sign.count)
        parts.append([])
      }
    }
    return parts.map { String($0) }
  }

  /// The number of the last line `Page 3:`.
  private static func lastPage(in text: String) -> Int? {
    text.split(whereSeparator: \.isNewline).compactMap { line -> Int? in
      let words = line.split(whereSeparator: \.isWhitespace)
      guard words.count == 2, words[0].lowercased() == "page", words[1].hasSuffix(":") else {
        return nil
      }
      return Int(words[1].dropLast())
    }.last
  }

  private static func unquoted(_ text: String) -> String {
    guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
    return text.dropFirst().dropLast().trimmedWhitespace
  }
}
