import GraphModel

/// Reads a JSON file part by part: what stands in the containers that a format knows, one value at a
/// time, however large the file is.
///
///     let parts = JSONPartReader(try source.stream()) { path in
///       path == [] || path == ["elements"] || path == ["elements", "nodes"]
///     }
///     while try parts.next() {
///       if parts.path == ["elements", "nodes", ""] { let node = try parts.value() … }
///     }
///
/// A path has the keys that lead to a value, and an empty text for each array on the way.
///
/// - Complexity: O(*n*) in the number of bytes; one part at a time is held in memory.
public final class JSONPartReader {
  /// The way to the current part.
  public private(set) var path: [String] = []
  /// Where the current part begins.
  public private(set) var place: SourcePlace
  private let scanner: JSONScanner
  private let isOpened: ([String]) -> Bool
  private var containers: [(isObject: Bool, isFirst: Bool)] = []
  private var isStarted = false
  private var length = 0

  /// A reader of `stream`.
  ///
  /// - Parameters:
  ///   - limit: The longest part, in bytes.
  ///   - isOpened: Whether what is in the object or array at a path is read part by part.
  public init(
    _ stream: ByteStream, limit: Int = 64 << 20, opening isOpened: @escaping ([String]) -> Bool
  ) {
    scanner = JSONScanner(ByteBuffer(stream), limit: limit)
    self.isOpened = isOpened
    place = SourcePlace(stream.name, line: 1, column: 1)
  }

  /// Goes to the next part; false after the last.
  ///
  /// - Throws: ``FileError``; ``ImportError`` where the text is no JSON, or a part is too long.
  public func next() throws -> Bool {
    if !isStarted {
      isStarted = true
      try scanner.buffer.checkEncoding()
      guard try scanner.peek() != nil else { return false }
      if try part() { return true }
    }
    if length > 0 {
      scanner.advance(length)
      length = 0
      leave()
    }
    while let container = containers.last {
      guard let byte = try scanner.peek() else {
        throw scanner.error(
          "The file ends within \(container.isObject ? "an object" : "an array")",
          hint: "The file is cut off; load it again")
      }
      if byte == UInt8(ascii: container.isObject ? "}" : "]") {
        scanner.advance(1)
        containers.removeLast()
        leave()
        continue
      }
      if !container.isFirst { try scanner.take(",") }
      containers[containers.count - 1].isFirst = false
      path.append(container.isObject ? try scanner.key().string : "")
      if try part() { return true }
    }
    if try scanner.peek() != nil { throw scanner.error("Nothing more was expected") }
    return false
  }

  /// The current part.
  ///
  /// - Throws: ``ImportError`` where it is no JSON.
  public func value(_ tags: JSONReader.Tags = .ignore) throws -> Value {
    do {
      return try JSONReader(tags: tags).value(of: scanner.bytes(length))
    } catch {
      throw ImportError(error, from: place)
    }
  }

  /// The current part as it stands in the file.
  public var text: String { String(decoding: scanner.bytes(length), as: UTF8.self) }

  /// Whether the value that begins here is a part; false where it is a container that was opened.
  private func part() throws -> Bool {
    let byte = try scanner.peek()
    place = scanner.place
    let isObject = byte == UInt8(ascii: "{")
    if isObject || byte == UInt8(ascii: "["), isOpened(path) {
      guard containers.count < 16 else { throw scanner.error("Nested too deeply") }
      scanner.advance(1)
      containers.append((isObject, true))
      return false
    }
    length = try scanner.valueLength()
    guard length > 0 else { throw scanner.error("Expected a value") }
    return true
  }

  private func leave() {
    if !path.isEmpty { path.removeLast() }
  }
}
