import PluginKit

/// The lines of a text, which end with LF, CRLF or CR, by their number.
///
/// What is kept of them is small beside the text, whatever lines it has: where each begins, or each eighth
/// where they are short, and long gaps of blank lines.
struct TextLines: Sendable {
  /// The longest text of a field, and the longest record, in bytes: more of it is no reference.
  static let longestField = 16 << 20
  static let longestRecord = 64 << 20

  /// The number of lines.
  let count: Int
  private let text: DecodedText
  /// Where every so many lines one begins; a text is shorter than 4 GB.
  private let starts: [UInt32]
  private let stride: Int
  /// Gaps of many blank lines, from the first of them to the line behind the last.
  private let gaps: [Range<UInt32>]

  /// How many blank lines are gone through one by one.
  private static let shortGap = 16

  /// - Complexity: O(*n*) in the length of the text.
  init(_ text: DecodedText) {
    self.text = text
    let bytes = text.bytes
    var ends = 0
    for byte in bytes where byte == 0x0A || byte == 0x0D { ends += 1 }
    let stride = ends * 16 < bytes.count ? 1 : 8
    var starts: [UInt32] = []
    starts.reserveCapacity(ends / stride + 2)
    var gaps: [Range<UInt32>] = []
    var line = 0
    var gapStart: Int?
    func endGap() {
      if let start = gapStart, line - start >= Self.shortGap {
        gaps.append(UInt32(start)..<UInt32(line))
      }
      gapStart = nil
    }
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count {
        if line % stride == 0 { starts.append(UInt32(truncatingIfNeeded: start)) }
        var index = start
        var isBlank = true
        while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D {
          if bytes[index] > 0x20 { isBlank = false }
          index += 1
        }
        if isBlank { gapStart = gapStart ?? line } else { endGap() }
        line += 1
        start = Self.start(behind: index, in: bytes)
      }
    }
    endGap()
    count = line
    self.stride = stride
    self.starts = starts
    self.gaps = gaps
  }

  /// Where the line behind the one that ends at `end` begins.
  private static func start(behind end: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let isPair =
      end + 1 < bytes.count && bytes[end] == 0x0D && bytes[end + 1] == 0x0A
    return end + (isPair ? 2 : 1)
  }

  /// The bytes of the line at `index`, from 0.
  subscript(index: Int) -> ArraySlice<UInt8> {
    let range = text.bytes.withUnsafeBufferPointer { bytes in
      var start = Int(starts[index / stride])
      for _ in 0..<index % stride {
        start = Self.start(behind: Self.end(from: start, in: bytes), in: bytes)
      }
      return start..<Self.end(from: start, in: bytes)
    }
    return text.bytes[range]
  }

  private static func end(from start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var index = start
    while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
    return index
  }

  /// The beginning of a line, for messages.
  func beginning(of index: Int) -> Substring { self[index].prefix(1_000).trimmedText.prefix(60) }

  /// The line at `index` as a place.
  func place(_ index: Int, column: Int? = nil) -> SourcePlace {
    SourcePlace(text.name, line: index + 1, column: column)
  }

  /// The number of the first line behind the one at `index` that is not blank; nil where there is none.
  ///
  /// - Complexity: O(log *n*), so that it can be asked on each line of a long gap.
  func nextFilled(after index: Int) -> Int? {
    var line = index + 1
    while line < count, isBlank(line) { line = gapEnd(at: line) ?? line + 1 }
    return line < count ? line : nil
  }

  /// Where the long gap ends in which a line stands; nil where it stands in none.
  private func gapEnd(at line: Int) -> Int? {
    var low = 0
    var high = gaps.count
    while low < high {
      let middle = (low + high) / 2
      if gaps[middle].upperBound <= line { low = middle + 1 } else { high = middle }
    }
    return low < gaps.count && gaps[low].contains(UInt32(line)) ? Int(gaps[low].upperBound) : nil
  }

  /// Whether the line holds nothing but blanks.
  func isBlank(_ index: Int) -> Bool { self[index].allSatisfy { $0 <= 0x20 } }
}

extension ArraySlice<UInt8> {
  /// The bytes as text, without blanks around it.
  var trimmedText: String { String(decoding: self, as: UTF8.self).trimmed }
}
