/// A value in an answer, written as the stored answers write it and ordered as Cypher orders it.
enum Cell {
  case null
  case flag(Bool)
  case number(Int)
  case fraction(Double)
  case text(String)
  case list([Cell])

  /// A text, or null.
  static func optional(_ text: String?) -> Cell { text.map(Cell.text) ?? .null }

  static func texts(_ items: [String]) -> Cell { .list(items.map(Cell.text)) }

  /// The field of a stored answer.
  var field: String {
    switch self {
    case .null: return ""
    case .flag(let flag): return flag ? "true" : "false"
    case .number(let number): return String(number)
    case .fraction(let number): return "\(number)"
    case .text(let text): return Self.needsQuotes(text) ? Self.quoted(text) : text
    case .list: return Self.quoted(json)
    }
  }

  private var json: String {
    switch self {
    case .null: return "null"
    case .text(let text):
      let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return "\"\(escaped)\""
    case .list(let items): return "[" + items.map(\.json).joined(separator: ", ") + "]"
    case .flag, .number, .fraction: return field
    }
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  private static func needsQuotes(_ text: String) -> Bool {
    text.isEmpty || text.utf8.first == UInt8(ascii: " ") || text.utf8.last == UInt8(ascii: " ")
      || text.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 10 }
  }

  /// Whether `self` stands before `other`: false before true, text by its UTF-8 bytes.
  func precedes(_ other: Cell) throws -> Bool {
    switch (self, other) {
    case (.flag(let one), .flag(let two)): return !one && two
    case (.number(let one), .number(let two)): return one < two
    case (.fraction(let one), .fraction(let two)): return one < two
    case (.text(let one), .text(let two)): return one.precedesByBytes(two)
    default: throw LibraryError("\(self) and \(other) are not sorted by one key")
    }
  }
}

extension String {
  /// The order of text in Cypher.
  func precedesByBytes(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}

extension Sequence<String> {
  /// The different items in Cypher's order.
  func sortedByBytes() -> [String] {
    sorted { $0.precedesByBytes($1) }
  }
}

/// The rows of an answer with the keys by which they are sorted.
struct Answer {
  private var entries: [(key: [Cell], row: [Cell])] = []

  /// Adds a row; `key` is compared item by item. For a descending key pass the negated number.
  mutating func add(key: [Cell], _ row: [Cell]) {
    entries.append((key, row))
  }

  /// The lines of the stored answer without its header.
  func lines() throws -> [String] {
    let sorted = try entries.sorted { one, two in
      for (left, right) in zip(one.key, two.key) {
        if try left.precedes(right) { return true }
        if try right.precedes(left) { return false }
      }
      return false
    }
    return sorted.map { $0.row.map(\.field).joined(separator: ",") }
  }
}
