/// A string literal in a Swift source.
struct SwiftLiteral {
  /// The text; each interpolation is U+FFFC.
  var text: String
  /// The codes of its interpolations.
  var interpolations: [String]
  /// The line that it begins in, from 1.
  var line: Int
  /// Where it stands in the source, in bytes.
  var range: Range<Int>

  /// The literals of `source`, those inside interpolations too, in the order in which they end.
  static func all(in source: String) -> [SwiftLiteral] {
    var reader = SwiftLiteralReader(source)
    reader.readCode(toParenthesis: false)
    return reader.literals
  }

  /// `source` with all that is no code (comments, literals) replaced by blanks, byte by byte.
  static func code(of source: String) -> [UInt8] {
    var reader = SwiftLiteralReader(source)
    reader.readCode(toParenthesis: false)
    return reader.code
  }
}

/// Walks through Swift as far as comments, literals and parentheses go.
private struct SwiftLiteralReader {
  var literals: [SwiftLiteral] = []
  var code: [UInt8]
  private let bytes: [UInt8]
  private var index = 0
  private var line = 1

  init(_ source: String) {
    bytes = Array(source.utf8)
    code = bytes
  }

  private func at(_ offset: Int) -> UInt8 {
    index + offset < bytes.count ? bytes[index + offset] : 0
  }

  mutating func readCode(toParenthesis: Bool) {
    var depth = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "/") where at(1) == UInt8(ascii: "/"):
        while index < bytes.count, bytes[index] != 0x0A { blank() }
        continue
      case UInt8(ascii: "#"), UInt8(ascii: "\""):
        var hashes = 0
        while at(hashes) == UInt8(ascii: "#") { hashes += 1 }
        if at(hashes) == UInt8(ascii: "\"") {
          readLiteral(hashes: hashes)
          continue
        }
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        if toParenthesis, depth == 0 { return }
        depth -= 1
      case 0x0A: line += 1
      default: break
      }
      index += 1
    }
  }

  private mutating func blank() {
    if bytes[index] == 0x0A { line += 1 } else { code[index] = 0x20 }
    index += 1
  }

  private mutating func blank(_ count: Int) {
    for _ in 0..<count where index < bytes.count { blank() }
  }

  private mutating func readLiteral(hashes: Int) {
    let start = index
    let startLine = line
    blank(hashes)
    let isLong = at(1) == UInt8(ascii: "\"") && at(2) == UInt8(ascii: "\"")
    blank(isLong ? 3 : 1)
    var content: [UInt8] = []
    var interpolations: [String] = []
    while index < bytes.count {
      if ends(isLong: isLong, hashes: hashes) {
        blank((isLong ? 3 : 1) + hashes)
        break
      }
      guard escapes(hashes: hashes) else {
        content.append(bytes[index])
        blank()
        continue
      }
      blank(1 + hashes)
      switch at(0) {
      case UInt8(ascii: "("):
        blank()
        let begin = index
        readCode(toParenthesis: true)
        interpolations.append(String(decoding: bytes[begin..<index], as: UTF8.self))
        content += Array("\u{FFFC}".utf8)
        blank()
      case UInt8(ascii: "n"):
        content.append(0x0A)
        blank()
      case 0x0A: blank()
      default:
        content.append(bytes[index])
        blank()
      }
    }
    literals.append(
      SwiftLiteral(
        text: String(decoding: content, as: UTF8.self), interpolations: interpolations,
        line: startLine, range: start..<index))
  }

  private func ends(isLong: Bool, hashes: Int) -> Bool {
    let quotes = isLong ? 3 : 1
    return (0..<quotes).allSatisfy { at($0) == UInt8(ascii: "\"") }
      && (0..<hashes).allSatisfy { at(quotes + $0) == UInt8(ascii: "#") }
  }

  private func escapes(hashes: Int) -> Bool {
    at(0) == UInt8(ascii: "\\") && (0..<hashes).allSatisfy { at(1 + $0) == UInt8(ascii: "#") }
  }
}
