import GraphModel

/// Each row as a block of lines, a column and its value on each: for long texts.
///
/// Nothing is cut. A text of several lines goes on under its first; null stands as `null`, the empty text
/// as `''`.
public struct LineFormat: RowFormat {
  /// The name by which it is chosen.
  public var name: String { "line" }
  /// What it is good for.
  public var summary: String { "A line for each value, with nothing cut, for long texts" }

  /// The format; it has no options.
  public init() {}

  /// A writer of one answer into `output`.
  public func writer(into output: any ByteOutput, layout: RowLayout) -> any RowWriter {
    LineRowWriter(output: output, layout: layout)
  }
}

private struct LineRowWriter: RowWriter {
  private let out: AnswerText
  private let layout: RowLayout
  private var names: [String] = []
  private var width = 0
  private var count = 0
  /// Rows that are counted and not shown.
  private var hiddenCount = 0

  init(output: any ByteOutput, layout: RowLayout) {
    out = AnswerText(output)
    self.layout = layout
  }

  mutating func begin(_ columns: [String]) throws {
    names = columns.map { DisplayText.escaped($0) }
    width = names.map { DisplayText.width(of: $0) }.max() ?? 0
  }

  mutating func write(_ row: [Value]) throws {
    if names.isEmpty { return }
    if let most = layout.mostRows, count >= most {
      hiddenCount += 1
      return
    }
    try writeTitle()
    for (name, value) in zip(names, row) {
      if layout.isPlain {
        try out.append(name + ": ")
        try append(value)
        try out.append("\n")
        continue
      }
      if layout.color { try out.append(.bold) }
      try out.append(name)
      if layout.color { try out.append(.plain) }
      try out.append(repeating: " ", count: width - DisplayText.width(of: name) + 2)
      try append(value)
      try out.append("\n")
    }
    try out.endRow()
    count += 1
  }

  /// The head of a row: a rule with its number, or words where nothing is drawn.
  private func writeTitle() throws {
    if layout.isPlain { return try out.append(layout.words.rowNumber(count + 1) + "\n") }
    let title = "── \(count + 1) "
    try out.append(title)
    let room = min(layout.width ?? 80, max(width + 2, 40))
    try out.append(repeating: "─", count: max(2, room - DisplayText.width(of: title)))
    try out.append("\n")
  }

  mutating func end(_ summary: Summary) throws {
    if names.isEmpty { return }
    try out.append(layout.words.rows(count + hiddenCount))
    if hiddenCount > 0 {
      try out.append(layout.words.rowsShown(count, advice: layout.wholeAnswer))
    }
    try out.append("\n")
    try out.flush()
  }

  mutating func stop() throws {
    guard try out.stop() else { return }
    if out.isWithinRow { try out.append("\n") }
    try out.append(layout.words.stopped(afterRows: count) + "\n")
    try out.flush()
  }

  private func append(_ value: Value) throws {
    switch value {
    case .null:
      if layout.color { try out.append(.dim) }
      try out.append(DisplayText.escaped(layout.nullText))
      if layout.color { try out.append(.plain) }
    case .text(let text) where text.isEmpty: try out.append("''")
    default:
      try LineEscaping(indent: layout.isPlain ? 2 : width + 2).write(value, to: out)
    }
  }
}

/// A value over several lines, each as far to the right as the first, and nothing in it that a terminal
/// obeys.
private final class LineEscaping: MarkupEscaping {
  private let indent: Int

  init(indent: Int) { self.indent = indent }

  override func replacement(
    of scalar: Unicode.Scalar, after previous: Unicode.Scalar, before next: Unicode.Scalar?
  ) -> String? {
    switch scalar {
    case "\r": next == "\n" ? "" : "\n" + String(repeating: " ", count: indent)
    case "\n": "\n" + String(repeating: " ", count: indent)
    case "\t": "\\t"
    default: DisplayText.isSafe(scalar, after: previous) ? nil : DisplayText.escape(of: scalar)
    }
  }
}
