/// The place in a record that a term of a search is looked for in, as databases print it: `.ti,ab.`, `[tiab]`, `TI`,
/// `TITLE-ABS-KEY`, `TS=`, `:ti,ab,kw`, `exp …/`.
///
/// What is printed is told, and nothing is guessed: a term without a code has no field.
enum FieldCode {
  /// Codes behind a full stop or a colon, and before a bracket: those of Ovid, Embase, Cochrane and ProQuest.
  private static let short: Set<String> = [
    "ti", "ab", "tw", "mp", "kw", "kf", "sh", "hw", "nm", "ot", "jw", "jn", "au", "pt", "tx", "id",
    "tc", "mh", "af", "rn", "ox", "px", "rx", "ui", "sy", "so", "in", "lg", "la", "yr", "dp", "fs",
    "dm", "mf", "dv", "tm", "cw", "su", "de", "tt", "oa", "mj", "fx", "bt", "kp", "ff",
  ]
  /// Codes that stand in capitals before a term: those of EBSCO.
  private static let capitals: Set<String> = [
    "TI", "AB", "SU", "KW", "TX", "MH", "MM", "MJ", "DE", "TS", "KY", "ID", "ZU", "SH", "MW", "PT",
    "XB", "DH", "JN", "SO", "AU", "AK",
  ]
  /// Codes before a bracket, or before a sign of equality.
  private static let named: Set<String> = [
    "TITLE-ABS-KEY", "TITLE-ABS-KEY-AUTH", "TITLE-ABS", "TITLE", "ABS", "KEY", "ALL", "AUTHKEY",
    "INDEXTERMS", "SRCTITLE", "AUTH", "NOFT", "SUBJECT", "MAINSUBJECT", "MESH", "EXACT", "ABSTRACT",
    "KEYWORDS", "TOPIC", "TOP", "AK", "KP", "WC", "SUMMARY", "TITLECOMB", "ALLINTITLE", "INTITLE",
  ]
  /// Codes of what limits a search rather than being looked for: years, languages.
  private static let limiting: Set<String> = [
    "dp", "pdat", "edat", "crdt", "la", "lang", "language", "lg", "yr", "py", "pubyear", "dt",
    "date - publication", "publication date", "date", "sb", "filter", "limit-to", "exclude",
    "pd", "year", "dopublication", "/lim",
  ]
  /// Words that begin a limit: `LIMIT-TO (LANGUAGE, "English")`.
  static let limits: Set<String> = ["LIMIT-TO", "EXCLUDE", "PUBYEAR", "PUBDATETXT"]
  /// Words, folded, by which a line is a limit of what was searched above it.
  static let limitLines: Set<String> = [
    "limit", "limits", "limiters", "limiter", "limited", "filters", "filter", "narrow", "expanders",
    "restricted", "language", "languages", "timespan", "date", "dates", "cyfyngiadau", "cyfyngu",
    "cyfyngwyd", "iaith", "ieithoedd", "hidlyddion", "dyddiad", "dyddiadau", "blynyddoedd",
  ]

  /// Whether a code says that its term limits the search.
  static func isLimit(_ code: String) -> Bool {
    limiting.contains(code.lowercased().filter { $0 != "=" && $0 != ":" })
  }

  private static func isCodes(_ text: Substring) -> Bool {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    return !parts.isEmpty && parts.allSatisfy { short.contains(String($0).lowercased()) }
  }

  /// The code that ends a word, and what stands before it: `garden*.ti,ab.`, `garden*:ti,ab`, `garden*[tiab]`,
  /// `garden'/exp`; all of the word where it stands behind a bracket or a phrase.
  static func suffix(of word: String) -> (rest: Substring, code: String)? {
    if word.hasSuffix("]"), let open = word.lastIndex(of: "[") {
      let code = word[word.index(after: open)...].dropLast()
      // [1] is no place of a record; neither is `[mp=title, abstract]`, which only explains one.
      guard code.contains(where: \.isLetter), !code.isEmpty else { return nil }
      return (word[..<open], String(code))
    }
    var bare = word[...]
    let isClosed = bare.hasSuffix(".")
    if isClosed { bare.removeLast() }
    if let dot = bare.lastIndex(of: "."), isCodes(bare[bare.index(after: dot)...]) {
      return (bare[..<dot], String(bare[bare.index(after: dot)...]))
    }
    if let colon = word.lastIndex(of: ":"), isCodes(word[word.index(after: colon)...]) {
      return (word[..<colon], String(word[word.index(after: colon)...]))
    }
    for end in ["/exp/mj", "/exp", "/de", "/mj", "/lim"] where word.hasSuffix(end) {
      return (word.dropLast(end.count), end)
    }
    return nil
  }

  /// Whether a code goes on in the next word: `garden*.ti,` before `ab.`.
  static func isOpen(_ word: String) -> Bool {
    guard word.hasSuffix(","), let sign = word.lastIndex(where: { $0 == "." || $0 == ":" }) else {
      return false
    }
    return isCodes(word[word.index(after: sign)...].dropLast())
  }

  /// The code that a word before a term or a bracket is.
  ///
  /// - Parameter isBracketed: Whether a bracket opens behind it.
  static func prefix(_ word: String, isBracketed: Bool) -> String? {
    if capitals.contains(word) { return word }
    let bare = word.last.map { "=:".contains($0) } ?? false ? String(word.dropLast()) : nil
    if let bare {
      let isKnown =
        named.contains(bare.uppercased()) || capitals.contains(bare.uppercased())
        || isCodes(bare[...])
      return isKnown || isLimit(bare) ? bare : nil
    }
    guard isBracketed else { return nil }
    return named.contains(word.uppercased()) && word.first?.isUppercase == true
      || ["noft", "mainsubject", "exact", "abstract"].contains(word) || isCodes(word[...])
      ? word : nil
  }

  /// The code that begins a word, and what stands behind it: `TI=garden*`, `title:garden`.
  static func leading(_ word: String) -> (code: String, rest: Substring)? {
    guard let sign = word.firstIndex(where: { $0 == "=" || $0 == ":" }) else { return nil }
    let behind = word.index(after: sign)
    guard behind < word.endIndex, let code = prefix(String(word[...sign]), isBracketed: false)
    else { return nil }
    return (code, word[behind...])
  }
}
