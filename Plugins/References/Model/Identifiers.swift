import GraphModel

/// Identifiers of works, brought to one form, so that the same work has the same one in every file.
enum Identifier {
  /// A DOI in lower case without address or prefix: `10.1000/xyz`; nil where `text` is none.
  ///
  /// Case means nothing in a DOI. What stands after it, as in `10.1000/xyz [doi]`, is no part of it.
  static func doi(_ text: String) -> String? {
    var rest = text.trimmed.lowercased()
    for prefix in ["https://", "http://"] where rest.hasPrefix(prefix) {
      rest = String(rest.dropFirst(prefix.utf8.count))
      guard let slash = rest.firstIndex(of: "/"), rest[..<slash].contains("doi") else {
        return nil
      }
      rest = String(rest[rest.index(after: slash)...])
    }
    for prefix in ["dx.doi.org/", "doi.org/", "doi:", "doi "] where rest.hasPrefix(prefix) {
      rest = String(rest.dropFirst(prefix.utf8.count)).trimmed
    }
    rest = rest.percentDecoded
    let end = rest.unicodeScalars.firstIndex { $0 == " " || $0 == "\t" } ?? rest.endIndex
    rest = String(rest[..<end])
    while let last = rest.unicodeScalars.last, ".,;".unicodeScalars.contains(last) {
      rest.unicodeScalars.removeLast()
    }
    guard rest.hasPrefix("10."), let slash = rest.firstIndex(of: "/"),
      rest[rest.index(rest.startIndex, offsetBy: 3)..<slash].utf8.count >= 4,
      rest.index(after: slash) < rest.endIndex
    else { return nil }
    return rest
  }

  /// A DOI that is stated anywhere in `text`, as databases write it into notes: `doi: 10.1000/xyz`.
  static func doi(within text: String) -> String? {
    let lower = text.lowercased()
    guard let start = lower.position(of: "10.") else { return nil }
    guard lower[..<start].trimmed.hasSuffix("doi:") || lower[..<start].trimmed == "doi" else {
      return nil
    }
    return doi(String(lower[start...]))
  }

  /// A number of PubMed: digits alone, whatever stands around them; nil where there are none.
  static func pmid(_ text: String) -> String? {
    var rest = text.trimmed.lowercased()
    if rest.hasPrefix("https://") || rest.hasPrefix("http://") {
      guard rest.contains("pubmed") else { return nil }
      rest = rest.split(separator: "/").last.map(String.init) ?? ""
    }
    for prefix in ["pmid:", "pmid"] where rest.hasPrefix(prefix) {
      rest = String(rest.dropFirst(prefix.utf8.count)).trimmed
    }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    let after = rest[digits.endIndex...].trimmed
    guard (1...9).contains(digits.utf8.count), after.isEmpty || after.hasPrefix("[") else {
      return nil
    }
    let number = digits.drop { $0 == "0" }
    return number.isEmpty ? nil : String(number)
  }

  /// A number of PubMed Central, `PMC123456`; nil where `text` is none.
  static func pmcid(_ text: String) -> String? {
    var rest = text.trimmed.uppercased()
    if let slash = rest.position(of: "/PMC") { rest = String(rest[rest.index(after: slash)...]) }
    for prefix in ["PMCID:", "PMCID"] where rest.hasPrefix(prefix) {
      rest = String(rest.dropFirst(prefix.utf8.count)).trimmed
    }
    if rest.hasSuffix("/") { rest = String(rest.dropLast()) }
    guard rest.hasPrefix("PMC"), String(rest.dropFirst(3)).isDigits else { return nil }
    return rest
  }

  /// The addresses of pages in `text`, each of which begins a word; blanks within one are kept.
  static func addresses(_ text: String) -> [String] {
    var found: [String] = []
    for word in text.split(whereSeparator: \.isWhitespace) {
      let isStart = ["http://", "https://", "ftp://", "www."].contains { word.hasPrefix($0) }
      if isStart || found.isEmpty {
        found.append(String(word))
      } else {
        found[found.count - 1] += " \(word)"
      }
    }
    return found.map { $0.hasSuffix(";") ? String($0.dropLast()) : $0 }
  }

  /// The numbers of a book or serial in `text`, and whether nothing else of meaning stands there.
  static func serials(_ text: String) -> (issn: [String], isbn: [String], isAll: Bool) {
    var issn: [String] = []
    var isbn: [String] = []
    var isAll = true
    let words = text.split { " ,;\t\n()[]".contains($0) || $0 == "\r\n" }
    for word in words {
      let digits = word.uppercased().filter { $0 != "-" && $0 != "\u{2010}" && $0 != "–" }
      let isNumber = digits.utf8.enumerated().allSatisfy { index, byte in
        (0x30...0x39).contains(byte) || byte == 0x58 && index == digits.utf8.count - 1
      }
      switch (isNumber, digits.utf8.count) {
      case (true, 8): issn.append("\(digits.prefix(4))-\(digits.suffix(4))")
      case (true, 10), (true, 13): isbn.append(String(word))
      default:
        let known = [
          "print", "electronic", "linking", "online", "issn", "isbn", "issn:", "isbn:", "eissn",
          "hardcover", "paperback", "ebook",
        ]
        isAll = isAll && known.contains(word.lowercased())
      }
    }
    return (issn, isbn, isAll && !(issn.isEmpty && isbn.isEmpty))
  }
}

extension String {
  /// Where `text` begins for the first time; nil where it does not occur.
  func position(of text: String) -> String.Index? {
    let wanted = Array(text.utf8)
    let view = utf8
    var index = view.startIndex
    while index < view.endIndex {
      if view[index...].starts(with: wanted) { return index }
      index = view.index(after: index)
    }
    return nil
  }
}
