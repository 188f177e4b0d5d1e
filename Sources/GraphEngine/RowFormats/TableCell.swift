import GraphModel

/// One value in a table: what is shown of it, and how wide that is.
struct TableCell {
  /// What is shown; nil where that is long, and written from the value when its turn comes.
  let text: String?
  /// The value where it is needed for that.
  private let long: Value?
  let width: Int
  let isNumber: Bool
  let isNull: Bool

  /// How many bytes are kept of it until it is written.
  ///
  /// A value that is long stays in memory as a whole, and how much that is was not counted: it is taken
  /// for so much that nothing waits beside it.
  var bytesKept: Int { text?.utf8.count ?? 1 << 24 }

  /// How the text looks.
  var style: TextStyle { isNull ? .dim : .plain }

  /// Whether a column of such cells can be one of numbers.
  var fitsNumberColumn: Bool { isNumber || isNull }

  /// What is longer than this is not kept as text.
  private static let mostBytes = 1 << 16

  /// A heading.
  init(heading: String) {
    let text = DisplayText.escaped(heading)
    (self.text, long, width) = (text, nil, DisplayText.width(of: text))
    (isNumber, isNull) = (false, false)
  }

  /// The cell of a value.
  ///
  /// - Parameters:
  ///   - widest: The width at which everything is cut; nil where nothing is.
  ///   - out: Told that the work goes on, which for a long value is as long as writing it.
  /// - Throws: What ends the answer.
  ///   - null: What stands for null.
  init(
    _ value: Value, widest: Int?, null: String = "null", _ out: AnswerText
  ) throws {
    isNull = value.isNull
    isNumber = if case .integer = value { true } else if case .float = value { true } else { false }
    switch value {
    case .null where null != "null":
      let shown = DisplayText.escaped(null)
      (text, long, width) = (shown, nil, DisplayText.width(of: shown))
    case .text(let text) where text.string.utf8.count < 1 << 10:
      let shown = DisplayText.escaped(text.string)
      let quoted = Self.needsQuotes(text) ? "'\(shown)'" : shown
      (self.text, long, width) = (quoted, nil, DisplayText.width(of: quoted))
    case .text, .list, .map, .node, .relationship, .path:
      let measure = TextMeasure(keeping: Self.mostBytes, widest: widest)
      do {
        try Self.show(value, out) { piece in
          try out.checkLimits()
          try measure.add(piece)
        }
      } catch is TextMeasure.IsWideEnough {}
      (text, width) = (measure.text, measure.width)
      long = measure.text == nil ? value : nil
    default:
      let shown = DisplayText.escaped(value.cypherText)
      (text, long, width) = (shown, nil, DisplayText.width(of: shown))
    }
  }

  /// Writes all of it.
  func write(to out: AnswerText) throws {
    if let text { return try out.append(text) }
    guard let long else { return }
    try Self.show(long, out) { piece in try out.append(piece) }
  }

  /// Its beginning, with `…` at the end, in at most so many columns.
  func cut(to limit: Int) -> String {
    if let text { return DisplayText.cut(text, to: limit).text }
    // Long, and not wide: marks without end over a few characters.
    return limit > 0 ? "…" : ""
  }

  /// All of it in lines of at most so many columns, broken between words where that can be; nothing where it
  /// is too long for a cell of a table.
  func wrapped(to limit: Int) -> [String] {
    guard !isNumber, let text else { return [] }
    return width <= limit ? [text] : DisplayText.wrapped(text, to: limit)
  }

  /// Hands on what is shown of a value, piece by piece.
  private static func show(
    _ value: Value, _ out: AnswerText, _ body: @escaping (String) throws -> Void
  ) throws {
    let escaping = DisplayEscaping()
    let isQuoted = if case .text(let text) = value { needsQuotes(text) } else { false }
    if isQuoted { try body("'") }
    try out.append(plain: value) { piece in
      try body(escaping.escaped(String(decoding: piece, as: UTF8.self)))
    }
    if isQuoted { try body("'") }
  }

  /// Whether a text would without quotes be taken for nothing or for null.
  private static func needsQuotes(_ text: Text) -> Bool {
    let bytes = text.string.utf8
    return bytes.isEmpty || bytes.first == 0x20 || bytes.last == 0x20 || text == "null"
  }
}

/// How wide a text is that comes in pieces, and the text itself as long as it is short.
private final class TextMeasure {
  /// Thrown where it is wider than anybody asks.
  struct IsWideEnough: Error {}

  /// The text; nil where it is long.
  private(set) var text: String? = ""
  private var known = 0
  /// The last character, which the next piece may go on with.
  private var last = ""
  private let mostBytes: Int
  private let widest: Int?

  init(keeping mostBytes: Int, widest: Int?) {
    self.mostBytes = mostBytes
    self.widest = widest
  }

  var width: Int { known + DisplayText.width(of: last) }

  func add(_ piece: String) throws {
    text? += piece
    var rest = (last + piece)[...]
    // A character of very many marks is no character.
    let end = rest.last.map(String.init) ?? ""
    if end.utf8.count <= 256 { rest.removeLast(end.isEmpty ? 0 : 1) }
    last = end.utf8.count <= 256 ? end : ""
    known += DisplayText.width(of: String(rest))
    if let widest, known > widest { throw IsWideEnough() }
    if let text, text.utf8.count > mostBytes { self.text = nil }
  }
}
