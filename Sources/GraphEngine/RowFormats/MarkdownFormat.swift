import GraphModel

/// A table of Markdown, as GitHub, GitLab, Obsidian and pandoc read it.
///
/// What Markdown would take for markup is escaped, ends of lines within a cell are `<br>`, and columns
/// of numbers keep to the right. Nodes, relationships, paths, lists and maps are in Cypher's notation;
/// null is an empty cell.
///
/// Whether a column is one of numbers is told from the first 1,000 rows.
public struct MarkdownFormat: RowFormat {
  /// The name by which it is chosen.
  public var name: String { "markdown" }
  /// What it is good for.
  public var summary: String { "A table of Markdown, for notes, wikis and reports" }

  /// The format; it has no options.
  public init() {}

  /// A writer of one answer into `output`.
  public func writer(into output: any ByteOutput, layout: RowLayout) -> any RowWriter {
    MarkdownRowWriter(output: output)
  }
}

extension RowFormat where Self == MarkdownFormat {
  /// A table of Markdown.
  public static var markdown: MarkdownFormat { MarkdownFormat() }
}

private struct MarkdownRowWriter: RowWriter {
  let output: any ByteOutput
  private var columns: [String] = []
  /// Rows that wait until the columns of numbers are known; nil once these are.
  private var waiting: [[Value]]? = []
  private var text = ""

  private static let chunk = 1_000

  init(output: any ByteOutput) { self.output = output }

  mutating func begin(_ columns: [String]) throws { self.columns = columns }

  mutating func write(_ row: [Value]) throws {
    if columns.isEmpty { return }
    if waiting != nil {
      waiting?.append(row)
      if waiting?.count == Self.chunk { try writeHead() }
      return
    }
    append(row)
    if text.utf8.count >= 1 << 15 { try flush() }
  }

  mutating func end(_ summary: Summary) throws {
    if columns.isEmpty { return }
    if waiting != nil { try writeHead() }
    try flush()
  }

  private mutating func writeHead() throws {
    let rows = waiting ?? []
    waiting = nil
    text += "|" + columns.map { " \(MarkdownText.cell($0)) |" }.joined() + "\n|"
    for column in columns.indices {
      let isOfNumbers =
        rows.contains { $0[column].isNumber }
        && rows.allSatisfy { $0[column].isNumber || $0[column].isNull }
      text += isOfNumbers ? " ---: |" : " --- |"
    }
    text += "\n"
    for row in rows { append(row) }
    try flush()
  }

  private mutating func append(_ row: [Value]) {
    text += "|" + row.map { " \(MarkdownText.cell($0)) |" }.joined() + "\n"
  }

  private mutating func flush() throws {
    try output.write(text)
    text.removeAll(keepingCapacity: true)
  }
}

extension Value {
  fileprivate var isNumber: Bool {
    switch self {
    case .integer, .float: true
    default: false
    }
  }
}

/// Text within a table of Markdown (GitHub Flavored Markdown 0.29, sections 4.10 and 6).
enum MarkdownText {
  static func cell(_ value: Value) -> String {
    switch value {
    case .null: ""
    case .text(let text): cell(text.string)
    default: cell(value.cypherText)
    }
  }

  /// `text` on one line, so that it is read as it stands.
  static func cell(_ text: String) -> String {
    var result = ""
    var previous: Unicode.Scalar = " "
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\r":
        if rest.first != "\n" { result += "<br>" }
      case "\n": result += "<br>"
      case "<": result += "&lt;"
      case "&": result += "&amp;"
      case "_" where isWord(previous) && rest.first.map(isWord) == true: result += "_"
      case "\\", "`", "*", "_", "[", "]", "|", "~", "$": result += "\\\(scalar)"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    return result
  }

  /// Whether an underscore beside it is no emphasis.
  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
