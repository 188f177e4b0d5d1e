import Platform
import PluginKit
import WordCatalog

/// Reads a descriptor in large pieces, as lines or as they come.
public struct ByteReader: ~Copyable {
  private let descriptor: Int32
  private let name: String
  private let words: Words
  private let chunk: UnsafeMutableRawBufferPointer
  private var buffer: [UInt8] = []
  private var used = 0
  /// The most bytes of a line: memory must not fill with one that never ends.
  public static let lineLimit = 256 << 20

  /// A reader of standard input, which it does not close.
  ///
  /// - Parameter words: The language of messages.
  public init(standardInputIn words: Words) {
    descriptor = STDIN_FILENO
    name = words.standardInput
    self.words = words
    chunk = .allocate(byteCount: 1 << 17, alignment: 16)
  }

  deinit { chunk.deallocate() }

  /// The next piece, or nil at the end.
  ///
  /// - Throws: `FileError` where it cannot be read.
  public func piece() throws(FileError) -> [UInt8]? {
    let count = readBytes(descriptor, into: chunk)
    guard count >= 0 else {
      let code = errno
      throw FileError("read", name, String(cString: strerror(code)), code: code)
    }
    return count == 0 ? nil : Array(chunk[..<count])
  }

  /// Calls `body` with each line, without its line end; the last needs none.
  ///
  /// - Throws: `FileError` where it cannot be read or a line is longer than ``lineLimit``, and what
  ///   `body` throws.
  public mutating func forEachLine(_ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    var searched = 0
    while true {
      if let end = lineEnd(from: searched) {
        try buffer.withUnsafeBufferPointer { try body(.init(rebasing: $0[used..<end])) }
        used = end + 1
        searched = used
        continue
      }
      searched = buffer.count - used
      guard searched <= Self.lineLimit else {
        throw FileError("read", name, words.lineTooLong(limit: Self.lineLimit))
      }
      buffer.removeSubrange(..<used)
      used = 0
      guard let piece = try piece() else { break }
      buffer.append(contentsOf: piece)
    }
    if !buffer.isEmpty { try buffer.withUnsafeBufferPointer { try body($0) } }
    buffer = []
  }

  private func lineEnd(from start: Int) -> Int? {
    buffer.withUnsafeBytes { bytes in
      guard start < bytes.count, let base = bytes.baseAddress,
        let found = memchr(base + start, 0x0A, bytes.count - start)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }
}
