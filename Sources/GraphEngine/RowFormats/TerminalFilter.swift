/// Shows as text what a terminal would obey or hide: the one gate in front of every terminal.
///
/// Line ends and tabs pass; other control characters (C0, DEL, C1), characters that reorder text, those
/// that take no room, and bytes that are no UTF-8 become escapes such as `\u001b` and `\x9b`. What is
/// plain text comes out as it went in, in whatever pieces it arrives.
///
///     var filter = TerminalFilter()
///     filter.filtered(Array("\u{1B}[31mred".utf8))   // \u001b[31mred
///
/// - Complexity: O(*n*); for printable ASCII, one look at each byte.
public struct TerminalFilter: Sendable {
  /// The beginning of a character whose other bytes are still to come.
  private var partial: [UInt8] = []
  private var previous: Unicode.Scalar?

  /// A filter at the beginning of a text.
  public init() {}

  /// What the terminal may get of the next bytes.
  public mutating func filtered(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    if partial.isEmpty, bytes.allSatisfy({ Self.isPlain($0) }) {
      if let last = bytes.last { previous = Unicode.Scalar(last) }
      return Array(bytes)
    }
    let all = partial + bytes
    partial = []
    var result: [UInt8] = []
    result.reserveCapacity(all.count + 16)
    var position = 0
    while position < all.count {
      let length = Self.length(all[position])
      let end = min(position + length, all.count)
      let character = all[position..<end]
      if character.count < length, character.dropFirst().allSatisfy({ $0 & 0xC0 == 0x80 }) {
        partial = Array(character)
        break
      }
      if let scalar = String(validating: character, as: UTF8.self)?.unicodeScalars.first {
        append(scalar, character, to: &result)
        position = end
      } else {
        result += Self.escape(all[position])
        previous = nil
        position += 1
      }
    }
    return result
  }

  /// What the terminal may get of the next bytes.
  public mutating func filtered(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBufferPointer { filtered($0) }
  }

  /// The bytes of a character that never became whole.
  public mutating func finish() -> [UInt8] {
    defer { partial = [] }
    return partial.flatMap { Self.escape($0) }
  }

  private mutating func append(
    _ scalar: Unicode.Scalar, _ bytes: ArraySlice<UInt8>, to result: inout [UInt8]
  ) {
    if scalar == "\n" || scalar == "\t" || DisplayText.isSafe(scalar, after: previous) {
      result += bytes
    } else {
      result += DisplayText.escape(of: scalar).utf8
    }
    previous = scalar
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (byte >= 0x20 && byte < 0x7F) || byte == 0x0A || byte == 0x09
  }

  /// The number of bytes of the character that begins with `lead`; 1 where none does.
  private static func length(_ lead: UInt8) -> Int {
    switch lead {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 1
    }
  }

  private static func escape(_ byte: UInt8) -> [UInt8] {
    Array("\\x\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
  }
}
