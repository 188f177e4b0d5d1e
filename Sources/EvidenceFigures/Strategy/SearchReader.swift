import WordCatalog

/// Reads a printed block of a search strategy, with whatever mistakes are in it.
///
/// What is wrong is mended as little as possible and said: brackets that are not closed are closed at the
/// end, those that were not opened are left out.
public struct SearchReader {
  /// The tree; nil where there is no term.
  public private(set) var expression: SearchExpression?
  /// How many brackets are left open.
  public private(set) var unclosed = 0
  /// How many brackets are closed that were not open.
  public private(set) var stray = 0
  /// Places where AND and OR stand side by side without brackets.
  public private(set) var mixed: [String] = []

  /// Whether brackets lie deeper in each other than ``deepest``; nothing is read then.
  public private(set) var isTooDeep = false
  /// How deep brackets may lie in each other.
  public static let deepest = 200

  private let dialect: SearchDialect
  private var depth = 0
  private var tokens: [Token] = []
  private var position = 0

  private enum Token: Hashable {
    case open
    case close
    case or
    case and
    case not
    case near(SearchExpression.Nearness)
    case word(String)
    case phrase(String)
    case field(SearchField)
    /// A field that stands behind what it is for.
    case tag(SearchField)
  }

  /// Reads `text` as `dialect` writes it.
  public init(_ text: String, as dialect: SearchDialect) {
    self.dialect = dialect
    tokens = Self.tokens(of: text, dialect)
    var parts: [SearchExpression] = []
    while position < tokens.count {
      if let part = disjunction() { parts.append(part) }
      guard position < tokens.count else { break }
      // Only a bracket too many, or an operator without a left side, ends a part before the end.
      if tokens[position] == .close { stray += 1 }
      position += 1
    }
    expression = isTooDeep ? nil : Self.joined(parts, SearchExpression.any)
  }

  // MARK: Tokens

  private static func tokens(of text: String, _ dialect: SearchDialect) -> [Token] {
    var tokens: [Token] = []
    var word = ""
    let characters = Array(text)
    var index = 0
    func flush() {
      guard !word.isEmpty else { return }
      defer { word = "" }
      switch word.uppercased() {
      case "OR": tokens.append(.or)
      case "AND": tokens.append(.and)
      case "NOT": tokens.append(.not)
      default:
        if let nearness = dialect.nearness(word) {
          tokens.append(.near(nearness))
        } else if let field = field(word, dialect, before: index < characters.count) {
          tokens.append(field)
        } else {
          tokens.append(.word(word))
        }
      }
    }
    while index < characters.count {
      let character = characters[index]
      switch character {
      case "(":
        flush()
        tokens.append(.open)
      case ")":
        flush()
        tokens.append(.close)
      case "“", "”", "\"", "„":
        flush()
        let start = index + 1
        let end = characters[start...].firstIndex { "“”\"„".contains($0) } ?? characters.count
        let phrase = characters[start..<end].split(whereSeparator: \.isWhitespace).map {
          String($0)
        }
        .joined(separator: " ")
        index = min(end, characters.count - 1)
        tokens.append(.phrase(phrase))
      case "[" where dialect == .pubmed:
        flush()
        let end = characters[index...].firstIndex(of: "]") ?? characters.count - 1
        tag(String(characters[(index + 1)..<max(end, index + 1)]), &tokens)
        index = end
      case _ where character.isWhitespace:
        flush()
      default: word.append(character)
      }
      index += 1
    }
    flush()
    return tokens
  }

  /// What PubMed writes behind a term: its field, or a distance between the words of a phrase.
  private static func tag(_ text: String, _ tokens: inout [Token]) {
    let parts = text.lowercased().split(separator: ":", maxSplits: 1)
    let name = parts.first.map(String.init) ?? ""
    let field: SearchField =
      switch name {
      case "ti", "title": .title
      case "tiab", "title/abstract": .titleAbstract
      case "ab", "abstract": .abstract
      default: .topic
      }
    if parts.count == 2, let between = Int(parts[1].drop { $0 == "~" }),
      case .phrase(let phrase)? = tokens.last
    {
      let words = phrase.split(separator: " ").map { Token.word(String($0)) }
      tokens.removeLast()
      tokens.append(.open)
      for (place, word) in words.enumerated() {
        if place > 0 { tokens.append(.near(.init(between: between))) }
        tokens.append(word)
      }
      tokens.append(.close)
    }
    tokens.append(.tag(field))
  }

  /// The field that a word names; nil where it names none.
  private static func field(_ word: String, _ dialect: SearchDialect, before: Bool) -> Token? {
    switch (dialect, word.uppercased()) {
    case (.ebsco, "TI") where before: .field(.title)
    case (.ebsco, "AB") where before: .field(.abstract)
    case (.scopus, "TITLE") where before: .field(.title)
    case (.scopus, "ABS") where before: .field(.abstract)
    case (.scopus, "TITLE-ABS") where before: .field(.titleAbstract)
    case (.scopus, "TITLE-ABS-KEY") where before: .field(.topic)
    case (.wos, "TI="): .field(.title)
    case (.wos, "AB="): .field(.abstract)
    case (.wos, "TS="): .field(.topic)
    case (.ovid, ".TI."): .tag(.title)
    case (.ovid, ".AB."): .tag(.abstract)
    case (.ovid, ".TI,AB."), (.ovid, ".AB,TI."), (.ovid, ".TW."): .tag(.titleAbstract)
    case (.ovid, ".MP."), (.ovid, ".TI,AB,KW."), (.ovid, ".TI,AB,KF."): .tag(.topic)
    default: nil
    }
  }

  // MARK: Grammar

  private var next: Token? { position < tokens.count ? tokens[position] : nil }

  private static func joined(
    _ parts: [SearchExpression], _ join: ([SearchExpression]) -> SearchExpression
  ) -> SearchExpression? {
    parts.count > 1 ? join(parts) : parts.first
  }

  private mutating func disjunction() -> SearchExpression? {
    var parts: [SearchExpression] = []
    var hasBareAnd = false
    while true {
      let begin = position
      if let (part, isBareAnd) = conjunction() {
        hasBareAnd = hasBareAnd || isBareAnd
        parts.append(part)
      }
      guard next == .or else { break }
      position += 1
      if position == begin { break }
    }
    if hasBareAnd, parts.count > 1 {
      mixed.append(parts.flatMap(\.terms).prefix(4).map(\.text).joined(separator: ", "))
    }
    return Self.joined(parts, SearchExpression.any)
  }

  private mutating func conjunction() -> (SearchExpression, isBareAnd: Bool)? {
    guard var left = proximity() else { return nil }
    var isBareAnd = false
    while next == .and || next == .not {
      let isNot = next == .not
      position += 1
      guard let right = proximity() else { break }
      isBareAnd = true
      if isNot {
        left = .without(left, right)
      } else if case .all(let parts) = left, isBareAnd {
        left = .all(parts + [right])
      } else {
        left = .all([left, right])
      }
    }
    return (left, isBareAnd)
  }

  private mutating func proximity() -> SearchExpression? {
    guard var left = primary() else { return nil }
    while case .near(let nearness)? = next {
      position += 1
      guard let right = primary() else { break }
      left = .near(nearness, left, right)
    }
    return left
  }

  private mutating func primary() -> SearchExpression? {
    var found: SearchExpression?
    switch next {
    case .open:
      position += 1
      depth += 1
      defer { depth -= 1 }
      guard depth <= Self.deepest else {
        isTooDeep = true
        position = tokens.count
        return nil
      }
      found = disjunction()
      if next == .close { position += 1 } else { unclosed += 1 }
    case .field(let field):
      position += 1
      depth += 1
      defer { depth -= 1 }
      guard depth <= Self.deepest else {
        isTooDeep = true
        position = tokens.count
        return nil
      }
      found = primary().map { .field(field, $0) }
    case .phrase(let text):
      position += 1
      found = .term(.init(text, isPhrase: true))
    case .word:
      var words: [String] = []
      while case .word(let word)? = next {
        words.append(word)
        position += 1
      }
      found = .term(.init(words.joined(separator: " ")))
    case .tag: position += 1
    case .close, .or, .and, .not, .near, nil: return nil
    }
    while case .tag(let field)? = next {
      position += 1
      found = found.map { .field(field, $0) }
    }
    return found
  }
}
