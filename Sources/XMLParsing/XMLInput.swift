import PluginKit

/// The bytes of an XML document as UTF-8, whatever it is encoded in, and where the next one stands.
///
/// The encoding is what a byte order mark says, or the declaration, or UTF-8.
final class XMLInput {
  private let stream: ByteStream
  private let sizeLimit: Int
  private var bytes: [UInt8] = []
  private var index = 0
  private var isAtEnd = false
  private var encoding: CharacterEncoding?
  /// Bytes of UTF-16 that have no second half yet.
  private var rest: [UInt8] = []
  private var line = 1
  private var column = 1

  private static let pieceLength = 1 << 16

  init(_ stream: ByteStream, sizeLimit: Int) {
    self.stream = stream
    self.sizeLimit = sizeLimit
  }

  /// Where the next byte stands.
  var place: SourcePlace { SourcePlace(stream.name, line: line, column: column) }

  func error(_ message: String, hint: String? = nil) -> ImportError {
    ImportError(message, at: place, hint: hint)
  }

  /// The byte at `offset` from here, which stays; nil at the end.
  func peek(_ offset: Int = 0) throws -> UInt8? {
    while index + offset >= bytes.count {
      if try !fill() { return nil }
    }
    return bytes[index + offset]
  }

  /// Takes the next byte, which must be at hand.
  func advance() {
    let byte = bytes[index]
    index += 1
    if byte == 0x0A {
      line += 1
      column = 1
    } else if byte & 0xC0 != 0x80 {
      column += 1
    }
  }

  func advance(_ count: Int) {
    for _ in 0..<count { advance() }
  }

  /// Whether `text` stands here, and takes it.
  func take(_ text: StaticString) throws -> Bool {
    let length = text.utf8CodeUnitCount
    _ = try peek(length - 1)
    guard index + length <= bytes.count else { return false }
    for offset in 0..<length where bytes[index + offset] != text.utf8Start[offset] { return false }
    advance(length)
    return true
  }

  /// Moves past bytes up to one at which `isStop`, and appends them to `text`; ends of lines become LF.
  ///
  /// - Parameter limit: Where `text` is longer, the rest stays: more of it is not held.
  func takeText(
    into text: inout [UInt8], limit: Int, until isStop: (UInt8) -> Bool
  ) throws {
    while text.count <= limit {
      guard let byte = try peek() else { return }
      if isStop(byte) { return }
      if byte == 0x0D {
        if try peek(1) != 0x0A {
          text.append(0x0A)
          line += 1
          column = 0
        }
      } else {
        text.append(byte)
      }
      advance()
    }
  }

  private func fill() throws -> Bool {
    if isAtEnd { return false }
    if index > Self.pieceLength {
      bytes.removeFirst(index)
      index = 0
    }
    var piece = [UInt8](repeating: 0, count: Self.pieceLength)
    let length = try piece.withUnsafeMutableBytes { try stream.read(into: $0) }
    piece.removeLast(piece.count - length)
    if stream.count > sizeLimit {
      throw error(
        "The document is longer than \(sizeLimit) bytes", hint: "Part it into several files")
    }
    isAtEnd = piece.isEmpty
    if encoding == nil {
      rest += piece
      if !isAtEnd, rest.count < 1_024 { return true }
      try findEncoding()
      piece = rest
      rest = []
    }
    try append(piece)
    return !isAtEnd || index < bytes.count
  }

  /// Looks at the mark and the declaration in `rest`, and takes the mark away.
  private func findEncoding() throws {
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) {
      rest.removeFirst(3)
      encoding = .utf8
    } else if rest.starts(with: [0xFF, 0xFE]) {
      rest.removeFirst(2)
      encoding = .utf16LittleEndian
    } else if rest.starts(with: [0xFE, 0xFF]) {
      rest.removeFirst(2)
      encoding = .utf16BigEndian
    } else if rest.starts(with: [0x3C, 0]) {
      encoding = .utf16LittleEndian
    } else if rest.starts(with: [0, 0x3C]) {
      encoding = .utf16BigEndian
    } else if rest.starts(with: [0x1F, 0x8B]) || rest.starts(with: [0x50, 0x4B, 3, 4]) {
      throw error("The file is compressed", hint: "Unpack it first")
    } else if let name = Self.declared(rest) {
      guard let known = CharacterEncoding(named: name) else {
        throw error(
          "The document is declared to be \(name), which is not read",
          hint: "Save it as UTF-8, as in: iconv -f \(name) -t UTF-8 OLD > NEW")
      }
      // What is read as single bytes cannot be UTF-16, whatever the declaration says.
      encoding = known == .utf16LittleEndian || known == .utf16BigEndian ? .utf8 : known
    } else {
      encoding = .utf8
    }
  }

  /// The encoding that the declaration at the very start names.
  private static func declared(_ bytes: [UInt8]) -> String? {
    let head = String(decoding: bytes.prefix(1_024), as: UTF8.self)
    guard head.hasPrefix("<?xml"), let end = head.firstIndex(of: ">") else { return nil }
    let parts = head[..<end].split { $0 == "\"" || $0 == "'" }
    guard let index = parts.firstIndex(where: { $0.contains("encoding") }),
      index + 1 < parts.count
    else { return nil }
    return String(parts[index + 1])
  }

  private func append(_ piece: [UInt8]) throws {
    switch encoding {
    case .utf16LittleEndian, .utf16BigEndian: try appendWide(piece)
    case .windows1252?, .latin1?, .macRoman?:
      // HTML and mail call Windows-1252 by the name of ISO 8859-1; its control characters mean nothing.
      let single: CharacterEncoding = encoding == .macRoman ? .macRoman : .windows1252
      for byte in piece {
        if byte < 0x80 {
          bytes.append(byte)
        } else {
          bytes += Array(String(single.scalar(of: byte)).utf8)
        }
      }
    default: bytes += piece
    }
  }

  private func appendWide(_ piece: [UInt8]) throws {
    rest += piece
    let low = encoding == .utf16LittleEndian ? 0 : 1
    var units: [UInt16] = []
    for pair in 0..<rest.count / 2 {
      units.append(UInt16(rest[2 * pair + low]) | UInt16(rest[2 * pair + 1 - low]) << 8)
    }
    // The first half of a pair waits for the second one.
    if let last = units.last, (0xD800...0xDBFF).contains(last), !isAtEnd { units.removeLast() }
    rest.removeFirst(2 * units.count)
    let isBroken = transcode(
      units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true
    ) { bytes.append($0) }
    if isBroken || isAtEnd && !rest.isEmpty {
      throw error("The text is not valid UTF-16", hint: "The file is damaged; save it as UTF-8")
    }
  }
}
