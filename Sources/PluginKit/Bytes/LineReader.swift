/// Reads a stream line by line, as bytes.
///
/// A byte order mark is skipped; lines end with LF or CRLF, neither of which is part of the line.
///
///     let lines = LineReader(try source.stream())
///     while try lines.next() {
///       try lines.withLine { bytes in … }
///     }
public final class LineReader {
  /// The number of the current line, from 1; 0 before the first.
  public private(set) var line = 0
  private let buffer: ByteBuffer
  private let limit: Int
  private var started = false
  private var current = 0..<0

  /// A reader of `stream` that takes lines of at most `limit` bytes.
  public convenience init(_ stream: ByteStream, limit: Int = 16 << 20) {
    self.init(ByteBuffer(stream), limit: limit)
  }

  /// A reader of what is left in `buffer`, whose encoding may have been looked at already.
  init(_ buffer: ByteBuffer, limit: Int, isChecked: Bool = false) {
    self.buffer = buffer
    self.limit = limit
    started = isChecked
  }

  /// The name of the stream.
  public var name: String { buffer.stream.name }

  /// The current line as a place.
  public var place: SourcePlace { SourcePlace(name, line: line) }

  /// Goes to the next line; false after the last.
  ///
  /// - Throws: ``FileError``; ``ImportError`` where a line is too long, or the text is not UTF-8 by its
  ///   first bytes or has a NUL.
  /// - Complexity: O(*n*) in the length of the line.
  public func next() throws -> Bool {
    if !started {
      started = true
      try buffer.checkEncoding()
    }
    var searched = 0
    while true {
      let from = buffer.start + searched
      if let end = find(0x0A, from: from) {
        if end - buffer.start > limit { throw tooLong }
        try take(to: end, and: end + 1)
        return true
      }
      searched = buffer.end - buffer.start
      if searched > limit { throw tooLong }
      guard let more = try buffer.fill(limit: limit + 1) else { throw tooLong }
      if !more {
        if searched == 0 { return false }
        try take(to: buffer.end, and: buffer.end)
        return true
      }
    }
  }

  /// Lends the bytes of the current line for as long as `body` runs.
  public func withLine<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
    try body(UnsafeBufferPointer(start: buffer.bytes + current.lowerBound, count: current.count))
  }

  private func find(_ byte: UInt8, from: Int) -> Int? {
    var i = from
    while i < buffer.end {
      if buffer.bytes[i] == byte { return i }
      i &+= 1
    }
    return nil
  }

  private func take(to end: Int, and next: Int) throws(ImportError) {
    line += 1
    if buffer.nul(within: end - buffer.start) != nil {
      throw ImportError(
        "The line holds the character NUL, which is no part of a text", at: place,
        hint: "The file is damaged, or text in another encoding: \(TextEncoding.conversion)")
    }
    let carriageReturn = end > buffer.start && buffer.bytes[end - 1] == 0x0D
    current = buffer.start..<(carriageReturn ? end - 1 : end)
    buffer.start = next
  }

  private var tooLong: ImportError {
    ImportError(
      "The line is longer than \(limit) bytes", at: SourcePlace(name, line: line + 1),
      hint: "Records must stand on lines of their own")
  }
}
