/// The first bytes of a file, by which its format is recognised.
public struct FileHead: Sendable {
  /// The bytes, without a byte order mark; those of UTF-16 as UTF-8.
  public let bytes: ArraySlice<UInt8>
  /// Whether the file ends with them.
  public let isWhole: Bool

  /// How many bytes are looked at.
  public static let limit = 4_096

  /// The beginning of a file that begins with `bytes`.
  public init(_ bytes: [UInt8], isWhole: Bool) {
    let sign = bytes.withUnsafeBufferPointer { TextEncoding(of: $0) }
    let text = sign.wide == nil ? nil : try? DecodedText(bytes, name: "").bytes
    self.bytes = text.map { $0[...] } ?? bytes.dropFirst(sign.textStart)
    self.isWhole = isWhole
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
}
