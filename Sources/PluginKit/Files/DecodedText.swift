import WordCatalog

/// A whole file as text in UTF-8, whatever encoding it came in, and which that was.
///
/// For files that people send each other, whose encoding nobody states: a byte order mark decides,
/// then whether the bytes are UTF-8, then which encoding of one byte a character they fit best. A
/// byte that is no UTF-8 in a text that is otherwise is read as Windows-1252, and its place is kept.
/// Nothing is dropped, and ``summary`` says what was chosen.
///
///     let text = try DecodedText(source, warning: &sink)
public struct DecodedText: Sendable {
  /// What messages call the file.
  public let name: String
  /// The text as UTF-8, without a byte order mark.
  public let bytes: [UInt8]
  /// The encoding that the file is read in.
  public let encoding: CharacterEncoding
  /// Whether the file says its encoding by a byte order mark.
  public let isMarked: Bool
  /// Whether somebody else said which encoding it is.
  public let isForced: Bool
  /// How many bytes of a text in UTF-8 were no UTF-8.
  public let strayCount: Int
  /// The offset in ``bytes`` of the first of them.
  public let firstStray: Int?

  /// The longest file that is read, in bytes: 1 GiB.
  public static let limit = 1 << 30

  /// Reads the whole of `source`.
  ///
  /// - Parameters:
  ///   - forced: The encoding that the user names; nil to find it out.
  ///   - limit: A longer file is an error, before memory is filled.
  ///   - parts: What of the file is never long; a longer part is an error as soon as it is read.
  /// - Throws: ``FileError``; ``ImportError`` where the file is compressed, or no text at all.
  /// - Complexity: O(*n*) in the length of the file.
  public init(
    _ source: ImportSource, as forced: CharacterEncoding? = nil, limit: Int = DecodedText.limit,
    parts: BoundedParts = .lines
  ) throws {
    let bytes = try parts.readAll(of: source.stream(), limit: limit)
    try self.init(bytes, name: source.name, as: forced)
  }

  /// Reads the whole of `source`, and warns of what a person should know about its encoding.
  ///
  /// - Throws: As ``init(_:as:limit:parts:)``.
  public init(
    _ source: ImportSource, limit: Int = DecodedText.limit, parts: BoundedParts = .lines,
    warning sink: inout some GraphSink
  ) throws {
    try self.init(source, limit: limit, parts: parts)
    if let summary { sink.warn(summary, at: summaryPlace) }
  }

  /// Reads `raw`, the bytes of a file that messages call `name`.
  ///
  /// - Throws: ``ImportError`` where the file is compressed, or no text at all.
  public init(
    _ raw: consuming [UInt8], name: String, as forced: CharacterEncoding? = nil
  ) throws(ImportError) {
    let sign = raw.withUnsafeBufferPointer { TextEncoding(of: $0) }
    let encoding = forced ?? sign.wide
    if encoding == nil, let refusal = sign.refusal {
      throw ImportError(
        refusal.message, at: SourcePlace(name, line: 1, column: 1), hint: refusal.hint)
    }
    let hasMark = forced == nil || sign.wide == forced || forced == .utf8
    if hasMark, sign.textStart > 0 { raw.removeFirst(sign.textStart) }
    let text = raw[...]
    self.name = name
    isForced = forced != nil
    isMarked = sign.textStart > 0
    var strays = (count: 0, first: Int?.none)
    switch encoding ?? Self.unmarked(text) {
    case .utf8:
      (bytes, strays) = Self.mended(text)
      self.encoding = .utf8
    case .utf16LittleEndian:
      (bytes, strays) = Self.narrowed(text, low: 0)
      self.encoding = .utf16LittleEndian
    case .utf16BigEndian:
      (bytes, strays) = Self.narrowed(text, low: 1)
      self.encoding = .utf16BigEndian
    case let single:
      bytes = Self.widened(text, from: single)
      self.encoding = single
    }
    (strayCount, firstStray) = strays
    if let nul = bytes.firstIndex(of: 0) {
      throw ImportError(
        "The file holds the character NUL, which is no part of a text", at: place(of: nul),
        hint: "The file is damaged, or no text; open it in an editor and save it as UTF-8")
    }
  }

  /// What a person should know about the encoding; nil for UTF-8 without faults.
  public var summary: String? {
    guard encoding == .utf8 else {
      if isForced { return nil }
      let reason = isMarked ? "as its byte order mark says" : "as its bytes tell"
      return "The file was read as \(encoding.title), \(reason)"
        + (strayCount == 0
          ? ""
          : "; \(Words.counted(strayCount, "unit that is no character", "units that are no characters")) "
            + "became U+FFFD")
        + (isMarked ? "" : "; if names look wrong, say another by encoding=")
    }
    guard strayCount > 0 else { return nil }
    return "The file is UTF-8, but for \(Words.english.bytes(strayCount)), which "
      + "\(strayCount == 1 ? "was" : "were") read as Windows-1252"
  }

  /// Where ``summary`` points to.
  public var summaryPlace: SourcePlace { place(of: firstStray ?? 0) }

  /// The byte `offset` of ``bytes`` as a person counts: lines end with LF, CRLF or CR.
  ///
  /// - Complexity: O(`offset`).
  public func place(of offset: Int) -> SourcePlace {
    var line = 1
    var column = 1
    var before: UInt8 = 0
    for byte in bytes.prefix(offset) {
      if byte == 0x0D || byte == 0x0A {
        if byte == 0x0D || before != 0x0D { line += 1 }
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
      before = byte
    }
    return SourcePlace(name, line: line, column: column)
  }
}

extension DecodedText {
  /// The encoding of bytes without a mark: UTF-8 where they mostly are, or a guess.
  ///
  /// A letter over U+007F takes several bytes in UTF-8, in a pattern that no other encoding has by
  /// chance; so a few bytes that break it are strays, not proof of another encoding.
  private static func unmarked(_ text: ArraySlice<UInt8>) -> CharacterEncoding {
    var sound = 0
    var strays = 0
    var rest = text
    while let lead = rest.firstIndex(where: { $0 >= 0x80 }) {
      let length = rest[lead...].withUnsafeBufferPointer { lengthOfScalar($0) }
      if length == 0 { strays += 1 } else { sound += 1 }
      rest = rest[(lead + max(length, 1))...]
    }
    return sound >= strays ? .utf8 : .guess(text)
  }

  /// The bytes of the scalar of UTF-8 that begins `bytes`; 0 where none does.
  private static func lengthOfScalar(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let length: Int
    switch bytes[0] {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF: length = 3
    case 0xF0...0xF4: length = 4
    default: return 0
    }
    guard bytes.count >= length else { return 0 }
    return invalidUTF8(in: UnsafeBufferPointer(rebasing: bytes[..<length])) == nil ? length : 0
  }

  private static func mended(
    _ text: ArraySlice<UInt8>
  ) -> (bytes: [UInt8], strays: (count: Int, first: Int?)) {
    // A large file is not in memory twice: an array of all of a slice is the slice's own.
    if text.withUnsafeBufferPointer({ invalidUTF8(in: $0) }) == nil {
      return (Array(text), (0, nil))
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var count = 0
    var first: Int?
    var rest = text
    while let bad = rest.withUnsafeBufferPointer({ invalidUTF8(in: $0) }) {
      let index = rest.startIndex + bad
      bytes += rest[..<index]
      if first == nil { first = bytes.count }
      count += 1
      bytes += Array(String(CharacterEncoding.windows1252.scalar(of: rest[index])).utf8)
      rest = rest[(index + 1)...]
    }
    bytes += rest
    return (bytes, (count, first))
  }

  private static func widened(
    _ text: ArraySlice<UInt8>, from encoding: CharacterEncoding
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count + text.count / 16)
    for byte in text {
      if byte < 0x80 {
        bytes.append(byte)
      } else {
        bytes += UTF8.encode(encoding.scalar(of: byte)) ?? UTF8.encodedReplacementCharacter
      }
    }
    return bytes
  }

  /// - Parameter low: Which byte of each pair is the lower one.
  private static func narrowed(
    _ text: ArraySlice<UInt8>, low: Int
  ) -> (bytes: [UInt8], strays: (count: Int, first: Int?)) {
    let start = text.startIndex
    let units = (0..<text.count / 2).lazy.map { pair in
      UInt16(text[start + 2 * pair + low]) | UInt16(text[start + 2 * pair + 1 - low]) << 8
    }
    var count = 0
    var first: Int?
    // The text is gone through twice, so that no more room is taken than it needs.
    var length = 0
    let broken = transcode(
      units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: false,
      into: { _ in length += 1 })
    var bytes: [UInt8] = []
    bytes.reserveCapacity(length + 3)
    _ = transcode(units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: false) {
      bytes.append($0)
    }
    if broken || text.count % 2 == 1 {
      // Lone surrogates became U+FFFD; a last odd byte is half a character.
      if text.count % 2 == 1 { bytes += Array("\u{FFFD}".utf8) }
      count = max(
        1, String(decoding: bytes, as: UTF8.self).unicodeScalars.count { $0 == "\u{FFFD}" })
      first = 0
    }
    return (bytes, (count, first))
  }
}
