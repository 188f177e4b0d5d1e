/// Reads a stream line by line, as bytes.
///
/// A byte order mark is skipped; lines end with LF or CRLF, neither of which is part of the line, and with CR
/// in a file that begins with such lines and has no LF among them, as those of old Macintosh programs. Who
/// asks for it has CR end lines in any file.
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
  /// Whether CR ends lines; nil as long as nobody has looked.
  private var endsAtReturns: Bool?
  private var current = 0..<0

  /// A reader of `stream` that takes lines of at most `limit` bytes.
  ///
  /// - Parameter endsAtReturns: Whether CR ends lines beside LF, because no line can hold one.
  public convenience init(
    _ stream: ByteStream, limit: Int = 16 << 20, endsAtReturns: Bool = false
  ) {
    self.init(ByteBuffer(stream), limit: limit)
    if endsAtReturns { self.endsAtReturns = true }
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
    let endsAtReturns = try self.endsAtReturns ?? lookForReturns()
    self.endsAtReturns = endsAtReturns
    var searched = 0
    while true {
      let from = buffer.start + searched
      if let end = endsAtReturns ? findEnd(from: from) : find(0x0A, from: from) {
        if end - buffer.start > limit { throw tooLong }
        if buffer.bytes[end] == 0x0A {
          try take(to: end, and: end + 1)
          return true
        }
        // What stands behind CR tells whether both are one end.
        if end + 1 < buffer.end || buffer.atEnd {
          let isPair = end + 1 < buffer.end && buffer.bytes[end + 1] == 0x0A
          try take(to: end, and: end + (isPair ? 2 : 1))
          return true
        }
        searched = end - buffer.start
        guard try buffer.fill(limit: limit + 1) != nil else { throw tooLong }
        continue
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

  /// Whether the first bytes have lines that end with CR and none that ends with LF.
  private func lookForReturns() throws -> Bool {
    if buffer.start == buffer.end { _ = try buffer.fill(limit: limit + 1) }
    guard find(0x0A, from: buffer.start) == nil,
      let first = find(0x0D, from: buffer.start)
    else { return false }
    // One at the very end may be half of CRLF.
    return first + 1 < buffer.end
  }

  private func findEnd(from: Int) -> Int? {
    var i = from
    while i < buffer.end {
      if buffer.bytes[i] == 0x0A || buffer.bytes[i] == 0x0D { return i }
      i &+= 1
    }
    return nil
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
