import Platform

/// A window on a ``ByteStream`` that grows until a whole record is in it.
///
/// Readers of records look at `bytes` from `start` to `end`, move `start` past what they are done
/// with, and ask for more.
final class ByteBuffer {
  let stream: ByteStream
  private var capacity: Int
  private(set) var atEnd = false
  /// Whether a NUL was among the bytes read so far.
  private var hasNUL = false
  private let extent: UnsafeMutablePointer<Extent>

  /// What is looked at several times a field: behind a pointer, which nobody checks for overlapping
  /// accesses.
  private struct Extent {
    var bytes: UnsafeMutablePointer<UInt8>
    var start = 0
    var end = 0
  }

  private(set) var bytes: UnsafeMutablePointer<UInt8> {
    @inline(__always) get { extent.pointee.bytes }
    set { extent.pointee.bytes = newValue }
  }

  var start: Int {
    @inline(__always) get { extent.pointee.start }
    @inline(__always) set { extent.pointee.start = newValue }
  }

  private(set) var end: Int {
    @inline(__always) get { extent.pointee.end }
    set { extent.pointee.end = newValue }
  }

  init(_ stream: ByteStream, capacity: Int = 1 << 18) {
    self.stream = stream
    self.capacity = capacity
    extent = .allocate(capacity: 1)
    extent.initialize(to: Extent(bytes: .allocate(capacity: capacity)))
  }

  deinit {
    bytes.deallocate()
    extent.deallocate()
  }

  /// What is at hand, from `start` on.
  var window: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: bytes + start, count: end - start)
  }

  /// Brings in more bytes behind `end`, first moving what is left to the front; false at the end.
  ///
  /// - Parameter limit: The most bytes that may be left; beyond it the buffer does not grow.
  /// - Returns: Nil where the limit is reached.
  func fill(limit: Int) throws(FileError) -> Bool? {
    if atEnd { return false }
    if start > 0 {
      bytes.update(from: bytes + start, count: end - start)
      end -= start
      start = 0
    }
    if end == capacity {
      guard capacity < limit else { return nil }
      let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
      grown.update(from: bytes, count: end)
      bytes.deallocate()
      bytes = grown
      capacity *= 2
    }
    let room = UnsafeMutableRawBufferPointer(start: bytes + end, count: capacity - end)
    let length = try stream.read(into: room)
    if !hasNUL, let base = room.baseAddress, memchr(base, 0, length) != nil { hasNUL = true }
    end += length
    atEnd = length == 0
    return !atEnd
  }

  /// Skips a byte order mark at the very start of the stream, and looks at the encoding.
  ///
  /// - Throws: ``ImportError`` where the text is not UTF-8.
  func checkEncoding() throws {
    while end - start < TextEncoding.sampleLength {
      if try fill(limit: max(capacity, TextEncoding.sampleLength)) != true { break }
    }
    let encoding = TextEncoding(of: window)
    if let refusal = encoding.refusal {
      throw ImportError(
        refusal.message, at: SourcePlace(stream.name, line: 1, column: 1), hint: refusal.hint)
    }
    start += encoding.markLength
  }

  /// The offset from `start` of the first NUL among the next `count` bytes that is no part of text.
  ///
  /// - Parameter isWrong: Whether it is wrong at an offset; where nothing is said, it is everywhere.
  /// - Complexity: O(1) as long as no NUL was read; O(*n*) then.
  func nul(within count: Int, where isWrong: (Int) -> Bool = { _ in true }) -> Int? {
    guard hasNUL else { return nil }
    return window.prefix(count).indices.first { window[$0] == 0 && isWrong($0) }
  }
}

/// The offset of the first byte of `bytes` that is not part of valid UTF-8; nil where all is.
///
/// The ranges are those of table 3-7 of the Unicode standard: no overlong forms, no surrogates,
/// nothing above U+10FFFF.
package func invalidUTF8(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  var i = 0
  while i < bytes.count {
    let lead = bytes[i]
    if lead < 0x80 {
      i &+= 1
      continue
    }
    let following: Int
    var range: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: following = 1
    case 0xE0: (following, range) = (2, 0xA0...0xBF)
    case 0xE1...0xEC, 0xEE...0xEF: following = 2
    case 0xED: (following, range) = (2, 0x80...0x9F)
    case 0xF0: (following, range) = (3, 0x90...0xBF)
    case 0xF1...0xF3: following = 3
    case 0xF4: (following, range) = (3, 0x80...0x8F)
    default: return i
    }
    guard i &+ following < bytes.count, range.contains(bytes[i &+ 1]) else { return i }
    for k in 2..<4 where k <= following && bytes[i &+ k] & 0xC0 != 0x80 { return i }
    i &+= following &+ 1
  }
  return nil
}
