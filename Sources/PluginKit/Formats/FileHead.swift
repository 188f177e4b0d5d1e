/// The first bytes of a file, by which its format is recognised.
public struct FileHead: Sendable {
  /// The bytes, without a byte order mark; those of UTF-16 as UTF-8.
  public let bytes: ArraySlice<UInt8>
  /// Whether the file ends with them.
  public let isWhole: Bool
  /// The upper members of a file in JSON, for which more than ``bytes`` was looked at; nil of any other file.
  public let json: JSONOutline?

  /// How many bytes are looked at.
  public static let limit = 4_096

  /// How many bytes of a file in JSON are looked at: the members that tell its format may stand far from its
  /// beginning.
  package static let jsonLimit = 4 << 20

  /// The beginning of a file that begins with `bytes`.
  public init(_ bytes: [UInt8], isWhole: Bool) {
    let sign = bytes.withUnsafeBufferPointer { TextEncoding(of: $0) }
    let wide = sign.wide == nil ? nil : try? DecodedText(bytes, name: "").bytes
    let text = wide ?? Array(bytes.dropFirst(sign.textStart))
    self.bytes = Array(text.prefix(Self.limit))[...]
    self.isWhole = isWhole && text.count <= Self.limit
    json = JSONOutline(text)
  }

  /// Whether a file that begins with `bytes` may be JSON, so that more of it is worth a look.
  package static func mayBeJSON(_ bytes: [UInt8]) -> Bool {
    let marks: [[UInt8]] = [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]]
    let mark = marks.first { bytes.starts(with: $0) }?.count ?? 0
    let first = bytes.dropFirst(mark).first { $0 > 0x20 }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  /// Whether the text of the file, after blanks and empty lines, begins with `text`.
  public func begins(with text: String) -> Bool {
    bytes.drop { $0 <= 0x20 }.starts(with: text.utf8)
  }

  /// Whether `text` stands anywhere among the bytes.
  public func contains(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    return bytes.indices.contains { bytes[$0...].starts(with: wanted) }
  }

  /// The lines that are there as a whole, without blanks around them; they end with LF, CRLF or CR.
  public var lines: [String] {
    var lines = bytes.split(omittingEmptySubsequences: false) { $0 == 0x0A || $0 == 0x0D }
    if !isWhole, !lines.isEmpty { lines.removeLast() }
    return lines.compactMap { line in
      let text = line.drop { $0 <= 0x20 }
      guard let last = text.lastIndex(where: { $0 > 0x20 }) else { return nil }
      return String(decoding: text[...last], as: UTF8.self)
    }
  }
}
