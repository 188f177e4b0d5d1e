import GraphModel

/// Reads the values of literals from their bytes.
enum Literal {
  /// The integer that `digits` writes, in decimal, hexadecimal (`0x`) or octal (`0o`); nil where it
  /// does not fit into 64 bits.
  static func integer(_ digits: ArraySlice<UInt8>, negative: Bool) -> Int? {
    let (radix, skipped): (Int, Int) =
      switch digits.dropFirst().first {
      case UInt8(ascii: "x"), UInt8(ascii: "X"): (16, 2)
      case UInt8(ascii: "o"): (8, 2)
      default: (10, 0)
      }
    var value = 0
    for digit in digits.dropFirst(skipped) where digit != UInt8(ascii: "_") {
      guard let digit = digit.hexValue else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: radix)
      // Counting downwards reaches the least integer, which has no positive twin.
      let (next, tooSmall) = product.subtractingReportingOverflow(Int(digit))
      if overflow || tooSmall { return nil }
      value = next
    }
    if negative { return value }
    return value == Int.min ? nil : -value
  }

  /// The float that `digits` writes; nil where it is beyond the greatest.
  static func float(_ digits: ArraySlice<UInt8>) -> Double? {
    var plain = digits.filter { $0 != UInt8(ascii: "_") }
    if let last = plain.last, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(last) {
      plain.removeLast()
    }
    guard let value = Double(String(decoding: plain, as: UTF8.self)), value.isFinite else {
      return nil
    }
    return value
  }

  /// The characters of a name in backticks.
  static func quotedName(_ quoted: ArraySlice<UInt8>) -> String {
    var content: [UInt8] = []
    content.reserveCapacity(quoted.count)
    var index = quoted.startIndex + 1
    while index < quoted.endIndex - 1 {
      content.append(quoted[index])
      index += quoted[index] == UInt8(ascii: "`") ? 2 : 1
    }
    return String(decoding: content, as: UTF8.self)
  }

  /// The characters of a text in quotes, with its escapes read.
  ///
  /// - Throws: `InvalidUnicodeLiteral`, or `UnexpectedSyntax` for an escape that does not exist.
  static func text(_ quoted: ArraySlice<UInt8>) throws(Diagnostic) -> String {
    let quote = quoted[quoted.startIndex]
    var content: [UInt8] = []
    content.reserveCapacity(quoted.count)
    var index = quoted.startIndex + 1
    let end = quoted.endIndex - 1
    while index < end {
      let byte = quoted[index]
      if byte == quote {
        content.append(quote)
        index += 2
      } else if byte != UInt8(ascii: "\\") {
        content.append(byte)
        index += 1
      } else {
        index = try escape(quoted[..<end], at: index, into: &content)
      }
    }
    return String(decoding: content, as: UTF8.self)
  }

  /// Reads the escape at `start` and returns the index after it.
  private static func escape(
    _ bytes: ArraySlice<UInt8>, at start: Int, into content: inout [UInt8]
  ) throws(Diagnostic) -> Int {
    let letter = start + 1 < bytes.endIndex ? bytes[start + 1] : 0
    switch Unicode.Scalar(letter) {
    case "\\", "'", "\"", "`": content.append(letter)
    case "b": content.append(0x08)
    case "f": content.append(0x0C)
    case "n": content.append(0x0A)
    case "r": content.append(0x0D)
    case "t": content.append(0x09)
    case "u", "U": return try unicode(bytes, at: start, into: &content)
    default:
      // The whole character after the backslash is shown, not its first byte alone.
      var end = min(start + 2, bytes.endIndex)
      while end < bytes.endIndex, bytes[end] & 0xC0 == 0x80 { end += 1 }
      let written = String(decoding: bytes[start..<end], as: UTF8.self)
      throw .unknownEscape(written, at: SourceSpan(start, end))
    }
    return start + 2
  }

  /// Reads `\uXXXX`, `\UXXXXXXXX` or `\UXXXXXX`, and a pair of surrogates as one character.
  private static func unicode(
    _ bytes: ArraySlice<UInt8>, at start: Int, into content: inout [UInt8]
  ) throws(Diagnostic) -> Int {
    var (value, end) = try code(bytes, at: start)
    if (0xD800..<0xDC00).contains(value), end + 1 < bytes.endIndex,
      bytes[end] == UInt8(ascii: "\\"), bytes[end + 1] == UInt8(ascii: "u")
    {
      let (low, lowEnd) = try code(bytes, at: end)
      if (0xDC00..<0xE000).contains(low) {
        value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        end = lowEnd
      }
    }
    guard let scalar = Unicode.Scalar(value) else {
      let written = String(decoding: bytes[start..<end], as: UTF8.self)
      throw .invalidUnicodeLiteral(written, at: SourceSpan(start, end))
    }
    content.append(contentsOf: Array(String(Character(scalar)).utf8))
    return end
  }

  private static func code(
    _ bytes: ArraySlice<UInt8>, at start: Int
  ) throws(Diagnostic) -> (value: UInt32, end: Int) {
    let wanted = bytes[start + 1] == UInt8(ascii: "u") ? [4] : [8, 6]
    let digits = bytes[(start + 2)...].prefix(8).prefix { $0.isHexDigit }
    guard let count = wanted.first(where: { $0 <= digits.count }) else {
      let end = min(start + 2 + digits.count, bytes.endIndex)
      let written = String(decoding: bytes[start..<end], as: UTF8.self)
      throw .invalidUnicodeLiteral(written, at: SourceSpan(start, end))
    }
    var value: UInt32 = 0
    for digit in digits.prefix(count) { value = value << 4 | (digit.hexValue ?? 0) }
    return (value, start + 2 + count)
  }
}
