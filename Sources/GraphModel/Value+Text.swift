extension Value {
  /// The value in Cypher's notation, as it is shown to people.
  ///
  /// Texts are in single quotes with escapes; temporal values stand as ISO 8601 without quotes; an
  /// entity of which only the identity is known is shown as `(#7)` or `[#7]`. What is nested deeper
  /// than 100 is shown as `…`.
  ///
  ///     Value.list(["it's", 1.0, nil]).cypherText   // ['it\'s', 1.0, null]
  ///
  /// - Complexity: O(*n*) in the length of the text.
  public var cypherText: String {
    var text = ""
    append(to: &text, depth: 0)
    return text
  }

  /// The value as `toString()` gives it, and as text joined to it with `+` does, or nil for a value of
  /// which it is not defined: lists, maps, entities, paths and null.
  ///
  /// Times have seconds here, even none; in an answer they are shorter.
  ///
  ///     Value.float(1e10).scalarText   // 1.0E10
  public var scalarText: String? {
    switch self {
    case .text(let value): value.string
    case .null, .list, .map, .node, .relationship, .path: nil
    default: fullTimeText ?? cypherText
    }
  }

  private func append(to text: inout String, depth: Int) {
    guard depth <= 100 else {
      text += "…"
      return
    }
    switch self {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .float(let value): text += Value.floatText(value)
    case .text(let value): Value.appendQuoted(value, to: &text)
    case .list(let list):
      text += "["
      for (i, element) in list.enumerated() {
        if i > 0 { text += ", " }
        element.append(to: &text, depth: depth + 1)
      }
      text += "]"
    case .map(let map): Value.append(map, to: &text, depth: depth)
    case .node(let node): Value.append(node, to: &text, depth: depth)
    case .relationship(let relationship): Value.append(relationship, to: &text, depth: depth)
    case .path(let path): Value.append(path, to: &text, depth: depth)
    case .date, .localTime, .time, .localDateTime, .dateTime, .duration, .point:
      text += isoText ?? typeName
    }
  }

  private static func append(_ map: MapValue, to text: inout String, depth: Int) {
    text += "{"
    var first = true
    for (key, value) in map.entries {
      if first { first = false } else { text += ", " }
      text += quotedName(key)
      text += ": "
      value.append(to: &text, depth: depth + 1)
    }
    text += "}"
  }

  private static func append(_ node: Node, to text: inout String, depth: Int) {
    guard let contents = node.contents else {
      text += "(#\(node.id))"
      return
    }
    text += "("
    for label in contents.labels { text += ":\(quotedName(label))" }
    if !contents.properties.isEmpty {
      if !contents.labels.isEmpty { text += " " }
      append(contents.properties, to: &text, depth: depth)
    }
    text += ")"
  }

  private static func append(_ relationship: Relationship, to text: inout String, depth: Int) {
    guard let contents = relationship.contents else {
      text += "[#\(relationship.id)]"
      return
    }
    text += "[:\(quotedName(contents.type))"
    if !contents.properties.isEmpty {
      text += " "
      append(contents.properties, to: &text, depth: depth)
    }
    text += "]"
  }

  private static func append(_ path: Path, to text: inout String, depth: Int) {
    text += "<"
    for (i, node) in path.nodes.enumerated() {
      if i > 0 {
        let relationship = path.relationships[i - 1]
        // A loop points both ways; it is drawn forwards.
        let start = relationship.contents?.start
        let end = relationship.contents?.end
        let backwards = start != end && start == node.id
        text += backwards ? "<-" : "-"
        append(relationship, to: &text, depth: depth)
        text += backwards || start == nil ? "-" : "->"
      }
      append(node, to: &text, depth: depth)
    }
    text += ">"
  }

  /// `name` as it is written in a query: in backticks unless it is a plain identifier.
  ///
  ///     Value.quotedName("first name")   // `first name`
  public static func quotedName(_ name: Text) -> String {
    var plain = true
    for (i, scalar) in name.string.unicodeScalars.enumerated() {
      let letter = scalar == "_" || scalar.properties.isXIDStart
      let fits = i == 0 ? letter : letter || scalar.properties.isXIDContinue
      if !fits { plain = false }
    }
    if plain, !name.isEmpty { return name.string }
    var quoted = "`"
    for scalar in name.string.unicodeScalars {
      if scalar == "`" { quoted.unicodeScalars.append("`") }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "`"
  }

  /// `text` as a literal in single quotes, with the escapes of the language.
  ///
  ///     Value.quoted("it's")   // 'it\'s'
  public static func quoted(_ text: Text) -> String {
    var result = ""
    appendQuoted(text, to: &result)
    return result
  }

  private static func appendQuoted(_ text: Text, to result: inout String) {
    result += "'"
    for scalar in text.string.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "'": result += "\\'"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{8}": result += "\\b"
      case "\u{C}": result += "\\f"
      case "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A0}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    result += "'"
  }
}

extension Value: CustomStringConvertible {
  /// The value in Cypher's notation: ``cypherText``.
  public var description: String { cypherText }
}
