import GraphModel

/// Parses the syntax of `java.util.regex`, as far as it can be matched in linear time.
struct RegexParser {
  let pattern: [Unicode.Scalar]
  var position = 0
  var flags = Flags()
  private var depth = 0

  /// How deeply groups may be nested.
  static let depthLimit = 100
  /// The most that a bounded repetition may ask for.
  static let repetitionLimit = 1_000

  /// The flags of `(?ismu)`.
  struct Flags {
    var ignoresCase = false
    var dotMatchesAll = false
    var multiline = false
    var unicodeCase = false
  }

  init(_ pattern: Text) { self.pattern = Array(pattern.string.unicodeScalars) }

  var peek: Unicode.Scalar? { position < pattern.count ? pattern[position] : nil }

  func peek(_ distance: Int) -> Unicode.Scalar? {
    position + distance < pattern.count ? pattern[position + distance] : nil
  }

  /// Takes `text` where it comes next.
  mutating func take(_ text: String) -> Bool {
    var next = position
    for scalar in text.unicodeScalars {
      guard next < pattern.count, pattern[next] == scalar else { return false }
      next += 1
    }
    position = next
    return true
  }

  /// The whole pattern.
  mutating func parse() throws(Diagnostic) -> RegexNode {
    let node = try choice()
    guard position == pattern.count else {
      throw .regex("')' closes no group", at: position, hint: "Write \\) for the character")
    }
    return node
  }

  // choice = sequence {"|" sequence}
  private mutating func choice() throws(Diagnostic) -> RegexNode {
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  // sequence = {atom [quantifier]}
  private mutating func sequence() throws(Diagnostic) -> RegexNode {
    var parts: [RegexNode] = []
    while let next = peek, next != "|", next != ")" {
      if take("\\Q") {
        try quoted(into: &parts)
      } else if let atom = try atom(next) {
        parts.append(try quantified(atom))
      }
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  /// The characters up to `\E`; a quantifier behind it belongs to the last of them.
  private mutating func quoted(into parts: inout [RegexNode]) throws(Diagnostic) {
    let before = parts.count
    while position < pattern.count, !take("\\E") {
      parts.append(literal(pattern[position]))
      position += 1
    }
    if parts.count > before, let last = parts.popLast() { parts.append(try quantified(last)) }
  }

  /// One atom, or nil where there were only flags.
  private mutating func atom(_ next: Unicode.Scalar) throws(Diagnostic) -> RegexNode? {
    switch next {
    case "(": return try group()
    case "[": return .set(try characterClass())
    case "\\": return try escape()
    case "*", "+", "?", "{":
      throw .regex(
        "there is nothing to repeat before '\(next)'", at: position,
        hint: "Write \\\(next) for the character")
    default: break
    }
    position += 1
    switch next {
    case ".": return .set(flags.dotMatchesAll ? ScalarSet.empty.inverted : .anyButLineEnds)
    case "^": return .assertion(flags.multiline ? .lineStart : .textStart)
    case "$": return .assertion(flags.multiline ? .lineEnd : .textEnd)
    default: return literal(next)
    }
  }

  func literal(_ scalar: Unicode.Scalar) -> RegexNode { .set(folded(ScalarSet(scalar))) }

  /// The set with both letter cases where flags ask for that.
  func folded(_ set: ScalarSet) -> ScalarSet {
    flags.ignoresCase ? set.ignoringCase(unicode: flags.unicodeCase) : set
  }

  // group = "(" ["?" (":" | "<" name ">" | flags [":"])] choice ")"
  private mutating func group() throws(Diagnostic) -> RegexNode? {
    let start = position
    position += 1
    depth += 1
    guard depth <= Self.depthLimit else {
      throw .regex("groups are nested more than \(Self.depthLimit) deep", at: start)
    }
    defer { depth -= 1 }
    let outer = flags
    if take("?") {
      for (prefix, name) in [
        ("=", "a look-ahead"), ("!", "a look-ahead"), ("<=", "a look-behind"),
        ("<!", "a look-behind"), (">", "an atomic group"),
      ] where take(prefix) {
        throw .unsupportedRegex(
          name, at: start, hint: "Combine two matches, as in x =~ '…' AND NOT x =~ '…'")
      }
      if take("<") {
        try groupName(at: start)
      } else if !take(":") {
        // Flags without a colon hold up to the end of the group around them.
        if try !groupFlags() { return nil }
      }
    }
    let node = try choice()
    guard take(")") else { throw .regex("the group is not closed", at: start) }
    flags = outer
    return node
  }

  private mutating func groupName(at start: Int) throws(Diagnostic) {
    var isFirst = true
    while let next = peek, next != ">" {
      let isLetter = next.isASCII && next.properties.isAlphabetic
      guard isLetter || (!isFirst && ("0"..."9").contains(next)) else { break }
      isFirst = false
      position += 1
    }
    guard !isFirst, take(">") else { throw .regex("the group's name is not valid", at: start) }
  }

  /// Reads flags; true where a group's content follows, false where the group ends with them.
  private mutating func groupFlags() throws(Diagnostic) -> Bool {
    var value = true
    while let next = peek {
      let start = position
      position += 1
      switch next {
      case "-" where value: value = false
      case "i": flags.ignoresCase = value
      case "s": flags.dotMatchesAll = value
      case "m": flags.multiline = value
      case "u": flags.unicodeCase = value
      case ":": return true
      case ")": return false
      case "x", "d", "U":
        throw .unsupportedRegex(
          "the flag '\(next)'", at: start, hint: "Supported are the flags i, m, s and u")
      default: throw .regex("'\(next)' is no flag of a group", at: start)
      }
    }
    throw .regex("the group is not closed", at: position)
  }

  // quantifier = ("*" | "+" | "?" | "{" n ["," [m]] "}") ["?"]
  private mutating func quantified(_ node: RegexNode) throws(Diagnostic) -> RegexNode {
    let start = position
    let least: Int
    var most: Int?
    switch peek {
    case "*": least = 0
    case "+": least = 1
    case "?": (least, most) = (0, 1)
    case "{":
      position += 1
      least = try number(at: start)
      most = least
      if take(",") { most = peek == "}" ? nil : try number(at: start) }
      guard peek == "}" else { throw .regex("the repetition is not closed", at: start) }
      if let most, most < least { throw .regex("the repetition has no number", at: start) }
    default: return node
    }
    position += 1
    // Whether few or many characters are tried first makes no difference to a whole match.
    if !take("?"), peek == "+" {
      throw .unsupportedRegex(
        "a possessive repetition", at: position, hint: "Leave out the second '+'")
    }
    return .repeated(node, least: least, most: most)
  }

  private mutating func number(at start: Int) throws(Diagnostic) -> Int {
    var number: Int?
    while let next = peek, ("0"..."9").contains(next) {
      number = min((number ?? 0) * 10 + Int(next.value - 0x30), Self.repetitionLimit + 1)
      position += 1
    }
    guard let number else {
      throw .regex("a repetition needs a number", at: start, hint: "Write \\{ for the character")
    }
    guard number <= Self.repetitionLimit else {
      throw .regex("a repetition is limited to \(Self.repetitionLimit)", at: start)
    }
    return number
  }
}

extension ScalarSet {
  /// What `.` means without the flag s.
  fileprivate static let anyButLineEnds = lineTerminator.inverted
}
