/// Tells where entries begin in a text of BibTeX.
struct BibTeXSigns {
  private let bytes: [UInt8]
  /// The longest entry that is looked at as a comment.
  private static let commentLimit = 1 << 16

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private func byte(_ offset: Int) -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

  static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  /// Whether a byte may stand in the type of an entry: BibTeX lets it be of anything but blanks and what
  /// means something to it.
  static func isOfType(_ byte: UInt8) -> Bool {
    !isBlank(byte) && !"\"#%'(),={}@\\".utf8.contains(byte)
  }

  /// Whether an entry begins at `offset`: `@word {`.
  ///
  /// - Parameter isWithin: Whether a text is at hand, in which addresses and the like are more likely: then
  ///   a type of more than letters needs a brace and a key behind it.
  func isEntry(_ offset: Int, isWithin: Bool = false) -> Bool {
    guard byte(offset) == UInt8(ascii: "@") else { return false }
    var position = offset + 1
    while let byte = byte(position), byte == 0x20 || byte == 0x09 { position += 1 }
    let name = position
    while let byte = byte(position), Self.isLetter(byte) { position += 1 }
    let letters = position
    while let byte = byte(position), Self.isOfType(byte) { position += 1 }
    guard position > name else { return false }
    let isPlain = position == letters
    if !isPlain, offset > 0, Self.isOfType(bytes[offset - 1]) { return false }
    while let byte = byte(position), Self.isBlank(byte) { position += 1 }
    let opens = byte(position) == UInt8(ascii: "{") || byte(position) == UInt8(ascii: "(")
    guard opens, !isPlain, isWithin else { return opens }
    position += 1
    let key = position
    while let byte = byte(position), byte != 0x0A, byte != 0x0D, byte != UInt8(ascii: "="),
      byte != UInt8(ascii: ",")
    {
      position += 1
    }
    return byte(position) == UInt8(ascii: ",") && position > key
  }

  /// Whether `offset` is at the beginning of its line, but for blanks.
  private func isLineStart(_ offset: Int) -> Bool {
    var before = offset - 1
    while before >= 0, bytes[before] == 0x20 || bytes[before] == 0x09 { before -= 1 }
    return before < 0 || bytes[before] == 0x0A || bytes[before] == 0x0D
  }

  /// Whether an entry begins at `offset`, at the beginning of its line.
  func isEntryAtLineStart(_ offset: Int) -> Bool {
    byte(offset) == UInt8(ascii: "@") && isLineStart(offset) && isEntry(offset, isWithin: true)
  }

  /// Whether an `@` that begins no entry looks as if it were to: it begins its line, or a brace follows the
  /// word behind it.
  func isLikeEntry(_ offset: Int) -> Bool {
    var position = offset + 1
    while let byte = byte(position), Self.isOfType(byte) { position += 1 }
    let word = bytes[min(offset + 1, position)..<position].trimmedText
    // Without braces, the rest of the line is the comment.
    if word.lowercased().hasPrefix("comment") { return false }
    return isLineStart(offset) || byte(position) == UInt8(ascii: "{")
  }

  /// The end of an entry all lines of which begin with `%`, as biber's comments do; nil where `offset` begins
  /// none.
  func endOfCommentedEntry(_ offset: Int) -> Int? {
    var before = offset - 1
    while before >= 0, bytes[before] == UInt8(ascii: "%") || bytes[before] == 0x20 { before -= 1 }
    guard before < offset - 1, bytes[(before + 1)..<offset].contains(UInt8(ascii: "%")),
      before < 0 || bytes[before] == 0x0A || bytes[before] == 0x0D, isEntry(offset)
    else { return nil }
    guard let open = bytes[offset...].firstIndex(where: { $0 == 0x7B || $0 == 0x28 }) else {
      return nil
    }
    let close: UInt8 = bytes[open] == 0x7B ? 0x7D : 0x29
    var depth = 0
    var position = open
    while let byte = byte(position), position - offset < Self.commentLimit {
      if byte == bytes[open] { depth += 1 }
      if byte == close {
        depth -= 1
        if depth == 0 { return position + 1 }
      }
      position += 1
      guard byte == 0x0A || byte == 0x0D else { continue }
      while let blank = self.byte(position), Self.isBlank(blank) { position += 1 }
      // A line that is no comment: the entry is one.
      if self.byte(position) != UInt8(ascii: "%") { return nil }
    }
    return nil
  }
}
