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
    switch self {
    case .null: return "null"
    case .boolean(let value): return value ? "true" : "false"
    case .integer(let value): return String(value)
    case .float(let value): return Value.floatText(value)
    default:
      var writer = ValueTextWriter()
      writer.write(self)
      return writer.text
    }
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
    var writer = ValueTextWriter()
    writer.write(.text(text))
    return writer.text
  }
}

extension Value: CustomStringConvertible {
  /// The value in Cypher's notation: ``cypherText``.
  public var description: String { cypherText }
}
