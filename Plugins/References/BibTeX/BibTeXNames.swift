/// The names in a field of BibTeX.
enum BibTeXNames {
  /// The names that `and` parts.
  static func names(_ field: String) -> [PersonName] {
    parts(field, by: isAnd).compactMap(name)
  }

  /// Splits at words of depth 0 for which `isSeparator` holds, or at the comma.
  private static func parts(_ text: String, by isSeparator: (Substring) -> Bool) -> [String] {
    words(text).split(whereSeparator: { isSeparator($0[...]) }).map { $0.joined(separator: " ") }
  }

  private static func isAnd(_ word: Substring) -> Bool { word.lowercased() == "and" }

  /// The words of `text`, where braces hold blanks together.
  private static func words(_ text: String) -> [String] {
    var result: [String] = []
    var word = String.UnicodeScalarView()
    var depth = 0
    var isEscaped = false
    for scalar in text.unicodeScalars {
      let isBlank =
        scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r"
        || scalar == "~" && !isEscaped
      if isBlank, depth == 0 {
        if !word.isEmpty { result.append(String(word)) }
        word = .init()
        isEscaped = false
        continue
      }
      if scalar == "{" { depth += 1 }
      if scalar == "}" { depth = max(0, depth - 1) }
      isEscaped = scalar == "\\"
      word.append(scalar)
    }
    if !word.isEmpty { result.append(String(word)) }
    return result
  }

  /// `First von Last`, `von Last, First`, `von Last, Jr, First`, `{An Organisation}`, `others`.
  private static func name(_ text: String) -> PersonName? {
    let text = text.trimmed
    if text.isEmpty { return nil }
    if text.lowercased() == "others" { return .others }
    if isGroup(text) {
      let name = LaTeXText.plain(String(text.dropFirst().dropLast())).singleSpaced
      return name.isEmpty ? nil : PersonName(corporate: name)
    }
    let parts = commaParts(text).map { $0.trimmed }
    if parts.count > 1 {
      let plain = parts.map { LaTeXText.plain($0).singleSpaced }
      if plain[0].isEmpty { return PersonName(inverted: plain.joined(separator: " ")) }
      return parts.count == 2
        ? PersonName(family: plain[0], given: plain[1])
        : PersonName(
          family: plain[0], given: plain[2...].joined(separator: ", "), suffix: plain[1])
    }
    return inOrder(words(text))
  }

  /// `First von Last`: the family name is the last word, or begins at the first small word.
  private static func inOrder(_ words: [String]) -> PersonName? {
    guard let last = words.indices.last else { return nil }
    let particle = words.indices.dropLast().first { isSmall(words[$0]) }
    var start = particle ?? last
    // A name of small words alone is a family name.
    if particle == words.startIndex { start = words.startIndex }
    func plain(_ range: Range<Int>) -> String {
      LaTeXText.plain(words[range].joined(separator: " ")).singleSpaced
    }
    let family = plain(start..<words.endIndex)
    return family.isEmpty ? nil : PersonName(family: family, given: plain(0..<start))
  }

  /// Whether a word begins with a small letter outside of braces.
  private static func isSmall(_ word: String) -> Bool {
    if word.hasPrefix("{"), !word.hasPrefix("{\\") { return false }
    let letter = LaTeXText.plain(word).unicodeScalars.first { $0.properties.isAlphabetic }
    return letter?.properties.isLowercase ?? false
  }

  /// Whether one pair of braces holds all of `text`, and is no accent: `{World Bank}`.
  private static func isGroup(_ text: String) -> Bool {
    guard text.hasPrefix("{"), text.hasSuffix("}"), !text.hasPrefix("{\\") else { return false }
    var depth = 0
    for (position, byte) in text.utf8.enumerated() {
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") { depth -= 1 }
      if depth == 0, position < text.utf8.count - 1 { return false }
    }
    return depth == 0
  }

  private static func commaParts(_ text: String) -> [String] {
    var parts: [String] = []
    var part = String.UnicodeScalarView()
    var depth = 0
    for scalar in text.unicodeScalars {
      if scalar == "{" { depth += 1 }
      if scalar == "}" { depth -= 1 }
      if scalar == ",", depth == 0 {
        parts.append(String(part))
        part = .init()
      } else {
        part.append(scalar)
      }
    }
    return parts + [String(part)]
  }

  /// The names as a field of BibTeX; ``names(_:)`` reads them as the same.
  static func field(_ names: [PersonName]) -> String {
    names.map(written).joined(separator: " and ")
  }

  private static func written(_ name: PersonName) -> String {
    if name == .others { return "others" }
    let family = LaTeXWriter.escaped(name.family)
    if name.isCorporate { return "{\(family)}" }
    guard name.given != nil || name.suffix != nil else {
      let isWord = words(family).count == 1 && !family.contains(",") && !family.contains("{")
      return isWord && !isAnd(family[...]) ? family : "{\(family)}"
    }
    var parts = [protected(family)]
    if let suffix = name.suffix { parts.append(protected(LaTeXWriter.escaped(suffix))) }
    parts.append(protected(LaTeXWriter.escaped(name.given ?? "")))
    return parts.joined(separator: ", ")
  }

  /// A part of a name in braces where it has a comma or the word that parts names.
  private static func protected(_ part: String) -> String {
    let isPlain = !part.contains(",") && !words(part).contains { isAnd($0[...]) }
    return isPlain ? part : "{\(part)}"
  }
}
