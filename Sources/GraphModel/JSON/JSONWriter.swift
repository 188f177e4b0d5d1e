/// Writes values as JSON texts, without space, into bytes of its own.
///
/// ``Mode/tagged`` is exact: ``JSONReader`` gives the same values back. ``Mode/plain`` is for people
/// and their tools. Besides ``write(_:)-(Value)`` there are the parts of a JSON text, for callers
/// that write an object around their values without making a `MapValue` first.
///
///     var writer = JSONWriter()
///     try writer.write(["n": 1, "f": 2.0])
///     writer.text   // {"n":1,"f":2.0}
///
/// - Complexity: O(*n*) in the number of bytes written.
public struct JSONWriter: Sendable, PieceWriter {
  /// How values that JSON does not know are written.
  public enum Mode: Sendable {
    /// As objects with one key that begins with `$`, such as `{"$date":"2020-01-31"}`.
    ///
    /// A map with such a key of its own is written `{"$map":{…}}`, NaN and the infinities
    /// `{"$float":"NaN"}`; every other number is a JSON number, integers to their full 64 bits,
    /// floats always with a point or an exponent.
    case tagged
    /// As other tools expect them: temporal values as ISO 8601 texts, points as objects of `srid`,
    /// `x`, `y` and `z`, nodes as objects of `id`, `labels` and `properties`, relationships of `id`,
    /// `type`, `start`, `end` and `properties`, a path as the list of its nodes and relationships in
    /// turn, and NaN and the infinities, which JSON has no numbers for, as the texts `"NaN"`,
    /// `"Infinity"`, `"-Infinity"`: null would look like a missing value.
    case plain
  }

  /// How values that JSON does not know are written.
  public let mode: Mode
  /// What has been written so far; what was handed on is not among it.
  public internal(set) var bytes: [UInt8] = []
  // Sendable by hand: there is one only while a value is being written, on one thread.
  nonisolated(unsafe) var outlet: PieceOutlet?
  private var depth = 0

  /// A writer of the given mode with room for `capacity` bytes.
  public init(mode: Mode = .tagged, capacity: Int = 0) {
    self.mode = mode
    if capacity > 0 { bytes.reserveCapacity(capacity) }
  }

  /// What has been written so far, as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Forgets what was written, but keeps the room, for the next record.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    depth = 0
  }

  /// Writes `literal` as it stands: punctuation, or keys that need no escape.
  public mutating func write(literal: StaticString) { append(literal) }

  /// Writes a value, which leaves piece by piece, together with what was written before it.
  ///
  ///     try writer.write(value) { piece in try output.write(piece) }
  ///
  /// - Throws: What `handler` throws, and ``bytes`` then has the brackets and quotes that close what has
  ///   left; ``JSONError`` where the value is nested deeper than ``JSONReader/depthLimit``.
  public mutating func write(_ value: Value, handingOn handler: @escaping PieceHandler) throws {
    try write(handingOn: handler) { writer in try writer.write(value) }
  }

  /// Writes a value.
  ///
  /// - Throws: ``JSONError`` where it is nested deeper than ``JSONReader/depthLimit``; what was
  ///   written before stays, so that the record is to be thrown away.
  public mutating func write(_ value: Value) throws(JSONError) {
    switch value {
    case .null: write(literal: "null")
    case .boolean(let boolean): write(literal: boolean ? "true" : "false")
    case .integer(let integer): write(integer)
    case .float(let float): try write(float)
    case .text(let text): write(text)
    case .list(let list): try write(list)
    case .map(let map): try write(map)
    case .node(let node): try write(node)
    case .relationship(let relationship): try write(relationship)
    case .path(let path): try write(path)
    case .point(let point): try write(point)
    case .date(let date): try write(date.isoText, tag: "{\"$date\":")
    case .localTime(let time): try write(time.isoText, tag: "{\"$localtime\":")
    case .time(let time): try write(time.isoText, tag: "{\"$time\":")
    case .localDateTime(let time): try write(time.isoText, tag: "{\"$localdatetime\":")
    case .dateTime(let time): try write(time.isoText, tag: "{\"$datetime\":")
    case .duration(let duration): try write(duration.isoText, tag: "{\"$duration\":")
    }
  }

  /// Writes a list.
  ///
  /// - Throws: ``JSONError`` where it is nested too deeply.
  public mutating func write(_ list: [Value]) throws(JSONError) {
    try open("[")
    var first = true
    for element in list {
      guard goesOn() else { break }
      if first { first = false } else { bytes.append(UInt8(ascii: ",")) }
      try write(element)
    }
    close("]")
  }

  /// Writes a map; also how the properties of a node or relationship are stored.
  ///
  /// - Throws: ``JSONError`` where it is nested too deeply.
  public mutating func write(_ map: MapValue) throws(JSONError) {
    let hasTag =
      mode == .tagged
      && map.entries.keys.contains { $0.string.utf8.first == UInt8(ascii: "$") }
    if hasTag {
      try open("{")
      write(literal: "\"$map\":")
    }
    try open("{")
    var first = true
    for (key, value) in map.entries {
      guard goesOn() else { break }
      if first { first = false } else { bytes.append(UInt8(ascii: ",")) }
      write(key)
      bytes.append(UInt8(ascii: ":"))
      try write(value)
    }
    close("}")
    if hasTag { close("}") }
  }

  /// Writes an integer.
  public mutating func write(_ integer: Int) {
    var rest = integer.magnitude
    if integer < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    repeat {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10)
      bytes.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: remainder))
      rest = quotient
    } while rest != 0
    if bytes.count - start > 1 { bytes[start...].reverse() }
  }

  /// Writes a float with the fewest digits that read back as the same number.
  ///
  /// - Throws: ``JSONError`` where NaN or an infinity needs a tag and is nested too deeply for it.
  public mutating func write(_ float: Double) throws(JSONError) {
    if float.isFinite {
      // The description always has a point or an exponent, so that it reads back as a float.
      bytes.append(contentsOf: float.description.utf8)
      return
    }
    let word: StaticString =
      float.isNaN ? "\"NaN\"" : (float < 0 ? "\"-Infinity\"" : "\"Infinity\"")
    try openTag("{\"$float\":")
    write(literal: word)
    closeTag()
  }

  /// Writes a text in quotes.
  public mutating func write(_ text: Text) {
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { inParts($0) { writer, part in writer.write(escaping: part) } }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func write(escaping buffer: UnsafeBufferPointer<UInt8>) {
    var run = 0
    for i in 0..<buffer.count {
      let byte = buffer[i]
      if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { continue }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[run..<i]))
      writeEscape(of: byte)
      run = i &+ 1
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[run...]))
  }

  private mutating func writeEscape(of byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): write(literal: "\\\"")
    case UInt8(ascii: "\\"): write(literal: "\\\\")
    case 0x0A: write(literal: "\\n")
    case 0x0D: write(literal: "\\r")
    case 0x09: write(literal: "\\t")
    default:
      let digits: StaticString = "0123456789abcdef"
      write(literal: "\\u00")
      bytes.append(digits.utf8Start[Int(byte >> 4)])
      bytes.append(digits.utf8Start[Int(byte & 15)])
    }
  }

  /// Writes the opening bracket of an array or object.
  mutating func open(_ bracket: StaticString) throws(JSONError) {
    depth += 1
    guard depth <= JSONReader.depthLimit else {
      throw JSONError("A value is nested more than \(JSONReader.depthLimit) deep")
    }
    write(literal: bracket)
  }

  /// Writes the closing bracket of an array or object.
  mutating func close(_ bracket: StaticString) {
    depth -= 1
    write(literal: bracket)
  }
}
