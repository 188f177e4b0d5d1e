import PluginKit

/// Finds the entries of BibTeX, and goes on at the next `@` at the beginning of a line where one is
/// broken.
///
/// What stands between entries is no part of them, as BibTeX has it.
///
/// - Complexity: O(*n*) in the length of the text.
struct BibTeXParser {
  private let bytes: [UInt8]
  let places: TextPlaces
  private let signs: BibTeXSigns
  private var index = 0
  private var macros = Self.months
  /// How many bytes macros have put into values so far.
  private var grown = 0
  private(set) var hasEntries = false
  /// Whether the entry at hand ended without its brace.
  private var isUnclosed = false
  /// The text in braces that was read last, without them.
  private var lastText: Range<Int>?

  /// What is wrong with an entry, where, and what to do.
  private struct Fault: Error {
    var message: String
    var hint: String
    var offset: Int
  }

  private static let months: [String: String] = Dictionary(
    uniqueKeysWithValues: [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ].map { ($0.prefix(3).lowercased(), $0) })

  init(_ text: DecodedText, _ places: TextPlaces) {
    bytes = text.bytes
    self.places = places
    signs = BibTeXSigns(text.bytes)
  }

  /// The byte at `offset` as a place.
  func place(_ offset: Int) -> SourcePlace { places.place(offset) }

  /// Calls `give` with each entry, `warn` with what was mended, `reject` with what could not be read
  /// and its text.
  mutating func read(
    _ give: (BibTeXEntry) throws -> Void, warn: (String, SourcePlace) throws -> Void,
    reject: (ImportError, String) throws -> Void
  ) throws {
    while let start = try findEntry(warn) {
      do {
        if let entry = try entry(at: start, warn) {
          hasEntries = true
          try give(entry)
        }
      } catch let fault as Fault {
        hasEntries = true
        recover(from: max(fault.offset, start + 1))
        try reject(
          ImportError(
            fault.message, at: place(fault.offset),
            hint: "\(fault.hint), or import with on-error=skip, which goes on at the next entry"),
          bytes[start..<min(index, start + TextLines.longestField)].trimmedText)
      }
    }
  }

  private func byte(_ offset: Int) -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private static func isBlank(_ byte: UInt8) -> Bool { BibTeXSigns.isBlank(byte) }

  private mutating func skipBlanks() {
    while let byte = byte(index), Self.isBlank(byte) { index += 1 }
  }

  /// Goes to the next entry, and says what looks like one on the way and is none.
  private mutating func findEntry(
    _ warn: (String, SourcePlace) throws -> Void
  ) throws -> Int? {
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "@") else {
        index += 1
        continue
      }
      if let end = signs.endOfCommentedEntry(index) {
        try warn(
          "The entry here is commented out by '%' and was left out; take the '%' away to read it",
          place(index))
        index = end
        continue
      }
      if signs.isEntry(index) { return index }
      if signs.isLikeEntry(index) {
        try warn(
          "What begins here is no entry and was passed over; an entry is written @type{key, …}",
          place(index))
      }
      index += 1
    }
    return nil
  }

  /// Goes to the next entry that begins a line.
  private mutating func recover(from offset: Int) {
    index = offset
    while index < bytes.count, !signs.isEntryAtLineStart(index) { index += 1 }
  }

  private mutating func word(while isPart: (UInt8) -> Bool) -> String {
    let start = index
    while let byte = byte(index), isPart(byte) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// The entry that begins at `start`; nil for a comment, a preamble or a macro.
  private mutating func entry(
    at start: Int, _ warn: (String, SourcePlace) throws -> Void
  ) throws -> BibTeXEntry? {
    index = start + 1
    skipBlanks()
    let type = word(while: BibTeXSigns.isOfType)
    skipBlanks()
    let close: UInt8 = byte(index) == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: "}")
    let open = index
    index += 1
    switch type.lowercased() {
    case "comment":
      index = open
      // A comment needs no braces in pairs; where they are, all within is it.
      if close == UInt8(ascii: "}"), let end = endOfGroup(open) { index = end } else { index += 1 }
      return nil
    case "preamble":
      _ = try value { _, _ in }
      skipBlanks()
      if byte(index) == close { index += 1 }
      return nil
    case "string":
      skipBlanks()
      if let field = try field(close, start, warn) { macros[field.name.lowercased()] = field.value }
      skipBlanks()
      if byte(index) == UInt8(ascii: ",") { index += 1 }
      skipBlanks()
      if byte(index) == close { index += 1 }
      return nil
    default: break
    }
    var entry = BibTeXEntry(type: type, offset: start)
    entry.key = key(close)
    repeat {
      isUnclosed = false
      while let field = try field(close, start, warn) { entry.fields.append(field) }
    } while try isUnclosed && partLastField(of: &entry, warn)
    if isUnclosed {
      try warn(
        "The entry that begins here is never closed; it was ended before the next one, add '}'",
        place(start))
    }
    return entry
  }

  /// Parts the last text of an entry that is never closed where a line of it begins a field: the brace
  /// that ends the text is missing, and that of the entry ended it. False where no line does.
  private mutating func partLastField(
    of entry: inout BibTeXEntry, _ warn: (String, SourcePlace) throws -> Void
  ) throws -> Bool {
    guard let last = entry.fields.indices.last, let from = lastText?.lowerBound,
      let to = lastText?.upperBound
    else { return false }
    var line = from
    while line < to {
      guard let end = bytes[line..<to].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else {
        return false
      }
      line = end + 1
      guard beginsField(line) else { continue }
      let text = bytes[from..<end].trimmedText
      entry.fields[last].value = text.hasSuffix(",") ? String(text.dropLast()) : text
      try warn(
        "The text that begins here is never closed; it was ended before the next field, add '}'",
        place(from))
      index = line
      lastText = nil
      return true
    }
    return false
  }

  /// Whether `name = {`, `name = "` or `name = 1` begins at `offset`.
  private func beginsField(_ offset: Int) -> Bool {
    var position = offset
    func skipBlanks() {
      while let byte = byte(position), byte == 0x20 || byte == 0x09 { position += 1 }
    }
    skipBlanks()
    let name = position
    while let byte = byte(position), BibTeXSigns.isOfType(byte) { position += 1 }
    guard position > name else { return false }
    skipBlanks()
    guard byte(position) == UInt8(ascii: "=") else { return false }
    position += 1
    skipBlanks()
    guard let first = byte(position) else { return false }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "\"")
      || (0x30...0x39).contains(first)
  }

  private func endOfGroup(_ open: Int) -> Int? {
    var depth = 0
    var position = open
    while let byte = byte(position) {
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { return position + 1 }
      }
      if byte == UInt8(ascii: "@"), position > open, signs.isEntryAtLineStart(position) {
        return nil
      }
      position += 1
    }
    return nil
  }

  /// The key, where one stands before the first field.
  private mutating func key(_ close: UInt8) -> String? {
    skipBlanks()
    let start = index
    while let byte = byte(index), byte != UInt8(ascii: ","), byte != close, byte != 0x0A,
      byte != 0x0D
    {
      if byte == UInt8(ascii: "=") {
        index = start
        return nil
      }
      index += 1
    }
    let key = bytes[start..<min(index, bytes.count)].trimmedText
    if byte(index) == UInt8(ascii: ",") { index += 1 }
    return key.nonEmpty
  }

  /// The next field; nil after the end of the entry, which is taken.
  private mutating func field(
    _ close: UInt8, _ start: Int, _ warn: (String, SourcePlace) throws -> Void
  ) throws -> BibTeXEntry.Field? {
    while true {
      skipBlanks()
      guard let byte = byte(index), !signs.isEntryAtLineStart(index) else {
        isUnclosed = true
        return nil
      }
      if byte == close {
        index += 1
        return nil
      }
      if byte != UInt8(ascii: ",") { break }
      index += 1
    }
    let offset = index
    let name = word { !Self.isBlank($0) && !"=,{}()\"#%@".utf8.contains($0) }
    guard !name.isEmpty else {
      throw Fault(
        message: "Expected the name of a field here", hint: "Write fields as name = {text}",
        offset: offset)
    }
    skipBlanks()
    guard byte(index) == UInt8(ascii: "=") else {
      throw Fault(
        message: "'\(name.prefix(40))' is followed by no '='",
        hint: "Write fields as name = {text}", offset: offset
      )
    }
    index += 1
    let value = try value(warn)
    skipBlanks()
    if let byte = byte(index), byte != UInt8(ascii: ","), byte != close,
      !signs.isEntryAtLineStart(index)
    {
      try warn("A comma is missing before this; it was read as if it stood there", place(index))
    }
    return BibTeXEntry.Field(name: name, value: value, offset: offset)
  }

  /// Texts, numbers and macros with `#` between.
  private mutating func value(_ warn: (String, SourcePlace) throws -> Void) throws -> String {
    var result = ""
    while true {
      skipBlanks()
      let start = index
      switch byte(index) {
      case UInt8(ascii: "{"):
        result += try text(open: start, in: (UInt8(ascii: "{"), UInt8(ascii: "}")))
      case UInt8(ascii: "\""): result += try text(open: start, in: nil)
      default:
        let name = word { !Self.isBlank($0) && !"=,{}()\"#%@".utf8.contains($0) }
        guard !name.isEmpty else {
          throw Fault(
            message: "Expected the value of a field here",
            hint: "Write a text in braces or quotes, a number, or a macro", offset: start)
        }
        if name.isDigits {
          result += name
        } else if let text = macros[name.lowercased()] {
          result += text
          try grow(by: text.utf8.count, to: result.utf8.count, at: start)
        } else {
          try warn(
            "The macro '\(name)' is not defined; its name was taken as the text, define it by @string",
            place(start))
          result += name
        }
      }
      skipBlanks()
      guard byte(index) == UInt8(ascii: "#") else { return result }
      index += 1
    }
  }

  /// The longest value that macros may make, and how much all of them may add: a macro that names itself
  /// twice doubles with each line.
  private static let valueLimit = 1 << 20
  private static let growthLimit = 256 << 20

  private mutating func grow(by count: Int, to length: Int, at start: Int) throws {
    grown += count
    guard length <= Self.valueLimit, grown <= Self.growthLimit else {
      throw Fault(
        message: "The macros here make a text of more than "
          + (length > Self.valueLimit
            ? "\(Self.valueLimit >> 20) MB" : "\(Self.growthLimit >> 20) MB in all"),
        hint: "Write the text out, or look at what @string defines", offset: start)
    }
  }

  /// A text in braces, or in quotes.
  ///
  /// BibTeX counts braces after a backslash as well; many programs do not, and write texts with one
  /// such brace. They are not counted where the text ends without them.
  private mutating func text(open: Int, in braces: (UInt8, UInt8)?) throws -> String {
    do {
      return try text(open: open, in: braces, countsEscaped: false)
    } catch let error as ImportError {
      throw error
    } catch {
      return try text(open: open, in: braces, countsEscaped: true)
    }
  }

  private mutating func text(
    open: Int, in braces: (UInt8, UInt8)?, countsEscaped: Bool
  ) throws -> String {
    index = open + 1
    var depth = 0
    while let byte = byte(index) {
      if index - open > TextLines.longestField {
        throw ImportError(
          "The text that begins here is longer than \(TextLines.longestField >> 20) MB",
          at: place(open),
          hint: "No reference has such a text; the file is damaged, or a brace is missing")
      }
      switch byte {
      case UInt8(ascii: "\\") where !countsEscaped:
        let next = self.byte(index + 1)
        if next == UInt8(ascii: "{") || next == UInt8(ascii: "}") { index += 1 }
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        if depth == 0, braces != nil {
          defer { index += 1 }
          lastText = (open + 1)..<index
          return String(decoding: bytes[(open + 1)..<index], as: UTF8.self)
        }
        depth -= 1
      case UInt8(ascii: "\"") where braces == nil && depth <= 0:
        defer { index += 1 }
        return String(decoding: bytes[(open + 1)..<index], as: UTF8.self)
      case UInt8(ascii: "@") where signs.isEntryAtLineStart(index):
        throw unclosed(open, before: index)
      default: break
      }
      index += 1
    }
    throw unclosed(open, before: bytes.count)
  }

  private func unclosed(_ open: Int, before end: Int) -> Fault {
    Fault(
      message: "The text that begins here is not closed before line \(place(end).line ?? 0)",
      hint: "Close it by '}'", offset: open)
  }
}
