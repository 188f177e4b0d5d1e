/// A text broken into lines that fit a width.
///
///     let lines = TextLines("Deliberately building trust", width: 90, size: 11)
///     lines.lines        // ["Deliberately", "building trust"]
public struct TextLines: Hashable, Sendable {
  /// The lines, without characters that cannot be seen.
  public private(set) var lines: [String] = []
  /// The width of the longest line.
  public private(set) var width: Double = 0
  /// Whether words were left out, for which `…` stands.
  public private(set) var isCut = false
  /// The size of the type.
  public let size: Double

  /// The height of one line.
  public var lineHeight: Double { size * 1.2 }

  /// How large the lines are together.
  public var extent: Size { Size(width, Double(lines.count) * lineHeight) }

  /// Breaks `text` at blanks and ends of lines; words longer than a line where it ends.
  ///
  /// - Parameters:
  ///   - width: The longest line, in the units of `size`.
  ///   - limit: The most lines; the last one ends in `…` where words are left out.
  /// - Complexity: O(*n*) in the length of the text, and no more of it is read than is shown.
  public init(
    _ text: String, width limitWidth: Double, size: Double, isBold: Bool = false,
    limit: Int = .max
  ) {
    self.size = size
    let scale = size / 1_000 * (isBold ? GlyphWidths.boldness : 1)
    let ellipsis = Double(GlyphWidths.width(of: "…")) * scale
    var breaker = LineBreaker(limit: max(limitWidth, size * 2), ellipsis: ellipsis)
    for character in text {
      if breaker.lines.count > limit { break }
      if character.isNewline {
        breaker.endLine()
      } else if character.isWhitespace {
        breaker.endWord()
      } else {
        let shown = VisibleText.of(character)
        var thousandths = 0
        for scalar in shown.unicodeScalars { thousandths += GlyphWidths.width(of: scalar) }
        breaker.add(shown, Double(thousandths) * scale, blank: 278 * scale)
      }
    }
    breaker.endLine()
    var found = breaker.lines.filter { !$0.text.isEmpty }
    if found.count > limit {
      isCut = true
      found.removeSubrange(limit...)
      found[limit - 1] = breaker.cut(found[limit - 1], scale: scale)
    }
    lines = found.map(\.text)
    self.width = found.map(\.width).max() ?? 0
  }
}

/// Gathers characters into words and words into lines.
private struct LineBreaker {
  struct Line {
    var text = ""
    var width = 0.0
  }

  let limit: Double
  let ellipsis: Double
  private(set) var lines: [Line] = []
  private var line = Line()
  private var word = Line()
  private var blank = 0.0

  init(limit: Double, ellipsis: Double) {
    self.limit = limit
    self.ellipsis = ellipsis
  }

  mutating func add(_ character: String, _ width: Double, blank: Double) {
    self.blank = blank
    if word.width + width > limit {
      // No better place: the word is longer than a line.
      let rest = word
      word = Line()
      if !line.text.isEmpty { breakLine() }
      line = rest
      breakLine()
    }
    word.text += character
    word.width += width
  }

  mutating func endWord() {
    guard !word.text.isEmpty else { return }
    if !line.text.isEmpty, line.width + blank + word.width > limit { breakLine() }
    if !line.text.isEmpty {
      line.text += " "
      line.width += blank
    }
    line.text += word.text
    line.width += word.width
    word = Line()
  }

  mutating func endLine() {
    endWord()
    breakLine()
  }

  /// The line with `…` at its end, and as much less of itself as that takes.
  func cut(_ line: Line, scale: Double) -> Line {
    var line = line
    while line.width + ellipsis > limit, let last = line.text.popLast() {
      var thousandths = 0
      for scalar in last.unicodeScalars { thousandths += GlyphWidths.width(of: scalar) }
      line.width -= Double(thousandths) * scale
    }
    return Line(text: line.text + "…", width: line.width + ellipsis)
  }

  private mutating func breakLine() {
    lines.append(line)
    line = Line()
  }
}
