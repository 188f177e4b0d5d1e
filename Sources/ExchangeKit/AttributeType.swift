import GraphModel
import PluginKit

/// The type of an attribute in formats that declare their attributes: the five that all of them have,
/// and JSON for what those cannot say.
public enum AttributeType: String, CaseIterable, Sendable {
  /// True and false.
  case boolean
  /// Integers of 64 bits.
  case integer
  /// Floats of 64 bits, NaN and the infinities among them.
  case float
  /// Text.
  case text
  /// Any value, as JSON with tags: lists, temporal values, points.
  case json

  /// The type that holds `value`.
  ///
  /// - Parameters:
  ///   - holdsText: Whether the format can hold a text as it is; what it cannot is JSON, which has
  ///     escapes for it.
  ///   - holdsAllFloats: Whether the format has NaN and the infinities.
  public init(
    of value: Value, holdsText: (String) -> Bool = { _ in true }, holdsAllFloats: Bool = true
  ) {
    switch value {
    case .boolean: self = .boolean
    case .integer: self = .integer
    case .float(let float): self = holdsAllFloats || float.isFinite ? .float : .json
    case .text(let text): self = holdsText(text.string) ? .text : .json
    default: self = .json
    }
  }

  /// The type that another program calls `word`; nil where it is none of these.
  public init?(word: String) {
    switch word.lowercased() {
    case "boolean", "bool": self = .boolean
    case "int", "integer", "long", "short", "byte", "biginteger": self = .integer
    case "float", "double", "real", "bigdecimal", "numeric": self = .float
    case "string", "text", "char", "character", "anyuri", "str": self = .text
    default: return nil
    }
  }

  /// What GraphML, GEXF and CX2 call the type.
  public var word: String {
    switch self {
    case .boolean: "boolean"
    case .integer: "long"
    case .float: "double"
    case .text, .json: "string"
    }
  }

  /// `value` as text of this type.
  ///
  /// - Throws: `JSONError` where JSON has no form for it.
  public func text(of value: Value) throws(JSONError) -> String {
    switch (self, value) {
    case (.json, _):
      var writer = JSONWriter()
      try writer.write(value)
      return JSONEscapes.ofNoncharacters(in: writer.text)
    case (_, .boolean(let boolean)): return boolean ? "true" : "false"
    case (_, .integer(let integer)): return String(integer)
    case (_, .float(let float)): return Value.floatText(float)
    case (_, .text(let text)): return text.string
    default: throw JSONError("A \(value.typeName) is no \(rawValue)")
    }
  }

  /// The value that `text` is; nil where it is blank, and so says nothing.
  ///
  /// - Throws: `OptionError` where it is no value of this type.
  public func value(of text: String) throws(OptionError) -> Value? {
    if self == .text { return .text(Text(text)) }
    let word = text.trimmed
    if word.isEmpty { return nil }
    switch (self, word.lowercased()) {
    case (.boolean, "1"), (.boolean, "yes"): return true
    case (.boolean, "0"), (.boolean, "no"): return false
    case (.float, "inf"), (.float, "+inf"): return .float(.infinity)
    case (.float, "-inf"): return .float(-.infinity)
    case (.float, "nan"): return .float(.nan)
    default: break
    }
    switch self {
    case .boolean: return try BulkType.boolean.value(of: Text(word))
    case .integer: return try BulkType.long.value(of: Text(word))
    case .float: return try BulkType.double.value(of: Text(word))
    case .json: return try BulkType.json.value(of: Text(word))
    case .text: return .text(Text(text))
    }
  }
}

extension String {
  /// The text without blanks and ends of lines around it.
  public var trimmed: String {
    let bytes = utf8
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    guard let first = bytes.firstIndex(where: { !isBlank($0) }),
      let last = bytes.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(self[first...last])
  }
}
