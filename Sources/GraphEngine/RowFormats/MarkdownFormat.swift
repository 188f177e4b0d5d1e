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
  private let out: AnswerText
  private var columns: [String] = []
  /// Rows that wait until the columns of numbers are known; nil once these are.
  private var waiting: [[Value]]? = []
  private var waitingBytes = 0
  private var count = 0

  /// As many rows may wait.
  private static let chunk = 1_000
  /// They wait no longer once they have that many bytes.
  private static let mostBytes = 1 << 21

  init(output: any ByteOutput) { out = AnswerText(output) }

  mutating func begin(_ columns: [String]) throws { self.columns = columns }

  mutating func write(_ row: [Value]) throws {
    if columns.isEmpty { return }
    guard waiting != nil else { return try append(row) }
    waiting?.append(row)
    for value in row { waitingBytes += value.footprint }
    if waiting?.count == Self.chunk || waitingBytes > Self.mostBytes { try writeWaiting() }
  }

  mutating func end(_ summary: Summary) throws {
    if columns.isEmpty { return }
    if waiting != nil { try writeWaiting() }
    try out.flush()
  }

  mutating func stop() throws {
    guard try out.stop() else { return }
    if out.isWithinRow { try out.append("\n") }
    try out.append(count == 1 ? "\nStopped after 1 row.\n" : "\nStopped after \(count) rows.\n")
    try out.flush()
  }

  private mutating func writeWaiting() throws {
    let rows = waiting ?? []
    waiting = nil
    try out.append("|")
    for column in columns {
      try out.append(" ")
      try append(cell: .string(column))
      try out.append(" |")
    }
    try out.append("\n|")
    for column in columns.indices {
      let isOfNumbers =
        rows.contains { $0[column].isNumber }
        && rows.allSatisfy { $0[column].isNumber || $0[column].isNull }
      try out.append(isOfNumbers ? " ---: |" : " --- |")
    }
    try out.endRow("\n")
    for row in rows { try append(row) }
    try out.flush()
  }

  private mutating func append(_ row: [Value]) throws {
    try out.append("|")
    for value in row {
      try out.append(" ")
      try append(cell: value)
      try out.append(" |")
    }
    try out.endRow("\n")
    count += 1
  }

  private func append(cell value: Value) throws {
    if value.isNull { return }
    let escaping = MarkdownEscaping()
    try out.append(plain: value) { [out] piece in try out.append(escaping.escaped(piece)) }
    try out.append(escaping.rest())
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

/// Text within a table of Markdown (GitHub Flavored Markdown 0.29, sections 4.10 and 6): on one line, so
/// that it is read as it stands.
private final class MarkdownEscaping {
  private var previous: Unicode.Scalar = " "
  /// What is written once it is known what follows.
  private var waiting: Unicode.Scalar?
  private var result = String.UnicodeScalarView()

  /// What stands for the next part of the text, which is of whole characters.
  func escaped(_ part: UnsafeBufferPointer<UInt8>) -> String {
    for scalar in String(decoding: part, as: UTF8.self).unicodeScalars {
      if let waiting { append(waiting, before: scalar) }
      waiting = scalar
    }
    return take()
  }

  /// What stands for the end of the text.
  func rest() -> String {
    if let waiting { append(waiting, before: nil) }
    waiting = nil
    return take()
  }

  private func take() -> String {
    defer { result = String.UnicodeScalarView() }
    return String(result)
  }

  private func append(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) {
    func write(_ text: String) { result.append(contentsOf: text.unicodeScalars) }
    switch scalar {
    case "\r": if next != "\n" { write("<br>") }
    case "\n": write("<br>")
    case "<": write("&lt;")
    case "&": write("&amp;")
    case "_" where Self.isWord(previous) && next.map(Self.isWord) == true: write("_")
    case "\\", "`", "*", "_", "[", "]", "|", "~", "$": write("\\\(scalar)")
    case "\t": write("&#9;")
    case _ where scalar.value < 0x20 || scalar.value == 0x7F: write("\u{FFFD}")
    default: result.append(scalar)
    }
    previous = scalar
  }

  /// Whether an underscore beside it is no emphasis.
  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
