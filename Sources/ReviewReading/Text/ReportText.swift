/// The text of a report as it stands in its file, by code points.
///
/// Every place that this module tells is an offset into ``scalars``, so that a citation can be looked up in
/// the file by any program that counts code points from 0.
///
///     let text = ReportText("Harden et al. (2015)\n", name: "report.txt")
///     text.line(of: 0)   // 1
public struct ReportText: Sendable {
  /// What messages call the file.
  public let name: String
  /// The code points.
  public let scalars: [Unicode.Scalar]
  /// The offset at which each line begins.
  public let lineStarts: [Int]

  /// The text of a file.
  ///
  /// Lines end with LF or CRLF; with CR where there is no LF at all.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  public init(_ string: String, name: String) {
    self.init(scalars: Array(string.unicodeScalars), name: name)
  }

  /// The text of a file in UTF-8.
  public init(utf8 bytes: [UInt8], name: String) {
    self.init(String(decoding: bytes, as: UTF8.self), name: name)
  }

  init(scalars: [Unicode.Scalar], name: String) {
    self.name = name
    self.scalars = scalars
    let end: Unicode.Scalar = scalars.contains("\n") ? "\n" : "\r"
    var starts = [0]
    for index in scalars.indices where scalars[index] == end { starts.append(index + 1) }
    if starts.count > 1, starts.last == scalars.count { starts.removeLast() }
    lineStarts = starts
  }

  /// The number of lines.
  public var lineCount: Int { lineStarts.count }

  /// The line, from 1, of an offset.
  ///
  /// - Complexity: O(log *n*) in the number of lines.
  public func line(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The column, from 1, of an offset within its line.
  public func column(of offset: Int) -> Int { offset - lineStarts[line(of: offset) - 1] + 1 }

  /// What stands in `range`, as it is printed.
  public func string(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range.clamped(to: 0..<scalars.count)])
    return String(text)
  }

  /// What stands in `range`, with white space collapsed.
  public func printed(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    var isBlank = false
    for scalar in scalars[range.clamped(to: 0..<scalars.count)] {
      if scalar.properties.isWhitespace {
        isBlank = !text.isEmpty
      } else {
        if isBlank { text.append(" ") }
        isBlank = false
        text.append(scalar)
      }
    }
    return String(text)
  }

  /// The offsets of the line with the index `index` from 0, without its end and without blanks around it.
  func content(ofLine index: Int) -> Range<Int> {
    var start = lineStarts[index]
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] : scalars.count
    while start < end, scalars[start].isBlank { start += 1 }
    while end > start, scalars[end - 1].isBlank { end -= 1 }
    return start..<end
  }
}

extension Unicode.Scalar {
  /// Whether it is white space or does not show.
  var isBlank: Bool {
    value < 0x80
      ? value <= 0x20 || value == 0x7F
      : properties.isWhitespace || isInvisible
  }

  /// Whether it shows nothing and takes no place: a mark of direction, a joiner, a byte order mark.
  var isInvisible: Bool {
    switch value {
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: true
    default: false
    }
  }

  /// Whether it is a digit of ASCII.
  var isDigit: Bool { value >= 0x30 && value <= 0x39 }

  /// Whether it is a letter of any script.
  var isLetter: Bool {
    value < 0x80
      ? (value | 0x20) >= 0x61 && (value | 0x20) <= 0x7A
      : properties.isAlphabetic
  }

  /// Whether it is a capital letter.
  var isCapital: Bool { value < 0x80 ? value >= 0x41 && value <= 0x5A : properties.isUppercase }

  /// Whether it is a small letter.
  var isSmall: Bool { value < 0x80 ? value >= 0x61 && value <= 0x7A : properties.isLowercase }

  /// Whether it is a mark on the letter before it.
  var isMark: Bool { value >= 0x300 && value <= 0x36F }
}
