import PluginKit

/// What the first bytes of a text in Turtle or TriG show.
struct TurtleSigns {
  /// Whether a graph begins among them: a brace outside of names, texts and comments, which only TriG has.
  private(set) var hasGraphs = false

  /// Nil where the text does not begin with a prefix or base, behind comments.
  init?(_ head: FileHead) {
    var rest = head.bytes.drop { $0 <= 0x20 }
    while rest.first == UInt8(ascii: "#") {
      rest = rest.drop { $0 != 0x0A && $0 != 0x0D }.drop { $0 <= 0x20 }
    }
    let word = rest.prefix { $0 > 0x20 }
    let begins = ["@prefix", "@base", "prefix", "base"]
    guard begins.contains(String(decoding: word, as: UTF8.self).lowercased()) else { return nil }
    hasGraphs = Self.hasBrace(rest)
  }

  private static func hasBrace(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    while let byte = rest.first {
      switch byte {
      case UInt8(ascii: "{"): return true
      case UInt8(ascii: "#"): rest = rest.drop { $0 != 0x0A && $0 != 0x0D }
      case UInt8(ascii: "<"): rest = rest.drop { $0 != UInt8(ascii: ">") }
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        let isLong = rest.starts(with: [byte, byte, byte])
        rest = rest.dropFirst(isLong ? 3 : 1)
        while let inner = rest.first {
          if inner == UInt8(ascii: "\\") {
            rest = rest.dropFirst(2)
            continue
          }
          if isLong ? rest.starts(with: [byte, byte, byte]) : inner == byte { break }
          rest = rest.dropFirst()
        }
        if isLong { rest = rest.dropFirst(2) }
      default: break
      }
      rest = rest.dropFirst()
    }
    return false
  }
}
