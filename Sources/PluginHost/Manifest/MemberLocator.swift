import PluginKit

/// Finds where a member of a JSON text stands, for messages: reading gives values without places.
struct MemberLocator {
  /// A step from a value to one inside of it.
  enum Step: Hashable {
    case member(String)
    case item(Int)
  }

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The line and column of the value that `path` leads to, or of the nearest one around it.
  mutating func place(of path: [Step]) -> (line: Int, column: Int) {
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    skipSpace()
    var found = position
    for step in path {
      let isThere: Bool
      switch step {
      case .member(let name): isThere = enter("{", where: { $0.elementsEqual(name.utf8) })
      case .item(let index):
        var count = -1
        isThere = enter("[") { _ in
          count += 1
          return count == index
        }
      }
      guard isThere else { break }
      found = position
    }
    let before = bytes[..<found]
    let line = 1 + before.count { $0 == 0x0A }
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return (line, 1 + bytes[start..<found].count { $0 & 0xC0 != 0x80 })
  }

  /// Goes to the first value of an object or array that `isWanted` takes by its key; whether there is.
  private mutating func enter(
    _ bracket: Unicode.Scalar, where isWanted: (ArraySlice<UInt8>) -> Bool
  ) -> Bool {
    guard peek == UInt8(ascii: bracket) else { return false }
    position += 1
    skipSpace()
    while let byte = peek, byte != UInt8(ascii: "}"), byte != UInt8(ascii: "]") {
      var key: ArraySlice<UInt8> = []
      if bracket == "{" {
        let start = position
        skipValue()
        key = bytes[start..<position].dropFirst().dropLast()
        skipSpace()
        if peek == UInt8(ascii: ":") { position += 1 }
        skipSpace()
      }
      if isWanted(key) { return true }
      skipValue()
      skipSpace()
      if peek == UInt8(ascii: ",") { position += 1 }
      skipSpace()
    }
    return false
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = peek, byte <= 0x20 { position += 1 }
  }

  private mutating func skipValue() {
    var depth = 0
    var isInText = false
    let start = position
    while let byte = peek {
      if isInText {
        if byte == UInt8(ascii: "\\") { position += 1 }
        if byte == UInt8(ascii: "\"") { isInText = false }
        position += 1
        if !isInText, depth == 0 { return }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInText = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return }
        depth -= 1
        if depth == 0 {
          position += 1
          return
        }
      case UInt8(ascii: ","), UInt8(ascii: ":"), 0...0x20:
        if depth == 0, position > start { return }
      default: break
      }
      position += 1
    }
  }
}
