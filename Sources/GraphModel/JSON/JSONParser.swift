/// The recursive descent of ``JSONReader`` over one text.
///
/// It holds a pointer into the caller's bytes and lives no longer than the call that made it.
struct JSONParser {
  let bytes: UnsafeBufferPointer<UInt8>
  let count: Int
  let tags: Bool
  /// Whether points are taken as they are.
  let isStored: Bool
  var position = 0
  var depth = 0
  /// Where strings with escapes are put together; kept between strings for its capacity.
  var scratch: [UInt8] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>, tags: Bool, isStored: Bool = false) {
    self.bytes = bytes
    self.tags = tags
    self.isStored = isStored
    count = bytes.count
  }

  /// The byte at the position, or 0 at the end, which no rule accepts.
  var peek: UInt8 {
    @inline(__always) get { position < count ? bytes[position] : 0 }
  }

  func error(_ message: String, at offset: Int? = nil) -> JSONError {
    JSONError(message, at: offset ?? position, in: bytes)
  }

  /// The error that something else was expected here, with a word on what is there.
  func expected(_ what: String) -> JSONError {
    error(position < count ? "Expected \(what)" : "The text ends where \(what) was expected")
  }

  @inline(__always)
  mutating func skipSpace() {
    while position < count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position &+= 1
      default: return
      }
    }
  }

  /// One value and nothing else but space.
  mutating func document() throws(JSONError) -> Value {
    if count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
    let value = try value()
    skipSpace()
    guard position == count else { throw error("Expected nothing more after the value") }
    return value
  }

  /// One value with the space before it.
  mutating func value() throws(JSONError) -> Value {
    skipSpace()
    switch peek {
    case UInt8(ascii: "\""):
      return .text(try string())
    case UInt8(ascii: "{"):
      return try object(literal: !tags)
    case UInt8(ascii: "["):
      return .list(try array())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return try number()
    case UInt8(ascii: "t"):
      try word("true")
      return .boolean(true)
    case UInt8(ascii: "f"):
      try word("false")
      return .boolean(false)
    case UInt8(ascii: "n"):
      try word("null")
      return .null
    default:
      throw expected("a value")
    }
  }

  private mutating func word(_ word: StaticString) throws(JSONError) {
    let length = word.utf8CodeUnitCount
    guard position + length <= count else { throw expected("'\(word)'") }
    for i in 0..<length where bytes[position + i] != word.utf8Start[i] {
      throw expected("'\(word)'")
    }
    position += length
  }

  mutating func enter() throws(JSONError) {
    depth += 1
    guard depth <= JSONReader.depthLimit else {
      throw error("Arrays and objects are nested more than \(JSONReader.depthLimit) deep")
    }
  }

  private mutating func array() throws(JSONError) -> [Value] {
    try enter()
    position &+= 1
    var elements: [Value] = []
    skipSpace()
    if peek == UInt8(ascii: "]") {
      position &+= 1
      depth -= 1
      return elements
    }
    while true {
      elements.append(try value())
      skipSpace()
      switch peek {
      case UInt8(ascii: ","): position &+= 1
      case UInt8(ascii: "]"):
        position &+= 1
        depth -= 1
        return elements
      default: throw expected("',' or ']' after an element of an array")
      }
    }
  }

  /// An object; where not `literal`, a first key that begins with `$` is a tag.
  mutating func object(literal: Bool) throws(JSONError) -> Value {
    try enter()
    position &+= 1
    var map = MapValue()
    skipSpace()
    if peek == UInt8(ascii: "}") {
      position &+= 1
      depth -= 1
      return .map(map)
    }
    while true {
      skipSpace()
      let start = position
      guard peek == UInt8(ascii: "\"") else { throw expected("a key in quotes") }
      let key = try string()
      skipSpace()
      guard peek == UInt8(ascii: ":") else { throw expected("':' after a key") }
      position &+= 1
      if !literal, key.string.utf8.first == UInt8(ascii: "$") {
        guard map.isEmpty else { throw error("The tag \(key) must stand alone", at: start) }
        return try tagged(key, at: start)
      }
      let value = try value()
      guard map.entries.updateValue(value, forKey: key) == nil else {
        throw error("The key '\(key)' occurs twice", at: start)
      }
      skipSpace()
      switch peek {
      case UInt8(ascii: ","): position &+= 1
      case UInt8(ascii: "}"):
        position &+= 1
        depth -= 1
        return .map(map)
      default: throw expected("',' or '}' after a value of an object")
      }
    }
  }
}
