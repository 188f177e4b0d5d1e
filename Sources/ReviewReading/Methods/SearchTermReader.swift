/// Reads the terms of a block with the places in which they are looked for.
///
/// A code behind a term or before it is that term's; behind a bracket or before one, that of all terms in the
/// bracket that have none of their own.
struct SearchTermReader {
  private(set) var block: SearchBlock
  /// The term that is being read.
  private var term: [SearchWord] = []
  /// The code before it.
  private var prefix: String?
  /// The open brackets: the first term in each, and the code before it.
  private var open: [(start: Int, code: String?)] = []
  /// The first term of the bracket that was closed last, where nothing has come since.
  private var closed: Int?

  init(_ block: SearchBlock) { self.block = block }

  /// Reads `words`.
  ///
  /// - Parameter isNumbered: Whether the block is a numbered set, in which sets are named by their numbers.
  mutating func read(_ words: [SearchWord], isNumbered: Bool) {
    var words = joined(words)[...]
    if isNumbered { readLimit(&words) }
    let hasCapitals = words.contains(where: \.isJoint)
    // `1 or 2`, `or/1-3`: where nothing but numbers of sets stands beside it, a small operator is one.
    let combines =
      isNumbered && !words.isEmpty && words.allSatisfy { $0.isCombining || $0.isReference }
    var index = words.startIndex
    while index < words.endIndex {
      let word = words[index]
      let next = index + 1 < words.endIndex ? words[index + 1] : nil
      index += 1
      if combines || (isNumbered && word.isMarkedReference) {
        block.unclosed += word.text == "(" ? 1 : word.text == ")" ? -1 : 0
        if word.isReference { block.sets += word.references }
      } else if word.text == "(" {
        block.unclosed += 1
        close()
        open.append((block.terms.count, prefix))
        prefix = nil
      } else if word.text == ")" {
        block.unclosed -= 1
        closeBracket()
      } else if word.isJoint || isNumbered && !hasCapitals && word.isSmallJoint {
        close()
        prefix = nil
      } else if word.isNear {
        close()
        block.operators.append(word.text)
      } else if FieldCode.limits.contains(word.text) {
        close()
        index = readLimit(words, from: index - 1)
      } else if term.isEmpty, let closed, isBare(word), let code = FieldCode.suffix(of: word.text) {
        mark(from: closed, code.code)
      } else if term.isEmpty, prefix == nil,
        let code = FieldCode.prefix(word.text, isBracketed: next?.text == "("), let next,
        next.text == "(" || !next.isCombining && !next.isNear
      {
        prefix = code
      } else {
        term.append(word)
        // What stands behind a code is another term.
        if FieldCode.suffix(of: word.text) != nil, !isDescriptor { close() }
      }
    }
    close()
    // A bracket that is never closed has its code all the same.
    while let last = open.popLast() { if let code = last.code { mark(from: last.start, code) } }
  }

  // MARK: Words

  /// The words with codes in one: `[MeSH Terms]`, `.ti, ab.`; without what only explains a code: `[mp=title, …]`.
  private func joined(_ words: [SearchWord]) -> [SearchWord] {
    var all: [SearchWord] = []
    var index = 0
    while index < words.count {
      var word = words[index]
      index += 1
      if let bracket = word.text.lastIndex(of: "["), !word.text[bracket...].contains("]") {
        var end = index
        while end < words.count, end - index < 40, !words[end].text.contains("]") { end += 1 }
        if end < words.count, words[end].text.contains("]") {
          for more in words[index...end] { word.append(more) }
          index = end + 1
        }
      }
      while FieldCode.isOpen(word.text), index < words.count {
        word.text += words[index].text
        word.range = word.range.lowerBound..<words[index].range.upperBound
        index += 1
      }
      if word.text.hasPrefix("[mp=") || word.text.hasPrefix("[mp ") { continue }
      if isBare(word), let last = all.last, last.isPhrase, FieldCode.suffix(of: word.text) != nil {
        all[all.count - 1].text += word.text
        all[all.count - 1].range = last.range.lowerBound..<word.range.upperBound
      } else {
        all.append(word)
      }
    }
    return all
  }

  /// Whether a word is nothing but a code: `.ti,ab.`, `[tiab]`, `:ti`.
  private func isBare(_ word: SearchWord) -> Bool {
    FieldCode.suffix(of: word.text)?.rest.isEmpty ?? false
  }

  /// Whether `MeSH descriptor: [Gardening] explode all trees` is being read.
  private var isDescriptor: Bool {
    term.count > 1 && term[0].text.lowercased() == "mesh"
      && term[1].text.lowercased() == "descriptor:"
  }

  // MARK: Limits

  private static let deduplication = ["remove", "duplicates", "from"]

  /// Whether what a database adds to a set begins at a word: `Limiters - …`, `with Publication Year from …`.
  private func beginsLimit(_ words: ArraySlice<SearchWord>, _ index: Int) -> Bool {
    if ["Limiters", "Expanders", "Filters:", "Limits:"].contains(words[index].text) { return true }
    return words[index].text == "with" && index + 1 < words.endIndex
      && ["Cochrane", "Publication", "publication"].contains(words[index + 1].text)
  }

  /// `limit 3 to yr="2000-2019"`: a set, and what it is limited to.
  private mutating func readLimit(_ words: inout ArraySlice<SearchWord>) {
    if let first = words.first?.text.lowercased(), first == "limit",
      let to = words.firstIndex(where: { $0.text.lowercased() == "to" }),
      words[words.index(after: words.startIndex)..<to].allSatisfy({
        $0.isReference || $0.isCombining
      })
    {
      block.sets += words[words.startIndex..<to].filter(\.isReference).flatMap(\.references)
      limit(words[(to + 1)...])
      words = words[words.endIndex...]
    } else if words.count > 3, words.prefix(3).map({ $0.text.lowercased() }) == Self.deduplication {
      block.sets += words.dropFirst(3).filter(\.isReference).flatMap(\.references)
      words = words[words.endIndex...]
    } else if let start = words.indices.first(where: { beginsLimit(words, $0) }) {
      limit(words[start...])
      words = words[..<start]
    }
  }

  /// `LIMIT-TO (LANGUAGE, "English")`, `PUBYEAR > 1999`; the place behind it.
  private mutating func readLimit(_ words: ArraySlice<SearchWord>, from start: Int) -> Int {
    var index = start + 1
    var depth = 0
    while index < words.endIndex {
      let word = words[index]
      if word.text == "(" { depth += 1 }
      if word.text == ")" {
        if depth == 0 { break }
        depth -= 1
      }
      if depth == 0, word.isJoint { break }
      index += 1
      if depth == 0, word.text == ")" { break }
    }
    limit(words[start..<index])
    return index
  }

  private mutating func limit(_ words: ArraySlice<SearchWord>) {
    var text = ""
    for word in words {
      let isTight = word.text == ")" || text.hasSuffix("(") || text.hasSuffix("=") || text.isEmpty
      text += (isTight ? "" : " ") + word.text
    }
    if !text.isEmpty { block.limits.append(text) }
  }

  // MARK: Terms

  private mutating func closeBracket() {
    close()
    guard let last = open.popLast() else { return }
    closed = last.start
    if let code = last.code { mark(from: last.start, code) }
  }

  /// Gives all terms from a place on that have no code the given one.
  private mutating func mark(from start: Int, _ code: String) {
    if FieldCode.isLimit(code) {
      block.limits += block.terms[start...].map { "\(code) \($0.text)" }
      block.terms.removeSubrange(start...)
      return
    }
    for index in block.terms.indices[start...] where block.terms[index].field == nil {
      block.terms[index].field = code
    }
  }

  private mutating func close() {
    guard !term.isEmpty else { return }
    closed = nil
    let words = term
    term = []
    let printed = words.map(\.text).joined(separator: " ")
    var (text, field) = Self.parted(words)
    field = field ?? prefix
    prefix = nil
    guard text.contains(where: { $0.isLetter || $0.isNumber }) else { return }
    if let field, FieldCode.isLimit(field) {
      block.limits.append(printed.contains(field) ? printed : "\(field) \(printed)")
      return
    }
    // 'community garden'
    let isQuoted = text.count > 2 && text.first == "'" && text.last == "'"
    if isQuoted { text = String(text.dropFirst().dropLast()) }
    let isPhrase = isQuoted || text.first.map { "\"“„".contains($0) } ?? false
    block.terms.append(
      SearchBlock.Term(
        text: text, printed: printed, isPhrase: isPhrase,
        isTruncated: text.contains { "*$?#".contains($0) }, field: field))
  }

  /// Whether words are a subject heading: `Gardening/`, `Gardening/px`, `exp gardening/ec`; not `and/or`.
  private static func isHeading(_ texts: [String], subheading: Substring) -> Bool {
    guard subheading.allSatisfy({ $0.isLowercase || $0 == "," }) else { return false }
    return subheading.isEmpty || ["exp", "explode"].contains(texts[0].lowercased())
      || texts[0].first == "*" || texts[0].first?.isUppercase == true
  }

  /// A term without its code, and the code.
  private static func parted(_ words: [SearchWord]) -> (text: String, field: String?) {
    var texts = words.map(\.text)
    // MeSH descriptor: [Gardening] explode all trees
    if texts.count > 2, texts[0].lowercased() == "mesh", texts[1].lowercased() == "descriptor:",
      let first = texts[2...].joined(separator: " ").split(separator: "]").first
    {
      return (String(first.drop { $0 == "[" }), "MeSH descriptor")
    }
    if let last = texts.last, let (rest, code) = FieldCode.suffix(of: last) {
      texts[texts.count - 1] = String(rest)
      return (texts.filter { !$0.isEmpty }.joined(separator: " "), code)
    }
    // exp Community Health/, *Gardening/
    if let last = texts.last, last.count > 1, let slash = last.lastIndex(of: "/"),
      last[slash...].count <= 6, isHeading(texts, subheading: last[last.index(after: slash)...])
    {
      let subheading = String(last[slash...])
      texts[texts.count - 1] = String(last[..<slash])
      var field = subheading
      if texts.count > 1, ["exp", "explode"].contains(texts[0].lowercased()) {
        field = texts.removeFirst() + " " + subheading
      }
      if texts[0].hasPrefix("*"), texts[0].count > 1 {
        // A heading that is the main one.
        texts[0].removeFirst()
        field = field.replacing(subheading, with: "*" + subheading)
      }
      return (texts.joined(separator: " "), field)
    }
    if let (code, rest) = FieldCode.leading(texts[0]) {
      texts[0] = String(rest)
      return (texts.joined(separator: " "), code)
    }
    return (texts.joined(separator: " "), nil)
  }
}
