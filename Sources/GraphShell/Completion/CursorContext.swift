import CypherSyntax

/// What stands before the cursor, as far as completion needs to know.
///
/// The text is read like the lexer reads it, but only up to the cursor and without complaint.
struct CursorContext {
  /// A token before the word at the cursor.
  enum Token: Equatable {
    case word(String)
    case parameter
    case value
    case sign(UInt8)
  }

  /// The tokens before the word.
  private(set) var tokens: [Token] = []
  /// The brackets that are open, innermost last: which, and where in ``tokens``.
  private(set) var brackets: [(bracket: UInt8, index: Int)] = []
  /// Whether the cursor is inside a text, a number, a comment or a name in backticks.
  private(set) var isQuoted = false
  /// The typed part of the word at the cursor.
  private(set) var prefix = ""
  /// Where it begins, in bytes.
  private(set) var start: Int
  /// Whether the word follows a dollar.
  private(set) var isParameter = false

  private let bytes: [UInt8]
  private var index = 0

  /// Reads `text` from `offset` up to the cursor at `cursor`, both in bytes.
  init(_ text: String, from offset: Int = 0, cursor: Int) {
    bytes = Array(text.utf8.prefix(max(0, cursor)))
    index = min(offset, bytes.count)
    start = bytes.count
    while index < bytes.count, !isQuoted { readToken() }
  }

  private mutating func readToken() {
    let byte = bytes[index]
    switch byte {
    case 0...0x20: index += 1
    case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): readQuoted(byte)
    case UInt8(ascii: "/") where follows(UInt8(ascii: "/")):
      index = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
      isQuoted = index == bytes.count
    case UInt8(ascii: "/") where follows(UInt8(ascii: "*")): readComment()
    case UInt8(ascii: "$"):
      index += 1
      readWord(after: UInt8(ascii: "$"))
    case UInt8(ascii: "0")...UInt8(ascii: "9"): readWord(after: byte)
    case UInt8(ascii: ";"):
      tokens = []
      brackets = []
      index += 1
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
      brackets.append((byte, tokens.count))
      tokens.append(.sign(byte))
      index += 1
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
      _ = brackets.popLast()
      tokens.append(.sign(byte))
      index += 1
    case _ where CursorContext.isNameByte(byte): readWord(after: nil)
    default:
      tokens.append(.sign(byte))
      index += 1
    }
  }

  private func follows(_ byte: UInt8) -> Bool {
    index + 1 < bytes.count && bytes[index + 1] == byte
  }

  private mutating func readQuoted(_ quote: UInt8) {
    var end = index + 1
    while end < bytes.count, bytes[end] != quote {
      end += bytes[end] == UInt8(ascii: "\\") && quote != UInt8(ascii: "`") ? 2 : 1
    }
    guard end < bytes.count else {
      isQuoted = true
      return
    }
    let content = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
    tokens.append(quote == UInt8(ascii: "`") ? .word(content) : .value)
    index = end + 1
  }

  private mutating func readComment() {
    index += 2
    while index + 1 < bytes.count {
      if bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == UInt8(ascii: "/") {
        index += 2
        return
      }
      index += 1
    }
    isQuoted = true
  }

  /// Reads a word; where it ends at the cursor, it is the one that is being typed.
  private mutating func readWord(after mark: UInt8?) {
    let begin = index
    while index < bytes.count, CursorContext.isNameByte(bytes[index]) { index += 1 }
    let word = String(decoding: bytes[begin..<index], as: UTF8.self)
    let isNumber = mark != nil && mark != UInt8(ascii: "$")
    if index == bytes.count, !isNumber {
      prefix = word
      start = begin
      isParameter = mark == UInt8(ascii: "$")
      return
    }
    // A number that is being typed has no ending to offer.
    if index == bytes.count { isQuoted = true }
    tokens.append(isNumber ? .value : mark == nil ? .word(word) : .parameter)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }
}

extension CursorContext {
  /// The places in a query that call for different words.
  enum Place: Equatable {
    /// The beginning of a statement.
    case statement
    /// Anywhere that an expression, a clause or a name of one's own may stand.
    case expression
    /// After `x.`, with what stands before the dot where that is a word.
    case member(String?)
    case label
    case type
    case key
    case parameter
    case procedure
    /// Where nothing is to be offered: inside texts, after a number.
    case nothing
  }

  /// What may stand at the cursor.
  var place: Place {
    if isQuoted { return .nothing }
    if isParameter { return .parameter }
    guard let last = tokens.last else { return .statement }
    switch last {
    case .value: return .expression
    case .sign(UInt8(ascii: ".")): return afterDot
    case .sign(let sign) where CursorContext.labelSigns.contains(sign):
      return labelOrType(sign)
    case .sign(UInt8(ascii: "{")), .sign(UInt8(ascii: ",")):
      return isInMap ? .key : .expression
    case .word(let word) where word.lowercased() == "call": return .procedure
    case .word(let word):
      return ["explain", "profile", "evidence"].contains(word.lowercased())
        ? .statement : .expression
    default: return .expression
    }
  }

  fileprivate static let labelSigns: Set<UInt8> = Set(":|&!".utf8)

  private var afterDot: Place {
    guard tokens.count > 1 else { return .nothing }
    switch tokens[tokens.count - 2] {
    case .word(let word):
      // The words of a dotted name, as in `CALL db.la`.
      var first = tokens.count - 2
      var name = word
      while first >= 2, tokens[first - 1] == .sign(UInt8(ascii: ".")),
        case .word(let before) = tokens[first - 2]
      {
        name = "\(before).\(name)"
        first -= 2
      }
      if first > 0, case .word(let call) = tokens[first - 1], call.lowercased() == "call" {
        return .procedure
      }
      return .member(name)
    case .sign(UInt8(ascii: ")")), .sign(UInt8(ascii: "]")), .sign(UInt8(ascii: "}")): return .key
    case .sign(UInt8(ascii: "{")), .sign(UInt8(ascii: ",")): return .key
    case .parameter: return .key
    default: return .nothing
    }
  }

  /// After a colon and its like: a label in a node, a type in a relationship, an expression in a
  /// map.
  private func labelOrType(_ sign: UInt8) -> Place {
    guard let inner = brackets.last else { return sign == UInt8(ascii: "!") ? .expression : .label }
    switch inner.bracket {
    case UInt8(ascii: "["):
      guard inner.index > 0 else { return .expression }
      let before = tokens[inner.index - 1]
      let isRelationship = before == .sign(UInt8(ascii: "-")) || before == .sign(UInt8(ascii: "<"))
      return isRelationship ? .type : (sign == UInt8(ascii: ":") ? .label : .expression)
    case UInt8(ascii: "{"): return isInMap ? .expression : .label
    default: return sign == UInt8(ascii: "|") && !isInNode ? .expression : .label
    }
  }

  /// Whether the innermost bracket opens a node rather than a call or a list.
  private var isInNode: Bool {
    guard let inner = brackets.last, inner.bracket == UInt8(ascii: "(") else { return false }
    guard inner.index > 0, case .word(let word) = tokens[inner.index - 1] else { return true }
    return Keyword(word: word) != nil
  }

  /// Whether the innermost bracket is the brace of a map rather than of a subquery.
  private var isInMap: Bool {
    guard let inner = brackets.last, inner.bracket == UInt8(ascii: "{") else { return false }
    guard inner.index > 0 else { return true }
    switch tokens[inner.index - 1] {
    case .word(let word):
      return !["exists", "count", "collect", "call"].contains(word.lowercased())
    case .sign(UInt8(ascii: ")")): return !closesCall(before: inner.index - 1)
    default: return true
    }
  }

  /// Whether the bracket that closes at `index` is that of `CALL (…)`.
  private func closesCall(before index: Int) -> Bool {
    var depth = 0
    for position in stride(from: index, through: 0, by: -1) {
      if tokens[position] == .sign(UInt8(ascii: ")")) { depth += 1 }
      if tokens[position] == .sign(UInt8(ascii: "(")) {
        depth -= 1
        if depth == 0 {
          guard position > 0, case .word(let word) = tokens[position - 1] else { return false }
          return word.lowercased() == "call"
        }
      }
    }
    return false
  }

  /// The words that are no keywords, labels, keys or functions: variables, most likely.
  var variables: [String] {
    var found: Set<String> = []
    for (index, token) in tokens.enumerated() {
      guard case .word(let word) = token, Keyword(word: word) == nil else { continue }
      if index > 0, case .sign(let sign) = tokens[index - 1],
        sign == UInt8(ascii: ".") || CursorContext.labelSigns.contains(sign)
      {
        continue
      }
      if index + 1 < tokens.count, tokens[index + 1] == .sign(UInt8(ascii: "(")) { continue }
      // A key of a map: `{name: …}`.
      if index > 0, index + 1 < tokens.count, tokens[index + 1] == .sign(UInt8(ascii: ":")),
        tokens[index - 1] == .sign(UInt8(ascii: "{"))
          || tokens[index - 1] == .sign(UInt8(ascii: ","))
      {
        continue
      }
      found.insert(word)
    }
    return found.sorted()
  }
}

/// What is written of a variable's labels and types.
extension CursorContext {
  /// The labels and types behind each occurrence of `variable` in a pattern: `(s:Study`, `[c:SUPPORTS`.
  ///
  /// The name of a pattern without a variable is empty.
  func kinds(of variable: String) -> (labels: [String], types: [String]) {
    var (labels, types): ([String], [String]) = ([], [])
    for (index, token) in tokens.enumerated() {
      guard case .sign(let bracket) = token,
        bracket == UInt8(ascii: "(") || bracket == UInt8(ascii: "[")
      else { continue }
      var next = index + 1
      var name = ""
      if next < tokens.count, case .word(let word) = tokens[next] {
        name = word
        next += 1
      }
      // A pattern without a variable is that at the cursor, and no other.
      guard name == variable, !variable.isEmpty || index == brackets.dropLast().last?.index else {
        continue
      }
      while next + 1 < tokens.count, case .sign(let sign) = tokens[next],
        CursorContext.labelSigns.contains(sign), case .word(let label) = tokens[next + 1]
      {
        if bracket == UInt8(ascii: "(") { labels.append(label) } else { types.append(label) }
        next += 2
      }
    }
    return (labels, types)
  }

  /// The variable of the pattern whose braces the cursor stands in, empty where it has none; nil where it
  /// stands in no such braces.
  var holderAtBrace: String? {
    guard let brace = brackets.last, brace.bracket == UInt8(ascii: "{"),
      let outer = brackets.dropLast().last,
      outer.bracket == UInt8(ascii: "(") || outer.bracket == UInt8(ascii: "[")
    else { return nil }
    guard outer.index + 1 < tokens.count, case .word(let name) = tokens[outer.index + 1] else {
      return ""
    }
    return name
  }
}
