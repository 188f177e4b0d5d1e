import GraphModel

/// Reads the notation of the TCK's tables.
///
///     (:A {name: 'a'})   [:T]   <(:A)-[:T]->(:B)>   ['x', null, 1.5, NaN]
struct TableValueReader {
  private let text: String
  private var rest: Substring.UnicodeScalarView

  /// A text that is no value in the notation.
  struct Malformed: Error, CustomStringConvertible {
    let description: String
  }

  private init(_ text: String) {
    self.text = text
    rest = text[...].unicodeScalars
  }

  /// The value that `text` writes.
  static func value(_ text: String) throws -> TableValue {
    var reader = TableValueReader(text)
    let value = try reader.value()
    reader.skipSpaces()
    guard reader.rest.isEmpty else { throw reader.malformed("something follows the value") }
    return value
  }

  private func malformed(_ message: String) -> Malformed {
    Malformed(description: "'\(text)': \(message), before '\(Substring(rest))'")
  }

  private mutating func skipSpaces() {
    rest = rest.drop { $0.properties.isWhitespace }
  }

  private func stands(_ word: String) -> Bool { rest.starts(with: word.unicodeScalars) }

  /// Whether `word` stood next, after spaces; it is passed over then.
  private mutating func accept(_ word: String) -> Bool {
    skipSpaces()
    guard stands(word) else { return false }
    rest = rest.dropFirst(word.unicodeScalars.count)
    return true
  }

  private mutating func expect(_ word: String) throws {
    guard accept(word) else { throw malformed("expected '\(word)'") }
  }

  private mutating func value() throws -> TableValue {
    skipSpaces()
    switch rest.first {
    case "'": return .text(try string())
    case "(": return try node()
    case "<": return try path()
    case "{": return .map(try map())
    case "[":
      let inside = rest.dropFirst().drop { $0.properties.isWhitespace }
      return inside.first == ":" ? try relationship() : try list()
    default: return try word()
    }
  }

  private mutating func word() throws -> TableValue {
    let words: [(String, TableValue)] = [
      ("null", .null), ("true", .boolean(true)), ("false", .boolean(false)),
      ("NaN", .number(.nan)), ("Inf", .number(.infinity)), ("-Inf", .number(-.infinity)),
    ]
    for (word, value) in words where accept(word) { return value }
    let literal = rest.prefix { "+-.0123456789eE".unicodeScalars.contains($0) }
    let written = String(literal)
    rest = rest.dropFirst(literal.count)
    if let integer = Int(written) { return .integer(integer) }
    guard let float = Double(written) else { throw malformed("there is no value") }
    return .number(float)
  }

  private mutating func string() throws -> Text {
    try expect("'")
    var result = String.UnicodeScalarView()
    while let scalar = rest.popFirst() {
      if scalar == "'" { return Text(String(result)) }
      guard scalar == "\\" else {
        result.append(scalar)
        continue
      }
      guard let escaped = rest.first else { break }
      if escaped == "u", let code = UInt32(String(rest.dropFirst().prefix(4)), radix: 16),
        let named = Unicode.Scalar(code)
      {
        rest = rest.dropFirst(5)
        result.append(named)
      } else if let meant = TableValueReader.escapes[escaped] {
        rest = rest.dropFirst()
        result.append(meant)
      } else {
        result.append("\\")
      }
    }
    throw malformed("the text has no end")
  }

  private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
    "n": "\n", "t": "\t", "r": "\r", "b": "\u{8}", "f": "\u{c}", "\\": "\\", "'": "'", "\"": "\"",
  ]

  private mutating func name() throws -> Text {
    skipSpaces()
    if stands("'") { return try string() }
    if accept("`") {
      let name = rest.prefix { $0 != "`" }
      rest = rest.dropFirst(name.count)
      try expect("`")
      return Text(String(name))
    }
    let name = rest.prefix {
      $0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
    guard !name.isEmpty else { throw malformed("there is no name") }
    rest = rest.dropFirst(name.count)
    return Text(String(name))
  }

  private mutating func list() throws -> TableValue {
    try expect("[")
    var elements: [TableValue] = []
    if accept("]") { return .list(elements) }
    repeat { elements.append(try value()) } while accept(",")
    try expect("]")
    return .list(elements)
  }

  private mutating func map() throws -> [TableValue.Entry] {
    try expect("{")
    var pairs: [(key: Text, value: TableValue)] = []
    if accept("}") { return [] }
    repeat {
      let key = try name()
      try expect(":")
      pairs.append((key, try value()))
    } while accept(",")
    try expect("}")
    return TableValue.entries(pairs)
  }

  private mutating func properties() throws -> [TableValue.Entry] {
    skipSpaces()
    return stands("{") ? try map() : []
  }

  private mutating func node() throws -> TableValue {
    try expect("(")
    var labels: [Text] = []
    while accept(":") { labels.append(try name()) }
    let properties = try properties()
    try expect(")")
    return .node(labels: labels.sorted(), properties: properties)
  }

  private mutating func relationship() throws -> TableValue {
    try expect("[")
    try expect(":")
    let type = try name()
    let properties = try properties()
    try expect("]")
    return .relationship(type: type, properties: properties)
  }

  private mutating func path() throws -> TableValue {
    try expect("<")
    var parts = [try node()]
    while !accept(">") {
      let forwards = !accept("<-")
      if forwards { try expect("-") }
      parts.append(.step(try relationship(), forwards: forwards))
      try expect(forwards ? "->" : "-")
      parts.append(try node())
    }
    return .path(parts)
  }
}
