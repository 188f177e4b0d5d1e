import GraphModel

/// A stored answer: columns, and rows of cells in one notation, so that lists compare by their items.
struct StoredAnswer {
  let columns: [String]
  let rows: [[String]]

  init(path: String) throws {
    var lines = try CSVText(Repository.text(at: path)).lines
    columns = lines.removeFirst().map { $0 ?? "" }
    rows = lines.map { line in
      line.map { field in
        guard let field else { return "null" }
        guard field.hasPrefix("["), let list = try? JSONReader().value(of: Text(field)) else {
          return field
        }
        return Self.cell(list)
      }
    }
  }

  /// The notation of a value: texts and numbers as they are, lists by their items.
  static func cell(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .text(let text): text.string
    case .list(let items): "[\(items.map(cell).joined(separator: "|"))]"
    default: value.description
    }
  }
}

/// A small CSV reader of the tests' own, which keeps quoted and unquoted empties apart.
struct CSVText {
  /// The fields of each line; nil where there is nothing, not even quotes.
  private(set) var lines: [[String?]] = []

  init(_ text: String) {
    var line: [String?] = []
    var field = ""
    var isQuoted = false
    var wasQuoted = false
    func finished() -> String? { field.isEmpty && !wasQuoted ? nil : field }
    for character in text {
      if isQuoted {
        if character == "\"" { isQuoted = false } else { field.append(character) }
      } else if character == "\"" {
        // A quote that follows a closing one stands for itself.
        if wasQuoted { field.append("\"") }
        isQuoted = true
        wasQuoted = true
      } else if character == "," || character == "\n" {
        line.append(finished())
        field = ""
        wasQuoted = false
        if character == "\n" {
          lines.append(line)
          line = []
        }
      } else {
        field.append(character)
      }
    }
  }
}
