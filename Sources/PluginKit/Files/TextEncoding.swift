/// What the first bytes of a file say about its encoding.
///
/// Most formats are read as UTF-8 and as nothing else: other encodings are named and refused, so that
/// no text ever goes in with NULs between its letters. ``DecodedText`` reads them.
package struct TextEncoding {
  /// Why the bytes are not read, and what to do.
  package struct Refusal {
    package var message: String
    package var hint: String
    /// Both in one line.
    var full: String { "\(message); \(hint)" }
  }

  /// The number of bytes of the byte order mark.
  package private(set) var markLength = 0
  /// UTF-16, where a mark or the places of NULs tell it.
  private(set) var wide: CharacterEncoding?
  /// The number of bytes of the mark of UTF-8 or UTF-16.
  private(set) var textStart = 0
  /// Nil where the bytes may be UTF-8.
  package private(set) var refusal: Refusal?

  /// How many bytes are looked at.
  static let sampleLength = 4_096
  /// What to do about text that is no UTF-8.
  package static let conversion =
    "save it as UTF-8, as in: iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW"

  /// Looks at the beginning of a file.
  package init(of head: UnsafeBufferPointer<UInt8>) {
    func begins(_ bytes: [UInt8]) -> Bool { head.starts(with: bytes) }
    if begins([0xEF, 0xBB, 0xBF]) {
      markLength = 3
      textStart = 3
    } else if begins([0xFF, 0xFE, 0, 0]) || begins([0, 0, 0xFE, 0xFF]) {
      refusal = Self.encoded("UTF-32")
    } else if begins([0xFF, 0xFE]) || begins([0xFE, 0xFF]) {
      refusal = Self.encoded("UTF-16")
      wide = begins([0xFF, 0xFE]) ? .utf16LittleEndian : .utf16BigEndian
      textStart = 2
    } else if begins([0x1F, 0x8B]) {
      refusal = Refusal(
        message: "The file is compressed by gzip",
        hint: "Unpack it first, as in: gunzip -k FILE.gz")
    } else if begins([0x50, 0x4B, 3, 4]) {
      refusal = Refusal(
        message: "The file is a ZIP archive, such as a workbook of a spreadsheet",
        hint: "Unpack it, or save the sheet as CSV in UTF-8")
    } else if let unmarked = Self.unmarked(head.prefix(Self.sampleLength)) {
      refusal = Self.encoded(unmarked)
      if unmarked.hasPrefix("UTF-16") { wide = CharacterEncoding(named: unmarked) }
    }
  }

  /// The encoding that the places of NULs tell, where no mark does.
  ///
  /// Letters of Latin script, digits and separators have one NUL in UTF-16, three in UTF-32.
  private static func unmarked(_ head: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
    var zeros = [0, 0, 0, 0]
    for (offset, byte) in head.enumerated() where byte == 0 { zeros[offset % 4] += 1 }
    let groups = head.count / 4
    guard groups > 0, zeros.contains(where: { $0 > 0 }) else { return nil }
    let frequent = zeros.map { 2 * $0 > groups }
    switch frequent {
    case [false, true, true, true]: return "UTF-32LE"
    case [true, true, true, false]: return "UTF-32BE"
    case [false, true, false, true]: return "UTF-16LE"
    case [true, false, true, false]: return "UTF-16BE"
    default: return nil
    }
  }

  private static func encoded(_ name: String) -> Refusal {
    Refusal(
      message: "The file is \(name)",
      hint: "Save it as UTF-8, as in: iconv -f \(name) -t UTF-8 OLD > NEW")
  }
}
