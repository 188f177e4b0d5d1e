import WordCatalog

/// Reads quotes as they are meant where a text does not quote as CSV does (RFC 4180).
///
/// Some programs put text between separators and think no more of it: `5" pipe`. Others write `="007"`,
/// so that Excel does not make a number of it. Both become cells in quotes; what is in quotes already
/// stays, and what cannot be told stays as well, for the reader to name.
///
/// - Complexity: O(*n*) in the number of bytes.
struct QuoteMending {
  /// The text, with each such cell in quotes.
  private(set) var bytes: [UInt8] = []
  /// Cells with a quote inside and none around them.
  private(set) var looseCells = 0
  /// Cells such as `="007"`.
  private(set) var formulaCells = 0
  private let source: [UInt8]
  private let separator: UInt8
  private static let quote = UInt8(ascii: "\"")

  /// Looks at `source`, whose cells `separator` parts.
  init(_ source: [UInt8], separator: UInt8) {
    self.source = source
    self.separator = separator
    guard source.contains(Self.quote) else {
      bytes = source
      return
    }
    bytes.reserveCapacity(source.count + 64)
    var index = 0
    while index < source.count {
      let end = source[index] == Self.quote ? endOfQuoted(index) : nil
      if let end {
        bytes += source[index..<end]
        index = end
      } else {
        let end = endOfPlain(index)
        addPlain(index..<end)
        index = end
      }
      if index < source.count {
        bytes.append(source[index])
        index += 1
      }
    }
  }

  /// What a person should know; nil where nothing was mended.
  var note: String? {
    var parts: [String] = []
    if looseCells > 0 {
      parts.append(
        looseCells == 1
          ? "1 cell has a quote inside and none around it, and was read as it stands"
          : "\(looseCells) cells have a quote inside and none around them, and were read as they stand"
      )
    }
    if formulaCells > 0 {
      parts.append(
        "\(Words.counted(formulaCells, "cell", "cells")) such as =\"007\" "
          + "\(formulaCells == 1 ? "was" : "were") read as the text within")
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  private func isEnd(_ index: Int) -> Bool {
    index >= source.count || source[index] == separator || source[index] == 0x0A
      || source[index] == 0x0D
  }

  /// Where a cell in quotes ends; nil where it turns out to be none, in a text that tabs part.
  private func endOfQuoted(_ start: Int) -> Int? {
    var index = start + 1
    while index < source.count {
      if source[index] == Self.quote {
        guard index + 1 < source.count, source[index + 1] == Self.quote else { break }
        index += 1
      }
      index += 1
    }
    let isClosed = index < source.count && isEnd(index + 1)
    if !isClosed, separator == 0x09 { return nil }
    return min(index + 1, source.count)
  }

  private func endOfPlain(_ start: Int) -> Int {
    var index = start
    while !isEnd(index) { index += 1 }
    return index
  }

  private mutating func addPlain(_ range: Range<Int>) {
    let cell = source[range]
    // Behind a closing quote there is text, which the reader tells.
    guard let first = cell.firstIndex(of: Self.quote),
      range.lowerBound == 0 || isEnd(range.lowerBound - 1)
    else {
      bytes += cell
      return
    }
    if first == cell.startIndex + 1, cell.first == UInt8(ascii: "="), cell.last == Self.quote,
      cell.count > 2, !cell.dropFirst(2).dropLast().contains(Self.quote)
    {
      formulaCells += 1
      bytes += cell.dropFirst()
      return
    }
    looseCells += 1
    bytes.append(Self.quote)
    for byte in cell {
      if byte == Self.quote { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(Self.quote)
  }
}
