import GraphModel

/// Reads the elements of a JSON file, whether it is an array of them, one after the other, one on each
/// line, or an answer of a service with an array of them in one of its members:
///
///     [{…}, {…}]
///     {…}
///     {…}
///     {"meta": {…}, "results": [{…}, {…}]}
///
/// Of an array, and of elements on lines, one at a time is held in memory.
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
  /// The elements of an answer that were not asked for yet.
  private var inner: ArraySlice<(place: SourcePlace, bytes: ArraySlice<UInt8>)> = []
  private var current: ArraySlice<UInt8>?

  /// A reader of `stream` that takes elements of at most `limit` bytes.
  ///
  /// - Parameter members: The members of an answer that hold elements, or hold what holds them.
  public init(_ stream: ByteStream, within members: [String] = [], limit: Int = 256 << 20) {
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
      if let first = inner.first {
        inner.removeFirst()
        (place, current) = (first.place, first.bytes)
        return true
      }
      current = nil
      if array.isOpen {
        if try nextOfArray() { return true }
        continue
      }
      guard let byte = try scanner.peek() else { return false }
      if byte == UInt8(ascii: "[") {
        try scanner.take("[")
        array = (true, true)
        continue
      }
      place = scanner.place
      length = try scanner.valueLength()
      guard length > 0 else { throw scanner.error("Expected an object or an array of objects") }
      // Most files have elements of no answer, which are not copied to be looked through.
      if members.isEmpty || byte != UInt8(ascii: "{") { return true }
      let bytes = Array(scanner.bytes(length))
      guard let found = try Self.elements(of: bytes[...], at: place, within: members) else {
        return true
      }
      inner = found[...]
      scanner.advance(length)
      length = 0
    }
  }

  /// The current element.
  ///
  /// - Throws: ``ImportError`` where it is no JSON.
  public func value() throws -> Value {
    do {
      let reader = JSONReader(tags: .ignore)
      if let current { return try reader.value(of: current) }
      return try reader.value(of: scanner.bytes(length))
    } catch {
      throw ImportError(error, from: place)
    }
  }

  /// The current element as it stands in the file.
  public var text: String {
    if let current { return String(decoding: current, as: UTF8.self) }
    return String(decoding: scanner.bytes(length), as: UTF8.self)
  }

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

  /// The elements in the members of an answer, which begins `bytes` as an object; nil where it is an
  /// element itself.
  private static func elements(
    of bytes: ArraySlice<UInt8>, at start: SourcePlace, within members: [String]
  ) throws -> [(place: SourcePlace, bytes: ArraySlice<UInt8>)]? {
    let scanner = JSONScanner(
      ByteBuffer(ByteStream(Array(bytes), name: start.file)), limit: bytes.count + 1, from: start)
    var found: [(place: SourcePlace, bytes: ArraySlice<UInt8>)]?
    try scanner.take("{")
    while try scanner.peek() == UInt8(ascii: "\"") {
      let name = try scanner.key()
      let first = try scanner.peek()
      if members.contains(name.string), first == UInt8(ascii: "[") {
        try scanner.take("[")
        var all = found ?? []
        while let byte = try scanner.peek(), byte != UInt8(ascii: "]") {
          if !all.isEmpty, byte == UInt8(ascii: ",") { try scanner.take(",") }
          _ = try scanner.peek()
          let length = try scanner.valueLength()
          guard length > 0 else { throw scanner.error("Expected an object") }
          all.append((scanner.place, Array(scanner.bytes(length))[...]))
          scanner.advance(length)
        }
        try scanner.take("]")
        found = all
      } else {
        let length = try scanner.valueLength()
        if members.contains(name.string), first == UInt8(ascii: "{") {
          let inside = Array(scanner.bytes(length))[...]
          let place = scanner.place
          found =
            (found ?? [])
            + (try elements(of: inside, at: place, within: members) ?? [(place, inside)])
        }
        scanner.advance(length)
      }
      if try scanner.peek() == UInt8(ascii: ",") { try scanner.take(",") }
    }
    return found
  }
}
