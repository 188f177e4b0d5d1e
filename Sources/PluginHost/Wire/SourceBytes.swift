import Platform
import PluginKit

/// The bytes of a source on their way to a plugin.
///
/// Where the source is text it is UTF-8 without a byte order mark when the plugin has it, or the import
/// ends with the line where it is none: no plugin needs to care.
final class SourceBytes {
  private let stream: ByteStream
  private let isText: Bool
  private var hasBegun = false
  /// The beginning of a character whose end is still to come.
  private var rest: [UInt8] = []
  private var line = 1

  private static let pieceLength = 1 << 16

  init(_ stream: ByteStream, isText: Bool) {
    self.stream = stream
    self.isText = isText
  }

  /// The next bytes; nil at the end.
  ///
  /// - Throws: `FileError`; `ImportError` where text is not UTF-8.
  func next() throws -> [UInt8]? {
    guard isText else { return try piece() }
    while true {
      guard let more = try piece() else {
        guard rest.isEmpty else { throw invalid(at: line) }
        return nil
      }
      let bytes = try checked(rest + more)
      if !bytes.isEmpty { return bytes }
    }
  }

  private func piece() throws(FileError) -> [UInt8]? {
    let bytes = try stream.read(upTo: Self.pieceLength)
    return bytes.isEmpty ? nil : bytes
  }

  private func checked(_ all: [UInt8]) throws(ImportError) -> [UInt8] {
    var bytes = all
    rest = []
    if !hasBegun {
      hasBegun = true
      let encoding = bytes.withUnsafeBufferPointer { TextEncoding(of: $0) }
      if let refusal = encoding.refusal {
        throw ImportError(
          refusal.message, at: SourcePlace(stream.name, line: 1, column: 1), hint: refusal.hint)
      }
      bytes.removeFirst(encoding.markLength)
    }
    if let wrong = bytes.withUnsafeBufferPointer({ invalidUTF8(in: $0) }) {
      // Of a character that the piece ends in, at most three bytes are there.
      guard bytes.count - wrong < 4, Self.isBeginning(bytes[wrong...]) else {
        throw invalid(at: line + bytes[..<wrong].count { $0 == 0x0A })
      }
      rest = Array(bytes[wrong...])
      bytes.removeLast(rest.count)
    }
    line += bytes.count { $0 == 0x0A }
    return bytes
  }

  private static func isBeginning(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let lead = bytes.first else { return false }
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0
    return bytes.count < length && bytes.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
  }

  private func invalid(at line: Int) -> ImportError {
    ImportError(
      "The text is not valid UTF-8", at: SourcePlace(stream.name, line: line),
      hint: TextEncoding.conversion)
  }
}
