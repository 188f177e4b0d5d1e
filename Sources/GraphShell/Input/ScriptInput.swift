import CypherSyntax
import WordCatalog

/// A piece of a script or of what was typed.
enum ScriptItem {
  /// A statement with its place.
  case statement(ShellStatement)
  /// The line of a command, colon and all.
  case command(String, ScriptPlace)
  /// A line that is no text.
  case failure(ShellFailure)
}

/// Text that arrives in pieces and is cut into statements and commands.
///
/// A command is a line that begins with `:` or `.` where no statement is open. A statement ends
/// with `;`, or with the input.
struct ScriptInput {
  /// The name of the text, for messages; nil where it is typed.
  let origin: String?
  /// The language of failures.
  var words: Words
  private var splitter = StatementSplitter()
  /// The end of a line that is not whole yet.
  private var partialLine: [UInt8] = []
  /// The lines that the open statement stands in.
  private var lines: [UInt8] = []
  /// The offset of ``lines`` in all that the splitter was given.
  private var linesOffset = 0
  /// The last lines that a statement was found in, by their place in ``lines``: statements that share a line share
  /// its text, however many they are.
  private var source: SourceLines?
  /// The number of the first of ``lines``.
  private var firstLine = 1
  /// Whether the rest of a line is passed over, which was too long.
  private var passesOver = false
  /// Whether nothing was read yet, so that a byte order mark may come.
  private var isAtStart = true
  /// The most bytes of a statement with its lines: memory must not fill with one that never ends.
  static let limit = 16 << 20

  /// Whole lines of the text.
  private struct SourceLines {
    var range: Range<Int>
    var text: String
    var isOne: Bool
  }

  init(origin: String?, words: Words) {
    self.origin = origin
    self.words = words
  }

  /// What the text is in the middle of.
  var open: StatementSplitter.Open { splitter.open }

  /// Takes in a piece of text, which may end anywhere, and returns what it completes.
  mutating func append(_ piece: some Sequence<UInt8>) -> [ScriptItem] {
    var items: [ScriptItem] = []
    for byte in piece {
      if byte == 0x0A {
        items += takeLine()
      } else if !passesOver {
        partialLine.append(byte)
        if partialLine.count + lines.count > Self.limit { items.append(giveUp()) }
      }
    }
    return items
  }

  /// Says that nothing more will come, and returns what is left.
  mutating func finish() -> [ScriptItem] {
    var items = partialLine.isEmpty ? [] : takeLine()
    // What is not closed goes to the parser, which says so and draws the place.
    if var piece = splitter.finish() {
      piece.text = piece.text.trimmingBlanks()
      items.append(statement(piece))
    }
    forget()
    return items
  }

  /// Forgets what is not finished.
  mutating func forget() {
    splitter = StatementSplitter()
    partialLine = []
    lines = []
    source = nil
    linesOffset = 0
    firstLine = 1
    passesOver = false
  }

  /// Forgets a statement that is too long, and the line that it was found in.
  private mutating func giveUp() -> ScriptItem {
    let place = origin.map { "\($0):\(lineNumber): " } ?? ""
    forget()
    passesOver = true
    return .failure(ShellFailure(.query, place + words.statementTooLong(limit: Self.limit)))
  }

  /// The number of the line at hand.
  private var lineNumber: Int { firstLine + lines.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) } }

  private mutating func takeLine() -> [ScriptItem] {
    defer { partialLine.removeAll(keepingCapacity: true) }
    if passesOver {
      passesOver = false
      return []
    }
    if isAtStart {
      isAtStart = false
      if partialLine.starts(with: [0xEF, 0xBB, 0xBF]) { partialLine.removeFirst(3) }
    }
    if splitter.open == .nothing {
      // Nothing refers to the lines before.
      firstLine += lines.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
      linesOffset += lines.count
      lines.removeAll(keepingCapacity: true)
      source = nil
    }
    // UTF-16 without a mark is valid UTF-8 with a NUL beside each letter.
    guard !partialLine.contains(0), let line = String(validating: partialLine, as: UTF8.self)
    else {
      let place = origin.map { "\($0):\(lineNumber): " } ?? ""
      let zeros = partialLine.reduce(0) { $0 + ($1 == 0 ? 1 : 0) }
      if let first = partialLine.firstIndex(of: 0), zeros * 3 < partialLine.count {
        skip(partialLine.count)
        return [.failure(ShellFailure(.query, place + words.nulInText(at: first + 1)))]
      }
      let encoding = zeros > 0 ? "UTF-16" : "WINDOWS-1252"
      skip(partialLine.count)
      return [.failure(ShellFailure(.query, place + words.invalidText(encoding: encoding)))]
    }
    if splitter.open == .nothing, let first = partialLine.first(where: { $0 > 0x20 }),
      first == UInt8(ascii: ":") || first == UInt8(ascii: ".")
    {
      skip(partialLine.count)
      let offset = partialLine.firstIndex(of: first) ?? 0
      let place = ScriptPlace(
        source: line, offset: offset, firstLine: origin == nil ? 1 : firstLine, origin: origin)
      return [.command(line.trimmingBlanks(), place)]
    }
    lines += partialLine
    lines.append(0x0A)
    var items: [ScriptItem] = []
    for piece in splitter.append(line + "\n") { items.append(statement(piece)) }
    return items
  }

  /// Lets the splitter count a line that is not for it.
  private mutating func skip(_ count: Int) {
    lines += [UInt8](repeating: 0x20, count: count)
    lines.append(0x0A)
    _ = splitter.append(String(repeating: " ", count: count) + "\n")
  }

  private mutating func statement(_ piece: StatementSplitter.Piece) -> ScriptItem {
    let start = min(max(0, piece.offset - linesOffset), lines.count)
    let end = min(start + piece.text.utf8.count, lines.count)
    let found = sourceLines(from: start, to: end)
    let place = ScriptPlace(
      source: found.text, offset: start - found.range.lowerBound,
      firstLine: origin == nil ? 1 : piece.line, origin: origin)
    return .statement(ShellStatement(piece.text, at: place))
  }

  /// The whole lines of a part of ``lines``, and their text.
  private mutating func sourceLines(from start: Int, to end: Int) -> SourceLines {
    // Of several lines only those of the statement are shown.
    if let source, source.isOne, source.range.lowerBound <= start, end <= source.range.upperBound {
      return source
    }
    let from = lines[..<start].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let to = lines[end...].firstIndex(of: 0x0A) ?? lines.count
    let found = SourceLines(
      range: from..<to, text: String(decoding: lines[from..<to], as: UTF8.self),
      isOne: !lines[from..<to].contains(0x0A))
    source = found
    return found
  }
}
