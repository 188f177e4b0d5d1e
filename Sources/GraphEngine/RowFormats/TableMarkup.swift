import GraphModel

/// A language in which tables are marked up: what stands before, between and after the cells.
///
/// A format that writes a table for a document is one of these, and ``MarkupRowWriter`` with it.
protocol TableMarkup: Sendable {
  /// What a table begins with, its headings among it.
  ///
  /// - Parameter areNumbers: Whether the column is one of numbers, which keep to the right.
  func writeHead(_ columns: [String], areNumbers: [Bool], to out: AnswerText) throws

  /// One row, without what ends it.
  func writeRow(_ row: [Value], areNumbers: [Bool], to out: AnswerText) throws

  /// What ends a row.
  var endOfRow: String { get }

  /// What a table ends with.
  func writeEnd(to out: AnswerText) throws

  /// A paragraph below a table that was stopped.
  func paragraph(_ text: String) -> String
}

/// Writes an answer as a table of a markup language.
///
/// Whether a column is one of numbers is told from the first 1,000 rows, fewer where they are long.
struct MarkupRowWriter<Markup: TableMarkup>: RowWriter {
  private let markup: Markup
  private let layout: RowLayout
  private let out: AnswerText
  private var columns: [String] = []
  private var areNumbers: [Bool] = []
  /// Rows that wait until the columns of numbers are known; nil once these are.
  private var waiting: [[Value]]? = []
  private var waitingBytes = 0
  private var count = 0

  /// As many rows may wait.
  private static var chunk: Int { 1_000 }
  /// They wait no longer once they have that many bytes.
  private static var mostBytes: Int { 1 << 21 }

  init(_ markup: Markup, output: any ByteOutput, layout: RowLayout) {
    self.markup = markup
    self.layout = layout
    out = AnswerText(output)
  }

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
    try markup.writeEnd(to: out)
    try out.flush()
  }

  mutating func stop() throws {
    guard try out.stop() else { return }
    if out.isWithinRow { try out.append(markup.endOfRow) }
    try markup.writeEnd(to: out)
    try out.append(markup.paragraph(layout.words.stopped(afterRows: count)))
    try out.flush()
  }

  private mutating func writeWaiting() throws {
    let rows = waiting ?? []
    waiting = nil
    areNumbers = columns.indices.map { column in
      rows.contains { $0[column].isNumber }
        && rows.allSatisfy { $0[column].isNumber || $0[column].isNull }
    }
    try markup.writeHead(columns, areNumbers: areNumbers, to: out)
    try out.endRow()
    for row in rows { try append(row) }
    try out.flush()
  }

  private mutating func append(_ row: [Value]) throws {
    try markup.writeRow(row, areNumbers: areNumbers, to: out)
    try out.endRow(markup.endOfRow)
    count += 1
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

/// Escapes a text that comes in parts of whole characters, each with an eye on its neighbours.
class MarkupEscaping {
  private var previous: Unicode.Scalar = " "
  /// What is written once it is known what follows.
  private var waiting: Unicode.Scalar?
  private var result = String.UnicodeScalarView()

  /// What stands for `scalar` between two others; nil for itself.
  func replacement(
    of scalar: Unicode.Scalar, after previous: Unicode.Scalar, before next: Unicode.Scalar?
  ) -> String? { nil }

  /// Writes all of a value's text.
  final func write(_ value: Value, to out: AnswerText) throws {
    if value.isNull { return }
    try out.append(plain: value) { piece in try out.append(self.escaped(piece)) }
    try out.append(rest())
  }

  /// What stands for the next part of the text.
  private func escaped(_ part: UnsafeBufferPointer<UInt8>) -> String {
    for scalar in String(decoding: part, as: UTF8.self).unicodeScalars {
      if let waiting { append(waiting, before: scalar) }
      waiting = scalar
    }
    return take()
  }

  /// What stands for the end of the text.
  private func rest() -> String {
    if let waiting { append(waiting, before: nil) }
    waiting = nil
    return take()
  }

  private func take() -> String {
    defer { result = String.UnicodeScalarView() }
    return String(result)
  }

  private func append(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) {
    if let text = replacement(of: scalar, after: previous, before: next) {
      result.append(contentsOf: text.unicodeScalars)
    } else {
      result.append(scalar)
    }
    previous = scalar
  }
}
