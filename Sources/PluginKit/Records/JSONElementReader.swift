import GraphModel

/// Reads the elements of a JSON file, whether it is an array of them, one after the other, one on each
/// line, or an answer of a service with an array of them in one of its members:
///
///     [{…}, {…}]
///     {…}
///     {…}
///     {"meta": {…}, "results": [{…}, {…}]}
///
/// One element at a time is held in memory.
///
///     let elements = JSONElementReader(try source.stream(), within: ["results"])
///     while try elements.next() { let value = try elements.value() … }
///
/// - Complexity: O(*n*) in the number of bytes.
public final class JSONElementReader {
  /// Where the current element begins.
  public private(set) var place: SourcePlace
  private let scanner: JSONScanner
  private let members: [String]
  private var length = 0
  private var isStarted = false
  /// Whether the elements stand in an array, and whether one was read.
  private var array: (isOpen: Bool, isFirst: Bool) = (false, true)
  /// How many answers are open, one within the other.
  private var answers = 0

  /// A reader of `stream` that takes elements of at most `limit` bytes.
  ///
  /// - Parameter members: The members of an answer that hold elements, or hold what holds them.
  public init(_ stream: ByteStream, within members: [String] = [], limit: Int = 64 << 20) {
    scanner = JSONScanner(ByteBuffer(stream), limit: limit)
    self.members = members
    place = SourcePlace(stream.name, line: 1, column: 1)
  }

  /// Goes to the next element; false after the last.
  ///
  /// - Throws: `FileError`; ``ImportError`` where what stands between elements is no JSON, or one is too
  ///   long.
  public func next() throws -> Bool {
    if !isStarted {
      isStarted = true
      try scanner.buffer.checkEncoding()
    }
    if length > 0 {
      scanner.advance(length)
      length = 0
    }
    while true {
      if array.isOpen {
        if try nextOfArray() { return true }
        continue
      }
      if answers > 0 {
        if try nextOfAnswer() { return true }
        continue
      }
      guard let byte = try scanner.peek() else { return false }
      if byte == UInt8(ascii: "[") {
        try scanner.take("[")
        array = (true, true)
        continue
      }
      if try beginsElement() { return true }
    }
  }

  /// Whether the value that begins here is an element; false where it is an answer, which is gone into.
  private func beginsElement() throws -> Bool {
    place = scanner.place
    if !members.isEmpty, let offset = try scanner.offset(ofMember: members) {
      scanner.advance(offset)
      answers += 1
      return try beginsMember()
    }
    length = try scanner.valueLength()
    guard length > 0 else { throw scanner.error("Expected an object or an array of objects") }
    return true
  }

  /// Goes into the member of an answer that begins here; true where it is an element itself.
  private func beginsMember() throws -> Bool {
    guard try scanner.peek() == UInt8(ascii: "[") else { return try beginsElement() }
    try scanner.take("[")
    array = (true, true)
    return false
  }

  /// Goes on in an answer behind a member; true where the next one is an element.
  private func nextOfAnswer() throws -> Bool {
    switch try scanner.peek() {
    case UInt8(ascii: "}"):
      scanner.advance(1)
      answers -= 1
      return false
    case UInt8(ascii: ","): try scanner.take(",")
    case nil:
      throw scanner.error(
        "The file ends within an object", hint: "The file is cut off; load it again")
    default: throw scanner.error("Expected ',' or '}'")
    }
    let name = try scanner.key().string
    let first = try scanner.peek()
    if members.contains(name), first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
      return try beginsMember()
    }
    let other = try scanner.valueLength()
    guard other > 0 else { throw scanner.error("Expected a value") }
    scanner.advance(other)
    return false
  }

  /// The current element.
  ///
  /// - Throws: ``ImportError`` where it is no JSON.
  public func value() throws -> Value {
    do {
      let reader = JSONReader(tags: .ignore)
      return try reader.value(of: scanner.bytes(length))
    } catch {
      throw ImportError(error, from: place)
    }
  }

  /// The current element as it stands in the file.
  public var text: String { String(decoding: scanner.bytes(length), as: UTF8.self) }

  /// Goes to the next element of the array; false at its end.
  private func nextOfArray() throws -> Bool {
    if try scanner.peek() == UInt8(ascii: "]") {
      scanner.advance(1)
      array.isOpen = false
      return false
    }
    if !array.isFirst { try scanner.take(",") }
    array.isFirst = false
    guard try scanner.peek() != nil else {
      throw scanner.error(
        "The array is not closed", hint: "The file is cut off; load it again, or add ']'")
    }
    place = scanner.place
    length = try scanner.valueLength()
    return true
  }
}
