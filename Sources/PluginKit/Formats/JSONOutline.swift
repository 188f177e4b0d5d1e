/// What a text in JSON is made of, seen from above: its upper members, and the first elements of its arrays.
///
/// A format of JSON is known by the names of its upper members, which may stand behind a value of any length.
/// Values below are passed over without being read. Of a text that is cut off, and of one that is no JSON
/// from some place on, the outline is what stands before.
///
///     head.json?["elements"]?["nodes"]?.elements.first?["data"] != nil
public indirect enum JSONOutline: Sendable {
  /// An object with its members, in their order.
  case object([(name: String, value: JSONOutline)])
  /// An array with its first elements.
  case array([JSONOutline])
  /// A text, or its beginning.
  case text(String)
  /// A number, a boolean or null.
  case other

  /// How deep values are looked at, how many members an object has, how many elements an array, and how many
  /// bytes a text: of what is beyond, nothing is kept.
  static let bounds = (depth: 6, members: 256, elements: 4, text: 256)

  /// The outline of the first value of `text`; nil where it is neither object nor array.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  init?(_ text: [UInt8]) {
    guard let first = text.first(where: { $0 > 0x20 }), first == 0x7B || first == 0x5B else {
      return nil
    }
    let outline = text.withUnsafeBufferPointer { bytes in
      var scanner = OutlineScanner(bytes)
      return scanner.value(depth: 0)
    }
    guard let outline else { return nil }
    self = outline
  }

  /// The value of the member `name`; nil where this is no object, or has none.
  public subscript(name: String) -> JSONOutline? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The names of the members; none where this is no object.
  public var names: [String] {
    if case .object(let members) = self { members.map(\.name) } else { [] }
  }

  /// The first elements; none where this is no array.
  public var elements: [JSONOutline] {
    if case .array(let elements) = self { elements } else { [] }
  }

  /// The text, or its beginning; nil where this is none.
  public var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// Whether this is an object.
  public var isObject: Bool {
    if case .object = self { true } else { false }
  }

  /// Whether this is an array.
  public var isArray: Bool {
    if case .array = self { true } else { false }
  }

  /// Whether the object, or the first elements of the array, or what is in them, have a member of one of the
  /// names.
  public func mentions(_ names: Set<String>) -> Bool {
    switch self {
    case .object(let members):
      members.contains { names.contains($0.name) || $0.value.mentions(names) }
    case .array(let elements): elements.contains { $0.mentions(names) }
    default: false
    }
  }
}

/// The way through a text whose outline is made.
private struct OutlineScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0
  /// Whether the text ended, or was no JSON, within the value.
  private var isCut = false

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private mutating func peek() -> UInt8? {
    while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    guard index < bytes.count else {
      isCut = true
      return nil
    }
    return bytes[index]
  }

  /// Takes `byte`, after blanks; where something else stands there, the text is at its end.
  private mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: byte) else {
      isCut = true
      return false
    }
    index += 1
    return true
  }

  /// The value that begins here; nil where there is none.
  mutating func value(depth: Int) -> JSONOutline? {
    switch peek() {
    case nil, UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ","): return nil
    case UInt8(ascii: "{"):
      guard depth < JSONOutline.bounds.depth else {
        passContainer()
        return .object([])
      }
      return object(depth)
    case UInt8(ascii: "["):
      guard depth < JSONOutline.bounds.depth else {
        passContainer()
        return .array([])
      }
      return array(depth)
    case UInt8(ascii: "\""): return .text(text())
    default:
      while index < bytes.count, bytes[index] > 0x20, bytes[index] != UInt8(ascii: ","),
        bytes[index] != UInt8(ascii: "}"), bytes[index] != UInt8(ascii: "]")
      {
        index += 1
      }
      return .other
    }
  }

  private mutating func object(_ depth: Int) -> JSONOutline {
    var members: [(name: String, value: JSONOutline)] = []
    index += 1
    if peek() == UInt8(ascii: "}") {
      index += 1
      return .object([])
    }
    while members.count < JSONOutline.bounds.members {
      guard peek() == UInt8(ascii: "\"") else {
        isCut = true
        break
      }
      let name = text()
      if isCut || !take(":") { break }
      guard let value = value(depth: depth + 1) else {
        isCut = true
        break
      }
      members.append((name, value))
      if isCut { break }
      if peek() == UInt8(ascii: "}") {
        index += 1
        return .object(members)
      }
      if !take(",") { break }
    }
    if !isCut { passRest() }
    return .object(members)
  }

  private mutating func array(_ depth: Int) -> JSONOutline {
    var elements: [JSONOutline] = []
    index += 1
    if peek() == UInt8(ascii: "]") {
      index += 1
      return .array([])
    }
    while elements.count < JSONOutline.bounds.elements {
      guard let value = value(depth: depth + 1) else {
        isCut = true
        break
      }
      elements.append(value)
      if isCut { break }
      if peek() == UInt8(ascii: "]") {
        index += 1
        return .array(elements)
      }
      if !take(",") { break }
    }
    if !isCut { passRest() }
    return .array(elements)
  }

  /// The text at hand, whose quote is next.
  private mutating func text() -> String {
    index += 1
    let start = index
    var hasSlashes = false
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      if bytes[index] == UInt8(ascii: "\\") {
        hasSlashes = true
        index += 1
      }
      index += 1
    }
    let end = min(index, bytes.count)
    if index >= bytes.count { isCut = true }
    index = min(index + 1, bytes.count)
    let kept = UnsafeBufferPointer(
      rebasing: bytes[start..<min(end, start + JSONOutline.bounds.text)])
    let text = String(decoding: kept, as: UTF8.self)
    // Some programs write every slash so.
    return hasSlashes ? text.replacing("\\/", with: "/") : text
  }

  /// Passes over the object or array that begins here.
  private mutating func passContainer() {
    index += 1
    passRest()
  }

  /// Passes over what is left of the object or array at hand.
  private mutating func passRest() {
    var depth = 1
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
          index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 {
          index += 1
          return
        }
      default: break
      }
      index += 1
    }
    isCut = true
  }
}
