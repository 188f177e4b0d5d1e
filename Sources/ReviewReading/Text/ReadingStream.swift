/// The text as it is read: what stands in the pieces of a layout, one after the other, with words joined that
/// a line parts, signs of one kind as one sign, and each code point knowing where it stands in the file.
struct ReadingStream {
  /// The code points; `\n` where blank lines part paragraphs.
  private(set) var scalars: [Unicode.Scalar] = []
  /// Where each stands in the file.
  private(set) var offsets: [Int32] = []
  /// The piece of the layout that each comes from.
  private(set) var pieces: [Int32] = []
  /// Whether the last code point that was read is a soft hyphen.
  private var endsSoftly = false

  init(_ text: ReportText, _ layout: TextLayout) {
    scalars.reserveCapacity(text.scalars.count)
    offsets.reserveCapacity(text.scalars.count)
    pieces.reserveCapacity(text.scalars.count)
    for (index, piece) in layout.pieces.enumerated() {
      join(piece, index, text)
      for offset in piece.range { append(text.scalars[offset], at: offset, index) }
    }
  }

  /// The range in the file of a range of the stream; of one that goes over from one column into the next, what
  /// stands in the first.
  func source(_ range: Range<Int>) -> Range<Int> {
    guard range.lowerBound < offsets.count, !range.isEmpty else { return 0..<0 }
    let start = Int(offsets[range.lowerBound])
    let end = Int(offsets[range.upperBound - 1]) + 1
    if end > start, end - start <= 4 * range.count + 400 { return start..<end }
    var last = range.lowerBound
    while last + 1 < range.upperBound, pieces[last + 1] == pieces[last] { last += 1 }
    return start..<max(start, Int(offsets[last])) + 1
  }

  /// The first index at or behind an offset of the file.
  ///
  /// Columns that are read one after the other make the offsets no rising row; texts without have one.
  func index(of offset: Int) -> Int {
    var low = 0
    var high = offsets.count
    while low < high {
      let middle = (low + high) / 2
      if Int(offsets[middle]) < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// What stands in a range of the stream.
  func string(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range.clamped(to: 0..<scalars.count)])
    return String(text)
  }

  private mutating func join(_ piece: TextLayout.Piece, _ index: Int, _ text: ReportText) {
    guard let last = scalars.last else { return }
    let offset = Int(offsets[offsets.count - 1])
    let first = text.scalars[piece.range.lowerBound]
    if endsSoftly, first.isLetter {
      endsSoftly = false
      return
    }
    // A hyphen at the end of a line: of a word that goes on, or of a name of two parts.
    if last == "-", first.isLetter, scalars.count > 1, scalars[scalars.count - 2].isLetter {
      if first.isSmall {
        scalars.removeLast()
        offsets.removeLast()
        pieces.removeLast()
        return
      }
      if !piece.isApart { return }
    }
    put(piece.isApart ? "\n" : " ", at: offset, index)
  }

  private mutating func append(_ scalar: Unicode.Scalar, at offset: Int, _ piece: Int) {
    endsSoftly = scalar == "\u{AD}"
    if scalar.value < 0x80 {
      if scalar.isBlank {
        if let last = scalars.last, last != " ", last != "\n" { put(" ", at: offset, piece) }
      } else {
        put(scalar == "`" ? "'" : scalar, at: offset, piece)
      }
      return
    }
    switch scalar {
    case "\u{AD}": break
    case "’", "‘", "ʼ", "′", "´", "‛", "＇": put("'", at: offset, piece)
    case "“", "”", "„", "‟", "″": put("\"", at: offset, piece)
    case "–", "—", "‐", "‑", "‒", "―", "−": put("-", at: offset, piece)
    case "…": put(".", at: offset, piece)
    case "¹": put("1", at: offset, piece)
    case "²": put("2", at: offset, piece)
    case "³": put("3", at: offset, piece)
    case "⁰", "⁴"..."⁹":
      put(Unicode.Scalar(UInt8(scalar.value - 0x2070) + 0x30), at: offset, piece)
    case "⁻": put("-", at: offset, piece)
    case "（": put("(", at: offset, piece)
    case "）": put(")", at: offset, piece)
    case "；": put(";", at: offset, piece)
    case "ﬀ": for letter in "ff".unicodeScalars { put(letter, at: offset, piece) }
    case "ﬁ": for letter in "fi".unicodeScalars { put(letter, at: offset, piece) }
    case "ﬂ": for letter in "fl".unicodeScalars { put(letter, at: offset, piece) }
    case "ﬃ": for letter in "ffi".unicodeScalars { put(letter, at: offset, piece) }
    case "ﬄ": for letter in "ffl".unicodeScalars { put(letter, at: offset, piece) }
    default:
      if scalar.isInvisible || scalar.isMark { return }
      if scalar.isBlank {
        if let last = scalars.last, last != " ", last != "\n" { put(" ", at: offset, piece) }
      } else {
        put(scalar, at: offset, piece)
      }
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar, at offset: Int, _ piece: Int) {
    scalars.append(scalar)
    offsets.append(Int32(truncatingIfNeeded: offset))
    pieces.append(Int32(truncatingIfNeeded: piece))
  }
}
