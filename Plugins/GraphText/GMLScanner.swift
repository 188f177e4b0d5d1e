import ExchangeKit
import GraphModel
import PluginKit

/// A value of GML.
indirect enum GMLValue {
  case plain(Value)
  case list([GMLEntry])
}

/// A key of GML, its value, and where it stands.
struct GMLEntry {
  var key: String
  var value: GMLValue
  var place: SourcePlace
}

/// Reads keys and values of GML one after the other.
struct GMLScanner {
  private var cursor: TextCursor
  private var depth = 0

  init(_ text: DecodedText) { cursor = TextCursor(text) }

  private static let depthLimit = 64

  private mutating func skipBlanks() {
    while let byte = cursor.peek() {
      if byte == UInt8(ascii: "#") {
        cursor.skipLine()
      } else if byte <= 0x20 || byte == UInt8(ascii: ",") {
        cursor.advance()
      } else {
        return
      }
    }
  }

  /// The next key; nil at the end of the list at hand, or of the file.
  mutating func key() throws -> (key: String, place: SourcePlace)? {
    skipBlanks()
    let place = cursor.place
    guard let first = cursor.peek() else {
      if depth > 0 {
        throw ImportError(
          "The file ends within a list", at: place, hint: "The file is cut off; load it again")
      }
      return nil
    }
    if first == UInt8(ascii: "]") {
      guard depth > 0 else { throw ImportError("']' ends no list", at: place) }
      depth -= 1
      cursor.advance()
      return nil
    }
    let key = cursor.take(while: Self.isOfWord)
    guard !key.isEmpty, !(0x30...0x39).contains(first), first != UInt8(ascii: "-") else {
      throw ImportError(
        "Expected a key", at: place, hint: "GML is keys and values, such as: id 1 label \"a\"")
    }
    return (String(decoding: key, as: UTF8.self), place)
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    byte > 0x20 && !"[]\"#".utf8.contains(byte)
  }

  /// Whether a list begins here, which is taken.
  mutating func beginsList() throws -> Bool {
    skipBlanks()
    guard cursor.peek() == UInt8(ascii: "[") else { return false }
    guard depth < Self.depthLimit else {
      throw ImportError("Lists are nested deeper than \(Self.depthLimit)", at: cursor.place)
    }
    depth += 1
    cursor.advance()
    return true
  }

  /// The entries of the list that was begun, up to its end.
  mutating func entries() throws -> [GMLEntry] {
    var entries: [GMLEntry] = []
    while let (key, place) = try key() {
      entries.append(GMLEntry(key: key, value: try value(), place: place))
    }
    return entries
  }

  /// The value behind a key.
  mutating func value() throws -> GMLValue {
    if try beginsList() { return .list(try entries()) }
    let place = cursor.place
    guard let first = cursor.peek() else {
      throw ImportError("The key has no value", at: place, hint: "The file is cut off")
    }
    if first == UInt8(ascii: "\"") { return .plain(.string(try quoted())) }
    let word = cursor.take(while: Self.isOfWord)
    let text = String(decoding: word, as: UTF8.self)
    if let number = Int(text) { return .plain(.integer(number)) }
    switch text.uppercased() {
    case "NAN", "+NAN", "-NAN": return .plain(.float(.nan))
    case "INF", "+INF": return .plain(.float(.infinity))
    case "-INF": return .plain(.float(-.infinity))
    case "TRUE": return .plain(true)
    case "FALSE": return .plain(false)
    default: break
    }
    let isNumber = word.allSatisfy {
      (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0)
    }
    guard isNumber, let number = Double(text) else {
      throw ImportError(
        "'\(text)' is no value", at: place,
        hint: "Write a number, a text in quotes, or a list in [ ]")
    }
    return .plain(.float(number))
  }

  private mutating func quoted() throws -> String {
    let start = cursor.place
    cursor.advance()
    let bytes = cursor.take { $0 != UInt8(ascii: "\"") }
    guard cursor.peek() != nil else {
      throw ImportError(
        "The text is never closed", at: start, hint: "Close it, and write &quot; for a quote in it")
    }
    try cursor.check(bytes.count, from: start)
    cursor.advance()
    return GMLText.decoded(String(decoding: bytes, as: UTF8.self))
  }
}

/// Texts of GML, which are ASCII with entities.
enum GMLText {
  /// `text` between quotes, with entities for all that is not plain ASCII.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "&quot;"
      case "&": result += "&amp;"
      case " "..."~": result.unicodeScalars.append(scalar)
      default: result += "&#\(scalar.value);"
      }
    }
    return result + "\""
  }

  /// `text` with the characters that its entities stand for.
  static func decoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var result = ""
    var rest = Substring(text)
    while let sign = rest.firstIndex(of: "&") {
      result += rest[..<sign]
      rest = rest[sign...]
      guard let end = rest.prefix(12).firstIndex(of: ";"),
        let scalar = scalar(rest[rest.index(after: sign)..<end])
      else {
        result += "&"
        rest = rest.dropFirst()
        continue
      }
      result.unicodeScalars.append(scalar)
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private static func scalar(_ entity: Substring) -> Unicode.Scalar? {
    switch entity {
    case "quot": return "\""
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "apos": return "'"
    default:
      guard entity.hasPrefix("#") else { return nil }
      let isHex = entity.hasPrefix("#x") || entity.hasPrefix("#X")
      guard let number = UInt32(entity.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10) else {
        return nil
      }
      return Unicode.Scalar(number)
    }
  }
}
