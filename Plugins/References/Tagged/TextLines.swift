import PluginKit

/// The lines of a text, which end with LF, CRLF or CR, by their number.
struct TextLines: Sendable {
  private let text: DecodedText
  private let ranges: [Range<Int>]
  /// For each line, the first one behind it that is not blank, or their number.
  private let filled: [Int]

  /// - Complexity: O(*n*) in the length of the text.
  init(_ text: DecodedText) {
    self.text = text
    var ranges: [Range<Int>] = []
    text.bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        if byte == 0x0A || byte == 0x0D {
          ranges.append(start..<index)
          if byte == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
          start = index + 1
        }
        index += 1
      }
      if start < bytes.count { ranges.append(start..<bytes.count) }
    }
    var filled = Array(repeating: ranges.count, count: ranges.count)
    for index in ranges.indices.dropLast().reversed() {
      let isBlank = text.bytes[ranges[index + 1]].allSatisfy { $0 <= 0x20 }
      filled[index] = isBlank ? filled[index + 1] : index + 1
    }
    self.ranges = ranges
    self.filled = filled
  }

  /// The number of lines.
  var count: Int { ranges.count }

  /// The bytes of the line at `index`, from 0.
  subscript(index: Int) -> ArraySlice<UInt8> { text.bytes[ranges[index]] }

  /// The line at `index` as a place.
  func place(_ index: Int, column: Int? = nil) -> SourcePlace {
    SourcePlace(text.name, line: index + 1, column: column)
  }

  /// The number of the first line behind the one at `index` that is not blank; nil where there is none.
  ///
  /// - Complexity: O(1), so that it can be asked on each line of a long gap.
  func nextFilled(after index: Int) -> Int? { filled[index] < count ? filled[index] : nil }

  /// Whether the line holds nothing but blanks.
  func isBlank(_ index: Int) -> Bool { self[index].allSatisfy { $0 <= 0x20 } }
}

extension ArraySlice<UInt8> {
  /// The bytes as text, without blanks around it.
  var trimmedText: String { String(decoding: self, as: UTF8.self).trimmed }
}
