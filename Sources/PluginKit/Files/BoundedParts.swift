import Platform

/// What of a text that is held as a whole is never long: where a part is, the file is damaged, or of
/// another format, and reading ends before memory is filled.
///
///     let text = try DecodedText(source, parts: .quoted)
public enum BoundedParts: Sendable {
  /// Lines, which LF or CR ends.
  case lines
  /// What stands between two double quotes, or from one to the end: the texts of JSON, whose files may have
  /// one line.
  case quoted
  /// Nothing: only the whole is bounded.
  case none

  /// The longest part, in bytes: 16 MiB.
  public static let limit = 16 << 20

  /// All bytes of `stream`.
  ///
  /// - Throws: ``FileError``; ``ImportError`` where a part is too long.
  package func readAll(of stream: ByteStream, limit: Int) throws -> [UInt8] {
    // How many bytes were read, where the part at hand begins, and whether one was too long.
    var count = 0
    var start = 0
    var isPassed = true
    let bytes = try stream.readAll(limit: limit) { piece throws(Never) in
      if let first = firstEnd(in: piece) {
        isPassed = count + first - start <= Self.limit
        if isPassed { start = count + lastEnd(in: piece, from: first) + 1 }
      }
      count += piece.count
      isPassed = isPassed && count - start <= Self.limit
      return isPassed
    }
    guard !isPassed else { return bytes }
    throw error(from: start, in: bytes, name: stream.name)
  }

  private func isEnd(_ byte: UInt8) -> Bool {
    switch self {
    case .lines: byte == 0x0A || byte == 0x0D
    case .quoted: byte == UInt8(ascii: "\"")
    case .none: true
    }
  }

  /// The offset of the first end of a part in a piece, which is shorter than any bound.
  private func firstEnd(in piece: UnsafeRawBufferPointer) -> Int? {
    func first(_ byte: UInt8) -> Int? {
      guard let base = piece.baseAddress, let found = memchr(base, Int32(byte), piece.count) else {
        return nil
      }
      return UnsafeRawPointer(found) - base
    }
    switch self {
    case .lines: return first(0x0A) ?? first(0x0D)
    case .quoted: return first(UInt8(ascii: "\""))
    case .none: return piece.isEmpty ? nil : 0
    }
  }

  /// The offset of the last end, where there is one at `first`.
  private func lastEnd(in piece: UnsafeRawBufferPointer, from first: Int) -> Int {
    var index = piece.count - 1
    while index > first, !isEnd(piece[index]) { index -= 1 }
    return index
  }

  /// The error about the part that begins at `start`.
  private func error(from start: Int, in bytes: [UInt8], name: String) -> ImportError {
    var line = 1
    var column = 1
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < start {
        let byte = bytes[index]
        index += 1
        if byte == 0x0A || byte == 0x0D && !(index < bytes.count && bytes[index] == 0x0A) {
          line += 1
          column = 1
        } else if byte & 0xC0 != 0x80, byte != 0x0D {
          column += 1
        }
      }
    }
    let beginning = String(decoding: bytes[start...].prefix(40), as: UTF8.self)
    let what = self == .lines ? "line" : "text"
    return ImportError(
      "The \(what) is longer than \(Self.limit >> 20) MB; it begins '\(beginning)…'",
      at: SourcePlace(name, line: line, column: column),
      hint: self == .lines
        ? "The file is damaged, or its ends of lines are missing; load it again"
        : "The file is damaged, or a quote is missing; load it again")
  }
}
