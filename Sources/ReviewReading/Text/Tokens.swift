import WordForms

/// The words, numbers and signs of a text as it is read.
struct Tokens {
  /// A word, a number or a sign: a range of the stream.
  struct Token {
    var kind: Kind
    var start: Int32
    var end: Int32

    var range: Range<Int> { Int(start)..<Int(end) }
  }

  enum Kind: UInt8 {
    case word
    case number
    case sign
    /// Blank lines.
    case paragraph
  }

  let stream: ReadingStream
  private(set) var all: [Token] = []

  init(_ stream: ReadingStream) {
    self.stream = stream
    all.reserveCapacity(stream.scalars.count / 4)
    let scalars = stream.scalars
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      let start = index
      let kind: Kind
      if scalar == " " {
        index += 1
        continue
      } else if scalar == "\n" {
        kind = .paragraph
        index += 1
      } else if scalar.isLetter || Self.isMisreadCapital(scalars, start) {
        kind = .word
        index = Self.endOfWord(scalars, start)
        // Hardenet al.: a scan has lost the blank.
        if index - start >= 5, scalar.isCapital, scalars[index - 1] == "t",
          scalars[index - 2] == "e",
          index + 3 < scalars.count, scalars[index] == " ", scalars[index + 1] == "a",
          scalars[index + 2] == "l", !scalars[index + 3].isLetter
        {
          index -= 2
        }
      } else if scalar.isDigit {
        kind = .number
        index = Self.endOfNumber(scalars, start)
      } else {
        kind = .sign
        index += 1
      }
      all.append(Token(kind: kind, start: Int32(start), end: Int32(index)))
    }
  }

  var count: Int { all.count }

  subscript(index: Int) -> Token { all[index] }

  /// The first code point of a token; nil outside.
  func first(_ index: Int) -> Unicode.Scalar? {
    all.indices.contains(index) ? stream.scalars[Int(all[index].start)] : nil
  }

  /// Whether a token is the given sign.
  func isSign(_ index: Int, _ sign: Unicode.Scalar) -> Bool {
    all.indices.contains(index) && all[index].kind == .sign && first(index) == sign
  }

  /// Whether a token is one of the given signs.
  func isSign(_ index: Int, in signs: String) -> Bool {
    guard all.indices.contains(index), all[index].kind == .sign, let first = first(index) else {
      return false
    }
    return signs.unicodeScalars.contains(first)
  }

  func isWord(_ index: Int) -> Bool { all.indices.contains(index) && all[index].kind == .word }

  /// Whether a token is a word with a capital.
  func isCapital(_ index: Int) -> Bool { isWord(index) && first(index)?.isCapital == true }

  /// A token without case, accents and signs.
  func folded(_ index: Int) -> String {
    guard all.indices.contains(index), all[index].kind != .sign else { return "" }
    return FoldedWord(stream.scalars[all[index].range]).text
  }

  /// Where some tokens stand in the file.
  func source(_ tokens: Range<Int>) -> Range<Int> {
    guard let first = tokens.first, let last = tokens.last else { return 0..<0 }
    return stream.source(Int(all[first].start)..<Int(all[last].end))
  }

  /// A token as it is read.
  func text(_ index: Int) -> String { stream.string(all[index].range) }

  /// Whether nothing but blanks stands between a token and the next.
  func isTight(_ index: Int) -> Bool {
    index + 1 < all.count && all[index].end == all[index + 1].start
  }

  /// The index of the first token that begins at or behind a place of the stream.
  func index(at place: Int) -> Int {
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if Int(all[middle].start) < place { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func endOfWord(_ scalars: [Unicode.Scalar], _ start: Int) -> Int {
    var index = start + 1
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar.isLetter || scalar.isDigit {
        index += 1
        continue
      }
      // Within a word: an apostrophe, a hyphen, or what a scan makes of an l.
      guard index + 1 < scalars.count, "'-|!]".unicodeScalars.contains(scalar) else { break }
      let next = scalars[index + 1]
      let joins = scalar == "'" || scalar == "-" ? next.isLetter : next.isSmall
      guard joins else { break }
      index += 2
    }
    return index
  }

  /// Whether a digit stands where a scan has misread a capital: `5mall`, `0'Neill`.
  private static func isMisreadCapital(_ scalars: [Unicode.Scalar], _ start: Int) -> Bool {
    guard "0158".unicodeScalars.contains(scalars[start]), start + 4 < scalars.count else {
      return false
    }
    if scalars[start] == "0", scalars[start + 1] == "'" { return scalars[start + 2].isCapital }
    return scalars[(start + 1)...(start + 4)].allSatisfy { $0.isSmall }
  }

  private static func endOfNumber(_ scalars: [Unicode.Scalar], _ start: Int) -> Int {
    var index = start + 1
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar.isDigit || scalar.isLetter {
        index += 1
        continue
      }
      // What a scan makes of a 1, in a number that would be a year with it.
      guard "]|![".unicodeScalars.contains(scalar), isCentury(scalars, start) else { break }
      let length = index - start
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      guard
        length == 2 && next.isDigit
          || length == 3 && (scalar != "]" || !isBracketed(scalars, start))
      else { break }
      index += 1
    }
    return index
  }

  private static func isCentury(_ scalars: [Unicode.Scalar], _ start: Int) -> Bool {
    guard start + 1 < scalars.count else { return false }
    return (scalars[start] == "2" && scalars[start + 1] == "0")
      || (scalars[start] == "1" && scalars[start + 1] == "9")
  }

  /// Whether a square bracket is open before a number.
  private static func isBracketed(_ scalars: [Unicode.Scalar], _ start: Int) -> Bool {
    for index in stride(from: start - 1, through: max(0, start - 60), by: -1) {
      if scalars[index] == "[" { return true }
      if scalars[index] == "]" { return false }
    }
    return false
  }
}
