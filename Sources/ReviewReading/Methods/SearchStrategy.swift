/// A block of a search strategy: terms that operators join, as printed.
public struct SearchBlock: Sendable {
  /// Its identifier: `s1-B`.
  public var id: String
  /// The heading under which it stands: a database or a platform; empty where there is none.
  public var dialect: String
  /// Its letter among those of its dialect.
  public var letter: String
  /// Where it stands in the file.
  public var range: Range<Int>
  /// Its terms.
  public var terms: [Term]
  /// Its operators of nearness, as printed: `N2`, `ADJ2`, `w/2`.
  public var operators: [String]
  /// How many round brackets are not closed; less than 0 where some are not opened.
  public var unclosed: Int

  /// A term of a block.
  public struct Term: Sendable {
    /// As printed.
    public var text: String
    /// Whether it is a phrase in marks of quotation.
    public var isPhrase: Bool
    /// Whether a sign stands for any ending.
    public var isTruncated: Bool
  }
}

/// Reads the blocks of a search strategy.
struct SearchReader {
  let text: ReportText
  let layout: TextLayout

  /// The blocks in some pieces of the layout.
  func blocks(_ pieces: Range<Int>) -> [SearchBlock] {
    var blocks: [SearchBlock] = []
    var dialect = ""
    var dialects = 0
    var count = 0
    var start = pieces.lowerBound
    while start < pieces.upperBound {
      var end = start + 1
      // An operator at the end of a line goes on behind a blank one.
      while end < pieces.upperBound,
        !layout.pieces[end].isApart || endsOpen(layout.pieces[end - 1].range)
      {
        end += 1
      }
      let range =
        layout.pieces[start].range
        .lowerBound..<max(
          layout.pieces[start].range.upperBound, layout.pieces[end - 1].range.upperBound)
      let words = self.words(range)
      if words.count(where: { Self.isJoint($0) }) >= 2 {
        if dialects == 0 { dialects = 1 }
        var block = SearchBlock(
          id: "search-\(dialects)-\(Self.letter(count))", dialect: dialect,
          letter: Self.letter(count), range: range, terms: [], operators: [], unclosed: 0)
        fill(&block, words)
        blocks.append(block)
        count += 1
      } else if range.count <= 120, !words.isEmpty {
        dialect = text.printed(range)
        dialects += 1
        count = 0
      }
      start = end
    }
    return blocks
  }

  private func endsOpen(_ line: Range<Int>) -> Bool {
    words(line).last.map { Self.isJoint($0) || Self.isNear($0) } ?? false
  }

  private static func letter(_ index: Int) -> String {
    index < 26 ? String(Unicode.Scalar(UInt8(0x41 + index))) : "Z\(index - 25)"
  }

  private static func isJoint(_ word: String) -> Bool {
    ["OR", "AND", "NOT", "NEU", "AC"].contains(word)
  }

  /// An operator of nearness: `N2`, `W3`, `ADJ2`, `w/2`, `NEAR/3`, `PRE/1`.
  private static func isNear(_ word: String) -> Bool {
    let letters = word.prefix { $0.isLetter }
    let rest = word.dropFirst(letters.count).drop { $0 == "/" }
    guard !rest.isEmpty, rest.allSatisfy(\.isNumber), rest.count <= 2 else { return false }
    return ["N", "W", "ADJ", "NEAR", "PRE", "n", "w", "adj", "near", "pre"].contains(
      String(letters))
  }

  /// Words, brackets and phrases in marks of quotation.
  private func words(_ range: Range<Int>) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    var isQuoted = false
    func close() {
      if !word.isEmpty { words.append(String(word)) }
      word = String.UnicodeScalarView()
    }
    for scalar in text.scalars[range] {
      if "\"“”„".unicodeScalars.contains(scalar) {
        word.append(scalar)
        if isQuoted { close() }
        isQuoted.toggle()
      } else if isQuoted {
        word.append(scalar.isBlank ? " " : scalar)
      } else if scalar.isBlank {
        close()
      } else if "()".unicodeScalars.contains(scalar) {
        close()
        words.append(String(scalar))
      } else {
        word.append(scalar)
      }
    }
    close()
    return words
  }

  private func fill(_ block: inout SearchBlock, _ words: [String]) {
    var term: [String] = []
    func close() {
      let text = term.joined(separator: " ")
      term = []
      guard text.contains(where: { $0.isLetter || $0.isNumber }) else { return }
      let isPhrase = text.first.map { "\"“„".contains($0) } ?? false
      block.terms.append(
        SearchBlock.Term(
          text: text, isPhrase: isPhrase, isTruncated: text.contains { "*$?#".contains($0) }))
    }
    for word in words {
      switch word {
      case "(":
        block.unclosed += 1
        close()
      case ")":
        block.unclosed -= 1
        close()
      default:
        if Self.isJoint(word) {
          close()
        } else if Self.isNear(word) {
          close()
          block.operators.append(word)
        } else {
          term.append(word)
        }
      }
    }
    close()
  }
}
